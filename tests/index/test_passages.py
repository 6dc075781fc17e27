"""Where texts are cut into passages."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.index.passages import FOLLOWING, LEADING, LONGEST, OVERLAP, passage_spans

SENTENCE = "คณะรัฐมนตรีมีมติเห็นชอบให้จัดงานวันปลากระดี่ได้น้ำประจำปี "
THAI = "กขคนมยรวสหอะาำิีึืุูเแโใไ็่้๊๋์ๆ๑๒"


def splits_group(text: str, at: int) -> bool:
    """Whether a cut at `at` parts a Thai vowel or mark from its consonant."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return not before.isspace() and (
        unicodedata.category(after) == "Mn" or after in FOLLOWING or (before in LEADING and not after.isspace())
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),  # nothing said of the matter
        ("  \n\t ", []),  # nothing but white space
        ("เห็นชอบ", [(0, 7)]),
        ("\n เห็นชอบ \n", [(2, 9)]),  # white space at the ends is left out
        ("ก " * 400 + "\n" * 900, [(0, 799)]),  # the white space behind makes no window of its own
        (" " * 300 + "ก" * 9 + " " * 480 + "ข" * 400, [(300, 309), (789, 1189)]),  # nor that before
        ("ก" * LONGEST, [(0, LONGEST)]),  # exactly one window
        ("ก" * (LONGEST + 1), [(0, LONGEST), (LONGEST, LONGEST + 1)]),  # nowhere to cut but at the limit
    ],
)
def test_short_and_plain_texts(text: str, expected: list[tuple[int, int]]) -> None:
    """The whole answer for texts small enough to see through."""
    assert passage_spans(text, 0, len(text)) == expected


def test_a_line_end_is_a_better_place_to_cut_than_a_space() -> None:
    """The last line end of the window, though a space stands nearer to its end."""
    text = "ก" * 500 + "\n" + "ข" * 200 + " " + "ค" * 400
    assert passage_spans(text, 0, len(text))[0] == (0, 500)


def test_neighbours_overlap_from_a_space_on() -> None:
    """The last words of a window open the next, so that a phrase on the cut is not lost to both."""
    text = SENTENCE * 40
    spans = passage_spans(text, 0, len(text))
    assert len(spans) == 4
    assert all(0 < end - start <= OVERLAP for (_, end), (start, _) in pairwise(spans))
    assert all(text[start - 1].isspace() for start, _ in spans[1:])


def test_only_the_text_between_start_and_end_is_cut() -> None:
    """Spans point into the whole text, whatever lies before and after the body."""
    text = "หัวเรื่อง " + SENTENCE * 30 + "ท้ายเรื่อง"
    spans = passage_spans(text, 10, len(text) - 10)
    assert spans[0][0] == 10
    assert spans[-1][1] == len(text) - 11  # the space before the end is left out
    assert [text[start:end] for start, end in spans] == [
        text[10:-10][start:end] for start, end in passage_spans(text[10:-10], 0, len(text) - 20)
    ]


@pytest.mark.parametrize(
    "group",
    ["กำ", "เก", "แม่", "น้ำ", "ที่", "กี้", "ๆก", "ไฟ", "โต๊ะ"],
)
@pytest.mark.parametrize("shift", [0, 1, 2, 3])
def test_a_long_run_is_never_cut_inside_a_letter_group(group: str, shift: int) -> None:
    """Wherever the limit falls in text without a space, the cut moves back to a border of letters."""
    text = "ก" * shift + group * 1000
    spans = passage_spans(text, 0, len(text))
    assert len(spans) > 1
    assert [at for span in spans for at in span if splits_group(text, at)] == []
    assert "".join(text[start:end] for start, end in spans) == text


def check(text: str, start: int, end: int) -> None:
    """Every invariant that the docstring states."""
    spans = passage_spans(text, start, end)
    assert all(start <= first < last <= end for first, last in spans)
    assert all(last - first <= LONGEST for first, last in spans)
    assert all(not text[first].isspace() and not text[last - 1].isspace() for first, last in spans)
    covered = {at for first, last in spans for at in range(first, last)}
    assert {at for at in range(start, end) if not text[at].isspace()} <= covered
    starts, ends = [first for first, _ in spans], [last for _, last in spans]
    assert starts == sorted(set(starts))
    assert all(following > last for last, following in pairwise(ends))
    assert all(end_of - start_of <= OVERLAP for (_, end_of), (start_of, _) in pairwise(spans))


pieces = st.one_of(
    st.text(st.sampled_from(THAI + " \n"), min_size=1, max_size=60),
    st.sampled_from(["ก", "่", "เ", " ", "\n", "กำ", "1,234.50 ", "\u200b", "😀", "a"]).flatmap(
        lambda unit: st.integers(1, 1500).map(lambda times: unit * times)
    ),
    st.text(max_size=40),
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=30).map("".join), st.integers(0, 50), st.integers(0, 50))
def test_any_text_is_covered_by_short_windows_in_order(text: str, before: int, after: int) -> None:
    """Whatever the text: everything but white space is in a window, none is too long, and they advance."""
    start = min(before, len(text))
    check(text, start, max(start, len(text) - after))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["กา", "เมือง", "น้ำ", "ที่", "ใหม่ๆ", "และ", " ", "\n", "๒๕๖๙", "(ก)"]), max_size=900))
def test_text_of_natural_words_is_never_cut_inside_a_letter_group(words: list[str]) -> None:
    """Random Thai, with and without spaces: no window starts or ends between a consonant and its vowel or mark."""
    text = "".join(words)
    cuts = [at for span in passage_spans(text, 0, len(text)) for at in span]
    assert [at for at in cuts if splits_group(text, at)] == []


@pytest.mark.parametrize("unit", ["ก", "่", "เ", "ำ", "1", " ", "กา ", "\n", "ๆ"])
def test_a_hundred_thousand_of_one_thing(unit: str) -> None:
    """Runs that no writer would write are cut all the same, in linear time."""
    check(unit * (100_000 // len(unit)), 0, 100_000 // len(unit) * len(unit))
