"""Dates in figures, and with English month names."""

import re
from collections.abc import Iterator

from kb.text.date_atoms import DateAtom, anchored
from kb.text.date_words import BLANK, ENGLISH_MONTH_NUMBERS, GAP
from kb.text.year_reading import read_year

_FIGURES = re.compile(
    r"(?<![\d/.,-])(?:"
    r"(?P<y>\d{4})(?P<ymd>[-/.])(?P<m>\d{1,2})(?P=ymd)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<dmy>[-/.])(?P<m2>\d{1,2})(?P=dmy)(?P<y2>\d{4}|(?<=/)\d{2})"
    r")(?![\d/]|[-.,]\d)"
)
_FIGURES_ANCHOR = re.compile(r"\d[-/.]\d{1,2}[-/.]\d")
_ORDINAL = r"(?:st|nd|rd|th)?"
_ENGLISH = re.compile(
    rf"(?P<month>[A-Za-z]{{3,9}})\.?(?:{BLANK}(?P<day>\d{{1,2}}){_ORDINAL})?,?{GAP}(?P<year>\d{{4}})(?!\d)"
)
_ENGLISH_DAY = re.compile(rf"(?<![\d.:/])(?P<day>\d{{1,2}}){_ORDINAL}{BLANK}?(?:of )?$")


def figure_atoms(text: str) -> Iterator[DateAtom]:
    """Dates in figures: 2020-01-07, 7/1/2563, 07-01-2563, 7/1/63. The day always comes before the month, as in Thai."""
    for match in anchored(_FIGURES, _FIGURES_ANCHOR, text):
        year, problem = read_year(match["y"] or match["y2"], None)
        month, day = int(match["m"] or match["m2"]), int(match["d"] or match["d2"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield DateAtom(match.start(), match.end(), day, month, year, problem)


def english_atoms(text: str) -> Iterator[DateAtom]:
    """Dates with English month names and a four-digit year: 7 January 2020, January 7, 2020, Jan 2020."""
    for match in _ENGLISH.finditer(text):
        month = ENGLISH_MONTH_NUMBERS.get(match["month"].lower())
        if month is None:
            continue
        year, problem = read_year(match["year"], None)
        before = text[max(0, match.start() - 10) : match.start()]
        day = None if match["day"] else _ENGLISH_DAY.search(before)
        start = match.start() - len(before) + day.start() if day else match.start()
        written = day["day"] if day else match["day"]
        yield DateAtom(start, match.end(), int(written) if written else None, month, year, problem)
