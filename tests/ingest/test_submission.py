"""Draft submissions, all invented: the numbered form, the form of a letter, and what is none."""

import pytest

from kb.agencies import open_registry
from kb.errors import Unreadable
from kb.ingest.submission import is_submission, parse_submission

REGISTRY = open_registry()
LETTER = """ลับ
ที่ กษ ๐๒๐๕/๑๒                    กระทรวงเกษตรและสหกรณ์
              ๑ มีนาคม ๒๕๕๘
เรื่อง  โครงการบ่อน้ำสมมุติสำหรับหมู่บ้านบนเขา
เรียน  เลขาธิการคณะรัฐมนตรี
สิ่งที่ส่งมาด้วย  รายละเอียดโครงการ
        ด้วยกระทรวงเกษตรและสหกรณ์ขอเสนอเรื่องมาเพื่อคณะรัฐมนตรีพิจารณา ดังนี้
๑. เรื่องเดิม
   ๑.๑ คณะรัฐมนตรีมีมติเมื่อวันที่ ๔ มกราคม ๒๕๕๘ รับทราบแผน
   ๑.๒ ต่อมามีฝนน้อย
๒. เหตุผลความจำเป็นที่ต้องเสนอคณะรัฐมนตรี
   เป็นเรื่องที่ใช้งบประมาณเกินอำนาจ
๓. ความเร่งด่วนของเรื่อง
   ต้องเริ่มก่อนฤดูแล้ง
๔. สาระสำคัญและข้อเท็จจริง
   (๑) ขุดบ่อ
   (๒) ข้อเสนอแนะของชาวบ้านคือให้ล้อมรั้ว
๕. ค่าใช้จ่ายและแหล่งที่มา
   วงเงิน ๓ ล้านบาท
๖. ความเห็นของหน่วยงานที่เกี่ยวข้อง
   สำนักงบประมาณไม่ขัดข้อง
๗. ข้อเสนอของส่วนราชการ
   ขอให้คณะรัฐมนตรีอนุมัติโครงการ
"""
SHORT = """(ร่าง)
เสนอคณะรัฐมนตรี เรื่อง การเลี้ยงแมวสมมุติในหอจดหมายเหตุ
1. ที่มา
หนูกัดเอกสาร
2. สาระสำคัญ เลี้ยงแมวสองตัว
3. ผลกระทบ
ไม่มี
6. ประเด็นเสนอ
กรมศิลปากรขอให้คณะรัฐมนตรีเห็นชอบ
"""


def told(text: str) -> list[tuple[str, int | None, str, str]]:
    """Kind, number, heading and content of every section, by their spans."""
    submission = parse_submission(text, "draft.docx", REGISTRY)
    for section in submission.sections:
        assert section.heading in " ".join(text[section.heading_start : section.heading_end].split())
    return [(each.kind, each.number, each.heading, text[each.start : each.end]) for each in submission.sections]


def test_the_sections_of_a_letter() -> None:
    """All seven, each with its own text; inner lists and words inside them open none."""
    sections = told(LETTER)
    kinds = [(kind, number) for kind, number, _, _ in sections]
    assert kinds == [
        ("origin", 1), ("reason", 2), ("urgency", 3), ("essence", 4), ("cost", 5), ("opinions", 6), ("proposal", 7),
    ]  # fmt: skip
    assert sections[0][3].startswith("๑.๑ คณะรัฐมนตรีมีมติ")
    assert sections[0][3].endswith("ต่อมามีฝนน้อย")
    assert sections[3][2] == "สาระสำคัญและข้อเท็จจริง"
    assert sections[3][3].endswith("ให้ล้อมรั้ว")
    assert sections[6][3] == "ขอให้คณะรัฐมนตรีอนุมัติโครงการ"


def test_the_head_of_a_submission() -> None:
    """Title, proposing agency and addressee come from the letter above the first section."""
    submission = parse_submission(LETTER, "draft.docx", REGISTRY)
    assert is_submission(LETTER)
    assert submission.title == "โครงการบ่อน้ำสมมุติสำหรับหมู่บ้านบนเขา"
    assert LETTER[submission.title_start : submission.title_end] == submission.title
    assert submission.agency == "กระทรวงเกษตรและสหกรณ์"
    assert submission.head.addressee is not None
    assert submission.head.addressee.quote == "เลขาธิการคณะรัฐมนตรี"
    assert submission.missing == ()
    assert [section.number for section in submission.of_kind("cost")] == [5]


def test_a_short_paper_without_a_letter() -> None:
    """The title stands after เรื่อง, a short section in the line of its heading, and numbers may jump."""
    submission = parse_submission(SHORT, "draft.txt", REGISTRY)
    assert is_submission(SHORT)
    assert submission.title == "การเลี้ยงแมวสมมุติในหอจดหมายเหตุ"
    assert [(kind, number) for kind, number, _, _ in told(SHORT)] == [
        ("origin", 1), ("essence", 2), ("impact", 3), ("proposal", 6),
    ]  # fmt: skip
    assert submission.agency == "กรมศิลปากร"


def test_what_is_missing_is_named() -> None:
    """A submission without its origin says so."""
    submission = parse_submission(SHORT.replace("1. ที่มา\nหนูกัดเอกสาร\n", ""), "draft.txt", REGISTRY)
    assert submission.missing == ("origin",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("สรุปข่าวการประชุมคณะรัฐมนตรี 15 มีนาคม 2558\n1. เรื่อง สะพาน\nคณะรัฐมนตรีมีมติอนุมัติ\nสาระสำคัญ\nก", "a page"),
        ("เรื่อง แมว\n1. ที่มา\nก\n2. สาระสำคัญ\nข", "nothing is proposed"),
        ("", "nothing"),
    ],
)
def test_what_is_no_submission(text: str, reason: str) -> None:
    """Other papers are left to other parsers."""
    assert not is_submission(text), reason


@pytest.mark.parametrize(
    ("text", "said"), [("เรื่อง แมว\nข้อความ", "no sections"), ("1. ที่มา\nก\n2. ข้อเสนอ\nข", "no title")]
)
def test_a_paper_that_cannot_be_read_is_refused(text: str, said: str) -> None:
    """The reason is said in both languages."""
    with pytest.raises(Unreadable, match=said):
        parse_submission(text, "draft.txt", REGISTRY)
