"""Paths -> documents: what lies there is found, recognised by its content, and read one file at a time."""

import hashlib
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kb.access import higher
from kb.agencies import AgencyRegistry
from kb.errors import KbError, Unreadable, Unrecognised
from kb.ingest.archives import is_archive, read_members
from kb.ingest.document import PageSpan, ParsedDocument, Rejected, Skipped
from kb.ingest.encoding import decode, refuse_size
from kb.ingest.facts.classification import find_classification
from kb.ingest.jsonl import parse_meeting, read_rows
from kb.ingest.means import Means
from kb.ingest.parsing import NoResolution, understand
from kb.ingest.readers.reading import PAGE_BREAK, Reading
from kb.ingest.walking import files_under, is_companion, shown_name

Found = ParsedDocument | Skipped | Rejected
Known = Callable[[str, str], bool]

ALREADY_LOADED = "นำเข้าไว้แล้ว (already loaded)"
TEXT_SUFFIXES = frozenset({"", ".txt", ".text"})
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})
TABLE_SUFFIXES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
PAGED_SUFFIXES = frozenset(
    {".pdf", ".docx", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".doc", ".xls"}
)
PAGED_BYTES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
)
"""How files begin that are no text, whatever their names say."""


@dataclass(frozen=True)
class _Blob:
    """One file or archive member, not yet read. `load` raises KbError or OSError."""

    uri: str
    name: str
    load: Callable[[], bytes]


def read_sources(
    paths: Sequence[Path], known: Known, registry: AgencyRegistry | None = None, means: Means | None = None
) -> Iterator[Found]:
    """What the paths hold: files, folders (with all below them) and archives, by path, lazily, one file at a time.

    `known(sha256, uri)` says that those bytes are loaded already: they are Skipped without being parsed. Nothing wrong
    with one file stops the others: it is Rejected with the reason in words. Hidden files are passed over.
    """
    means = means or (Means() if registry is None else Means(registry))
    for path in files_under(paths):
        if is_archive(path.name):
            yield from _read_archive(path, known, means)
        else:
            yield from _read_blob(_file(path, means), known, means)


def _file(path: Path, means: Means) -> _Blob:
    largest = means.limits.file_bytes
    return _Blob(shown_name(str(path)), shown_name(path.name), lambda: _file_bytes(path, largest))


def _file_bytes(path: Path, largest: int) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
        raise OSError(0, "not a file")
    refuse_size(status.st_size, path.name, largest)
    return path.read_bytes()


def _read_archive(path: Path, known: Known, means: Means) -> Iterator[Found]:
    try:
        for member in read_members(path, means.limits.file_bytes):
            if not is_companion(member.name):
                uri, name = shown_name(f"{path}!{member.name}"), shown_name(f"{path.name}!{member.name}")
                yield from _read_blob(_Blob(uri, name, member.load), known, means)
    except KbError as reason:
        yield Rejected(shown_name(str(path)), shown_name(path.name), None, reason)


def _read_blob(blob: _Blob, known: Known, means: Means) -> Iterator[Found]:
    digest: str | None = None
    try:
        suffix = PurePosixPath(blob.name.rpartition("!")[2]).suffix.lower()
        _refuse_kind(blob.name, suffix)
        data = blob.load()
        digest = hashlib.sha256(data).hexdigest()
        if suffix in JSONL_SUFFIXES:
            yield from _read_jsonl(blob, data, digest, known, means)
        elif suffix in TABLE_SUFFIXES and not data.startswith(b"%PDF"):
            yield from _read_table(blob, data, digest, known, means)
        elif known(digest, blob.uri):
            yield Skipped(blob.uri, blob.name, ALREADY_LOADED, digest, already_loaded=True)
        elif suffix in PAGED_SUFFIXES or data.startswith(PAGED_BYTES):
            yield _read_pages(blob, data, digest, means)
        else:
            text = means.mend(blob.uri, decode(data, blob.name, means.limits.file_bytes))
            yield _document(blob, text, data, digest, means)
    except KbError as reason:
        yield Rejected(blob.uri, blob.name, digest, reason)
    except OSError as error:
        yield Rejected(blob.uri, blob.name, digest, _unopened(blob.name, error))


def _refuse_kind(name: str, suffix: str) -> None:
    if suffix not in TEXT_SUFFIXES | JSONL_SUFFIXES | TABLE_SUFFIXES | PAGED_SUFFIXES:
        raise Unreadable(
            f"{name}: ยังอ่านไฟล์ชนิด {suffix} ไม่ได้ โปรดบันทึกเป็น PDF, DOCX, XLSX, CSV, HTML, ภาพ หรือ .txt แล้วนำเข้าใหม่",
            f"{name}: files of kind {suffix} are not read; save it as PDF, DOCX, XLSX, CSV, HTML, an image or .txt",
        )


