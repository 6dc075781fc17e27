"""Homes of a test's own that are quick to make: agencies seeded once, a small encoder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.runtime import Runtime
from kb.settings import Settings
from kb.store import open_database
from kb.workflows.agencies import open_agencies


@pytest.fixture(scope="session")
def seeded_database(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the agencies that come with the program, and nothing else."""
    path = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("seeded")))
    database = open_database(path)
    open_agencies(database)
    database.close()
    return path


@pytest.fixture
def new_home(seeded_database: Path, new_archive: Callable[..., Any], tmp_path: Path) -> Iterator[Callable[[], Runtime]]:
    """A maker of empty homes."""
    made: list[Runtime] = []

    def make() -> Runtime:
        home = tmp_path / f"home{len(made)}"
        home.mkdir()
        shutil.copy(seeded_database, home / "kb.sqlite3")
        archive = new_archive(home.name)
        made.append(Runtime(Settings(home)))
        vars(made[-1]).update(encoder=archive.encoder, tokeniser=archive.tokeniser)
        return made[-1]

    yield make
    for runtime in made:
        runtime.close()
