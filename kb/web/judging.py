"""People's word on links from the pages, and what was said of a link so far."""

from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from kb.access import EVERYTHING
from kb.linking.link_view import list_judgements
from kb.linking.links import link_refs
from kb.runtime import Runtime
from kb.web.judgements_view import judgement_lines
from kb.web.rendering import page, problem_page
from kb.web.resolution import RELATION_CHOICES
from kb.web.same_origin import REFUSED, is_same_origin
from kb.workflows.linking import Said, judge_link

RETYPED = "retyped"
ANCHORS = {"similar": "similar"}

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=2000)]


@router.get("/links/{link_id}/judgements")
def judgements(request: Request, link_id: str) -> Response:
    """Every word on a pair, and a form for the next one."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        said = list_judgements(session, link_id, EVERYTHING)
    citing, cited = link_refs(link_id)
    told: dict[str, Any] = {"lines": judgement_lines(said), "link": link_id, "citing": citing, "cited": cited}
    return page(request, "judgements.html", **told, relations=RELATION_CHOICES)


@router.post("/links/{link_id}/judgements")
def judge(
    request: Request,
    link_id: str,
    verdict: Text = "",
    by: Text = "",
    kind: Text = "citation",
    relation: Text = "",
    part: Text = "",
    note: Text = "",
    back: Text = "",
) -> Response:
    """Append a word on a pair, and go back to the resolution it was said on."""
    if not is_same_origin(request.headers):
        return problem_page(request, 403, *REFUSED)
    ends = link_refs(link_id)
    retyped = verdict == RETYPED
    said = Said(verdict, by, kind, (relation or None) if retyped else None, retyped and bool(part), note)
    runtime: Runtime = request.app.state.runtime
    judge_link(runtime.indexer, link_id, said, EVERYTHING)
    to, query = back if back in ends else ends[0], urlencode({"judged": link_id})
    return RedirectResponse(f"/resolutions/{quote(to)}?{query}#{ANCHORS.get(kind, 'links')}", status_code=303)
