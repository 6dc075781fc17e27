"""Columns of a table -> fields of a resolution, by Thai and English headings or as a person says."""

import pytest

from kb.errors import BadInput, Unreadable
from kb.ingest.readers.table import TableRow
from kb.ingest.table_fields import HEADINGS, continued, heading_key
from kb.ingest.table_mapping import FIELDS, known_headings, map_columns, parse_mapping

BASE = ["วันที่ประชุม", "ลำดับที่", "เรื่อง", "มติ"]
GUESSED = [
    ("วันประชุม ครม.", "meeting_date", "abbreviated"),
    ("วันที่มีมติ", "meeting_date", "the form of the follow-up officers"),
    ("วัน/เดือน/ปี\nที่ประชุม", None, "a heading nobody listed"),
    ("วันที่ประชุม (ว/ด/ป)", "meeting_date", "a remark in brackets does not count"),
    ("Meeting Date", "meeting_date", "English, capitals and blanks"),
    ("ลําดับที่", "number", "ำ decomposed, as spreadsheets of PDFs have it"),
    ("ที่", "number", "the shortest one"),
    ("No.", "number", "a dot"),
    ("ชื่อเรื่อง", "title", ""),
    ("สรุปมติ ครม.", "body", ""),
    ("ส่วนราชการ\nเจ้าของเรื่อง", "agency", "a wrapped heading"),
    ("หน่วยงาน", "agency", ""),
    ("ผลการพิจารณา", "outcome", ""),
    ("เลขที่หนังสือ", "letter_number", ""),
    ("ที่ นร", "letter_number", ""),
    ("เลข ส. ยืนยัน", "letter_number", ""),
    ("ลงวันที่", "letter_date", "not the meeting's date"),
    ("ชั้นความลับ", "classification", ""),
    ("หมายเหตุ", None, "of no field"),
]


@pytest.mark.parametrize(("heading", "field", "why"), GUESSED, ids=[row[0] for row in GUESSED])
def test_headings_are_known(heading: str, field: str | None, why: str) -> None:
    """Beside what every table has, each is taken for its field, or told as unused."""
    others = [each for each in BASE if map_columns(BASE, "ก").heading(field or "agency") != each]  # type: ignore[arg-type]
    mapping = map_columns([heading, *others], "ก")
    assert {name: places for name, places in mapping.columns.items() if (0,) in places} == (
        {field: ((0,),)} if field else {}
    ), why
    assert mapping.unused == (() if field else (heading,))


def test_every_heading_names_one_field() -> None:
    """No heading is listed for two fields."""
    fields: dict[str, set[str]] = {}
    for field, headings in HEADINGS.items():
        for heading in headings:
            fields.setdefault(heading_key(heading), set()).add(field)
    assert {key: found for key, found in fields.items() if len(found) > 1} == {}
    assert set(HEADINGS) == set(FIELDS)


def test_of_several_columns_the_best_is_taken_and_bodies_are_joined() -> None:
    """วันที่ is vaguer than วันที่ประชุม; what was resolved and the essence are both body; the rest is told as unused."""
    mapping = map_columns(["วันที่", "วันที่ประชุม", "ลำดับ", "วาระที่", "เรื่อง", "มติ", "สาระสำคัญ"], "ก")
    assert (mapping.columns["meeting_date"], mapping.columns["number"]) == (((1,),), ((3,),))
    assert mapping.unused == ("วันที่", "ลำดับ")
    row = TableRow(2, ("", "", "", "", "", "อนุมัติ", "สาระ"))
    assert (mapping.text(row, "body"), mapping.text(TableRow(3, ("",) * 7), "body")) == ("อนุมัติ\nสาระ", "")


def test_continued_columns_are_one_text() -> None:
    """Pieces are put together in the order of their numbers, without anything between them."""
    mapping = map_columns([*BASE, "มติ (ต่อ 3)", "มติ (ต่อ 2)"], "ก")
    assert mapping.columns["body"] == ((3, 5, 4),)
    assert mapping.text(TableRow(2, ("", "", "", "ก ", "ค", "'=ข")), "body") == "ก =ขค"
    assert [continued(each) for each in ("มติ (ต่อ 2)", "มติ ต่อ ๓", "มติ", "ต่อ", "มติ (ต่อ 1)")] == [
        ("มติ", 2), ("มติ", 3), ("มติ", 1), ("ต่อ", 1), ("มติ (ต่อ 1)", 1),
    ]  # fmt: skip


def test_a_mapping_can_be_given() -> None:
    """What is asked for wins, an empty one leaves the field out, the others are guessed."""
    asked = parse_mapping("title=หัวข้อ, body = ผล+หมายเหตุ,agency=")
    assert asked == {"title": ("หัวข้อ",), "body": ("ผล", "หมายเหตุ"), "agency": ()}
    mapping = map_columns(["วันที่", "ที่", "หัวข้อ", "หมายเหตุ", "ผล", "หน่วยงาน"], "ก", asked)
    assert mapping.columns == {
        "meeting_date": ((0,),), "number": ((1,),), "title": ((2,),), "body": ((4,), (3,)),
    }  # fmt: skip
    assert mapping.unused == ("หน่วยงาน",)
    assert parse_mapping("title=ก, ข = ค") == {"title": ("ก, ข = ค",)}


WRONG = ["", "title", "subject=เรื่อง", "x,title=เรื่อง"]


@pytest.mark.parametrize("text", WRONG)
def test_a_mapping_that_cannot_be_read_is_refused(text: str) -> None:
    """The message shows how to write one."""
    with pytest.raises(BadInput) as refused:
        parse_mapping(text)
    assert "write it as title=ชื่อเรื่อง,body=สรุปมติ" in refused.value.english


def test_errors_name_what_is_missing_and_what_is_there() -> None:
    """Both languages, with an example of what to type."""
    with pytest.raises(Unreadable) as missing:
        map_columns(["ชื่อ", "", "เรื่อง\nที่เสนอ", "มติ"], "งบ.xlsx")
    assert missing.value.english == (
        "งบ.xlsx: no table of resolutions, or column วันที่ประชุม (meeting_date), วาระที่ (number), เรื่อง (title) is missing; "
        "the headings are “ชื่อ”, “เรื่อง ที่เสนอ”, “มติ”; correct the headings or say which column is which, for example "
        "meeting_date=…,number=…,title=…"
    )
    with pytest.raises(BadInput, match="no heading “ชื่อ” for title; the headings are “วันที่ประชุม”"):
        map_columns(BASE, "ก", {"title": ("ชื่อ",)})


SCORES = [
    (BASE, 4, "a header"),
    (["มติคณะรัฐมนตรี"], 0, "a title above the table is no header"),
    (["7 มกราคม 2563", "1", "เรื่อง", "x"], 0, "one known word in a row of data is none"),
    (["มติ", "สาระสำคัญ"], 0, "two headings of one field"),
    ([*BASE, "มติ (ต่อ 2)"], 4, "a continuation is no new field"),
]


@pytest.mark.parametrize(("cells", "known", "why"), SCORES, ids=[row[2] for row in SCORES])
def test_known_headings_are_counted_by_field(cells: list[str], known: int, why: str) -> None:
    """What chooses the sheet and the header row."""
    assert known_headings(cells) == known, why


def test_headings_that_are_asked_for_make_a_header() -> None:
    """One of them is enough."""
    assert known_headings(["ช่องหนึ่ง", "ช่องสอง"], {"title": ("ช่องหนึ่ง",)}) == 1
