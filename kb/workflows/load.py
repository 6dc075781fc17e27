"""Load documents and all that follows: read, store one by one, keep the indexes in step."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kb.access import higher
from kb.agencies import AgencyRegistry
from kb.embeddings import Encoder
from kb.errors import BadInput, Cancelled
from kb.index import Indexer
from kb.ingest import ParsedDocument, Rejected, Skipped, read_sources
from kb.ingest.quarantine import file_of, quarantined_files, release, said_in_quarantine
from kb.ingest.recogniser import can_recognise
from kb.ingest.records import Stored, Storing, is_loaded, is_waiting, quarantine, store_document
from kb.ingest.text_corrections import text_fixes, with_corrections
from kb.store import Database
from kb.workflows.prepare import prepared, preparing
from kb.workflows.reading import LoadOptions, ReadingRoom, means_of, refuse_if_stopped

Found = ParsedDocument | Skipped | Rejected
FIRST_PAUSE_S = 1.0
PAUSE_PER_COST = 3.0
"""While documents are being loaded the indexes follow at least a second apart, and never take more than a quarter of
the time: each pause is three times what the last catching up cost."""


@dataclass
class LoadReport:
    """What a run did. Counts are of resolutions, lists of documents; seconds are wall time by stage."""

    loaded: list[str] = field(default_factory=list)
    already_loaded: int = 0
    skipped: list[dict[str, str]] = field(default_factory=list)
    rejected: list[dict[str, str]] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    added: int = 0
    updated: int = 0
    withdrawn: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def nothing_but_failures(self) -> bool:
        """Whether documents were given and not one of them could be read."""
        return bool(self.rejected) and not (self.loaded or self.already_loaded or self.skipped)

    def count(self, document: ParsedDocument, stored: Stored) -> None:
        """Take note of a stored document."""
        self.loaded.append(document.name)
        self.warnings.extend({"name": document.name, "warning": warning} for warning in document.warnings)
        self.added += len(stored.added)
        self.updated += len(stored.updated)
        self.withdrawn += len(stored.withdrawn)
        if stored.withdrawn:
            gone = ", ".join(stored.withdrawn)
            told = f"เอกสารนี้ไม่กล่าวถึง {gone} แล้ว และไม่มีเอกสารอื่นกล่าวถึง จึงถอนออกจากการค้นหา"
            english = f"it tells of {gone} no more, nor does another document: withdrawn from search"
            self.warnings.append({"name": document.name, "warning": f"{told} ({english})"})

    def spend(self, stage: str, since: float) -> None:
        """Add the time since `since` (of `time.perf_counter`) to a stage."""
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - since, 3)


@dataclass(frozen=True)
class Loading:
    """The parts of a home that loading needs."""

    database: Database
    indexer: Indexer
    encoder: Encoder
    registry: AgencyRegistry
    room: ReadingRoom


def load_documents(parts: Loading, paths: Sequence[Path], options: LoadOptions = LoadOptions()) -> LoadReport:  # noqa: B008 - frozen
    """Load every document under `paths`; one that cannot be read is quarantined with its reason and the run goes on.

    A document is stored in one transaction and told to `on_document` after its commit, so that what was told is never
    lost. Raises `BadInput` for a path that does not exist, before anything is read, `Mismatch` or `Damaged` for
    indexes that cannot follow, and `Cancelled` when `options.stop` says so: what was stored before stays.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise BadInput(f"ไม่มีไฟล์หรือโฟลเดอร์ {path}", f"there is no file or folder {path}")
    report = LoadReport()
    pace = _Pace(parts.indexer, report)
    pace.follow()
    with parts.database.reading() as session:
        stale = quarantined_files(session)
        said = {} if options.classification else said_in_quarantine(session)
    try:
        with means_of(parts.room, parts.database, parts.registry, options) as means:
            started = time.perf_counter()
            for source in read_sources(paths, _knowing(parts.database, options), means=means):
                report.spend("read", started)
                _take(parts, _classified(source, said), stale, report, options)
                pace.follow_if_due()
                options.on_document(source.name)
                refuse_if_stopped(options)
                started = time.perf_counter()
    finally:
        pace.follow()
        _link(parts, report)
    return report


