"""Recognised text corrected by people: where it goes, that it survives a new reading, and what is offered again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from kb.access import EVERYTHING
from kb.errors import BadInput, NotFound, Unreadable
from kb.ingest.correcting_text import Rewording, correct_text, take_back_text
from kb.ingest.document import PageSpan
from kb.ingest.mended_text import Mended, TextFix, apply_text_corrections, mend
from kb.ingest.text_corrections import mending, text_fixes, with_corrections
from kb.store import Document, DocumentVersion, Page, Passage, Resolution, Source, SuggestedCommitment, TextCorrection
from kb.workflows.corrections import list_corrections, list_disagreements

FIX = TextFix(7, "5 ล้านบาท", "15 ล้านบาท", "อนุมัติวงเงิน ", " เพื่อสร้างสะพาน")


@pytest.mark.parametrize(
    ("text", "mended", "missing"),
    [
        ("ให้อนุมัติวงเงิน 5 ล้านบาท เพื่อสร้างสะพานเต่า", "ให้อนุมัติวงเงิน 15 ล้านบาท เพื่อสร้างสะพานเต่า", ()),
        ("ให้อนุมัติวงเงิน 15 ล้านบาท เพื่อสร้างสะพานเต่า", None, ()),  # right already; the wrong words are inside
        ("อนุมัติวง เงิน 5 ล้านบาท\nเพื่อสร้างสะพาน", "อนุมัติวง เงิน 15 ล้านบาท\nเพื่อสร้างสะพาน", ()),  # spaced otherwise
        ("อนมัตวงเงิน 5 ล้านบาท เพือสรางสะพาน", "อนมัตวงเงิน 15 ล้านบาท เพือสรางสะพาน", ()),  # neighbours misread
        ("อนมัตวงเงิน 15 ล้านบาท เพือสรางสะพาน", None, ()),
        ("ค่าจ้าง 5 ล้านบาท ต่อเดือน", None, (7,)),  # the same words elsewhere are left alone
        ("อนุมัติวงเงิน S ล้านบาท เพื่อสร้างสะพาน", None, (7,)),  # neither: a third reading
        ("", None, (7,)),
        (
            "อนุมัติวงเงิน 5 ล้านบาท เพื่อสร้างถนน และอนุมัติวงเงิน 5 ล้านบาท เพื่อสร้างสะพาน",  # the neighbours tell which
            "อนุมัติวงเงิน 5 ล้านบาท เพื่อสร้างถนน และอนุมัติวงเงิน 15 ล้านบาท เพื่อสร้างสะพาน",
            (),
        ),
        ("อนุมัติวงเงิน 5 ล้านบาท เพือสร้างสะพาน 5 ล้านบาท อนุมัติวงเงิน 5 ล้านบาท เพือสร้างสะพาน", None, (7,)),  # two places
    ],
)  # fmt: skip
def test_where_a_correction_goes(text: str, mended: str | None, missing: tuple[int, ...]) -> None:
    """To the one place whose neighbours are those it was made between; twice is once."""
    expected = text if mended is None else mended
    assert apply_text_corrections(text, [FIX]) == (expected, missing)
    assert apply_text_corrections(expected, [FIX]) == (expected, missing)


def test_words_can_be_taken_out_and_put_in() -> None:
    """A correction to nothing, and one that only adds."""
    out = TextFix(1, " (ซ้ำ)", "", "สะพาน", " ให้เต่า")
    assert apply_text_corrections("สร้างสะพาน (ซ้ำ) ให้เต่า", [out]) == ("สร้างสะพาน ให้เต่า", ())
    assert apply_text_corrections("สร้างสะพาน ให้เต่า", [out]) == ("สร้างสะพาน ให้เต่า", ())
    assert apply_text_corrections("สร้างถนน ให้เต่า", [out]) == ("สร้างถนน ให้เต่า", (1,))


def test_corrections_stand_on_one_another() -> None:
    """Each was made in the text the earlier ones left, and they are applied in that order."""
    fixes = [TextFix(1, "กข", "กค", "", "ง"), TextFix(2, "คง", "คงจ", "ก", "")]
    assert apply_text_corrections("กขง", fixes) == ("กคงจ", ())


@pytest.mark.parametrize(
    ("span", "moved"),
    [
        ((0, 5), (0, 5)),  # in front of the correction
        ((5, 8), (5, 10)),  # the corrected words themselves
        ((8, 12), (10, 14)),  # behind
        ((0, 12), (0, 14)),  # around
        ((6, 12), (5, 14)),  # begins inside: takes the new words in
        ((0, 7), (0, 10)),  # ends inside
    ],
)
def test_spans_move_with_the_text(span: tuple[int, int], moved: tuple[int, int]) -> None:
    """Three characters at 5 became five."""
    assert Mended("", (), ((5, 8, 5),)).moved(*span) == moved


PAGE = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574

1. เรื่อง ขออนุมัติสร้างสะพานให้เต่าข้ามถนน
คณะรัฐมนตรีมีมตอนุมัติวงเงิน 5 ล้านบาท
2. เรื่อง ร่างกฎกระทรวงกำหนดขนาดลูกโป่ง
คณะรัฐมนตรีมีมติรับทราบ
"""
REF, NAME = "2031-01-05-01", "page"
WORDS = Rewording("มีมตอนุมัติวงเงิน 5 ล้าน", "มีมติอนุมัติวงเงิน 15 ล้าน")


