"""Where a duty ends, which orders are old ones, and which time is the duty's own: invented sentences."""

from datetime import date

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.facts.commitments import Commitment, find_commitments

MEETING = date(2024, 3, 5)
PM = "ข้อสั่งการนายกรัฐมนตรี\n1. ให้ กษ. สำรวจบ่อบัว\n2. มอบหมายให้ มท. และ กค. เตรียมการ\n"


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies known from the start."""
    return open_registry()


def found(text: str, registry: AgencyRegistry) -> tuple[Commitment, ...]:
    """The commitments of a whole text."""
    return find_commitments(text, 0, len(text), MEETING, registry)


@pytest.mark.parametrize(
    ("decision", "expected", "reason"),
    [
        ("เห็นชอบให้ กษ. สำรวจบ่อ หากมีความจำเป็นต้องปรับแก้แผน ให้ กษ. ดำเนินการได้", ["สำรวจบ่อ"], "leave to change"),
        (
            "และให้ กษ. สำรวจบ่อให้แล้วเสร็จ โดยในกรณีที่หน่วยงานเห็นว่าไม่สามารถสำรวจได้ ให้ มท. รายงานผล",
            ["สำรวจบ่อให้แล้วเสร็จ", "รายงานผล"],
            "a condition is that of the order behind it",
        ),
        ("ยกเลิกมติเดิมในส่วนที่มอบหมายให้ กษ. สำรวจบ่อบัว", [], "an order given before"),
        ("เห็นชอบแผน ทั้งนี้ กษ. ได้มอบหมายให้ กรมการข้าว สำรวจบ่อบัว", [], "what a ministry has done"),
        ("เห็นชอบแผน และให้ กษ. ดำเนินการตามมติคณะรัฐมนตรีเมื่อวันที่ 30 มิถุนายน 2558", [], "standing leave"),
        ("เห็นชอบแผน โดยให้ กษ. มีหน้าที่ในการตรวจบ่อ", ["มีหน้าที่ในการตรวจบ่อ"], "a task, no right"),
    ],
)
def test_what_is_laid(decision: str, expected: list[str], reason: str, registry: AgencyRegistry) -> None:
    """The duties in words."""
    text = f"คณะรัฐมนตรีมีมติ{decision}"
    assert [text[one.what_start : one.what_end] for one in found(text, registry)] == expected, reason


@pytest.mark.parametrize(
    ("verbs", "leads"),
    [("รับทราบ", []), ("รับทราบและเห็นชอบ", ["กษ.", "มท."])],
)
def test_orders_of_the_prime_minister(verbs: str, leads: list[str], registry: AgencyRegistry) -> None:
    """Those told of a committee count where the cabinet agrees, not where it only takes note."""
    text = f"คณะรัฐมนตรีมีมติ{verbs}สรุปผลการประชุมคณะทดลองปลูกบัว ดังนี้\n1. ที่ประชุมรับทราบสถานการณ์บัว\n{PM}"
    assert [one.lead for one in found(text, registry)] == leads


@pytest.mark.parametrize(
    ("duty", "kind", "day"),
    [
        ("ตรวจบ่อที่จะเปิดให้บริการภายในเดือนมิถุนายน 2567", None, None),
        ("แต่งตั้งกรรมการให้เป็นไปตามกรอบระยะเวลาที่กฎหมายกำหนดไว้อย่างเคร่งครัด", "event", None),
        ("มอบหนังสือให้สมาคม เมื่อรัฐสภามีมติเห็นชอบหนังสือดังกล่าวแล้ว", "event", None),
        ("ร่วมรับรองร่างเอกสารบัว ในการประชุมบัว ในเดือนเมษายน 2567", "date", date(2024, 4, 30)),
    ],
)
def test_whose_time_it_is(duty: str, kind: str | None, day: date | None, registry: AgencyRegistry) -> None:
    """The time of something else is no deadline; a frame set by law, and what must happen first, are events."""
    (one,) = found(f"คณะรัฐมนตรีมีมติเห็นชอบแผน และให้ กษ. {duty}", registry)
    assert (one.due and one.due.kind, one.due and one.due.on) == (kind, day)
