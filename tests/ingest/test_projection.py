"""What a resolution says when several documents tell of it, and what becomes of it when one of them changes."""

from typing import Any

import pytest

from kb.access import EVERYTHING
from kb.ingest.projection import main_of
from kb.search import get_resolution
from kb.store import Alias, DocumentVersion, Passage, Resolution, Source, Vector

BRIDGE = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
BALLOONS = "ร่างกฎกระทรวงกำหนดขนาดลูกโป่งที่ใช้ในงานวัด พ.ศ. ...."
LETTER = "นร 0505/ว 125"
FROM_PAGE = "คณะรัฐมนตรีมีมติอนุมัติตามที่กระทรวงสมมุติเสนอ"


def page(number: int = 5, title: str = BRIDGE, body: str = FROM_PAGE, **more: Any) -> dict[str, Any]:
    """A matter of a summary page."""
    return {"number": number, "title": title, "body": body, "group": "กฎหมาย", **more}


def passages(desk: Any, ref: str) -> list[str]:
    """The words search may quote of a resolution."""
    key = desk.get(ref).id
    return [each.text for each in desk.rows(Passage) if each.resolution_id == key and each.kind == "body"]


@pytest.mark.parametrize("letter", [LETTER, None])
@pytest.mark.parametrize("first", ["page", "letter"])
def test_a_letter_and_a_page_tell_of_one_resolution(desk: Any, first: str, letter: str | None) -> None:
    """Whichever comes first: one resolution under the page's number, the page shown, values of both."""
    steps = [
        lambda: desk.page("page", page(letter_number=letter, outcome="อนุมัติ")),
        lambda: desk.letter("letter", BRIDGE, LETTER, "ยืนยันมติอนุมัติ", outcome="ยืนยัน"),
    ]
    for step in steps if first == "page" else steps[::-1]:
        step()
    assert desk.live() == {"2031-01-05-05": BRIDGE}
    assert [(each.document, each.main) for each in desk.told("2031-01-05-05")] == [("letter", False), ("page", True)]
    shown = desk.get("2031-01-05-05")
    assert (shown.group, shown.outcome, shown.source) == ("กฎหมาย", "อนุมัติ", "page")
    assert (shown.letter_number, shown.letter_key) == (LETTER, "นร0505/ว125")
    assert passages(desk, "2031-01-05-05") == [FROM_PAGE]
    assert len(desk.rows(Vector)) == len(desk.rows(Passage)) == 2


def test_a_letter_that_came_first_keeps_its_old_address(desk: Any) -> None:
    """Known as number 0 until the page tells 5: both addresses lead to it, and nobody else gets the old one."""
    assert desk.letter("letter", BRIDGE, LETTER).added == ("2031-01-05-00",)
    key = desk.get("2031-01-05-00").id
    assert desk.page("page", page()).updated == ("2031-01-05-05",)
    assert [(each.ref, each.resolution_id) for each in desk.rows(Alias)] == [("2031-01-05-00", key)]
    with desk.archive.database.reading() as session:
        found = [get_resolution(session, ref, EVERYTHING) for ref in ("2031-01-05-00", "2031-01-05-05")]
    assert found[0] == found[1]
    assert found[0].summary.id == "2031-01-05-05"
    assert desk.letter("other", BALLOONS, "นร 0505/ว 126").added == ("2031-01-05-00b",)


def test_titles_that_might_be_either_are_not_joined(desk: Any) -> None:
    """A letter of one of two appointments that names neither ministry stays by itself for a person to join."""
    post = "แต่งตั้งข้าราชการให้ดำรงตำแหน่งประเภทบริหารระดับสูง"
    desk.page("page", page(5, f"{post} (กระทรวงสมมุติหนึ่ง)"), page(6, f"{post} (กระทรวงสมมุติสอง)"))
    assert desk.letter("letter", post, LETTER).added == ("2031-01-05-00",)
    assert len(desk.live()) == 3


def source(key: int, weight: int = 30, level: str = "ปกติ", version: int = 1, chosen: bool = False) -> Source:
    """A source as far as it decides which one is main."""
    return Source(id=key, weight=weight, classification=level, version_id=version, chosen=chosen)


