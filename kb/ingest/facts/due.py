"""The deadline of a duty: its words, its kind, and the day it means when counted from the meeting. Pure."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match, Pattern

from kb.ingest.facts import due_phrases as phrases
from kb.text import find_dates, to_arabic
from kb.text.working_days import add_working_days


@dataclass(frozen=True)
class Due:
    """A deadline worded at `text[start:end]`.

    `kind` is date, days, working_days, weeks, months, years, fiscal_year, event, recurring or vague. `n` is the number
    of units where one is given. `on` is the last day to do it, None where the text alone does not tell (event,
    recurring, vague, or working days beyond the years of the calendar).
    """

    start: int
    end: int
    kind: str
    n: int | None
    on: date | None


BUDDHIST_OFFSET = 543
LONGEST = 3000  # letters of a duty in which its deadline is looked for
NEAR = 50  # letters after "ภายใน" in which its date begins and ends
REACH = 80  # letters before a deadline that tell whether it is one of the duty


def find_due(text: str, start: int, end: int, meeting_date: date) -> Due | None:
    """The deadline told in `text[start:end]`, None when there is none. Days win over events, both over haste."""
    words = to_arabic(text[start : min(end, start + LONGEST)])
    due = next((due for read in _READERS if (due := read(words, meeting_date))), None)
    if due and due.kind == "event" and (day := _until(words[: due.start], meeting_date)):
        due = day
    return Due(due.start + start, due.end + start, due.kind, due.n, due.on) if due else None


def count_from(day: date, n: int, kind: str) -> date | None:
    """The last day of a period of `n` units that begins after `day`; None when no calendar reaches that far."""
    if kind == "working_days":
        return add_working_days(day, n)
    if kind in {"days", "weeks"}:
        return day + timedelta(days=n * (7 if kind == "weeks" else 1))
    months = n * (12 if kind == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return _month_end(year, month + 1, day.day)


def _month_end(year: int, month: int, day: int = 31) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _own(pattern: Pattern[str], words: str) -> Iterator[Match[str]]:
    """The time limits that are told of the duty itself."""
    for found in pattern.finditer(words):
        before = words[max(0, found.start() - REACH) : found.start()]
        if pattern is not phrases.VAGUE and phrases.OF_SOMETHING_ELSE.search(before):
            continue
        if not phrases.NOT_ITS_OWN.search(before) and before.rfind("“") <= before.rfind("”"):
            yield found


def _number(printed: str) -> int:
    return phrases.NUMBERS[printed] if printed in phrases.NUMBERS else int(printed)


def _event_first(words: str, meeting_date: date) -> Due | None:
    found = next(_own(phrases.EVENT_FIRST, words), None)
    if found is None:
        return None
    n, kind = _number(found["n"]), phrases.UNITS[found["unit"]]
    if phrases.THE_MEETING.match(found["event"]):
        return Due(found.start(), found.end(), kind, n, count_from(meeting_date, n, kind))
    return Due(found.start(), found.end(), "event", n, None)


def _span(words: str, meeting_date: date) -> Due | None:
    for found in _own(phrases.SPAN, words):
        if found["most"] and "เสร็จ" not in words[max(0, found.start() - 20) : found.end()]:
            continue
        n, kind = _number(found["n"]), phrases.UNITS[found["unit"]]
        since = phrases.SINCE.match(words, found.end())
        if since is None:
            return Due(found.start(), found.end(), kind, n, count_from(meeting_date, n, kind))
        return _since(found.start(), since, n, kind, meeting_date)
    return None


def _since(start: int, since: Match[str], n: int, kind: str, meeting_date: date) -> Due:
    """A period counted from what is told after it: the meeting, a day, or something that is yet to happen."""
    event, begin = since["event"], since.start("event")
    if meeting := phrases.THE_MEETING.match(event):
        return Due(start, begin + meeting.end(), kind, n, count_from(meeting_date, n, kind))
    dates = find_dates(event[:40])
    if dates and dates[0].first and dates[0].precision == "day" and dates[0].start < 10:
        return Due(start, begin + dates[0].end, kind, n, count_from(dates[0].first, n, kind))
    stop = phrases.EVENT_END.search(event, 4)
    return Due(start, begin + (stop.start() if stop else len(event.rstrip())), "event", n, None)


def _fiscal(words: str, _: date) -> Due | None:
    for found in _own(phrases.FISCAL, words):
        ends = "สิ้น" in found[0] or "เสร็จ" in words[max(0, found.start() - 15) : found.start()]
        if found["how"] == "ใน" and not ends:
            continue
        year = int(found["year"]) - BUDDHIST_OFFSET
        if found["quarter"]:
            quarter = int(found["quarter"])
            on = _month_end(year - (quarter == 1), (12, 3, 6, 9)[quarter - 1])
            return Due(found.start(), found.end(), "date", None, on)
        return Due(found.start(), found.end(), "fiscal_year", None, date(year, 9, 30))
    return None


def _until(words: str, meeting_date: date) -> Due | None:
    for found in _own(phrases.UNTIL, words):
        rest = words[found.end() : found.end() + NEAR]
        named = phrases.DAY_NAMED.match(rest)
        begins = named.end() if named else 0
        dates = [day for day in find_dates(rest) if day.start <= begins + 2]
        if dates and dates[0].last:
            return Due(found.start(), found.end() + dates[0].end, "date", None, dates[0].last)
        if month := phrases.MONTH_ALONE.match(rest):
            number = phrases.MONTHS.index(month["month"]) + 1
            on = _month_end(meeting_date.year + (number < meeting_date.month), number)
            return Due(found.start(), found.end() + month.end(), "date", None, on)
    year = phrases.THIS_YEAR.search(words)
    return Due(year.start(), year.end(), "date", None, date(meeting_date.year, 12, 31)) if year else None


def _untold(kind: str, pattern: Pattern[str]) -> Callable[[str, date], Due | None]:
    """A reader of deadlines that name no day."""

    def read(words: str, _: date) -> Due | None:
        found = next(_own(pattern, words), None)
        return Due(found.start(), found.end(), kind, None, None) if found else None

    return read


def _signed(words: str, _: date) -> Due | None:
    """The day, or the meeting, on which a paper is to be signed or adopted."""
    if found := phrases.SIGNED_ON.search(words):
        begins = found.end("on")
        dates = find_dates(words[begins : begins + NEAR])
        day = dates[0] if dates and dates[0].start == 0 else None
        month = "เดือน" in found["on"] and day is not None and day.precision == "month"
        if day and day.last and (month or (day.precision == "day" and day.first == day.last)):
            return Due(found.start("on"), begins + day.end, "date", None, day.last)
    if at := phrases.SIGNED_AT.search(words):
        return Due(at.start("at"), at.end("at"), "event", None, None)
    return None


def _rhythm(words: str, _: date) -> Due | None:
    found = phrases.RHYTHM.search(words)
    return Due(found.start("rhythm"), found.end("rhythm"), "recurring", None, None) if found else None


_READERS: tuple[Callable[[str, date], Due | None], ...] = (
    _event_first,
    _untold("recurring", phrases.MONTHLY),
    _span,
    _fiscal,
    _until,
    _rhythm,
    _untold("recurring", phrases.RECURRING),
    _untold("event", phrases.EVENT),
    _signed,
    _untold("vague", phrases.VAGUE),
)
