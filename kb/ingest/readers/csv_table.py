"""Tables as text: commas, semicolons, tabs or bars between the cells, in any Thai encoding."""

import csv
import io
from collections.abc import Iterator

from kb.ingest.encoding import decode
from kb.ingest.readers.header_row import SEARCHED_ROWS, Score, header_at
from kb.ingest.readers.table import TableRow

DELIMITERS = ",;\t|"
_LONGEST_CELL = 64 * 1024**2  # characters; the library's own limit refuses a long resolution
_TOLD_DELIMITER = "sep="  # a first line by which Excel is told the delimiter


def read_csv(data: bytes, name: str, score: Score) -> tuple[list[TableRow], tuple[str, ...]]:
    """The rows that are not blank, numbered as a spreadsheet shows them, and warnings. Raises Unreadable for no text.

    Of the delimiters the one under which most headings are known is taken, then the one that gives most cells.
    """
    text = decode(data, name)
    csv.field_size_limit(_LONGEST_CELL)
    told = text[len(_TOLD_DELIMITER)] if text.startswith(_TOLD_DELIMITER) and len(text) > len(_TOLD_DELIMITER) else ""
    delimiter = told if told in DELIMITERS and told else _delimiter(text, score)
    warnings: tuple[str, ...] = ()
    try:
        rows = list(_rows(text, delimiter, strict=True))
    except csv.Error as error:
        rows, warnings = list(_rows(text, delimiter, strict=False)), (_unquoted(error),)
    return (rows[1:] if told else rows), warnings


def write_csv_rows(rows: Iterator[tuple[str, ...]], stream: io.TextIOBase) -> None:
    """Rows as Excel writes them: commas, quotes where needed, CRLF."""
    csv.writer(stream, lineterminator="\r\n").writerows(rows)


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[TableRow]:
    lines = io.StringIO(text, newline="")
    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=strict), start=1):
        if any(cell.strip() for cell in cells):
            yield TableRow(number, tuple(cells))


def _delimiter(text: str, score: Score) -> str:
    def value(delimiter: str) -> tuple[int, int]:
        rows = []
        for row in _rows(text, delimiter, strict=False):
            rows.append(row)
            if len(rows) == SEARCHED_ROWS:
                break
        at, known = header_at(rows, score)
        return known, len(rows[at].cells) if at >= 0 else 0

    return max(DELIMITERS, key=value)


def _unquoted(error: csv.Error) -> str:
    return (
        f"เครื่องหมายคำพูดในไฟล์ CSV ไม่ครบคู่ ({error}) โปรดตรวจแถวสุดท้ายที่อ่านได้ "
        f"(the quotes of the CSV file do not pair: {error}; check the last row that was read)"
    )
