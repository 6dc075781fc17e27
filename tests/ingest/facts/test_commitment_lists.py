"""What orders and what does not, in lists and in sentences, in invented decisions."""

from datetime import date

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.facts.commitments import find_commitments

MEETING = date(2024, 3, 5)
APPROVES = "คณะรัฐมนตรีมีมติเห็นชอบแผนปลูกบัว ตามที่ กษ. เสนอ"


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies known from the start."""
    return open_registry()


def told(text: str, registry: AgencyRegistry) -> list[tuple[str, str]]:
    """Lead and duty of each commitment."""
    found = find_commitments(text, 0, len(text), MEETING, registry)
    return [(one.lead, text[one.what_start : one.what_end]) for one in found]


@pytest.mark.parametrize(
    ("lines", "expected", "reason"),
    [
        (
            "1. มอบหมายให้ กษ. เร่งออกกฎ ดังนี้\n(1) ภายในวันที่ 30 เมษายน 2567 สำหรับบัวหลวง",
            [("กษ.", "เร่งออกกฎ ดังนี้\n(1) ภายในวันที่ 30 เมษายน 2567 สำหรับบัวหลวง")],
            "an item that only tells a time is no duty of its own",
        ),
        (
            "1. ให้ กษ. ออกประกาศ ดังนี้\n1) คนสวนที่ปลูกบัวภายในวันที่ 30 เมษายน 2567 ให้ได้รับพันธุ์บัว",
            [("กษ.", "ออกประกาศ ดังนี้\n1) คนสวนที่ปลูกบัวภายในวันที่ 30 เมษายน 2567 ให้ได้รับพันธุ์บัว")],
            "nor is one that tells what others get",
        ),
        (
            "1. มอบหมายหน่วยงานที่เกี่ยวข้องดำเนินการ ดังนี้\n1.1 ให้ กค. จัดหาแหล่งเงิน\n1.2 ให้ มท. ดูแลบ่อ",
            [("กค.", "จัดหาแหล่งเงิน"), ("มท.", "ดูแลบ่อ")],
            "what only introduces the orders below is none",
        ),
        (
            "1. มอบหมายให้ กษ. ดำเนินการตามความเห็นของ กค. ดังนี้\n1.1 ร่วมกับ มท. ดูแลบ่อ",
            [("กษ.", "ดำเนินการตามความเห็นของ กค. ดังนี้"), ("กษ.", "ร่วมกับ มท. ดูแลบ่อ")],
            "what tells more than that stays one",
        ),
    ],
)
def test_lists(lines: str, expected: list[tuple[str, str]], reason: str, registry: AgencyRegistry) -> None:
    """Items below a duty."""
    assert told(f"คณะรัฐมนตรีมีมติเห็นชอบ ดังนี้\n{lines}\nสาระสำคัญ\nบัว", registry) == expected, reason


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        (" ซึ่งคณะรัฐมนตรีได้เคยมีมติเมื่อวันที่ 2 มกราคม 2567 มอบหมายให้ กค. เร่งรัดแผน", [], "an earlier order with its day"),
        (" และยกเลิกการมอบหมายให้ มท. ดูแลบ่อ", [], "the end of an order"),
        (" โดยมอบหมายให้รัฐมนตรีว่าการกระทรวงการคลังเป็น กรรมการในคณะทดลอง", [], "an appointment with a space in it"),
        (" โดยจังหวัดเป็นหน่วยรับงบประมาณ", [], "who gets the money"),
        (" โดยมีรัฐมนตรีว่าการกระทรวงพาณิชย์เป็นผู้ลงนามฝ่ายลาว", [], "who signs for the others"),
        (" และให้รัฐวิสาหกิจ จำนวน 2 แห่ง ที่มีรายได้ต่ำกว่าหนี้ สามารถกู้เงินตามแผน", [], "leave to borrow"),
        (" โดยให้ส่งผลการปลูกบัวให้ กค. ภายใน 30 วัน", [], "to whom something is sent by when"),
        (" และให้ กค. เป็นผู้มีอำนาจพิจารณาแผน", [], "a power"),
        (" และขายบ่อบัวให้ กฟภ. ในราคา 5 ล้านบาท", [], "to whom something is sold"),
        (" และเห็นชอบให้ กยท. ยืมเงินจากกองทุนบัว", [], "leave to take a loan"),
        (" และเห็นชอบให้การรถไฟแห่งประเทศไทยจ่ายเงินบำเหน็จ", [], "leave to pay"),
        (" และมอบหมายให้รองนายกรัฐมนตรีสั่งและปฏิบัติราชการแทน", [], "acting for somebody"),
        (" และมอบหมายให้หัวหน้าคณะผู้แทนไทยหรือผู้แทนไทยที่ได้รับมอบหมายจากหัวหน้าคณะพิจารณาใช้ดุลยพินิจ", [], "discretion handed on"),
        (
            " และอนุมัติให้อธิบดีกรมประมงเป็นผู้มีอำนาจลงนามในสัญญาบัว",
            [("อธิบดีกรมประมง", "เป็นผู้มีอำนาจลงนามในสัญญาบัว")],
            "but the power to sign is who signs",
        ),
        (
            " และให้ กษ. จัดทำแผนเสนอให้ มท. พิจารณา",
            [("กษ.", "จัดทำแผนเสนอให้ มท. พิจารณา")],
            "to whom something is submitted, without a space",
        ),
        (
            " และให้ กษ. จัดทำแผนและส่งมอบให้ มท. เก็บรักษา",
            [("กษ.", "จัดทำแผนและส่งมอบให้ มท. เก็บรักษา")],
            "handed over to is not handed to",
        ),
        (" และให้ทุกหน่วยงานมอบหมายผู้แทนเข้าประชุม", [("ทุกหน่วยงาน", "มอบหมายผู้แทนเข้าประชุม")], "to assign is the duty itself"),
        (
            " และให้ กต. รับรองร่างปฏิญญา (กำหนดการประชุมบัวโลก จะจัดขึ้นในเดือนหน้า)",
            [("กต.", "รับรองร่างปฏิญญา")],
            "when the meeting is, in brackets, is background",
        ),
        (" และให้ กษ. ปรับปรุงรายละเอียดตามแนวทาง", [("กษ.", "ปรับปรุงรายละเอียดตามแนวทาง")], "details of the duty"),
        (" และให้ กษ. ปลูกบัว (รายละเอียดตามแผน)", [("กษ.", "ปลูกบัว")], "details elsewhere"),
        (" และให้ กษ. ปลูกบัว            สาระสำคัญ 1. บัวมีมาก", [("กษ.", "ปลูกบัว")], "a heading on the same line"),
        (
            " โดยให้ กษ. (1) ปลูกบัว และ (2) ให้เมืองบัวดูแลบ่อ",
            [("กษ.", "ปลูกบัว")],
            "the next number orders somebody else",
        ),
    ],
)
def test_sentences(words: str, expected: list[tuple[str, str]], reason: str, registry: AgencyRegistry) -> None:
    """What lays no duty, and where a duty ends."""
    assert told(f"{APPROVES}{words}\nสาระสำคัญ\nบัว", registry) == expected, reason


def test_a_decision_reported_as_history(registry: AgencyRegistry) -> None:
    """What an earlier decision ordered, told behind its day, is no order now."""
    text = "คณะรัฐมนตรีมีมติรับทราบผลตามมติคณะรัฐมนตรีเมื่อวันที่ 2 มกราคม 2567 ที่เห็นชอบแผนบัว และให้ มท. ดูแลบ่อ"
    assert told(text, registry) == []


def test_a_foreign_name_on_the_next_line(registry: AgencyRegistry) -> None:
    """It goes on with the line that the page broke."""
    before = "คณะรัฐมนตรีมีมติเห็นชอบร่างความตกลงปลูกบัวระหว่างสองประเทศ และมอบหมายให้กระทรวงการต่างประเทศจัดทำหนังสือมอบอำนาจเต็ม"
    text = f"{before}\n(Full Powers) ให้แก่ผู้ลงนาม"
    assert told(text, registry) == [("กระทรวงการต่างประเทศ", "จัดทำหนังสือมอบอำนาจเต็ม\n(Full Powers) ให้แก่ผู้ลงนาม")]