def fixed(desk: Any, words: Rewording = WORDS) -> Any:
    """Correct words of the page."""

    def edit(session: Any, storing: Any) -> Any:
        document = session.execute(select(Document)).scalar_one()
        return correct_text(session, document, words, "สมชาย", "อ่านผิด", storing)

    return desk.decide(edit)


def body(desk: Any, ref: str = REF) -> str:
    """The text a resolution's span points at."""
    found = desk.get(ref)
    (version,) = [each for each in desk.rows(DocumentVersion) if each.id == found.version_id]
    return str(version.text[found.body_start : found.body_end])


def test_a_correction_is_a_new_version(desk: Any) -> None:
    """Parsed anew: outcome, spans and passages follow; the same bytes are still known, and the old text is kept."""
    desk.text(NAME, PAGE)
    assert desk.get(REF).outcome is None
    row, stored = fixed(desk)
    assert stored.updated == (REF, "2031-01-05-02")
    assert (row.ahead, row.behind) == (
        "1. เรื่อง ขออนุมัติสร้างสะพานให้เต่าข้ามถนน\nคณะรัฐมนตรี"[-30:],
        "บาท\n2. เรื่อง ร่างกฎกระทรวงกำห",
    )
    assert body(desk) == "คณะรัฐมนตรีมีมติอนุมัติวงเงิน 15 ล้านบาท"
    assert body(desk, "2031-01-05-02") == "คณะรัฐมนตรีมีมติรับทราบ"
    assert desk.get(REF).outcome == "อนุมัติ"
    assert next(each.text for each in desk.rows(Passage) if each.kind == "body").endswith("15 ล้านบาท")
    old, new = desk.rows(DocumentVersion)
    assert (old.text, old.sha256, new.current) == (PAGE, new.sha256, True)
    assert desk.text(NAME, PAGE).updated == ()  # the same bytes


def test_it_survives_a_new_reading(desk: Any) -> None:
    """A better scan of the document reads the same words wrong again: they are right in what is stored."""
    desk.text(NAME, PAGE)
    fixed(desk)
    mended = mending(desk.archive.database)
    newer = mended("/documents/page", PAGE.replace("ลูกโป่ง", "ลูกโป่งใหญ่"))
    assert "15 ล้านบาท" in newer
    assert mended("/documents/another", PAGE) == PAGE
    desk.text(NAME, newer, bytes="better scan")
    assert body(desk) == "คณะรัฐมนตรีมีมติอนุมัติวงเงิน 15 ล้านบาท"
    with desk.archive.database.reading() as session:
        assert list_disagreements(session, EVERYTHING).texts == ()


def test_it_is_offered_again_where_the_words_are_gone(desk: Any) -> None:
    """Neither the wrong words nor the right ones: a person looks; and once they are back it is settled."""
    desk.text(NAME, PAGE)
    fixed(desk)
    desk.text(NAME, PAGE.replace("มีมตอนุมัติวงเงิน 5 ล้านบาท", "ให้ความเห็นชอบ"), bytes="rewritten")
    with desk.archive.database.reading() as session:
        (offered,) = list_disagreements(session, EVERYTHING).texts
        assert (offered.document, offered.before, offered.by, offered.found) == (NAME, WORDS.before, "สมชาย", False)
        assert list_corrections(session, EVERYTHING, REF).texts == (offered,)
    desk.text(NAME, PAGE, bytes="once more")
    with desk.archive.database.reading() as session:
        assert list_disagreements(session, EVERYTHING).texts == ()


def test_it_can_be_taken_back(desk: Any) -> None:
    """The words before are back as a version of their own, and a new reading is left as it is."""
    desk.text(NAME, PAGE)
    row, _ = fixed(desk)
    taken, stored = desk.decide(take_back_text, row.id, "สมปอง")
    assert (taken.active, stored.updated) == (False, (REF, "2031-01-05-02"))
    assert body(desk) == "คณะรัฐมนตรีมีมตอนุมัติวงเงิน 5 ล้านบาท"
    assert len(desk.rows(DocumentVersion)) == 3
    assert mending(desk.archive.database)("/documents/page", PAGE) == PAGE
    with pytest.raises(BadInput, match="no longer in force"):
        desk.decide(take_back_text, row.id, "สมปอง")
    with pytest.raises(NotFound):
        desk.decide(take_back_text, 99, "สมปอง")


