"""One table from domain errors to RFC 9457 problem details; the only place where an error gets an HTTP number."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from kb.errors import BadInput, Busy, Damaged, KbError, Mismatch, MissingExtra, NotFound, Unreadable

STATUS: tuple[tuple[type[KbError], int], ...] = (
    (BadInput, 422),
    (NotFound, 404),
    (Unreadable, 422),
    (Busy, 503),
    (Mismatch, 503),
    (Damaged, 503),
    (MissingExtra, 503),
)
API = "/api/"


class Problem(BaseModel):
    """What went wrong, in the form of RFC 9457. `detail` is English, `detail_th` the same in Thai."""

    type: str = Field(examples=["urn:kb:problem:kb.bad-input"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["type a query, or choose at least one filter"])
    detail_th: str = Field(examples=["กรุณาพิมพ์คำค้น หรือเลือกตัวกรองอย่างน้อยหนึ่งอย่าง"])
    code: str = Field(examples=["kb.bad-input"])


PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}} for status in (404, 422, 503)
}


def status_of(error: KbError) -> int:
    """The HTTP status of a domain error; 500 for one the table does not know."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def problem_response(status: int, code: str, english: str, thai: str) -> JSONResponse:
    """A problem as a response."""
    problem = Problem(
        type=f"urn:kb:problem:{code}",
        title=TITLES.get(status, "Error"),
        status=status,
        detail=english,
        detail_th=thai,
        code=code,
    )
    return JSONResponse(problem.model_dump(), status, media_type="application/problem+json")


TITLES = {
    400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 413: "Content Too Large",
    422: "Unprocessable Content", 500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip


def register_problems(app: FastAPI) -> None:
    """Answer every error under /api with a problem."""

    @app.exception_handler(KbError)
    def domain_error(_request: Request, error: KbError) -> JSONResponse:
        return problem_response(status_of(error), error.code, error.english, error.thai)

    @app.exception_handler(RequestValidationError)
    def invalid_request(_request: Request, error: RequestValidationError) -> JSONResponse:
        found = error.errors()[0]
        where = ".".join(str(part) for part in found["loc"][1:]) or "request"
        return problem_response(
            422, "kb.bad-input", f"{where}: {found['msg']}", f"ค่าของ {where} ไม่ถูกต้อง กรุณาตรวจสอบแล้วส่งใหม่"
        )

    @app.exception_handler(HTTPException)
    def http_error(_request: Request, error: HTTPException) -> JSONResponse:
        thai = "ไม่พบหน้าหรือบริการที่เรียก" if error.status_code == 404 else "คำขอไม่ถูกต้อง"
        return problem_response(error.status_code, f"kb.http-{error.status_code}", str(error.detail), thai)
