"""Paragraphs that a page broke into lines, put together again; headings, lists, rows and signatures keep their lines.

A line goes on in the next one where the next word had no room left in it. Where the lines stand on the page tells that
best; without their places their widths are guessed from the letters, and less is joined.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.ingest.readers.lexicon import pieces
from kb.text.thai_letters import LETTERS, MARKS


@dataclass(frozen=True)
class Line:
    """A line as it was seen. `left`, `right`, `top` and `height` in points; all 0 where the place is not known.

    `row` when a gap in it is too wide for a blank: a row of a table, or a name beside a signature.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    height: float = 0.0
    row: bool = False

    @property
    def placed(self) -> bool:
        """Whether its place on the page is known."""
        return self.right > self.left


_ITEM = re.compile(
    r"\s*(?:[(\[]?[0-9๐-๙]{1,3}[.)\]](?![0-9๐-๙])|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2}){1,4}\.?[)\s]"
    r"|[(]?[ก-ฮ][)]|[ก-ฮ]\.\s|[-–—•●○*▪■□◦✓➢]\s?|[“(]?ลงชื่อ|ขอแสดงความนับถือ)"
)
# Words that open a line of a form or a section, and as often stand within a sentence.
_OPENING = re.compile(
    r"\s*(?:ข้อ|มาตรา)\s*[0-9๐-๙]+\s|\s*(?:เรื่อง|เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|ที่มา|หมายเหตุ|วันที่|โทร\.?|โทรสาร|ที่)\s*[:.]?\s"
)
_CLOSED = re.compile(r"[:;]\s*$|ดังนี้\s*:?$|ดังต่อไปนี้\s*:?$|ดังกล่าวข้างต้น$")
_RULE = re.compile(r"[._…‥\-–—*=\s]+")

_NARROW = {**dict.fromkeys("าเแโใไะ.,:;'|!il()[] \"“”-/1jftI", 0.55), **dict.fromkeys("mwMWณฒญฌฑ…", 1.35)}
_WIDTHS = re.compile(f"[{MARKS}\u200b]")
_ROOM, _INDENTED_ROOM, _GUESSED_ROOM = 0.02, 0.12, 0.04
"""How much of a line's width may stay free although the next word would not have fitted: by place, by place where
paragraphs are indented so that a new one shows itself, and by guess."""
_INDENT, _GUESSED_INDENT, _MOST_INDENT = 0.02, 0.12, 0.25
_SAME_EDGE, _GUESSED_EDGE, _LEAST_AT_EDGE = 0.015, 0.06, 3
_LEAST_WRAP, _MOST_WRAP = 30, 150
"""Guessed widths of wrapped text: narrower is a list, wider is text that was never broken into lines."""
_RAGGED = 0.12
"""An edge that several lines share is not the text's where others reach so much further."""
_USUAL_COLUMN, _GUESSED_COLUMN = 400.0, 60.0
"""A few short lines are not the whole width of their page: points, A4 between wide margins; and letters."""
_OTHER_SIZE = 0.2
_PITCH = 1.35
"""Lines of one paragraph are at most so many usual line distances apart."""


@dataclass(frozen=True)
class _Column:
    """Where the text stands; `indented` when first lines of paragraphs stand further in than the others."""

    left: float
    right: float
    pitch: float
    indented: bool

    @property
    def width(self) -> float:
        return self.right - self.left


def joined_lines(lines: Sequence[Line]) -> tuple[str, int]:
    """The text with its paragraphs in one line each, and how many breaks were taken out. Blank lines stay."""
    filled = [line for line in lines if line.text.strip()]
    placed = all(line.placed for line in filled)
    if not placed:
        lines = [Line(line.text, right=_guessed_width(line.text)) for line in lines]
        widest = max((line.right for line in lines), default=0.0)
    if not filled or not (placed or _LEAST_WRAP <= widest <= _MOST_WRAP):
        return "\n".join(line.text.strip() for line in lines), 0
    column = _column([line for line in lines if line.text.strip()], placed)
    parts: list[str] = []
    paragraph: list[Line] = []
    joins = 0
    for at, line in enumerate(lines):
        text = line.text.strip()
        if paragraph and text and _goes_on(paragraph, line, column, placed):
            parts.append(_between(paragraph[-1].text, text))
            joins += 1
        else:
            parts.append("\n" if at else "")
            paragraph.clear()
        if text:
            paragraph.append(line)
        parts.append(text)
    return "".join(parts), joins


