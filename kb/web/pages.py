"""Pages to search on: parse, call verbs, render. No script is needed to use them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from kb.access import EVERYTHING
from kb.runtime import Runtime
from kb.search import DEEPEST, SearchQuery, search
from kb.web.asking import Asked, asked
from kb.web.rendering import page as rendered
from kb.web.results_view import chips, facet_boxes
from kb.web.standing_view import hit_banner

PER_PAGE = 10

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> Response:
    """The question."""
    return rendered(request, "home.html")


@router.get("/search")
def results(
    request: Request,
    ask: Annotated[Asked, Depends(asked)],
    page: Annotated[int, Query(ge=1, le=DEEPEST // PER_PAGE + 1)] = 1,
) -> Response:
    """The answers."""
    if ask.nothing:
        return rendered(request, "home.html")
    runtime: Runtime = request.app.state.runtime
    query = SearchQuery(ask.q, ask.within(), limit=PER_PAGE, offset=(page - 1) * PER_PAGE).checked()
    with runtime.session() as session:
        found = search(session, runtime.indexes(), runtime.encoder, query, EVERYTHING, runtime.today())
    told: dict[str, Any] = {
        "hits": [(hit, hit_banner(hit.standing)) for hit in found.hits],
        "facets": facet_boxes(found.facets, ask),
        "chips": chips(found.facets, ask),
    }
    return rendered(request, "results.html", q=ask.q, ask=ask, found=found, page=page, **told)
