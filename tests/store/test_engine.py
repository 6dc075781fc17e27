"""The database file: its schema, its locks, and what is said when it cannot be used."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic import command, op
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, col

from kb.errors import Busy, Damaged, Mismatch, Unwritable
from kb.store import Database, Document, DocumentVersion, Meeting, Passage, engine, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    opened = open_database(tmp_path / "kb.sqlite3")
    yield opened
    opened.close()


def meetings_in(database: Database) -> int:
    """How many meetings a new session sees."""
    with database.reading() as session:
        return session.execute(select(func.count(col(Meeting.id)))).scalar_one()


def test_migrations_make_the_tables_that_the_models_describe(database: Database) -> None:
    """A database that was migrated has every table, column, index and key of the models, and no other."""
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
        assert differences == []
        assert inspect(connection).get_table_names() == sorted([*SQLModel.metadata.tables, "alembic_version"])


def test_models_and_migrations_agree_on_cascades_and_key_numbering(database: Database) -> None:
    """What Alembic does not compare: AUTOINCREMENT and ON DELETE CASCADE stand in the migrated tables."""
    with database.engine.connect() as connection:
        made = dict(connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all())
    numbered = {name for name, sql in made.items() if sql and "AUTOINCREMENT" in sql}
    described = {table.name for table in SQLModel.metadata.tables.values() if table.kwargs.get("sqlite_autoincrement")}
    keyed = {"job", "vector", "alias", "resolution_facts", "consumed_change", "topic_member"}
    assert numbered == described == set(SQLModel.metadata.tables) - keyed
    assert {name for name, sql in made.items() if sql and "ON DELETE CASCADE" in sql} == {
        "passage",
        "vector",
        "resolution_facts",
        "suggested_commitment",
        "citation_mention",
        "link_judgement",
        "standing_period",
        "law_mention",
        "topic_member",
    }


def test_downgrade_leaves_no_table(database: Database) -> None:
    """The way back is whole: after it only Alembic's own table stands."""
    config = Config()
    config.set_main_option("script_location", str(Path(engine.__file__).parent / "migrations"))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_schema_constant_is_the_newest_migration() -> None:
    """A database is opened without Alembic when it has `SCHEMA`: the constant must name the last revision."""
    versions = Path(engine.__file__).parent / "migrations" / "versions"
    assert max(path.name[:4] for path in versions.glob("[0-9]*.py")) == engine.SCHEMA


def test_opening_an_existing_database_does_not_load_alembic(database: Database) -> None:
    """Migrations cost time at every start, so a database of today's schema is opened without their library."""
    code = (
        "import sys; from pathlib import Path; from kb.store import open_database\n"
        f"open_database(Path({str(database.path)!r})).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_migration_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables come together or not at all, so a program killed while it creates a home can be started again."""
    create_table = op.create_table

    def failing(name: str, *columns: object, **options: object) -> object:
        if name == "vector":
            raise KeyboardInterrupt
        return create_table(name, *columns, **options)  # type: ignore[arg-type]

    path = tmp_path / "kb.sqlite3"
    monkeypatch.setattr(op, "create_table", failing)
    with pytest.raises(KeyboardInterrupt):
        open_database(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    monkeypatch.undo()
    again = open_database(path)
    assert meetings_in(again) == 0
    again.close()


def test_several_processes_may_create_a_home_at_once(tmp_path: Path) -> None:
    """The second waits for the first and finds the tables made."""
    path = tmp_path / "home" / "kb.sqlite3"
    code = f"from pathlib import Path; from kb.store import open_database; open_database(Path({str(path)!r})).close()"
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(process.communicate()[1], process.returncode) for process in running] == [("", 0)] * 3
    opened = open_database(path)
    assert meetings_in(opened) == 0
    opened.close()


@pytest.mark.parametrize("last_stays", [True, False], ids=["a row remains", "the table is emptied"])
def test_keys_are_never_used_again(database: Database, last_stays: bool) -> None:
    """A deleted row's key does not come back: a stale index entry finds nothing rather than something else."""
    with database.writing() as session:
        session.add_all([Meeting(held_on=date(2031, 1, day)) for day in (5, 12, 19)])
    with database.writing() as session:
        for meeting in session.execute(select(Meeting)).scalars():
            if meeting.held_on.day == 19 or not last_stays:
                session.delete(meeting)
    with database.writing() as session:
        new = Meeting(held_on=date(2031, 1, 26))
        session.add(new)
        session.flush()
        assert new.id == 4


def test_a_writer_holds_the_lock_before_its_first_statement(database: Database) -> None:
    """Two writers never start from the same state: the second cannot begin while the first has only begun."""
    other = sqlite3.connect(database.path, timeout=0, isolation_level=None)
    with database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()


def test_a_reader_holds_no_lock_and_keeps_its_snapshot(database: Database) -> None:
    """What is committed while a session reads does not show in it, and the writer does not wait."""
    with database.reading() as session:
        before = session.execute(select(func.count(col(Meeting.id)))).scalar_one()
        with database.writing() as writer:
            writer.add(Meeting(held_on=date(2031, 1, 5)))
        assert (before, session.execute(select(func.count(col(Meeting.id)))).scalar_one()) == (0, 0)
    assert meetings_in(database) == 1


def test_a_unit_of_work_that_raises_leaves_nothing(database: Database) -> None:
    """All or nothing, and the error that stopped it comes out as it was."""

    def failing() -> None:
        with database.writing() as session:
            session.add(Meeting(held_on=date(2031, 1, 5)))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert meetings_in(database) == 0


def test_reading_never_commits(database: Database) -> None:
    """A row added in a session that only reads is gone with it."""
    with database.reading() as session:
        session.add(Meeting(held_on=date(2031, 1, 5)))
        session.flush()
    assert meetings_in(database) == 0


def test_a_writer_that_waits_too_long_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's write ends in `Busy`, at the first statement and not at the commit."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    database = open_database(tmp_path / "kb.sqlite3")
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="try again"), database.writing():
        pytest.fail("the block must not be entered")
    other.execute("ROLLBACK")
    other.close()
    with database.writing() as session:
        session.add(Meeting(held_on=date(2031, 1, 5)))
    assert meetings_in(database) == 1
    database.close()


