"""Laws and the resolutions that touch them: an index made from the laws that facts name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore
from sqlmodel import Session, col

from kb.access import Policy
from kb.errors import NotFound
from kb.store import Law, LawMention, Resolution, ResolutionFacts

_BLANK = re.compile(r"\s+")
_ERA = re.compile(r"พุทธศักราช|พ\.ศ\.")
_DOTS = re.compile(r"[.…]{2,}")
_NAMELESS = re.compile(r"(?:กฎกระทรวง|พระราชกฤษฎีกา|ประกาศ|ระเบียบ)?(?:\(?ฉบับที่[\d.…]*\)?)?\(?(?:พ\.ศ\.)?[\d.…]*\)?")


@dataclass(frozen=True)
class TouchingResolution:
    """A resolution that names a law, and the words it does so with."""

    id: str
    meeting_date: date
    title: str
    quote: str


@dataclass(frozen=True)
class LawPage:
    """A law and the resolutions that touch it, newest first."""

    id: int
    title: str
    resolutions: tuple[TouchingResolution, ...]


@dataclass(frozen=True)
class LawCount:
    """A law and how many resolutions touch it."""

    id: int
    title: str
    resolutions: int


def law_key(title: str) -> str:
    """What makes two spellings one law: no blanks, one word for the era, dots of a year not known yet alike."""
    return _DOTS.sub("..", _ERA.sub("พ.ศ.", _BLANK.sub("", title)))


def record_laws(session: Session, ids: Sequence[int]) -> int:
    """Replace what is kept of laws named in resolutions `ids` by what their facts say; returns how many mentions.

    A title that is a number and a year alone names no law.
    """
    session.execute(delete(LawMention).where(col(LawMention.resolution_id).in_(ids)))
    read = select(col(ResolutionFacts.resolution_id), col(ResolutionFacts.facts)).join(
        Resolution, col(Resolution.id) == col(ResolutionFacts.resolution_id)
    )
    standing = read.where(col(Resolution.id).in_(ids), col(Resolution.withdrawn).is_(False))
    found = [
        (key, law, law_key(law["title"]))
        for key, facts in session.execute(standing)
        for law in facts.get("laws", ())
        if not _NAMELESS.fullmatch(law_key(law["title"]))
    ]
    laws = _laws(session, {name: law["title"] for _, law, name in found})
    rows = [
        {"law_id": laws[name], "resolution_id": key, **{each: law[each] for each in ("start", "end", "quote")}}
        for key, law, name in found
    ]
    if rows:
        session.execute(insert(LawMention), rows)
    return len(rows)


def _laws(session: Session, titles: Mapping[str, str]) -> dict[str, int]:
    """Ids of laws by key; those that are not there yet are added."""
    if not titles:
        return {}
    new = [{"key": key, "title": title} for key, title in titles.items()]
    session.execute(insert_or_ignore(Law).on_conflict_do_nothing(), new)
    known = select(col(Law.key), col(Law.id)).where(col(Law.key).in_(titles))
    return {row.key: row.id for row in session.execute(known)}


def forget_unnamed_laws(session: Session) -> None:
    """Remove laws that no resolution names any more."""
    session.execute(delete(Law).where(col(Law.id).not_in(select(col(LawMention.law_id)))))


def law_page(session: Session, law: int, policy: Policy) -> LawPage:
    """The resolutions that touch a law. Raises `NotFound`, also where the caller may see none of them."""
    title = session.execute(select(col(Law.title)).where(col(Law.id) == law)).scalar()
    rows = session.execute(
        select(
            col(Resolution.ref), col(Resolution.meeting_date), col(Resolution.title), func.min(col(LawMention.quote))
        )
        .join(LawMention, col(LawMention.resolution_id) == col(Resolution.id))
        .where(
            col(LawMention.law_id) == law,
            col(Resolution.withdrawn).is_(False),
            col(Resolution.classification).in_(policy.classifications),
        )
        .group_by(col(Resolution.id))
        .order_by(col(Resolution.meeting_date).desc(), col(Resolution.ref))
    ).all()
    if title is None or not rows:
        raise NotFound(f"ไม่พบกฎหมายหมายเลข {law}", f"there is no law {law}")
    return LawPage(law, title, tuple(TouchingResolution(*row) for row in rows))


def list_laws(session: Session, policy: Policy, words: str = "", limit: int = 50) -> tuple[LawCount, ...]:
    """Laws whose title holds `words`, most touched first; those that only hidden resolutions name are not there."""
    touched = func.count(func.distinct(col(Resolution.id)))
    query = (
        select(col(Law.id), col(Law.title), touched)
        .join(LawMention, col(LawMention.law_id) == col(Law.id))
        .join(Resolution, col(Resolution.id) == col(LawMention.resolution_id))
        .where(col(Resolution.withdrawn).is_(False), col(Resolution.classification).in_(policy.classifications))
        .group_by(col(Law.id))
        .order_by(touched.desc(), col(Law.title))
        .limit(limit)
    )
    if words.strip():
        query = query.where(col(Law.key).contains(law_key(words), autoescape=True))
    return tuple(LawCount(*row) for row in session.execute(query))


def laws_of(session: Session, resolution: int) -> tuple[LawCount, ...]:
    """The laws that a resolution names, in its order; `resolutions` counts its own mentions."""
    rows = session.execute(
        select(col(Law.id), col(Law.title), func.count())
        .join(LawMention, col(LawMention.law_id) == col(Law.id))
        .where(col(LawMention.resolution_id) == resolution)
        .group_by(col(Law.id))
        .order_by(func.min(col(LawMention.start)))
    )
    return tuple(LawCount(*row) for row in rows)
