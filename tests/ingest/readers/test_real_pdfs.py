"""Five official PDFs, each broken in its own way, and real pages that are right; skipped where they are absent."""

import re
import shutil
from pathlib import Path

import pytest

from kb.ingest.readers import pdf_text
from kb.ingest.readers.pdf_text import read_pdf_text
from kb.ingest.readers.quality import TRUSTED, text_quality
from kb.ingest.readers.reading import Limits, Reading
from kb.ingest.readers.repair import repair_page
from kb.text import normalise

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"
PAGES = sorted((SHARED / "cabinet_pages").glob("*/*.txt"))

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="skipped: ../shared/data is not beside the project")


@pytest.fixture(params=["poppler", "pdfium"], scope="module")
def engine(request: pytest.FixtureRequest) -> str:
    """Both ways of reading must hold."""
    if request.param == "poppler" and shutil.which("pdftotext") is None:
        pytest.skip("skipped: pdftotext is not installed")
    return str(request.param)


def read(name: str, engine: str) -> Reading:
    """One of the five through one engine."""
    with pytest.MonkeyPatch.context() as patch:
        if engine == "pdfium":
            patch.setattr(pdf_text, "poppler_engine", lambda: None)
        return read_pdf_text((SHARED / "pdf" / f"sorayoji_{name}.pdf").read_bytes(), name, Limits())


@pytest.mark.parametrize(
    ("name", "pages", "best", "reason"),
    [
        ("scan_6p", 6, 0.0, "a scan without any text"),
        ("gazette_288ng", 7, 0.7, "Thai as letters and signs at random, English and figures right"),
        ("gazette_83911", 20, 0.35, "Thai as letters and signs at random"),
    ],
)
def test_unreadable_layers_wait_for_ocr(name: str, pages: int, best: float, reason: str, engine: str) -> None:
    """No page yields text; each says so, by which engine, and how bad it was."""
    found = read(name, engine).pages
    assert [page.number for page in found] == list(range(1, pages + 1)), reason
    assert {(page.text, page.needs_ocr) for page in found} == {("", True)}
    assert max(page.quality for page in found) <= best < TRUSTED
    assert all(re.match(r"pdftotext \d|pypdfium2 \d", page.engine) for page in found)


RESTORED = """
อำนาจ จำเป็น ตำรวจ สำหรับ กำหนด ประจำ ดำรง ตำแหน่ง ชำนาญ อำนวยการ สำนัก ต่ำกว่า ทำ คำนวณ นำมา
จำนวน น้ำ พระราชดำริ สำนักงาน ผู้อำนวยการ สำนักงบประมาณ สำนักข่าวกรอง ประจำทาง ชำนาญการ ชำนาญงาน
ดำรงตำแหน่ง มีอำนาจ ความจำเป็น ทำความสะอาด พันตำรวจ
"""
LEFT_ALONE = """
มาตรา ราชการ ค่า ถ้า ลงมา นาวาโท กานา ภูฏาน ปานามา มาลี ตองกา คาซัคสถาน อาหาร ราตรี จ่าย
"""


def test_the_regulation_gets_its_sara_am_back(engine: str) -> None:
    """Thirty words that lost their ำ have it, and not one is left without."""
    reading = read("mof_regulation_2565", engine)
    words = RESTORED.split()
    assert len(words) == 30
    assert [word for word in words if word not in reading.text] == []
    lost = [word.replace("ำ", "า") for word in words if len(word) > 5]
    assert [word for word in lost if word in reading.text] == []
    assert not any(page.needs_ocr for page in reading.pages)
    assert min(page.quality for page in reading.pages) >= 0.9
    assert any(repair.startswith(("lost sara am: ", "broken sara am: ")) for repair in reading.pages[1].repairs)


def test_the_regulation_keeps_right_words(engine: str) -> None:
    """Words with า that only look as if they had lost a ring stay."""
    text = read("mof_regulation_2565", engine).text
    for word in LEFT_ALONE.split():
        assert word in text, word
        assert word.replace("า", "ำ") not in text, word


def test_running_heads_of_the_regulation_are_gone(engine: str) -> None:
    """Neither the gazette's head nor a page number is in the text."""
    reading = read("mof_regulation_2565", engine)
    assert "ราชกิจจานุเบกษา ๓๐" not in reading.text
    assert re.findall(r"^- [0-9๐-๙]+ -$", reading.text, re.MULTILINE) == []
    assert all(any(repair.startswith("running head: ") for repair in page.repairs) for page in reading.pages)


def test_the_order_form_is_mended(engine: str) -> None:
    """Written with ำ for า in one font, without ำ in another."""
    (page,) = read("order_form", engine).pages
    assert page.quality >= 0.9
    assert [word for word in ("คำสั่ง", "สำนักงาน", "ศึกษาธิการ", "ฉะเชิงเทรา", "ตำแหน่ง") if word not in page.text] == []
    assert [word for word in ("งำน", "กำร", "ษำ", "รำ", "ตาแหน่ง") if word in page.text] == []


@pytest.mark.parametrize("path", PAGES[::14], ids=lambda path: path.stem)
def test_right_pages_are_left_alone(path: Path) -> None:
    """Twenty real pages: only blanks, unseen characters and misordered marks change, so the search form is the same."""
    text = path.read_text(encoding="utf-8-sig")
    repaired = repair_page(text)
    allowed = ("blank: ", "unseen character: ", "decomposed sara am: ", "moved or doubled mark: ")
    assert [repair for repair in repaired.repairs if not repair.startswith(allowed)] == []
    assert bare_lines(repaired.text) == bare_lines(text)


def bare_lines(text: str) -> list[str]:
    """The lines in search form, without the blanks at their ends and blank lines at the ends of the page."""
    return [line.strip() for line in normalise(text).strip().split("\n")]


def test_real_pages_are_trusted() -> None:
    """Parts of real pages, tables and lists of names among them, score far above the threshold."""
    parts = [
        text[at : at + 2500]
        for path in PAGES[::10]
        if (text := path.read_text(encoding="utf-8-sig"))
        for at in range(0, len(text) - 500, 2500)
    ]
    scores = sorted(map(text_quality, parts))
    assert len(scores) > 1000
    assert scores[0] >= 0.85
    assert scores[len(scores) // 100] >= 0.94
