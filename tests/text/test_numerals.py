"""Thai and Arabic digits."""

from kb.text import to_arabic, to_thai_digits


def test_both_directions() -> None:
    """Digits change, everything else and the length stay."""
    assert to_arabic("๐๑๒๓๔๕๖๗๘๙ ข้อ 5") == "0123456789 ข้อ 5"
    assert to_thai_digits("ข้อ 0123456789 ๕") == "ข้อ ๐๑๒๓๔๕๖๗๘๙ ๕"
    assert to_arabic("ไม่มีตัวเลข") == "ไม่มีตัวเลข"
