"""A table of resolutions -> one document a meeting, as JSON lines give it. A bad row is refused alone."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb.access import CLASSIFICATIONS
from kb.agencies import AgencyRegistry
from kb.errors import KbError, Unreadable
from kb.ingest.document import UNNUMBERED, ParsedDocument, Rejected
from kb.ingest.jsonl import HIGHEST_NUMBER, matter_number, meetings, parse_meeting
from kb.ingest.readers import sandboxed_table
from kb.ingest.readers.reading import Limits
from kb.ingest.readers.table import Table, TableRow
from kb.ingest.table_fields import REQUIRED, Field
from kb.ingest.table_mapping import Asked, TableMapping, map_columns
from kb.ingest.table_resolution import TableResolution
from kb.text import find_dates, parse_date, to_arabic

SHOWN = 40  # characters of a wrong cell shown in its message
UNSAID = frozenset({"", "-", "–", "—"})  # what people put into a cell that has nothing to say

_LEVELS = {
    "ไม่ลับ": "ปกติ", "ทั่วไป": "ปกติ", "เปิดเผย": "ปกติ", "normal": "ปกติ", "unclassified": "ปกติ",
    "confidential": "ลับ", "secret": "ลับมาก", "topsecret": "ลับที่สุด",
} | {level: level for level in CLASSIFICATIONS}  # fmt: skip
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_SERIAL = re.compile(r"\d{5,6}")
_SERIAL_START = date(1899, 12, 30)  # day 0 of Excel, as it counts from March 1900 on
_FIRST_SERIAL, _LAST_SERIAL = 11_689, 73_415  # 1932 (พ.ศ. 2475), 2101
_BUDDHIST_YEARS = 543
_NUMBER_WORDS = re.compile(r"^(?:วาระที่|เรื่องที่|ลำดับที่|ข้อ|ที่)?[\s(]*|[.)\s]+$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNNUMBERED = re.compile("0[b-z]?")
_SECRETARIAT = re.compile(r"นร\.?\s*$")


@dataclass(frozen=True)
class RowError:
    """What is wrong in one cell: the row as the spreadsheet numbers it, the heading of the column, the reason."""

    row: int
    column: str
    reason: KbError


@dataclass(frozen=True)
class PlannedRow:
    """A row that can be loaded."""

    row: int
    resolution: TableResolution


@dataclass(frozen=True)
class TablePlan:
    """What loading a table would do, which is all that a dry run shows: nothing has been written."""

    rows: tuple[PlannedRow, ...]
    errors: tuple[RowError, ...]
    mapping: TableMapping
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Classified:
    """A document of rows of one meeting and one classification; None where the table does not say."""

    document: ParsedDocument
    classification: str | None


def parse_table(
    table: Table, uri: str, name: str, registry: AgencyRegistry, asked: Asked | None = None
) -> Iterator[Classified | Rejected]:
    """What a spreadsheet holds: refused rows as `uri#L<row>`, then a document for each meeting as `uri#YYYY-MM-DD`.

    Rows above the lowest classification make a document of their own, `uri#YYYY-MM-DD-ลับ`: a document has one.
    Raises Unreadable for a file that is no table of resolutions, BadInput when `asked` names a heading it lacks.
    """
    plan = plan_table(table, map_columns(table.header, name, asked), name)
    yield from _refused(plan.errors, uri, name)
    yield from plan_documents(plan, uri, name, registry)


def read_plan(data: bytes, name: str, limits: Limits, asked: Asked | None = None) -> TablePlan:
    """The plan for a spreadsheet's bytes, read in a process of its own: the dry run. Raises as `parse_table` does."""
    table = sandboxed_table(data, name, limits, asked)
    return plan_table(table, map_columns(table.header, name, asked), name)


def plan_table(table: Table, mapping: TableMapping, name: str) -> TablePlan:
    """Each row as a resolution or as what is wrong with it. Pure. A repeated header is passed over."""
    planned: list[PlannedRow] = []
    errors: list[RowError] = []
    for row in table.rows:
        if tuple(cell.strip() for cell in row.cells) == table.header:
            continue
        cells = _Cells(row, mapping, name)
        resolution = cells.resolution()
        if resolution is None:
            errors += cells.errors
        else:
            planned.append(PlannedRow(row.number, resolution))
    warnings = (*table.warnings, *_unused(mapping))
    return TablePlan(tuple(planned), tuple(errors), mapping, warnings)


def plan_documents(plan: TablePlan, uri: str, name: str, registry: AgencyRegistry) -> Iterator[Classified]:
    """The good rows of a plan as documents, by meeting date and classification."""
    groups: dict[str | None, list[PlannedRow]] = defaultdict(list)
    for planned in plan.rows:
        groups[planned.resolution.classification].append(planned)
    unsaid_days = {planned.resolution.meeting_date for planned in groups.get(None, ())}
    for level in (None, *CLASSIFICATIONS):
        for meeting in meetings(planned.resolution.as_row(planned.row) for planned in groups.get(level, ())):
            document = parse_meeting(meeting, uri, name, registry)
            apart = level not in (None, CLASSIFICATIONS[0]) or (level and meeting.meeting_date in unsaid_days)
            mark = f"-{level}" if apart else ""
            own_name = document.name + mark if document.name.startswith(f"{name}#") else document.name
            marked = replace(document, uri=document.uri + mark, name=own_name, warnings=plan.warnings)
            yield Classified(marked, level)


