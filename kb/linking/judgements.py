"""People's word on pairs of resolutions: appended, never overwritten; the newest on a pair is in force."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast, get_args

from sqlalchemy import or_, select
from sqlmodel import Session, col

from kb.errors import BadInput, NotFound
from kb.linking.mention import Relation
from kb.store import LinkJudgement, Resolution

Kind = Literal["citation", "similar"]
Word = Literal["confirmed", "rejected", "retyped"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WORDS: tuple[Word, ...] = get_args(Word)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
MOST_KEYS = 500
"""Resolutions of one SELECT; SQLite takes some thousands of parameters."""


@dataclass(frozen=True)
class Verdict:
    """What is in force on a pair: the newest word on it, whose, and when. `relation` is told when retyped."""

    word: Word
    relation: Relation | None
    part: bool
    by: str
    note: str
    at: datetime

    @property
    def holds(self) -> bool:
        """Whether the person says that the two belong together, in whatever way."""
        return self.word != "rejected"


def judge(  # noqa: PLR0913 - a person's word, column by column; all are named
    session: Session,
    *,
    kind: str,
    newer_id: int,
    older_id: int,
    verdict: str,
    relation: str | None = None,
    part: bool = False,
    by: str,
    note: str = "",
) -> LinkJudgement:
    """Append a person's word on a pair; given in either order, it is kept newer first (meeting date, then id).

    `retyped` needs the relation it should have. Who may see both resolutions is for the caller to check.

    Raises:
        BadInput: an unknown kind, verdict or relation, a pair of one, nobody's name, a retyping without a relation.
        NotFound: one of the two is no resolution.
    """
    _check(kind, verdict, relation, by)
    newer, older = _ordered(session, newer_id, older_id)
    row = LinkJudgement(
        kind=kind,
        newer_id=newer,
        older_id=older,
        verdict=verdict,
        relation=relation,
        part=part,
        by=" ".join(by.split()),
        note=note.strip(),
    )
    session.add(row)
    session.flush()
    return row


def judgements_of(
    session: Session, resolution_id: int, other_id: int | None = None, kind: str | None = None
) -> list[LinkJudgement]:
    """Every word on a pair, or on all pairs of one resolution; the newest last."""
    if other_id == resolution_id:
        return []
    newer, older = col(LinkJudgement.newer_id), col(LinkJudgement.older_id)
    statement = select(LinkJudgement).where(or_(newer == resolution_id, older == resolution_id))
    if other_id is not None:
        statement = statement.where(or_(newer == other_id, older == other_id))
    if kind is not None:
        statement = statement.where(col(LinkJudgement.kind) == kind)
    return list(session.execute(statement.order_by(col(LinkJudgement.id))).scalars())


def standing_verdicts(session: Session, resolution_ids: Iterable[int], kind: str) -> dict[tuple[int, int], Verdict]:
    """The verdict in force on each judged pair, `(newer, older)`, of which either is among these resolutions."""
    found: dict[int, LinkJudgement] = {}
    newer, older = col(LinkJudgement.newer_id), col(LinkJudgement.older_id)
    for keys in _chunks(sorted(set(resolution_ids))):
        statement = select(LinkJudgement).where(col(LinkJudgement.kind) == kind, or_(newer.in_(keys), older.in_(keys)))
        found.update({row.id or 0: row for row in session.execute(statement).scalars()})
    return {(row.newer_id, row.older_id): _verdict(row) for _, row in sorted(found.items())}


def judged(session: Session, resolution_id: int) -> Mapping[int, Verdict]:
    """The verdicts in force on what is similar to a resolution, by the other resolution's id."""
    standing = standing_verdicts(session, [resolution_id], "similar")
    return {older if newer == resolution_id else newer: verdict for (newer, older), verdict in standing.items()}


def _verdict(row: LinkJudgement) -> Verdict:
    relation = cast("Relation | None", row.relation)
    return Verdict(cast("Word", row.verdict), relation, row.part, row.by, row.note, row.at)


def _check(kind: str, verdict: str, relation: str | None, by: str) -> None:
    if kind not in KINDS:
        raise BadInput(
            f"ไม่รู้จักชนิดความเชื่อมโยง {kind!r} เลือกได้ {', '.join(KINDS)}",
            f"unknown kind of link {kind!r}: choose one of {', '.join(KINDS)}",
        )
    if verdict not in WORDS:
        raise BadInput(
            f"ไม่รู้จักผลการพิจารณา {verdict!r} เลือกได้ {', '.join(WORDS)}",
            f"unknown verdict {verdict!r}: choose one of {', '.join(WORDS)}",
        )
    if relation is not None and relation not in RELATIONS:
        raise BadInput(
            f"ไม่รู้จักความสัมพันธ์ {relation!r} เลือกได้ {', '.join(RELATIONS)}",
            f"unknown relation {relation!r}: choose one of {', '.join(RELATIONS)}",
        )
    if verdict == "retyped" and relation is None:
        raise BadInput(
            "กรุณาระบุความสัมพันธ์ที่ถูกต้องเมื่อเปลี่ยนชนิดความเชื่อมโยง",
            "a link that is retyped needs the relation it should have",
        )
    if not by.strip():
        raise BadInput("กรุณาระบุชื่อผู้พิจารณา", "say whose judgement this is")


def _ordered(session: Session, one: int, other: int) -> tuple[int, int]:
    """The pair, newer meeting first and of one meeting the higher id first."""
    if one == other:
        raise BadInput(
            "มติเชื่อมโยงกับตัวเองไม่ได้ กรุณาเลือกมติสองเรื่องที่ต่างกัน",
            "a resolution is not linked to itself: choose two different ones",
        )
    columns = select(col(Resolution.id), col(Resolution.meeting_date)).where(col(Resolution.id).in_((one, other)))
    days: dict[int, date] = {row.id: row.meeting_date for row in session.execute(columns)}
    missing = [key for key in (one, other) if key not in days]
    if missing:
        raise NotFound("ไม่พบมติที่ต้องการเชื่อมโยง", "there is no such resolution to link")
    older, newer = sorted((one, other), key=lambda key: (days[key], key))
    return newer, older


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), MOST_KEYS):
        yield keys[start : start + MOST_KEYS]
