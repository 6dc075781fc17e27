"""The fields of a resolution that a table can hold, and the headings people give them."""

import re
from typing import Literal

from kb.text import normalise

Field = Literal[
    "meeting_date", "number", "title", "body", "agency", "agency_abbr", "outcome", "group", "letter_number",
    "letter_date", "classification", "source",
]  # fmt: skip

HEADINGS: dict[Field, tuple[str, ...]] = {
    # The first heading of each is the one an export writes; a better one comes before a vaguer one.
    "meeting_date": (
        "วันที่ประชุม", "วันที่ประชุมคณะรัฐมนตรี", "วันประชุมคณะรัฐมนตรี", "วันประชุม ครม.", "วันที่ประชุม ครม.", "วันประชุม",
        "วันที่มีมติ", "วันที่ ครม. มีมติ", "วันที่คณะรัฐมนตรีมีมติ", "วันที่มติ", "วันมติ", "มติวันที่", "มติ ครม. วันที่", "ครั้งที่ประชุม/วันที่",
        "วัน เดือน ปี", "ว/ด/ป", "ว.ด.ป.", "วดป", "วันที่", "meeting_date", "meeting date", "date of meeting", "date",
    ),
    "number": (
        "วาระที่", "ลำดับที่", "ลำดับเรื่อง", "ลำดับวาระ", "เลขวาระ", "เรื่องที่", "ลำดับ", "ข้อที่", "ข้อ", "เลขที่เรื่อง", "ที่", "วาระ",
        "number", "no.", "no", "agenda number", "agenda no", "item",
    ),
    "title": ("เรื่อง", "ชื่อเรื่อง", "หัวข้อเรื่อง", "หัวเรื่อง", "หัวข้อ", "ชื่อมติ", "รายการ", "title", "subject", "matter"),
    "body": (
        "เนื้อหามติ", "สรุปมติ", "สรุปมติ ครม.", "สรุปมติคณะรัฐมนตรี", "มติคณะรัฐมนตรี", "มติ ครม.", "มติ", "ข้อความมติ", "รายละเอียดมติ",
        "สาระสำคัญ", "สรุปสาระสำคัญ", "สาระสำคัญของเรื่อง", "เนื้อหา", "เนื้อเรื่อง", "รายละเอียด", "ข้อความ",
        "body", "text", "resolution", "content", "details", "summary",
    ),
    "agency": (
        "ส่วนราชการเจ้าของเรื่อง", "หน่วยงานเจ้าของเรื่อง", "เจ้าของเรื่อง", "หน่วยงานที่เสนอ", "หน่วยงานผู้เสนอ", "ผู้เสนอเรื่อง", "ผู้เสนอ",
        "ส่วนราชการที่เสนอ", "ส่วนราชการผู้เสนอ", "กระทรวงเจ้าของเรื่อง", "กระทรวงที่เสนอ", "กระทรวงผู้เสนอ", "ส่วนราชการ", "หน่วยงาน",
        "กระทรวง", "agency", "proposing agency", "owner agency", "ministry",
    ),
    "agency_abbr": (
        "อักษรย่อส่วนราชการ", "อักษรย่อหน่วยงาน", "ชื่อย่อหน่วยงาน", "ชื่อย่อส่วนราชการ", "ชื่อย่อ", "อักษรย่อ", "ตัวย่อ", "agency_abbr",
        "abbreviation",
    ),
    "outcome": (
        "ผลการพิจารณา", "ผลมติ", "ผลการประชุม", "ประเภทมติ", "คำมติ", "ลักษณะมติ", "ผลการลงมติ",
        "outcome", "decision", "result",
    ),
    "group": (
        "กลุ่มวาระ", "กลุ่มเรื่อง", "หมวดวาระ", "หมวดเรื่อง", "ประเภทวาระ", "ประเภทเรื่อง", "หมวด", "กลุ่ม", "ด้าน",
        "group", "category", "agenda group",
    ),
    "letter_number": (
        "เลขที่หนังสือยืนยันมติ", "เลขที่หนังสือ", "เลขหนังสือ", "หนังสือยืนยันมติ", "เลขที่หนังสือยืนยัน", "เลข ส. ยืนยัน", "เลขหนังสือยืนยันมติ",
        "หนังสือยืนยัน", "หนังสือที่", "หนังสือ สลค. ที่", "ที่ นร", "ที่หนังสือ", "เลขที่", "letter_number", "letter number", "letter no",
    ),
    "letter_date": (
        "วันที่หนังสือยืนยันมติ", "ลงวันที่", "หนังสือลงวันที่", "วันที่หนังสือ", "วันที่ของหนังสือ", "วันที่ลงนาม", "letter_date", "letter date",
    ),
    "classification": (
        "ชั้นความลับ", "ลำดับชั้นความลับ", "ระดับชั้นความลับ", "ความลับ", "classification", "secrecy", "confidentiality",
    ),
    "source": ("แหล่งที่มา", "ที่มาของข้อมูล", "ที่มาข้อมูล", "แหล่งข้อมูล", "source"),
}  # fmt: skip

REQUIRED: tuple[Field, ...] = ("meeting_date", "number", "title", "body")

_CONTINUED = re.compile(r"[\s(]*(?:ต่อ|cont\.?)\s*(?P<part>\d{1,3})\s*\)?\s*$", re.I)
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_KEY = re.compile(r"[\s._:*\-–/]+")


def heading_key(heading: str) -> str:
    """A heading as headings are compared: without blanks, dots, remarks in brackets and letter case."""
    plain = normalise(heading).lower()
    bare = _NOT_KEY.sub("", _REMARK.sub("", plain))
    return bare or _NOT_KEY.sub("", plain)


def continued(heading: str) -> tuple[str, int]:
    """A heading such as "เนื้อหามติ (ต่อ 2)" as the heading it continues and its part; any other is part 1 of itself."""
    match = _CONTINUED.search(normalise(heading))
    part = int(match["part"]) if match else 1
    return (heading[: match.start()], part) if match and part > 1 else (heading, 1)


def continuation(heading: str, part: int) -> str:
    """The heading of a further column of a text that one cell cannot hold."""
    return f"{heading} (ต่อ {part})" if part > 1 else heading


KNOWN: dict[str, tuple[Field, int]] = {
    heading_key(heading): (field, rank) for field, headings in HEADINGS.items() for rank, heading in enumerate(headings)
}
"""Key of a heading -> its field, and how vague it is for that: 0 is the best."""
