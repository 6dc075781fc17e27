"""Deadlines: what kind each wording is and the day it means, counted from a meeting on Tuesday 5 March 2567."""

import time
from datetime import date

import pytest

from kb.ingest.facts.due import count_from, find_due

MEETING = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("words", "quote", "kind", "n", "on", "reason"),
    [
        ("รายงานผลภายใน 30 วัน", "ภายใน 30 วัน", "days", 30, "2024-04-04", "days from the meeting"),
        ("รายงานผลภายใน ๓๐ วัน", "ภายใน ๓๐ วัน", "days", 30, "2024-04-04", "Thai digits"),
        ("รายงานผลภายในสามสิบวัน", "ภายในสามสิบวัน", "days", 30, "2024-04-04", "the number in words"),
        (
            "สรุปภายใน 15 วันทำการ",
            "ภายใน 15 วันทำการ",
            "working_days",
            15,
            "2024-03-26",
            "working days are counted on the calendar",
        ),
        ("เสนอแผนภายใน 2 สัปดาห์", "ภายใน 2 สัปดาห์", "weeks", 2, "2024-03-19", "weeks"),
        ("เสนอแผนภายใน 6 เดือน", "ภายใน 6 เดือน", "months", 6, "2024-09-05", "months"),
        ("ทบทวนภายในหนึ่งปี", "ภายในหนึ่งปี", "years", 1, "2025-03-05", "years"),
        ("ทำให้แล้วเสร็จไม่เกิน 60 วัน", "ให้แล้วเสร็จไม่เกิน 60 วัน", "days", 60, "2024-05-04", "a limit by when it is done"),
        ("จัดสรรให้ไม่เกิน 5 ปี", None, "", None, None, "a limit of something else"),
        (
            "รายงานภายใน 30 วัน นับแต่วันที่คณะรัฐมนตรีมีมติ",
            "ภายใน 30 วัน นับแต่วันที่คณะรัฐมนตรีมีมติ",
            "days",
            30,
            "2024-04-04",
            "counted from the meeting in so many words",
        ),
        (
            "รายงานภายใน 30 วัน นับแต่วันที่ 1 เมษายน 2567",
            "ภายใน 30 วัน นับแต่วันที่ 1 เมษายน 2567",
            "days",
            30,
            "2024-05-01",
            "counted from another day",
        ),
        (
            "ออกประกาศภายใน 90 วันนับแต่วันที่กฎหมายใช้บังคับ",
            "ภายใน 90 วันนับแต่วันที่กฎหมายใช้บังคับ",
            "event",
            90,
            None,
            "counted from what is yet to happen",
        ),
        (
            "ส่งภายใน 30 วัน นับจากวันที่ได้รับแจ้ง เพื่อเสนอต่อไป",
            "ภายใน 30 วัน นับจากวันที่ได้รับแจ้ง",
            "event",
            30,
            None,
            "what it is for is left out",
        ),
        (
            "รายงาน นับแต่วันที่ก่อสร้างเสร็จภายใน 30 วัน",
            "นับแต่วันที่ก่อสร้างเสร็จภายใน 30 วัน",
            "event",
            30,
            None,
            "the event before the period",
        ),
        ("เสนอภายในวันที่ 30 เมษายน 2567", "ภายในวันที่ 30 เมษายน 2567", "date", None, "2024-04-30", "a day"),
        (
            "เสนอภายในวันศุกร์ที่ 26 เมษายน 2567",
            "ภายในวันศุกร์ที่ 26 เมษายน 2567",
            "date",
            None,
            "2024-04-26",
            "a day with its weekday",
        ),
        ("เสนอภายในเดือนมิถุนายน 2567", "ภายในเดือนมิถุนายน 2567", "date", None, "2024-06-30", "the end of a month"),
        (
            "เสนอภายในเดือนมกราคม",
            "ภายในเดือนมกราคม",
            "date",
            None,
            "2025-01-31",
            "a month without a year is the next one",
        ),
        ("ทำให้เสร็จภายในปี 2568", "ภายในปี 2568", "date", None, "2025-12-31", "the end of a year"),
        ("ทำให้เสร็จภายในปีนี้", "ภายในปีนี้", "date", None, "2024-12-31", "this year"),
        ("ส่งมอบก่อนวันที่ 1 ตุลาคม 2567", "ก่อนวันที่ 1 ตุลาคม 2567", "date", None, "2024-10-01", "before a day"),
        (
            "เบิกจ่ายภายในปีงบประมาณ พ.ศ. 2567",
            "ภายในปีงบประมาณ พ.ศ. 2567",
            "fiscal_year",
            None,
            "2024-09-30",
            "the fiscal year ends in September",
        ),
        (
            "เบิกจ่ายภายในไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2568",
            "ภายในไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2568",
            "date",
            None,
            "2024-12-31",
            "its first quarter in December",
        ),
        ("รายงานทุก 3 เดือน", "ทุก 3 เดือน", "recurring", None, None, "a rhythm"),
        ("รายงานเป็นประจำทุกปี", "เป็นประจำทุกปี", "recurring", None, None, "a rhythm"),
        ("รายงานเป็นรายไตรมาส", "เป็นรายไตรมาส", "recurring", None, None, "a rhythm of telling"),
        ("จัดทำแผนการใช้จ่ายรายเดือน", None, "", None, None, "a kind of plan, no rhythm"),
        ("จัดส่งภายในวันที่ 7 ของเดือนถัดไป", "ภายในวันที่ 7 ของเดือนถัดไป", "recurring", None, None, "a day of every month"),
        ("ดำเนินการเป็นระยะเวลา 3 ปี", None, "", None, None, "how long, not by when"),
        ("ดำเนินการโดยเร็ว", "โดยเร็ว", "vague", None, None, "haste"),
        ("ตรวจพิจารณาเป็นเรื่องด่วน", "เป็นเรื่องด่วน", "vague", None, None, "haste"),
        ("เร่งรัดการเบิกจ่าย", None, "", None, None, "to hasten is a duty, no deadline"),
        ("แก้ไขตามความจำเป็นเร่งด่วน", None, "", None, None, "urgency of the matter"),
        ("รายงานโดยเร็วภายใน 7 วัน", "ภายใน 7 วัน", "days", 7, "2024-03-12", "days win over haste"),
        ("ปรับระเบียบภายในของหน่วยงาน", None, "", None, None, "inside, not within"),
        ("ดำเนินงานตามแผนประจำปีงบประมาณ พ.ศ. 2568", None, "", None, None, "a year that is no deadline"),
        (
            "ทำให้เสร็จภายในระยะเวลาที่กฎหมายกำหนด",
            "ภายในระยะเวลาที่กฎหมายกำหนด",
            "event",
            None,
            None,
            "a time that is set elsewhere",
        ),
        (
            "ดำเนินโครงการให้แล้วเสร็จตามกรอบระยะเวลาที่ได้รับอนุมัติ",
            "ตามกรอบระยะเวลาที่ได้รับอนุมัติ",
            "event",
            None,
            None,
            "to be finished within a time that was approved",
        ),
        (
            "ดำเนินการให้เสร็จภายในกรอบระยะเวลาที่กำหนด",
            "ภายในกรอบระยะเวลาที่กำหนด",
            "event",
            None,
            None,
            "a frame of time",
        ),
        ("จัดทำแผนตามกรอบระยะเวลา", None, "", None, None, "a frame that nothing is to be finished in"),
        (
            "รายงานเมื่อสิ้นไตรมาสที่ 2 ของปีงบประมาณ พ.ศ. 2567",
            "เมื่อสิ้นไตรมาสที่ 2 ของปีงบประมาณ พ.ศ. 2567",
            "date",
            None,
            "2024-03-31",
            "at the end of a quarter",
        ),
        (
            "รายงานในสิ้นปีงบประมาณ พ.ศ. 2567",
            "ในสิ้นปีงบประมาณ พ.ศ. 2567",
            "fiscal_year",
            None,
            "2024-09-30",
            "at the end of a fiscal year",
        ),
        ("จัดส่งภายในวันที่ 7ของเดือนถัดไป", "ภายในวันที่ 7ของเดือนถัดไป", "recurring", None, None, "without a space"),
        ("ติดตามการปลูกบัวเป็นรายปี", "เป็นรายปี", "recurring", None, None, "a rhythm of watching"),
        ("เสนอให้จัดสรรงบประมาณเป็นรายปี", None, "", None, None, "money by the year is no rhythm of the duty"),
        ("แจ้งให้ผู้ปลูกบัวลงทะเบียนภายในเดือนมิถุนายน 2567", None, "", None, None, "a deadline of others"),
        ("ออกประกาศให้คนต่างด้าวที่ปลูกบัวภายในเดือนมิถุนายน 2567 อยู่ต่อ", None, "", None, None, "a time for foreigners"),
        (
            "ออกกฎให้เสร็จ (1) ภายในวันที่ 30 เมษายน 2567 (2) ภายใน 2 ปี นับแต่กฎหมายมีผลใช้บังคับ",
            "ภายในวันที่ 30 เมษายน 2567",
            "date",
            None,
            "2024-04-30",
            "a day told before a period that begins with an event",
        ),
        ("กรณีที่ไม่สามารถเบิกจ่ายภายในเดือนกันยายน 2567 ให้คืนเงิน", None, "", None, None, "a time somebody failed to keep"),
    ],
)
def test_a_deadline(words: str, quote: str | None, kind: str, n: int | None, on: str | None, reason: str) -> None:
    """Words of a duty -> its deadline, with the words it is told in."""
    text = f"ให้ กค. {words}"
    due = find_due(text, 7, len(text), MEETING)
    if quote is None:
        assert due is None, reason
        return
    assert due is not None, reason
    assert (text[due.start : due.end], due.kind, due.n) == (quote, kind, n), reason
    assert due.on == (date.fromisoformat(on) if on else None), reason


