"""The parts of one home, opened once and handed out. The only place where settings become things."""

import contextlib
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

from sqlmodel import Session

from kb.agencies import AgencyRegistry
from kb.embeddings import Encoder, open_encoder
from kb.errors import KbError
from kb.index import Generation, Generations, Indexer, IndexReader
from kb.ingest.readers.reading import Limits
from kb.settings import Settings
from kb.store import Database, count_contents, open_database
from kb.text import Tokeniser, open_tokeniser
from kb.workflows import Loading, LoadOptions, LoadReport, ReadingRoom, load_documents
from kb.workflows.agencies import open_agencies

log = logging.getLogger(__name__)

WAIT_S = 1.0
"""How long those who only want to read wait for a writer of the indexes."""
POLL_S = 0.25
"""How often a server looks whether another process has published a generation."""
LINK_AFTER_S = 10.0
"""How long nothing must have changed before a server links what a writer that died has left unlinked."""
HEAL_AFTER_S = 3.0
"""How long the indexes may stay behind the database before a server brings them up itself: whoever wrote has died."""


LARGE = ("reader", "indexer", "generations", "encoder", "tokeniser")
"""Parts that hold models and indexes; FastAPI's caches keep every application that a process ever made."""


class Runtime:
    """Parts are opened on first use and shared between threads; `close` lets them go."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None

    @cached_property
    def database(self) -> Database:
        """The truth."""
        return open_database(self.settings.database)

    @cached_property
    def tokeniser(self) -> Tokeniser:
        """Cuts Thai into words, the same way for documents and for queries."""
        return open_tokeniser(self.settings.tokeniser)

    @cached_property
    def encoder(self) -> Encoder:
        """Makes vectors."""
        return open_encoder(self.settings.embedding_model)

    @property
    def registry(self) -> AgencyRegistry:
        """Knows agencies, as the database has them now."""
        return open_agencies(self.database)

    @cached_property
    def generations(self) -> Generations:
        """The derived indexes on disk."""
        return Generations(self.settings.index_directory)

    @cached_property
    def indexer(self) -> Indexer:
        """Writes the derived indexes."""
        return Indexer(self.database, self.generations, self.encoder, self.tokeniser)

    @cached_property
    def reader(self) -> IndexReader:
        """Reads the derived indexes."""
        return IndexReader(self.generations, self.indexer.shape, self.tokeniser, self.indexer.require_known)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One unit of work that only reads."""
        with self.database.reading() as session:
            yield session

    def indexes(self) -> Generation:
        """The live generation; raises the error that says why there is none and how to repair it."""
        return self.reader.generation()

    def today(self) -> date:
        """The present day, as the user's clock has it."""
        return date.today()

    @cached_property
    def room(self) -> ReadingRoom:
        """Where and within which limits documents are read."""
        settings = self.settings
        limits = Limits(
            file_bytes=settings.largest_file,
            pages=settings.most_pages,
            unpacked_bytes=settings.largest_unpacked,
            seconds=settings.document_seconds,
        )
        return ReadingRoom(settings.original_directory, settings.cache_directory, limits, settings.reader_processes)

    def load(self, paths: Sequence[Path], options: LoadOptions = LoadOptions()) -> LoadReport:  # noqa: B008 - frozen
        """Load documents with this home's parts."""
        parts = Loading(self.database, self.indexer, self.encoder, self.registry, self.room)
        return load_documents(parts, paths, options)

    def status(self) -> dict[str, object]:
        """What the home holds, and whether the index is sound and up to date."""
        with self.session() as session:
            counts = count_contents(session)
        self.reader.refresh()
        live, problem = self.reader.live, self.reader.problem
        return {
            "home": str(self.settings.home),
            **counts,
            "index": live.name if live else None,
            "index_behind": counts["last_change"] - (live.manifest.last_change if live else 0),
            "index_problem": problem.english if problem else None,
            "model": self.encoder.name,
            "dimension": self.encoder.dimension,
            "tokeniser": self.tokeniser.fingerprint,
        }

    def catch_up(self) -> None:
        """Replay what a writer that died has left, so that nothing committed stays hidden.

        What cannot be replayed now is no reason not to answer: a problem shows when the indexes are opened, and another
        writer at work will publish soon.
        """
        with contextlib.suppress(KbError):
            if self.indexer.behind() > 0 or self.generations.pointer() is None:
                self.indexer.catch_up(WAIT_S)

    def warm_up(self) -> None:
        """Open what queries need; a problem with the indexes is kept in `reader.problem`; it stops no server."""
        _ = (self.database, self.encoder, self.tokeniser, self.registry, self.indexer)
        self.catch_up()
        self.reader.refresh()

    def watch(self) -> None:
        """Follow what other processes publish, in a thread of its own, until `close`."""
        self._watcher = threading.Thread(target=self._follow, name="index-watcher", daemon=True)
        self._watcher.start()

    def _follow(self) -> None:
        # Loaded by servers only: it would cost every command some tenths of a second.
        from kb.workflows.linking import follow, links_behind  # noqa: PLC0415
        from kb.workflows.topics import follow_topics  # noqa: PLC0415

        behind_for = quiet_for = 0.0
        seen = -1
        while not self._stop.wait(POLL_S):
            try:
                self.reader.refresh()
                behind = self.reader.problem is None and self.indexer.behind() > 0
                behind_for = behind_for + POLL_S if behind else 0.0
                if behind_for >= HEAL_AFTER_S:
                    behind_for = 0.0
                    self.indexer.catch_up(WAIT_S)
                changes, unlinked = links_behind(self.indexer)
                quiet_for = quiet_for + POLL_S if unlinked and changes == seen and not behind else 0.0
                seen = changes
                if quiet_for >= LINK_AFTER_S:
                    quiet_for = 0.0
                    follow(self.indexer, 0.0)
                    follow_topics(self.indexer, 0.0)
            except KbError as error:
                log.info("the indexes could not follow now: %s", error.english)
            except Exception:
                log.exception("the index watcher met an error; it goes on")

    def close(self) -> None:
        """Stop the watcher, close the database and let go of what is large: who holds on to this holds little."""
        self._stop.set()
        if self._watcher:
            self._watcher.join(timeout=10)
        if "database" in self.__dict__:
            self.database.close()
        for name in LARGE:
            self.__dict__.pop(name, None)
