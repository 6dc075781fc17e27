"""The database: one engine, migrations on opening, and the unit of work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from kb.errors import Busy, Damaged, KbError, Mismatch, Unwritable

BUSY_TIMEOUT_MS = 15_000
SCHEMA = "0005"
"""The newest revision under `migrations/versions`; a database that has it is opened without loading Alembic."""


class Database:
    """Hands out sessions. `reading()` never writes; `writing()` holds the write lock from its first statement."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent snapshot; nothing is committed. Raises as `writing` does."""
        with Session(self.engine) as session, _told(self.path):
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A unit of work: commits when the block ends well, rolls back when it raises.

        Raises `Busy` when another writer holds the lock for longer than 15 s, `Unwritable` when the disk is full or
        not ours to write to, `Damaged` when the file is broken.
        """
        with Session(self.engine.execution_options(kb_writer=True)) as session, _told(self.path):
            session.connection()
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of SQLite that a person can act on, told in words; the others pass as they are."""
    try:
        yield
    except DatabaseError as error:
        reason = _reason(path, error)
        if reason is None:
            raise
        raise reason from error


def _reason(path: Path, error: DatabaseError) -> KbError | None:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the primary code; the other bits are details
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(
            "ฐานข้อมูลกำลังถูกเขียนโดยโปรแกรมอื่น กรุณาลองใหม่อีกครั้ง",
            "another program is writing to the database; try again",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return unwritable(path, str(error.orig))
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return _unreadable(path)
    return None


def unwritable(path: Path, reason: str) -> Unwritable:
    """The error for a place where nothing can be written."""
    return Unwritable(
        f"เขียนหรือเปิด {path} ไม่ได้ ({reason}) กรุณาตรวจพื้นที่ว่างในดิสก์และสิทธิ์การเขียนของโฟลเดอร์",
        f"cannot write or open {path} ({reason}); check the free space and the permissions of its folder",
    )


def _unreadable(path: Path) -> Damaged:
    return Damaged(
        f"ไฟล์ {path} ไม่ใช่ฐานข้อมูลที่อ่านได้ กรุณาย้ายไฟล์ออกแล้วนำสำเนาสำรองกลับมา",
        f"{path} is not a readable database; move it away and put a backup in its place",
    )


def open_database(path: Path) -> Database:
    """Open (and create or migrate) the SQLite database at `path`.

    Raises `Damaged` if the file is not a database of ours, `Mismatch` if a newer version of the program made it,
    `Unwritable` if its folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.parent, error.strerror or str(error)) from error
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    database = Database(engine, path)
    try:
        if _schema_of(engine) != SCHEMA:
            _migrate(database)
    except DatabaseError as error:
        engine.dispose()
        raise _reason(path, error) or _unreadable(path) from error
    except KbError:
        engine.dispose()
        raise
    return database


def _prepare_connection(connection: Any, _record: object) -> None:
    """Settings of each SQLite connection; transactions are begun by `_begin`, not by the driver."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    """A writer takes the lock at once: a read that is upgraded later could fail half way with a stale snapshot."""
    writer = connection.get_execution_options().get("kb_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _schema_of(engine: Engine) -> str | None:
    with engine.connect() as connection:
        known = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")).first()
        if known is None:
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(database: Database) -> None:
    """Bring the schema to `SCHEMA`. Alembic is loaded only here: it costs a tenth of a second at every start."""
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with database.engine.execution_options(kb_writer=True).begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, SCHEMA)
        except CommandError as error:
            raise Mismatch(
                f"ฐานข้อมูล {database.path} สร้างโดยโปรแกรมรุ่นใหม่กว่า กรุณาปรับรุ่นโปรแกรม",
                f"{database.path} was made by a newer version of this program; upgrade the program",
            ) from error
