"""Matters as the database has them, read for comparing: columns, passages with vectors, laws, agencies."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.index import TITLE
from kb.linking.similar.item import Vectors
from kb.store import Agency, Law, LawMention, Passage, Resolution, Vector

MOST_PASSAGES = 16
"""Passages of one matter that are compared, from its beginning: the decision and the essence stand there."""
TOO_COMMON_A_LAW, FEW = 0.02, 10
"""A law that more than this share of all resolutions names, and more than so many, makes no two of them alike."""
_AMONG = select(func.json_each(bindparam("keys")).table_valued("value").c.value)


class Row(NamedTuple):
    """A matter less its text. `version` holds the text that spans point into."""

    id: int
    ref: str
    meeting_date: date
    title: str
    title_key: str
    agency_id: int | None
    agency: str | None
    agency_abbr: str | None
    group: str | None
    outcome: str | None
    version: int


@dataclass(frozen=True)
class Cut:
    """One passage of a body: its key and its span."""

    id: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Passages:
    """The passages of one matter. `head` is the title's vector, `vectors` those of `cuts` in order, unit rows."""

    head: Vectors
    cuts: tuple[Cut, ...]
    vectors: Vectors


_ROW = select(
    col(Resolution.id),
    col(Resolution.ref),
    col(Resolution.meeting_date),
    col(Resolution.title),
    col(Resolution.title_key),
    col(Resolution.agency_id),
    col(Agency.name),
    func.coalesce(col(Resolution.agency_abbr), col(Agency.abbr)),
    col(Resolution.group),
    col(Resolution.outcome),
    col(Resolution.version_id),
).outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
_ROW_AMONG = _ROW.where(col(Resolution.id).in_(_AMONG))
_PLACE = func.row_number().over(partition_by=col(Passage.resolution_id), order_by=col(Passage.id)).label("place")
_CUTS = (
    select(
        col(Passage.resolution_id),
        col(Passage.id),
        col(Passage.kind),
        col(Passage.start),
        col(Passage.end),
        _PLACE,
    )
    .where(col(Passage.resolution_id).in_(_AMONG))
    .subquery()
)
_VECTORS = (
    select(_CUTS, col(Vector.data))
    .outerjoin(Vector, (col(Vector.passage_id) == _CUTS.c.id) & (col(Vector.model) == bindparam("model")))
    .where(_CUTS.c.place <= MOST_PASSAGES + 1)
    .order_by(_CUTS.c.resolution_id, _CUTS.c.id)
)
_LAWS = (
    select(col(LawMention.resolution_id), col(LawMention.law_id))
    .where(col(LawMention.resolution_id).in_(_AMONG))
    .distinct()
)
_LAW_TITLES = (
    select(col(Law.id), col(Law.title))
    .join(LawMention, col(LawMention.law_id) == col(Law.id))
    .where(col(Law.id).in_(_AMONG))
    .group_by(col(Law.id))
    .having(func.count(col(LawMention.resolution_id).distinct()) <= bindparam("most"))
)


def among(keys: Sequence[int]) -> dict[str, str]:
    """The parameter of statements over however many keys; a list would be spelt out and compiled anew each time."""
    return {"keys": json.dumps(list(keys))}


def rows_of(session: Session, keys: Sequence[int], policy: Policy) -> dict[int, Row]:
    """Those of the matters that the caller may see and that are not withdrawn, by id."""
    wanted = _ROW_AMONG.where(col(Resolution.withdrawn).is_(False))
    if not policy.sees_all:
        wanted = wanted.where(col(Resolution.classification).in_(policy.classifications))
    read = map(Row._make, session.connection().execute(wanted, among(keys)))
    return {row.id: row for row in read}


def row_of(session: Session, key: int, policy: Policy) -> Row | None:
    """One matter, withdrawn or not; None where there is none or the caller may not see it."""
    wanted = _ROW.where(col(Resolution.id) == key, col(Resolution.classification).in_(policy.classifications))
    row = session.execute(wanted).first()
    return Row._make(row) if row else None


def passages_of(session: Session, keys: Sequence[int], model: str, dimension: int) -> dict[int, Passages]:
    """The first passages of each matter with their vectors by this model; zeros where the database keeps none."""
    read = session.connection().execute(_VECTORS, {**among(keys), "model": model}).all()
    vectors = _decoded([row[-1] for row in read], dimension)
    places: dict[int, list[int]] = {key: [] for key in keys}
    for place, row in enumerate(read):
        places[row[0]].append(place)
    found = {}
    for owner, rows in places.items():
        title = next((place for place in rows if read[place][2] == TITLE), None)
        body = [place for place in rows if read[place][2] != TITLE]
        head = np.zeros(dimension, np.float32) if title is None else vectors[title]
        found[owner] = Passages(head, tuple(Cut(*_cut(read[place])) for place in body), vectors[body])
    return found


def _cut(row: Any) -> tuple[int, int, int]:
    _, key, _, start, end, *_ = row
    return key, start, end


def laws_of(session: Session, keys: Sequence[int]) -> dict[int, frozenset[int]]:
    """Ids of the laws that each matter names."""
    found: dict[int, set[int]] = {}
    for owner, law in session.connection().execute(_LAWS, among(keys)):
        found.setdefault(owner, set()).add(law)
    return {owner: frozenset(laws) for owner, laws in found.items()}


def law_titles(session: Session, laws: Sequence[int], resolutions: int) -> dict[int, str]:
    """Titles of those of the laws that are named rarely enough, in an archive of so many, to tell something."""
    if not laws:
        return {}
    most = max(FEW, TOO_COMMON_A_LAW * resolutions)
    named: Iterable[Any] = session.connection().execute(_LAW_TITLES, {**among(laws), "most": most})
    return dict(iter(named))


def texts_of(session: Session, passages: Sequence[int]) -> Mapping[int, str]:
    """The words of passages by id."""
    statement = select(col(Passage.id), col(Passage.text)).where(col(Passage.id).in_(_AMONG))
    read: Iterable[Any] = session.connection().execute(statement, among(passages))
    return dict(iter(read))  # a result has keys(): it would be taken for a mapping


def _decoded(blobs: Sequence[bytes | None], dimension: int) -> Vectors:
    """Stored vectors as float32 of shape (len(blobs), dimension); rows of zeros for those not kept."""
    nothing = bytes(2 * dimension)
    joined = b"".join(nothing if blob is None else blob for blob in blobs)
    return np.frombuffer(joined, "<f2").reshape(len(blobs), dimension).astype(np.float32)