def test_only_the_span_is_read() -> None:
    """A deadline of the next clause is not that of this one."""
    text = "จัดทำแผน และให้ มท. รายงานภายใน 30 วัน"
    assert find_due(text, 0, 9, MEETING) is None


@pytest.mark.parametrize(
    ("day", "n", "kind", "reached", "reason"),
    [
        ("2024-01-31", 1, "months", "2024-02-29", "the last day of a short month"),
        ("2023-11-30", 3, "months", "2024-02-29", "over the turn of the year"),
        ("2024-02-29", 1, "years", "2025-02-28", "a leap day"),
        ("2024-03-05", 9000, "years", None, "beyond every calendar"),
        ("2024-03-05", 90000, "working_days", None, "beyond the calendar of holidays"),
    ],
)
def test_periods(day: str, n: int, kind: str, reached: str | None, reason: str) -> None:
    """The end of a period; None where none can be told."""
    expected = date.fromisoformat(reached) if reached else None
    assert count_from(date.fromisoformat(day), n, kind) == expected, reason


@pytest.mark.parametrize("hostile", ["ภายใน" * 20_000, "9" * 100_000, "นับแต่" * 15_000, "ทุก " * 25_000])
def test_hostile_words_are_read_in_no_time(hostile: str) -> None:
    """Only the beginning of an endless duty is read."""
    started = time.perf_counter()
    find_due(hostile, 0, len(hostile), MEETING)
    assert time.perf_counter() - started < 1
