"""The registry as a table for a spreadsheet: CSV with Thai headings, out and in again. Pure."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kb.agencies.agency import Agency, Change, Spell, Succession
from kb.agencies.checking import Fault
from kb.agencies.kinds import THAI_KINDS, Kind, kind_of, read_kind
from kb.agencies.registry import AgencyRegistry
from kb.agencies.spelling import tidy
from kb.text import parse_date

BOM = "\ufeff"
"""Written first, so that a spreadsheet knows the file for UTF-8."""
HEADINGS = ("ชื่อหน่วยงาน", "ประเภท", "อักษรย่อ", "ชื่ออื่น", "ต้นสังกัด", "ตั้งแต่วันที่", "ถึงวันที่", "สืบต่อจาก")
THAI_CHANGES: dict[Change, str] = {"renamed": "เปลี่ยนชื่อ", "merged": "รวม", "split": "แยก"}
BETWEEN = " | "

_SPELL = re.compile(r"(?P<name>.*?)\s*\[(?P<since>[^\[\]]*?)\.\.(?P<until>[^\[\]]*?)\]", re.DOTALL)
_ORIGIN = re.compile(r"(?P<change>\S+)\s+(?P<on>\d{4}-\d{2}-\d{2})\s+(?P<name>.+)", re.DOTALL)


T = TypeVar("T")


class CellError(ValueError):
    """A cell that cannot be read: what is wrong in Thai and in English."""


@dataclass(frozen=True)
class TableRow:
    """A row that was read: the line it stands on, the agency, and the successions that led to it."""

    line: int
    agency: Agency
    origins: tuple[Succession, ...]


@dataclass(frozen=True)
class Table:
    """What was read: the good rows, and what is wrong with the others, by line."""

    rows: tuple[TableRow, ...] = ()
    faults: tuple[tuple[int, Fault], ...] = field(default=())


def write_table(registry: AgencyRegistry) -> str:
    """The whole registry as CSV, with a byte-order mark; reading it back gives the same."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_cells(registry))
    return BOM + out.getvalue()


def _cells(registry: AgencyRegistry) -> Iterator[tuple[str, ...]]:
    origins: dict[str, list[Succession]] = {}
    for each in registry.successions:
        origins.setdefault(each.successor, []).append(each)
    for agency in registry.agencies:
        spells = {spell.name: spell for spell in agency.spells}
        yield (
            agency.name,
            THAI_KINDS[agency.kind],
            BETWEEN.join(_spelled(short, spells) for short in agency.abbreviations),
            BETWEEN.join(_spelled(name, spells) for name in agency.other_names),
            agency.parent or "",
            _iso(agency.since),
            _iso(agency.until),
            BETWEEN.join(_origin(each) for each in origins.get(agency.name, ())),
        )


def read_table(text: str, registry: AgencyRegistry) -> Table:
    """Rows and faults of a CSV text; commas, semicolons or tabs between the cells, columns in any order.

    Only the name is required. What a missing column would tell stays as the registry has it; an empty cell empties it,
    but an empty kind is told from the name. A succession that is known keeps its source.
    """
    text = text.removeprefix(BOM)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    known = _Known(registry)
    rows: list[TableRow] = []
    wrong: list[tuple[int, Fault]] = []
    columns: list[str] | None = None
    seen: dict[str, int] = {}
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = [tidy(cell) for cell in cells]
                if HEADINGS[0] not in columns:
                    return Table((), ((reader.line_num, _no_heading()),))
                continue
            row, fault = _read_row(reader.line_num, dict(zip(columns, cells, strict=False)), known, seen)
            if row:
                rows.append(row)
            if fault:
                wrong.append((reader.line_num, fault))
    except csv.Error as error:
        wrong.append((reader.line_num, Fault("", f"อ่านแถวนี้ไม่ได้ ({error})", f"this line is no CSV ({error})")))
    if columns is None:
        return Table((), ((1, _no_heading()),))
    return Table(tuple(rows), tuple(wrong))


