"""What a title alone says of another; all titles invented."""

import pytest

from kb.linking.standing import title_act

ROWS = [
    ("ขอขยายระยะเวลาดำเนินโครงการศาลากลางน้ำสามตำบล", "โครงการศาลากลางน้ำสามตำบล", "extends", "the whole title"),
    ("ขอขยายเวลาแผนเดินเรือเล็กชายฝั่ง", "แผนเดินเรือเล็กชายฝั่ง พ.ศ. 2563 - 2565", "extends", "without its years"),
    ("การปรับปรุงเงื่อนไขโครงการศาลากลางน้ำสามตำบล", "โครงการศาลากลางน้ำสามตำบล", "amends", "an amendment"),
    ("ขอทบทวนหลักเกณฑ์การจอดเรือท้องแบน", "หลักเกณฑ์การจอดเรือท้องแบน", "amends", "a review"),
    ("การยกเลิกหลักเกณฑ์การจอดเรือท้องแบน", "หลักเกณฑ์การจอดเรือท้องแบน", "revokes", "a revocation"),
    ("ขอผ่อนผันหลักเกณฑ์การจอดเรือท้องแบน", "หลักเกณฑ์การจอดเรือท้องแบน", "exempts", "an exemption"),
    ("รายงานผลการดำเนินโครงการศาลากลางน้ำสามตำบล ปี 2564", "โครงการศาลากลางน้ำสามตำบล", "reports", "a report"),
    ("รายงานสถานะเรือประจำปี 2564", "รายงานสถานะเรือประจำปี 2563", None, "the next of a series of reports"),
    ("ขอยกเลิกหลักเกณฑ์การจอดเรือท้องแบนบางข้อ", "หลักเกณฑ์การจอดเรือท้องแบน", None, "only a part"),
    ("ขอขยายระยะเวลาโครงการสะพานไม้", "โครงการศาลากลางน้ำสามตำบล", None, "another project"),
    ("ขอขยายระยะเวลาโครงการ", "โครงการ", None, "a title that says nothing"),
    ("โครงการศาลากลางน้ำสามตำบล ระยะที่ 2", "โครงการศาลากลางน้ำสามตำบล", None, "no deed"),
]


@pytest.mark.parametrize(("citing", "cited", "relation", "why"), ROWS)
def test_title_act(citing: str, cited: str, relation: str | None, why: str) -> None:
    """The deed of the citing title, when it is done to the whole cited one."""
    assert title_act(citing, cited) == relation, why
