"""Routes of what a resolution is told by. Reading only: joining and splitting is done from the command line."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from kb.access import EVERYTHING
from kb.api.problems import problems
from kb.runtime import Runtime
from kb.search import ResolutionSource, list_sources

router = APIRouter(prefix="/api/v1", responses=problems(422, 503), tags=["resolutions"])


async def _runtime(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


@router.get(
    "/resolutions/{resolution_id}/sources",
    summary="แหล่งที่มาของมติ (what a resolution is told by)",
    responses=problems(404),
)
def get_sources(
    parts: Annotated[Runtime, Depends(_runtime)],
    resolution_id: Annotated[str, Path(examples=["2022-06-12-03"])],
) -> tuple[ResolutionSource, ...]:
    """Every document that tells of it and that the caller may see, the one that is shown first."""
    with parts.session() as session:
        return list_sources(session, resolution_id, EVERYTHING)
