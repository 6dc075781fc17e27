"""What reading documents needs from outside: handed in, so that reading itself stays a function of bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.readers.reading import Limits, Reading
from kb.ingest.readers.table import Table
from kb.ingest.table_mapping import Asked

ReadDocument = Callable[[bytes, str], Reading]
ReadTable = Callable[[bytes, str, Asked | None], Table]
Mend = Callable[[str, str], str]


def _read_here(data: bytes, name: str) -> Reading:
    """Read in a process for this one document, without a cache."""
    from kb.ingest.readers import read_document  # noqa: PLC0415 - the libraries of all formats, needed by few commands

    return read_document(data, name, Limits())


def _read_table_here(data: bytes, name: str, asked: Asked | None) -> Table:
    from kb.ingest.readers import sandboxed_table  # noqa: PLC0415 - as above

    return sandboxed_table(data, name, Limits(), asked)


@dataclass(frozen=True)
class Means:
    """How to read bytes that are no plain text, and what to do with what was read.

    `read` turns bytes and name into pages of text, `read_table` into a table. `mend` gives the text of a page of the
    document at a uri with people's corrections in it. `keep` stores an original under its sha256 before anything of it
    is stored. `asked` maps the columns of tables; `classification` is what the person who loads says of everything.
    """

    registry: AgencyRegistry = field(default_factory=open_registry)
    limits: Limits = field(default_factory=Limits)
    read: ReadDocument = _read_here
    read_table: ReadTable = _read_table_here
    mend: Mend = lambda _uri, text: text
    keep: Callable[[str, bytes], None] = lambda _sha256, _data: None
    asked: Asked | None = None
    classification: str | None = None
