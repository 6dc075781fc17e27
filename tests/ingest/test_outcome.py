"""The verbs of a decision, from invented sentences in the forms official ones take."""

import pytest

from kb.ingest import OUTCOMES, find_outcome
from kb.ingest.outcome import canonical_outcome

CASES = [
    ("คณะรัฐมนตรีมีมติอนุมัติให้ซ่อมสะพาน", "อนุมัติ"),  # plain
    ("คณะรัฐมนตรีรับทราบรายงานประจำปี", "รับทราบ"),  # without มีมติ
    ("คณะรัฐมนตรีมีมติอนุมัติในหลักการร่างระเบียบ", "อนุมัติหลักการ"),  # printed with ใน
    ("คณะรัฐมนตรีมีมติให้ความเห็นชอบร่างแผน", "เห็นชอบ"),  # ให้ความ
    ("คณะรัฐมนตรีมีมติเห็นชอบหลักการร่างแผน", "เห็นชอบในหลักการ"),  # without ใน
    ("คณะรัฐมนตรีมีมติรับทราบและเห็นชอบ ดังนี้", "รับทราบ, เห็นชอบ"),  # two, in order
    ("คณะรัฐมนตรีมีมติเห็นชอบ อนุมัติ และรับทราบ ดังนี้", "เห็นชอบ, อนุมัติ, รับทราบ"),  # three, listed with spaces
    ("คณะรัฐมนตรีมีมติเห็นชอบให้ขยายเวลาโครงการ", "เห็นชอบ"),  # what is approved is no second verb
    ("คณะรัฐมนตรีมีมติไม่อนุมัติคำขอ", "ไม่อนุมัติ"),  # refused
    ("คณะรัฐมนตรีมีมติไม่ขัดข้องตามที่เสนอ", "ไม่ขัดข้อง"),  # no objection
    ("คณะรัฐมนตรีมีมติมอบหมายให้รองนายกรัฐมนตรีเป็นประธาน", "มอบหมาย"),  # assigned
    ("คณะรัฐมนตรีมีมติยืนยันร่างพระราชบัญญัติ", "ยืนยัน"),  # confirmed
    ("คณะรัฐมนตรีมีมติ ยกเลิกมติคณะรัฐมนตรีเดิม", "ยกเลิก"),  # space after มติ
    ("คณะรัฐมนตรีพิจารณาเรื่อง ถนนวงแหวนสมมุติ แล้วมีมติเห็นชอบตามที่เสนอ", "เห็นชอบ"),  # considered, then resolved
    ("คณะรัฐมนตรีมีมติตามที่กระทรวงสมมุติเสนอ ดังนี้\n1. เห็นชอบร่าง\n2. รับทราบแผน\n3. ให้รับไปพิจารณา", "เห็นชอบ, รับทราบ"),
    ("คณะรัฐมนตรีมีมติดังนี้\n1. อนุมัติ\n1.1 รับทราบ ก\n2. มอบหมายให้ติดตาม\n1. ยกเลิกสิ่งนี้", "อนุมัติ, มอบหมาย"),
    ("คณะรัฐมตรีมติเห็นชอบร่างแผน", "เห็นชอบ"),  # two misspellings
    ("ครม. มีมติรับทราบผลการประชุม", "รับทราบ"),  # abbreviated
    ("ข้อเสนอ\nคณะรัฐมนตรีมีมติอนุมัติให้ซ่อมสะพาน", "อนุมัติ"),  # a caption above
    ("\u200b\u200b คณะรัฐมนตรีอนุมัติให้ซ่อมสะพาน", "อนุมัติ"),  # invisible characters before it
    ("คณะรัฐมนตรีพิจารณาให้ความเห็นชอบร่างแผน", "เห็นชอบ"),  # considered and no มติ
    ("คณะรัฐมนตรีพิจารณาทบทวนแผน แล้วมีมติอนุมัติ", "อนุมัติ"),  # what was considered is not what was decided
    ("คณะรัฐมนตรีมีมติเห็นสมควรให้มีการเลือกตั้งสมมุติ", "เห็นชอบ"),  # another word for it
    ("คณะรัฐมนตรีมีมติดังนี้\nกำหนดให้เรือสำเภาเป็นเรือ", "กำหนด"),  # the list has no numbers
    ("คณะรัฐมนตรีมีมติตามที่เสนอ ดังนี้\n1. ผลการเจรจา\n1.1 รับทราบบันทึก\n1.2 เห็นชอบร่าง", "รับทราบ, เห็นชอบ"),  # inner list
    ("คณะรัฐมนตรีมีมติดังนี้\n๑. อนุมัติร่าง\n๒. รับทราบแผน", "อนุมัติ, รับทราบ"),  # items in Thai digits
    ("คณะรัฐมนตรีพิจารณาเรื่อง ขอทบทวนแผนเดิม\nตามที่เสนอ แล้วมีมติเห็นชอบ", "เห็นชอบ"),  # broken before the decision
    ("คณะรัฐมนตรีมีมติรับทราบและเห็น\nชอบร่างแผน", "รับทราบ, เห็นชอบ"),  # broken inside a verb
    ("คณะรัฐ\nมนตรีมีมติอนุมัติให้ซ่อมสะพาน", "อนุมัติ"),  # broken inside the subject
    ("คณะรัฐมนตรีมีมติเห็นชอบ\nอนุมัติ และรับทราบตามที่เสนอ", "เห็นชอบ, อนุมัติ, รับทราบ"),  # broken between verbs
    ("คณะรัฐมนตรีมีมติเห็นชอบร่างแผน\n1. รับทราบรายงาน", "เห็นชอบ"),  # a list is no part of the sentence above it
    ("(สามารถดาวน์โหลดไฟล์)", None),  # says nothing
    ("1. นายสมมุติ ใจดี ประธานกรรมการ", None),  # a list of names
    ("", None),
]


@pytest.mark.parametrize(("body", "outcome"), CASES)
def test_outcome_is_canonical_and_in_order(body: str, outcome: str | None) -> None:
    """Each form of the sentence gives the verbs of the closed list, or None."""
    assert find_outcome(body) == outcome


def test_every_verb_of_the_list_can_be_found_as_itself() -> None:
    """Each canonical verb, printed plainly, is recognised as itself."""
    assert [find_outcome(f"คณะรัฐมนตรีมีมติ{verb}") for verb, _ in OUTCOMES] == [verb for verb, _ in OUTCOMES]


@pytest.mark.parametrize(
    ("given", "outcome"),
    [("รับทราบ, ให้ความเห็นชอบ", "รับทราบ, เห็นชอบ"), ("รับทราบ,รับทราบ", "รับทราบ"), ("เลื่อน", "เลื่อน")],
)
def test_a_given_outcome_is_made_canonical(given: str, outcome: str) -> None:
    """Verbs given in a list are folded to the closed list; one outside it is kept."""
    assert canonical_outcome(given) == outcome
