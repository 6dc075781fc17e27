"""Dates and parts of dates around a month in Thai words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from kb.text.date_atoms import WINDOW, DateAtom, Joint, anchored
from kb.text.date_words import (
    BLANK,
    COUNTED,
    ERA,
    GAP,
    LIST,
    LONG_MONTHS,
    MONTH,
    MONTH_ANCHOR,
    MONTH_NUMBERS,
    RANGE,
    SPELT_MONTH,
)
from kb.text.year_reading import era_of, read_year

STRAY_LETTER = "stray-letter"
MISSPELT_MONTH = "misspelt-month"

_MONTH, _MONTH_ANCHOR = re.compile(MONTH), re.compile(MONTH_ANCHOR)
_YEAR_BEHIND = re.compile(
    rf"{GAP}(?:ของ{BLANK}?)?(?:ปี{BLANK}{{0,2}})?(?:{ERA}{GAP})?(?P<stray>[โไใเแ])?(?P<digits>\d{{2,5}})"
    rf"(?!\d|[.,:]\d|{BLANK}?/{BLANK}?\d)"
)
_DAY_BEFORE = re.compile(rf"(?<![\d:/])(?<!\d\.)(?P<day>\d{{1,2}}){GAP}(?:เดือน{GAP})?$")
_SHARING_DAY = re.compile(rf"(?<![\d.:/])(?P<day>\d{{1,2}})(?:(?P<range>{RANGE})|{LIST})$")
_NUMBERED = re.compile(
    rf"(?:(?<!วัน)(?<!จันทร์)(?<!อังคาร)(?<!พุธ)(?<!พฤหัสบดี)(?<!ศุกร์)(?<!เสาร์)(?<!อาทิตย์)ที่|ข้อ|มาตรา|หน้า|จำนวน|หมายเลข){GAP}$"
)
_COUNTED = re.compile(COUNTED)
_DAY_OF_NEXT = re.compile(rf"{GAP}(?:(?:-|\u2013|ถึง){GAP}\d{{1,2}}{GAP})?{SPELT_MONTH}")
_SAME_LINE = re.compile(rf"{BLANK}*")
_LAST_DAY = 31
_COMMISSION = re.compile(rf"(?:สำนักงาน|คณะกรรมการ|กรรมการ|เลขาธิการ|อ\.|กฎ|มติ|ระเบียบ|หนังสือ|หลักสูตร|โดย|ให้|ของ){GAP}$")
_TO_MONTH = re.compile(RANGE + SPELT_MONTH)
_FEBRUARY_OR_COMMISSION = re.compile(rf"ก\.{BLANK}?พ\.?")


def month_atoms(text: str) -> Iterator[DateAtom]:
    """Atoms around month names; days that share the month follow one another, bound by their joints."""
    for match in anchored(_MONTH, _MONTH_ANCHOR, text):
        number = _month_number(match[0])
        if number is None:
            continue
        before = text[max(0, match.start() - WINDOW) : match.start()]
        day = _day_before(before)
        year, problem, end = _year_behind(text, match.end(), has_day=day is not None)
        problem = problem or (MISSPELT_MONTH if match["misspelt"] else None)
        if day is None:
            if not match["misspelt"] and not _is_commission(text, match, before, year):
                yield DateAtom(match.start(), end, None, number, year, problem)
            continue
        start = match.start() - len(before) + day.start()
        atom = DateAtom(start, end, int(day["day"]), number, year, problem)
        yield from _days_sharing(text, atom)
        yield atom


def _day_before(before: str) -> re.Match[str] | None:
    """The day that ends `before`; a number no month has, in another line or before เดือน, is a figure of its own."""
    day = _DAY_BEFORE.search(before)
    if day and int(day["day"]) > _LAST_DAY and not _SAME_LINE.fullmatch(before, day.end("day")):
        return None
    return day


def _month_number(written: str) -> int | None:
    """The month of a spelling, a misspelt one included when it is closer to one month than to none."""
    written = _NOT_SPELLING.sub("", written)
    number = MONTH_NUMBERS.get(written)
    if number is None:
        close = get_close_matches(written, LONG_MONTHS, n=1, cutoff=_CLOSE_SPELLING)
        number = MONTH_NUMBERS[close[0]] if close else None
    return number


_NOT_SPELLING = re.compile(rf"\.|{BLANK}")
_CLOSE_SPELLING = 0.75  # ratio of difflib: one or two wrong letters


def _year_behind(text: str, month_end: int, *, has_day: bool) -> tuple[int | None, str | None, int]:
    """Year, problem and end of the date whose month ends at `month_end`; that end itself when no year follows."""
    found = _YEAR_BEHIND.match(text, month_end)
    if found is None or not _is_year(text, found, has_day):
        return None, None, month_end
    year, problem = read_year(found["digits"], era_of(found["buddhist"], found["common"]))
    return year, problem or (STRAY_LETTER if found["stray"] else None), found.end()


def _is_year(text: str, found: re.Match[str], has_day: bool) -> bool:
    """Whether the digits behind a month are meant as its year, mistyped or not, and not as a count or the next day.

    Two digits without a day before the month must be at least 30: fewer stand for a count more often than for a year.
    Three or five digits are a mistyped year when they begin like one; behind a whole date any 2 will do.
    """
    digits = found["digits"]
    if found["buddhist"] or found["common"] or len(digits) == 4:
        return True
    if len(digits) == 2:
        if int(digits) < (10 if has_day else 30) or _COUNTED.match(text, found.end()):
            return False
        return int(digits) > _LAST_DAY or _DAY_OF_NEXT.match(text, found.end()) is None
    return digits.startswith(("25", "20")) or (
        has_day and digits.startswith("2") and _COUNTED.match(text, found.end()) is None
    )


def _is_commission(text: str, month: re.Match[str], before: str, year: int | None) -> bool:
    """Whether a ก.พ. without a day is the Civil Service Commission: no year or month behind, or an office before."""
    if _FEBRUARY_OR_COMMISSION.fullmatch(month[0]) is None:
        return False
    if year is None and _TO_MONTH.match(text, month.end()) is None:
        return True
    return _COMMISSION.search(before) is not None


def _days_sharing(text: str, atom: DateAtom) -> list[DateAtom]:
    """Days before `atom` that share its month (`3, 10 และ 17 กันยายน`), in reading order; they must ascend."""
    found: list[DateAtom] = []
    start, latest = atom.start, atom.day or 0
    while True:
        before = text[max(0, start - WINDOW) : start]
        match = _SHARING_DAY.search(before)
        if match is None or not 0 < int(match["day"]) < latest or _NUMBERED.search(before[: match.start()]):
            return found[::-1]
        offset = start - len(before)
        start, latest = offset + match.start(), int(match["day"])
        joint: Joint = "range" if match["range"] else "list"
        found.append(replace(atom, start=start, end=offset + match.end("day"), day=latest, joint=joint))
