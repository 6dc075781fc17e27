"""Releasing a file from quarantine: all that is its own, nothing else, and without reading the rest."""

from typing import Any

import pytest
from sqlalchemy import event, select
from sqlmodel import col

from kb.errors import Unreadable
from kb.ingest import quarantine as room
from kb.ingest.document import Rejected
from kb.ingest.quarantine import quarantined_files, release
from kb.ingest.records import quarantine
from kb.store import Quarantined


def refuse(archive: Any, *uris: str) -> None:
    """Put places in quarantine."""
    with archive.database.writing() as session:
        for uri in uris:
            quarantine(session, Rejected(uri, uri, None, Unreadable("อ่านไม่ได้", "unreadable")))


def left(archive: Any) -> list[str]:
    """The places that are in quarantine."""
    with archive.database.reading() as session:
        return sorted(session.execute(select(col(Quarantined.uri))).scalars())


def test_a_file_takes_its_rows_along_and_nothing_else(archive: Any) -> None:
    """Whole, rows and days go; names that only begin alike stay, also those with a `#` of their own."""
    own = ["/a/x.jsonl", "/a/x.jsonl#L3", "/a/x.jsonl#L12", "/a/x.jsonl#2031-01-05"]
    others = ["/a/x.json", "/a/x.jsonl!member", "/a/x.jsonl#L3.txt", "/a/x.jsonl#part#L1", "/a/x.jsonl2", "/b/x.jsonl"]
    refuse(archive, *own, *others)
    with archive.database.writing() as session:
        release(session, "/a/x.jsonl")
    assert left(archive) == sorted(others)


def test_a_file_with_more_rows_than_a_statement_takes_values(archive: Any) -> None:
    """SQLite takes 32,766 values in a statement; a file may hold more bad rows."""
    with archive.database.writing() as session:
        rows = [
            Quarantined(uri=f"/x.jsonl#L{n}", name="x", code="c", reason_thai="ก", reason_english="a")
            for n in range(33_000)
        ]
        session.bulk_save_objects(rows)
    with archive.database.writing() as session:
        release(session, "/x.jsonl")
    assert left(archive) == []


def test_a_run_over_many_bad_files_is_linear(archive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each release looks at its own rows only, found through the index: 2,000 files, 2,000 places looked at."""
    files = [f"/a/{n}.txt" for n in range(2_000)]
    refuse(archive, *files)
    looked_at, statements = [], []
    file_of = room.file_of
    monkeypatch.setattr(room, "file_of", lambda uri: looked_at.append(uri) or file_of(uri))

    def note(_connection, _cursor, statement, values, _context, _many) -> None:
        if statement.startswith("SELECT"):
            statements.append((statement, values))

    with archive.database.writing() as session:
        event.listen(archive.database.engine, "before_cursor_execute", note)
        for file in files:
            release(session, file)
        event.remove(archive.database.engine, "before_cursor_execute", note)
        statement, values = statements[0]
        plan = [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert looked_at == files
    assert len(statements) == len(files)
    assert any(step.startswith("SEARCH") for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)
    with archive.database.reading() as session:
        assert quarantined_files(session) == set()
