"""Holidays: over after their last day."""

from datetime import date

import pytest

from kb.linking.standing import days_off_end

ON = date(2022, 10, 5)


@pytest.mark.parametrize(
    ("title", "text", "last"),
    [
        ("การกำหนดวันหยุดราชการเป็นกรณีพิเศษ", "ให้วันที่ 16 - 18 พฤศจิกายน 2565 เป็นวันหยุดราชการ", date(2022, 11, 18)),
        ("วันหยุดราชการเพิ่มเป็นกรณีพิเศษ", "(1) วันศุกร์ที่ 14 ตุลาคม 2565 (2) วันศุกร์ที่ 5 พฤษภาคม 2566", date(2023, 5, 5)),
        ("การเลื่อนวันหยุดชดเชย", "เป็นวันศุกร์ที่ 30 ธันวาคม 2565", date(2022, 12, 30)),
        ("การกำหนดวันหยุดราชการ", "เห็นชอบตามที่เสนอ", None),  # no day is named
        ("การกำหนดวันหยุดราชการ", "มีผลถึงวันที่ 30 ธันวาคม 2575", None),  # too far off to be a holiday's
        ("หลักเกณฑ์การยืมเรือพาย", "ถึงวันที่ 30 ธันวาคม 2565", None),  # another matter
    ],
)
def test_the_last_day(title: str, text: str, last: date | None) -> None:
    """The latest of the days to come that the decision names."""
    found = days_off_end(title, text, 0, len(text), ON)
    assert (found[0] if found else None) == last
