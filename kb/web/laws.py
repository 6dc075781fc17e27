"""Pages of laws and of what is cited and missing."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from kb.access import EVERYTHING
from kb.linking.dangling import dangling
from kb.linking.laws import law_page, list_laws
from kb.runtime import Runtime
from kb.web.rendering import page

MOST_LAWS = 100
MOST_DANGLING = 100

router = APIRouter(include_in_schema=False)


@router.get("/laws")
def laws(request: Request, q: str = "") -> Response:
    """Laws by how many resolutions touch them; with words only those whose title holds them."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        found = list_laws(session, EVERYTHING, q, MOST_LAWS)
    return page(request, "laws.html", words=q, laws=found, most=MOST_LAWS)


@router.get("/laws/{law_id}")
def law(request: Request, law_id: Annotated[int, Path(ge=1, le=2**53)]) -> Response:
    """A law and the resolutions that touch it."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        found = law_page(session, law_id, EVERYTHING)
    return page(request, "law.html", law=found)


@router.get("/dangling")
def missing(request: Request) -> Response:
    """What is cited most and missing: what to load next."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        found = dangling(session, EVERYTHING, MOST_DANGLING)
    return page(request, "dangling.html", missing=found, most=MOST_DANGLING)
