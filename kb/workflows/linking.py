"""Linking as a whole: following what was loaded, and what people say of links."""

from dataclasses import dataclass

from kb.access import Policy
from kb.index import Indexer, LexicalIndex
from kb.linking.following import WAIT_S, Followed, Following, behind, follow_links, relink_now
from kb.linking.judgements import judge
from kb.linking.link_view import JudgementView, judgement_view, seen_pair
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


def judge_link(indexer: Indexer, link: str, said: Said, policy: Policy) -> JudgementView:
    """Append a person's word on a pair; what follows from it for links and standing holds when this returns.

    Raises `BadInput` for a word that cannot be, `NotFound` where the caller may not see both resolutions.
    """
    parts = following(indexer)
    with parts.database.writing() as session:
        one, other = seen_pair(session, link, policy)
        row = judge(
            session,
            kind=said.kind,
            newer_id=one,
            older_id=other,
            verdict=said.verdict,
            relation=said.relation,
            part=said.part,
            by=said.by,
            note=said.note,
        )
        if said.kind == "citation":
            relink_now(session, parts, row.newer_id, row.older_id)
        return judgement_view(session, row)