# A heading or a subject, and what can only stand below one.
_HEADING = re.compile(r"\s*(?:[0-9๐-๙]{1,3}[.)]\s*)?เรื่อง\s")
_BELOW = re.compile(
    r"\s*[.|]?\s*(?:ที่ประชุม)?คณะรัฐมนตรี\s*(?:ได้)?\s*(?:มี|ลง)?(?:มติ|ความเห็น|พิจารณา|รับทราบ|เห็นชอบ|อนุมัติ)"
    r"|\s*(?:เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย)\s|\s*(?:กฎหมาย|เศรษฐกิจ\s*[-–]?\s*สังคม|ต่างประเทศ|แต่งตั้ง)\s*$"
)


def _goes_on(before: Sequence[Line], line: Line, column: _Column, placed: bool) -> bool:
    """Whether the paragraph `before` goes on in `line`."""
    last = before[-1]
    if _HEADING.match(before[0].text) and _BELOW.match(line.text):
        return False
    if last.row or line.row or _ITEM.match(line.text) or _RULE.fullmatch(line.text) or _CLOSED.search(last.text):
        return False
    if not placed and _OPENING.match(line.text):
        return False
    needed = _first_word(line.text) * (line.right - line.left) / max(_guessed_width(line.text), 1.0)
    if not placed:
        indent = _GUESSED_INDENT if len(before) == 1 else 0.0
        return column.right - last.right <= needed + (_GUESSED_ROOM + indent) * column.width
    room = (_INDENTED_ROOM if column.indented else _ROOM) * column.width
    return column.right - last.right <= needed + room and _same_block(before, line, column)


def _same_block(before: Sequence[Line], line: Line, column: _Column) -> bool:
    """Whether a line stands where the next line of the paragraph would: as near, as high, not indented again."""
    last = before[-1]
    if column.pitch and abs(line.top - last.top) > _PITCH * column.pitch:
        return False
    if abs(line.height - last.height) > _OTHER_SIZE * max(line.height, last.height):
        return False
    indent = _INDENT * column.width
    if len(before) > 1:
        return abs(line.left - last.left) <= indent
    hangs = _MOST_INDENT * column.width if _ITEM.match(last.text) else indent
    return last.left - _MOST_INDENT * column.width <= line.left <= last.left + hangs


def _column(lines: Sequence[Line], placed: bool) -> _Column:
    """The edges that most lines keep, and the usual distance from line to line."""
    rights = sorted((line.right for line in lines if not line.row), reverse=True) or [line.right for line in lines]
    lefts = sorted(line.left for line in lines)
    near = (_SAME_EDGE if placed else _GUESSED_EDGE) * max(rights[0] - lefts[0], 1.0)
    left, right = _edge(lefts, near) or lefts[0], _edge(rights, near) or 0.0
    if right < rights[0] - _RAGGED * (rights[0] - left):
        right = max(rights[0], left + (_USUAL_COLUMN if placed else _GUESSED_COLUMN))
    width = right - left
    inner = sum(1 for place in lefts if left + _INDENT * width < place < left + _MOST_INDENT * width)
    steps = sorted(after.top - line.top for line, after in pairwise(lines) if after.top > line.top)
    return _Column(left, right, steps[len(steps) // 3] if steps else 0.0, placed and inner >= _LEAST_AT_EDGE)


def _edge(sorted_places: Sequence[float], near: float) -> float | None:
    """The outermost place that several lines share; None where none do."""
    shared = zip(sorted_places, sorted_places[_LEAST_AT_EDGE - 1 :], strict=False)
    return next((place for place, inner in shared if abs(inner - place) <= near), None)


def _guessed_width(text: str) -> float:
    """The width of a text in average letters."""
    return sum(_NARROW.get(letter, 1.0) for letter in _WIDTHS.sub("", text))


def _first_word(text: str) -> float:
    """The guessed width of what had to fit: the first word, with what hangs on it."""
    chunk = text.split(maxsplit=1)[0][:60]
    words = pieces(chunk)
    first = words[0] if words else chunk
    return _guessed_width(first) if re.match(f"[{LETTERS}]", chunk) else _guessed_width(chunk)


_THAI_END = re.compile(f"[{LETTERS}]$")
_THAI_START = re.compile(f"[{LETTERS}]")
_OPENS = re.compile(r"[(\[“‘/]$")
_CLOSES = re.compile(r"[)\]”’/,;:%]")


def _between(before: str, after: str) -> str:
    """What stood where the line was broken: nothing inside Thai, a blank beside figures, other letters and signs."""
    before = before.rstrip()
    if _OPENS.search(before) or _CLOSES.match(after):
        return ""
    return "" if _THAI_END.search(before) and _THAI_START.match(after) and before[-1] not in "ๆฯ" else " "
