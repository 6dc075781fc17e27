"""The one entry: any bytes in, pages of text out; scans recognised page by page, cached, told of, and stoppable."""

import importlib.util
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageDraw, ImageFont

from kb.errors import Cancelled, Unreadable
from kb.ingest.readers import PageCache, Sandbox, ocr, read_document, sandboxed_table
from kb.ingest.readers.reading import Limits, Progress, Reading

HERE = Path(__file__).parent
GOOD = "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงการคลังเสนอ"
LINES = ["คณะรัฐมนตรีมีมติรับทราบ", "ให้กระทรวงมหาดไทยดำเนินการ ภายใน 30 วัน"]
FONT = Path("/usr/share/fonts/truetype/tlwg/Garuda.ttf")


def _made() -> ModuleType:
    """The writer of PDFs beside this file."""
    spec = importlib.util.spec_from_file_location("made_pdf", HERE / "made_pdf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _made()


def scans(pages: int) -> bytes:
    """A PDF of pictures alone."""
    return bytes(made.pdf([made.PICTURE] * pages))


MIXED = made.pdf([made.PICTURE, made.text(LINES), made.PICTURE, b""])


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Real readers, a recogniser that does as the name of the document says."""
    with Sandbox(2, (sys.executable, str(HERE / "recognising_worker.py"))) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "engine", lambda: "fake 1.0")


def pages(reading: Reading) -> list[tuple[int, str, bool]]:
    """Number, text and whether it waits."""
    return [(page.number, page.text, page.needs_ocr) for page in reading.pages]


def test_text_is_not_recognised(sandbox: Sandbox) -> None:
    """A text layer is taken as it is; progress is told once, at the end."""
    told: list[Progress] = []
    reading = read_document(made.pdf([made.text(LINES)] * 2), "crash.pdf", Limits(), None, 2, told.append, sandbox)
    assert pages(reading) == [(1, "\n".join(LINES), False), (2, "\n".join(LINES), False)]
    assert reading.warnings == ()
    assert [(each.done, each.total, each.seconds_left) for each in told] == [(2, 2, 0.0)]


def test_only_pages_that_need_it_are_recognised(sandbox: Sandbox) -> None:
    """Text, blank and scanned pages in one document: a crash for page 2 or 4 would show that they were recognised."""
    reading = read_document(MIXED, "good|crash|good|crash.pdf", Limits(), workers=2, sandbox=sandbox)
    assert pages(reading) == [(1, GOOD, False), (2, "\n".join(LINES), False), (3, GOOD, False), (4, "", False)]
    assert [page.engine[:5] for page in reading.pages] == ["fake ", "pdfto", "fake ", "pdfto"] or (
        reading.pages[1].engine.startswith("pypdfium2")
    )
    assert reading.pages[0].quality == 1.0
    assert reading.pages[0].repairs == ("straightened: 1",)
    assert reading.warnings == ()


def test_recognised_pages_are_mended_together(sandbox: Sandbox) -> None:
    """A running head is known by its standing on several pages; a page between them keeps its place."""
    data = made.pdf([made.PICTURE, made.PICTURE, made.text(LINES), made.PICTURE])
    reading = read_document(data, "head.pdf", Limits(), sandbox=sandbox)
    assert [page.text[:11] for page in reading.pages] == ["เรื่องที่ 1", "เรื่องที่ 2", "คณะรัฐมนตรี", "เรื่องที่ 4"]
    assert reading.pages[3].repairs == ("straightened: 1", "running head: 1")


def test_without_a_recogniser_pages_wait(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is dropped: the pages stand there without text, and a warning says what to install."""
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    reading = read_document(MIXED, "good.pdf", Limits(), sandbox=sandbox)
    assert pages(reading) == [(1, "", True), (2, "\n".join(LINES), False), (3, "", True), (4, "", False)]
    assert reading.warnings == (
        "รออ่านด้วย OCR 2 หน้า โปรดติดตั้ง tesseract-ocr และ tesseract-ocr-tha แล้วนำเข้าใหม่ "
        "(2 pages wait to be recognised: install tesseract-ocr and tesseract-ocr-tha, then load it again)",
    )


def test_progress(sandbox: Sandbox) -> None:
    """Every page is told, with a pace and a time left once one is done."""
    told: list[Progress] = []
    read_document(MIXED, "good.pdf", Limits(), workers=1, progress=told.append, sandbox=sandbox)
    assert [(each.done, each.total) for each in told] == [(2, 4), (3, 4), (4, 4)]
    assert [each.seconds_left is None for each in told] == [True, False, False]
    assert told[1].pages_per_second > 0
    assert told[2].seconds_left == 0.0


def test_cache(sandbox: Sandbox, tmp_path: Path) -> None:
    """A page is recognised once for the same bytes and engine; a damaged entry, or another engine, makes it anew."""
    cache = PageCache(tmp_path)

    def engines() -> list[str]:
        reading = read_document(scans(2), "good.pdf", Limits(), cache, sandbox=sandbox)
        assert pages(reading) == [(1, GOOD, False), (2, GOOD, False)]
        return [page.engine for page in reading.pages]

    first = engines()
    assert engines() == first
    damaged = next(tmp_path.rglob("1-*.json"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    second = engines()
    assert (second[0] == first[0], second[1] == first[1]) == (False, True)
    assert engines() == second


def test_what_has_no_text_is_not_cached(sandbox: Sandbox, tmp_path: Path) -> None:
    """It may be a page that ran out of time."""
    read_document(scans(1), "blank.pdf", Limits(), PageCache(tmp_path), sandbox=sandbox)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("crash", "the reader broke off"),
        ("refused", "this page cannot be drawn"),
        ("odd", "gave no usable answer for page 2"),
    ],
)
def test_one_bad_page_does_not_spoil_the_others(sandbox: Sandbox, word: str, reason: str) -> None:
    """It waits, and a warning names it and says why."""
    reading = read_document(scans(3), f"good|{word}|good.pdf", Limits(), sandbox=sandbox)
    assert pages(reading) == [(1, GOOD, False), (2, "", True), (3, GOOD, False)]
    (warning,) = reading.warnings
    assert warning.startswith("หน้า 2 ยังไม่ได้อ่าน: ")
    assert "(page 2 was not read: " in warning
    assert reason in warning


def test_nothing_readable_is_refused_with_the_reason(sandbox: Sandbox) -> None:
    """A document of which no page could be read does not only wait: it says why."""
    with pytest.raises(Unreadable, match="this page cannot be drawn"):
        read_document(scans(2), "refused.pdf", Limits(), sandbox=sandbox)


def test_poor_and_blank_pages_are_named(sandbox: Sandbox) -> None:
    """Poor text stays, with a low quality and a warning; a page without text is told of too."""
    reading = read_document(scans(3), "junk|good|blank.pdf", Limits(), sandbox=sandbox)
    assert [bool(page.text) for page in reading.pages] == [True, True, False]
    assert reading.pages[0].quality < 0.75
    assert [warning.partition("(")[2] for warning in reading.warnings] == [
        "no text was found in the picture of page 3)",
        "page 1 was recognised poorly: compare the text with the original)",
    ]


def test_cancelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What progress raises ends the reading, also while a page is being recognised; no process and no file stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    calls: list[Progress] = []

    def progress(told: Progress) -> None:
        calls.append(told)
        if len(calls) == 3:
            raise Cancelled("หยุดตามที่ขอ", "stopped as asked")

    with Sandbox(2, (sys.executable, str(HERE / "recognising_worker.py"))) as sandbox:
        with pytest.raises(Cancelled, match="stopped as asked"):
            read_document(scans(9), "good|slow.pdf", Limits(), None, 2, progress, sandbox)
        assert pages(read_document(b"abc", "a.txt", Limits(), sandbox=sandbox)) == [(1, "abc", False)]
    assert list(tmp_path.iterdir()) == []
    assert [each.done for each in calls] == [0, 1, 1]


def test_content_wins_over_the_name(sandbox: Sandbox) -> None:
    """A PDF named Word is read as a PDF, and the reading says so."""
    reading = read_document(made.pdf([made.text(LINES)]), "หนังสือ.docx", Limits(), sandbox=sandbox)
    assert pages(reading) == [(1, "\n".join(LINES), False)]
    assert reading.warnings == (
        "ชื่อไฟล์ลงท้ายด้วย .docx แต่เนื้อไฟล์เป็น PDF จึงอ่านตามเนื้อไฟล์ (named .docx, but it is a PDF and was read as that)",
    )


def test_images_are_recognised(sandbox: Sandbox) -> None:
    """Each page of a TIFF is one."""
    out = io.BytesIO()
    frame = Image.new("L", (200, 100), 255)
    frame.save(out, "TIFF", save_all=True, append_images=[frame])
    reading = read_document(out.getvalue(), "good|junk.png", Limits(), sandbox=sandbox)
    assert [(page.number, page.text == GOOD) for page in reading.pages] == [(1, True), (2, False)]


def test_too_large_is_not_even_sent() -> None:
    """No worker is started for it."""
    with Sandbox(1, ("false",)) as none, pytest.raises(Unreadable, match="larger than 1 MB"):
        read_document(b"x" * 2**21, "a.txt", Limits(file_bytes=2**20), sandbox=none)


def test_tables(sandbox: Sandbox) -> None:
    """Rows come through as they are; the headings a person names find the header below a title."""
    data = "บัญชี,ของหน่วย\nก,ข\n1,เรื่องแรก\n".encode()
    table = sandboxed_table(data, "a.csv", Limits(), {"title": ("ข",)}, sandbox)
    assert (table.header, table.header_row) == (("ก", "ข"), 2)
    assert [(row.number, row.cells) for row in table.rows] == [(3, ("1", "เรื่องแรก"))]
    with pytest.raises(Unreadable, match="no table in the file"):
        sandboxed_table("คำเดียว".encode(), "a.csv", Limits(), None, sandbox)


def test_a_picture_of_text_by_the_real_recogniser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The whole way, sandbox opened for the call: a drawn line is read again and kept in the cache."""
    monkeypatch.undo()
    if not ocr.is_available() or not FONT.exists():
        pytest.skip("skipped: tesseract with Thai, or the font Garuda, is not installed")
    picture = Image.new("L", (1654, 500), 255)
    ImageDraw.Draw(picture).text((120, 150), GOOD, fill=0, font=ImageFont.truetype(str(FONT), 48))
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(200, 200))
    (page,) = read_document(out.getvalue(), "a.png", Limits(), PageCache(tmp_path), workers=1).pages
    assert page.text.replace(" ", "") == GOOD
    assert page.engine.startswith("tesseract ")
    assert len(list(tmp_path.rglob("1-*.json"))) == 1
