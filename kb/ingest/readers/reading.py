"""What every reader hands on: the pages of one document as text, each with how it was read and how far to trust it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

PAGE_BREAK = "\n"
"""Stands between two pages in the text of a document."""


@dataclass(frozen=True)
class PageText:
    """One page. `number` counts from 1. `quality` runs from 0 (junk) to 1 (clean Thai).

    `engine` names program, version and what it was told ("pdftotext 22.12.0 -raw", "tesseract 5.3.0 tha+eng 300 dpi").
    `repairs` says what was mended, as "<rule>: <count>". `needs_ocr` is a page without trustworthy text that no
    recogniser was there to read: its text is kept empty and the page waits, it is never dropped.
    """

    number: int
    text: str
    engine: str
    quality: float
    repairs: tuple[str, ...] = ()
    needs_ocr: bool = False


@dataclass(frozen=True)
class Reading:
    """A document as pages of text. `warnings` are sentences for people, "Thai (English)"."""

    pages: tuple[PageText, ...]
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All pages, with a page break between two: what is stored, and what every span points into."""
        return PAGE_BREAK.join(page.text for page in self.pages)

    @property
    def page_starts(self) -> tuple[int, ...]:
        """Where each page begins in `text`, in characters."""
        lengths = (len(page.text) + len(PAGE_BREAK) for page in self.pages[:-1])
        return tuple(accumulate(lengths, initial=0)) if self.pages else ()


@dataclass(frozen=True)
class Limits:
    """What one document may cost. Sizes in bytes, time in seconds of wall clock."""

    file_bytes: int = 64 * 1024**2
    pages: int = 2_000
    unpacked_bytes: int = 512 * 1024**2
    seconds: float = 120.0
    seconds_a_recognised_page: float = 60.0
    memory_bytes: int = 2 * 1024**3


Reader = Callable[[bytes, str, Limits], Reading]
"""Bytes, the name shown to people, and limits -> a Reading. Raises Unreadable with one clear reason."""


@dataclass(frozen=True)
class Progress:
    """How far the reading of one document is. `seconds_left` is None until the pace can be told."""

    done: int
    total: int
    pages_per_second: float
    seconds_left: float | None
