"""A database that holds the seed tables, copied for each test that writes to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.agencies.rows import seed_rows
from kb.store import Database, open_database


@pytest.fixture(scope="session")
def seeded(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the registry and nothing else. For copying."""
    path = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("seeded") / "kb.sqlite3"))
    database = open_database(path)
    with database.writing() as session:
        seed_rows(session)
    database.close()
    return path


@pytest.fixture
def database(seeded: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of it."""
    opened = open_database(Path(shutil.copy(seeded, tmp_path / "kb.sqlite3")))
    yield opened
    opened.close()
