"""A plain text file that holds one resolution: a date, a title, the rest is its body."""

import re
from dataclasses import dataclass
from datetime import date

from kb.agencies import AgencyRegistry
from kb.errors import Unreadable
from kb.ingest.document import ParsedMatter, ParsedPage
from kb.ingest.lines import Line, group_name, heading, page_lines
from kb.ingest.outcome import find_outcome
from kb.ingest.page import find_confirming_letter
from kb.ingest.proposer import find_proposer
from kb.text import find_dates

HEAD_LINES = 6  # lines in which the meeting date may stand
LONGEST_DATE_LINE = 120  # a longer line with a date in it is a sentence, not a heading

_NAMED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:-(?P<number>\d{1,3})(?P<letter>[b-z])?)?(?!\d)")
_TITLE_WORD = re.compile(r"(?:ชื่อ)?เรื่อง\s*:?\s+(?P<title>\S.*)")


@dataclass(frozen=True)
class _Named:
    """What a file name such as `2563-01-07-05.txt` or `2020-01-07-05.txt` says."""

    day: date
    number: int | None
    suffix: str


def parse_text(text: str, name: str, registry: AgencyRegistry) -> ParsedPage:
    """One resolution. The file name (`YYYY-MM-DD[-NN]`) tells date and number; else the first lines tell the date.

    Without a number anywhere it is 1: a second text of that day gets its letter where matters are merged.
    Raises Unreadable when no date can be had or the file holds nothing but a date.
    """
    lines = page_lines(text)
    named = _from_name(name)
    date_line = next(((at, day) for at, line in enumerate(lines[:HEAD_LINES]) if (day := _day(line.text))), None)
    if named is None and date_line is None:
        raise Unreadable(
            f"{name}: ไม่ทราบวันประชุม โปรดตั้งชื่อไฟล์เป็น ปี-เดือน-วัน เช่น 2020-01-07-05.txt "
            "หรือเขียนวันประชุมไว้ในบรรทัดแรก เช่น “7 มกราคม 2563”",
            f"{name}: no meeting date; name the file YYYY-MM-DD-NN, for example 2020-01-07-05.txt, "
            "or write the meeting date in its first line",
        )
    skipped = date_line[0] if date_line else -1
    title_at = _title_at(lines, skipped)
    if title_at is None:
        raise Unreadable(
            f"{name}: ไม่พบชื่อเรื่อง โปรดเขียนชื่อเรื่องไว้ต่อจากวันประชุม",
            f"{name}: no title; write one below the meeting date",
        )
    day = named.day if named else date_line[1] if date_line else date.min
    return ParsedPage(day, (_matter(text, lines, title_at, named, registry),), ())


def _matter(
    text: str, lines: list[Line], title_at: int, named: _Named | None, registry: AgencyRegistry
) -> ParsedMatter:
    line = lines[title_at]
    found = heading(text, line, title_at)
    worded = _TITLE_WORD.fullmatch(text, line.start, line.end)
    start = found.title_start if found and found.strict else worded.start("title") if worded else line.start
    body_start, body_end = (
        (lines[title_at + 1].start, lines[-1].end) if title_at + 1 < len(lines) else (line.end, line.end)
    )
    title, body = " ".join(text[start : line.end].split()), text[body_start:body_end]
    proposer = find_proposer(title, body, registry)
    printed = found.number if found and found.strict else None
    return ParsedMatter(
        number=(named.number if named else None) or printed or 1,
        title=title,
        title_start=start,
        title_end=line.end,
        body_start=body_start,
        body_end=body_end,
        group=next((group for above in lines[:title_at] if (group := group_name(above.text))), None),
        agency=proposer.name if proposer else None,
        agency_abbr=proposer.abbr if proposer else None,
        outcome=find_outcome(body),
        letter_number=find_confirming_letter(body),
        suffix=named.suffix if named else "",
    )


def named_date(name: str) -> date | None:
    """The date of a meeting that a file name tells."""
    named = _from_name(name)
    return named.day if named else None


def _from_name(name: str) -> _Named | None:
    match = _NAMED.match(name.rpartition("/")[2])
    if match is None:
        return None
    days = [mention.first for mention in find_dates(match["date"]) if mention.precision == "day"]
    if not days or days[0] is None:
        return None
    return _Named(days[0], int(match["number"]) if match["number"] else None, match["letter"] or "")


def _title_at(lines: list[Line], skipped: int) -> int | None:
    """The first line that says "เรื่อง", else the first that is neither the date nor an agenda group."""
    able = [at for at, line in enumerate(lines) if at != skipped and not line.is_furniture]
    worded = (at for at in able[:HEAD_LINES] if _TITLE_WORD.match(lines[at].text))
    return next(worded, able[0] if able else None)


def _day(line: str) -> date | None:
    if len(line) > LONGEST_DATE_LINE:
        return None
    days = (mention.first for mention in find_dates(line) if mention.precision == "day")
    return next((day for day in days if day is not None), None)
