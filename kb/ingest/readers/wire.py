"""What goes over the pipes between this program and its workers: one frame is JSON, then bytes. No pickle."""

import json
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from kb.errors import BadInput, KbError, MissingExtra, NotFound, Unreadable, Unrecognised
from kb.ingest.readers.reading import Limits, PageText, Reading
from kb.ingest.readers.table import Table, TableRow

Told = dict[str, Any]
"""The JSON of a frame."""

Verb = Callable[[Told, bytes], Told]
"""What a worker is asked, as JSON, and the document -> the answer. Raises KbError with a reason for people."""

HEAD = struct.Struct(">IQ")
"""How long the JSON and the bytes after it are."""
MOST_TOLD, MOST_BYTES = 512 * 1024**2, 2 * 1024**3
"""A frame that claims more comes from a worker that is no longer itself."""

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_KINDS = {kind.code: kind for kind in (Unreadable, Unrecognised, NotFound, BadInput, MissingExtra)}


def packed(told: Told, length: int) -> bytes:
    """The beginning of a frame: all but its bytes, of which there are `length`."""
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return HEAD.pack(len(written), length) + written


def unpacked(written: bytes | bytearray) -> Told:
    """The JSON of a frame. Raises ValueError for anything but an object."""
    told = json.loads(written.decode("utf-8", "surrogatepass"))
    if not isinstance(told, dict):
        raise ValueError("no object")  # noqa: TRY004 - all that is wrong with a frame is one kind of error
    return told


def limits_as_told(limits: Limits) -> Told:
    """Limits as JSON."""
    return asdict(limits)


def limits_from_told(told: Mapping[str, Any]) -> Limits:
    """Limits from JSON."""
    return Limits(**told)


def reading_as_told(reading: Reading) -> Told:
    """A reading as JSON."""
    return {"pages": [asdict(page) for page in reading.pages], "warnings": list(reading.warnings)}


def reading_from_told(told: Mapping[str, Any]) -> Reading:
    """A reading from JSON. Raises KeyError, TypeError or ValueError where it is none."""
    pages = (
        PageText(
            number=int(page["number"]),
            text=storable(page["text"]),
            engine=str(page["engine"]),
            quality=float(page["quality"]),
            repairs=tuple(map(str, page["repairs"])),
            needs_ocr=bool(page["needs_ocr"]),
        )
        for page in told["pages"]
    )
    return Reading(tuple(pages), tuple(map(str, told["warnings"])))


def storable(text: object) -> str:
    """Text that every database takes: no NUL, no half of a character of two."""
    return _NOT_STORABLE.sub("\ufffd", str(text))


def table_as_told(table: Table) -> Told:
    """A table as JSON."""
    return {
        "header": table.header,
        "rows": [[row.number, row.cells] for row in table.rows],
        "sheet": table.sheet,
        "warnings": table.warnings,
        "header_row": table.header_row,
    }


def table_from_told(told: Mapping[str, Any]) -> Table:
    """A table from JSON. Raises KeyError, TypeError or ValueError where it is none."""
    return Table(
        header=tuple(map(str, told["header"])),
        rows=tuple(TableRow(int(number), tuple(map(str, cells))) for number, cells in told["rows"]),
        sheet=str(told["sheet"]),
        warnings=tuple(map(str, told["warnings"])),
        header_row=int(told["header_row"]),
    )


def error_as_told(error: KbError) -> Told:
    """A reason as JSON."""
    return {"code": error.code, "thai": error.thai, "english": error.english}


def error_from_told(told: Mapping[str, Any]) -> KbError:
    """The reason a worker gave; of a kind that readers do not raise it is Unreadable."""
    kind = _KINDS.get(str(told["code"]), Unreadable)
    return kind(str(told["thai"]), str(told["english"]))
