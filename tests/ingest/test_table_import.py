"""A table of resolutions -> a plan (the dry run) -> documents; bad rows are told cell by cell and stop no other."""

from collections.abc import Iterator
from datetime import date

import pytest

from kb.agencies import open_registry
from kb.errors import BadInput, Unreadable
from kb.ingest.document import Rejected
from kb.ingest.readers.reading import Limits
from kb.ingest.readers.spreadsheet import read_table
from kb.ingest.readers.table import Table, TableRow
from kb.ingest.table_import import Classified, TablePlan, parse_table, plan_table, read_plan, table_date
from kb.ingest.table_mapping import known_headings, map_columns, parse_mapping

HEADER = ("วันที่ประชุม", "ลำดับที่", "เรื่อง", "มติ", "หน่วยงาน", "ที่ นร", "ลงวันที่", "ชั้นความลับ")
ROW = ("5 ม.ค. 63", "๒", "การดูแล  ต้นไม้\nริมคลอง", "คณะรัฐมนตรีมีมติรับทราบตามที่กรมประมงเสนอ\r\nสาระสำคัญ ", "", "", "", "")


def plan(*rows: tuple[str, ...]) -> TablePlan:
    """The plan for these rows, numbered from 2."""
    table = Table(HEADER, tuple(TableRow(at, cells) for at, cells in enumerate(rows, start=2)))
    return plan_table(table, map_columns(HEADER, "ก.xlsx"), "ก.xlsx")


def table_of(data: bytes) -> Table:
    """A CSV file as a table."""
    return read_table(data, "ก.csv", Limits(), known_headings)


def changed(at: int, cell: str) -> tuple[str, ...]:
    """The good row with one cell changed."""
    return (*ROW[:at], cell, *ROW[at + 1 :])


def found(*rows: tuple[str, ...]) -> list[Classified | Rejected]:
    """What a CSV file of these rows gives."""
    lines = [HEADER, *rows]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in lines)
    return list(parse_table(table_of(text.encode()), "/a/ก.csv", "ก.csv", open_registry()))


def test_a_good_row_is_a_resolution() -> None:
    """Blanks are tidied as in JSON lines, digits of either kind are read, empty cells are None."""
    (planned,) = plan(ROW).rows
    resolution = planned.resolution
    assert (planned.row, resolution.meeting_date, resolution.number, resolution.suffix) == (2, date(2020, 1, 5), 2, "")
    assert resolution.title == "การดูแล ต้นไม้ ริมคลอง"
    assert resolution.body == "คณะรัฐมนตรีมีมติรับทราบตามที่กรมประมงเสนอ\nสาระสำคัญ"
    assert (resolution.agency, resolution.letter_number, resolution.letter_date, resolution.classification) == (
        None,
    ) * 4


def test_letter_and_classification_are_read() -> None:
    """A column headed ที่ นร holds the number without it; classifications also in English."""
    (planned,) = plan((*ROW[:4], "กค.", "0505/ว 12", "9 มกราคม 2563", "Top Secret")).rows
    resolution = planned.resolution
    assert (resolution.agency, resolution.letter_number, resolution.letter_date, resolution.classification) == (
        "กค.", "นร 0505/ว 12", date(2020, 1, 9), "ลับที่สุด",
    )  # fmt: skip
    assert plan(changed(5, "นร 0505/12")).rows[0].resolution.letter_number == "นร 0505/12"


DATES = [
    ("2020-01-07", date(2020, 1, 7), "a day of a spreadsheet"),
    ("2020-01-07 00:00:00", date(2020, 1, 7), "with its midnight"),
    ("2563-01-07", date(2020, 1, 7), "a Buddhist year kept as a common one"),
    ("๗ มกราคม ๒๕๖๓", date(2020, 1, 7), "Thai digits"),
    ("7/1/2563", date(2020, 1, 7), "figures"),
    ("7 ม.ค. 63", date(2020, 1, 7), "two digits of the year"),
    ("วันอังคารที่ 7 มกราคม พ.ศ. 2563", date(2020, 1, 7), "in words"),
    ("7 มกราคม 2563 (ครั้งที่ 1/2563)", date(2020, 1, 7), "with the number of the meeting"),
    ("43837", date(2020, 1, 7), "Excel's day number in a cell that is not formatted as a day"),
    ("242164", date(2020, 1, 7), "the same of a Buddhist year"),
    ("5", None, "a number"),
    ("99999", None, "no day number of this archive"),
    ("31 เมษายน 2563", None, "no such day"),
    ("มกราคม 2563", None, "a month is no day"),
    ("7-9 มกราคม 2563", None, "three days"),
    ("7 มกราคม 2563 และ 8 มกราคม 2563", None, "two days"),
]


@pytest.mark.parametrize(("text", "day", "why"), DATES, ids=[row[2] for row in DATES])
def test_dates_in_all_forms(text: str, day: date | None, why: str) -> None:
    """One day or none."""
    assert table_date(text) == day, why


NUMBERS = [
    ("5", 5, ""),
    ("๑๒", 12, ""),
    ("5.", 5, ""),
    ("วาระที่ 7", 7, ""),
    ("5B", 5, "b"),
    ("(3)", 3, ""),
    ("3/2563", None, ""),
    ("0", None, ""),
]


@pytest.mark.parametrize(("text", "number", "suffix"), NUMBERS)
def test_numbers(text: str, number: int | None, suffix: str) -> None:
    """As people write them."""
    made = plan(changed(1, text))
    read = [(each.resolution.number, each.resolution.suffix) for each in made.rows]
    assert read == ([(number, suffix)] if number else [])


