"""Deleted rows made unreadable: SQLite keeps their bytes in free pages and in its log until both are written anew."""

import sqlite3
import time

from kb.store.engine import BUSY_TIMEOUT_MS, Database

PATIENCE_S = 20.0
"""How long to wait for readers that still hold an older state of the database."""


def wipe(database: Database, patience_s: float = PATIENCE_S) -> bool:
    """Write the database file anew without its free pages and empty its log; false while a reader prevents it."""
    until = time.monotonic() + patience_s
    while not _wiped(database, max(0.0, until - time.monotonic())):
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def _wiped(database: Database, wait_s: float) -> bool:
    connection = database.engine.raw_connection()
    cursor = connection.cursor()
    busy = 1
    try:
        cursor.execute(f"PRAGMA busy_timeout = {int(wait_s * 1000)}")
        cursor.execute("VACUUM")
        busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.close()
    return not busy
