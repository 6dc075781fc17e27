"""Lines made of the text of a page as it comes: blanks collapsed, blocks and table rows on lines of their own."""

import re
from dataclasses import dataclass, field

from kb.ingest.readers.table_rows import row_lines

_BLANKS = re.compile(r"[\s\xa0\u200b]+")
_MOST_SPANNED = 100  # columns or rows that a cell may claim to span


class Lines:
    """The text of one box: a page or a cell. `done` holds its finished lines."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._parts: list[str] = []
        self._exact = False
        self._marker = ""

    def mark(self, marker: str) -> None:
        """What stands before the next text, whatever block that is in: the number of a list item; "" for nothing."""
        self._marker = marker

    def add(self, text: str) -> None:
        """Running text."""
        self._begin(text)
        self._parts.append(_BLANKS.sub(" ", text))

    def verbatim(self, text: str) -> None:
        """Text that keeps its blanks and line breaks."""
        first, *others = text.split("\n")
        self._begin(text)
        self._exact = True
        self._parts.append(first)
        for line in others:
            self.done.append("".join(self._parts).rstrip())
            self._parts = [line]

    def _begin(self, text: str) -> None:
        if self._marker and text.strip():
            self._parts, self._marker = [f"{self._marker} "], ""

    def end_line(self) -> None:
        """Begin a new line, unless this one is empty."""
        line = "".join(self._parts)
        line = line.rstrip() if self._exact else " ".join(line.split())
        self._parts, self._exact = [], False
        if line:
            self.done.append(line)

    def finished(self) -> list[str]:
        """All lines."""
        self.end_line()
        return self.done


@dataclass
class TableFrame:
    """A table while it is being read: the cells of its row, and which columns cells from above still fill.

    A cell that spans columns or rows is told once; its other places stay empty.
    """

    cells: list[list[str]] = field(default_factory=list)
    _filled: dict[int, int] = field(default_factory=dict)
    _begun: dict[int, int] = field(default_factory=dict)

    def add_cell(self, lines: list[str], columns: int, rows: int) -> None:
        """A finished cell and how many columns and rows it spans."""
        while len(self.cells) in self._filled:
            self.cells.append([])
        at, wide = len(self.cells), max(1, min(columns, _MOST_SPANNED))
        self.cells += [lines, *([] for _ in range(wide - 1))]
        if rows > 1:
            self._begun |= dict.fromkeys(range(at, at + wide), min(rows, _MOST_SPANNED) - 1)

    def end_row(self) -> list[str]:
        """The row as lines of text."""
        found, self.cells = row_lines(self.cells), []
        self._filled = {at: left - 1 for at, left in self._filled.items() if left > 1} | self._begun
        self._begun = {}
        return found


@dataclass
class ListFrame:
    """A list while it is being read: the style of its numbers and the one that comes next."""

    style: str
    value: int
    step: int = 1
