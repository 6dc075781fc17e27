"""The change log: what derived indexes replay."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kb.store import Change, Database, last_change, open_database, record_changes, resolutions_changed_since


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    opened = open_database(tmp_path / "kb.sqlite3")
    yield opened
    opened.close()


def record(database: Database, *keys: int) -> None:
    """Log changes in a unit of work of their own."""
    with database.writing() as session:
        record_changes(session, keys)


def test_an_empty_log_ends_at_zero(database: Database) -> None:
    """Nothing has changed: the number that a first index records."""
    with database.reading() as session:
        assert last_change(session) == 0
        assert resolutions_changed_since(session, 0) == ([], 0)


def test_recording_no_change_writes_nothing(database: Database) -> None:
    """A document without matters leaves the log as it is."""
    record(database)
    with database.reading() as session:
        assert last_change(session) == 0


def test_changes_are_numbered_in_the_order_given(database: Database) -> None:
    """Numbers rise by one within a unit of work and from one to the next."""
    record(database, 30, 10)
    record(database, 20)
    with database.reading() as session:
        logged = session.execute(select(col(Change.seq), col(Change.resolution_id)).order_by(col(Change.seq))).all()
    assert [tuple(row) for row in logged] == [(1, 30), (2, 10), (3, 20)]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (0, ([5, 7, 9], 4)),  # each once, ascending, though 7 changed twice
        (1, ([5, 7, 9], 4)),  # 7 changed again later
        (3, ([9], 4)),  # only the last
        (4, ([], 4)),  # up to date
        (99, ([], 99)),  # an index ahead of the log is not moved back
    ],
)
def test_replaying_from_a_number(database: Database, since: int, expected: tuple[list[int], int]) -> None:
    """What changed after a number, and the number to go on from."""
    record(database, 7, 5, 7, 9)
    with database.reading() as session:
        assert resolutions_changed_since(session, since) == expected


def test_a_change_of_a_unit_of_work_that_failed_is_not_logged(database: Database) -> None:
    """The log tells only what was committed, and its numbers go on without being used twice."""
    record(database, 1)

    def failing() -> None:
        with database.writing() as session:
            record_changes(session, [2])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    record(database, 3)
    with database.reading() as session:
        assert resolutions_changed_since(session, 1) == ([3], 2)
