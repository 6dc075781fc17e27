"""Spreadsheets (.xlsx, .xlsm, CSV) as one table of text. The one door to openpyxl, for reading and writing."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import BinaryIO, Protocol, cast

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, range_boundaries

from kb.errors import Unreadable
from kb.ingest.readers.csv_table import read_csv
from kb.ingest.readers.header_row import Score, header_at
from kb.ingest.readers.office_zip import damaged, refuse_unsafe
from kb.ingest.readers.reading import Limits
from kb.ingest.readers.table import Table, TableRow

MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_BLANK_ROWS = 100_000  # a row far below the others makes the library give every blank one between

_CHUNK, _LONGEST_TAG = 1024**2, 200  # bytes of a sheet looked at together for the cells that are merged
_PEEKED = 200  # bytes in which a file that is no table shows itself
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')

CellValue = str | int | date


class _OpenSheet(Protocol):
    """What is used of a sheet that the library reads row by row."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None:
        """Forget the size that the file claims."""

    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]:
        """The rows in order, blank ones too."""


@dataclass(frozen=True)
class _Sheet:
    title: str
    hidden: bool
    rows: list[TableRow]
    header: int
    known: int


def read_table(data: bytes, name: str, limits: Limits, score: Score) -> Table:
    """The table in a spreadsheet or a CSV file: the sheet and the row whose headings `score` knows most of.

    Hidden sheets are read only when no visible one has a known heading, and are told of in any case. Raises Unreadable
    for an encrypted, damaged or oversized file and for one without any table.
    """
    if data.startswith(_WORKBOOKS):
        refuse_unsafe(data, name, limits, "Excel")
        sheets = _sheets(data, name, score)
        told: tuple[str, ...] = tuple(_hidden(each.title) for each in sheets if each.hidden)
    elif data[:_PEEKED].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Unreadable(
            f"{name}: เป็นหน้าเว็บหรือ XML ที่ตั้งชื่อเป็นตาราง โปรดเปิดด้วย Excel บันทึกเป็น .xlsx แล้วนำเข้าใหม่",
            f"{name}: a web page or XML named like a spreadsheet; open it in Excel, save it as .xlsx and load that",
        )
    else:
        rows, told = read_csv(data, name, score)
        _refuse_rows(len(rows), name)
        sheets = [_Sheet("", False, rows, *header_at(rows, score))]
    filled = [each for each in sheets if each.header >= 0]
    if not filled:
        raise Unreadable(
            f"{name}: ไม่พบตารางในไฟล์ โปรดให้มีแถวหัวตารางและข้อมูลใต้หัวตาราง",
            f"{name}: no table in the file; it needs a row of headings with data below",
        )
    best = max(filled, key=lambda each: (each.known > 0, not each.hidden, each.known))
    told += tuple(_left_out(each.title) for each in filled if each is not best and not each.hidden)
    header = best.rows[best.header]
    return Table(tuple(cell.strip() for cell in header.cells), tuple(best.rows[best.header + 1 :]), best.title, told,
                 header.number)  # fmt: skip


