"""From when a change holds, until when, and what is kept. All sentences invented."""

from datetime import date

import pytest

from kb.linking.mention import Relation
from kb.linking.standing import effect_day, end_told, is_kept, new_end

ON = date(2020, 3, 22)
CITED = "มติคณะรัฐมนตรี (7 ตุลาคม 2561)"

EFFECTS = [
    (f"ให้ยกเลิก{CITED} มีผลตั้งแต่วันที่ 1 กรกฎาคม 2563", "2020-07-01", "มีผลตั้งแต่"),
    (f"ให้ยกเลิก{CITED} เรื่อง แผนเดินเรือ ทั้งฉบับ ตั้งแต่วันที่ 1 พ.ย. 63", "2020-11-01", "ทั้งฉบับ ตั้งแต่"),
    (f"ให้ยกเลิก{CITED} ให้มีผลใช้บังคับนับแต่วันที่ ๑ ตุลาคม ๒๕๖๓", "2020-10-01", "Thai digits"),
    (f"ให้ยกเลิก{CITED} มีผลตั้งแต่ภาคเรียนที่ 1 ปีการศึกษา 2564", "2021-05-16", "first term"),
    (f"ให้ยกเลิก{CITED} มีผลตั้งแต่ภาคเรียนที่ 2 ปีการศึกษา 2564", "2021-11-01", "second term"),
    (f"ให้ยกเลิก{CITED} โดยให้มีผลตั้งแต่ปีงบประมาณ พ.ศ. 2564", "2020-10-01", "fiscal year"),
    (f"เห็นชอบให้มีผลตั้งแต่วันที่ 24 มีนาคม 2563 ดังนี้\n1. ยกเลิก{CITED}\n2. ห้ามเทียบท่า", "2020-03-24", "the opening"),
    (
        f"เห็นชอบดังนี้\n1. ให้ใช้ระบบกลางตั้งแต่วันที่ 1 เมษายน 2564\n2. ให้ยกเลิก{CITED} โดยให้มีผลในวันเดียวกับข้อ 1",
        "2021-04-01", "another item tells",
    ),
    (f"ให้ยกเลิก{CITED} เนื่องจากหมดความจำเป็น", None, "at once"),
    (f"ให้ยกเลิก{CITED} เฉพาะส่วนที่กำหนดอัตราใหม่ตั้งแต่ปีงบประมาณ พ.ศ. 2564", None, "what is revoked, not from when"),
    (f"ให้ยกเลิก{CITED}\n2. ให้เก็บค่าจอดตั้งแต่วันที่ 1 เมษายน 2564", None, "another item, about something else"),
]  # fmt: skip
ENDS: list[tuple[str, Relation, date | int | None, str]] = [
    (
        f"ให้ขยายระยะเวลาตาม{CITED} ออกไปจนถึงวันที่ 31 มีนาคม 2565",
        "extends", date(2022, 3, 31), "a day",
    ),
    (
        f"ขยายเวลาตาม{CITED} ซึ่งจะสิ้นสุดในวันที่ 31 มีนาคม 2564 ออกไปจนถึงวันที่ 31 มีนาคม 2565",
        "extends", date(2022, 3, 31), "the old end stands beside it",
    ),
    (
        f"ขยายระยะเวลาตาม{CITED} จากเดิมสิ้นสุดวันที่ 30 กันยายน 2563 เป็นสิ้นสุดวันที่ 30 กันยายน 2565",
        "extends", date(2022, 9, 30), "from, to",
    ),
    (
        f"ขยายเวลาตาม{CITED} ออกไปอีก 18 เดือน ตั้งแต่วันที่ 1 มกราคม 2564 ถึงวันที่ 30 มิถุนายน 2565",
        "extends", date(2022, 6, 30), "both told",
    ),
    (f"ให้ขยายระยะเวลาตาม{CITED} ออกไปอีก 2 ปี", "extends", 24, "only how much longer"),
    (f"ให้ขยายระยะเวลาตาม{CITED} ออกไปอีกหกเดือน", "extends", 6, "in words"),
    (
        f"ให้ขยายเวลาตาม{CITED} ถึงสิ้นปีงบประมาณ พ.ศ. 2566",
        "extends", date(2023, 9, 30), "fiscal year",
    ),
    (
        f"ข้อ 1 ให้ขยายระยะเวลาโครงการถึงวันที่ 31 มีนาคม 2565\nเหตุผล ตาม{CITED} มีผู้เข้าร่วมน้อย",
        "extends", date(2022, 3, 31), "in another line",
    ),
    (f"ให้ขยายระยะเวลาโครงการตาม{CITED} ต่อไปตามความจำเป็น", "extends", None, "not told"),
    (f"ขยายพื้นที่ตาม{CITED} และให้แล้วเสร็จภายในวันที่ 30 กันยายน 2563", "extends", None, "not of time"),
    (
        f"แก้ไข{CITED} ดังนี้\n- ช่วงเวลา จากสิ้นสุดวันที่ 31 มีนาคม 2563 เป็นสิ้นสุดวันที่ 31 มีนาคม 2565",
        "amends", date(2022, 3, 31), "an amendment that moves the end",
    ),
    (f"แก้ไข{CITED} ในข้อ 2 จากร้อยละ 5 เป็นร้อยละ 7 ถึงวันที่ 31 ธันวาคม 2564", "amends", None, "of a rate only"),
]  # fmt: skip
REPORTS = [
    ("รับทราบผลของแผนเดินเรือ ซึ่งสิ้นสุดเมื่อวันที่ 30 กันยายน 2562", "2019-09-30", "ended"),
    ("มาตรการดังกล่าวครบกำหนดเมื่อวันที่ 31 ธันวาคม 2562 แล้ว", "2019-12-31", "its time was up"),
    ("เห็นชอบให้ปิดโครงการและโอนทรัพย์สินตั้งแต่วันที่ 1 เมษายน 2563", "2020-03-31", "to be closed"),
    ("ผลการดำเนินงานถึงวันที่ 31 ธันวาคม 2562 ได้ 12 แห่ง", None, "the day of the figures"),
    ("โครงการจะสิ้นสุดในวันที่ 30 กันยายน 2564", None, "still to come"),
]
KEPT = [
    (f"ตาม{CITED} ให้คงใช้บังคับต่อไป", "ให้คงใช้บังคับต่อไป"),
    (f"ข้อยกเว้นตาม{CITED} ให้มีผลต่อไปจนครบกำหนด", "ให้มีผลต่อไป"),
    (f"ตาม{CITED} นั้น ปัจจุบันมีผู้ใช้น้อย", None),
    (f"ตาม{CITED}\nให้คงใช้อัตราเดิมต่อไป", None),
]