def _link(parts: Loading, report: LoadReport) -> None:
    """Mentions, links, standings and topics of what was loaded; seconds by stage."""
    from kb.workflows.linking import follow  # noqa: PLC0415 - slow to load, and most commands load nothing
    from kb.workflows.topics import follow_topics  # noqa: PLC0415

    report.seconds.update(follow(parts.indexer).seconds)
    report.seconds["topics"] = follow_topics(parts.indexer)


def _knowing(database: Database, options: LoadOptions) -> Callable[[str, str], bool]:
    """Whether bytes are loaded already. A document with pages that can be recognised by now is read again."""
    recogniser = cache(can_recognise)
    if options.as_new:
        return lambda _sha256, _uri: False

    def known(sha256: str, uri: str) -> bool:
        with database.reading() as session:
            return is_loaded(session, sha256, uri) and not (is_waiting(session, uri) and recogniser())

    return known


def _classified(source: Found, said: Mapping[str, str]) -> Found:
    """A document with the classification that was said of its file when it could not be read."""
    level = said.get(file_of(source.uri))
    if level is None or not isinstance(source, ParsedDocument):
        return source
    return replace(source, classification=higher(source.classification, level))


def _take(parts: Loading, source: Found, stale: set[str], report: LoadReport, options: LoadOptions) -> None:
    """Store, skip or quarantine one document; what was wrong with its file before is forgotten first."""
    if (file := file_of(source.uri)) in stale:
        stale.remove(file)
        with parts.database.writing() as session:
            release(session, file)
    if isinstance(source, ParsedDocument):
        _store(parts, source, report, options)
    elif isinstance(source, Rejected):
        if isinstance(source.reason, Cancelled):
            raise source.reason
        _reject(parts.database, source, report, options)
    else:
        _skip(source, report, options)


def _store(parts: Loading, document: ParsedDocument, report: LoadReport, options: LoadOptions) -> None:
    started = time.perf_counter()
    if document.kind in ("jsonl", "table"):  # the others were mended before they were parsed
        with parts.database.reading() as session:
            document = with_corrections(document, text_fixes(session, document.uri))
    drafts = prepared(document, parts.encoder, parts.registry)
    report.spend("embed", started)
    started = time.perf_counter()
    storing = Storing(parts.encoder.fingerprint, parts.registry, preparing(parts.encoder, parts.registry))
    storing = replace(storing, as_new=options.as_new)
    with parts.database.writing() as session:
        stored = store_document(session, document, drafts, storing)
    report.spend("store", started)
    report.count(document, stored)


def _reject(database: Database, rejected: Rejected, report: LoadReport, options: LoadOptions) -> None:
    with database.writing() as session:
        quarantine(session, rejected, options.classification)
    reason = rejected.reason
    report.rejected.append({"name": rejected.name, "code": reason.code, "thai": reason.thai, "english": reason.english})


def _skip(skipped: Skipped, report: LoadReport, options: LoadOptions) -> None:
    if skipped.already_loaded:
        report.already_loaded += 1
        if options.classification is not None:
            told = "นำเข้าไว้แล้ว ชั้นความลับไม่เปลี่ยน หากต้องการเปลี่ยนให้ใช้ kb classify"
            english = "loaded already, its classification stays; change it with kb classify"
            report.warnings.append({"name": skipped.name, "warning": f"{told} ({english})"})
    else:
        report.skipped.append({"name": skipped.name, "reason": skipped.reason})


class _Pace:
    """When the indexes follow while a run is going on."""

    def __init__(self, indexer: Indexer, report: LoadReport) -> None:
        self._indexer = indexer
        self._report = report
        self._due = 0.0

    def follow_if_due(self) -> None:
        if time.perf_counter() >= self._due:
            self.follow()

    def follow(self) -> None:
        started = time.perf_counter()
        self._indexer.catch_up()
        self._report.spend("index", started)
        ended = time.perf_counter()
        self._due = ended + max(FIRST_PAUSE_S, PAUSE_PER_COST * (ended - started))
