"""PDF with a text layer -> pages of text. What cannot be trusted is left to the recogniser, never handed on."""

from collections.abc import Iterable

from kb.errors import Unreadable
from kb.ingest.readers.missing_letters import missing_letters
from kb.ingest.readers.pdf_file import ENGINE, Drawn, drawn_pages, page_count, page_texts, render_page
from kb.ingest.readers.poppler import poppler_engine, poppler_pages
from kb.ingest.readers.quality import TRUSTED, text_quality
from kb.ingest.readers.reading import Limits, PageText, Reading
from kb.ingest.readers.repair import Repaired, repair_lines
from kb.ingest.readers.wrapped_lines import Line

__all__ = ["page_count", "read_pdf_text", "render_page"]

_BEGINNING, _END = b"%PDF-", b"%%EOF"
_LOOKED_AT = 1024, 4096
"""The bytes at the start and the end of a file where a PDF says that it is one, and that it is whole."""
_FEW_LETTERS, _MOST_OF_A_PAGE = 200, 0.5
"""So few letters over so large a picture are a stamp or a signature on a scan, not its text."""


def read_pdf_text(data: bytes, name: str, limits: Limits) -> Reading:
    """The text layer of a PDF, page by page, mended; `needs_ocr` and no text where there is none to be trusted.

    A page with nothing on it at all is read: it says nothing.

    Raises Unreadable for what is no PDF, is cut off, is encrypted or is over a limit.
    """
    _refuse(data, name, limits)
    if page_count(data) > limits.pages:
        raise Unreadable(
            f"{name}: มีมากกว่า {limits.pages:,} หน้า กรุณาแบ่งไฟล์หรือเพิ่มขีดจำกัดจำนวนหน้า",
            f"{name}: more than {limits.pages:,} pages; split the file or raise the limit",
        )
    engine, pages = _extracted(data, limits)
    witness = None if engine == ENGINE else lambda: page_texts(data)
    repaired = repair_lines(pages, witness)
    few = [number for number, page in enumerate(repaired, 1) if len(page.text) < _FEW_LETTERS]
    drawn = drawn_pages(data, few) if few else {}
    read = tuple(_page(at, page, engine, drawn.get(at)) for at, page in enumerate(repaired, 1))
    return Reading(read, _warnings(read))


def _warnings(pages: Iterable[PageText]) -> tuple[str, ...]:
    missing = missing_letters(page.text for page in pages)
    if not missing:
        return ()
    told = " ".join(missing)
    return (
        f"ทั้งเอกสารไม่มีตัวอักษร {told} ตัวอักษรอาจหายไปหรือกลายเป็นตัวอื่น กรุณาตรวจกับต้นฉบับ "
        f"(the whole document has no letter {told}; it may have been lost or changed: compare with the original)",
    )


def _extracted(data: bytes, limits: Limits) -> tuple[str, list[list[Line]]]:
    """Who read the pages, and their lines: poppler where it is installed and can, else PDFium."""
    engine = poppler_engine()
    pages = poppler_pages(data, limits.seconds) if engine else None
    if engine and pages is not None:
        return engine, pages
    return ENGINE, [[Line(line) for line in text.split("\n")] for text in page_texts(data)]


def _page(number: int, page: Repaired, engine: str, drawn: Drawn | None) -> PageText:
    """The page as it is handed on; `drawn` says what else is on a page of few letters."""
    quality = text_quality(page.text)
    if drawn is not None and drawn.blank:
        return PageText(number, "", engine, quality)
    scanned = drawn is not None and drawn.picture >= _MOST_OF_A_PAGE
    if quality < TRUSTED or scanned:
        return PageText(number, "", engine, 0.0 if scanned else quality, needs_ocr=True)
    return PageText(number, page.text, engine, quality, page.repairs)


def _refuse(data: bytes, name: str, limits: Limits) -> None:
    """Raises Unreadable for what need not be opened to be refused."""
    if len(data) > limits.file_bytes:
        most = limits.file_bytes // 1024**2
        raise Unreadable(
            f"{name}: ไฟล์ใหญ่กว่า {most:,} MB กรุณาแบ่งไฟล์หรือเพิ่มขีดจำกัดขนาด",
            f"{name}: larger than {most:,} MB; split the file or raise the limit",
        )
    start, end = _LOOKED_AT
    if _BEGINNING not in data[:start]:
        raise Unreadable(
            f"{name}: ไม่ใช่ไฟล์ PDF แม้ชื่อจะบอกว่าใช่ กรุณาตรวจไฟล์แล้วส่งใหม่",
            f"{name}: not a PDF, whatever its name says; check the file and send it again",
        )
    if _END not in data[-end:]:
        raise Unreadable(
            f"{name}: ไฟล์ PDF มาไม่ครบ ส่วนท้ายขาดหาย กรุณาคัดลอกใหม่แล้วส่งอีกครั้ง",
            f"{name}: the PDF is incomplete, its end is missing; copy it again and send it",
        )
