"""Classification marks: each row is one way a page bears one, or only seems to."""

import pytest

from kb.ingest.facts.classification import find_classification

MARKS = [
    ("ลับ\nที่ นร 0505/1\nเรื่อง ว่าว", "ลับ", "ลับ", "alone at the head"),
    ("เรื่อง ว่าว\nก\n   ลับมาก   ", "ลับมาก", "ลับมาก", "alone at the foot"),
    ("ลับที่สุด\nเรื่อง ว่าว\nลับ", "ลับที่สุด", "ลับที่สุด", "the highest counts"),
    ("(ลับ)\nก", "ลับ", "ลับ", "in brackets"),
    ("ลับ  ด่วนที่สุด\nก", "ลับ", "ลับ", "beside a mark of urgency"),
    ("ด่วนมาก ลับมาก\nก", "ลับมาก", "ลับมาก", "behind one"),
    ("ลับ ที่ นร 0505/1\nก", "ลับ", "ลับ", "beside the number"),
    ("ล ับมาก\nก", "ลับมาก", "ล ับมาก", "with a blank that a recogniser put in"),
    ("ชั้นความลับ : ลับมาก\nก", "ลับมาก", "ลับมาก", "behind its label"),
    ("ที่ นร 0505/ว(ล) 9\nเรื่อง ว่าว", "ลับ", "ว(ล)", "a number of the secret series"),
    ("เรื่อง ว่าว\nการประชุมลับเมื่อวาน", "ปกติ", None, "the word in a sentence"),
    ("มติ (วาระลับ) เมื่อวันที่", "ปกติ", None, "another meeting"),
    ("กลับ\nสลับ\nลับแล", "ปกติ", None, "parts of other words"),
    ("", "ปกติ", None, "nothing"),
]


@pytest.mark.parametrize(("text", "level", "quote", "reason"), MARKS, ids=[row[3] for row in MARKS])
def test_a_mark_is_told_from_a_word(text: str, level: str, quote: str | None, reason: str) -> None:
    """The level, and the mark where it is printed."""
    found, where = find_classification(text)
    assert (found, where.quote if where else None) == (level, quote), reason
    if where:
        assert text[where.start : where.end] == quote
