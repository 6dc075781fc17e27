"""Where a resolution is cut into passages: windows of text that a vector can stand for and a reader can take in."""

import unicodedata

LONGEST = 800
SHORTEST = 400
OVERLAP = 80
"""Characters. A phrase that falls on a cut is mostly whole in one of the two windows."""
LEADING, FOLLOWING = frozenset("เแโใไ"), frozenset("ะาำๅๆ")


def passage_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans that cover `text[start:end]`, each at most `LONGEST` characters, cut at a line end or a space if any.

    Neighbours overlap by at most `OVERLAP` characters, from a space or line end on (text without any does not overlap);
    white space at the ends is left out; no span starts or ends inside a Thai letter group of natural length.
    """
    spans: list[tuple[int, int]] = []
    position = start
    while position < end:
        cut = end if end - position <= LONGEST else _cut(text, position)
        _add(spans, *_trimmed(text, position, cut))
        position = cut if cut >= end else _overlapping(text, cut, max(position + 1, cut - OVERLAP))
    return spans


def _add(spans: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a window, unless the one before holds it; one that holds the one before takes its place."""
    if spans and spans[-1][0] == start:
        spans.pop()
    if start < end and (not spans or spans[-1][1] < end):
        spans.append((start, end))


def _cut(text: str, position: int) -> int:
    low, high = position + SHORTEST, position + LONGEST
    for mark in ("\n", " "):
        found = text.rfind(mark, low, high)
        if found > 0:
            return found + 1
    return _between_letters(text, high, low)


def _overlapping(text: str, cut: int, low: int) -> int:
    """Where the next window starts: after the first space from `low` on, else at the cut."""
    spaces = [space for space in (text.find(" ", low, cut - 1), text.find("\n", low, cut - 1)) if space >= 0]
    return min(spaces) + 1 if spaces else cut


def _between_letters(text: str, index: int, lowest: int) -> int:
    """The nearest place at or before `index` that splits no Thai letter group (a mark, a vowel and its consonant)."""
    while index > lowest and (
        unicodedata.category(text[index]) == "Mn" or text[index] in FOLLOWING or text[index - 1] in LEADING
    ):
        index -= 1
    return index


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
