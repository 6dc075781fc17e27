"""Pages of topics: all of them, one of them, and a name for one."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from kb.access import EVERYTHING
from kb.linking.topic_view import get_topic, list_themes, list_topics
from kb.linking.topic_words import LONGEST_NAME, name_topic
from kb.runtime import Runtime
from kb.web.rendering import page, problem_page
from kb.web.same_origin import REFUSED, is_same_origin
from kb.web.topics_view import MOST_MEMBERS, SHOWN, theme_boxes, topic_box
from kb.workflows.topics import say_of_topics

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**53)]
Text = Annotated[str, Form(max_length=2000)]


@router.get("/topics")
def topics(
    request: Request, theme: Annotated[int | None, Query(ge=1, le=2**53)] = None, crossing: bool = False
) -> Response:
    """Themes with their topics; of one theme all."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        themes = list_themes(session, EVERYTHING)
        found = list_topics(session, EVERYTHING, theme, crossing)
    boxes = theme_boxes(themes, found, None if theme else SHOWN)
    return page(request, "topics.html", boxes=boxes, theme=theme, crossing=crossing, count=len(found))


@router.get("/topics/{topic_id}")
def topic(request: Request, topic_id: Number) -> Response:
    """One topic or theme: who, when, the founding resolutions, the members."""
    runtime: Runtime = request.app.state.runtime
    with runtime.session() as session:
        found = get_topic(session, topic_id, EVERYTHING)
        below = list_topics(session, EVERYTHING, topic_id)
    told: dict[str, Any] = {
        "topic": found,
        "box": topic_box(found),
        "below": below,
        "most": MOST_MEMBERS,
        "longest": LONGEST_NAME,
    }
    return page(request, "topic.html", **told)


@router.post("/topics/{topic_id}/name")
def name(request: Request, topic_id: Number, name: Text = "", by: Text = "") -> Response:
    """Give a topic a name, or with an empty one take it back."""
    if not is_same_origin(request.headers):
        return problem_page(request, 403, *REFUSED)
    runtime: Runtime = request.app.state.runtime
    say_of_topics(runtime.indexer, lambda session: name_topic(session, topic_id, name, by, EVERYTHING))
    return RedirectResponse(f"/topics/{topic_id}", status_code=303)
