"""What storing a document does to the rows: versions, addresses, letters, withdrawals, agencies."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel, col

from kb.errors import BadInput, Unreadable
from kb.ingest.document import Rejected
from kb.ingest.records import Stored, is_loaded, quarantine
from kb.store import Agency, Change, Document, DocumentVersion, Passage, Quarantined, Resolution, Vector

DAY, OTHER_DAY = date(2031, 1, 5), date(2031, 1, 12)
TURTLES = "ขออนุมัติสร้างสะพานให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
BALLOONS = "ร่างกฎกระทรวงกำหนดขนาดลูกโป่งที่ใช้ในงานวัด พ.ศ. ...."
STARS = "รายงานผลการนับดาวบนท้องฟ้า ประจำปีงบประมาณ พ.ศ. 2574"


def matter(number: int, title: str, body: str = "เห็นชอบตามที่เสนอ", **more: Any) -> dict[str, Any]:
    """One matter of a document."""
    return {"number": number, "title": title, "body": body, **more}


def rows(archive: Any, table: type[SQLModel]) -> Sequence[Any]:
    """Every row of a table, oldest first."""
    with archive.database.reading() as session:
        found = session.execute(select(table)).scalars().all()
        session.expunge_all()
    return found


def refs(archive: Any, *, withdrawn: bool = False) -> dict[str, str]:
    """Address and title of the resolutions that search may show, or of the others."""
    return {each.ref: each.title for each in rows(archive, Resolution) if each.withdrawn is withdrawn}


def body_of(archive: Any, ref: str) -> str:
    """The text a resolution's span points at."""
    (found,) = [each for each in rows(archive, Resolution) if each.ref == ref]
    (version,) = [each for each in rows(archive, DocumentVersion) if each.id == found.version_id]
    return str(version.text[found.body_start : found.body_end])


def test_a_document_becomes_rows_that_point_into_its_text(archive: Any) -> None:
    """One document, one version, a meeting; titles, bodies and passages are the text between their spans."""
    stored = archive.store(archive.document("page", DAY, matter(1, TURTLES), matter(12, STARS, "รับทราบ " * 200)))
    assert stored == Stored(added=("2031-01-05-01", "2031-01-05-12"))
    assert [(each.name, each.kind) for each in rows(archive, Document)] == [("page", "meeting-page")]
    (version,) = rows(archive, DocumentVersion)
    assert version.current
    for each in rows(archive, Resolution):
        assert version.text[each.title_start : each.title_end] == each.title
    assert body_of(archive, "2031-01-05-01") == "เห็นชอบตามที่เสนอ"
    passages = rows(archive, Passage)
    assert [version.text[each.start : each.end] for each in passages] == [each.text for each in passages]
    assert [each.kind for each in passages] == ["title", "body", "title", "body", "body", "body"]
    assert [each.passage_id for each in rows(archive, Vector)] == [each.id for each in passages]
    assert [each.resolution_id for each in rows(archive, Change)] == [1, 2]


def test_columns_hold_what_the_page_said(archive: Any) -> None:
    """Outcome, group, abbreviation and letter number as given; the letter's key folded for looking up."""
    said = {"outcome": "เห็นชอบ, รับทราบ", "group": "กฎหมาย", "agency": "กระทรวงการคลัง", "agency_abbr": "กค."}
    archive.store(archive.document("page", DAY, matter(3, TURTLES, letter_number="ที่ นร ๐๕๐๕/ว ๑๒๕", **said)))
    (row,) = rows(archive, Resolution)
    told = (row.outcome, row.group, row.agency_abbr, row.letter_number, row.letter_key, row.source, row.classification)
    assert told == ("เห็นชอบ, รับทราบ", "กฎหมาย", "กค.", "ที่ นร ๐๕๐๕/ว ๑๒๕", "นร0505/ว125", "page", "ปกติ")
    assert (row.meeting_date, row.number, row.letter) == (DAY, 3, "")


def test_the_same_bytes_are_known(archive: Any) -> None:
    """By the sha256 of the current version of any document; a version that was replaced is not."""
    archive.store(archive.document("page", DAY, matter(1, TURTLES), sha256="one"))
    archive.store(archive.document("page", DAY, matter(1, TURTLES), sha256="two"))
    with archive.database.reading() as session:
        assert [is_loaded(session, sha256, "elsewhere") for sha256 in ("one", "two", "three")] == [False, True, False]


def test_bytes_stored_meanwhile_by_another_process_change_nothing(archive: Any) -> None:
    """Two processes that read the same file at once: the second adds no version and no change."""
    document = archive.document("page", DAY, matter(1, TURTLES))
    archive.store(document)
    assert archive.store(document) == Stored()
    assert (len(rows(archive, DocumentVersion)), len(rows(archive, Change))) == (1, 1)


