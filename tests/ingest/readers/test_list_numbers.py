"""Numbers of list items in the styles of Word and HTML."""

import pytest

from kb.ingest.readers.list_numbers import numeral

NUMERALS = [
    (12, "thaiNumbers", "๑๒"), (4, "thaiLetters", "ง"), (41, "thaiLetters", "ฮ"), (42, "thaiLetters", "กก"),
    (27, "lowerLetter", "aa"), (2, "A", "B"), (1994, "upperRoman", "MCMXCIV"), (4000, "i", "4000"), (0, "a", "0"),
    (7, "decimalZero", "07"), (3, "none", ""), (3, "unheardOf", "3"), (10**8, "lowerLetter", "100000000"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "style", "printed"), NUMERALS)
def test_numerals(value: int, style: str, printed: str) -> None:
    """Each style of number, and what none of them can say."""
    assert numeral(value, style) == printed
