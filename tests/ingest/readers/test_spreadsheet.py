"""Spreadsheets as one table of text: the right sheet and header, days, numbers, merged cells; hostile files refused."""

import datetime
import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest

from kb.errors import Unreadable
from kb.ingest.readers import spreadsheet
from kb.ingest.readers.reading import Limits
from kb.ingest.readers.spreadsheet import read_table, write_sheet
from kb.ingest.readers.table import Table
from kb.ingest.table_mapping import known_headings

HEADER = ["วันที่ประชุม", "ลำดับที่", "เรื่อง", "มติ"]


def excel(change: Callable[[Any], None] | None = None, **sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook of these sheets, changed before it is saved."""
    workbook = openpyxl.Workbook()
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    del workbook["Sheet"]
    if change:
        change(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def patched(data: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with something in one of its parts replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info).decode()
            if info.filename == part:
                content = re.sub(old, new, content, count=1)
            target.writestr(info.filename, content)
    return packed.getvalue()


def read(data: bytes, limits: Limits | None = None) -> Table:
    """The table in a file, by the headings of resolutions."""
    return read_table(data, "ก.xlsx", limits or Limits(), known_headings)


CELLS = [
    (datetime.datetime(2020, 1, 7), "2020-01-07", "a day"),
    (datetime.datetime(2563, 1, 7), "2563-01-07", "a Buddhist year typed into a program that knows none"),
    (datetime.datetime(2020, 1, 7, 9, 30), "2020-01-07 09:30:00", "a day with a time"),
    (datetime.time(9, 30), "09:30:00", "a time"),
    (5, "5", "a whole number"),
    (5.0, "5", "a whole number kept as a float"),
    (2.5, "2.5", "a broken number"),
    (True, "TRUE", "a switch"),
    ("  ก\nข ", "  ก\nข ", "blanks and line breaks stay"),
    ("ก_x000D_\nข", "ก\r\nข", "Excel's own writing of what XML cannot hold"),
]


@pytest.mark.parametrize(("value", "text", "why"), CELLS, ids=[row[2] for row in CELLS])
def test_cells_are_the_text_a_person_reads(value: object, text: str, why: str) -> None:
    """Each kind of cell."""
    table = read(excel(ก=[HEADER, ["x", 1, value, "y"]]))
    assert table.rows[0].cells == ("x", "1", text, "y"), why


def test_the_sheet_and_the_row_with_the_best_header_are_chosen() -> None:
    """Titles above the header and other sheets are passed over; row numbers are those of the sheet."""
    table = read(
        excel(ปก=[["มติคณะรัฐมนตรี"], ["ปี 2563"]], ข้อมูล=[["สรุปผล"], [], HEADER, ["7 ม.ค. 63", 1, "ก", "ข"], [], ["x"]])
    )
    assert (table.sheet, table.header, table.header_row) == ("ข้อมูล", tuple(HEADER), 3)
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("7 ม.ค. 63", "1", "ก", "ข")), (6, ("x",))]


def test_hidden_sheets_are_told_and_read_only_when_no_other_will_do() -> None:
    """A visible sheet with fewer known headings wins over a hidden one."""

    def hide(workbook: Any) -> None:
        workbook["ซ่อน"].sheet_state = "hidden"

    table = read(excel(hide, ซ่อน=[HEADER, ["ก"]], เห็น=[HEADER[:3], ["ข"]]))
    assert (table.sheet, table.warnings) == ("เห็น", ("แผ่นงาน “ซ่อน” ถูกซ่อนไว้ (sheet “ซ่อน” is hidden)",))
    assert read(excel(hide, ซ่อน=[HEADER, ["ก"]], เห็น=[["a", "b"]])).sheet == "ซ่อน"


def test_cells_merged_downwards_are_filled() -> None:
    """One meeting date over the rows of its matters, as officers like to write it."""

    def merge(workbook: Any) -> None:
        workbook.active.merge_cells("A2:A3")

    table = read(excel(merge, ก=[HEADER, ["7/1/2563", 1, "ก"], [None, 2, "ข"], [None, 3, "ค"]]))
    assert [row.cell(0) for row in table.rows] == ["7/1/2563", "7/1/2563", ""]


def test_formulas_give_their_last_value() -> None:
    """Nothing is computed; a formula that was never computed is empty."""
    data = excel(ก=[HEADER, ["=1+1", "=2+2", "ก", "ข"]])
    data = patched(data, "xl/worksheets/sheet1.xml", "<f>1\\+1</f><v ?/>|<f>1\\+1</f><v></v>", "<f>1+1</f><v>2</v>")
    assert read(data).rows[0].cells == ("2", "", "ก", "ข")


def test_a_wrong_size_is_not_believed() -> None:
    """The dimension a file claims is often that of its first cell."""
    data = patched(excel(ก=[HEADER, ["ก"] * 4]), "xl/worksheets/sheet1.xml", 'ref="A1:D2"', 'ref="A1"')
    assert read(data).rows[0].cells == ("ก", "ก", "ก", "ก")


CSV = 'วันที่ประชุม,ลำดับที่,เรื่อง,มติ\r\n7 ม.ค. 63,1,"ก, ข","บรรทัด\nสอง ""อ้าง"""\r\n\r\nก,ข,ค,ง\r\n'
TEXTS = [
    (CSV.encode(), "UTF-8"),
    (CSV.encode("utf-8-sig"), "UTF-8 with the mark of Excel"),
    (CSV.encode("cp874"), "TIS-620"),
    (CSV.encode("utf-16"), "UTF-16, as Excel saves Unicode text"),
    (CSV.replace(",", ";").replace("ก; ข", "ก, ข").encode(), "semicolons"),
    (CSV.replace(",", "\t").replace("ก\t ข", "ก, ข").encode(), "tabs"),
    (CSV.replace("\r\n", "\n").encode(), "line feeds"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "why"), TEXTS, ids=[row[1] for row in TEXTS])
def test_csv_in_any_encoding_and_with_any_delimiter(data: bytes, why: str) -> None:
    """The same table each time; a cell with a line break is one row, a blank row is counted."""
    table = read(data)
    assert (table.header, table.sheet, table.warnings) == (tuple(HEADER), "", ()), why
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("7 ม.ค. 63", "1", "ก, ข", 'บรรทัด\nสอง "อ้าง"')),
        (4, ("ก", "ข", "ค", "ง")),
    ]