def test_what_a_person_cannot_mend_passes_unchanged(database: Database) -> None:
    """A broken rule of the tables is a defect of the program: it is not dressed up as a busy or damaged file."""
    for _ in range(2):
        with pytest.raises(IntegrityError), database.writing() as session:
            session.add_all([Meeting(held_on=date(2031, 1, 5)), Meeting(held_on=date(2031, 1, 5))])


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    """It is left as it is, and the message names it."""
    path = tmp_path / "kb.sqlite3"
    path.write_bytes(b"this is a letter to the minister, not a database\n" * 100)
    with pytest.raises(Damaged, match=r"kb\.sqlite3 is not a readable database"):
        open_database(path)
    assert path.read_bytes().startswith(b"this is a letter")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """Tables are not added to a file that has one of the same name from somewhere else."""
    path = tmp_path / "kb.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meeting (room TEXT)")
    connection.close()
    with pytest.raises(Damaged, match="not a readable database"):
        open_database(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("meeting",)]
    connection.close()


def test_a_torn_database_is_told_as_damaged_while_it_is_used(tmp_path: Path) -> None:
    """Pages overwritten behind a sound header show at the first statement that meets them."""
    path = tmp_path / "kb.sqlite3"
    database = open_database(path)
    with database.writing() as session:
        session.add_all([Meeting(held_on=date.fromordinal(730_000 + day)) for day in range(2000)])
    database.close()
    with path.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * (path.stat().st_size - 4096))

    def look() -> None:
        database = open_database(path)
        try:
            meetings_in(database)
        finally:
            database.close()

    with pytest.raises(Damaged, match="put a backup in its place"):
        look()


def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    """An older program does not touch tables it does not know."""
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Mismatch, match="made by a newer version"):
        open_database(database.path)


def test_foreign_keys_are_enforced(database: Database) -> None:
    """SQLite ignores them unless asked on each connection: a version of no document is refused."""
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(DocumentVersion(document_id=77, sha256="0", text=""))


def test_every_connection_has_the_settings_that_keep_what_was_acknowledged(database: Database) -> None:
    """Write-ahead log, full synchronisation (2), foreign keys on."""
    for _ in range(2):
        with database.engine.connect() as connection:
            pragmas = [
                connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
        assert pragmas == ["wal", 2, 1]


def test_deleting_a_passage_deletes_its_vectors(archive_with_passages: Database) -> None:
    """Keys are never reused, so a vector that stayed behind would stay forever."""
    with archive_with_passages.writing() as session:
        session.execute(text("DELETE FROM passage"))
        assert session.execute(text("SELECT count(*) FROM vector")).scalar() == 0


@pytest.fixture
def archive_with_passages(database: Database) -> Database:
    """One resolution with one passage and its vector."""
    columns = "ref, meeting_id, meeting_date, number, letter, title, title_key, title_start, title_end, body_start"
    with database.writing() as session:
        session.add(Document(uri="/a", name="a", kind="text"))
        session.add(Meeting(held_on=date(2031, 1, 5)))
        session.flush()
        session.add(DocumentVersion(document_id=1, sha256="0", text="ก"))
        session.flush()
        session.execute(
            text(
                f"INSERT INTO resolution ({columns}, body_end, version_id, classification, source, withdrawn) "
                "VALUES ('2031-01-05-01', 1, '2031-01-05', 1, '', 'ก', 'ก', 0, 1, 1, 1, 1, 'ปกติ', 'a', 0)"
            )
        )
        session.add(Passage(resolution_id=1, kind="title", start=0, end=1, text="ก"))
        session.flush()
        session.execute(text("INSERT INTO vector VALUES (1, 'm', x'00')"))
    return database


def test_a_home_under_a_file_is_told_in_words(tmp_path: Path) -> None:
    """A folder that cannot be made is named, with what to check."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Unwritable, match="check the free space and the permissions"):
        open_database(tmp_path / "taken" / "home" / "kb.sqlite3")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told_in_words(tmp_path: Path) -> None:
    """No permission to create the file in an existing folder."""
    tmp_path.chmod(0o500)
    with pytest.raises(Unwritable, match="cannot write or open"):
        open_database(tmp_path / "kb.sqlite3")


def test_a_full_disk_is_told_in_words_and_loses_nothing(database: Database) -> None:
    """The unit of work that does not fit is refused whole; what was committed before stays."""
    with database.writing() as session:
        session.add(Document(uri="/kept", name="kept", kind="text"))
    with database.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(Unwritable, match="full"), database.writing() as session:
        session.add(Document(uri="/large", name="ก" * 1_000_000, kind="text"))
    with database.reading() as session:
        assert list(session.execute(select(col(Document.uri))).scalars()) == ["/kept"]


def test_a_read_only_database_is_told_in_words(database: Database) -> None:
    """SQLite's own refusal to write becomes the same sentence."""
    with database.reading() as session:
        session.execute(text("PRAGMA query_only = ON"))
    with pytest.raises(Unwritable, match="readonly"), database.writing() as session:
        session.add(Meeting(held_on=date(2031, 1, 5)))
