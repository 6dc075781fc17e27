"""Which row of a sheet is its header: titles and remarks often stand above it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from kb.ingest.readers.table import TableRow

SEARCHED_ROWS = 30
LEAST_HEADINGS = 2  # of a row taken for a header without any heading that is known

Score = Callable[[Sequence[str]], int]
"""How many of the headings of a row are known."""


def header_at(rows: Iterable[TableRow], score: Score) -> tuple[int, int]:
    """The place among `rows` of the header and how many of its headings are known; (-1, 0) without one.

    The first of those with most known headings; if none has any, the first row with two headings.
    """
    best, best_score, first = -1, 0, -1
    for at, row in enumerate(islice(rows, SEARCHED_ROWS)):
        known = score(row.cells)
        if known > best_score:
            best, best_score = at, known
        if first < 0 and sum(1 for cell in row.cells if cell.strip()) >= LEAST_HEADINGS:
            first = at
    return (best, best_score) if best >= 0 else (first, 0)
