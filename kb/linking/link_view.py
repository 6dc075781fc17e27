"""Links of one resolution as people and programs see them: addresses instead of keys."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from kb.access import Policy, seen_resolution
from kb.errors import NotFound
from kb.linking.judgements import Kind, Verdict, judgements_of, standing_verdicts
from kb.linking.links import BETWEEN, End, Evidence, Link, link_refs, links_of
from kb.linking.mentions_view import MentionView, mentions_in
from kb.store import LinkJudgement, Resolution


@dataclass(frozen=True)
class EndView:
    """A resolution at one end of a link."""

    id: str
    meeting_date: date
    title: str
    agency_abbr: str | None
    outcome: str | None


@dataclass(frozen=True)
class LinkView:
    """`other` is the far end. `evidence` are words of the citing one, with offsets into its document's text."""

    id: str
    other: EndView
    relation: str
    part: bool
    confirmed: bool
    how: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class LinksView:
    """What a resolution cites, what cites it, and the mentions in it that lead to nothing here."""

    id: str
    cites: tuple[LinkView, ...]
    cited_by: tuple[LinkView, ...]
    unresolved: tuple[MentionView, ...]


@dataclass(frozen=True)
class JudgementView:
    """One word of a person on a pair of resolutions."""

    number: int
    link: str
    kind: str
    verdict: str
    relation: str | None
    part: bool
    by: str
    note: str
    at: datetime


def get_links(session: Session, ref: str, policy: Policy) -> LinksView:
    """Everything that links a resolution to others. Raises `NotFound`, also for one the caller may not see."""
    key = seen_resolution(session, ref, policy)
    links = links_of(session, [key], policy)
    return LinksView(
        id=session.get_one(Resolution, key).ref,
        cites=tuple(link_view(each, each.cited) for each in links if each.citing.key == key),
        cited_by=tuple(link_view(each, each.citing) for each in links if each.cited.key == key),
        unresolved=tuple(each for each in mentions_in(session, key, policy) if each.status != "resolved"),
    )


def link_view(link: Link, other: End) -> LinkView:
    """A link as seen from one end."""
    far = EndView(other.ref, other.on, other.title, other.agency_abbr, other.outcome)
    return LinkView(link.id, far, link.relation, link.part, link.confirmed, link.how, link.score, link.evidence)


def seen_pair(session: Session, link: str, policy: Policy) -> tuple[int, int]:
    """The keys of the two resolutions of a link, as it names them. Raises `BadInput` for what is no link and
    `NotFound` where the caller may not see both ends.
    """
    one, other = link_refs(link)
    try:
        return seen_resolution(session, one, policy), seen_resolution(session, other, policy)
    except NotFound:
        raise NotFound(f"ไม่พบความเชื่อมโยง {link}", f"there is no link {link}") from None


def list_judgements(session: Session, link: str, policy: Policy) -> tuple[JudgementView, ...]:
    """Every word of people on a pair, oldest first. Raises as `seen_pair` does."""
    one, other = seen_pair(session, link, policy)
    return tuple(judgement_view(session, row) for row in judgements_of(session, one, other))


def judgement_view(session: Session, row: LinkJudgement) -> JudgementView:
    """A judgement with the addresses of its pair."""
    refs = [session.get_one(Resolution, key).ref for key in (row.newer_id, row.older_id)]
    return JudgementView(
        number=row.id or 0,
        link=BETWEEN.join(refs),
        kind=row.kind,
        verdict=row.verdict,
        relation=row.relation,
        part=row.part,
        by=row.by,
        note=row.note,
        at=row.at,
    )


def verdict_on(session: Session, one: int, other: int, kind: Kind) -> Verdict | None:
    """What is in force on a pair, in whatever order it is given."""
    standing = standing_verdicts(session, [one], kind)
    return standing.get((one, other)) or standing.get((other, one))
