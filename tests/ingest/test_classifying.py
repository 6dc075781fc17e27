"""How secret a document is: a person's word, never below what is printed; what a resolution shows follows."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from kb.errors import BadInput
from kb.ingest.classifying import classify
from kb.store import Change, Document, DocumentClassification, Resolution, Source

BRIDGE = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
LETTER = "นร 0505/ว 125"
REF = "2031-01-05-05"


def page(body: str = "คณะรัฐมนตรีมีมติอนุมัติ", **more: Any) -> dict[str, Any]:
    """A matter of a summary page."""
    return {"number": 5, "title": BRIDGE, "body": body, **more}


def classified(desk: Any, name: str, level: str, by: str = "สมชาย") -> list[str]:
    """Classify the document of this name; gives addresses."""

    def edit(session: Any, storing: Any) -> list[str]:
        document = session.execute(select(Document).where(col(Document.name) == name)).scalar_one()
        return [each.ref for each in classify(session, document, level, by, storing)]

    made: list[str] = desk.decide(edit)
    return made


def levels(desk: Any) -> tuple[list[str], list[str]]:
    """Of sources, in order of storing, and of resolutions."""
    return [each.classification for each in desk.rows(Source)], [each.classification for each in desk.rows(Resolution)]


def test_the_only_source_takes_its_resolution_along(desk: Any) -> None:
    """Up and down again; the index is told each time; who said what is kept."""
    desk.page("page", page())
    seen = len(desk.rows(Change))
    assert classified(desk, "page", "ลับ") == [REF]
    assert levels(desk) == (["ลับ"], ["ลับ"])
    classified(desk, "page", "ปกติ", "สมหญิง")
    assert levels(desk) == (["ปกติ"], ["ปกติ"])
    assert len(desk.rows(Change)) == seen + 2
    history = [(each.before, each.after, each.by) for each in desk.rows(DocumentClassification)]
    assert history == [(None, "ลับ", "สมชาย"), ("ลับ", "ปกติ", "สมหญิง")]


def test_it_holds_when_the_document_is_loaded_again(desk: Any) -> None:
    """The word stands on the document, not on its version."""
    desk.page("page", page())
    classified(desk, "page", "ลับ")
    desk.page("page", page("ฉบับใหม่"))
    assert levels(desk) == (["ลับ"], ["ลับ"])


def test_the_open_source_speaks_alone(desk: Any) -> None:
    """The page becomes secret: the letter is shown, with nothing of the page; and back."""
    desk.page("page", page(group="กฎหมาย", outcome="อนุมัติ"))
    desk.letter("letter", BRIDGE, LETTER, "ยืนยันมติ")
    classified(desk, "page", "ลับมาก")
    shown = desk.get(REF)
    assert (shown.source, shown.group, shown.outcome, shown.classification) == ("letter", None, None, "ปกติ")
    classified(desk, "page", "ปกติ")
    assert (desk.get(REF).source, desk.get(REF).group, desk.get(REF).letter_number) == ("page", "กฎหมาย", LETTER)


def test_never_below_what_is_printed(desk: Any) -> None:
    """Refused where every matter prints more; where some do, those stay where they are."""
    desk.letter("letter", BRIDGE, LETTER, classification="ลับ")
    with pytest.raises(BadInput, match="the document itself"):
        classified(desk, "letter", "ปกติ")
    classified(desk, "letter", "ลับที่สุด")
    assert levels(desk) == (["ลับที่สุด"], ["ลับที่สุด"])
    classified(desk, "letter", "ลับ")
    assert levels(desk) == (["ลับ"], ["ลับ"])
    desk.page("page", {**page(), "number": 6, "title": "เรื่องหนึ่ง"}, {**page(), "number": 7, "classification": "ลับมาก"})
    classified(desk, "page", "ลับ")
    assert levels(desk)[0][1:] == ["ลับ", "ลับมาก"]


@pytest.mark.parametrize(("level", "by"), [("secret", "สมชาย"), ("", "สมชาย"), ("ลับ", " ")])
def test_what_is_refused(desk: Any, level: str, by: str) -> None:
    """A level that is none, and nobody's word."""
    desk.page("page", page())
    with pytest.raises(BadInput):
        classified(desk, "page", level, by)
    assert levels(desk) == (["ปกติ"], ["ปกติ"])
