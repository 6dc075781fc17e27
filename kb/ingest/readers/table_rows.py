"""A row of a table as lines of text, the same way for Word and HTML."""

from collections.abc import Sequence
from itertools import chain

CELL_BREAK = "\t"
"""Between two cells: a blank to search and to every parser, and no cell has one of its own."""

LAYOUT_LINES = 8
"""A cell of more lines is no datum but part of a page that was laid out with a table."""


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """One line with the cells side by side, each on one line itself; inner empty cells keep their place.

    Where one cell alone is filled, or where a table lays out a page, the lines of the cells one after another.
    """
    kept = [[tidy for line in cell if (tidy := " ".join(line.split()))] for cell in cells]
    filled = [cell for cell in kept if cell]
    if len(filled) == 1 or any(len(cell) > LAYOUT_LINES for cell in filled):
        return list(chain.from_iterable(filled))
    line = CELL_BREAK.join(" ".join(cell) for cell in kept).rstrip(CELL_BREAK)
    return [line] if line else []
