"""Repair after extraction: what is mended, what is left alone, and that it is counted."""

import time

import pytest

from kb.ingest.readers.repair import Repaired, repair_page, repair_pages
from kb.ingest.readers.wrapped_lines import Line, joined_lines


@pytest.mark.parametrize(
    ("damaged", "right", "repairs"),
    [
        ("นํ้าประปา", "น้ำประปา", ("decomposed sara am: 1",)),
        ("ทํางาน", "ทำงาน", ("decomposed sara am: 1",)),
        ("น้ ํา", "น้ำ", ("blank inside a syllable: 1", "decomposed sara am: 1")),
        ("ก ำหนด", "กำหนด", ("blank inside a syllable: 1",)),
        ("ทĠาเนียบ", "ทำเนียบ", ("broken sara am: 1",)),
        ("ก่ีคร้ัง", "กี่ครั้ง", ("moved or doubled mark: 2",)),
        ("กา้วหนา้", "ก้าวหน้า", ("moved or doubled mark: 2",)),
        ("น้้ำ", "น้ำ", ("moved or doubled mark: 1",)),
        ("เเละ", "และ", ("moved or doubled mark: 1",)),
        ("เล\uf70aม ป\uf702", "เล่ม ปี", ("Thai glyph: 2",)),
        ("\uf0b7 ข้อแรก", "• ข้อแรก", ("bullet glyph: 1",)),
        ("คณะ\u200bรัฐมนตรี\ufeff", "คณะรัฐมนตรี", ("unseen character: 2",)),
        ("นาย\u00a0ก", "นาย ก", ("blank: 1",)),
        ("ก ้าว เ ป็น", "ก้าว เป็น", ("blank inside a syllable: 2",)),
    ],
)
def test_damaged_characters(damaged: str, right: str, repairs: tuple[str, ...]) -> None:
    """Each kind of damage is mended, counted and named."""
    assert repair_page(damaged) == Repaired(right, repairs)


@pytest.mark.parametrize(
    "text",
    [
        "มติ ณ วันที่ ๑๒ มีนาคม ๒๕๖๔ – “ข้อ ๓” ‘ก’ …",  # Thai digits, dashes and quotes stay as they are written
        "จาเป็นต้องเขียนผิดหนึ่งคำ",  # one slip among right words is the author's
        "เจรจาเป็นรายกรณี ราคาสั่งซื้อ เวลาดับไฟ",  # words that only look as if ำ were missing
        "การค่าถ้ายามานานา",
        "งำช้าง กำราบ ทำงาน จำกัด",
        "สาธารณรัฐโปแลนด์",
        "Café naïve",
        "",
    ],
)
def test_right_text_stays(text: str) -> None:
    """Nothing is changed without evidence."""
    assert repair_page(text) == Repaired(text)


LOST = "ผู้อานวยการสานักงานกาหนดให้ทางานตามความจาเป็น และนามาเสนอค่าจ้างถ้าน้าท่วมนาข้าว สาหรับการคานวณราคา"
FOUND = "ผู้อำนวยการสำนักงานกำหนดให้ทำงานตามความจำเป็น และนำมาเสนอค่าจ้างถ้าน้ำท่วมนาข้าว สำหรับการคำนวณราคา"


def test_lost_sara_am_comes_back() -> None:
    """Where a document has no ำ at all, words that need one get it; ค่า, ถ้า, นา and ราคา stay."""
    assert repair_page(LOST) == Repaired(FOUND, ("lost sara am: 9",))


def test_the_evidence_is_the_documents() -> None:
    """A page with one doubtful word is mended because of its neighbours, and not without them."""
    alone = "ให้นามาพิจารณา"
    assert repair_page(alone) == Repaired(alone)
    assert [page.text for page in repair_pages([LOST, alone])] == [FOUND, "ให้นำมาพิจารณา"]


def test_a_right_document_is_no_evidence() -> None:
    """A slip in a document that has its ำ stays what it is."""
    pages = [FOUND, "ตาแหน่งหนึ่ง"]
    assert [page.text for page in repair_pages(pages)] == pages


def test_sara_aa_written_as_sara_am() -> None:
    """The fonts of a form write า as ำ in one line and lose ำ in another."""
    page = "ประกำศสำนักงำนรำชกำรส่วนกลำง\nเรื่อง กำรจัดทำข้อมูล\nตาแหน่ง"
    assert repair_page(page) == Repaired(
        "ประกาศสำนักงานราชการส่วนกลาง\nเรื่อง การจัดทำข้อมูล\nตำแหน่ง", ("lost sara am: 1", "sara am for sara aa: 6")
    )


