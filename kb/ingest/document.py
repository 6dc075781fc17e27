"""What a reader hands on: one parsed document, or the reason why there is none."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.errors import KbError

Kind = Literal["meeting-page", "text", "jsonl", "table", "letter"]
UNNUMBERED = 0
"""The number of a matter whose document does not tell it (a letter): it is found by letter number, date and title."""


@dataclass(frozen=True)
class ParsedMatter:
    """One matter of a meeting. Spans are character offsets into the text of the document it came from.

    `title` is `text[title_start:title_end]` with runs of whitespace made one space. An empty body
    (`body_start == body_end`) is a matter that stands on the agenda while the page says nothing more of it.
    `outcome` joins its verbs with ", " in their order of appearance, or is None when the text gives none.
    `letter_date` is that of the confirming letter. `suffix` is the letter a source printed after the number
    ("5b" -> "b"), "" when it printed none. `classification` is what is printed on the matter, None for nothing.
    """

    number: int
    title: str
    title_start: int
    title_end: int
    body_start: int
    body_end: int
    group: str | None
    agency: str | None
    agency_abbr: str | None
    outcome: str | None
    letter_number: str | None
    suffix: str = ""
    letter_date: date | None = None
    classification: str | None = None


@dataclass(frozen=True)
class ParsedPage:
    """What the text of one page says: its meeting, its matters in the order of the page, and what was odd about it."""

    meeting_date: date
    matters: tuple[ParsedMatter, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class PageSpan:
    """Where a page stands in the text of its document, and what `PageText` says of it."""

    number: int
    start: int
    end: int
    engine: str
    quality: float
    repairs: tuple[str, ...] = ()
    needs_ocr: bool = False


@dataclass(frozen=True)
class ParsedDocument:
    """One readable source and its matters, all of one meeting.

    `uri` is the absolute path, with `!member` for a member of an archive and `#YYYY-MM-DD` for the rows of one meeting
    in a JSONL file. `name` is the short form shown to people. `sha256` is that of the source bytes (for JSONL: of the
    rows of that meeting). `text` is what is stored and what every span points into. `original` is the sha256 of the
    file it was read from, None where the file is kept with none. `classification` is what the person who loads it says.
    """

    uri: str
    name: str
    kind: Kind
    sha256: str
    meeting_date: date
    text: str
    matters: tuple[ParsedMatter, ...]
    warnings: tuple[str, ...]
    pages: tuple[PageSpan, ...] = ()
    original: str | None = None
    classification: str | None = None

    @property
    def recognised(self) -> bool:
        """Whether any of it was read from an image."""
        return any(page.engine.startswith("tesseract") for page in self.pages)


@dataclass(frozen=True)
class Skipped:
    """A source that was rightly left alone: it is already loaded, or it is no cabinet-meeting page."""

    uri: str
    name: str
    reason: str
    sha256: str
    already_loaded: bool = False


@dataclass(frozen=True)
class Rejected:
    """A source that cannot be read; `reason` says why and what to do. `sha256` is None when no bytes could be had."""

    uri: str
    name: str
    sha256: str | None
    reason: KbError
