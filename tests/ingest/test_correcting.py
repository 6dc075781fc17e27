"""Fields corrected by people: what is accepted, what stays after a new load, what is offered again."""

from datetime import date
from typing import Any

import pytest

from kb.access import EVERYTHING
from kb.errors import BadInput, NotFound
from kb.ingest.correcting import accepted, correct, take_back
from kb.store import Correction, Passage, Resolution
from kb.workflows.corrections import list_corrections, list_disagreements

BRIDGE = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
RIGHT = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลนครสมมุติ"
REF = "2031-01-05-05"


def page(title: str = BRIDGE, body: str = "คณะรัฐมนตรีมีมติอนุมัติ", **more: Any) -> dict[str, Any]:
    """The matter."""
    return {"number": 5, "title": title, "body": body, "agency": "กระทรวงมหาดไทย", "outcome": "อนุมัติ", **more}


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("title", "  ชื่อ  ใหม่ ", "ชื่อ ใหม่"),  # runs of blanks are one
        ("letter_date", "7 ม.ค. 2563", "2020-01-07"),  # Buddhist era
        ("letter_date", "๗ มกราคม ๒๕๖๓", "2020-01-07"),
        ("letter_date", "2020-01-07", "2020-01-07"),
        ("letter_date", "", None),  # there is none
        ("letter_number", "ที่ นร ๐๕๐๕/ว ๑๒๕", "ที่ นร ๐๕๐๕/ว ๑๒๕"),
        ("agency", "กค.", "กระทรวงการคลัง"),  # by abbreviation
        ("agency", "", None),
        ("outcome", "อนุมัติ,รับทราบ", "อนุมัติ, รับทราบ"),
        ("outcome", "รับทราบ, รับทราบ", "รับทราบ"),
        ("group", "กฎหมาย", "กฎหมาย"),
    ],
)
def test_values_that_are_accepted(archive: Any, field: str, value: str, kept: str | None) -> None:
    """In the form they are kept."""
    assert accepted(field, value, archive.registry) == kept


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("classification", "ลับ", "title, agency, outcome, group, letter_number, letter_date"),  # not corrected so
        ("", "x", "title, agency"),
        ("title", " ", "empty"),
        ("letter_date", "31 ก.พ. 63", "no date"),
        ("letter_date", "เมื่อวาน", "no date"),
        ("letter_number", "125", "letter number"),
        ("letter_number", "นร 0505/ว 125 และ นร 0505/ว 126", "letter number"),  # two
        ("agency", "กระทรวงการคลอง", "กระทรวงการคลัง"),  # what may be meant is named
        ("outcome", "อนุมัต", "อนุมัติ"),  # the verbs are named
        ("outcome", ",", "outcome"),
        ("group", "กฎ", "กฎหมาย"),
    ],
)
def test_values_that_are_refused(archive: Any, field: str, value: str, told: str) -> None:
    """With what would do."""
    with pytest.raises(BadInput) as caught:
        accepted(field, value, archive.registry)
    assert told in caught.value.english


def test_every_field_can_be_corrected(desk: Any) -> None:
    """Each sets its columns: keys beside what is shown too."""
    desk.page("page", page())
    for field, value in (
        ("title", RIGHT), ("agency", "กค."), ("outcome", "รับทราบ"), ("group", "กฎหมาย"),
        ("letter_number", "นร ๐๕๐๕/ว ๗"), ("letter_date", "12 ม.ค. 2574"),
    ):  # fmt: skip
        desk.decide(correct, REF, field, value, "สมชาย", "")
    row = desk.get(REF)
    assert (row.title, row.agency_abbr, row.outcome, row.group) == (RIGHT, "กค.", "รับทราบ", "กฎหมาย")
    assert (row.letter_number, row.letter_key, row.letter_date) == ("นร ๐๕๐๕/ว ๗", "นร0505/ว7", date(2031, 1, 12))
    assert [each.text for each in desk.rows(Passage) if each.kind == "title"] == [RIGHT]


def test_a_correction_has_a_history(desk: Any) -> None:
    """Who, when, what the source said; a second one replaces the first, which is kept; taken back, sources speak."""
    desk.page("page", page())
    desk.decide(correct, REF, "outcome", "รับทราบ", "สมชาย", "ตามบันทึก")
    desk.decide(correct, REF, "outcome", "เห็นชอบ", "สมหญิง", "")
    with desk.archive.database.reading() as session:
        first, second = list_corrections(session, EVERYTHING, REF).fields
    assert (first.before, first.after, first.by, first.note, first.active) == (
        "อนุมัติ", "รับทราบ", "สมชาย", "ตามบันทึก", False,
    )  # fmt: skip
    assert (second.before, second.after, second.by, second.active) == ("อนุมัติ", "เห็นชอบ", "สมหญิง", True)
    assert second.at.utcoffset() is not None
    assert desk.get(REF).outcome == "เห็นชอบ"
    desk.decide(take_back, second.id, "สมปอง")
    assert desk.get(REF).outcome == "อนุมัติ"
    with desk.archive.database.reading() as session:
        assert [each.active for each in list_corrections(session, EVERYTHING).fields] == [False, False]
        assert "สมปอง" in list_corrections(session, EVERYTHING).fields[1].note


