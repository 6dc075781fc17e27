"""Facts, commitments and originals over HTTP."""

from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Body, Path, Query, Response

from kb.access import EVERYTHING
from kb.api.problems import problems
from kb.api.routes import Parts
from kb.search import CommitmentView, FactsView, State, decide_commitment, get_facts, list_commitments
from kb.workflows.originals import open_original

router = APIRouter(prefix="/api/v1", responses=problems(422, 503))
Key = Annotated[int, Path(ge=1, le=2**53, examples=[1])]
SHOWN = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".txt": "text/plain",
}
"""What a browser shows by itself; everything else is handed over to be saved: a page of HTML from outside would run as
one of ours."""


@router.get(
    "/resolutions/{resolution_id}/facts",
    summary="ข้อเท็จจริงในมติ (facts of a resolution)",
    tags=["resolutions"],
    responses=problems(404),
)
def get_resolution_facts(parts: Parts, resolution_id: Annotated[str, Path(examples=["2022-06-12-03"])]) -> FactsView:
    """Parts, kind with its rule, agencies, laws, money, provinces, each with evidence; and suggested commitments."""
    with parts.session() as session:
        return get_facts(session, resolution_id, EVERYTHING)


@router.get("/commitments", summary="ข้อสั่งการที่พบ (commitments)", tags=["commitments"])
def get_commitments(
    parts: Parts,
    state: Annotated[State | None, Query(description="suggested, accepted, dismissed")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> tuple[CommitmentView, ...]:
    """Who must do what by when, the latest due date first."""
    with parts.session() as session:
        return list_commitments(session, EVERYTHING, state, limit)


@router.post(
    "/commitments/{commitment_id}",
    summary="รับหรือไม่รับข้อสั่งการ (decide on a commitment)",
    tags=["commitments"],
    responses=problems(404),
)
def post_commitment(
    parts: Parts, commitment_id: Key, state: Annotated[State, Body()], by: Annotated[str, Body(min_length=1)]
) -> CommitmentView:
    """Accept a suggestion into follow-up, dismiss it, or put it back."""
    with parts.database.writing() as session:
        return decide_commitment(session, commitment_id, state, by, EVERYTHING)


@router.get(
    "/documents/{document_id}/original",
    summary="ไฟล์ต้นฉบับ (the original)",
    tags=["documents"],
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
        **problems(404),
    },
)
def get_original(parts: Parts, document_id: Key) -> Response:
    """The file as it was loaded; `#page=N` behind the address opens a PDF at a page."""
    with parts.session() as session:
        original = open_original(session, parts.room, document_id, EVERYTHING)
    kind = SHOWN.get(PurePosixPath(original.name).suffix.lower())
    place = "inline" if kind else "attachment"
    if kind == "text/plain":
        kind = f"text/plain; charset={original.charset}"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    headers = {
        "Content-Disposition": f"{place}; filename*=UTF-8''{quote(original.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        # Browsers show no PDF in a sandbox; their viewers have one of their own.
        "Content-Security-Policy": policy if kind == "application/pdf" else f"{policy}; sandbox",
        "Cache-Control": "private, no-store",
    }
    return Response(original.data, media_type=kind or "application/octet-stream", headers=headers)
