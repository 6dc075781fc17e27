"""Linking as a whole: following what was loaded, and what people say of links."""

from dataclasses import dataclass

from sqlmodel import Session

from kb.access import Policy
from kb.index import Indexer, LexicalIndex
from kb.linking.following import WAIT_S, Followed, Following, behind, follow_links, relink_now
from kb.linking.judgements import judge
from kb.linking.link_view import JudgementView, judgement_view, seen_pair
from kb.linking.links import Link, links_of
from kb.store import last_change


@dataclass(frozen=True)
class Said:
    """What a person says of a pair of resolutions."""

    verdict: str
    by: str
    kind: str = "citation"
    relation: str | None = None
    part: bool = False
    note: str = ""


def following(indexer: Indexer) -> Following:
    """What linking needs, from what the indexes are written with: it reads how rare words are from the word index."""

    def lexical() -> LexicalIndex:
        return indexer.generations.open(indexer.shape, indexer.tokeniser).lexical

    return Following(indexer.database, lexical, indexer.tokeniser)


def follow(indexer: Indexer, wait_s: float = WAIT_S) -> Followed:
    """Bring links, laws and standings up to date with the database; raises `Busy` when another program is at it."""
    return follow_links(following(indexer), wait_s)


def links_behind(indexer: Indexer) -> tuple[int, int]:
    """The number of the last change, and how many changes linking has not taken in."""
    with indexer.database.reading() as session:
        return last_change(session), behind(session)


def _shown(session: Session, one: int, other: int, said: Said, policy: Policy) -> Link | None:
    """The link that a person confirms: what it says now is what stays confirmed, whatever is read later."""
    if said.verdict != "confirmed" or said.relation is not None or said.kind != "citation":
        return None
    return next(
        (each for each in links_of(session, [one], policy) if {each.citing.key, each.cited.key} == {one, other}), None
    )


def judge_link(indexer: Indexer, link: str, said: Said, policy: Policy) -> JudgementView:
    """Append a person's word on a pair; what follows from it for links and standing holds when this returns.

    Raises `BadInput` for a word that cannot be, `NotFound` where the caller may not see both resolutions.
    """
    parts = following(indexer)
    with parts.database.writing() as session:
        one, other = seen_pair(session, link, policy)
        shown = _shown(session, one, other, said, policy)
        row = judge(
            session,
            kind=said.kind,
            newer_id=one,
            older_id=other,
            verdict=said.verdict,
            relation=said.relation or (shown.relation if shown else None),
            part=shown.part if shown else said.part,
            by=said.by,
            note=said.note,
        )
        if said.kind == "citation":
            relink_now(session, parts, row.newer_id, row.older_id)
        return judgement_view(session, row)
