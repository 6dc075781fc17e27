"""What is deleted with a document, and what other documents still tell."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel, col

from kb.errors import BadInput, KbError, Unreadable
from kb.ingest.correcting import correct
from kb.ingest.correcting_text import Rewording, correct_text
from kb.ingest.document import Rejected
from kb.ingest.joining import join
from kb.ingest.records import is_loaded, quarantine
from kb.ingest.withdrawing import OF_DOCUMENT, OF_RESOLUTION, OF_VERSION, Withdrawn, rows_left, withdraw_document
from kb.store import (
    Agency,
    Alias,
    Change,
    Correction,
    Document,
    DocumentVersion,
    LinkJudgement,
    Meeting,
    Page,
    Passage,
    Quarantined,
    Resolution,
    ResolutionFacts,
    Source,
    SourceJudgement,
    SuggestedCommitment,
    TextCorrection,
    Vector,
    Withdrawal,
)  # fmt: skip

BRIDGE = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
BALLOONS = "ร่างกฎกระทรวงกำหนดขนาดลูกโป่งที่ใช้ในงานวัด พ.ศ. ...."
LETTER = "นร 0505/ว 125"
FIVE, SIX = "2031-01-05-05", "2031-01-05-06"


def page(number: int = 5, title: str = BRIDGE, body: str = "คณะรัฐมนตรีมีมติอนุมัติ", **more: Any) -> dict[str, Any]:
    """A matter of a summary page."""
    return {"number": number, "title": title, "body": body, **more}


def withdrawn(desk: Any, name: str, by: str = "สมชาย", reason: str = "ส่งผิดแฟ้ม") -> Withdrawn:
    """Withdraw the document of this name."""

    def edit(session: Any, storing: Any) -> Withdrawn:
        document = session.execute(select(Document).where(col(Document.name) == name)).scalar_one()
        return withdraw_document(session, document, by, reason, storing)

    made: Withdrawn = desk.decide(edit)
    return made


def left(desk: Any, gone: Withdrawn) -> dict[str, int]:
    """The count that proves it, tables with rows alone."""
    with desk.archive.database.reading() as session:
        return {table: rows for table, rows in rows_left(session, gone).items() if rows}


def decided(desk: Any, ref: str) -> None:
    """Decisions of every kind on a resolution, and facts read from it."""
    desk.decide(correct, ref, "group", "กฎหมาย", "สมหญิง", "")
    shown = desk.get(ref)
    key, version = shown.id or 0, shown.version_id
    with desk.archive.database.writing() as session:
        session.add(ResolutionFacts(resolution_id=key, version_id=version, facts={"money": []}))
        session.add(
            SuggestedCommitment(
                resolution_id=key, version_id=version, start=0, end=1, quote="ให้รายงาน", lead="กค.", what="รายงาน",
                confidence=1.0, state="accepted",
            )
        )  # fmt: skip


EVERYWHERE = (
    Document, DocumentVersion, Page, Source, SourceJudgement, TextCorrection, Quarantined, Resolution, Passage, Vector,
    ResolutionFacts, SuggestedCommitment, Correction, Alias, Meeting, Agency,
)  # fmt: skip


def test_the_only_document_leaves_nothing_but_numbers(desk: Any) -> None:
    """Every table is empty but the change log, which holds bare ids, and the journal, which holds no word of it."""
    desk.page("page", page(agency="กรมนับเต่าสมมุติ"), page(6, BALLOONS))
    desk.page("page", page(agency="กรมนับเต่าสมมุติ", body="ฉบับสอง"), page(6, BALLOONS))
    desk.decide(join, FIVE, SIX, "สมหญิง")
    decided(desk, FIVE)

    def reword(session: Any, storing: Any) -> Any:
        words = Rewording("ฉบับสอง", "ฉบับที่สอง")
        row = session.execute(select(Document)).scalar_one()
        row.kind = "table"  # its text has no head to parse
        return correct_text(session, row, words, "สมหญิง", "", storing)

    desk.decide(reword)
    seen = [each.resolution_id for each in desk.rows(Change)]
    gone = withdrawn(desk, "page")
    assert (gone.gone, gone.kept, len(gone.versions), len(gone.sha256)) == ((FIVE,), (), 3, 2)
    assert [table.__tablename__ for table in EVERYWHERE if desk.rows(table)] == []
    assert left(desk, gone) == {}
    assert [each.resolution_id for each in desk.rows(Change)] == [*seen, *gone.resolutions]
    (line,) = desk.rows(Withdrawal)
    assert (line.document_id, line.by, line.reason, tuple(line.sha256)) == (1, "สมชาย", "ส่งผิดแฟ้ม", gone.sha256)


def test_what_others_tell_stays_and_is_made_anew(desk: Any) -> None:
    """The page goes: its matter is shown as the letter has it, decisions stay, its other matter is gone."""
    desk.page("page", page(letter_number=LETTER, body="ถ้อยคำของหน้าสรุป", group="ต่างประเทศ"), page(6, BALLOONS))
    desk.letter("letter", BRIDGE, LETTER, "ถ้อยคำของหนังสือ")
    decided(desk, FIVE)
    gone = withdrawn(desk, "page")
    assert (gone.gone, gone.kept) == ((SIX,), (FIVE,))
    shown = desk.get(FIVE)
    assert (shown.source, shown.group, shown.letter_number) == ("letter", "กฎหมาย", LETTER)
    assert [each.text for each in desk.rows(Passage)] == [BRIDGE, "ถ้อยคำของหนังสือ"]
    assert len(desk.rows(Vector)) == 2
    (correction,) = desk.rows(Correction)
    assert (correction.before, correction.after, correction.active) == (None, "กฎหมาย", True)
    assert left(desk, gone) == {}
    assert {each.version_id for each in desk.rows(Source)} == {shown.version_id}


def test_the_letter_goes_and_the_page_stays_as_it_is(desk: Any) -> None:
    """What only the letter told, its number, is gone from the resolution; passages keep their keys."""
    desk.page("page", page())
    desk.letter("letter", BRIDGE, LETTER)
    keys = [each.id for each in desk.rows(Passage)]
    assert desk.get(FIVE).letter_number == LETTER
    gone = withdrawn(desk, "letter")
    assert (gone.gone, gone.kept, desk.get(FIVE).letter_number) == ((), (FIVE,), None)
    assert [each.id for each in desk.rows(Passage)] == keys
    assert left(desk, gone) == {}


def test_a_resolution_only_its_older_version_told_goes_too(desk: Any) -> None:
    """Withdrawn from search before, by a new version of the document: its row still held the old text."""
    desk.page("page", page(), page(6, BALLOONS))
    desk.page("page", page())
    gone = withdrawn(desk, "page")
    assert gone.gone == (FIVE, SIX)
    assert left(desk, gone) == {}
    assert list(desk.rows(Resolution)) == []


def test_the_same_bytes_can_be_loaded_again(desk: Any) -> None:
    """They are no longer known, and start from nothing."""
    document = desk.archive.document("page", date(2031, 1, 5), page())
    desk.archive.store(document)
    withdrawn(desk, "page")
    with desk.archive.database.reading() as session:
        assert not is_loaded(session, document.sha256, document.uri)
    assert desk.archive.store(document).added == (FIVE,)
    assert desk.get(FIVE).id == 2


def test_quarantine_is_cleared_of_it(desk: Any) -> None:
    """Rows for its place, its parts and its bytes; others stay."""
    desk.page("page", page())
    digest = desk.rows(DocumentVersion)[0].sha256
    with desk.archive.database.writing() as session:
        for uri, sha256 in (("/documents/page", None), ("/documents/page#L3", None), ("/copy", digest), ("/x", "0")):
            quarantine(session, Rejected(uri, "n", sha256, Unreadable("เสีย", "broken")))
    withdrawn(desk, "page")
    assert [each.uri for each in desk.rows(Quarantined)] == ["/x"]


def test_agencies_others_use_stay(desk: Any) -> None:
    """Only a name that nobody reviewed and nothing else uses was a word of the document alone."""
    desk.page("page", page(agency="กรมนับเต่าสมมุติ"), page(6, BALLOONS, agency="กระทรวงการคลัง"))
    desk.page("other", page(7, "เรื่องอื่น", agency="กรมลูกโป่งสมมุติ"), page(8, "อีกเรื่อง", agency="กรมนับเต่าสมมุติ"))
    withdrawn(desk, "page")
    assert {each.name for each in desk.rows(Agency)} == {"กรมนับเต่าสมมุติ", "กรมลูกโป่งสมมุติ", "กระทรวงการคลัง"}
    withdrawn(desk, "other")
    assert {each.name for each in desk.rows(Agency)} == {"กระทรวงการคลัง"}


@pytest.mark.parametrize(("by", "reason"), [("", "ผิด"), ("สมชาย", " "), (" ", "")])
def test_who_and_why_must_be_said(desk: Any, by: str, reason: str) -> None:
    """Otherwise nothing happens."""
    desk.page("page", page())
    with pytest.raises(BadInput):
        withdrawn(desk, "page", by, reason)
    assert list(desk.live()) == [FIVE]


def test_a_failure_leaves_everything(desk: Any) -> None:
    """One transaction: what cannot be made anew is a reason to withdraw nothing."""
    desk.page("page", page(letter_number=LETTER))
    desk.letter("letter", BRIDGE, LETTER)

    def broken(*_: Any) -> Any:
        raise KbError("เสีย", "broken")

    desk.storing = replace(desk.storing, again=broken)
    with pytest.raises(KbError, match="broken"):
        withdrawn(desk, "page")
    assert len(desk.rows(Document)) == 2
    assert [each.document for each in desk.told(FIVE)] == ["letter", "page"]


def test_every_table_with_words_of_a_document_is_known() -> None:
    """A table that points to a document, a version or a resolution must be emptied with it."""
    pointing = {
        (table.name, key.column.table.name)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in ("document", "document_version", "resolution")
    }
    known = {
        *((table.__tablename__, "document") for table in (*OF_DOCUMENT, DocumentVersion)),
        *((table.__tablename__, "document_version") for table in (*OF_VERSION, Source, Resolution)),
        *((table.__tablename__, "resolution") for table in (*OF_RESOLUTION, Source, LinkJudgement)),
    }
    assert pointing == known