ERRORS = [
    (0, "", "วันที่ประชุม", "is empty; fill in the date"),
    (0, "ปีหน้า", "วันที่ประชุม", "“ปีหน้า” is no date; write it as 7 มกราคม 2563 or 2020-01-07"),
    (1, "สาม", "ลำดับที่", "“สาม” is no agenda number; write one from 1 to 999, such as 5 or 5b"),
    (2, " - ", "เรื่อง", "is empty; fill in the title"),
    (6, "x", "ลงวันที่", "“x” is no date; write it as 7 มกราคม 2563 or 2020-01-07"),
    (7, "ลับสุดยอด", "ชั้นความลับ", "“ลับสุดยอด” is no classification; use one of ปกติ, ลับ, ลับมาก, ลับที่สุด"),
]


@pytest.mark.parametrize(("at", "cell", "column", "reason"), ERRORS)
def test_errors_tell_row_column_and_what_to_do(at: int, cell: str, column: str, reason: str) -> None:
    """The bad row alone is left out."""
    made = plan(ROW, changed(at, cell), changed(1, "3"))
    assert [each.row for each in made.rows] == [2, 4]
    (error,) = made.errors
    assert (error.row, error.column) == (3, column)
    assert error.reason.english == f"ก.xlsx row 3 column “{column}”: {reason}"
    assert error.reason.thai.startswith(f"ก.xlsx แถวที่ 3 คอลัมน์ “{column}”: ")


def test_all_errors_of_a_row_are_told_at_once() -> None:
    """And a repeated header is no row."""
    made = plan(("x", "y", "", ""), HEADER)
    assert [(error.row, error.column) for error in made.errors] == [(2, "วันที่ประชุม"), (2, "ลำดับที่"), (2, "เรื่อง")]


def documents(given: list[Classified | Rejected]) -> Iterator[Classified]:
    """Only the documents."""
    return (each for each in given if isinstance(each, Classified))


def test_rows_become_documents_by_meeting_as_json_lines_do() -> None:
    """Scattered rows are grouped and ordered; refused rows keep their place in the sheet as address."""
    refused, first, second = found(
        ROW, ("12 ม.ค. 63", "1", "แรก", "มติ"), ("ก", "1", "ข", ""), ("5/1/2563", "1", "ก่อน", "")
    )
    assert isinstance(refused, Rejected)
    assert (refused.uri, refused.name, refused.sha256) == ("/a/ก.csv#L4", "ก.csv#L4", None)
    assert [
        (each.document.uri, each.document.name, each.classification, [m.number for m in each.document.matters])
        for each in documents([first, second])
    ] == [
        ("/a/ก.csv#2020-01-05", "ก.csv#2020-01-05", None, [1, 2]),
        ("/a/ก.csv#2020-01-12", "ก.csv#2020-01-12", None, [1]),
    ]
    (document,) = (each.document for each in documents([first]))
    matter = document.matters[1]
    assert document.text[matter.body_start : matter.body_end] == ROW[3].replace("\r\n", "\n").strip()
    assert (matter.agency, matter.outcome) == ("กรมประมง", "รับทราบ")


def test_classified_rows_make_documents_of_their_own() -> None:
    """Each document has one classification; its address says so above the lowest."""
    given = found(ROW, changed(7, "ลับ"), changed(7, "ปกติ"), (*changed(0, "12 ม.ค. 63")[:7], "ปกติ"))
    assert [(each.document.uri, each.document.name, each.classification) for each in documents(given)] == [
        ("/a/ก.csv#2020-01-05", "ก.csv#2020-01-05", None),
        ("/a/ก.csv#2020-01-05-ปกติ", "ก.csv#2020-01-05-ปกติ", "ปกติ"),
        ("/a/ก.csv#2020-01-12", "ก.csv#2020-01-12", "ปกติ"),
        ("/a/ก.csv#2020-01-05-ลับ", "ก.csv#2020-01-05-ลับ", "ลับ"),
    ]


def test_the_hash_is_that_of_the_rows_of_the_meeting() -> None:
    """Rows of other meetings and the place in the table change nothing; another word does."""
    other = changed(0, "12 ม.ค. 63")
    (alone,) = documents(found(ROW))
    moved, _ = documents(found(other, ROW))
    (reworded,) = documents(found(changed(2, "อื่น")))
    assert alone.document.sha256 == moved.document.sha256 != reworded.document.sha256


def test_a_file_that_is_no_table_of_resolutions_is_refused_with_its_headings() -> None:
    """And a mapping may help, unless it names what is not there."""
    data = "วัน,เลข,หัวข้อหลัก,ผล\n7 ม.ค. 63,1,ก,ข\n".encode()
    with pytest.raises(Unreadable, match="the headings are “วัน”, “เลข”, “หัวข้อหลัก”, “ผล”"):
        read_plan(data, "ก.csv", Limits())
    asked = parse_mapping("meeting_date=วัน,number=เลข,title=หัวข้อหลัก,body=ผล")
    assert [each.resolution.title for each in read_plan(data, "ก.csv", Limits(), asked).rows] == ["ก"]
    with pytest.raises(BadInput, match="no heading “วาระ” for number"):
        read_plan(data, "ก.csv", Limits(), parse_mapping("meeting_date=วัน,number=วาระ"))


def test_unused_columns_are_told() -> None:
    """In the plan and with every document."""
    data = "วันที่ประชุม,ที่,เรื่อง,มติ,หมายเหตุ\n7 ม.ค. 63,1,ก,ข,ค\n".encode()
    warning = "ไม่ได้ใช้คอลัมน์ “หมายเหตุ” (columns not used: “หมายเหตุ”)"
    assert read_plan(data, "ก.csv", Limits()).warnings == (warning,)
    (document,) = documents(list(parse_table(table_of(data), "u", "ก.csv", open_registry())))
    assert document.document.warnings == (warning,)