@pytest.mark.parametrize(
    ("sources", "main"),
    [
        ([source(1, 30), source(2, 10)], 1),  # a page over a letter
        ([source(1, 25), source(2, 30)], 2),  # text over the same recognised from an image
        ([source(1, version=1), source(2, version=2)], 2),  # of equals the newest
        ([source(1, 30), source(2, 10, chosen=True)], 2),  # a person's choice over weight
        ([source(1, 30, "ลับ"), source(2, 10)], 2),  # the open one over the secret one, whatever it weighs
        ([source(1, 30, "ลับ", chosen=True), source(2, 10)], 2),  # even over a choice
        ([source(1, 30, "ลับมาก"), source(2, 10, "ลับ")], 2),  # the less secret one
    ],
)
def test_which_source_is_shown(sources: list[Source], main: int) -> None:
    """By classification, choice, weight, age."""
    found = main_of(sources)
    assert found is not None
    assert found.id == main


def test_without_a_source_there_is_no_main_one() -> None:
    """Nothing tells of it."""
    assert main_of([]) is None


def test_when_the_main_document_drops_a_matter_the_next_source_takes_over(desk: Any) -> None:
    """A page that no longer tells of it: the letter is shown, with its passages and values; then nothing is left."""
    desk.page("page", page(), page(6, BALLOONS))
    desk.letter("letter", BRIDGE, LETTER, "ยืนยันตามหนังสือ")
    changed = desk.page("page", page(6, BALLOONS))
    assert (changed.updated, changed.withdrawn) == (("2031-01-05-05", "2031-01-05-06"), ())
    assert desk.told("2031-01-05-05") == [("letter", "title", True)]
    shown = desk.get("2031-01-05-05")
    assert (shown.group, shown.letter_number, shown.source, shown.withdrawn) == (None, LETTER, "letter", False)
    assert passages(desk, "2031-01-05-05") == ["ยืนยันตามหนังสือ"]
    gone = desk.letter("letter", BALLOONS, "นร 0505/ว 126")
    assert gone.withdrawn == ("2031-01-05-05",)
    assert desk.get("2031-01-05-05").withdrawn
    assert desk.told("2031-01-05-05") == []
    assert [each.document for each in desk.told("2031-01-05-06")] == ["letter", "page"]


def test_a_better_reading_moves_the_spans(desk: Any) -> None:
    """A new version of the main document: the same resolution, spans into the new text, old text kept."""
    desk.page("page", page(body="อ่านผิดบ้าง"))
    key = desk.get("2031-01-05-05").id
    desk.page("page", page(4, BALLOONS), page(body=FROM_PAGE))
    shown = desk.get("2031-01-05-05")
    newest = desk.rows(DocumentVersion)[-1]
    assert (shown.id, shown.version_id) == (key, newest.id)
    assert newest.text[shown.body_start : shown.body_end] == FROM_PAGE
    assert [each.current for each in desk.rows(DocumentVersion)] == [False, True]


def test_two_copies_of_a_secret_letter_meet(desk: Any) -> None:
    """Though the resolution shows the open page and no letter number, the copy of the letter finds it by number."""
    post = "แต่งตั้งข้าราชการให้ดำรงตำแหน่งประเภทบริหารระดับสูง"
    desk.page("page", page(5, f"{post} (กระทรวงสมมุติหนึ่ง)"), page(6, f"{post} (กระทรวงสมมุติสอง)"))
    desk.letter("letter", f"{post} (กระทรวงสมมุติสอง)", LETTER, classification="ลับ")
    assert desk.get("2031-01-05-06").letter_number is None
    desk.letter("copy", post, LETTER, "ยืนยันมติ (สำเนา)", classification="ลับ")
    assert [each[:2] for each in desk.told("2031-01-05-06")] == [
        ("copy", "letter"),
        ("letter", "title"),
        ("page", "new"),
    ]
    assert [each.classification for each in desk.rows(Resolution)] == ["ปกติ", "ปกติ"]