def test_csv_oddities() -> None:
    """Excel's first line that tells the delimiter, quotes that do not pair, a cell longer than the library's limit."""
    assert read("sep=;\nเรื่อง;มติ\nก, ข;ค".encode()).rows[0].cells == ("ก, ข", "ค")
    sloppy = read('เรื่อง,มติ\n"ก" ข,ค\n'.encode())
    assert sloppy.rows[0].cells == ("ก ข", "ค")
    assert "the quotes of the CSV file do not pair" in sloppy.warnings[0]
    assert len(read(f"เรื่อง,มติ\nก,{'ข' * 200_000}\n".encode()).rows[0].cells[1]) == 200_000


def test_text_is_written_as_text() -> None:
    """No cell becomes a formula or an error value; what XML cannot hold comes back."""
    stream = io.BytesIO()
    odd = ["=1+1", "#N/A", "_x0041_", "ก\x0bข", " ขอบ ", "ก\r\nข\tค"]
    write_sheet("มติ", ["ก"] * len(odd), [odd, [datetime.date(2020, 1, 7), 5]], stream)
    table = read(stream.getvalue())
    assert [row.cells for row in table.rows] == [tuple(odd), ("2020-01-07", "5")]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
GOOD = excel(ก=[HEADER, ["ก", "ข", "ค", "ง"]])
REFUSED = [
    (OLE, "97-2003", "an old .xls"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password", "encrypted by Excel"),
    (GOOD[:2000], "damaged or no .xlsx", "cut off"),
    (excel(ก=[["x" * 30_000] * 40]), "unusually large", "unpacks beyond the limit"),
    (patched(GOOD, "xl/workbook.xml", "^", '<!DOCTYPE x [<!ENTITY a "b">]>'), "declares entities", "entities"),
    (patched(GOOD, "xl/workbook.xml", "<sheets>.*</sheets>", ""), "no table in the file", "no sheets"),
    (excel(ก=[]), "no table in the file", "an empty sheet"),
    (excel(ก=[["ก"], ["ข"]]), "no table in the file", "one column is no table"),
    (excel(ก=[HEADER, ["x"] * 600]), "row 2 has more than 500 columns", "too wide"),
    (b"\x00\x01\x02" * 99, "not a text file", "neither workbook nor text"),
    (b"\xef\xbb\xbf\r\n<html><table>", "a web page or XML", "what old systems call Excel"),
    (b"", "empty", "nothing"),
]


@pytest.mark.parametrize(("data", "reason", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refusals_say_what_is_wrong(data: bytes, reason: str, why: str) -> None:
    """One clear reason each."""
    with pytest.raises(Unreadable) as refused:
        read(data, Limits(unpacked_bytes=1_000_000))
    assert reason in refused.value.english, why


def test_long_sheets_are_refused_and_far_blank_ones_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than the limit; a row number in the millions makes no millions of rows."""
    far = patched(
        GOOD,
        "xl/worksheets/sheet1.xml",
        '(?s)<row r="2"(.*?)</row>',
        r'<row r="2"\1</row><row r="999999999"><c r="A999999999"><v>1</v></c></row>',
    )
    assert len(read(far).rows) == 1
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 3)
    for data in (excel(ก=[HEADER] * 4), "ก,ข\n".encode() * 4):
        with pytest.raises(Unreadable, match="more than 3 rows"):
            read(data)


def test_mutations_never_crash() -> None:
    """200 damaged copies, packed and inside the packing, and of CSV: a table or one clear reason, nothing else."""
    chance = random.Random(7)
    parts = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
    outcomes = set()
    for at in range(200):
        if at % 4 == 3:
            part = chance.choice(parts)
            data = bytearray(
                patched(GOOD, part, chance.choice(["<", 'r="', "/>", "1", "=", "t"]), chance.choice("<&x9"))
            )
        else:
            data = bytearray(CSV.encode() if at % 4 else GOOD)
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(type(read(bytes(data))).__name__)
        except Unreadable:
            outcomes.add("Unreadable")
    assert outcomes == {"Table", "Unreadable"}
