"""What a worker does when asked: each verb takes JSON and the bytes of one document and gives JSON.

The library of a format is imported when the first file of that format comes.
"""

# ruff: noqa: PLC0415 - see above
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from kb.ingest.encoding import decode
from kb.ingest.readers.quality import text_quality
from kb.ingest.readers.reading import Limits, PageText, Reading
from kb.ingest.readers.repair import repair_pages
from kb.ingest.readers.sniff import Kind, sniff, wrong_suffix
from kb.ingest.readers.table import Table
from kb.ingest.readers.table_rows import row_lines
from kb.ingest.readers.wire import Told, Verb, limits_from_told, reading_as_told, table_as_told

PLAIN_ENGINE = "plain text"


def read(told: Told, data: bytes) -> Told:
    """The document as its own reader gives it, its kind, and a warning where its name says another."""
    name, limits = told["name"], limits_from_told(told["limits"])
    kind = sniff(data, name)
    reading = _read(kind, data, name, limits)
    warning = wrong_suffix(kind, name)
    warnings = (warning, *reading.warnings) if warning else reading.warnings
    return {"kind": kind, "reading": reading_as_told(Reading(reading.pages, warnings))}


def _read(kind: Kind, data: bytes, name: str, limits: Limits) -> Reading:
    match kind:
        case "pdf":
            from kb.ingest.readers.pdf_text import read_pdf_text

            return read_pdf_text(data, name, limits)
        case "docx":
            from kb.ingest.readers.docx import read_docx

            return read_docx(data, name, limits)
        case "html":
            from kb.ingest.readers.html import read_html

            return read_html(data, name, limits)
        case "image":
            from kb.ingest.readers.images import image_pages

            count = image_pages(data, name, limits)
            return Reading(tuple(PageText(at, "", "image", 0.0, needs_ocr=True) for at in range(1, count + 1)))
        case "xlsx":
            return _sheet(_table(data, name, limits, None))
        case "text":
            text = decode(data, name, limits.file_bytes)
            return Reading((PageText(1, text, PLAIN_ENGINE, text_quality(text)),))


def _sheet(table: Table) -> Reading:
    rows = [table.header, *(row.cells for row in table.rows)]
    lines = (line for cells in rows for line in row_lines([cell.split("\n") for cell in cells]))
    return Reading((PageText(1, "\n".join(lines), "openpyxl", 1.0),), table.warnings)


def table(told: Told, data: bytes) -> Told:
    """The table in a spreadsheet or CSV; `asked` as in kb.ingest.table_mapping."""
    return table_as_told(_table(data, told["name"], limits_from_told(told["limits"]), told["asked"]))


def _table(data: bytes, name: str, limits: Limits, asked: Mapping[str, Sequence[str]] | None) -> Table:
    from kb.ingest.readers.spreadsheet import read_table
    from kb.ingest.table_mapping import FIELDS, known_headings

    named = {field: tuple(asked[field]) for field in FIELDS if field in asked} if asked else None
    return read_table(data, name, limits, lambda cells: known_headings(cells, named))


def recognise(told: Told, data: bytes) -> Told:
    """One page of a PDF or image, drawn and recognised: text, confidence, engine, repairs."""
    from kb.ingest.readers.ocr import recognise_page

    name, number, seconds = told["name"], told["number"], limits_from_told(told["limits"]).seconds_a_recognised_page
    if told["kind"] == "image":
        from kb.ingest.readers.images import render_image

        return asdict(recognise_page(lambda dpi: render_image(data, number, dpi, name), seconds))
    from kb.ingest.readers.pdf_text import render_page

    return asdict(recognise_page(lambda dpi: render_page(data, number, dpi), seconds))


def mend(told: Told, _data: bytes) -> Told:
    """Recognised pages mended together: running heads are told by several pages, ำ by all."""
    repaired = repair_pages(told["texts"])
    return {
        "pages": [{"text": page.text, "repairs": page.repairs, "quality": text_quality(page.text)} for page in repaired]
    }


VERBS: Mapping[str, Verb] = {"read": read, "table": table, "recognise": recognise, "mend": mend}
