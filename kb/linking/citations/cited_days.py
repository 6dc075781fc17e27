"""The days of one mention: one, or several bound by commas, และ, or a repeated มติคณะรัฐมนตรี, each perhaps titled."""

import re
from dataclasses import dataclass

from kb.linking.citations.cited_title import CitedTitle, cited_title
from kb.linking.citations.heads import BLANK, DAY_LEAD, RESOLUTION_OF
from kb.text import DateMention, find_dates

_WINDOW = 200  # characters in which the days of one list are looked for
_MOST_DAYS = 12

_AND = r"(?:,|และ|กับ|หรือ|รวมทั้ง|รวมถึง|ตลอดจน|ประกอบกับ|ประกอบ|ต่อมา)"
_AGAIN = rf"(?:(?:ตาม|เป็นไปตาม)?{RESOLUTION_OF}{BLANK})?"
_JOINT = re.compile(
    rf"(?:{BLANK}|[ ]?[)\]]?{BLANK}(?:{_AND}{BLANK}){{1,2}}{_AGAIN}[(\[]?)"
    rf"(?:เมื่อ)?{BLANK}(?:{DAY_LEAD})?{BLANK}[(\[]?(?=\d)"
)
_JOINT_AFTER_TITLE = re.compile(rf"{BLANK}{_AND}{BLANK}[(\[]?(?:(?:เมื่อ)?{BLANK}{DAY_LEAD}|เมื่อ){BLANK}(?=\d)")
_CLOSING = re.compile(r"[ \n]?[)\]]")


@dataclass(frozen=True)
class CitedDay:
    """A day as written, and the title cited with it."""

    date: DateMention
    title: CitedTitle | None


def cited_days(text: str, at: int, limit: int) -> tuple[list[CitedDay], int]:
    """The days from `at` on (where the first figure is), and where the mention ends; reads nothing after `limit`."""
    days: list[CitedDay] = []
    untitled: list[DateMention] = []
    end = at
    while len(days) + len(untitled) < _MOST_DAYS:
        run = _run(text, at, limit)
        if not run:
            break
        untitled += run
        end = run[-1].end
        title = cited_title(text, end, limit)
        if title is None:
            break
        days += [CitedDay(date, title) for date in untitled]
        untitled, end = [], title.close
        joint = _JOINT_AFTER_TITLE.match(text, _closed(text, end), limit)
        if joint is None:
            break
        at = joint.end()
    return days + [CitedDay(date, None) for date in untitled], end


def _closed(text: str, end: int) -> int:
    closing = _CLOSING.match(text, end)
    return closing.end() if closing else end


def _run(text: str, at: int, limit: int) -> list[DateMention]:
    """The days written from `at` on with nothing but joints between them."""
    found: list[DateMention] = []
    for date in find_dates(text[at : min(limit, at + _WINDOW)]):
        begin = at + date.start
        bound = begin == at if not found else _bound(text, found[-1].end, begin)
        if not bound or date.precision != "day" or date.first != date.last:
            break
        found.append(DateMention(begin, at + date.end, date.quote, date.first, date.last, "day", date.problem))
    return found


def _bound(text: str, end: int, begin: int) -> bool:
    joint = _JOINT.match(text, end, begin + 1)
    return joint is not None and joint.end() == begin
