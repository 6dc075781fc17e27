"""Routes of the agency registry. Reading only: it is edited from the command line."""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from kb.access import EVERYTHING
from kb.api.problems import problems
from kb.errors import BadInput
from kb.runtime import Runtime
from kb.workflows.agencies import open_agencies
from kb.workflows.agency_register import AgencyDetail, AgencySummary, get_agency, list_register

router = APIRouter(prefix="/api/v1", responses=problems(422, 503), tags=["agencies"])


@dataclass(frozen=True)
class AgencyAnswer:
    """A page of agencies; `total` counts all that were found. The last page has no cursor."""

    items: tuple[AgencySummary, ...]
    total: int
    next_cursor: str | None


async def _runtime(request: Request) -> Runtime:
    runtime: Runtime = request.app.state.runtime
    return runtime


Parts = Annotated[Runtime, Depends(_runtime)]


@router.get("/agencies", summary="ทะเบียนหน่วยงาน (the registry of agencies)")
def get_agencies(
    parts: Parts,
    q: Annotated[str, Query(max_length=300, description="คำในชื่อหรืออักษรย่อ", examples=["คลัง"])] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(description="ค่า next_cursor จากหน้าก่อน (from the page before)")] = None,
) -> AgencyAnswer:
    """Agencies by name or abbreviation, those that proposed most first; names nobody has reviewed are marked."""
    open_agencies(parts.database)
    with parts.session() as session:
        page = list_register(session, EVERYTHING, q, limit, _offset(cursor))
    following = page.offset + len(page.items)
    return AgencyAnswer(page.items, page.total, _cursor(following) if following < page.total else None)


@router.get("/agencies/{agency_id}", summary="หน่วยงานหนึ่ง (one agency)", responses=problems(404))
def get_one_agency(parts: Parts, agency_id: Annotated[int, Path(ge=1, le=2**53, examples=[1])]) -> AgencyDetail:
    """An agency with its names in time, what it belongs to, whom it came from and what became of it.

    The number of an agency that was merged into another answers with that other one.
    """
    open_agencies(parts.database)
    with parts.session() as session:
        return get_agency(session, EVERYTHING, agency_id)


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"agencies {offset}".encode()).decode()


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, number = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").split(" ")
        offset = int(number)
        if word != "agencies" or not 0 <= offset < 2**31:
            raise ValueError(word)
    except (ValueError, binascii.Error) as error:
        raise BadInput(
            "cursor ไม่ถูกต้อง กรุณาใช้ค่า next_cursor จากหน้าก่อน", "this is no cursor of ours; use next_cursor unchanged"
        ) from error
    return offset
