"""Titles of laws: invented laws in the forms real titles take, each with the reason it is here."""

import pytest

from kb.ingest.facts.law_titles import LawTitle, find_law_titles


def told(law: LawTitle) -> tuple[str, str, int | None, int | None, bool]:
    """What a title says, without where."""
    return law.title, law.kind, law.number, law.year, law.is_draft


TITLES = [
    (
        "ตามพระราชบัญญัติว่าวไทย พ.ศ. 2560 แล้ว",
        [("พระราชบัญญัติว่าวไทย พ.ศ. 2560", "พระราชบัญญัติ", None, 2560, False)],
        "an act",
    ),
    (
        "ร่างพระราชบัญญัติว่าวไทย (ฉบับที่ ..) พ.ศ. …. ตามที่",
        [("พระราชบัญญัติว่าวไทย (ฉบับที่ ..) พ.ศ. ....", "พระราชบัญญัติ", None, None, True)],
        "a draft of an amendment, without number and year",
    ),
    (
        "พระราชบัญญัติว่าวไทย  (ฉบับที่ ๒)\nพ.ศ. ๒๕๖๒",
        [("พระราชบัญญัติว่าวไทย (ฉบับที่ 2) พ.ศ. 2562", "พระราชบัญญัติ", 2, 2562, False)],
        "Thai digits over two lines",
    ),
    (
        "พ.ร.บ.ว่าวไทย พ.ศ.2560",
        [("พระราชบัญญัติว่าวไทย พ.ศ. 2560", "พระราชบัญญัติ", None, 2560, False)],
        "abbreviated and glued",
    ),
    (
        "ร่างพระราชกฤษฎีกาลดภาษีว่าวตามพระราชบัญญัติว่าวไทย พ.ศ. 2558 พ.ศ. ....",
        [
            ("พระราชกฤษฎีกาลดภาษีว่าวตามพระราชบัญญัติว่าวไทย พ.ศ. 2558 พ.ศ. ....", "พระราชกฤษฎีกา", None, None, True),
            ("พระราชบัญญัติว่าวไทย พ.ศ. 2558", "พระราชบัญญัติ", None, 2558, False),
        ],
        "one title inside another",
    ),
    (
        "ร่างกฎกระทรวง ฉบับที่ .. (พ.ศ. ....) ออกตามความในพระราชบัญญัติว่าวไทย พุทธศักราช 2478",
        [
            ("กฎกระทรวง ฉบับที่ .. (พ.ศ. ....)", "กฎกระทรวง", None, None, True),
            ("พระราชบัญญัติว่าวไทย พุทธศักราช 2478", "พระราชบัญญัติ", None, 2478, False),
        ],
        "a year in brackets, and the old name of the era",
    ),
    (
        "กฎกระทรวง ฉบับที่ 47 (พ.ศ. 2541)",
        [("กฎกระทรวง ฉบับที่ 47 (พ.ศ. 2541)", "กฎกระทรวง", 47, 2541, False)],
        "numbered",
    ),
    (
        "พระราชบัญญัติลม พ.ศ. 2559 ซึ่งแก้ไขเพิ่มเติมโดยพระราชบัญญัติลม (ฉบับที่ 2) พ.ศ. 2562",
        [
            ("พระราชบัญญัติลม พ.ศ. 2559", "พระราชบัญญัติ", None, 2559, False),
            ("พระราชบัญญัติลม (ฉบับที่ 2) พ.ศ. 2562", "พระราชบัญญัติ", 2, 2562, False),
        ],
        "an act and its amendment",
    ),
    (
        "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการเล่นว่าว พ.ศ. 2526",
        [("ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการเล่นว่าว พ.ศ. 2526", "ระเบียบ", None, 2526, False)],
        "a regulation",
    ),
    (
        "คำสั่งหัวหน้าคณะรักษาความสงบแห่งชาติ ที่ 99/2560 เรื่อง ว่าว",
        [("คำสั่งหัวหน้าคณะรักษาความสงบแห่งชาติ ที่ 99/2560", "คำสั่ง", 99, 2560, False)],
        "an order by number and year",
    ),
    ("มาตรา 1 ประมวลกฎหมายอาญา", [("ประมวลกฎหมายอาญา", "ประมวล", None, None, False)], "a code needs no year"),
    (
        "รัฐธรรมนูญแห่งราชอาณาจักรไทย พุทธศักราช 2560",
        [("รัฐธรรมนูญแห่งราชอาณาจักรไทย พุทธศักราช 2560", "รัฐธรรมนูญ", None, 2560, False)],
        "the constitution",
    ),
    (
        "ร่างกฎกระทรวงการจ่ายเงินแก่บุคคลซึ่งสมาชิกระบุไว้ พ.ศ. ....",
        [("กฎกระทรวงการจ่ายเงินแก่บุคคลซึ่งสมาชิกระบุไว้ พ.ศ. ....", "กฎกระทรวง", None, None, True)],
        "ซึ่ง inside a title",
    ),
    ("ร่างพระราชบัญญัติดังกล่าว ในปี พ.ศ. 2560", [], "a year that is no title's"),
    ("พระราชบัญญัตินี้มีผลเมื่อวันที่ 1 มกราคม พ.ศ. 2560", [], "a date behind an act"),
    ("ประกาศให้ทราบ ปี พ.ศ. 2560", [], "a verb"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), TITLES, ids=[row[2] for row in TITLES])
def test_titles_have_one_spelling(
    text: str, expected: list[tuple[str, str, int | None, int | None, bool]], reason: str
) -> None:
    """Kind, number, year and whether it is a draft, in reading order; each quoted from its span."""
    found = find_law_titles(text)
    assert [told(law) for law in found] == expected, reason
    assert [text[law.start : law.end] for law in found] == [law.quote for law in found], reason