def place(text: str) -> tuple[int, int]:
    """Where the cited resolution is named."""
    at = text.index(CITED)
    return at, at + len(CITED)


@pytest.mark.parametrize(("text", "day", "why"), EFFECTS)
def test_from_when(text: str, day: str | None, why: str) -> None:
    """The day from which a change holds, in the words of its own line or of the opening."""
    found = effect_day(text, place(text), (0, len(text)))
    assert (found[0].isoformat() if found else None) == day, why
    assert found is None or text[found[1].start : found[1].end] == found[1].quote


@pytest.mark.parametrize(("text", "relation", "end", "why"), ENDS)
def test_until_when(text: str, relation: Relation, end: date | int | None, why: str) -> None:
    """The end that an extension or an amendment sets, or by how much it lengthens."""
    found = new_end(text, place(text), (0, len(text)), ON, relation)
    assert (found[0] if found else None) == end, why


@pytest.mark.parametrize(("text", "day", "why"), REPORTS)
def test_a_report_tells_the_end(text: str, day: str | None, why: str) -> None:
    """Reports that say that something has ended or will be closed."""
    found = end_told(text, 0, len(text), ON)
    assert (found[0].isoformat() if found else None) == day, why


@pytest.mark.parametrize(("text", "quote"), KEPT)
def test_kept(text: str, quote: str | None) -> None:
    """Words that leave a resolution in use."""
    found = is_kept(text, place(text))
    assert (found.quote if found else None) == quote
