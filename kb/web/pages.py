"""Pages to read: parse, call verbs, render. No script is needed to use them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from kb.access import EVERYTHING
from kb.errors import BadInput
from kb.runtime import Runtime
from kb.search import (
    DEEPEST,
    ResolutionDetail,
    SearchFilter,
    SearchQuery,
    get_facts,
    get_resolution,
    list_sources,
    search,
)
from kb.search.pages_of import pages_of, waiting_pages
from kb.web.corrections_view import CorrectionLine, correction_lines
from kb.web.rendering import page as rendered
from kb.web.resolution_view import Pages, ResolutionView, places_of, resolution_view
from kb.workflows.corrections import list_corrections

PER_PAGE = 10

router = APIRouter(include_in_schema=False)

Values = Annotated[list[str] | None, Query()]


@router.get("/")
def home(request: Request) -> Response:
    """The question."""
    return rendered(request, "home.html")


@router.get("/search")
def results(
    request: Request,
    q: str = "",
    year: Values = None,
    agency: Values = None,
    group: Values = None,
    outcome: Values = None,
    page: Annotated[int, Query(ge=1, le=DEEPEST // PER_PAGE + 1)] = 1,
) -> Response:
    """The answers."""
    years = _years(year or [])
    chosen = {
        "year": [str(each) for each in years],
        "agency": agency or [],
        "group": group or [],
        "outcome": outcome or [],
    }
    if not q.strip() and not any(chosen.values()):
        return rendered(request, "home.html")
    within = SearchFilter(
        years=years,
        agencies=tuple(chosen["agency"]),
        groups=tuple(chosen["group"]),
        outcomes=tuple(chosen["outcome"]),
    )
    runtime: Runtime = request.app.state.runtime
    query = SearchQuery(q, within, limit=PER_PAGE, offset=(page - 1) * PER_PAGE).checked()
    with runtime.session() as session:
        found = search(session, runtime.indexes(), runtime.encoder, query, EVERYTHING, runtime.today())

    def link(**changes: object) -> str:
        """This search with something changed."""
        return "/search?" + urlencode({"q": q, **chosen, "page": 1, **changes}, doseq=True)

    def toggled(name: str, value: str) -> str:
        """This search with a filter value switched on or off."""
        values = chosen[name]
        return link(**{name: [each for each in values if each != value] if value in values else [*values, value]})

    return rendered(request, "results.html", q=q, found=found, chosen=chosen, page=page, link=link, toggled=toggled)


@router.get("/resolutions/{resolution_id}")
def resolution(request: Request, resolution_id: str) -> Response:
    """One resolution in full, with what was read out of it and the documents that tell of it."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        detail = get_resolution(session, resolution_id, EVERYTHING)
        view, corrections = _told_of(session, detail)
    return rendered(request, "resolution.html", detail=detail, view=view, corrections=corrections)


def _told_of(session: Session, detail: ResolutionDetail) -> tuple[ResolutionView, tuple[CorrectionLine, ...]]:
    """Facts, commitments, sources with their pages, and what people corrected."""
    ref = detail.summary.id
    facts = get_facts(session, ref, EVERYTHING)
    sources = list_sources(session, ref, EVERYTHING)
    places = places_of(detail, facts, sources)
    at = dict(zip(places, pages_of(session, places), strict=True))
    pages = Pages(at, waiting_pages(session, [each.version for each in sources]))
    corrections = correction_lines(list_corrections(session, EVERYTHING, ref), detail)
    return resolution_view(detail, facts, sources, pages), corrections


def _years(values: list[str]) -> tuple[int, ...]:
    """Years as typed, in either era and with Thai digits too; raises `BadInput`."""
    for each in values:
        if not (each.isdecimal() and len(each) == 4):
            raise BadInput(
                f"ปีต้องเป็นตัวเลขสี่หลัก เช่น 2563 ไม่ใช่ “{each}”", f"a year has four digits, such as 2563, not {each!r}"
            )
    return tuple(int(each) for each in values)
