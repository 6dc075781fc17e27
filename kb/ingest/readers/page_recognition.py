"""Pages without text -> recognised pages: from the cache where they are known, else by several workers at once."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from time import monotonic

from kb.errors import KbError, Unreadable
from kb.ingest.readers.page_cache import PageCache, RecognisedPage
from kb.ingest.readers.reading import Limits, Progress
from kb.ingest.readers.sandbox import Question, Sandbox
from kb.ingest.readers.wire import Told, limits_as_told

_BEAT = 1.0
"""Seconds after which progress is told anew though no page was done: a person may want to stop meanwhile."""
_SLACK = 5.0
"""Seconds beyond the recogniser's own limit for drawing the page; then the worker is killed."""


@dataclass(frozen=True)
class Recognition:
    """Pages by number: those recognised, and why others could not be. Without a recogniser both are empty."""

    pages: dict[int, RecognisedPage] = field(default_factory=dict)
    failures: dict[int, KbError] = field(default_factory=dict)


class PageRecognition:
    """The recognition of pages of one document; `kind` is "image" or "pdf"."""

    def __init__(
        self, data: bytes, name: str, kind: str, limits: Limits, sandbox: Sandbox, cache: PageCache | None
    ) -> None:
        self._data = data
        self._name = name
        self._kind = kind
        self._limits = limits
        self._sandbox = sandbox
        self._cache = cache
        self._sha256 = hashlib.sha256(data).hexdigest()

    def recognise(
        self, numbers: Sequence[int], total: int, workers: int, progress: Callable[[Progress], None] | None
    ) -> Recognition:
        """Recognise the pages of these numbers out of `total`, `workers` at a time."""
        from kb.ingest.readers import ocr, ocr_words  # noqa: PLC0415 - only scans need them

        if not ocr.is_available():
            return Recognition()
        settings = f"{ocr.engine()} {ocr.LINE_SIZE} {ocr.ATTEMPTS} {ocr.SURE} {ocr_words.MENDING}"
        found = Recognition()
        for number in numbers:
            known = self._cache.get(self._sha256, number, settings) if self._cache else None
            if known:
                found.pages[number] = known
        missing = [number for number in numbers if number not in found.pages]
        pace = _Pace(total, total - len(missing), progress)
        pace.tell()
        with _stoppable(min(workers, self._sandbox.processes)) as (threads, stop):
            running = {threads.submit(self._page, number, stop): number for number in missing}
            for future in _finished(running, pace):
                number = running[future]
                try:
                    found.pages[number] = page = future.result()
                except Unreadable as reason:
                    found.failures[number] = reason
                else:
                    if self._cache and page.text:  # a page without text may be one that ran out of time
                        self._cache.put(self._sha256, number, settings, page)
                pace.one_more()
        return found

    def _page(self, number: int, stop: Event) -> RecognisedPage:
        limits = self._limits
        told: Told = {"name": self._name, "kind": self._kind, "number": number, "limits": limits_as_told(limits)}
        seconds = limits.seconds_a_recognised_page + _SLACK
        question = Question("recognise", told, self._data, self._name, seconds, limits.memory_bytes)
        answer = self._sandbox.ask(question, stop.is_set)
        try:
            return RecognisedPage(
                str(answer["text"]),
                float(answer["confidence"]),
                str(answer["engine"]),
                tuple(map(str, answer["repairs"])),
            )
        except (KeyError, TypeError, ValueError) as fault:
            raise Unreadable(
                f"{self._name}: โปรแกรมอ่านภาพตอบผิดรูปแบบในหน้า {number} โปรดแจ้งผู้ดูแลระบบ",
                f"{self._name}: the recogniser gave no usable answer for page {number}; tell who runs this",
            ) from fault


class _Pace:
    """Tells how far the reading is; pages that were known already do not count for its pace."""

    def __init__(self, total: int, done: int, progress: Callable[[Progress], None] | None) -> None:
        self._total = total
        self._done = done
        self._progress = progress
        self._new = 0
        self._start = monotonic()

    def one_more(self) -> None:
        self._done += 1
        self._new += 1
        self.tell()

    def tell(self) -> None:
        if self._progress:
            rate = self._new / max(monotonic() - self._start, 1e-6)
            left = self._total - self._done
            self._progress(Progress(self._done, self._total, rate, left / rate if rate else None if left else 0.0))


@contextmanager
def _stoppable(workers: int) -> Iterator[tuple[ThreadPoolExecutor, Event]]:
    """Threads that ask, and the event that stops what they ask for; set when the block is left by an error."""
    stop = Event()
    threads = ThreadPoolExecutor(max(1, workers), thread_name_prefix="kb-recognise")
    try:
        yield threads, stop
    except BaseException:
        stop.set()
        raise
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def _finished(running: dict[Future[RecognisedPage], int], pace: _Pace) -> Iterator[Future[RecognisedPage]]:
    """Each future once it is done; while none is, progress is told again, so that it can stop the reading."""
    open_ones = set(running)
    while open_ones:
        done, open_ones = wait(open_ones, timeout=_BEAT, return_when=FIRST_COMPLETED)
        if not done:
            pace.tell()
        yield from done