def write_sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[CellValue]], stream: BinaryIO) -> None:
    """A workbook with one sheet. Text is always text, never a formula; days are days, shown as 2020-01-07."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at in range(len(header)):
        sheet.column_dimensions[get_column_letter(at + 1)].width = 24
    bold = Font(bold=True)
    for number, cells in enumerate(chain([header], rows)):
        made = []
        for value in cells:
            cell = WriteOnlyCell(sheet)
            cell.value = _escaped(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
                cell.alignment = Alignment(vertical="top", wrap_text=True)
            elif isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            if number == 0:
                cell.font = bold
            made.append(cell)
        sheet.append(made)
    workbook.save(stream)


def _sheets(data: bytes, name: str, score: Score) -> list[_Sheet]:
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as archive:
            warnings.simplefilter("ignore")  # of extensions and styles, which are not read
            workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [_sheet(cast(_OpenSheet, each), archive, name, score) for each in workbook.worksheets]
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # what a damaged part makes the library raise has no common type
        raise damaged(name, "Excel") from error


def _sheet(sheet: _OpenSheet, archive: zipfile.ZipFile, name: str, score: Score) -> _Sheet:
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    rows = list(_filled_down(_rows(sheet, name), _merged_down(archive, sheet._worksheet_path)))
    return _Sheet(sheet.title, sheet.sheet_state != "visible", rows, *header_at(rows, score))


def _rows(sheet: _OpenSheet, name: str) -> Iterator[TableRow]:
    count = blank = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_text(value) for value in values[:MAX_COLUMNS]]
        if any(value is not None for value in values[MAX_COLUMNS:]):
            raise Unreadable(
                f"{name}: แถวที่ {number} มีเกิน {MAX_COLUMNS} คอลัมน์ โปรดลบคอลัมน์ที่ไม่ใช้แล้วนำเข้าใหม่",
                f"{name}: row {number} has more than {MAX_COLUMNS} columns; delete those not needed and load it again",
            )
        while cells and not cells[-1]:
            cells.pop()
        if any(cell.strip() for cell in cells):
            blank, count = 0, count + 1
            _refuse_rows(count, name)
            yield TableRow(number, tuple(cells))
        elif (blank := blank + 1) > MAX_BLANK_ROWS:
            return


def _refuse_rows(count: int, name: str) -> None:
    if count > MAX_ROWS:
        raise Unreadable(
            f"{name}: เกิน {MAX_ROWS:,} แถว โปรดแบ่งเป็นไฟล์ย่อยแล้วนำเข้าใหม่",
            f"{name}: more than {MAX_ROWS:,} rows; split it into smaller files and load those",
        )


def _merged_down(archive: zipfile.ZipFile, path: str) -> dict[int, list[tuple[int, int]]]:
    """Cells merged over several rows: first row -> [(column from 0, last row)]. The library tells them only of a sheet
    that it holds in memory as a whole.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for reference in dict.fromkeys(_merged(archive, path)):
        first_column, first_row, _, last_row = range_boundaries(reference)
        if first_column and first_row and last_row and last_row > first_row:
            found.setdefault(first_row, []).append((first_column - 1, last_row))
    return found


def _merged(archive: zipfile.ZipFile, path: str) -> Iterator[str]:
    kept = b""
    with archive.open(path) as sheet:
        while chunk := sheet.read(_CHUNK):
            kept += chunk
            yield from (match[1].decode() for match in _MERGED.finditer(kept))
            kept = kept[-_LONGEST_TAG:]


def _filled_down(rows: Iterable[TableRow], merged: dict[int, list[tuple[int, int]]]) -> Iterator[TableRow]:
    active: dict[int, tuple[int, str]] = {}
    for row in rows:
        cells = list(row.cells)
        for column, (last_row, text) in active.items():
            if row.number <= last_row and not row.cell(column).strip():
                cells += [""] * (column + 1 - len(cells))
                cells[column] = text
        for column, last_row in merged.get(row.number, ()):
            active[column] = (last_row, row.cell(column))
        yield TableRow(row.number, tuple(cells)) if active else row


def _text(value: object) -> str:
    """A cell as the text a person would read: a day without its midnight, a whole number without its point."""
    match value:
        case None:
            text = ""
        case str():
            text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
        case bool():
            text = str(value).upper()
        case float() if value.is_integer():
            text = str(int(value))
        case datetime():
            text = value.isoformat(" ").removesuffix(" 00:00:00")
        case _:
            text = str(value)
    return text


def _escaped(text: str) -> str:
    """What XML cannot carry, in Excel's own way of writing it: `_x000B_`."""
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _left_out(title: str) -> str:
    english = f"sheet “{title}” is not read; save it as a file of its own"
    return f"แผ่นงาน “{title}” ไม่ได้อ่าน โปรดแยกเป็นไฟล์ของตัวเองแล้วนำเข้า ({english})"


def _hidden(title: str) -> str:
    return f"แผ่นงาน “{title}” ถูกซ่อนไว้ (sheet “{title}” is hidden)"
