"""A scanner for the dates of official Thai text, in all the forms they are written in."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kb.text.date_atoms import DateAtom, Joint
from kb.text.date_words import LIST, LONG_MONTHS, RANGE, SHORT_MONTHS
from kb.text.figure_atoms import english_atoms, figure_atoms
from kb.text.month_atoms import month_atoms
from kb.text.numerals import to_arabic
from kb.text.year_atoms import year_atoms
from kb.text.year_reading import BUDDHIST_OFFSET

Precision = Literal["day", "month", "year"]

NO_SUCH_DAY = "no-such-day"
RANGE_REVERSED = "range-reversed"


@dataclass(frozen=True)
class DateMention:
    """A date, or a range of dates, as a text names it; `quote` is `text[start:end]`.

    `first` and `last` bound the days meant, both included: equal for one day, a whole month or year for a coarser
    `precision` (a part of a year, such as ต้นปี, has precision month). Of several dates that share a month or a year each
    is a mention of its own and quotes its own part; a range is one mention.

    `problem` is None or the code of what is wrong with the writing: `year-digits` (255), `year-out-of-range` (2661),
    `no-such-day` (31 เมษายน), `range-reversed`; `first` and `last` are None then. With `stray-letter` (โ2563),
    `trailing-digit` (25631, a footnote mark) and `misspelt-month` the date can be told all the same and is given.
    """

    start: int
    end: int
    quote: str
    first: date | None
    last: date | None
    precision: Precision
    problem: str | None = None


def find_dates(text: str) -> list[DateMention]:
    """The dates of a text in reading order; linear in its length.

    Dates whose year cannot be told from the text, fiscal and academic years, years in titles of laws, meeting numbers
    and ก.พ. the Civil Service Commission are none.
    """
    arabic = to_arabic(text)
    if _DIGIT.search(arabic) is None:
        return []
    return [replace(mention, quote=text[mention.start : mention.end]) for mention in _mentions(_bound(arabic))]


_DIGIT = re.compile("[0-9]")
_RANGE, _LIST = re.compile(RANGE), re.compile(LIST)
_LONGEST_JOINT = 40


def _bound(text: str) -> list[DateAtom]:
    """The atoms of a text, none overlapping, joined where the words between them join them, months and years shared."""
    found = (*month_atoms(text), *figure_atoms(text), *english_atoms(text), *year_atoms(text))
    atoms: list[DateAtom] = []
    for atom in sorted(found, key=lambda atom: (atom.start, -atom.end)):
        if not atoms or atom.start >= atoms[-1].end:
            atoms.append(atom)
    for index in range(len(atoms) - 2, -1, -1):
        here, after = atoms[index], atoms[index + 1]
        joint = here.joint or _joint(text, here.end, after.start)
        if joint:
            atoms[index] = _sharing_year(replace(here, joint=joint), after)
    return atoms


def _joint(text: str, end: int, start: int) -> Joint | None:
    if start - end > _LONGEST_JOINT:
        return None
    if _RANGE.fullmatch(text, end, start):
        return "range"
    return "list" if _LIST.fullmatch(text, end, start) else None


def _sharing_year(atom: DateAtom, after: DateAtom) -> DateAtom:
    """`atom` with the year of the date it is bound to, if it has none; a range over New Year began the year before."""
    if atom.year is not None or atom.problem or atom.month is None or after.month is None:
        return atom
    year, problem = after.year, after.problem
    if year is not None and atom.joint == "range" and atom.month > after.month:
        year -= 1
    return replace(atom, year=year, problem=problem)


# What a part of a year means, in months; thirds of the year, since nobody has said it more exactly.
_PART_MONTHS = {"start": (1, 4), "middle": (5, 8), "late": (9, 12), "end": (12, 12)}


def _mention(atom: DateAtom) -> DateMention | None:
    """One atom as a mention without its quote; None when its year is not told."""
    precision: Precision = "day" if atom.day is not None else "month" if atom.month or atom.part else "year"
    if atom.year is None:
        return DateMention(atom.start, atom.end, "", None, None, precision, atom.problem) if atom.problem else None
    first_month, last_month = (atom.month, atom.month) if atom.month else _PART_MONTHS.get(atom.part or "", (1, 12))
    last_day = monthrange(atom.year, last_month)[1]
    if atom.day is not None and not 1 <= atom.day <= last_day:
        return DateMention(atom.start, atom.end, "", None, None, precision, NO_SUCH_DAY)
    first = date(atom.year, first_month, atom.day or 1)
    last = date(atom.year, last_month, atom.day or last_day)
    return DateMention(atom.start, atom.end, "", first, last, precision, atom.problem)


def _mentions(atoms: Iterable[DateAtom]) -> Iterator[DateMention]:
    """Atoms as mentions, the two ends of a range as one."""
    begun: DateMention | None = None
    for atom in atoms:
        mention = _mention(atom)
        if begun is not None and mention is not None and begun.precision == mention.precision:
            yield _range(begun, mention)
            begun = None
            continue
        if begun is not None:
            yield begun
        begun = mention if atom.joint == "range" else None
        if begun is None and mention is not None:
            yield mention
    if begun is not None:
        yield begun


def _range(begin: DateMention, end: DateMention) -> DateMention:
    problem = begin.problem or end.problem
    first, last = begin.first, end.last
    if first is None or last is None:
        first = last = None
    elif first > last:
        first = last = None
        problem = RANGE_REVERSED
    return DateMention(begin.start, end.end, "", first, last, end.precision, problem)


_LEAD = re.compile(r"(?:เมื่อ|ลง|ณ|ประจำ|วัน|ที่|(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)|[\s(:]+)*")


def parse_date(text: str) -> date | None:
    """The one day that `text` writes, in any form and either era; None when it is anything else.

    A word such as วันที่ may come before it, nothing after it; a date with a problem is none.
    """
    found = find_dates(text)
    if len(found) != 1 or found[0].problem or found[0].precision != "day" or found[0].first != found[0].last:
        return None
    before, after = text[: found[0].start], text[found[0].end :]
    return found[0].first if _LEAD.fullmatch(before) and not after.strip(" )\t\r\n.") else None


def thai_date(day: date, style: Literal["long", "short"] = "long") -> str:
    """7 มกราคม 2563, or short 7 ม.ค. 63."""
    year = day.year + BUDDHIST_OFFSET
    if style == "short":
        return f"{day.day} {SHORT_MONTHS[day.month - 1]} {year % 100:02d}"
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {year}"


def fiscal_year(day: date) -> int:
    """The Thai fiscal year of a day, Buddhist era: 2567 runs from 1 October 2566 to 30 September 2567."""
    return day.year + BUDDHIST_OFFSET + (day.month >= 10)
