"""A single resolution as a text file: where its date, number and title come from."""

import pytest

from kb.agencies import open_registry
from kb.errors import Unreadable
from kb.ingest.plain_text import parse_text

REGISTRY = open_registry()
BODY = "คณะรัฐมนตรีมีมติรับทราบตามที่กรมประมงเสนอ"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", f"5 มกราคม 2563\nเรื่อง ปลาในคลอง\n{BODY}", ("2020-01-05", 1, "", "ปลาในคลอง")),  # date in line one
        ("a.txt", f"แต่งตั้ง\nวันที่ ๕ ม.ค. ๖๓\nปลาในคลอง\n{BODY}", ("2020-01-05", 1, "", "ปลาในคลอง")),  # no word
        ("2020-01-05-07.txt", f"เรื่อง ปลาในคลอง\n{BODY}", ("2020-01-05", 7, "", "ปลาในคลอง")),  # all from the name
        ("2563-01-05.txt", f"ปลาในคลอง\n{BODY}", ("2020-01-05", 1, "", "ปลาในคลอง")),  # Buddhist era in the name
        ("2020-01-05-07b.txt", f"ปลาในคลอง\n{BODY}", ("2020-01-05", 7, "b", "ปลาในคลอง")),  # a letter, too
        ("x/2020-01-05-07.txt", f"1 มีนาคม 2562\nปลาในคลอง\n{BODY}", ("2020-01-05", 7, "", "ปลาในคลอง")),  # name first
        ("a.txt", f"5 มกราคม 2563\n12. เรื่อง ปลาในคลอง\n{BODY}", ("2020-01-05", 12, "", "ปลาในคลอง")),  # printed number
    ],
)
def test_date_number_and_title(name: str, text: str, expected: tuple[str, int, str, str]) -> None:
    """The file name tells first, the first lines tell otherwise, and a number nobody tells is 1."""
    page = parse_text(text, name, REGISTRY)
    (matter,) = page.matters
    assert (page.meeting_date.isoformat(), matter.number, matter.suffix, matter.title) == expected
    assert text[matter.body_start : matter.body_end] == BODY
    assert (matter.agency, matter.outcome) == ("กรมประมง", "รับทราบ")


def test_a_title_without_body_is_kept() -> None:
    """A text of date and title alone gives a matter with an empty body."""
    (matter,) = parse_text("5 มกราคม 2563\nเรื่อง ปลาในคลอง", "a.txt", REGISTRY).matters
    assert (matter.title, matter.body_end - matter.body_start) == ("ปลาในคลอง", 0)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"เรื่อง ปลาในคลอง\n{BODY}", "YYYY-MM-DD-NN"),  # says how to name the file
        ("5 มกราคม 2563\n*****", "no title"),
        (f"ปลา\n{'ข้อความยาว ' * 20} เมื่อวันที่ 5 มกราคม 2563\n{BODY}", "no meeting date"),  # a date inside a sentence
    ],
)
def test_what_cannot_be_dated_or_named_is_refused(text: str, word: str) -> None:
    """The refusal names the way out."""
    with pytest.raises(Unreadable, match=word):
        parse_text(text, "a.txt", REGISTRY)
