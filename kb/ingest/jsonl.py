"""JSON lines: one resolution a row, grouped into one document a meeting. A bad row is refused alone."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.access import CLASSIFICATIONS
from kb.agencies import AgencyRegistry
from kb.errors import KbError, Unreadable
from kb.ingest.document import ParsedDocument, ParsedMatter, Rejected
from kb.ingest.lines import group_name
from kb.ingest.outcome import canonical_outcome, find_outcome
from kb.ingest.proposer import Proposer, find_proposer
from kb.text import parse_date, to_arabic

REQUIRED = ("meeting_date", "number", "title", "body")
OPTIONAL = ("agency", "agency_abbr", "outcome", "group", "source", "letter_number", "classification")
HIGHEST_NUMBER = 999

_NUMBER = re.compile(r"(\d{1,3})([b-z]?)")


@dataclass(frozen=True)
class Row:
    """One valid row. `line` counts from 1; `raw` is the line as it stands in the file."""

    line: int
    raw: str
    meeting_date: date
    number: int
    suffix: str
    title: str
    body: str
    letter_date: date | None
    optional: Mapping[str, str]


@dataclass(frozen=True)
class Meeting:
    """The rows of one meeting in file order, with the sha256 of their lines: changed rows give another one."""

    meeting_date: date
    rows: tuple[Row, ...]
    sha256: str


def read_rows(text: str, uri: str, name: str) -> tuple[list[Meeting], list[Rejected]]:
    """The meetings in a JSONL text by date, and one refusal for every row that cannot be used."""
    rows: list[Row] = []
    refused: list[Rejected] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        try:
            rows.append(_row(raw.strip(), number, name))
        except KbError as reason:
            refused.append(Rejected(f"{uri}#L{number}", f"{name}#L{number}", None, reason))
    return meetings(rows), refused


def meetings(rows: Iterable[Row]) -> list[Meeting]:
    """Rows that another kind of file gave, grouped by meeting, the earliest first."""
    by_date: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_date[row.meeting_date].append(row)
    return [_meeting(day, by_date[day]) for day in sorted(by_date)]


def parse_meeting(meeting: Meeting, uri: str, name: str, registry: AgencyRegistry) -> ParsedDocument:
    """The rows of one meeting as a document: its text is their rendering by number, "N. เรื่อง title" above each body."""
    rows = sorted(meeting.rows, key=lambda row: (row.number, row.suffix))
    pieces: list[str] = []
    matters: list[ParsedMatter] = []
    at = 0
    for row in rows:
        head = f"{row.number}{row.suffix}. เรื่อง "
        matters.append(_matter(row, at + len(head), registry))
        piece = f"{head}{row.title}\n{row.body}\n\n"
        pieces.append(piece)
        at += len(piece)
    sources = {row.optional.get("source") for row in rows}
    source = sources.pop() if len(sources) == 1 else None
    return ParsedDocument(
        uri=f"{uri}#{meeting.meeting_date.isoformat()}",
        name=source or f"{name}#{meeting.meeting_date.isoformat()}",
        kind="jsonl",
        sha256=meeting.sha256,
        meeting_date=meeting.meeting_date,
        text="".join(pieces),
        matters=tuple(matters),
        warnings=(),
    )


def _matter(row: Row, title_start: int, registry: AgencyRegistry) -> ParsedMatter:
    title_end = title_start + len(row.title)
    body_start = title_end + 1
    proposer = _proposer(row, registry)
    outcome, group = row.optional.get("outcome"), row.optional.get("group")
    return ParsedMatter(
        number=row.number,
        title=row.title,
        title_start=title_start,
        title_end=title_end,
        body_start=body_start,
        body_end=body_start + len(row.body),
        group=(group_name(group) or group) if group else None,
        agency=proposer.name if proposer else None,
        agency_abbr=proposer.abbr if proposer else None,
        outcome=canonical_outcome(outcome) if outcome else find_outcome(row.body),
        letter_number=row.optional.get("letter_number"),
        suffix=row.suffix,
        letter_date=row.letter_date,
        classification=row.optional.get("classification"),
    )


def _proposer(row: Row, registry: AgencyRegistry) -> Proposer | None:
    named = row.optional.get("agency")
    if named is None:
        return find_proposer(row.title, row.body, registry)
    name = registry.canonical(named)
    agency = registry.find(name)
    return Proposer(name, agency.abbr if agency else row.optional.get("agency_abbr"))


def _meeting(day: date, rows: Sequence[Row]) -> Meeting:
    digest = hashlib.sha256("\n".join(row.raw for row in rows).encode()).hexdigest()
    return Meeting(day, tuple(rows), digest)


def _row(raw: str, line: int, name: str) -> Row:
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _refusal(name, line, "ไม่ใช่ JSON ที่ถูกต้อง", "not valid JSON") from error
    if not isinstance(record, dict):
        raise _refusal(name, line, "ต้องเป็นวัตถุ JSON หนึ่งรายการ", "not a JSON object")
    missing = [field for field in REQUIRED if record.get(field) is None]
    if missing:
        fields = ", ".join(missing)
        raise _refusal(name, line, f"ขาดช่อง {fields}", f"field {fields} is missing")
    number, suffix = _numbered(record["number"], line, name)
    if record.get("classification") not in (None, *CLASSIFICATIONS):
        levels = ", ".join(CLASSIFICATIONS)
        raise _refusal(
            name, line, f"ช่อง classification ต้องเป็น {levels}", f"field classification must be one of {levels}"
        )
    return Row(
        line=line,
        raw=raw,
        meeting_date=_dated(record, "meeting_date", line, name),
        number=number,
        suffix=suffix,
        title=_titled(record, line, name),
        body=_text(record, "body", line, name).replace("\r\n", "\n").replace("\r", "\n").strip(),
        letter_date=None if record.get("letter_date") is None else _dated(record, "letter_date", line, name),
        optional={
            field: tidy
            for field in OPTIONAL
            if record.get(field) is not None and (tidy := " ".join(_text(record, field, line, name).split()))
        },
    )


def _titled(record: Mapping[str, Any], line: int, name: str) -> str:
    title = " ".join(_text(record, "title", line, name).split())
    if not title:
        raise _refusal(name, line, "ช่อง title ว่างเปล่า", "field title is empty")
    return title


def _text(record: Mapping[str, Any], field: str, line: int, name: str) -> str:
    value = record[field]
    if not isinstance(value, str):
        raise _refusal(name, line, f"ช่อง {field} ต้องเป็นข้อความ", f"field {field} must be text")
    return "".join(letter for letter in value if not "\ud800" <= letter <= "\udfff")


def matter_number(value: object) -> tuple[int, str] | None:
    """Number and letter of a matter: 5, "5", "๕" and "5b" give them; 0, 5.5 and True are none."""
    printed = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    match = _NUMBER.fullmatch(to_arabic(printed).strip().lower()) if isinstance(printed, str) else None
    return (int(match[1]), match[2]) if match and 1 <= int(match[1]) <= HIGHEST_NUMBER else None


def _numbered(value: object, line: int, name: str) -> tuple[int, str]:
    found = matter_number(value)
    if found is None:
        raise _refusal(
            name,
            line,
            f"ช่อง number ต้องเป็นเลขวาระ 1-{HIGHEST_NUMBER} เช่น 5 หรือ 5b",
            f"field number must be an agenda number from 1 to {HIGHEST_NUMBER}, such as 5 or 5b",
        )
    return found


def _dated(record: Mapping[str, Any], field: str, line: int, name: str) -> date:
    value = record[field]
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        raise _refusal(
            name,
            line,
            f"ช่อง {field} ต้องเป็นวันที่ เช่น 2020-01-07 หรือ 7 มกราคม 2563",
            f"field {field} must be a date, such as 2020-01-07 or 7 มกราคม 2563",
        )
    return day


def _refusal(name: str, line: int, thai: str, english: str) -> Unreadable:
    return Unreadable(
        f"{name} บรรทัดที่ {line}: {thai} โปรดแก้แถวนี้แล้วนำเข้าใหม่",
        f"{name} line {line}: {english}; correct the row and load the file again",
    )
