"""Word documents (.docx, .docm, .dotx). The one door to python-docx."""

import io
from collections.abc import Iterator
from typing import cast

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.package import Package

from kb.errors import Unreadable
from kb.ingest.readers.office_zip import damaged, refuse_unsafe
from kb.ingest.readers.reading import Limits, PageText, Reading
from kb.ingest.readers.word_elements import Element, attribute, child, children
from kb.ingest.readers.word_numbering import Numbering
from kb.ingest.readers.word_styles import Styles
from kb.ingest.readers.word_text import PAGE, WordText

ENGINE = f"python-docx {docx.__version__}"
HEADER_SHOWN = 80  # characters of left-out headers shown in the warning


def read_docx(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a Word document, cut into pages only where its author broke them.

    Word files say what every letter is, so quality is 1. Footnotes and endnotes stand at the end as `[n] text`. What is
    not in the text is told: in the repairs of the first page (`tracked-deletion: 2`), headers, footers and pictures in
    warnings. Raises Unreadable for an encrypted, damaged, oversized or empty document, or one of pictures alone.
    """
    refuse_unsafe(data, name, limits, "Word")
    try:
        return _reading(Package.open(io.BytesIO(data)), name, limits)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # what a damaged part makes the library raise has no common type
        raise damaged(name, "Word") from error


def _reading(package: Package, name: str, limits: Limits) -> Reading:
    main = package.main_document_part
    text = WordText(Styles(_related(main, KIND.STYLES)), Numbering(_related(main, KIND.NUMBERING)))
    body = child(_root(main), "body")
    if body is None:
        raise damaged(name, "Word")
    lines = [*text.lines(body), *_notes(main, text)]
    pages = _pages(lines)
    if not any(page for _, page in pages):
        raise _nothing(name, text.pictures)
    if len(pages) > limits.pages:
        raise Unreadable(
            f"{name}: ยาวเกิน {limits.pages} หน้า โปรดแบ่งเป็นไฟล์ย่อยแล้วนำเข้าใหม่",
            f"{name}: more than {limits.pages} pages; split it into smaller files and load those",
        )
    repairs = tuple(f"{what}: {count}" for what, count in sorted(text.left_out.items()) if count)
    return Reading(
        tuple(PageText(at, page, ENGINE, 1.0, repairs if at == pages[0][0] else ()) for at, page in pages),
        tuple(_warnings(main, text.pictures)),
    )


def _pages(lines: list[str]) -> list[tuple[int, str]]:
    """Numbered pages; of several blank lines one is kept, and a page on which nothing stands is only counted."""
    pages = []
    for number, page in enumerate("\n".join(lines).split(PAGE), start=1):
        kept: list[str] = []
        for line in page.split("\n"):
            tidy = line.rstrip()
            if tidy or (kept and kept[-1]):
                kept.append(tidy)
        if tidy_page := "\n".join(kept).strip("\n"):
            pages.append((number, tidy_page))
    return pages


def _notes(main: Part, text: WordText) -> Iterator[str]:
    """The notes that the text refers to, in the order of their marks; a note may itself refer to one."""
    kinds = {"footnote": KIND.FOOTNOTES, "endnote": KIND.ENDNOTES}
    known = {
        (kind, attribute(note, "id") or ""): note
        for kind, relation in kinds.items()
        if (root := _related(main, relation)) is not None
        for note in children(root, kind)
    }
    at = 0
    while at < len(text.notes):
        note = known.get(text.notes[at])
        at += 1
        lines = [line for line in text.lines(note) if line] if note is not None else []
        yield f"[{at}] {' '.join(lines)}".rstrip().replace(PAGE, "")


def _warnings(main: Part, pictures: int) -> Iterator[str]:
    heads = []
    for relation in main.rels.values():
        if relation.reltype in {KIND.HEADER, KIND.FOOTER} and not relation.is_external:
            story = WordText(Styles(None), Numbering(None)).lines(_root(relation.target_part))
            heads += [" ".join(" ".join(story).replace(PAGE, "").split())]
    shown = " / ".join(dict.fromkeys(head for head in heads if head))
    if shown:
        shown = shown if len(shown) <= HEADER_SHOWN else f"{shown[:HEADER_SHOWN]}…"
        yield f"ไม่ได้เก็บหัวกระดาษและท้ายกระดาษ: “{shown}” (headers and footers were left out)"
    if pictures:
        yield (
            f"มีภาพ {pictures} ภาพซึ่งไม่ได้อ่านข้อความในภาพ หากเป็นเอกสารสแกน โปรดบันทึกเป็น PDF แล้วนำเข้าใหม่ "
            f"({pictures} pictures were not read; if they are scans, save the document as PDF and load that)"
        )


def _nothing(name: str, pictures: int) -> Unreadable:
    if pictures:
        return Unreadable(
            f"{name}: มีแต่ภาพ ไม่มีข้อความ โปรดบันทึกเป็น PDF แล้วนำเข้าใหม่ เพื่อให้อ่านด้วย OCR",
            f"{name}: holds pictures and no text; save it as PDF and load that, so that the text is recognised",
        )
    return Unreadable(
        f"{name}: ไม่มีข้อความในเอกสาร โปรดตรวจไฟล์ต้นทางแล้วนำเข้าใหม่",
        f"{name}: no text in the document; check the original and load it again",
    )


def _related(main: Part, relation: str) -> Element | None:
    """The root of the part that a relation of the main part leads to; None without one."""
    parts = (each for each in main.rels.values() if each.reltype == relation and not each.is_external)
    found = next(parts, None)
    return _root(found.target_part) if found else None


def _root(part: Part) -> Element:
    return cast(Element, part.element if isinstance(part, XmlPart) else parse_xml(part.blob))