class _Cells:
    """One row being read; what is wrong with it is collected, so that a person sees all of it at once."""

    def __init__(self, row: TableRow, mapping: TableMapping, name: str) -> None:
        self.errors: list[RowError] = []
        self._row = row
        self._mapping = mapping
        self._name = name

    def resolution(self) -> TableResolution | None:
        """The row as a resolution; None when `errors` holds why not."""
        day, number = self._day("meeting_date"), self._number()
        title, body = self._tidy("title"), self._mapping.text(self._row, "body")
        if title is None:
            self._wrong("title", "ว่างเปล่า โปรดเติมชื่อเรื่อง", "is empty; fill in the title")
        letter_day, level = self._day("letter_date"), self._level()
        if self.errors or day is None or number is None or title is None:
            return None
        return TableResolution(
            meeting_date=day,
            number=number[0],
            suffix=number[1],
            title=title,
            body=_storable(body).replace("\r\n", "\n").replace("\r", "\n").strip(),
            agency=self._tidy("agency"),
            agency_abbr=self._tidy("agency_abbr"),
            outcome=self._tidy("outcome"),
            group=self._tidy("group"),
            letter_number=self._letter_number(),
            letter_date=letter_day,
            classification=level,
            source=self._tidy("source"),
        )

    def _tidy(self, field: Field) -> str | None:
        text = " ".join(_storable(self._mapping.text(self._row, field)).split())
        return None if text in UNSAID else text

    def _day(self, field: Field) -> date | None:
        text = self._tidy(field)
        if text is None:
            if field in REQUIRED:
                self._wrong(field, "ว่างเปล่า โปรดเติมวันที่", "is empty; fill in the date")
            return None
        day = table_date(text)
        if day is None:
            self._wrong(
                field,
                f"“{text[:SHOWN]}” ไม่ใช่วันที่ โปรดเขียนเช่น 7 มกราคม 2563 หรือ 2020-01-07",
                f"“{text[:SHOWN]}” is no date; write it as 7 มกราคม 2563 or 2020-01-07",
            )
        return day

    def _number(self) -> tuple[int, str] | None:
        text = self._tidy("number") or ""
        printed = _NUMBER_WORDS.sub("", text)
        found = matter_number(printed)
        if found is None and _UNNUMBERED.fullmatch(printed) and self._tidy("letter_number"):
            found = UNNUMBERED, printed[1:]  # known from its letter alone, as an export writes it
        if found is None:
            self._wrong(
                "number",
                f"“{text[:SHOWN]}” ไม่ใช่เลขวาระ โปรดเขียนเป็นเลข 1-{HIGHEST_NUMBER} เช่น 5 หรือ 5b",
                f"“{text[:SHOWN]}” is no agenda number; write one from 1 to {HIGHEST_NUMBER}, such as 5 or 5b",
            )
        return found

    def _level(self) -> str | None:
        text = self._tidy("classification")
        if text is None:
            return None
        level = _LEVELS.get(text.lower().replace(" ", ""))
        if level is None:
            levels = ", ".join(CLASSIFICATIONS)
            self._wrong(
                "classification",
                f"“{text[:SHOWN]}” ไม่ใช่ชั้นความลับ โปรดใช้ {levels}",
                f"“{text[:SHOWN]}” is no classification; use one of {levels}",
            )
        return level

    def _letter_number(self) -> str | None:
        """A column headed "ที่ นร" holds what follows these letters."""
        text = self._tidy("letter_number")
        if text and to_arabic(text)[0].isdecimal() and _SECRETARIAT.search(self._mapping.heading("letter_number")):
            return f"นร {text}"
        return text

    def _wrong(self, field: Field, thai: str, english: str) -> None:
        column, row = " ".join(self._mapping.heading(field).split()), self._row.number
        reason = Unreadable(
            f"{self._name} แถวที่ {row} คอลัมน์ “{column}”: {thai}", f"{self._name} row {row} column “{column}”: {english}"
        )
        self.errors.append(RowError(row, column, reason))


def table_date(text: str) -> date | None:
    """The one day a cell names: any form of `find_dates`, a date with a time, or a day number of Excel."""
    timed = _TIME.fullmatch(text)
    if timed or (day := parse_date(text)) is None:
        day = parse_date(timed[1]) if timed else None
    if day is not None:
        return day
    if _SERIAL.fullmatch(text):
        return _serial(int(text))
    days = {
        mention.first for mention in find_dates(text) if mention.precision == "day" and mention.first == mention.last
    }
    return days.pop() if len(days) == 1 else None


def _serial(days: int) -> date | None:
    """Excel's day number; one of a Buddhist year typed as if it were a common one lies 543 years later."""
    if days > _LAST_SERIAL:
        far = _SERIAL_START + timedelta(days=days)
        try:
            near = far.replace(year=far.year - _BUDDHIST_YEARS)
        except ValueError:
            return None
        days = (near - _SERIAL_START).days
    return _SERIAL_START + timedelta(days=days) if _FIRST_SERIAL <= days <= _LAST_SERIAL else None


def _storable(text: str) -> str:
    """Without lone surrogates, which no database takes."""
    return _SURROGATE.sub("", text)


def _refused(errors: Sequence[RowError], uri: str, name: str) -> Iterator[Rejected]:
    by_row: dict[int, list[RowError]] = defaultdict(list)
    for error in errors:
        by_row[error.row].append(error)
    for row, wrong in by_row.items():
        reason = Unreadable(
            "; ".join(each.reason.thai for each in wrong), "; ".join(each.reason.english for each in wrong)
        )
        yield Rejected(f"{uri}#L{row}", f"{name}#L{row}", None, reason)


def _unused(mapping: TableMapping) -> Iterator[str]:
    if mapping.unused:
        listed = ", ".join(f"“{' '.join(heading.split())}”" for heading in mapping.unused)
        yield f"ไม่ได้ใช้คอลัมน์ {listed} (columns not used: {listed})"
