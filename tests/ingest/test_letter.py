"""Confirming letters, all invented, in the forms that files, recognised scans and old letters take."""

from dataclasses import dataclass
from datetime import date

import pytest

from kb.agencies import open_registry
from kb.errors import Unreadable
from kb.ingest.letter import UNKNOWN_NUMBER, is_confirming_letter, parse_letter
from kb.ingest.letter_head import read_letter_head

REGISTRY = open_registry()

PLAIN = """ด่วนที่สุด
ที่ นร ๐๕๐๕/๔๕๖๗                                   สำนักเลขาธิการคณะรัฐมนตรี
                                                 ทำเนียบรัฐบาล กทม. ๑๐๓๐๐
                    ๒๒ มีนาคม ๒๕๕๘
เรื่อง  โครงการสะพานไม้สมมุติเพื่อคนเดินเท้า
เรียน  รัฐมนตรีว่าการกระทรวงคมนาคม
อ้างถึง  ๑. หนังสือกระทรวงคมนาคม ด่วนที่สุด ที่ คค ๐๒๐๘/๑๑ ลงวันที่ ๑ มีนาคม ๒๕๕๘
        ๒. หนังสือสำนักเลขาธิการคณะรัฐมนตรี ที่ นร ๐๕๐๕/ว ๙ ลงวันที่ ๒ มกราคม ๒๕๕๘
สิ่งที่ส่งมาด้วย  สำเนาหนังสือกระทรวงการคลัง ที่ กค ๐๕๐๒/๗ ลงวันที่ ๕ มีนาคม ๒๕๕๘
        ตามที่ได้เสนอเรื่อง โครงการสะพานไม้สมมุติ ไปเพื่อดำเนินการ นั้น
        คณะรัฐมนตรีได้ประชุมปรึกษาเมื่อวันที่ ๑๕ มีนาคม ๒๕๕๘ ลงมติว่า
        ๑. อนุมัติโครงการ วงเงิน ๑๒ ล้านบาท ตามที่กระทรวงคมนาคมเสนอ
        ๒. ให้รายงานผลภายใน ๓๐ วัน
        จึงเรียนยืนยันมาเพื่อโปรดทราบและดำเนินการต่อไป
                                ขอแสดงความนับถือ
                                (นายสมมุติ ใจดี)
                                เลขาธิการคณะรัฐมนตรี
กองสมมุติ โทร. ๐ ๒๒๘๐ ๙๐๐๐ ต่อ ๑
"""
SCANNED = """ที่นร o๕o๕/ว ๗๘
สำนักเลขาธิการคณะรัฐมนตรี
๒๙ มีนาคม ๒๕๕๘
เรื่องแผนดูแลหิ่งห้อยสมมุติในโรง
เรียนขนาดเล็ก
เรียนปลัดกระทรวงศึกษาธิการ
ตามที่ได้ยืนยันมติคณะรัฐมนตรี (๑ กุมภาพันธ์
๒๕๕๘) มาแล้ว นั้น
คณะรัฐมน
ตรีได้ประชุมปรึก
ษาเมื่อวันที่๑๕มีนาคม๒๕๕๘ ลงมติเห็น
ชอบและรับทราบแผนตามที่กระทรวงศึกษา
ธิการเสนอ
จึงเรียน
มาเพื่อโปรดทราบ
ขอแสดงความนับถือ
"""
OLD = """ที่ นร 0205/ว. 12          ทำเนียบรัฐบาล
            3 เมษายน 2558
เรื่อง  การซ่อมเรือสำเภาสมมุติ
กราบเรียน นายกรัฐมนตรี
        กรมเจ้าท่าขอให้นำเรื่องเสนอคณะรัฐมนตรี ความละเอียดแจ้งแล้ว นั้น
        คณะรัฐมนตรีได้ประชุมปรึกษาลงมติเมื่อวันที่ 29 มีนาคม 2558 รับทราบ
        จึงกราบเรียนมา
"""


