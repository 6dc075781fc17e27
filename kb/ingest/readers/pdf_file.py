"""The one door to pypdfium2: a PDF as a number of pages, each a picture or its own text.

PDFium is not safe in many threads: one process reads one document.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFText_GetUnicode

from kb.errors import NotFound, Unreadable
from kb.text.thai_letters import CONSONANTS, MARKS

ENGINE = f"pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}"

_POINTS_AN_INCH = 72
_MOST_PIXELS = 64_000_000
"""A page says its own size and may lie: above this many pixels (A4 at 600 dpi has half) it is drawn smaller."""

_TWICE = re.compile(f"([{CONSONANTS}][{MARKS}]{{2,}})[{CONSONANTS}]{{0,2}}\\1")
_MARK = re.compile(f"[{MARKS}]")
_LEAST_TWICE, _BACKWARDS = 2, 2.0
_MOST_OBJECTS = 5_000
_PASSWORD, _LOCK = "Incorrect password", b"/Encrypt"  # PDFium may still say what was wrong with an earlier file


def page_count(data: bytes) -> int:
    """How many pages the PDF has. Raises Unreadable where it is no PDF, is cut off or is encrypted."""
    with _opened(data) as document:
        return len(document)


def page_texts(data: bytes) -> Iterator[str]:
    """The text layer of each page in order, as PDFium reads it, its own junk characters included."""
    with _opened(data) as document:
        for index in range(len(document)):
            try:
                page = document[index]
                textpage = page.get_textpage()
                text: str = textpage.get_text_range()
                if len(_TWICE.findall(text)) >= _LEAST_TWICE:
                    text = _without_ghosts(textpage)
                page.close()
            except pypdfium2.PdfiumError:
                text = ""  # a page that cannot be loaded has no text; the recogniser will say what it is
            yield text.replace("\r\n", "\n").replace("\r", "\n")


def _without_ghosts(textpage: Any) -> str:
    """The text without the clusters that some producers leave once more where the line already stands.

    A letter that ends left of what the line has reached is one, and so are the marks on it.
    """
    kept: list[str] = []
    reached = 0.0
    ghost = False
    for at in range(textpage.count_chars()):
        letter = chr(FPDFText_GetUnicode(textpage, at))
        if letter.isspace():
            reached = reached if letter == " " else 0.0
            ghost = False
        elif not _MARK.match(letter):
            right = textpage.get_charbox(at)[2]
            ghost = "\u0e00" < letter < "\u0e7f" and right < reached - _BACKWARDS
            reached = max(reached, right)
        if not ghost:
            kept.append(letter)
    return "".join(kept)


@dataclass(frozen=True)
class Drawn:
    """What is on a page besides text: whether nothing at all is, and the share that its largest picture covers."""

    blank: bool
    picture: float


def drawn_pages(data: bytes, numbers: Iterable[int]) -> dict[int, Drawn]:
    """What stands on the pages of these numbers (from 1)."""
    with _opened(data) as document:
        return {number: _drawn(document, number) for number in numbers}


def _drawn(document: Any, number: int) -> Drawn:
    try:
        page = document[number - 1]
        width, height = page.get_size()
        objects = list(islice(page.get_objects(max_depth=3), _MOST_OBJECTS))
        boxes = [each.get_bounds() for each in objects if each.type == FPDF_PAGEOBJ_IMAGE]
    except pypdfium2.PdfiumError:
        return Drawn(blank=False, picture=1.0)
    covered = max(((right - left) * (top - bottom) for left, bottom, right, top in boxes), default=0.0)
    return Drawn(not objects, min(1.0, covered / max(1.0, width * height)))


def render_page(data: bytes, number: int, dpi: int) -> bytes:
    """Page `number` (from 1) as a grey PNG, with its true resolution noted inside.

    Raises NotFound for a page the document has not, Unreadable for a document or page that cannot be drawn.
    """
    with _opened(data) as document:
        if not 1 <= number <= len(document):
            raise NotFound(
                f"เอกสารมี {len(document)} หน้า ไม่มีหน้า {number}",
                f"the document has {len(document)} pages, there is no page {number}",
            )
        try:
            page = document[number - 1]
            width, height = page.get_size()
            scale = dpi / _POINTS_AN_INCH
            scale *= min(1.0, (_MOST_PIXELS / max(1.0, width * height * scale**2)) ** 0.5)
            picture = page.render(scale=scale, grayscale=True).to_pil()
        except pypdfium2.PdfiumError as problem:
            raise Unreadable(
                f"วาดหน้า {number} ของไฟล์ PDF ไม่ได้ หน้านี้อาจเสียหาย กรุณาขอไฟล์ใหม่จากเจ้าของเรื่อง",
                f"page {number} of the PDF cannot be drawn; it may be damaged: ask its owner for a new copy",
            ) from problem
    out = BytesIO()
    resolution = round(scale * _POINTS_AN_INCH)
    picture.save(out, "PNG", compress_level=1, dpi=(resolution, resolution))
    return out.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The document while it is open. `Any`, since pypdfium2 tells no types."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise unreadable(_PASSWORD in str(problem) and _LOCK in data) from problem
    try:
        if len(document) == 0:
            raise unreadable(encrypted=False)
        yield document
    finally:
        document.close()


def unreadable(encrypted: bool) -> Unreadable:
    """Why a PDF did not open."""
    if encrypted:
        return Unreadable(
            "ไฟล์ PDF เข้ารหัสไว้ ต้องใช้รหัสผ่าน กรุณาบันทึกใหม่โดยไม่ใส่รหัสผ่านแล้วส่งอีกครั้ง",
            "the PDF is encrypted and wants a password; save it without one and send it again",
        )
    return Unreadable(
        "ไฟล์ PDF เสียหายหรือมาไม่ครบ เปิดไม่ได้ กรุณาตรวจไฟล์แล้วส่งใหม่",
        "the PDF is damaged or incomplete and cannot be opened; check the file and send it again",
    )
