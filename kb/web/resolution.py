"""The page of a resolution: parse, call verbs, render."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from kb.access import EVERYTHING, seen_resolution
from kb.errors import BadInput, KbError
from kb.linking.chain_view import get_chain
from kb.linking.judgements import RELATIONS
from kb.linking.laws import law_key, laws_of
from kb.linking.link_view import LinksView, get_links
from kb.linking.links import link_refs
from kb.linking.topic_view import TopicSummary, topic_of
from kb.runtime import Runtime
from kb.search import ResolutionDetail, get_facts, get_resolution, list_sources
from kb.search.pages_of import pages_of, waiting_pages
from kb.web.citations_view import LinkBoxes, citation_spans, link_boxes
from kb.web.corrections_view import correction_lines
from kb.web.days import a_day
from kb.web.rendering import page as rendered
from kb.web.resolution_view import Linked, Pages, ResolutionView, places_of, resolution_view
from kb.web.similar_view import SimilarView, similar_view
from kb.web.standing_view import ChainBox, chain_box
from kb.web.wording import RELATIONS as RELATION_NAMES
from kb.workflows.corrections import list_corrections
from kb.workflows.linking_views import similar_to

MOST_SIMILAR = 10

router = APIRouter(include_in_schema=False)
RELATION_CHOICES = tuple((each, RELATION_NAMES[each]) for each in RELATIONS)


@dataclass(frozen=True)
class Around:
    """What a resolution is bound up with."""

    chain: ChainBox
    links: LinkBoxes
    topic: TopicSummary | None


@router.get("/resolutions/{resolution_id}")
def resolution(request: Request, resolution_id: str, on: str = "", judged: str = "") -> Response:
    """One resolution in full: how it stands, what it is bound up with, what was read out of it, and its documents."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        detail = get_resolution(session, resolution_id, EVERYTHING)
        ref = detail.summary.id
        links = get_links(session, ref, EVERYTHING)
        chain = get_chain(session, ref, EVERYTHING, a_day(on) or runtime.today())
        topic = topic_of(session, seen_resolution(session, ref, EVERYTHING), EVERYTHING)
        told: dict[str, Any] = {
            "detail": detail,
            "view": _view(session, detail, links),
            "corrections": correction_lines(list_corrections(session, EVERYTHING, ref), detail),
            "around": Around(chain_box(chain, runtime.today(), on.strip()), link_boxes(links), topic),
            "similar": _similar(session, runtime, ref),
        }
    return rendered(request, "resolution.html", **told, judged=_own_link(judged, ref), relations=RELATION_CHOICES)


def _view(session: Session, detail: ResolutionDetail, links: LinksView) -> ResolutionView:
    """The text with its citations, facts, commitments, and sources with their pages."""
    ref = detail.summary.id
    facts = get_facts(session, ref, EVERYTHING)
    sources = list_sources(session, ref, EVERYTHING)
    places = places_of(detail, facts, sources)
    at = dict(zip(places, pages_of(session, places), strict=True))
    pages = Pages(at, waiting_pages(session, [each.version for each in sources]))
    laws = {law_key(each.title): each.id for each in laws_of(session, seen_resolution(session, ref, EVERYTHING))}
    return resolution_view(detail, facts, sources, pages, Linked(citation_spans(links, detail), laws))


def _similar(session: Session, runtime: Runtime, ref: str) -> SimilarView | None:
    """Similar matters; None while the indexes cannot be read: the page has the rest all the same."""
    try:
        return similar_view(
            similar_to(session, runtime.indexes(), runtime.tokeniser, ref, EVERYTHING, limit=MOST_SIMILAR)
        )
    except KbError:
        return None


def _own_link(link: str, ref: str) -> str:
    """The link that was just judged, if it is one of this resolution."""
    try:
        return link if ref in link_refs(link) else ""
    except BadInput:
        return ""
