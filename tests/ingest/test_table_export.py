"""Export and import again: the same resolutions, whatever they hold; nothing a spreadsheet program would run."""

import csv
import dataclasses
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.access import CLASSIFICATIONS
from kb.agencies import open_registry
from kb.ingest.jsonl import parse_meeting, read_rows
from kb.ingest.readers.reading import Limits
from kb.ingest.readers.spreadsheet import read_table
from kb.ingest.safe_cells import LONGEST_CELL, cell_pieces, guarded, unguarded
from kb.ingest.table_export import write_csv, write_xlsx
from kb.ingest.table_import import Classified, parse_table, read_plan
from kb.ingest.table_mapping import known_headings
from kb.ingest.table_resolution import TableResolution

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "sample" / "resolutions.jsonl"
ONE = TableResolution(date(2020, 1, 5), 5, "ชื่อ", "มติ", suffix="b", letter_date=date(2020, 1, 9), classification="ลับ")
Write = Callable[[Sequence[TableResolution], BinaryIO], None]
FORMS = pytest.mark.parametrize("write", [write_xlsx, write_csv], ids=["xlsx", "csv"])


def written(write: Write, rows: Sequence[TableResolution]) -> bytes:
    """The bytes of an export."""
    stream = io.BytesIO()
    write(rows, stream)
    return stream.getvalue()


def again(write: Write, rows: Sequence[TableResolution]) -> list[TableResolution]:
    """What an import of an export gives; no row may be refused."""
    plan = read_plan(written(write, rows), "ก", Limits())
    assert (plan.errors, plan.warnings) == ((), ())
    return [each.resolution for each in plan.rows]


@FORMS
def test_the_sample_comes_back_and_gives_the_documents_of_json_lines(write: Write) -> None:
    """Resolutions are equal one by one, and the documents made of them but for their hash."""
    lines = SAMPLE.read_text(encoding="utf-8")
    rows = [row for meeting in read_rows(lines, "u", "n")[0] for row in meeting.rows]
    resolutions = [
        TableResolution(
            row.meeting_date, row.number, row.title, row.body, row.suffix, letter_date=row.letter_date, **row.optional
        )
        for row in rows
    ]
    assert again(write, resolutions) == resolutions
    registry = open_registry()
    given = parse_table(read_table(written(write, resolutions), "n", Limits(), known_headings), "u", "n", registry)
    documents = [dataclasses.replace(each.document, sha256="") for each in given if isinstance(each, Classified)]
    expected = [parse_meeting(meeting, "u", "n", registry) for meeting in read_rows(lines, "u", "n")[0]]
    assert documents == [dataclasses.replace(each, sha256="") for each in expected]
    assert sum(len(each.matters) for each in documents) == len(json.loads(f"[{','.join(lines.splitlines())}]")) == 126


# Control characters and U+FFFD are what tells binary data from text, so a text file full of them is refused.
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffd") | st.sampled_from("\n\t")
)
ODD = st.sampled_from(
    ["=1+1", "+", "-ก", "@x", "'=", "''", "'ก", "\t=", "_x0041_", "_x_", '"', "ก,ข;ค", "#N/A", "\x0b", "𝄞"]
)


def tidy(text: str) -> str:
    """A line as every import tidies it."""
    return " ".join(text.split())


LINE = st.one_of(TEXT, ODD).map(tidy).filter(lambda text: text not in {"", "-", "–", "—"})
OPTIONAL = st.none() | LINE
DAY = st.dates(date(1932, 6, 24), date(2099, 12, 31))
RESOLUTION = st.builds(
    TableResolution, meeting_date=DAY, number=st.integers(1, 999), title=LINE, body=st.one_of(TEXT, ODD).map(str.strip),
    suffix=st.sampled_from(["", "b", "z"]), agency=OPTIONAL, agency_abbr=OPTIONAL, outcome=OPTIONAL, group=OPTIONAL,
    letter_number=OPTIONAL, letter_date=st.none() | DAY, classification=st.none() | st.sampled_from(CLASSIFICATIONS),
    source=OPTIONAL,
)  # fmt: skip


