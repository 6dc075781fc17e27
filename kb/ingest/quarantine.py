"""What could not be read stays in quarantine with its reason until its file is read again."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, or_, select
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS, higher
from kb.errors import NotFound
from kb.store import Quarantined

_PART = re.compile(rf"#(?:L\d+|\d{{4}}-\d{{2}}-\d{{2}}(?:-(?:{'|'.join(CLASSIFICATIONS)}))?)$")


LARGEST_KEY = 2**63  # of a row of SQLite


@dataclass(frozen=True)
class QuarantinedView:
    """A document, or a row of one, that could not be read: the reason in both languages, and when."""

    id: int
    uri: str
    name: str
    sha256: str | None
    code: str
    thai: str
    english: str
    at: datetime


def list_quarantined(session: Session) -> list[QuarantinedView]:
    """Everything in quarantine, by place."""
    rows = session.execute(select(Quarantined).order_by(col(Quarantined.uri))).scalars()
    return [_view(row) for row in rows]


def show_quarantined(session: Session, key: int) -> QuarantinedView:
    """One of them; raises `NotFound`."""
    row = session.get(Quarantined, key) if key < LARGEST_KEY else None
    if row is None:
        raise NotFound(f"ไม่มีเอกสารเลขที่ {key} ในรายการที่อ่านไม่ได้", f"there is nothing with the id {key} in quarantine")
    return _view(row)


def _view(row: Quarantined) -> QuarantinedView:
    assert row.id is not None  # noqa: S101 - read from the database
    return QuarantinedView(row.id, row.uri, row.name, row.sha256, row.code, row.reason_thai, row.reason_english, row.at)


def file_of(uri: str) -> str:
    """The file that a document or a refused row stands in: `x.csv#L3`, `x.csv#2020-01-07-ลับ` in `x.csv`."""
    return _PART.sub("", uri)


def quarantined_files(session: Session) -> set[str]:
    """The files, by their uri, of which something is in quarantine: the whole, or rows of it."""
    return {file_of(uri) for uri in session.execute(select(col(Quarantined.uri))).scalars()}


def said_in_quarantine(session: Session) -> dict[str, str]:
    """The classification that was said of files in quarantine, by their uri; the highest of a file's."""
    said: dict[str, str] = {}
    found = select(col(Quarantined.uri), col(Quarantined.classification))
    for uri, level in session.execute(found.where(col(Quarantined.classification).is_not(None))):
        said[file_of(uri)] = higher(said.get(file_of(uri)), level) or level
    return said


def release(session: Session, file: str) -> None:
    """Forget what was wrong with a file and its rows: it is being read again.

    Looks only at the file's own stretch of the index on `uri`, so that a run over many files stays linear.
    """
    uri = col(Quarantined.uri)
    after = chr(ord("#") + 1)  # `file#...` stands between `file#` and this
    stretch = select(uri).where(or_(uri == file, and_(uri >= f"{file}#", uri < f"{file}{after}")))
    gone = [{"gone": each} for each in session.execute(stretch).scalars() if file_of(each) == file]
    if gone:
        session.connection().execute(delete(Quarantined).where(uri == bindparam("gone")), gone)
