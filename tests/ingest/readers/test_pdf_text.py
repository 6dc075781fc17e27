"""PDFs through both readers: pages, what waits for a recogniser, and what is refused, with one clear reason each."""

import importlib.util
import io
import random
import shutil
import time
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from kb.errors import NotFound, Unreadable
from kb.ingest.readers import pdf_text, poppler
from kb.ingest.readers.pdf_file import ENGINE
from kb.ingest.readers.pdf_text import page_count, read_pdf_text, render_page
from kb.ingest.readers.reading import Limits, PageText


def _made() -> ModuleType:
    """The writer of PDFs beside this file."""
    spec = importlib.util.spec_from_file_location("made_pdf", Path(__file__).with_name("made_pdf.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _made()
LINES = ["คณะรัฐมนตรีมีมติเห็นชอบตามที่เสนอ", "ให้กระทรวงการคลังดำเนินการ ภายใน 30 วัน"]
PLAIN = made.pdf([made.text(LINES)])


@pytest.fixture(params=["poppler", "pdfium"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of reading; the name that a page then bears."""
    if request.param == "pdfium":
        monkeypatch.setattr(pdf_text, "poppler_engine", lambda: None)
        return ENGINE
    if shutil.which("pdftotext") is None:
        pytest.skip("skipped: pdftotext is not installed")
    return str(poppler.poppler_engine())


def test_a_page_is_read(engine: str) -> None:
    """Text, engine with version, quality; nothing to repair."""
    assert read_pdf_text(PLAIN, "a.pdf", Limits()).pages == (PageText(1, "\n".join(LINES), engine, 1.0),)


def test_mixed_pages(engine: str) -> None:
    """Text, nothing at all, a scan, a scan with a stamp typed on it: each page gets what it needs."""
    stamp = made.PICTURE + made.text(["รับที่ 125 วันที่ 3"])
    pages = read_pdf_text(made.pdf([made.text(LINES), b"", made.PICTURE, stamp]), "a.pdf", Limits()).pages
    assert [(page.number, page.needs_ocr, bool(page.text)) for page in pages] == [
        (1, False, True),
        (2, False, False),
        (3, True, False),
        (4, True, False),
    ]
    assert {page.engine for page in pages} == {engine}


def test_junk_is_left_out(engine: str) -> None:
    """A font that names the wrong letters gives no text, only a page that waits."""
    wrong = made.pdf([made.text(LINES * 4)], to_unicode=made.TO_UNICODE.replace(b"<0E01>", b"<0023>"))
    (page,) = read_pdf_text(wrong, "a.pdf", Limits()).pages
    assert (page.text, page.needs_ocr, page.repairs) == ("", True, ())
    assert page.quality < 0.5


def test_page_numbers_are_removed_and_told(engine: str) -> None:
    """A running foot is no text; how many lines went is on the page."""
    numbered = made.pdf([made.text([*LINES, f"- {at} -"]) for at in (1, 2)])
    pages = read_pdf_text(numbered, "a.pdf", Limits()).pages
    assert [(page.text, page.repairs) for page in pages] == [("\n".join(LINES), ("running head: 1",))] * 2


@pytest.mark.parametrize(
    ("data", "limits", "thai", "english"),
    [
        (b"", Limits(), "ไม่ใช่ไฟล์ PDF", "not a PDF"),
        (b"PK\x03\x04 a zip with the wrong name", Limits(), "ไม่ใช่ไฟล์ PDF", "not a PDF"),
        (PLAIN[: len(PLAIN) // 2], Limits(), "มาไม่ครบ", "incomplete"),
        (b"%PDF-1.4\nnothing follows\n%%EOF", Limits(), "เสียหาย", "damaged"),
        (made.pdf([made.text(LINES)], encrypted=True), Limits(), "รหัสผ่าน", "password"),
        (made.pdf([]), Limits(), "เสียหาย", "damaged"),
        (made.pdf([b""] * 3), Limits(pages=2), "มากกว่า 2 หน้า", "more than 2 pages"),
        (made.pdf([b""] * 10_000), Limits(), "มากกว่า 2,000 หน้า", "more than 2,000 pages"),
        (PLAIN + b" " * 2 * 1024**2, Limits(file_bytes=1024**2), "ใหญ่กว่า 1 MB", "larger than 1 MB"),
    ],
)
def test_what_is_refused(engine: str, data: bytes, limits: Limits, thai: str, english: str) -> None:
    """One clear reason in two languages, and soon."""
    start = time.perf_counter()
    with pytest.raises(Unreadable) as refused:
        read_pdf_text(data, "a.pdf", limits)
    assert thai in refused.value.thai
    assert english in refused.value.english
    assert time.perf_counter() - start < 3


def test_a_slow_program_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """At the limit the reading stops, and nothing is left running."""
    slow = tmp_path / "pdftotext"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(poppler, "PROGRAM", str(slow))
    start = time.perf_counter()
    with pytest.raises(Unreadable, match=r"more than 0\.3 seconds"):
        poppler.poppler_pages(PLAIN, 0.3)
    assert time.perf_counter() - start < 5


def test_a_failing_program_gives_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What poppler refuses, PDFium may read."""
    failing = tmp_path / "pdftotext"
    failing.write_text("#!/bin/sh\nexit 3\n")
    failing.chmod(0o755)
    monkeypatch.setattr(poppler, "PROGRAM", str(failing))
    monkeypatch.setattr(pdf_text, "poppler_engine", lambda: "pdftotext 0 -raw")
    assert [page.engine for page in read_pdf_text(PLAIN, "a.pdf", Limits()).pages] == [ENGINE]


def test_a_page_is_drawn_in_grey() -> None:
    """The size is the page's at the resolution asked for, which the picture also tells."""
    picture = Image.open(io.BytesIO(render_page(made.pdf([b"", made.PICTURE]), 2, 100)))
    assert (picture.mode, picture.size, round(picture.info["dpi"][0])) == ("L", (827, 1170), 100)
    assert picture.getpixel((400, 500)) == 0x80


def test_a_huge_page_is_drawn_smaller() -> None:
    """A page that says it is five metres wide does not fill the memory."""
    huge = made.pdf([b""]).replace(b"[0 0 595 842]", b"[0 0 14400 14400]")
    picture = Image.open(io.BytesIO(render_page(huge, 1, 300)))
    assert picture.size[0] * picture.size[1] <= 65_000_000


def test_pages_are_counted_and_missing_ones_said() -> None:
    """Pages are numbered from 1."""
    assert page_count(made.pdf([b""] * 7)) == 7
    for number in (0, 2):
        with pytest.raises(NotFound, match=f"there is no page {number}"):
            render_page(PLAIN, number, 72)


def test_mutations_never_crash(engine: str) -> None:
    """Bytes flipped, cut out and repeated: a reading or one reason, within the limit."""
    chance = random.Random(5)
    source = made.pdf([made.text(LINES), made.PICTURE])
    read = 0
    for _ in range(60):
        mutated = bytearray(source)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(mutated))
            choice = chance.random()
            if choice < 0.6:
                mutated[at] = chance.randrange(256)
            elif choice < 0.8:
                del mutated[at : at + chance.randint(1, 200)]
            else:
                mutated[at:at] = mutated[at : at + chance.randint(1, 200)]
        read += _outcome(bytes(mutated)) == "read"
    assert 5 <= read <= 60  # both ends are met


def _outcome(data: bytes) -> str:
    """Read, or refused with a reason; anything else is raised."""
    try:
        read_pdf_text(data, "a.pdf", Limits(seconds=20))
    except Unreadable:
        return "refused"
    return "read"