@pytest.mark.parametrize(
    ("newer", "shown", "offered"),
    [
        ({"body": "ฉบับใหม่"}, "รับทราบ", None),  # says what it said: known to be wrong
        ({"outcome": "รับทราบ"}, "รับทราบ", None),  # says what was corrected
        ({"outcome": "ยืนยัน"}, "รับทราบ", "ยืนยัน"),  # says a third thing: a person looks again
        ({"outcome": None}, "รับทราบ", None),  # a newer version that says nothing takes nothing away
    ],
)
def test_a_correction_survives_a_new_load(desk: Any, newer: dict[str, Any], shown: str, offered: str | None) -> None:
    """It stands, and is offered again where the new version disagrees."""
    desk.page("page", page())
    desk.decide(correct, REF, "outcome", "รับทราบ", "สมชาย", "")
    desk.page("page", page(**{"body": "ฉบับใหม่", **newer}))
    assert desk.get(REF).outcome == shown
    with desk.archive.database.reading() as session:
        assert [each.disagreeing for each in list_disagreements(session, EVERYTHING).fields] == [
            each for each in [offered] if each
        ]


def test_insisting_settles_a_disagreement(desk: Any) -> None:
    """Corrected again to the same value, the newer version is known to be wrong too."""
    desk.page("page", page())
    desk.decide(correct, REF, "outcome", "รับทราบ", "สมชาย", "")
    with pytest.raises(BadInput, match="already"):
        desk.decide(correct, REF, "outcome", "รับทราบ", "สมชาย", "")
    desk.page("page", page(outcome="ยืนยัน", body="ฉบับใหม่"))
    desk.decide(correct, REF, "outcome", "รับทราบ", "สมชาย", "ดูแล้ว")
    with desk.archive.database.reading() as session:
        assert list_disagreements(session, EVERYTHING).fields == ()
        assert [each.before for each in list_corrections(session, EVERYTHING).fields] == ["อนุมัติ", "ยืนยัน"]


def test_a_corrected_title_does_not_lose_its_matter(desk: Any) -> None:
    """The page still prints the wrong title: loaded again, it is the same resolution, under the right title."""
    desk.page("page", page())
    desk.decide(correct, REF, "title", "เรื่องที่ใช้ถ้อยคำอื่นทั้งหมด", "สมชาย", "")
    desk.page("page", page(body="ฉบับใหม่"))
    assert desk.live() == {REF: "เรื่องที่ใช้ถ้อยคำอื่นทั้งหมด"}


@pytest.mark.parametrize(
    ("verb", "args", "error"),
    [
        (correct, ("2031-01-05-99", "outcome", "รับทราบ", "สมชาย", ""), NotFound),
        (correct, (REF, "outcome", "อนุมัติ", "สมชาย", ""), BadInput),  # it says so already
        (correct, (REF, "outcome", "รับทราบ", "", ""), BadInput),  # nobody decides
        (take_back, (1, "สมชาย"), NotFound),
        (take_back, (0, "สมชาย"), NotFound),
    ],
)
def test_what_cannot_be_corrected(desk: Any, verb: Any, args: Any, error: type[Exception]) -> None:
    """Refused, and nothing is written."""
    desk.page("page", page())
    with pytest.raises(error):
        desk.decide(verb, *args)
    assert list(desk.rows(Correction)) == []


def test_a_correction_is_taken_back_once(desk: Any) -> None:
    """The second time it is no longer in force; nor can a resolution without sources be corrected."""
    desk.page("page", page())
    _, row = desk.decide(correct, REF, "outcome", "รับทราบ", "สมชาย", "")
    desk.decide(take_back, row.id, "สมชาย")
    with pytest.raises(BadInput, match="no longer in force"):
        desk.decide(take_back, row.id, "สมชาย")
    desk.page("page")
    assert [each.withdrawn for each in desk.rows(Resolution)] == [True]
    with pytest.raises(BadInput, match="no document"):
        desk.decide(correct, REF, "outcome", "รับทราบ", "สมชาย", "")
