"""Which year a written year means, or why it means none. Years go out in the Common Era."""

from typing import Literal

Era = Literal["buddhist", "common"]
BUDDHIST_OFFSET = 543
FIRST_YEAR, LAST_YEAR = 1757, 2100  # BE 2300-2643: beyond them official text has a typo (2661, 2665)
_CENTURY = 2500 - BUDDHIST_OFFSET  # what a two-digit Buddhist year belongs to

YEAR_OUT_OF_RANGE = "year-out-of-range"
YEAR_DIGITS = "year-digits"
TRAILING_DIGIT = "trailing-digit"


def read_year(digits: str, era: Era | None) -> tuple[int | None, str | None]:
    """The Common Era year of `digits` and the problem with it, if any; no year when it cannot be told.

    Without an era four digits tell it by themselves (2563, 2020); two digits are short for 25xx in Thai text. A fifth
    digit is the mark of a footnote that the text layer has glued to the year.
    """
    if len(digits) == 5:
        year, problem = read_year(digits[:4], era)
        return year, YEAR_DIGITS if problem else TRAILING_DIGIT
    value = int(digits)
    if len(digits) == 2:
        return (2000 + value if era == "common" else _CENTURY + value), None
    if len(digits) != 4:
        return None, YEAR_DIGITS
    if era != "common" and FIRST_YEAR <= value - BUDDHIST_OFFSET <= LAST_YEAR:
        return value - BUDDHIST_OFFSET, None
    if era != "buddhist" and FIRST_YEAR <= value <= LAST_YEAR:
        return value, None
    return None, YEAR_OUT_OF_RANGE


def era_of(buddhist: str | None, common: str | None) -> Era | None:
    """The era whose mark was read, if any."""
    return "buddhist" if buddhist else "common" if common else None