def _read_row(
    line: int, cells: dict[str, str], known: "_Known", seen: dict[str, int]
) -> tuple[TableRow | None, Fault | None]:
    name = tidy(cells.get(HEADINGS[0], ""))
    if not name:
        return None, Fault("", "ไม่มีชื่อหน่วยงาน กรุณาระบุ", "there is no name; write one")
    if name in seen:
        return None, Fault(name, f"ชื่อนี้อยู่ในบรรทัด {seen[name]} แล้ว", f"this name stands on line {seen[name]} already")
    seen[name] = line
    try:
        return _row(line, name, cells, known), None
    except CellError as error:
        return None, Fault(name, *error.args)


def _row(line: int, name: str, cells: dict[str, str], known: "_Known") -> TableRow:
    own = known.cells.get(name, {})
    _, kind, shorts, others, parent, since, until, origins = (
        cells.get(heading, own.get(heading, "")) for heading in HEADINGS
    )
    abbreviations, names = _parts(shorts, _spell), _parts(others, _spell)
    other_names = tuple(spell.name for spell in names)
    agency = Agency(
        name=name,
        abbreviations=tuple(spell.name for spell in abbreviations),
        parent=tidy(parent) or None,
        other_names=other_names,
        kind=_kind(kind) if kind.strip() else kind_of(name, other_names),
        since=_day(since),
        until=_day(until),
        spells=tuple(spell for spell in (*abbreviations, *names) if spell.since or spell.until),
    )
    told = _parts(origins, lambda text: _read_origin(text, name))
    kept = tuple(known.successions.get((each.predecessor, name, each.kind, each.on), each) for each in told)
    return TableRow(line, agency, kept)


class _Known:
    """What the registry says, as cells by agency and heading, and its successions by what a cell tells of them."""

    def __init__(self, registry: AgencyRegistry) -> None:
        self.cells = {row[0]: dict(zip(HEADINGS, row, strict=True)) for row in _cells(registry)}
        self.successions = {
            (each.predecessor, each.successor, each.kind, each.on): each for each in registry.successions
        }


def _parts(cell: str, read: Callable[[str], T]) -> list[T]:
    return [read(part) for part in cell.split("|") if part.strip()]


def _spell(text: str) -> Spell:
    match = _SPELL.fullmatch(text.strip())
    if match is None:
        return Spell(tidy(text), None, None)
    return Spell(tidy(match["name"]), _day(match["since"]), _day(match["until"]))


def _spelled(name: str, spells: dict[str, Spell]) -> str:
    spell = spells.get(name)
    return f"{name} [{_iso(spell.since)}..{_iso(spell.until)}]" if spell else name


def _origin(succession: Succession) -> str:
    return f"{THAI_CHANGES[succession.kind]} {succession.on.isoformat()} {succession.predecessor}"


def _read_origin(text: str, successor: str) -> Succession:
    match = _ORIGIN.fullmatch(text.strip())
    words = {word: kind for kind, thai in THAI_CHANGES.items() for word in (thai, kind)}
    day = _day(match["on"]) if match else None
    if match is None or match["change"] not in words or day is None:
        raise CellError(
            f"{HEADINGS[7]}: อ่าน “{tidy(text)}” ไม่ได้ เขียนเช่น “รวม 2019-05-02 ชื่อหน่วยงานเดิม”",
            f"{tidy(text)!r} is no succession; write เปลี่ยนชื่อ, รวม or แยก, the date and the former name",
        )
    return Succession(tidy(match["name"]), successor, words[match["change"]], day)


def _kind(text: str) -> Kind:
    kind = read_kind(text)
    if kind is None:
        known = ", ".join(THAI_KINDS.values())
        raise CellError(
            f"ไม่มีประเภท “{tidy(text)}” ใช้ได้: {known}", f"there is no kind {tidy(text)!r}; known are {known}"
        )
    return kind


def _day(text: str) -> date | None:
    text = tidy(text)
    if not text:
        return None
    found = parse_date(text)
    if found is None:
        raise CellError(
            f"อ่านวันที่ “{text}” ไม่ได้ เช่น 2019-05-02 หรือ 2 พ.ค. 2562", f"{text!r} is no date, write 2019-05-02"
        )
    return found


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _no_heading() -> Fault:
    return Fault(
        "",
        f"แถวแรกต้องมีหัวคอลัมน์ “{HEADINGS[0]}” ดูตัวอย่างจาก kb agencies export",
        f"the first line must have the heading {HEADINGS[0]}; see a file of kb agencies export",
    )
