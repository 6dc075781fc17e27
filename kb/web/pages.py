"""Pages: parse, call one verb, render. No script is needed to use them."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.templating import Jinja2Templates

from kb.access import EVERYTHING
from kb.errors import BadInput
from kb.runtime import Runtime
from kb.search import DEEPEST, SearchFilter, SearchQuery, get_resolution, search
from kb.text import thai_date
from kb.web.marking import marked, teaser

PER_PAGE = 10
HERE = Path(__file__).parent

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(directory=HERE / "templates")
templates.env.filters.update(thai_date=thai_date, marked=marked, teaser=teaser)

Values = Annotated[list[str] | None, Query()]


@router.get("/")
def home(request: Request) -> Response:
    """The question."""
    return _page(request, "home.html", q="")


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
        return _page(request, "home.html", q="")
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

    return _page(request, "results.html", q=q, found=found, chosen=chosen, page=page, link=link, toggled=toggled)


@router.get("/resolutions/{resolution_id}")
def resolution(request: Request, resolution_id: str) -> Response:
    """One resolution in full."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        detail = get_resolution(session, resolution_id, EVERYTHING)
    return _page(request, "resolution.html", q="", detail=detail)


def problem_page(request: Request, status: int, thai: str, english: str) -> Response:
    """What went wrong, in Thai and English; the question stays in its box."""
    q = request.query_params.get("q", "")
    return _page(request, "problem.html", status, q=q, thai=thai, english=english)


def _years(values: list[str]) -> tuple[int, ...]:
    """Years as typed, in either era and with Thai digits too; raises `BadInput`."""
    for each in values:
        if not (each.isdecimal() and len(each) == 4):
            raise BadInput(
                f"ปีต้องเป็นตัวเลขสี่หลัก เช่น 2563 ไม่ใช่ “{each}”", f"a year has four digits, such as 2563, not {each!r}"
            )
    return tuple(int(each) for each in values)


def _page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    runtime: Runtime = request.app.state.runtime
    return templates.TemplateResponse(
        request, template, {"notice": runtime.settings.notice, **values}, status_code=status
    )
