"""Letters that a long text cannot do without."""

import pytest

from kb.ingest.readers.missing_letters import missing_letters

PROSE = (
    "ผู้ที่ได้รับอนุญาตให้ใช้โรงเรือนและอุปกรณ์เพื่อการศึกษา ต้องแจ้งหัวหน้าส่วนราชการเป็นหนังสือ ชี้แจงเหตุผล "
    "ภายในเก้าสิบวัน ตามข้อเสนอของคณะกรรมการ พร้อมภาพถ่าย "
)


@pytest.mark.parametrize(
    ("text", "missing", "reason"),
    [
        (PROSE * 150, "", "a right text"),
        (PROSE.replace("ู", "้") * 150, "ู", "a font that wrote it as another mark"),
        (PROSE.replace("ู", "้"), "", "too short to tell"),
        ("Only English here. " * 2000, "", "no Thai"),
        ("", "", "nothing"),
    ],
)
def test_missing_letters(text: str, missing: str, reason: str) -> None:
    """Only what would have been there many times is missed."""
    assert missing_letters([text[:100], text[100:]]) == missing, reason
