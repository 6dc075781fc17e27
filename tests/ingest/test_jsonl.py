"""JSON lines: meetings grouped, spans into the rendering, bad rows refused alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from kb.ingest import ParsedDocument, Rejected, Skipped, assign_letters, read_sources

ROW: dict[str, Any] = {
    "meeting_date": "2020-01-05",
    "number": 2,
    "title": "การดูแล  ต้นไม้\nริมคลอง",
    "body": "คณะรัฐมนตรีมีมติรับทราบตามที่กรมประมงเสนอ\nสาระสำคัญ",
}


def read(path: Path, rows: list[Any], known: frozenset[str] = frozenset()) -> list[ParsedDocument | Skipped | Rejected]:
    """What a JSONL file of these rows gives; text is written as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n")
    return list(read_sources([path], lambda sha256, _uri: sha256 in known))


def documents(found: list[ParsedDocument | Skipped | Rejected]) -> list[ParsedDocument]:
    """Only the documents among what was found."""
    return [each for each in found if isinstance(each, ParsedDocument)]


def test_rows_of_one_meeting_become_one_document(tmp_path: Path) -> None:
    """Scattered rows are grouped by date and ordered by number; the address names the meeting."""
    path = tmp_path / "a.jsonl"
    rows = [ROW, {**ROW, "meeting_date": "12 มกราคม 2563", "number": 1}, {**ROW, "number": "1", "title": "แรก"}]
    first, second = documents(read(path, rows))
    assert [(d.uri, d.name, d.kind, d.meeting_date.isoformat()) for d in (first, second)] == [
        (f"{path}#2020-01-05", "a.jsonl#2020-01-05", "jsonl", "2020-01-05"),
        (f"{path}#2020-01-12", "a.jsonl#2020-01-12", "jsonl", "2020-01-12"),
    ]
    assert [(matter.number, matter.title) for matter in first.matters] == [(1, "แรก"), (2, "การดูแล ต้นไม้ ริมคลอง")]


def test_spans_point_into_the_rendering(tmp_path: Path) -> None:
    """Title and body can be cut out of the document's text again."""
    (document,) = documents(read(tmp_path / "a.jsonl", [ROW, {**ROW, "number": 3, "body": ""}]))
    cut = [
        (document.text[m.title_start : m.title_end], document.text[m.body_start : m.body_end]) for m in document.matters
    ]
    assert cut == [("การดูแล ต้นไม้ ริมคลอง", ROW["body"]), ("การดูแล ต้นไม้ ริมคลอง", "")]


def test_given_fields_win_over_what_the_body_says(tmp_path: Path) -> None:
    """Agency, outcome, group and letter number are taken as given, made canonical; else the body tells."""
    given = {
        **ROW, "number": "๗", "agency": "กค.", "outcome": "ให้ความเห็นชอบ", "group": "เศรษฐกิจ-สังคม",
        "letter_number": "นร 0505/123", "source": "แฟ้มเก่า",
    }  # fmt: skip
    (document,) = documents(read(tmp_path / "a.jsonl", [given]))
    matter = document.matters[0]
    assert (matter.number, matter.agency, matter.agency_abbr, matter.outcome, matter.group, matter.letter_number) == (
        7, "กระทรวงการคลัง", "กค.", "เห็นชอบ", "เศรษฐกิจ - สังคม", "นร 0505/123",
    )  # fmt: skip
    assert document.name == "แฟ้มเก่า"
    told = documents(read(tmp_path / "b.jsonl", [ROW]))[0].matters[0]
    assert (told.agency, told.outcome, told.group, told.letter_number) == ("กรมประมง", "รับทราบ", None, None)


def test_numbers_used_twice_and_printed_letters(tmp_path: Path) -> None:
    """Two rows of one number get letters in order; a printed letter is kept."""
    rows = [{**ROW, "number": "5b"}, {**ROW, "number": 5}, {**ROW, "number": 5, "title": "อีกเรื่อง"}]
    (document,) = documents(read(tmp_path / "a.jsonl", rows))
    assert [(matter.number, matter.suffix) for matter in document.matters] == [(5, ""), (5, ""), (5, "b")]
    assert assign_letters(document.matters) == ["", "c", "b"]


BAD_ROWS = [
    ("{not json", "not valid JSON"),
    ("[1, 2]", "not a JSON object"),
    ({key: value for key, value in ROW.items() if key != "body"}, "field body is missing"),
    ({**ROW, "title": "  "}, "field title is empty"),
    ({**ROW, "title": 5}, "field title must be text"),
    ({**ROW, "meeting_date": "ปีหน้า"}, "field meeting_date must be a date"),
    ({**ROW, "meeting_date": 20200105}, "field meeting_date must be a date"),
    ({**ROW, "number": 0}, "field number must be"),
    ({**ROW, "number": True}, "field number must be"),
    ({**ROW, "number": "สาม"}, "field number must be"),
    ({**ROW, "agency": ["กค."]}, "field agency must be text"),
    ("[" * 100_000, "not valid JSON"),
]


@pytest.mark.parametrize(("row", "word"), BAD_ROWS)
def test_a_bad_row_is_refused_alone_with_line_and_field(tmp_path: Path, row: object, word: str) -> None:
    """The refusal names line and field; the good rows around it are read."""
    refused, document = read(tmp_path / "a.jsonl", [ROW, row, "", {**ROW, "number": 3}])
    assert isinstance(refused, Rejected)
    assert f"line 2: {word}" in refused.reason.english
    assert refused.uri == f"{tmp_path / 'a.jsonl'}#L2"
    assert isinstance(document, ParsedDocument)
    assert [matter.number for matter in document.matters] == [2, 3]


def test_a_meeting_already_loaded_is_skipped_and_a_changed_one_is_not(tmp_path: Path) -> None:
    """The hash is that of the meeting's own rows: rows of other meetings may change around them."""
    other = {**ROW, "meeting_date": "2020-01-12"}
    path = tmp_path / "a.jsonl"
    known = frozenset(document.sha256 for document in documents(read(path, [ROW, other])))
    again = read(path, [{**other, "title": "ชื่อใหม่"}, ROW], known)
    assert [type(each).__name__ for each in again] == ["Skipped", "ParsedDocument"]
    assert again[0].uri == f"{path}#2020-01-05"
