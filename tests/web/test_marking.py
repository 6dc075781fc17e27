"""Text with highlights as HTML: escaped, marked, and cut where a reader would cut."""

from kb.search import Highlight, HitPassage
from kb.web.marking import TEASER, marked, teaser


def passage(text: str, *spans: tuple[int, int]) -> HitPassage:
    """A passage with highlights at these places."""
    return HitPassage(1, "body", 0, len(text), text, tuple(Highlight(*span) for span in spans), None)


def test_text_is_escaped_inside_and_outside_of_marks() -> None:
    """No letter of a document becomes HTML."""
    assert marked("a<b>&c", [Highlight(1, 4)]) == "a<mark>&lt;b&gt;</mark>&amp;c"


def test_a_highlight_that_does_not_fit_is_left_out() -> None:
    """Overlapping ones and ones beyond the end harm nothing; order does not matter."""
    assert marked("กขคง", [Highlight(2, 3), Highlight(0, 1), Highlight(0, 2), Highlight(3, 9)]) == (
        "<mark>ก</mark>ข<mark>ค</mark>ง"
    )


def test_a_short_passage_is_shown_whole() -> None:
    """Nothing is cut from what fits."""
    assert teaser(passage("น้ำท่วม", (0, 3))) == "<mark>น้ำ</mark>ท่วม"


def test_a_long_passage_is_cut_around_its_first_highlight() -> None:
    """The window begins after a blank, ends at one, says so with dots, and keeps the highlight."""
    text = "คำแรก " * 100 + "เป้าหมาย " + "คำหลัง " * 100
    at = text.index("เป้าหมาย")
    shown = teaser(passage(text, (at, at + 8)))
    assert shown.startswith("… คำแรก ")
    assert "<mark>เป้าหมาย</mark>" in shown
    assert shown.endswith("คำหลัง …")
    assert len(shown) <= TEASER + len("…  …<mark></mark>")


def test_no_letter_group_is_torn() -> None:
    """Without a blank the cut falls before a whole letter; where all is marks it falls anywhere and still ends."""
    assert teaser(passage("ก" * (TEASER - 1) + "ที่" * 50)) == "ก" * (TEASER - 1) + " …"
    assert teaser(passage("น้ำ" * 200))[:-2].endswith("น้ำ")
    assert teaser(passage("\u0e49" * 1000)) == "\u0e49" * TEASER + " …"


def test_a_highlight_across_the_cut_is_not_half_marked() -> None:
    """It is left unmarked rather than cut."""
    text = "ก" * (TEASER - 2) + "ขคงจ" + "ฉ" * 50
    assert "<mark>" not in teaser(passage(text, (0, 0), (TEASER - 2, TEASER + 2)))
