"""The parts of a body, from invented ones in the forms real ones take."""

import pytest

from kb.ingest.facts.money import find_money
from kb.ingest.facts.parts import find_parts


def told(text: str) -> list[tuple[str, str]]:
    """Label and words of every part."""
    return [(part.label, text[part.start : part.end]) for part in find_parts(text, 0, len(text), find_money(text))]


BODIES = [
    ("คณะรัฐมนตรีมีมติอนุมัติ", [("resolved", "คณะรัฐมนตรีมีมติอนุมัติ")], "nothing but the decision"),
    (
        "มีมติอนุมัติ\nสาระสำคัญของเรื่อง\n1. ว่าวลอย",
        [("resolved", "มีมติอนุมัติ"), ("essence", "สาระสำคัญของเรื่อง\n1. ว่าวลอย")],
        "a heading",
    ),
    (
        "มีมติเห็นชอบ ดังนี้\n1. ก\n2. ข\nเรื่องเดิม\nค",
        [("resolved", "มีมติเห็นชอบ ดังนี้\n1. ก\n2. ข"), ("essence", "เรื่องเดิม\nค")],
        "items",
    ),
    (
        "มีมติรับทราบ\nทั้งนี้ สธ. เสนอว่า น้ำใส",
        [("resolved", "มีมติรับทราบ"), ("essence", "ทั้งนี้ สธ. เสนอว่า น้ำใส")],
        "an agency begins to speak",
    ),
    (
        "มีมติรับทราบ สรุปสาระสำคัญได้ ดังนี้\n1. น้ำใส",
        [("resolved", "มีมติรับทราบ สรุปสาระสำคัญได้ ดังนี้"), ("essence", "1. น้ำใส")],
        "told in the lines that follow",
    ),
    (
        "มีมติอนุมัติ\nสาระสำคัญ\nก\n3. ค่าใช้จ่าย\nไม่มี\n4. อื่น ๆ\nข",
        [("resolved", "มีมติอนุมัติ"), ("essence", "สาระสำคัญ\nก"), ("budget", "3. ค่าใช้จ่าย\nไม่มี"), ("essence", "4. อื่น ๆ\nข")],
        "a numbered part ends at the next number",
    ),
    (
        "มีมติอนุมัติ\nความเห็นของหน่วยงาน\nสำนักงบประมาณไม่ขัดข้อง",
        [("resolved", "มีมติอนุมัติ"), ("opinions", "ความเห็นของหน่วยงาน\nสำนักงบประมาณไม่ขัดข้อง")],
        "opinions under a heading",
    ),
    (
        "ค่าใช้จ่าย\nมีมติอนุมัติ",
        [("resolved", "ค่าใช้จ่าย\nมีมติอนุมัติ")],
        "the first line always belongs to the decision",
    ),
    (
        "มีมติอนุมัติ\n2. ค่าใช้จ่ายการตรวจว่าวทุกตัวให้ผู้ปล่อยว่าวเป็นผู้จ่าย",
        [("resolved", "มีมติอนุมัติ\n2. ค่าใช้จ่ายการตรวจว่าวทุกตัวให้ผู้ปล่อยว่าวเป็นผู้จ่าย")],
        "an item that begins like a heading",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), BODIES, ids=[row[2] for row in BODIES])
def test_a_body_is_cut_into_its_parts(text: str, expected: list[tuple[str, str]], reason: str) -> None:
    """Parts follow one another and hold all of their words."""
    assert told(text) == expected, reason


INSIDE = [
    ("มีมติอนุมัติ ทั้งนี้ ให้รายงานทุกปี", "conditions", ["ทั้งนี้ ให้รายงานทุกปี"], "a condition"),
    ("มีมติเห็นชอบ โดยหากมีความจำเป็นต้องแก้ไข ให้ทำได้", "conditions", ["โดยหากมีความจำเป็นต้องแก้ไข ให้ทำได้"], "a power to change"),
    ("มีมติเห็นชอบ ทั้งนี้ ร่างว่าวเป็นการยกเลิกของเดิม", "conditions", [], "an explanation is no condition"),
    (
        "มีมติอนุมัติ และให้ กษ. รับความเห็นของสำนักงบประมาณไปพิจารณาดำเนินการด้วย แล้วทำต่อ",
        "opinions",
        ["และให้ กษ. รับความเห็นของสำนักงบประมาณไปพิจารณาดำเนินการด้วย"],
        "an opinion to be taken up, with who shall",
    ),
    ("มีมติอนุมัติ ตามความเห็นของสำนักงบประมาณ", "opinions", ["ตามความเห็นของสำนักงบประมาณ"], "an opinion that is followed"),
    ("มีมติอนุมัติ ภายในกรอบวงเงิน 12 ล้านบาท ตามที่เสนอ", "budget", ["ภายในกรอบวงเงิน 12 ล้านบาท"], "a budget"),
    ("มีมติอนุมัติ งบกลาง จำนวน 12 ล้านบาท และให้ทำต่อ", "budget", ["งบกลาง จำนวน 12 ล้านบาท"], "the central fund"),
    ("มีมติแต่งตั้ง นายสมมุติ (เงินประจำตำแหน่ง 14,500 บาท)", "budget", [], "what a post pays is no budget"),
    ("มีมติเห็นชอบ ค่าใช้จ่ายไม่เกิน 20 บาทต่อคน", "budget", [], "a rate is no budget"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "expected", "reason"), INSIDE, ids=[row[3] for row in INSIDE])
def test_clauses_inside_the_decision(text: str, label: str, expected: list[str], reason: str) -> None:
    """Conditions, opinions and sums lie inside what was resolved."""
    assert [words for each, words in told(text) if each == label] == expected, reason