@dataclass(frozen=True)
class Expected:
    """What a letter must be read as."""

    title: str
    meeting: date
    written: date
    number: str
    agency: str | None
    outcome: str
    begins: str
    ends: str


LETTERS = [
    (
        PLAIN,
        Expected(
            "โครงการสะพานไม้สมมุติเพื่อคนเดินเท้า", date(2015, 3, 15), date(2015, 3, 22), "นร ๐๕๐๕/๔๕๖๗",
            "กระทรวงคมนาคม", "อนุมัติ", "คณะรัฐมนตรีได้ประชุมปรึกษา", "ภายใน ๓๐ วัน",
        ),
        "a plain letter with references",
    ),
    (
        SCANNED,
        Expected(
            "แผนดูแลหิ่งห้อยสมมุติในโรง เรียนขนาดเล็ก", date(2015, 3, 15), date(2015, 3, 29), "นร o๕o๕/ว ๗๘",
            "กระทรวงศึกษาธิการ", "เห็นชอบ, รับทราบ", "คณะรัฐมน\nตรีได้ประชุม", "ธิการเสนอ",
        ),
        "recognised text: broken lines, no blanks, an earlier resolution named first",
    ),
    (
        OLD,
        Expected(
            "การซ่อมเรือสำเภาสมมุติ", date(2015, 3, 29), date(2015, 4, 3), "นร 0205/ว. 12",
            "กรมเจ้าท่า", "รับทราบ", "คณะรัฐมนตรีได้ประชุมปรึกษาลงมติ", "2558 รับทราบ",
        ),
        "an old letter: the date behind the verb, the proposer in the sentence before",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), LETTERS, ids=[row[2] for row in LETTERS])
def test_a_letter_is_read_as_its_matter(text: str, expected: Expected, reason: str) -> None:
    """Title, both dates, number, agency, outcome and the span of the decision."""
    assert is_confirming_letter(text), reason
    page = parse_letter(text, "letter.pdf", REGISTRY)
    (matter,) = page.matters
    body = text[matter.body_start : matter.body_end]
    assert matter.number == UNKNOWN_NUMBER
    assert (matter.title, page.meeting_date, matter.letter_date) == (expected.title, expected.meeting, expected.written)
    assert (matter.letter_number, matter.agency, matter.outcome) == (expected.number, expected.agency, expected.outcome)
    assert " ".join(text[matter.title_start : matter.title_end].split()) == matter.title
    assert body.startswith(expected.begins), reason
    assert body.endswith(expected.ends), reason
    assert page.warnings == ()


def test_the_decision_may_be_broken_anywhere() -> None:
    """A verb, a name and the date over two lines each give the same facts as unbroken."""
    broken = PLAIN.replace("ลงมติว่า\n        ๑. อนุมัติโครงการ", "ลงมติเห็นชอบใน\nหลักการโครงการ").replace(
        "เมื่อวันที่ ๑๕ มีนาคม", "เมื่อวัน\nที่ ๑๕\nมีนาคม"
    )
    page = parse_letter(broken.replace("กระทรวงคมนาคมเสนอ", "กระทรวงคมนา\nคมเสนอ"), "a", REGISTRY)
    (matter,) = page.matters
    assert (page.meeting_date, matter.outcome, matter.agency) == (
        date(2015, 3, 15), "เห็นชอบในหลักการ", "กระทรวงคมนาคม",
    )  # fmt: skip


