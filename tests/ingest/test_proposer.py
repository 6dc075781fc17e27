"""The proposing agency, from invented sentences in the forms official ones take."""

import pytest

from kb.agencies import open_registry
from kb.ingest.proposer import find_proposer

REGISTRY = open_registry()
CASES = [
    ("", "คณะรัฐมนตรีมีมติอนุมัติตามที่กระทรวงการคลัง (กค.) เสนอ", ("กระทรวงการคลัง", "กค.")),
    ("", "คณะรัฐมนตรีมีมติอนุมัติตามที่กระทรวงการคลังเสนอ", ("กระทรวงการคลัง", "กค.")),  # abbreviation from the table
    ("", "คณะรัฐมนตรีมีมติเห็นชอบร่างแผน ตามที่กำหนด ตามที่กรมประมงเสนอ", ("กรมประมง", "กป.")),  # the innermost ตามที่
    ("", "มีมติ ตามที่รัฐมนตรีว่าการกระทรวงแรงงานเสนอ", ("กระทรวงแรงงาน", "รง.")),  # the minister
    ("", "มีมติ ตามที่สำนักงานสภาพัฒนาการ\nเศรษฐกิจและสังคมแห่งชาติ เสนอ", ("สำนักงานสภาพัฒนาการเศรษฐกิจและสังคมแห่งชาติ", "สศช.")),
    ("", "มีมติ ตามที่ พม. เสนอ", ("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", "พม.")),  # abbreviation alone
    ("", "มีมติ ตามที่สำนักงาน ก.พ.ร. ในฐานะฝ่ายเลขานุการเสนอ", ("สำนักงานคณะกรรมการพัฒนาระบบราชการ", "สำนักงาน ก.พ.ร.")),
    (
        "",
        "มีมติ ตามที่รองนายกรัฐมนตรี (นายสมมุติ ใจดี) ในฐานะประธานกรรมการนโยบายว่าวแห่งชาติเสนอ",
        ("คณะกรรมการนโยบายว่าวแห่งชาติ", None),
    ),  # a person for a body nobody knows
    ("", "มีมติ ตามที่สำนักงานเรือสำเภาแห่งชาติ (สรส.) เสนอ", ("สำนักงานเรือสำเภาแห่งชาติ", "สรส.")),  # unknown as printed
    ("", "มีมติ ตามที่กระทรวงอุตสาหกรรรมเสนอ", ("กระทรวงอุตสาหกรรม", "อก.")),  # misspelt
    ("", "คณะรัฐมนตรีมีมติเห็นชอบร่างที่กรมประมงเสนอ", ("กรมประมง", "กป.")),  # only ที่
    ("", "คณะรัฐมนตรีมีมติรับทราบ\nสาระสำคัญ\nทส. รายงานว่า น้ำใสขึ้น", ("กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม", "ทส.")),
    ("การแต่งตั้งข้าราชการ (กรมที่ดิน)", "คณะรัฐมนตรีมีมติอนุมัติ", ("กรมที่ดิน", "ทด.")),  # from the title's end
    ("การแต่งตั้งข้าราชการ (รอบสอง)", "คณะรัฐมนตรีมีมติอนุมัติ", None),  # brackets that name nobody
    ("", "คณะรัฐมนตรีมีมติอนุมัติตามที่ได้ดำเนินการไปแล้วและจะเสนอต่อไป", None),  # no agency in it
    ("", "", None),
]


@pytest.mark.parametrize(("title", "body", "expected"), CASES)
def test_the_proposing_agency_is_named_officially(
    title: str, body: str, expected: tuple[str, str | None] | None
) -> None:
    """Known agencies come out under their official name and abbreviation, unknown ones as printed."""
    found = find_proposer(title, body, REGISTRY)
    assert ((found.name, found.abbr) if found else None) == expected
