"""A meeting as a Word document, all meetings as one spreadsheet."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.shared import Pt
from layout import LEAST_TABLE, blocks, cells, running_head, runs
from looks import font_of
from sample import Meeting

from kb.ingest.table_export import write_csv, write_xlsx
from kb.ingest.table_resolution import TableResolution


def word_document(meeting: Meeting) -> bytes:
    """The summary page in Word: a running head, bold headings, lists of dashes as tables."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = running_head(meeting)
    font = font_of(meeting.place)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = font.name, Pt(font.points)
    for kind, members in runs(blocks(meeting)):
        if kind == "listed" and len(members) >= LEAST_TABLE:
            table = document.add_table(rows=0, cols=2)
            for block in members:
                row = table.add_row().cells
                row[0].text, row[1].text = cells(block)
            continue
        for block in members:
            run = document.add_paragraph().add_run(block.printed)
            run.bold = kind in {"head", "heading", "group"}
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write_tables(meetings: Sequence[Meeting], xlsx: Path | None, csv: Path | None) -> None:
    """All resolutions as a table with Thai headings."""
    rows = [
        TableResolution(
            meeting_date=each.day,
            number=each.number,
            title=each.title,
            body=each.body,
            agency=each.agency,
            outcome=each.outcome,
            group=each.group,
            letter_number=each.letter_number,
            letter_date=each.letter_date,
        )
        for meeting in meetings
        for each in meeting.matters
    ]
    for path, write in ((xlsx, write_xlsx), (csv, write_csv)):
        if path:
            with path.open("wb") as stream:
                write(rows, stream)
