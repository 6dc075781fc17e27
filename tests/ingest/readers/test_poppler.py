"""Lines and their places from what pdftotext says twice: as text, and as boxes of words."""

import pytest

from kb.ingest.readers.poppler import placed_lines
from kb.ingest.readers.wrapped_lines import Line


def boxes(*words: tuple[str, float, float]) -> str:
    """What `pdftotext -bbox` says of words at these left and right edges, all on one line."""
    told = [f'<word xMin="{left}" yMin="100" xMax="{right}" yMax="116">{word}</word>' for word, left, right in words]
    return "\n".join(told)


@pytest.mark.parametrize(
    ("page", "words", "lines", "reason"),
    [
        ("ก ข\n", [("ก", 70, 80), ("ข", 84, 94)], [Line("ก ข", 70, 94, 100, 16), Line("")], "two words of a line"),
        ("ก&amp;ข", [("ก&amp;amp;ข", 70, 90)], [Line("ก&amp;ข", 70, 90, 100, 16)], "signs are written out"),
        (
            "ก ข ค",
            [("ก", 70, 80), ("ข", 120, 130), ("ค", 170, 180)],
            [Line("ก ข ค", 70, 180, 100, 16, row=True)],
            "cells",
        ),
        ("ก ข", [("ก", 70, 80), ("ข", 120, 130)], [Line("ก ข", 70, 130, 100, 16)], "one wide blank is no row"),
        ("ก ข", [("ก", 70, 80), ("ข", 300, 310)], [Line("ก ข", 70, 310, 100, 16, row=True)], "a name far to the right"),
        ("ก ข", [("ก", 70, 80)], [Line("ก ข")], "the two answers differ: no places"),
        ("", [], [Line("")], "an empty page"),
    ],
)
def test_places(page: str, words: list[tuple[str, float, float]], lines: list[Line], reason: str) -> None:
    """Each line of text takes the boxes of its words."""
    assert placed_lines(page, boxes(*words)) == lines, reason


def test_words_without_width_are_dropped() -> None:
    """Chromium leaves clusters once more where nothing is drawn, in a line or in one of their own; marks alone stay."""
    words = [(f"คำ{at}", 70.0 + 40 * at, 100.0 + 40 * at) for at in range(10)]
    ghosts = [("รื่", 300.0, 300.0), ("ลื่", 310.0, 310.0)]
    line = " ".join(word for word, _, _ in words)
    whole = Line(line, 70, 460, 100, 16)
    assert placed_lines(f"{line}\nรื่ ลื่", boxes(*words, *ghosts)) == [whole]
    assert [each.text for each in placed_lines(f"{line} รื่ ลื่", boxes(*words, *ghosts))] == [line]
    assert [each.text for each in placed_lines(f"{line} ่", boxes(*words, ("่", 90.0, 90.0)))] == [f"{line} ่"]


def test_a_page_of_words_without_width_is_kept() -> None:
    """A font that tells no widths makes no ghosts."""
    assert [each.text for each in placed_lines("ก ข", boxes(("ก", 70, 70), ("ข", 90, 90)))] == ["ก ข"]
