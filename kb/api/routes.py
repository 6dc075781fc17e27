"""Routes of /api/v1. Plain `def`: the database, FAISS and the encoder block, and the thread pool carries them."""

import base64
import binascii
from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from kb.access import EVERYTHING
from kb.api.parameters import Filter
from kb.api.problems import problem_response, problems, status_of
from kb.api.schemas import Health, JobAccepted, SearchAnswer
from kb.errors import BadInput
from kb.runtime import Runtime
from kb.search import (
    DEEPEST,
    Mode,
    ResolutionDetail,
    ResolutionPage,
    SearchQuery,
    SearchResults,
    get_resolution,
    list_resolutions,
    search,
)  # fmt: skip
from kb.workflows import LARGEST_UPLOAD, JobView, cancel_job, get_job, receive_document

router = APIRouter(prefix="/api/v1", responses=problems(422, 503))


async def _runtime(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


Parts = Annotated[Runtime, Depends(_runtime)]
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(description="ค่า next_cursor จากหน้าก่อน (from the page before)")]

_answer_as_json = TypeAdapter(SearchAnswer).dump_json


@router.get("/search", response_model=SearchAnswer, summary="ค้นหามติ (search resolutions)", tags=["search"])
def get_search(
    parts: Parts,
    within: Filter,
    q: Annotated[
        str,
        Query(
            description="คำค้น: คำ วลีในเครื่องหมายคำพูด วันที่ หรือเลขหนังสือ",
            openapi_examples={
                "words": {"summary": "คำทั่วไป", "value": "ภัยแล้ง"},
                "date": {"summary": "วันประชุม", "value": "มติ 7 ม.ค. 63 เรื่องยางพารา"},
                "letter": {"summary": "เลขหนังสือ", "value": "นร 0505/ว 125"},
            },
        ),
    ] = "",
    mode: Annotated[Mode, Query(description="hybrid, lexical, vector")] = "hybrid",
    limit: Limit = 10,
    cursor: Cursor = None,
) -> Response:
    """Hits grouped by resolution, best first, with quoted passages, reasons and facet counts."""
    query = SearchQuery(q, within, mode, limit, _offset(cursor)).checked()
    with parts.session() as session:
        results = search(session, parts.indexes(), parts.encoder, query, EVERYTHING, parts.today())
    return Response(_answer_as_json(_answer(results)), media_type="application/json")


@router.get("/resolutions", summary="รายการมติ (list resolutions)", tags=["resolutions"])
def get_resolutions(
    parts: Parts, within: Filter, limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: Cursor = None
) -> ResolutionPage:
    """Resolutions that the filter lets through, newest meeting first."""
    with parts.session() as session:
        return list_resolutions(session, within, EVERYTHING, limit, cursor)


@router.get(
    "/resolutions/{resolution_id}",
    summary="มติหนึ่งเรื่อง (one resolution)",
    tags=["resolutions"],
    responses=problems(404),
)
def get_one_resolution(
    parts: Parts, resolution_id: Annotated[str, Path(examples=["2022-06-12-03"])]
) -> ResolutionDetail:
    """A resolution in full, with the document it was read from."""
    with parts.session() as session:
        return get_resolution(session, resolution_id, EVERYTHING)


@router.post("/documents", status_code=202, summary="ส่งเอกสารเข้า (load a document)", tags=["documents"])
def post_document(
    parts: Parts,
    request: Request,
    response: Response,
    file: UploadFile,
    classification: Annotated[str | None, Form(description="ลำดับชั้นความลับ: ปกติ, ลับ, ลับมาก, ลับที่สุด")] = None,
) -> JobAccepted:
    """Receive a document (PDF, scan, DOCX, XLSX, CSV, HTML, text, JSONL, archive).

    It is loaded by a job whose state `GET /jobs/{id}` tells.
    """
    data = file.file.read(LARGEST_UPLOAD + 1)
    uploads = parts.settings.upload_directory
    job = receive_document(parts.database, uploads, file.filename or "", data, classification or None)
    request.app.state.worker.wake()
    location = str(request.app.url_path_for("get_one_job", job_id=job.id))
    response.headers["Location"] = location
    return JobAccepted(job.id, job.state, location)


@router.get("/jobs/{job_id}", summary="สถานะงาน (state of a job)", tags=["documents"], responses=problems(404))
def get_one_job(parts: Parts, job_id: str) -> JobView:
    """What became of a received document."""
    return get_job(parts.database, job_id)


@router.post("/jobs/{job_id}/cancel", summary="ยกเลิกงาน (cancel a job)", tags=["documents"], responses=problems(404))
def post_cancel(parts: Parts, job_id: str) -> JobView:
    """Ask a job to stop; what it has loaded stays."""
    return cancel_job(parts.database, job_id)


@router.get("/health/live", summary="ยังทำงานอยู่ (alive)", tags=["health"])
def get_live() -> Health:
    """The process answers."""
    return Health("alive")


@router.get("/health/ready", response_model=Health, summary="พร้อมให้บริการ (ready)", tags=["health"])
def get_ready(parts: Parts) -> Health | JSONResponse:
    """Ready when a sound index is open; otherwise 503 with the command that repairs it."""
    live, problem = parts.reader.live, parts.reader.problem
    if live is None and problem is not None:
        return problem_response(status_of(problem), problem.code, problem.thai, problem.english)
    if live is None:
        return problem_response(503, "kb.starting", "กำลังเริ่มระบบ", "still starting")
    state = "degraded" if problem else "ready"
    return Health(state, live.name, live.manifest.resolutions, problem.english if problem else None)


def _answer(results: SearchResults) -> SearchAnswer:
    following = results.offset + len(results.hits)
    more = following < min(results.total, DEEPEST + 1)
    cursor = base64.urlsafe_b64encode(f"after {following}".encode()).decode() if more else None
    return SearchAnswer(**{field.name: getattr(results, field.name) for field in fields(results)}, next_cursor=cursor)


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, number = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").split(" ")
        if word != "after":
            raise ValueError(word)
        return int(number)
    except (ValueError, binascii.Error) as error:
        raise BadInput(
            "cursor ไม่ถูกต้อง กรุณาใช้ค่า next_cursor จากหน้าก่อน", "this is no cursor of ours; use next_cursor unchanged"
        ) from error
