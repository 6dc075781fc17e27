"""One table from domain errors to RFC 9457 problem details; the only place where an error gets an HTTP number."""

from collections.abc import Callable, Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from kb.errors import BadInput, Busy, Damaged, KbError, Mismatch, MissingExtra, NotFound, Unreadable, Unwritable

STATUS: tuple[tuple[type[KbError], int], ...] = (
    (BadInput, 422),
    (NotFound, 404),
    (Unreadable, 422),
    (Busy, 503),
    (Mismatch, 503),
    (Damaged, 503),
    (MissingExtra, 503),
    (Unwritable, 503),
)
TITLES = {
    400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 413: "Content Too Large",
    422: "Unprocessable Content", 500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip
SAID = {
    404: ("ไม่พบหน้าหรือบริการที่เรียก", "there is nothing at this address"),
    405: ("ใช้วิธีเรียกนี้กับที่อยู่นี้ไม่ได้", "this address does not answer to this method"),
}
"""What the framework's own refusals mean, in Thai and English."""
FAILED = ("เกิดข้อผิดพลาดภายใน กรุณาแจ้งผู้ดูแลระบบ", "internal error; tell the administrator, who finds it in the log")

Page = Callable[[Request, int, str, str], Response]
"""A problem as a page for people: request, status, Thai, English."""


class Problem(BaseModel):
    """What went wrong, in the form of RFC 9457. `detail` is English, `detail_th` the same in Thai."""

    type: str = Field(examples=["urn:kb:problem:kb.bad-input"])
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["type a query, or choose at least one filter"])
    detail_th: str = Field(examples=["กรุณาพิมพ์คำค้น หรือเลือกตัวกรองอย่างน้อยหนึ่งอย่าง"])
    code: str = Field(examples=["kb.bad-input"])


def problems(*statuses: int) -> dict[int | str, dict[str, object]]:
    """What a route says of its errors in the API's description."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": TITLES[status], "content": content} for status in statuses}


def status_of(error: KbError) -> int:
    """The HTTP status of a domain error; 500 for one the table does not know."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def problem_response(
    status: int, code: str, thai: str, english: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """A problem as a response."""
    problem = Problem(
        type=f"urn:kb:problem:{code}",
        title=TITLES.get(status, "Error"),
        status=status,
        detail=english,
        detail_th=thai,
        code=code,
    )
    return JSONResponse(problem.model_dump(), status, headers, media_type="application/problem+json")


def register_problems(app: FastAPI, page: Page) -> None:
    """Answer every error under /api with a problem, and every other one with a page."""

    def answer(
        request: Request, status: int, code: str, said: tuple[str, str], headers: Mapping[str, str] | None = None
    ) -> Response:
        if request.url.path.startswith("/api/"):
            return problem_response(status, code, *said, headers)
        return page(request, status, *said)

    @app.exception_handler(KbError)
    def domain_error(request: Request, error: KbError) -> Response:
        return answer(request, status_of(error), error.code, (error.thai, error.english))

    @app.exception_handler(RequestValidationError)
    def invalid_request(request: Request, error: RequestValidationError) -> Response:
        found = error.errors()[0]
        where = ".".join(str(part) for part in found["loc"][1:]) or "request"
        said = (f"ค่าของ {where} ไม่ถูกต้อง กรุณาตรวจสอบแล้วส่งใหม่", f"{where}: {found['msg']}")
        return answer(request, 422, BadInput.code, said)

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        said = SAID.get(error.status_code, ("คำขอไม่ถูกต้อง", str(error.detail)))
        return answer(request, error.status_code, f"kb.http-{error.status_code}", said, error.headers)

    @app.exception_handler(Exception)
    def failed(request: Request, _error: Exception) -> Response:
        return answer(request, 500, KbError.code, FAILED)