def test_the_head_of_a_letter() -> None:
    """Every entry is quoted from its span; the dates and numbers of letters referred to are never its own."""
    head = read_letter_head(PLAIN)
    parts = [head.number, head.date_part, head.subject, head.addressee, *head.references, *head.enclosures]
    quotes = [" ".join(PLAIN[part.start : part.end].split()) for part in parts if part]
    assert head.urgency == "ด่วนที่สุด"
    assert head.date == date(2015, 3, 22)
    assert quotes == [part.quote for part in parts if part]
    assert quotes == [
        "นร ๐๕๐๕/๔๕๖๗",
        "๒๒ มีนาคม ๒๕๕๘",
        "โครงการสะพานไม้สมมุติเพื่อคนเดินเท้า",
        "รัฐมนตรีว่าการกระทรวงคมนาคม",
        "หนังสือกระทรวงคมนาคม ด่วนที่สุด ที่ คค ๐๒๐๘/๑๑ ลงวันที่ ๑ มีนาคม ๒๕๕๘",
        "หนังสือสำนักเลขาธิการคณะรัฐมนตรี ที่ นร ๐๕๐๕/ว ๙ ลงวันที่ ๒ มกราคม ๒๕๕๘",
        "สำเนาหนังสือกระทรวงการคลัง ที่ กค ๐๕๐๒/๗ ลงวันที่ ๕ มีนาคม ๒๕๕๘",
    ]
    assert PLAIN[head.body_start :].startswith("ตามที่ได้เสนอเรื่อง")


def test_the_addressee_is_the_proposer_when_nothing_else_is_said() -> None:
    """The Secretariat writes to whoever proposed the matter; a circular goes to everybody and tells nothing."""
    silent = PLAIN.replace(" ตามที่กระทรวงคมนาคมเสนอ", "")
    circular = silent.replace("๐๕๐๕/๔๕๖๗", "๐๕๐๕/ว ๔๕๖๗")
    assert parse_letter(silent, "a", REGISTRY).matters[0].agency == "กระทรวงคมนาคม"
    assert parse_letter(circular, "a", REGISTRY).matters[0].agency is None


def test_a_letter_without_its_own_date_does_not_borrow_one() -> None:
    """The date of the meeting, or of a reference, is never taken for that of the letter."""
    page = parse_letter(PLAIN.replace("๒๒ มีนาคม ๒๕๕๘\n", "มีนาคม ๒๕๕๘\n"), "a", REGISTRY)
    assert page.matters[0].letter_date is None  # a month alone is no day
    assert page.warnings == ("ไม่พบวันที่ของหนังสือ (the letter has no date of its own)",)


def test_a_letter_older_than_its_meeting_is_told_about() -> None:
    """Both dates are kept as they stand."""
    page = parse_letter(PLAIN.replace("๒๒ มีนาคม", "๑ มีนาคม", 1), "a", REGISTRY)
    assert (page.meeting_date, page.matters[0].letter_date) == (date(2015, 3, 15), date(2015, 3, 1))
    assert [warning.split(" (")[0] for warning in page.warnings] == ["วันที่ของหนังสืออยู่ก่อนวันประชุม โปรดตรวจ"]


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        ("เรื่อง  โครงการสะพานไม้สมมุติเพื่อคนเดินเท้า\n", "no subject"),
        ("เมื่อวันที่ ๑๕ มีนาคม ๒๕๕๘", "when the cabinet met"),
    ],
)
def test_a_letter_that_lacks_what_it_must_have_is_refused(cut: str, said: str) -> None:
    """The reason is said in both languages."""
    with pytest.raises(Unreadable, match=said):
        parse_letter(PLAIN.replace(cut, ""), "letter.pdf", REGISTRY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (OLD.replace("นร 0205", "คค 0205"), "a letter of another house"),
        (PLAIN.replace("ประชุมปรึกษา", "หารือ").replace("คณะรัฐมนตรีได้", "ทุกฝ่ายได้"), "no resolution in it"),
        ("สรุปข่าวการประชุมคณะรัฐมนตรี 15 มีนาคม 2558\n1. เรื่อง สะพาน\nคณะรัฐมนตรีมีมติอนุมัติ", "a summary page"),
        ("", "nothing"),
    ],
)
def test_what_is_no_confirming_letter(text: str, reason: str) -> None:
    """Other papers are left to other parsers."""
    assert not is_confirming_letter(text), reason
