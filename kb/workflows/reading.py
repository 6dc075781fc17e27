"""How a home reads documents: in processes of their own, with originals kept, pages cached and corrections put in."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kb.agencies import AgencyRegistry
from kb.errors import Cancelled
from kb.ingest.means import Means
from kb.ingest.originals import Originals
from kb.ingest.readers.reading import Limits, Progress, Reading
from kb.ingest.readers.table import Table
from kb.ingest.table_mapping import Asked
from kb.ingest.text_corrections import mending
from kb.store import Database


@dataclass(frozen=True)
class ReadingRoom:
    """Where a home keeps originals and recognised pages, and what one document may cost."""

    originals: Path
    cache: Path
    limits: Limits = field(default_factory=Limits)
    processes: int = 2


def _no_one(_told: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class LoadOptions:
    """What a person asks of one load, and who is told how it goes.

    `classification` is said of every document, `asked` maps the columns of tables. `on_document` is told a name after
    its commit, `on_page` how far a long document is. Once `stop` says so, the load ends after the page in hand. With
    `as_new` bytes are read even if another document holds them: whoever sends them learns nothing of that one.
    """

    classification: str | None = None
    asked: Asked | None = None
    on_document: Callable[[str], None] = _no_one
    on_page: Callable[[Progress], None] = _no_one
    stop: Callable[[], bool] = lambda: False
    as_new: bool = False


@contextmanager
def means_of(room: ReadingRoom, database: Database, registry: AgencyRegistry, options: LoadOptions) -> Iterator[Means]:
    """The means of one load; processes are started with the first document that needs them, and end with the load."""
    with ExitStack() as open_parts:
        originals = Originals(room.originals)
        parts: list[_Reader] = []

        def reader() -> _Reader:
            if not parts:
                parts.append(_Reader(room, options, open_parts))
            return parts[0]

        yield Means(
            registry=registry,
            limits=room.limits,
            read=lambda data, name: reader().read(data, name),
            read_table=lambda data, name, asked: reader().read_table(data, name, asked),
            mend=mending(database),
            keep=originals.add,
            asked=options.asked,
            classification=options.classification,
        )


class _Reader:
    """Reads in processes of its own, which end with the load."""

    def __init__(self, room: ReadingRoom, options: LoadOptions, open_parts: ExitStack) -> None:
        from kb.ingest.readers import PageCache, Sandbox  # noqa: PLC0415 - the libraries of all formats

        self._room = room
        self._options = options
        self._sandbox = open_parts.enter_context(Sandbox(room.processes))
        self._cache = PageCache(room.cache)

    def read(self, data: bytes, name: str) -> Reading:
        """A document as pages of text; stops between pages when asked to."""
        from kb.ingest.readers import read_document  # noqa: PLC0415 - see above

        def on_page(progress: Progress) -> None:
            self._options.on_page(progress)
            refuse_if_stopped(self._options)

        refuse_if_stopped(self._options)
        room = self._room
        return read_document(
            data, name, room.limits, cache=self._cache, workers=room.processes, progress=on_page, sandbox=self._sandbox
        )

    def read_table(self, data: bytes, name: str, asked: Asked | None) -> Table:
        """A spreadsheet as a table."""
        from kb.ingest.readers import sandboxed_table  # noqa: PLC0415 - see above

        return sandboxed_table(data, name, self._room.limits, asked, sandbox=self._sandbox)


def refuse_if_stopped(options: LoadOptions) -> None:
    """Raise `Cancelled` once a stop was asked for."""
    if options.stop():
        raise Cancelled("ยกเลิกตามที่ขอ เอกสารที่นำเข้าแล้วยังอยู่", "cancelled as asked; what was loaded before stays")
