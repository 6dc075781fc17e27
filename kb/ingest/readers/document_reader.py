"""Bytes and a name -> pages of text: whatever kind of file it is, read in the sandbox, scans recognised."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING

from kb.errors import Unreadable
from kb.ingest.readers.page_cache import PageCache
from kb.ingest.readers.page_recognition import PageRecognition, Recognition
from kb.ingest.readers.quality import TRUSTED
from kb.ingest.readers.reading import Limits, PageText, Progress, Reading
from kb.ingest.readers.sandbox import Question, Sandbox
from kb.ingest.readers.table import Table
from kb.ingest.readers.wire import Told, limits_as_told, reading_from_told, storable, table_from_told

if TYPE_CHECKING:
    from kb.ingest.table_mapping import Asked

OnPage = Callable[[Progress], None]
_SHOWN_PAGES = 12
_READ_FAULTS = (KeyError, TypeError, ValueError, AttributeError)


def read_document(
    data: bytes,
    name: str,
    limits: Limits,
    cache: PageCache | None = None,
    workers: int = 2,
    progress: OnPage | None = None,
    sandbox: Sandbox | None = None,
) -> Reading:
    """The pages of a document of any kind. Only pages without trustworthy text are recognised, `workers` at a time.

    `progress` is told after every page; what it raises (Cancelled) ends the reading and what runs for it. Without a
    sandbox one is opened for this call. Pages that could not be recognised have no text and `needs_ocr`, and a warning
    says why. Raises Unreadable with one clear reason.
    """
    start = monotonic()
    with ExitStack() as open_parts:
        box = sandbox or open_parts.enter_context(Sandbox(workers))
        kind, reading = _read(data, name, limits, box)
        waiting = [page.number for page in reading.pages if page.needs_ocr]
        if waiting:
            recognition = PageRecognition(data, name, kind, limits, box, cache).recognise(
                waiting, len(reading.pages), workers, progress
            )
            return _with_recognised(reading, recognition, name, limits, box)
    pages = len(reading.pages)
    if progress:
        progress(Progress(pages, pages, pages / max(monotonic() - start, 1e-6), 0.0))
    return reading


def sandboxed_table(
    data: bytes,
    name: str,
    limits: Limits,
    asked: "Asked | None" = None,
    sandbox: Sandbox | None = None,
) -> Table:
    """The table in a spreadsheet or CSV, read in the sandbox; `asked` as in kb.ingest.table_mapping.

    Raises as `kb.ingest.readers.spreadsheet.read_table`, and Unreadable where the file breaks the reader.
    """
    refuse_larger(data, name, limits)
    named = {field: list(headings) for field, headings in asked.items()} if asked else None
    told: Told = {"name": name, "limits": limits_as_told(limits), "asked": named}
    with ExitStack() as open_parts:
        box = sandbox or open_parts.enter_context(Sandbox(1))
        answer = box.ask(Question("table", told, data, name, limits.seconds, limits.memory_bytes))
    try:
        return table_from_told(answer)
    except _READ_FAULTS as fault:
        raise _no_answer(name) from fault


def _read(data: bytes, name: str, limits: Limits, sandbox: Sandbox) -> tuple[str, Reading]:
    refuse_larger(data, name, limits)
    told: Told = {"name": name, "limits": limits_as_told(limits)}
    answer = sandbox.ask(Question("read", told, data, name, limits.seconds, limits.memory_bytes))
    try:
        return str(answer["kind"]), reading_from_told(answer["reading"])
    except _READ_FAULTS as fault:
        raise _no_answer(name) from fault


def refuse_larger(data: bytes, name: str, limits: Limits) -> None:
    """Raise Unreadable for a file of more bytes than allowed: it is not even sent to a worker."""
    if len(data) > limits.file_bytes:
        most = limits.file_bytes // 1024**2
        raise Unreadable(
            f"{name}: ใหญ่กว่า {most:,} MB โปรดแบ่งเป็นไฟล์ย่อย หรือเพิ่มขีดจำกัดขนาด แล้วนำเข้าใหม่",
            f"{name}: larger than {most:,} MB; split it or raise the limit, then load it again",
        )


def _with_recognised(reading: Reading, found: Recognition, name: str, limits: Limits, sandbox: Sandbox) -> Reading:
    """The reading with recognised pages in it, mended together and judged."""
    if found.failures and not found.pages and not any(page.text.strip() for page in reading.pages):
        raise next(iter(found.failures.values()))
    texts = [found.pages[page.number].text if page.number in found.pages else "" for page in reading.pages]
    mended = _mended(texts, name, limits, sandbox) if found.pages else []
    pages = list(reading.pages)
    for at, page in enumerate(reading.pages):
        if recognised := found.pages.get(page.number):
            text, repairs, quality = mended[at]
            pages[at] = PageText(page.number, text, recognised.engine, quality, (*recognised.repairs, *repairs))
    return Reading(tuple(pages), (*reading.warnings, *_warnings(pages, found)))


def _mended(texts: Sequence[str], name: str, limits: Limits, sandbox: Sandbox) -> list[tuple[str, list[str], float]]:
    answer = sandbox.ask(Question("mend", {"texts": texts}, b"", name, limits.seconds, limits.memory_bytes))
    try:
        told = [
            (storable(each["text"]), list(map(str, each["repairs"])), float(each["quality"]))
            for each in answer["pages"]
        ]
    except _READ_FAULTS as fault:
        raise _no_answer(name) from fault
    if len(told) != len(texts):
        raise _no_answer(name)
    return told


def _warnings(pages: Sequence[PageText], found: Recognition) -> list[str]:
    told = []
    recognised = [page for page in pages if page.number in found.pages]
    waiting = sum(page.needs_ocr for page in pages) - len(found.failures)
    if waiting:
        told.append(
            f"รออ่านด้วย OCR {waiting} หน้า โปรดติดตั้ง tesseract-ocr และ tesseract-ocr-tha แล้วนำเข้าใหม่ "
            f"({waiting} pages wait to be recognised: install tesseract-ocr and tesseract-ocr-tha, then load it again)"
        )
    if blank := [page.number for page in recognised if not page.text.strip()]:
        shown = _shown(blank)
        told.append(f"ไม่พบข้อความในภาพของหน้า {shown} (no text was found in the picture of page {shown})")
    if poor := [page.number for page in recognised if page.text.strip() and page.quality < TRUSTED]:
        shown = _shown(poor)
        told.append(
            f"อ่านหน้า {shown} ได้ไม่ชัด ข้อความอาจผิด โปรดตรวจกับต้นฉบับ "
            f"(page {shown} was recognised poorly: compare the text with the original)"
        )
    for number, reason in sorted(found.failures.items()):
        told.append(f"หน้า {number} ยังไม่ได้อ่าน: {reason.thai} (page {number} was not read: {reason.english})")
    return told


def _shown(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN_PAGES]))
    return f"{shown} … ({len(numbers)})" if len(numbers) > _SHOWN_PAGES else shown


def _no_answer(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: โปรแกรมอ่านตอบผิดรูปแบบ ไฟล์อาจเสียหาย โปรดเปิดด้วยโปรแกรมเดิม บันทึกใหม่ แล้วนำเข้าอีกครั้ง",
        f"{name}: the reader gave no usable answer, the file is probably damaged; save it anew and load that",
    )
