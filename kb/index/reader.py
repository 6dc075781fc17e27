"""The live generation, as one process sees it."""

import threading

from kb.errors import KbError
from kb.index.generations import Generation, Generations, Pointer
from kb.index.manifest import Shape
from kb.text import Tokeniser


class IndexReader:
    """Hands out the newest sound generation; swaps when the pointer moves. Readers are never blocked by a swap."""

    def __init__(self, generations: Generations, shape: Shape, tokeniser: Tokeniser) -> None:
        self._generations = generations
        self._shape = shape
        self._tokeniser = tokeniser
        self._lock = threading.Lock()
        self._seen: Pointer | None = None
        self._live: Generation | None = None
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
            try:
                pointer = self._generations.pointer()
                if pointer is not None and pointer == self._seen and self._live is not None:
                    return
                self._live = self._generations.open(self._shape, self._tokeniser)
                self._seen = pointer
                self.problem = None
            except KbError as error:
                self.problem = error

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
