"""Deleted bytes are gone from the files once these are written anew."""

from datetime import date
from pathlib import Path

from sqlalchemy import delete, select

from kb.store import Document, Meeting, open_database, wipe

WORDS = "ฝูงเต่าอพยพข้ามสะพานลอย " * 200


def holding(folder: Path) -> list[str]:
    """The database's files in which the words stand."""
    return sorted(path.name for path in folder.iterdir() if WORDS[:20].encode() in path.read_bytes())


def test_deleted_rows_leave_no_bytes(tmp_path: Path) -> None:
    """In the log and in free pages they stay until it is wiped; while a reader holds an old state it is not."""
    database = open_database(tmp_path / "kb.sqlite3")
    with database.writing() as session:
        session.add(Document(uri="a", name=WORDS, kind="text"))
    with database.writing() as session:
        session.execute(delete(Document))
    assert holding(tmp_path) != []
    with database.reading() as reader:
        reader.execute(select(Meeting)).all()
        with database.writing() as session:
            session.add(Meeting(held_on=date(2031, 1, 5)))
        assert not wipe(database, patience_s=0.0)
    assert wipe(database)
    assert holding(tmp_path) == []
    assert (tmp_path / "kb.sqlite3-wal").stat().st_size == 0
    with database.reading() as session:
        assert [each.held_on for each in session.execute(select(Meeting)).scalars()] == [date(2031, 1, 5)]
    database.close()
