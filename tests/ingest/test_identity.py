"""Addresses of matters and the letters of numbers used twice."""

from datetime import date

import pytest

from kb.errors import BadInput
from kb.ingest import ParsedMatter, assign_letters, next_letter, resolution_id


def matter(number: int, suffix: str = "") -> ParsedMatter:
    """A matter of which only number and printed letter count here."""
    return ParsedMatter(number, "เรื่องสมมุติ", 0, 0, 0, 0, None, None, None, None, None, suffix)


@pytest.mark.parametrize(
    ("number", "suffix", "expected"),
    [(5, "", "2024-09-01-05"), (5, "b", "2024-09-01-05b"), (112, "", "2024-09-01-112")],
)
def test_the_address_is_date_number_letter(number: int, suffix: str, expected: str) -> None:
    """Common Era date, at least two digits, then the letter."""
    assert resolution_id(date(2024, 9, 1), number, suffix) == expected


@pytest.mark.parametrize(
    ("matters", "letters"),
    [
        ([(1, ""), (2, ""), (3, "")], ["", "", ""]),  # nothing used twice
        ([(5, ""), (5, ""), (6, ""), (5, "")], ["", "b", "", "c"]),  # three of one number
        ([(5, "b"), (5, ""), (5, "")], ["b", "", "c"]),  # a printed letter is kept and not given again
        ([], []),
    ],
)
def test_letters_go_to_the_later_ones(matters: list[tuple[int, str]], letters: list[str]) -> None:
    """The first of a number has no letter; printed letters are respected."""
    assert assign_letters([matter(*each) for each in matters]) == letters


def test_letters_run_out_in_words() -> None:
    """After z the number is refused rather than repeated."""
    taken = {(1, letter) for letter in ["", *"bcdefghijklmnopqrstuvwxyz"]}
    with pytest.raises(BadInput, match="more than 26 times"):
        next_letter(1, taken)
