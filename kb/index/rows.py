"""What the indexes are built from, read from the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from kb.embeddings import Encoder
from kb.index.lexical import LexicalEntry
from kb.store import Agency, DocumentVersion, Passage, Resolution, Vector
from kb.text import Tokeniser

TITLE = "title"
CHUNK = 500
"""Keys in one SELECT; SQLite takes some thousands."""


@dataclass(frozen=True)
class PassageVectors:
    """Vectors of live passages, float32 of shape (rows, dimension), and `keys` as in `Shard`."""

    keys: NDArray[np.int64]
    vectors: NDArray[np.float32]


def live_resolutions(session: Session) -> list[int]:
    """Ids of every resolution that search may show, ascending."""
    statement = select(col(Resolution.id)).where(col(Resolution.withdrawn).is_(False)).order_by(col(Resolution.id))
    return list(session.execute(statement).scalars())


def count_live_resolutions(session: Session) -> int:
    """How many resolutions search may show."""
    statement = select(func.count()).select_from(Resolution).where(col(Resolution.withdrawn).is_(False))
    return int(session.execute(statement).scalar_one())


def live_passages(session: Session) -> NDArray[np.int64]:
    """Ids of every passage of a live resolution, ascending."""
    statement = (
        select(col(Passage.id))
        .join(Resolution, col(Resolution.id) == col(Passage.resolution_id))
        .where(col(Resolution.withdrawn).is_(False))
        .order_by(col(Passage.id))
    )
    return np.fromiter(session.execute(statement).scalars(), np.int64)


def lexical_entries(session: Session, tokeniser: Tokeniser, resolutions: Sequence[int]) -> Iterator[LexicalEntry]:
    """The words of each live resolution among those asked for, one document version in memory at a time."""
    for chunk in _chunks(resolutions):
        columns: list[Any] = [
            col(Resolution.id),
            col(Resolution.version_id),
            col(Resolution.title),
            col(Resolution.body_start),
            col(Resolution.body_end),
            col(Resolution.meeting_date),
            col(Resolution.group),
            col(Resolution.outcome),
            col(Resolution.classification),
            col(Agency.name),
        ]
        rows = session.execute(
            select(*columns)
            .outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
            .where(col(Resolution.id).in_(chunk), col(Resolution.withdrawn).is_(False))
            .order_by(col(Resolution.version_id), col(Resolution.body_start))
        ).all()
        version, text = None, ""
        for row in rows:
            if row.version_id != version:
                version, text = row.version_id, text_of(session, row.version_id)
            yield _entry(row, text[row.body_start : row.body_end], tokeniser)


def text_of(session: Session, version: int) -> str:
    """The stored text of a document version, which every span points into."""
    found: str = session.execute(
        select(col(DocumentVersion.text)).where(col(DocumentVersion.id) == version)
    ).scalar_one()
    return found


def _entry(row: Row[*tuple[Any, ...]], body: str, tokeniser: Tokeniser) -> LexicalEntry:
    title_words, body_words = tokeniser.words(row.title), tokeniser.words(body)
    return LexicalEntry(
        resolution=row.id,
        title=title_words,
        title_parts=[part for word in title_words for part in tokeniser.subwords(word)],
        body=body_words,
        body_parts=[part for word in body_words for part in tokeniser.subwords(word)],
        meeting_date=row.meeting_date,
        agency=row.name,
        group=row.group,
        outcomes=row.outcome.split(", ") if row.outcome else (),
        classification=row.classification,
    )


def passage_vectors(session: Session, encoder: Encoder, resolutions: Sequence[int]) -> PassageVectors:
    """Vectors of the live resolutions' passages: those the database keeps, and the others embedded now."""
    keys: list[tuple[int, int, int]] = []
    vectors: list[NDArray[np.float32]] = []
    for chunk in _chunks(resolutions):
        rows = session.execute(
            select(col(Passage.id), col(Passage.resolution_id), col(Passage.kind), col(Passage.text), col(Vector.data))
            .join(Resolution, col(Resolution.id) == col(Passage.resolution_id))
            .outerjoin(Vector, (col(Vector.passage_id) == col(Passage.id)) & (col(Vector.model) == encoder.fingerprint))
            .where(col(Passage.resolution_id).in_(chunk), col(Resolution.withdrawn).is_(False))
            .order_by(col(Passage.id))
        ).all()
        if not rows:
            continue
        keys.extend((row.id, row.resolution_id, int(row.kind == TITLE)) for row in rows)
        vectors.append(_vectors_of(rows, encoder))
    if not keys:
        return PassageVectors(np.empty((0, 3), np.int64), np.empty((0, encoder.dimension), np.float32))
    return PassageVectors(np.array(keys, np.int64), np.concatenate(vectors))


def _vectors_of(rows: Sequence[Row[*tuple[Any, ...]]], encoder: Encoder) -> NDArray[np.float32]:
    vectors = np.empty((len(rows), encoder.dimension), np.float32)
    missing = [place for place, row in enumerate(rows) if row.data is None]
    if missing:
        vectors[missing] = decoded(encoded(encoder.encode_passages([rows[place].text for place in missing])))
    kept = [place for place, row in enumerate(rows) if row.data is not None]
    if kept:
        vectors[kept] = decoded([rows[place].data for place in kept])
    return vectors


def encoded(vectors: NDArray[np.float32]) -> list[bytes]:
    """Vectors of shape (rows, dimension) as the store keeps them: half precision, little-endian."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def decoded(blobs: Sequence[bytes]) -> NDArray[np.float32]:
    """What `encoded` wrote, as float32 of shape (rows, dimension)."""
    return np.frombuffer(b"".join(blobs), "<f2").reshape(len(blobs), -1).astype(np.float32)


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
