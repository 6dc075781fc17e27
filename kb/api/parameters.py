"""Query parameters that several routes share, parsed into the rooms' frozen values."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from kb.errors import BadInput
from kb.search import STANDINGS, SearchFilter
from kb.text import parse_date

Key = Annotated[int, Field(ge=1, le=2**53)]
Dates = Annotated[str | None, Query(examples=["2020-01-07", "7 ม.ค. 63"])]


async def search_filter(
    year: Annotated[list[int] | None, Query(description="ปีที่ประชุม พ.ศ. หรือ ค.ศ.", examples=[[2563]])] = None,
    first: Annotated[str | None, Query(alias="from", description="วันประชุมตั้งแต่", examples=["2020-01-07"])] = None,
    last: Annotated[str | None, Query(alias="to", description="วันประชุมถึง", examples=["31 ธ.ค. 63"])] = None,
    agency: Annotated[list[str] | None, Query(description="หน่วยงานหรืออักษรย่อ", examples=[["กค."]])] = None,
    group: Annotated[list[str] | None, Query(description="กลุ่มวาระ", examples=[["กฎหมาย"]])] = None,
    outcome: Annotated[list[str] | None, Query(description="ผลมติ", examples=[["อนุมัติ"]])] = None,
    standing: Annotated[list[str] | None, Query(description=f"สถานะของมติ: {', '.join(STANDINGS)}")] = None,
    topic: Annotated[list[Key] | None, Query(description="หมายเลขกลุ่มประเด็น (topics or themes)")] = None,
    on: Annotated[str | None, Query(description="สถานะ ณ วันที่ (standing on this day; today by default)")] = None,
) -> SearchFilter:
    """What hits must be; values of one parameter are joined by or, parameters by and."""
    return SearchFilter(
        years=tuple(year or ()),
        first=a_day("from", first),
        last=a_day("to", last),
        agencies=tuple(agency or ()),
        groups=tuple(group or ()),
        outcomes=tuple(outcome or ()),
        standings=tuple(standing or ()),
        topics=tuple(topic or ()),
        on=a_day("on", on),
    )


Filter = Annotated[SearchFilter, Depends(search_filter)]


def a_day(name: str, text: str | None) -> date | None:
    """A day as people write it in a parameter, None for none. Raises `BadInput` naming the parameter."""
    if not text:
        return None
    found = parse_date(text)
    if found is None:
        raise BadInput(f"{name}: อ่านวันที่ “{text}” ไม่ได้ เช่น 2020-01-07", f"{name}: {text!r} is no date, write 2020-01-07")
    return found
