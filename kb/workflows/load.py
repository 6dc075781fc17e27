"""Load documents and all that follows: read, store one by one, keep the indexes in step."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.agencies import AgencyRegistry
from kb.embeddings import Encoder
from kb.errors import BadInput
from kb.index import Indexer
from kb.ingest import ParsedDocument, Rejected, Skipped, read_sources
from kb.ingest.quarantine import file_of, quarantined_files, release
from kb.ingest.records import Stored, is_loaded, quarantine, store_document
from kb.store import Database
from kb.workflows.prepare import prepared

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

    def spend(self, stage: str, since: float) -> None:
        """Add the time since `since` (of `time.perf_counter`) to a stage."""
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - since, 3)


def load_documents(
    database: Database,
    indexer: Indexer,
    encoder: Encoder,
    registry: AgencyRegistry,
    paths: Sequence[Path],
    on_document: Callable[[str], None] = lambda _name: None,
) -> LoadReport:
    """Load every document under `paths`; one that cannot be read is quarantined with its reason and the run goes on.

    A document is stored in one transaction and told to `on_document` after its commit, so that what was told is never
    lost. Raises `BadInput` for a path that does not exist, before anything is read, and `Mismatch` or `Damaged` for
    indexes that cannot follow.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise BadInput(f"ไม่มีไฟล์หรือโฟลเดอร์ {path}", f"there is no file or folder {path}")
    report = LoadReport()
    pace = _Pace(indexer, report)
    pace.follow()

    def known(sha256: str, uri: str) -> bool:
        with database.reading() as session:
            return is_loaded(session, sha256, uri)

    with database.reading() as session:
        stale = quarantined_files(session)
    started = time.perf_counter()
    for source in read_sources(paths, known):
        report.spend("read", started)
        if (file := file_of(source.uri)) in stale:
            stale.remove(file)
            with database.writing() as session:
                release(session, file)
        if isinstance(source, ParsedDocument):
            _store(database, encoder, registry, source, report)
            pace.follow_if_due()
        elif isinstance(source, Rejected):
            _reject(database, source, report)
        else:
            _skip(source, report)
        on_document(source.name)
        started = time.perf_counter()
    pace.follow()
    return report


def _store(
    database: Database, encoder: Encoder, registry: AgencyRegistry, document: ParsedDocument, report: LoadReport
) -> None:
    started = time.perf_counter()
    drafts = prepared(document, encoder)
    report.spend("embed", started)
    started = time.perf_counter()
    with database.writing() as session:
        stored = store_document(session, document, drafts, encoder.fingerprint, registry)
    report.spend("store", started)
    report.count(document, stored)


def _reject(database: Database, rejected: Rejected, report: LoadReport) -> None:
    with database.writing() as session:
        quarantine(session, rejected)
    reason = rejected.reason
    report.rejected.append({"name": rejected.name, "code": reason.code, "thai": reason.thai, "english": reason.english})


def _skip(skipped: Skipped, report: LoadReport) -> None:
    if skipped.already_loaded:
        report.already_loaded += 1
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