def test_a_changed_page_is_a_new_version_and_the_old_one_is_kept(archive: Any) -> None:
    """The same addresses and keys, the new words; old text stays, old passages and vectors go, keys are not reused."""
    archive.store(archive.document("page", DAY, matter(1, TURTLES, "ฉบับแรก"), matter(2, STARS)))
    before = {each.ref: each.id for each in rows(archive, Resolution)}
    stored = archive.store(archive.document("page", DAY, matter(1, TURTLES, "ฉบับแก้ไข"), matter(2, STARS)))
    assert stored == Stored(updated=("2031-01-05-01", "2031-01-05-02"))
    assert {each.ref: each.id for each in rows(archive, Resolution)} == before
    old, new = rows(archive, DocumentVersion)
    assert (old.current, new.current) == (False, True)
    assert "ฉบับแรก" in old.text
    assert body_of(archive, "2031-01-05-01") == "ฉบับแก้ไข"
    assert [each.id for each in rows(archive, Passage)] == [5, 6, 7, 8]
    assert [each.passage_id for each in rows(archive, Vector)] == [5, 6, 7, 8]
    assert [each.resolution_id for each in rows(archive, Change)] == [1, 2, 1, 2]


def test_going_back_to_the_first_bytes_is_a_third_version(archive: Any) -> None:
    """History is not rewritten."""
    for body in ("หนึ่ง", "สอง", "หนึ่ง"):
        archive.store(archive.document("page", DAY, matter(1, TURTLES, body)))
    assert [each.current for each in rows(archive, DocumentVersion)] == [False, False, True]
    assert body_of(archive, "2031-01-05-01") == "หนึ่ง"


def test_a_reworded_title_in_the_same_document_keeps_its_address(archive: Any) -> None:
    """Same document, same number: the matter is the same though its title is new."""
    archive.store(archive.document("page", DAY, matter(1, TURTLES)))
    stored = archive.store(archive.document("page", DAY, matter(1, STARS)))
    assert (stored.updated, refs(archive)) == (("2031-01-05-01",), {"2031-01-05-01": STARS})


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        (1, TURTLES, {"2031-01-05-01": "second"}),  # the same: corrected by the second page
        (1, TURTLES.replace("เทศบาลเมือง", "เทศบาล เมือง"), {"2031-01-05-01": "second"}),  # spaced otherwise
        (1, TURTLES[:-3], {"2031-01-05-01": "second"}),  # cut at the end of a line
        (1, BALLOONS, {"2031-01-05-01": "first", "2031-01-05-01b": "second"}),  # another matter of that number
        (2, TURTLES, {"2031-01-05-01": "first", "2031-01-05-02": "second"}),  # a like title under another number
        (2, STARS, {"2031-01-05-01": "first", "2031-01-05-02": "second"}),  # the continuation
    ],
)
def test_a_second_page_of_a_meeting(archive: Any, number: int, title: str, expected: dict[str, str]) -> None:
    """It corrects what has the same number and a like title, adds what is new, and withdraws nothing."""
    archive.store(archive.document("first", DAY, matter(1, TURTLES)))
    archive.store(archive.document("second", DAY, matter(number, title)))
    assert {each.ref: each.source for each in rows(archive, Resolution)} == expected
    assert refs(archive, withdrawn=True) == {}


def test_a_page_loaded_again_leaves_what_a_later_page_corrected(archive: Any) -> None:
    """A matter belongs to the page that told of it last: the first page's new version does not withdraw it."""
    archive.store(archive.document("first", DAY, matter(1, TURTLES), matter(2, STARS)))
    archive.store(archive.document("second", DAY, matter(2, STARS, "แก้ไขแล้ว")))
    archive.store(archive.document("first", DAY, matter(1, TURTLES, "ปรับถ้อยคำ")))
    assert sorted(refs(archive)) == ["2031-01-05-01", "2031-01-05-02"]
    assert body_of(archive, "2031-01-05-02") == "แก้ไขแล้ว"


def test_a_number_used_three_times_gets_letters_in_order(archive: Any) -> None:
    """The first has none; then b, c, within a page and from page to page."""
    archive.store(archive.document("first", DAY, matter(4, TURTLES), matter(4, BALLOONS)))
    archive.store(archive.document("second", DAY, matter(4, STARS)))
    assert refs(archive) == {"2031-01-05-04": TURTLES, "2031-01-05-04b": BALLOONS, "2031-01-05-04c": STARS}


def test_a_printed_letter_is_kept_when_it_is_free(archive: Any) -> None:
    """And when another matter holds it, the next free one is given."""
    archive.store(archive.document("first", DAY, matter(4, TURTLES, suffix="c")))
    archive.store(archive.document("second", DAY, matter(4, BALLOONS, suffix="c"), matter(4, STARS)))
    assert refs(archive) == {"2031-01-05-04c": TURTLES, "2031-01-05-04": BALLOONS, "2031-01-05-04b": STARS}


def test_letters_do_not_move_when_a_page_is_loaded_again(archive: Any) -> None:
    """Addresses are quoted in letters and reports: the order of the rows must not decide them a second time."""
    pages = [matter(4, TURTLES), matter(4, BALLOONS)]
    archive.store(archive.document("page", DAY, *pages))
    before = refs(archive)
    archive.store(archive.document("page", DAY, *reversed(pages)))
    assert refs(archive) == before


