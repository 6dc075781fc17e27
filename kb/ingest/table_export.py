"""Resolutions -> a spreadsheet in the form an import reads: loading it again gives the same resolutions.

A text longer than a cell of Excel can hold goes on in columns of their own, "เนื้อหามติ (ต่อ 2)"; what begins like a
formula is written as text (see `safe_cells`).
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from kb.ingest.readers.csv_table import write_csv_rows
from kb.ingest.readers.spreadsheet import CellValue, write_sheet
from kb.ingest.safe_cells import cell_pieces, guarded
from kb.ingest.table_fields import HEADINGS, Field, continuation
from kb.ingest.table_mapping import FIELDS
from kb.ingest.table_resolution import TableResolution
from kb.text import thai_date

SHEET = "มติคณะรัฐมนตรี"
FIRST_EXCEL_YEAR = 1901  # earlier days are no dates to Excel


def write_xlsx(rows: Sequence[TableResolution], stream: BinaryIO) -> None:
    """An Excel workbook; days are real days, so that they sort and filter."""
    widths = _widths(rows)
    cells = ([_typed(cell) for cell in _cells(each, widths, excel=True)] for each in rows)
    write_sheet(SHEET, _header(widths), cells, stream)


def write_csv(rows: Sequence[TableResolution], stream: BinaryIO) -> None:
    """CSV in UTF-8 with the mark by which Excel knows Thai; days in words, which no regional setting turns round."""
    widths = _widths(rows)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    table = (tuple(guarded(str(cell)) for cell in _cells(each, widths, excel=False)) for each in rows)
    write_csv_rows(_with_header(_header(widths), table), text)
    text.detach()


def _with_header(header: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield tuple(header)
    yield from rows


def _widths(rows: Sequence[TableResolution]) -> dict[Field, int]:
    """How many columns each field needs."""
    widths: dict[Field, int] = dict.fromkeys(FIELDS, 1)
    for row in rows:
        for field in FIELDS:
            value = getattr(row, field)
            if isinstance(value, str):
                widths[field] = max(widths[field], len(cell_pieces(value)))
    return widths


def _header(widths: dict[Field, int]) -> list[str]:
    return [continuation(HEADINGS[field][0], part) for field in FIELDS for part in range(1, widths[field] + 1)]


def _cells(row: TableResolution, widths: dict[Field, int], *, excel: bool) -> Iterator[CellValue]:
    for field in FIELDS:
        value = _value(row, field, excel=excel)
        pieces: list[CellValue] = [*cell_pieces(value)] if isinstance(value, str) else [value]
        yield from pieces
        yield from [""] * (widths[field] - len(pieces))


def _value(row: TableResolution, field: Field, *, excel: bool) -> CellValue:
    value = getattr(row, field)
    if field == "number":
        return f"{row.number}{row.suffix}" if row.suffix else row.number
    if isinstance(value, date):
        return value if excel and value.year >= FIRST_EXCEL_YEAR else thai_date(value)
    return value or ""


def _typed(cell: CellValue) -> CellValue:
    return guarded(cell) if isinstance(cell, str) else cell
