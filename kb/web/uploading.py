"""Pages to send documents in and to follow what becomes of them. They work without a script."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from kb.access import CLASSIFICATIONS
from kb.errors import BadInput
from kb.runtime import Runtime
from kb.web.job_view import job_box
from kb.web.rendering import page, problem_page
from kb.web.same_origin import REFUSED, is_same_origin
from kb.workflows import LARGEST_UPLOAD, JobView, cancel_job, get_job, receive_document

MOST_FILES = 50
"""Files in one go, and jobs on one page."""
MIB = 1024**2

router = APIRouter(include_in_schema=False)


@router.get("/upload")
def upload(request: Request) -> Response:
    """The form."""
    return _form(request, [], [])


@router.post("/upload")
def receive(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    classification: Annotated[str, Form()] = "",
) -> Response:
    """Take files in, one job each; those that cannot be taken are told on the form again."""
    if not is_same_origin(request.headers):
        return problem_page(request, 403, *REFUSED)
    given = [each for each in files or () if each.filename]
    taken, refused = [], _refusals(given)
    for file in given if not refused else ():
        try:
            taken.append(_received(request, file, classification))
        except BadInput as error:
            refused.append(error)
    if refused:
        return _form(request, taken, refused)
    if len(taken) == 1:
        return RedirectResponse(f"/jobs/{taken[0].id}", status_code=303)
    return RedirectResponse("/jobs?" + urlencode({"id": [each.id for each in taken]}, doseq=True), status_code=303)


@router.get("/jobs")
def jobs(request: Request, id: Annotated[list[str] | None, Query(max_length=MOST_FILES)] = None) -> Response:  # noqa: A002 - the name in the address
    """Several jobs on one page."""
    if not id:
        return RedirectResponse("/upload", status_code=303)
    return _jobs(request, id)


@router.get("/jobs/{job_id}")
def job(request: Request, job_id: str) -> Response:
    """What becomes of one document."""
    return _jobs(request, [job_id])


@router.post("/jobs/{job_id}/cancel")
def cancel(request: Request, job_id: str) -> Response:
    """Ask a job to stop, and show what becomes of it."""
    if not is_same_origin(request.headers):
        return problem_page(request, 403, *REFUSED)
    runtime: Runtime = request.app.state.runtime
    told = cancel_job(runtime.database, job_id)
    return RedirectResponse(f"/jobs/{told.id}?stopping=1", status_code=303)


def _received(request: Request, file: UploadFile, classification: str) -> JobView:
    runtime: Runtime = request.app.state.runtime
    data = file.file.read(LARGEST_UPLOAD + 1)
    uploads = runtime.settings.upload_directory
    taken = receive_document(runtime.database, uploads, file.filename or "", data, classification or None)
    request.app.state.worker.wake()
    return taken


def _refusals(given: list[UploadFile]) -> list[BadInput]:
    """Why nothing of what was given can be taken."""
    if not given:
        return [BadInput("ยังไม่ได้เลือกไฟล์ กรุณาเลือกอย่างน้อยหนึ่งไฟล์", "no file was chosen; choose at least one")]
    if len(given) > MOST_FILES:
        return [
            BadInput(
                f"เลือกไว้ {len(given)} ไฟล์ ส่งได้ครั้งละไม่เกิน {MOST_FILES} ไฟล์ กรุณาแบ่งส่ง หรือรวมเป็นไฟล์ zip",
                f"{len(given)} files were chosen, {MOST_FILES} can be sent at a time; send fewer, or one zip archive",
            )
        ]
    return []


def _form(request: Request, taken: list[JobView], refused: list[BadInput]) -> Response:
    return page(
        request,
        "upload.html",
        422 if refused else 200,
        levels=CLASSIFICATIONS,
        largest=LARGEST_UPLOAD // MIB,
        most=MOST_FILES,
        taken=taken,
        refused=refused,
    )


def _jobs(request: Request, keys: list[str]) -> Response:
    runtime: Runtime = request.app.state.runtime
    boxes = [job_box(get_job(runtime.database, key)) for key in dict.fromkeys(keys)]
    stopping = "stopping" in request.query_params
    return page(request, "job.html", jobs=boxes, waits=any(each.waits for each in boxes), stopping=stopping)
