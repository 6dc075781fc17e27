"""What recognised Thai digits are not trusted with: dates of meetings, numbers and dates of letters."""

from datetime import date

import pytest

from kb.errors import Unreadable
from kb.ingest.document import ParsedMatter, ParsedPage
from kb.ingest.scanned_digits import believable

MET, WRITTEN = date(2021, 1, 5), date(2021, 1, 8)


def page(number: str | None = "นร 0505/ว 9", written: date | None = WRITTEN, met: date = MET) -> ParsedPage:
    """A letter as it was parsed."""
    matter = ParsedMatter(0, "ดอกบัว", 0, 6, 7, 9, None, None, None, "อนุมัติ", number, letter_date=written)
    return ParsedPage(met, (matter,), ())


def test_arabic_digits_are_believed() -> None:
    """Nothing is changed and nothing told."""
    text = "นร 0505/ว 9 วันที่ 8 มกราคม 2564 ประชุมเมื่อวันที่ 5 มกราคม 2564"
    assert believable(page(), text, "a.pdf", None) == page()


def test_a_meeting_date_in_thai_digits_is_refused() -> None:
    """It may be another day: the file's name has to tell it, and the sentence says how."""
    with pytest.raises(Unreadable) as caught:
        believable(page(), "ประชุมเมื่อวันที่ ๕ มกราคม ๒๕๖๔", "a.pdf", None)
    assert "2021-01-05.pdf" in caught.value.thai
    assert "Thai digits" in caught.value.english


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        # what the scan says, the letter's number as read, what is kept of number and date
        ("ประชุมเมื่อวันที่ ๕ มกราคม ๒๕๖๔", "นร ๐๕๐๕/ว ๙", (None, None)),
        ("๘ มกราคม ๒๕๖๔", "นร 0505/ว 9", ("นร 0505/ว 9", None)),  # each is judged by its own digits
        ("8 มกราคม 2564", "นร ๐๕๐๕/ว ๙", (None, WRITTEN)),
    ],
)
def test_the_name_dates_the_meeting(text: str, number: str, kept: tuple[str | None, date | None]) -> None:
    """Whatever was read, the name's day is the meeting's; doubtful numbers and dates go, and that is told."""
    found = believable(page(number, met=date(1962, 1, 5)), text, "2021-01-05.pdf", MET)
    assert found.meeting_date == MET
    assert (found.matters[0].letter_number, found.matters[0].letter_date) == kept
    assert len(found.warnings) == 1
    assert "kb correct" in found.warnings[0]
