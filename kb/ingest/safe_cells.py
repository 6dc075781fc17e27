"""Cells that a spreadsheet program must not run: what begins like a formula is written with an apostrophe before it.

Excel and its kin run a cell of a CSV file that begins with = + - @ or a tab; the apostrophe is their own mark of text.
A text that begins so by itself gets one more, so that reading gives back what was written.
"""

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "'"

LONGEST_CELL = 32_767
"""Characters in one cell of Excel, counted as UTF-16; it cuts off the rest without a word."""


def guarded(text: str) -> str:
    """A cell for writing."""
    return _MARK + text if text.startswith((*_RUNS, _MARK)) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` wrote; any other cell as it is."""
    return cell[1:] if cell[:1] == _MARK and cell[1:].startswith((*_RUNS, _MARK)) else cell


def cell_pieces(text: str) -> list[str]:
    """A text as cells that Excel can hold, the first perhaps empty; joined they are the text again."""
    room = LONGEST_CELL - len(_MARK)
    if len(text) * 2 <= room:
        return [text]
    pieces, start, used = [], 0, 0
    for at, letter in enumerate(text):
        width = 2 if letter > "\uffff" else 1
        if used + width > room:
            pieces.append(text[start:at])
            start, used = at, 0
        used += width
    return [*pieces, text[start:]]
