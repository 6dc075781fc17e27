"""Paths -> documents: what lies there is found, recognised by its content, and read one file at a time."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kb.agencies import AgencyRegistry, open_registry
from kb.errors import KbError, Unreadable
from kb.ingest.archives import is_archive, read_members
from kb.ingest.document import Kind, ParsedDocument, ParsedPage, Rejected, Skipped
from kb.ingest.encoding import decode, refuse_size
from kb.ingest.header import is_meeting_page
from kb.ingest.jsonl import parse_meeting, read_rows
from kb.ingest.news_item import news_title
from kb.ingest.page import parse_page
from kb.ingest.plain_text import parse_text

Found = ParsedDocument | Skipped | Rejected
Known = Callable[[str, str], bool]

ALREADY_LOADED = "นำเข้าไว้แล้ว (already loaded)"
TEXT_SUFFIXES = frozenset({"", ".txt", ".text"})
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})
# Files that come with a collection and are not part of it: left out when a folder or an archive is walked.
COMPANIONS = frozenset({"readme", "license", "licence", "notice", "changelog", "authors", "contributing", "makefile"})
COMPANION_SUFFIXES = frozenset({".py", ".ipynb", ".sh", ".yml", ".yaml", ".toml", ".cfg", ".ini", ".old"})


@dataclass(frozen=True)
class _Blob:
    """One file or archive member, not yet read. `load` raises KbError or OSError."""

    uri: str
    name: str
    load: Callable[[], bytes]


def read_sources(paths: Sequence[Path], known: Known, registry: AgencyRegistry | None = None) -> Iterator[Found]:
    """What the paths hold: files, folders (with all below them) and archives, by path, lazily, one file at a time.

    `known(sha256, uri)` says that those bytes are loaded already: they are Skipped without being parsed. Nothing wrong
    with one file stops the others: it is Rejected with the reason in words. Hidden files are passed over.
    """
    agencies = registry or open_registry()
    for path in _files(paths):
        if is_archive(path.name):
            yield from _read_archive(path, known, agencies)
        else:
            yield from _read_blob(_file(path), known, agencies)


def _file(path: Path) -> _Blob:
    return _Blob(_said(str(path)), _said(path.name), lambda: _file_bytes(path))


def _said(name: str) -> str:
    """A name as text that can be stored and shown: one of an old Thai system is read, other odd bytes are written out.

    Python carries bytes that are no UTF-8 in lone surrogates, which no database takes.
    """
    if not any("\ud800" <= letter <= "\udfff" for letter in name):
        return name
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("cp874")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace")


def _files(paths: Sequence[Path]) -> list[Path]:
    """Every file to read, each once, by path. A path given by name is kept even when it does not exist."""
    found: set[Path] = set()
    for path in map(Path.absolute, paths):
        if path.is_dir():
            found.update(_walk(path))
        else:
            found.add(path)
    return sorted(found)


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
        yield from (Path(folder, name) for name in files if not name.startswith(".") and not _companion(name))


def _companion(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in COMPANION_SUFFIXES or path.stem.lower() in COMPANIONS


def _file_bytes(path: Path) -> bytes:
    refuse_size(path.stat().st_size, path.name)
    return path.read_bytes()


def _read_archive(path: Path, known: Known, registry: AgencyRegistry) -> Iterator[Found]:
    try:
        for member in read_members(path):
            if not _companion(member.name):
                blob = _Blob(_said(f"{path}!{member.name}"), _said(f"{path.name}!{member.name}"), member.load)
                yield from _read_blob(blob, known, registry)
    except KbError as reason:
        yield Rejected(_said(str(path)), _said(path.name), None, reason)


def _read_blob(blob: _Blob, known: Known, registry: AgencyRegistry) -> Iterator[Found]:
    digest: str | None = None
    try:
        suffix = _suffix(blob.name)
        data = blob.load()
        digest = hashlib.sha256(data).hexdigest()
        if suffix in JSONL_SUFFIXES:
            yield from _read_jsonl(blob, decode(data, blob.name), known, registry)
        elif known(digest, blob.uri):
            yield Skipped(blob.uri, blob.name, ALREADY_LOADED, digest, already_loaded=True)
        else:
            yield _read_text(blob, decode(data, blob.name), digest, registry)
    except KbError as reason:
        yield Rejected(blob.uri, blob.name, digest, reason)
    except OSError as error:
        yield Rejected(blob.uri, blob.name, digest, _unopened(blob.name, error))


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name.rpartition("!")[2]).suffix.lower()
    if suffix not in TEXT_SUFFIXES | JSONL_SUFFIXES:
        raise Unreadable(
            f"{name}: ยังอ่านไฟล์ชนิด {suffix} ไม่ได้ โปรดบันทึกเป็น .txt (UTF-8) หรือ .jsonl แล้วนำเข้าใหม่",
            f"{name}: files of kind {suffix} are not read yet; save it as .txt (UTF-8) or .jsonl and load that",
        )
    return suffix


def _read_text(blob: _Blob, text: str, digest: str, registry: AgencyRegistry) -> Found:
    if is_meeting_page(text):
        return _document(blob, "meeting-page", text, digest, parse_page(text, blob.name, registry))
    if (title := news_title(text)) is not None:
        reason = f"ข่าวอื่นที่ไม่ใช่สรุปการประชุมคณะรัฐมนตรี: {title} (other news, not a cabinet-meeting summary)"
        return Skipped(blob.uri, blob.name, reason, digest)
    return _document(blob, "text", text, digest, parse_text(text, blob.name.rpartition("!")[2], registry))


def _document(blob: _Blob, kind: Kind, text: str, digest: str, page: ParsedPage) -> ParsedDocument:
    return ParsedDocument(blob.uri, blob.name, kind, digest, page.meeting_date, text, page.matters, page.warnings)


def _read_jsonl(blob: _Blob, text: str, known: Known, registry: AgencyRegistry) -> Iterator[Found]:
    meetings, refused = read_rows(text, blob.uri, blob.name)
    yield from refused
    for meeting in meetings:
        day = meeting.meeting_date.isoformat()
        if known(meeting.sha256, f"{blob.uri}#{day}"):
            yield Skipped(
                f"{blob.uri}#{day}", f"{blob.name}#{day}", ALREADY_LOADED, meeting.sha256, already_loaded=True
            )
        else:
            yield parse_meeting(meeting, blob.uri, blob.name, registry)


def _unopened(name: str, error: OSError) -> Unreadable:
    reason = error.strerror or type(error).__name__
    return Unreadable(
        f"{name}: เปิดอ่านไม่ได้ ({reason}) โปรดตรวจชื่อไฟล์และสิทธิ์การอ่าน",
        f"{name}: cannot be opened ({reason}); check the name and the permission to read it",
    )
