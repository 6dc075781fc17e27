"""The live generation, as one process sees it."""

import threading
import time
from collections.abc import Callable

from kb.errors import KbError
from kb.index.generations import Generation, Generations, Pointer
from kb.index.manifest import Manifest, Shape
from kb.text import Tokeniser

RETRY_S = 5.0
"""A generation that was refused is tried again after so long: reading it all to find it damaged is work."""


class IndexReader:
    """Hands out the newest sound generation; swaps when the pointer moves. Readers are never blocked by a swap."""

    def __init__(
        self,
        generations: Generations,
        shape: Shape,
        tokeniser: Tokeniser,
        check: Callable[[Manifest], None] = lambda _manifest: None,
    ) -> None:
        """`check` raises the `KbError` for which a sound generation must not be used all the same."""
        self._generations = generations
        self._check = check
        self._shape = shape
        self._tokeniser = tokeniser
        self._lock = threading.Lock()
        self._seen: Pointer | None = None
        self._live: Generation | None = None
        self._refused: Pointer | None = None
        self._retry_at = 0.0
        self.problem: KbError | None = None

    @property
    def live(self) -> Generation | None:
        """The generation that answers now, if any."""
        return self._live

    def refresh(self) -> None:
        """Open the generation the pointer names, if it is another than the one held.

        A generation that cannot be used is told in `problem`; the one held before, if any, goes on answering.
        """
        with self._lock:
            pointer = None
            try:
                pointer = self._generations.pointer()
                if pointer is not None and pointer == self._refused and time.monotonic() < self._retry_at:
                    return
                if pointer is not None and pointer == self._seen and self._live is not None:
                    manifest = self._generations.manifest()  # still what was published?
                    if manifest:
                        self._check(manifest)
                else:
                    self._live = self._generations.open(self._shape, self._tokeniser)
                    self._seen = pointer
                    self._check(self._live.manifest)
                self._refused = self.problem = None
            except KbError as error:
                self.problem, self._refused, self._retry_at = error, pointer, time.monotonic() + RETRY_S

    def generation(self) -> Generation:
        """The generation to answer from; raises the `KbError` that says why there is none and what to do."""
        live = self._live
        if live is None:
            self.refresh()
            live = self._live
        if live is None:
            assert self.problem is not None  # noqa: S101 - refresh sets one or the other
            raise self.problem
        return live