def _read_pages(blob: _Blob, data: bytes, digest: str, means: Means) -> Found:
    """A document of pages: loaded when those that can be read tell a resolution, else it waits for the others."""
    reading = means.read(data, blob.name)
    texts = [means.mend(blob.uri, page.text) for page in reading.pages]
    waiting = [page.number for page in reading.pages if page.needs_ocr]
    if waiting and not any(text.strip() for text in texts):
        raise _unrecognised(blob.name, len(waiting))
    spans = _page_spans(reading, texts)
    try:
        return _document(blob, PAGE_BREAK.join(texts), data, digest, means, spans, reading.warnings)
    except Unreadable as reason:
        if waiting:
            raise _unrecognised(blob.name, len(waiting)) from reason
        if not spans:
            raise
        engines = ", ".join(dict.fromkeys(page.engine for page in reading.pages))
        raise Unreadable(
            f"{reason.thai} [อ่าน {len(spans)} หน้าด้วย {engines}]",
            f"{reason.english} [{len(spans)} pages read by {engines}]",
        ) from reason


def _is_recognised(pages: Sequence[PageSpan]) -> bool:
    return any(page.engine.startswith("tesseract") for page in pages)


def _page_spans(reading: Reading, texts: Sequence[str]) -> tuple[PageSpan, ...]:
    spans = []
    at = 0
    for page, text in zip(reading.pages, texts, strict=True):
        end = at + len(text)
        spans.append(PageSpan(page.number, at, end, page.engine, page.quality, page.repairs, page.needs_ocr))
        at = end + len(PAGE_BREAK)
    return tuple(spans)


def _document(
    blob: _Blob,
    text: str,
    data: bytes,
    digest: str,
    means: Means,
    pages: tuple[PageSpan, ...] = (),
    warnings: Sequence[str] = (),
) -> Found:
    understood = understand(text, blob.name, means.registry, chosen=not pages, recognised=_is_recognised(pages))
    if isinstance(understood, NoResolution):
        return Skipped(blob.uri, blob.name, understood.reason, digest)
    means.keep(digest, data)
    page = understood.page
    printed = find_classification(text)[0] if understood.kind in ("letter", "text") else None
    return ParsedDocument(
        uri=blob.uri,
        name=blob.name,
        kind=understood.kind,
        sha256=digest,
        meeting_date=page.meeting_date,
        text=text,
        matters=tuple(replace(matter, classification=printed) for matter in page.matters),
        warnings=(*page.warnings, *warnings),
        pages=pages,
        original=digest,
        classification=means.classification,
    )


def _read_jsonl(blob: _Blob, data: bytes, digest: str, known: Known, means: Means) -> Iterator[Found]:
    meetings, refused = read_rows(decode(data, blob.name, means.limits.file_bytes), blob.uri, blob.name)
    yield from refused
    for meeting in meetings:
        document = parse_meeting(meeting, blob.uri, blob.name, means.registry)
        yield _unless_known(replace(document, classification=means.classification), data, digest, known, means)


def _read_table(blob: _Blob, data: bytes, digest: str, known: Known, means: Means) -> Iterator[Found]:
    from kb.ingest.table_import import parse_table  # noqa: PLC0415 - openpyxl, needed by few commands

    table = means.read_table(data, blob.name, means.asked)
    for found in parse_table(table, blob.uri, blob.name, means.registry, means.asked):
        if isinstance(found, Rejected):
            yield found
        else:
            level = higher(found.classification, means.classification)
            document = replace(found.document, kind="table", classification=level)
            yield _unless_known(document, data, digest, known, means)


def _unless_known(document: ParsedDocument, data: bytes, digest: str, known: Known, means: Means) -> Found:
    if known(document.sha256, document.uri):
        return Skipped(document.uri, document.name, ALREADY_LOADED, document.sha256, already_loaded=True)
    means.keep(digest, data)
    return replace(document, original=digest)


def _unrecognised(name: str, pages: int) -> Unrecognised:
    return Unrecognised(
        f"{name}: เป็นภาพสแกน {pages} หน้า ยังไม่ได้อ่าน โปรดติดตั้ง tesseract-ocr และ tesseract-ocr-tha "
        "แล้วสั่ง kb quarantine retry",
        f"{name}: {pages} scanned pages wait to be recognised; install tesseract-ocr and tesseract-ocr-tha, then run "
        "kb quarantine retry",
    )


def _unopened(name: str, error: OSError) -> Unreadable:
    reason = error.strerror or type(error).__name__
    return Unreadable(
        f"{name}: เปิดอ่านไม่ได้ ({reason}) โปรดตรวจชื่อไฟล์และสิทธิ์การอ่าน",
        f"{name}: cannot be opened ({reason}); check the name and the permission to read it",
    )