def test_a_blank_after_every_sara_am() -> None:
    """PDFium puts one there in files of Chromium; where only some have it, it is the author's."""
    spaced = "กำ หนดให้ดำ เนินการทำ งานประจำ ปีสำ หรับตำ แหน่ง"
    assert repair_page(spaced) == Repaired(spaced.replace("ำ ", "ำ"), ("blank inside a word: 6",))
    some = "กำหนดให้ดำเนินการทำงานประจำ ปีสำหรับผู้นำ ตำแหน่ง"
    assert repair_page(some) == Repaired(some)


def placed(text: str, left: float = 70, right: float = 520, top: float = 100, row: bool = False) -> Line:
    """A line of a page whose text stands between 70 and 520 points."""
    return Line(text, left, right, top, 16, row)


FULL = (placed("เต็มบรรทัดหนึ่ง", 100, 520, 20), placed("เต็มบรรทัดสอง", 70, 520, 40), placed("เต็มบรรทัดสาม", 70, 520, 60))


@pytest.mark.parametrize(
    ("line", "joins", "reason"),
    [
        (placed("ต่อไปนี้", 70, 120, 80), True, "the next line of the paragraph"),
        (placed("ต่อไปนี้", 100, 150, 80), False, "indented: a new paragraph"),
        (placed("ต่อไปนี้", 70, 120, 120), False, "after a gap"),
        (placed("๒. ต่อไปนี้", 70, 120, 80), False, "a numbered item"),
        (placed("(ก) ต่อไปนี้", 70, 120, 80), False, "a lettered item"),
        (placed("- ต่อไปนี้", 70, 120, 80), False, "a dashed item"),
        (placed("รวม          ๒๐", 70, 520, 80, row=True), False, "a row of a table"),
        (placed("ต่อไปนี้", 300, 350, 80), False, "a signature"),
        (placed("ลงชื่อ ผู้เสนอ", 70, 150, 80), False, "a signature at the margin"),
        (placed("----------", 70, 150, 80), False, "a rule"),
        (placed("เรื่อง ต่อไปนี้", 70, 150, 80), True, "a word of headings inside a sentence"),
    ],
)
def test_wrapped_lines_by_their_places(line: Line, joins: bool, reason: str) -> None:
    """A full line goes on in the next, unless that stands as the start of something else."""
    text, count = joined_lines([*FULL, line])
    assert text == "เต็มบรรทัดหนึ่งเต็มบรรทัดสองเต็มบรรทัดสาม" + ("" if joins else "\n") + line.text, reason
    assert count == 2 + joins


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("คณะ", "รัฐมนตรี", "คณะรัฐมนตรี"),  # inside Thai nothing stood there
        ("พ.ศ.", "๒๕๖๔", "พ.ศ. ๒๕๖๔"),
        ("ต่าง ๆ", "ที่มี", "ต่าง ๆ ที่มี"),
        ("ระบบ", "Big Data", "ระบบ Big Data"),
        ("the draft", "memorandum", "the draft memorandum"),
        ("(ฉบับ", "ที่ ๒)", "(ฉบับที่ ๒)"),
        ("มาตรา ๕ (", "วรรคสอง)", "มาตรา ๕ (วรรคสอง)"),
    ],
)
def test_what_stands_between_joined_lines(first: str, second: str, joined: str) -> None:
    """Thai goes on without a blank; figures, other letters and signs have one."""
    lines = [placed(first, top=20), placed(second, top=40), placed("จบ", right=519, top=60)]
    assert joined_lines(lines)[0].startswith(joined)


def test_wrapped_lines_without_places() -> None:
    """Only widths guessed from the letters: full lines are joined, short ones and items stay."""
    full = "ให้หน่วยงานที่เกี่ยวข้องรายงานผลการดำเนินงานตามแผนงานและโครงการที่ได้รับจัดสรรงบประมาณ"
    page = f"ประกาศกระทรวง\n{full}\n{full}\n{full}\nสิ้นสุด\n๑. ข้อแรก\n๒. ข้อสอง"
    assert repair_page(page) == Repaired(f"ประกาศกระทรวง\n{full * 3}สิ้นสุด\n๑. ข้อแรก\n๒. ข้อสอง", ("wrapped line: 3",))


HOSTILE = ["่", "ำ", "ก ่", "ํ ", " ", "า", "เ ", "จาเป็น", "กา", "ก", "กา\n", "งำน", "\u200b", "ก\n่\n"]


@pytest.mark.parametrize(
    "text",
    [letters * (100_000 // len(letters)) for letters in HOSTILE],
)
def test_hostile_pages_take_no_time(text: str) -> None:
    """100,000 characters of one kind are mended in linear time."""
    start = time.perf_counter()
    repair_page(text)
    assert time.perf_counter() - start < 3.0


@pytest.mark.parametrize("text", [LOST, "ก่ีคร้ัง น้ ํา", "ประกำศสำนักงำนรำชกำร\nกำร", "เล\uf70aม"])
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    """What is right after repair stays."""
    once = repair_page(text).text
    assert repair_page(once) == Repaired(once)