def test_a_number_used_too_often_is_refused_and_leaves_nothing(archive: Any) -> None:
    """The alphabet has an end; the whole document is refused, not half of it."""
    titles = [f"{letter}{number}" * 20 for letter in "กขคงจ" for number in range(6)]
    with pytest.raises(BadInput, match="used more than"):
        archive.store(archive.document("page", DAY, *(matter(1, title) for title in titles)))
    assert [list(rows(archive, table)) for table in (Document, Resolution, Change)] == [[], [], []]


def test_what_a_new_version_lacks_is_withdrawn_and_may_come_back(archive: Any) -> None:
    """Kept with its address, out of search; the same matter in a later version revives it."""
    both = (matter(1, TURTLES), matter(2, STARS))
    archive.store(archive.document("page", DAY, *both))
    stored = archive.store(archive.document("page", DAY, matter(1, TURTLES)))
    assert stored == Stored(updated=("2031-01-05-01",), withdrawn=("2031-01-05-02",))
    assert refs(archive, withdrawn=True) == {"2031-01-05-02": STARS}
    stored = archive.store(archive.document("page", DAY, *both, matter(3, BALLOONS)))
    assert stored == Stored(added=("2031-01-05-03",), updated=("2031-01-05-01", "2031-01-05-02"))
    assert refs(archive, withdrawn=True) == {}
    assert [each.resolution_id for each in rows(archive, Change)] == [1, 2, 1, 2, 1, 2, 3]


def test_a_matter_is_withdrawn_once(archive: Any) -> None:
    """Later versions that lack it too do not tell of it again."""
    archive.store(archive.document("page", DAY, matter(1, TURTLES), matter(2, STARS)))
    archive.store(archive.document("page", DAY, matter(1, TURTLES, "หนึ่ง")))
    assert archive.store(archive.document("page", DAY, matter(1, TURTLES, "สอง"))).withdrawn == ()


def test_a_corrected_meeting_date_moves_the_matters(archive: Any) -> None:
    """A page that had a wrong date: its matters stand under the right one and no longer under the wrong one."""
    archive.store(archive.document("page", OTHER_DAY, matter(1, TURTLES), matter(2, STARS)))
    archive.store(archive.document("other", OTHER_DAY, matter(9, BALLOONS)))
    stored = archive.store(archive.document("page", DAY, matter(1, TURTLES), matter(2, STARS)))
    assert stored.added == ("2031-01-05-01", "2031-01-05-02")
    assert stored.withdrawn == ("2031-01-12-01", "2031-01-12-02")
    assert sorted(refs(archive)) == ["2031-01-05-01", "2031-01-05-02", "2031-01-12-09"]


def test_agencies_known_and_unknown(archive: Any) -> None:
    """One row an agency by its official name; a name that the registry lacks is kept as printed, for review."""
    archive.store(
        archive.document(
            "page",
            DAY,
            matter(1, TURTLES, agency="กระทรวงการคลัง"),
            matter(2, STARS, agency="กค."),
            matter(3, BALLOONS, agency="กรมนับดาวสมมุติ", agency_abbr="กนด."),
            matter(4, "ไม่มีผู้เสนอ"),
        )
    )
    known, unknown = rows(archive, Agency)
    assert (known.name, known.reviewed) == ("กระทรวงการคลัง", True)
    assert (unknown.name, unknown.abbr, unknown.reviewed) == ("กรมนับดาวสมมุติ", "กนด.", False)
    assert [each.agency_id for each in rows(archive, Resolution)] == [known.id, known.id, unknown.id, None]


def test_a_document_without_matters_is_a_version_and_nothing_else(archive: Any) -> None:
    """It is known the next time, and what it held before is withdrawn."""
    archive.store(archive.document("page", DAY, matter(1, TURTLES)))
    assert archive.store(archive.document("page", DAY)) == Stored(withdrawn=("2031-01-05-01",))
    assert [each.current for each in rows(archive, DocumentVersion)] == [False, True]


def test_quarantine_keeps_the_last_reason_until_the_place_is_read_well(archive: Any) -> None:
    """One reason a place; storing a document from there clears it."""
    document = archive.document("page", DAY, matter(1, TURTLES))
    for thai, english in (("เสีย", "broken"), ("ว่าง", "empty")):
        with archive.database.writing() as session:
            quarantine(session, Rejected(document.uri, "page", "0", Unreadable(thai, english)))
    (kept,) = rows(archive, Quarantined)
    assert (kept.name, kept.code, kept.reason_thai, kept.reason_english) == ("page", "kb.unreadable", "ว่าง", "empty")
    archive.store(document)
    assert list(rows(archive, Quarantined)) == []


def test_listing_order_is_that_of_storing(archive: Any) -> None:
    """Keys rise with time, also over documents: newest change, highest key."""
    archive.store(archive.document("late", OTHER_DAY, matter(1, TURTLES)))
    archive.store(archive.document("early", DAY, matter(1, STARS)))
    with archive.database.reading() as session:
        found = session.execute(select(col(Resolution.ref)).order_by(col(Resolution.id))).scalars().all()
    assert list(found) == ["2031-01-12-01", "2031-01-05-01"]
