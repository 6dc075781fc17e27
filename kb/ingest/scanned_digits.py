"""Thai digits in recognised text: Tesseract misreads most of them (๒๕๖๔ as ๒๕๐๕), so nothing is dated by them.

A meeting date that stands in Thai digits only is not believed; a name like 2021-01-05.pdf tells it instead. The number
and the date of a letter in such digits are left out rather than kept wrong. The text stays as it was recognised.
"""

import re
from dataclasses import replace
from datetime import date

from kb.errors import Unreadable
from kb.ingest.document import ParsedPage
from kb.text import find_dates

THAI_DIGIT = re.compile("[๐-๙]")
TOLD = "เลขไทยในภาพสแกนอ่านผิดได้ง่าย จึงไม่บันทึกเลขที่และวันที่ของหนังสือ โปรดตรวจแล้วเพิ่มด้วย kb correct"
TOLD_ENGLISH = (
    "Thai digits in a scan are easily misread: number and date of the letter are left out; add them with kb correct"
)


def believable(page: ParsedPage, text: str, name: str, named: date | None) -> ParsedPage:
    """The page of recognised text with only such dates and numbers as can be believed; `named` is the file name's date.

    Raises Unreadable when the date of the meeting cannot.
    """
    printed = {
        mention.first
        for mention in find_dates(text)
        if mention.precision == "day" and not THAI_DIGIT.search(mention.quote)
    }
    if named is None and page.meeting_date not in printed:
        raise Unreadable(
            f"{name}: วันประชุมในภาพสแกนเป็นเลขไทย ซึ่งอ่านผิดได้ง่าย โปรดตั้งชื่อไฟล์ตามวันประชุม เช่น 2021-01-05.pdf แล้วนำเข้าใหม่",
            f"{name}: the meeting date in this scan is in Thai digits, which are easily misread; name the file by the "
            "date of the meeting, for example 2021-01-05.pdf, and load it again",
        )
    matters, doubtful = [], False
    for matter in page.matters:
        number = matter.letter_number
        misread = bool(number and THAI_DIGIT.search(number))
        undated = matter.letter_date is not None and matter.letter_date not in printed
        doubtful = doubtful or misread or undated
        matters.append(
            replace(
                matter,
                letter_number=None if misread else number,
                letter_date=None if undated else matter.letter_date,
            )
        )
    warnings = (*page.warnings, f"{TOLD} ({TOLD_ENGLISH})") if doubtful else page.warnings
    return replace(page, meeting_date=named or page.meeting_date, matters=tuple(matters), warnings=warnings)
