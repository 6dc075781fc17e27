"""Text with its highlights as safe HTML."""

import unicodedata
from collections.abc import Sequence

from markupsafe import Markup

from kb.search import Highlight, HitPassage

TEASER = 320
"""Characters of a passage shown in a list."""
LONGEST_WORD = 80
"""Characters without a blank that are cut rather than left out."""


def marked(text: str, highlights: Sequence[Highlight]) -> Markup:
    """The text, escaped, with each highlight in a <mark>."""
    pieces, at = [], 0
    for each in sorted(highlights, key=lambda each: each.start):
        if each.start < at or each.end > len(text):
            continue
        pieces += [Markup.escape(text[at : each.start]), Markup("<mark>{}</mark>").format(text[each.start : each.end])]
        at = each.end
    return Markup("").join([*pieces, Markup.escape(text[at:])])


def teaser(passage: HitPassage) -> Markup:
    """The part of a passage around its first highlight, at most `TEASER` characters, cut at spaces where it can be."""
    text = passage.text
    first = passage.highlights[0].start if passage.highlights else 0
    start = 0 if first < TEASER // 3 else _after_space(text, first - TEASER // 3, first)
    end = len(text) if len(text) <= start + TEASER else _before_space(text, start + TEASER)
    within = [Highlight(max(each.start, start) - start, each.end - start) for each in passage.highlights]
    shown = [each for each in within if 0 <= each.start < each.end <= end - start]
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return Markup("{}{}{}").format(before, marked(text[start:end], shown), after)


def _after_space(text: str, low: int, high: int) -> int:
    """Where to begin between `low` and `high`: after a blank, else at `high`, where a word is known to begin."""
    found = next((at for at in range(low, high) if text[at].isspace()), None)
    return high if found is None else found + 1


def _before_space(text: str, high: int) -> int:
    """Where to end at or before `high`: at a blank, else before a whole letter (no mark is torn from its letter)."""
    places = range(high, high - LONGEST_WORD, -1)
    blank = next((at for at in places if text[at].isspace()), None)
    return next((at for at in places if not _torn(text, at)), high) if blank is None else blank


def _torn(text: str, at: int) -> bool:
    return unicodedata.category(text[at]) == "Mn" or text[at] in "ะาำๅๆ" or text[at - 1] in "เแโใไ"
