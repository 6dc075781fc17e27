"""The registry as a spreadsheet: out, in again, and what is wrong with which line."""

from datetime import date

import pytest

from kb.agencies import Agency, AgencyRegistry, Spell, Succession, open_registry
from kb.agencies.table_form import BOM, HEADINGS, read_table, write_table

REGISTRY = open_registry()
DAY = date(2019, 5, 2)
OFFICE = Agency(
    "สำนักงานว่าวแห่งชาติ", ("สวว.", "KITE"), "กระทรวงการคลัง", ("สำนักว่าว",), "office", DAY, date(2023, 1, 1),
    (Spell("KITE", DAY, None), Spell("สำนักว่าว", None, date(2020, 1, 1))),
)  # fmt: skip
ORIGIN = Succession("กองว่าว", OFFICE.name, "merged", DAY)
HEAD = ",".join(HEADINGS)


def test_what_is_written_reads_back_the_same() -> None:
    """Every agency and succession of the seed, sources included; a mark for the spreadsheet and Thai headings."""
    text = write_table(REGISTRY)
    assert text.startswith(BOM + HEAD + "\r\n")
    table = read_table(text, REGISTRY)
    assert table.faults == ()
    assert tuple(row.agency for row in table.rows) == REGISTRY.agencies
    assert {each for row in table.rows for each in row.origins} == set(REGISTRY.successions)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_row_in_full(between: str) -> None:
    """Whichever separator the spreadsheet writes; dates in either era; times of names in brackets."""
    cells = [
        OFFICE.name, "สำนักงาน", "สวว. | KITE [2019-05-02..]", "สำนักว่าว [..1 ม.ค. 2563]", "กระทรวงการคลัง",
        "2 พ.ค. 2562", "2023-01-01", "รวม 2019-05-02 กองว่าว",
    ]  # fmt: skip
    table = read_table(f"{between.join(HEADINGS)}\n{between.join(cells)}\n", AgencyRegistry(()))
    assert table.faults == ()
    assert [(row.line, row.agency, row.origins) for row in table.rows] == [(2, OFFICE, (ORIGIN,))]


def test_columns_may_be_missing_or_in_another_order() -> None:
    """What a missing column would tell stays as it is known; what is not known is told from the name."""
    known = AgencyRegistry((OFFICE,), (ORIGIN,))
    text = f"ต้นสังกัด,ชื่อหน่วยงาน,หมายเหตุ\nกรมประมง,{OFFICE.name},x\n,กรมว่าว,\n\n"
    changed, new = read_table(text, known).rows
    assert (changed.agency.parent, changed.agency.abbreviations, changed.origins) == (
        "กรมประมง",
        OFFICE.abbreviations,
        (ORIGIN,),
    )
    assert (new.agency, new.origins) == (Agency("กรมว่าว", (), None, (), "department"), ())


def test_an_empty_cell_empties_what_was_known() -> None:
    """A column that is there says everything; only the kind is told from the name again."""
    table = read_table(f"{HEAD}\n{OFFICE.name},,,,,,,\n", AgencyRegistry((OFFICE,), (ORIGIN,)))
    assert [(row.agency, row.origins) for row in table.rows] == [(Agency(OFFICE.name, (), None, (), "office"), ())]


@pytest.mark.parametrize(
    ("row", "thai", "english"),
    [
        (",กรม,,,,,,", "ไม่มีชื่อหน่วยงาน", "there is no name"),
        ("กรมว่าว,หน่วย,,,,,,", "ไม่มีประเภท “หน่วย”", "there is no kind 'หน่วย'"),
        ("กรมว่าว,,,,,เมื่อวาน,,", "อ่านวันที่ “เมื่อวาน” ไม่ได้", "'เมื่อวาน' is no date"),
        ("กรมว่าว,,ก. [x..],,,,,", "อ่านวันที่ “x” ไม่ได้", "'x' is no date"),
        ("กรมว่าว,,,,,,,กองว่าว", "อ่าน “กองว่าว” ไม่ได้", "'กองว่าว' is no succession"),
        ("กรมว่าว,,,,,,,ยุบ 2019-05-02 กองว่าว", "เขียนเช่น", "is no succession"),
        ("กรมว่าว,,,,,,,รวม 2019-25-02 กองว่าว", "อ่านวันที่ “2019-25-02” ไม่ได้", "is no date"),
        ("กรมดี,,,,,,,", "อยู่ในบรรทัด 2 แล้ว", "stands on line 2 already"),
    ],
)
def test_a_wrong_row_is_told_by_its_line(row: str, thai: str, english: str) -> None:
    """The others are read all the same."""
    table = read_table(f"{HEAD}\nกรมดี,,,,,,,\n{row}\nกรมงาม,,,,,,,\n", AgencyRegistry(()))
    assert [each.agency.name for each in table.rows] == ["กรมดี", "กรมงาม"]
    ((line, fault),) = table.faults
    assert line == 3
    assert thai in fault.thai
    assert english in fault.english


@pytest.mark.parametrize("text", ["", "\n\n", "name,kind\nx,y\n", BOM, "\x00,\x00\n"])
def test_a_table_without_our_heading_is_refused_whole(text: str) -> None:
    """Nothing is guessed."""
    table = read_table(text, AgencyRegistry(()))
    assert table.rows == ()
    assert [HEADINGS[0] in fault.thai for _, fault in table.faults] == [True]


def test_a_line_that_is_no_csv_is_told() -> None:
    """A cell longer than any: the reader's own complaint, with its line."""
    table = read_table(f"{HEAD}\n{'ก' * 140_000},,,,,,,\n", AgencyRegistry(()))
    assert [(line, "no CSV" in fault.english) for line, fault in table.faults] == [(2, True)]