def test_decisions_stay_attached(desk: Any) -> None:
    """A decided commitment follows its quotation; judgements and addresses stay."""
    desk.text(NAME, PAGE)
    before = desk.get(REF)
    with desk.archive.database.writing() as session:
        session.add(
            SuggestedCommitment(
                resolution_id=before.id or 0, version_id=before.version_id, start=1, end=2, quote="x", lead="กค.",
                what="รายงาน", confidence=0.9, state="accepted",
            )
        )  # fmt: skip
    fixed(desk)
    (kept,) = desk.rows(SuggestedCommitment)
    assert (kept.resolution_id, kept.state) == (before.id, "accepted")
    assert {each.ref: each.id for each in desk.rows(Resolution)}[REF] == before.id


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (Rewording("คณะรัฐมนตรี", "ครม."), "3 times"),
        (Rewording("ไม่มีคำนี้", "x"), "0 times"),
        (Rewording("คณะรัฐมนตรี", "ครม.", near=5000), "0 times"),  # nothing is there
        (Rewording(" ", "x"), "wrong words"),
        (Rewording("ลูกโป่ง", "ลูกโป่ง"), "differ"),
        (Rewording("ลูกโป่ง", "บอลลูน", page=2), "no page 2"),
    ],
)
def test_words_must_stand_there_once(desk: Any, words: Rewording, told: str) -> None:
    """How often they do is told; nothing is written."""
    desk.text(NAME, PAGE)
    with pytest.raises(BadInput, match=told):
        fixed(desk, words)
    assert (len(desk.rows(DocumentVersion)), list(desk.rows(TextCorrection))) == (1, [])


def test_a_place_tells_which_of_several(desk: Any) -> None:
    """Near the end of the text only the last one stands."""
    desk.text(NAME, PAGE)
    fixed(desk, Rewording("คณะรัฐมนตรี", "ครม. ", near=len(PAGE) + 150))
    assert body(desk, "2031-01-05-02") == "ครม. มีมติรับทราบ"


def test_a_page_tells_which_of_several(desk: Any) -> None:
    """The words of page 2 alone, whose span moves; neighbours do not reach over the page's edge."""
    cut = PAGE.index("2. เรื่อง")
    pages = (PageSpan(1, 0, cut, "tesseract 5", 0.8), PageSpan(2, cut, len(PAGE), "tesseract 5", 0.9))
    desk.text(NAME, PAGE, pages=pages)
    row, _ = fixed(desk, Rewording("คณะรัฐมนตรี", "ครม. ", page=2))
    assert row.ahead == "2. เรื่อง ร่างกฎกระทรวงกำหนดขนาดลูกโป่ง\n"[-30:]
    spans = [(each.number, each.start, each.end, each.engine) for each in desk.rows(Page)[2:]]
    assert spans == [(1, 0, cut, "tesseract 5"), (2, cut, len(PAGE) - 6, "tesseract 5")]


def test_a_correction_that_breaks_the_document_is_refused(desk: Any) -> None:
    """Without its date a page is no page; nothing of it stays."""
    desk.text(NAME, PAGE)
    with pytest.raises(Unreadable):
        fixed(desk, Rewording("สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574", "สรุปข่าว"))
    assert list(desk.rows(TextCorrection)) == []


def test_rows_of_a_table_keep_their_columns(desk: Any) -> None:
    """What was not parsed from text is not parsed again: spans and titles move, outcome and agency stay."""
    told = {"number": 5, "title": "สร้างสะพานเตา", "body": "เนื้อความ", "outcome": "อนุมัติ", "agency": "กระทรวงการคลัง"}
    document = replace(desk.archive.document("table", date(2031, 1, 5), told), kind="jsonl")
    desk.archive.store(document)
    fixed(desk, Rewording("สะพานเตา", "สะพานให้เต่า"))
    shown = desk.get("2031-01-05-05")
    assert (shown.title, shown.outcome, shown.agency_abbr) == ("สร้างสะพานให้เต่า", "อนุมัติ", None)
    assert body(desk, "2031-01-05-05") == "เนื้อความ"
    (source,) = desk.rows(Source)
    assert source.agency_id is not None
    with desk.archive.database.reading() as session:
        fixes = text_fixes(session, document.uri)
    again = with_corrections(document, fixes)
    assert (again.matters[0].title, again.matters[0].body_start) == (
        "สร้างสะพานให้เต่า",
        document.matters[0].body_start + 4,
    )
    assert mend(again.text, fixes).edits == ()
