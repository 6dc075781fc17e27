"""What could not be read stays in quarantine with its reason until its file is read again."""

import re

from sqlalchemy import and_, bindparam, delete, or_, select
from sqlmodel import Session, col

from kb.store import Quarantined

_PART = re.compile(r"#(?:L\d+|\d{4}-\d{2}-\d{2})$")


def file_of(uri: str) -> str:
    """The file that a document or a refused row stands in: `x.jsonl#L3` and `x.jsonl#2020-01-07` in `x.jsonl`."""
    return _PART.sub("", uri)


def quarantined_files(session: Session) -> set[str]:
    """The files, by their uri, of which something is in quarantine: the whole, or rows of it."""
    return {file_of(uri) for uri in session.execute(select(col(Quarantined.uri))).scalars()}


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
