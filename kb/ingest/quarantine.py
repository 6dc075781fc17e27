"""What could not be read stays in quarantine with its reason until its file is read again."""

import re

from sqlalchemy import delete, select
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
    """Forget what was wrong with a file and its rows: it is being read again."""
    uris = [uri for uri in session.execute(select(col(Quarantined.uri))).scalars() if file_of(uri) == file]
    session.execute(delete(Quarantined).where(col(Quarantined.uri).in_(uris)))