@FORMS
@settings(max_examples=50, deadline=None)
@given(rows=st.lists(RESOLUTION, min_size=1, max_size=4))
def test_whatever_a_resolution_holds_comes_back(write: Write, rows: list[TableResolution]) -> None:
    """Any Unicode, marks that begin formulas, delimiters, quotes."""
    assert again(write, rows) == rows


@FORMS
def test_bodies_beyond_the_limit_of_a_cell_survive(write: Write) -> None:
    """They go on in columns of their own; a piece may begin with a formula's mark or with blanks."""
    room = LONGEST_CELL - 1
    bodies = ["ก" * (room - 1) + "=SUM(A1)" + " " * 10 + "ข" * room, "𝄞" * 40_000, "สั้น", "ก" * (room - 2) + "   \n=ข"]
    rows = [dataclasses.replace(ONE, number=at, body=body) for at, body in enumerate(bodies, start=1)]
    assert again(write, rows) == rows
    data = written(write, rows)
    if write is write_xlsx:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet is not None
        table = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    else:
        csv.field_size_limit(10**6)
        table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert table[0][3:6] == ["เนื้อหามติ", "เนื้อหามติ (ต่อ 2)", "เนื้อหามติ (ต่อ 3)"]
    longest = max(len(cell.encode("utf-16-le")) // 2 for row in table for cell in row)
    assert room - 1 <= longest <= LONGEST_CELL


@FORMS
def test_no_cell_begins_like_a_formula(write: Write) -> None:
    """What a spreadsheet program reads of a hostile title is text."""
    rows = [dataclasses.replace(ONE, title=f"{mark}cmd|' /C calc'!A0", body=mark) for mark in "=+-@"]
    data = written(write, rows)
    if write is write_xlsx:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}
        cells = [str(row[2].value) for row in sheet.iter_rows(min_row=2)]
    else:
        cells = [row[2] for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))][1:]
    assert [cell[:2] for cell in cells] == ["'=", "'+", "'-", "'@"]


def test_csv_shows_thai_in_excel() -> None:
    """A byte-order mark, Thai headings, days in Thai words, CRLF; no rows give a header alone."""
    lines = written(write_csv, [ONE]).decode("utf-8").split("\r\n")
    assert lines == [
        "\ufeffวันที่ประชุม,วาระที่,เรื่อง,เนื้อหามติ,ส่วนราชการเจ้าของเรื่อง,อักษรย่อส่วนราชการ,ผลการพิจารณา,กลุ่มวาระ,"
        "เลขที่หนังสือยืนยันมติ,วันที่หนังสือยืนยันมติ,ชั้นความลับ,แหล่งที่มา",
        "5 มกราคม 2563,5b,ชื่อ,มติ,,,,,,9 มกราคม 2563,ลับ,",
        "",
    ]
    assert written(write_csv, []).decode("utf-8").count("\r\n") == 1


def test_excel_gets_real_days_and_numbers() -> None:
    """So that they sort; the header stays in sight."""
    sheet = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, [dataclasses.replace(ONE, suffix="")]))).active
    assert sheet is not None
    assert (sheet["A2"].is_date, sheet["A2"].number_format, sheet["B2"].value, sheet.freeze_panes) == (
        True, "yyyy-mm-dd", 5, "A2",
    )  # fmt: skip


GUARDED = [("=1", "'=1"), ("'=1", "''=1"), ("''", "'''"), ("'ก", "''ก"), ("ก=1", "ก=1"), ("", ""), ("＝1", "'＝1")]


@pytest.mark.parametrize(("text", "cell"), GUARDED)
def test_guarding_is_undone_by_reading(text: str, cell: str) -> None:
    """And a cell that nobody guarded is left as it is."""
    assert (guarded(text), unguarded(cell)) == (cell, text)
    assert [unguarded(each) for each in ("'ก", "'", "=1")] == ["'ก", "'", "=1"]


def test_pieces_are_the_text() -> None:
    """A short text is one piece; letters outside the basic plane count twice and are never cut."""
    assert cell_pieces("") == [""]
    assert [len(each) for each in cell_pieces("𝄞" * 20_000)] == [16_383, 3_617]
    assert [len(each) for each in cell_pieces("ก" * 32_766)] == [32_766]
