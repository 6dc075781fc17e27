"""Templates made into responses; what every page carries."""

from pathlib import Path

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates

from kb.runtime import Runtime
from kb.text import thai_date
from kb.web.marking import marked, teaser

templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.filters.update(thai_date=thai_date, marked=marked, teaser=teaser)


def page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A template as a response, with the notice of this home and an empty question unless one is given."""
    runtime: Runtime = request.app.state.runtime
    told = {"notice": runtime.settings.notice, "q": "", **values}
    return templates.TemplateResponse(request, template, told, status_code=status)


def problem_page(request: Request, status: int, thai: str, english: str) -> Response:
    """What went wrong, in Thai and English; the question stays in its box."""
    q = request.query_params.get("q", "")
    return page(request, "problem.html", status, q=q, thai=thai, english=english)
