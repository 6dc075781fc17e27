"""Text with its highlights as safe HTML."""

from collections.abc import Sequence

from markupsafe import Markup

from kb.search import Highlight, HitPassage

TEASER = 320
"""Characters of a passage shown in a list."""


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
    end = min(len(text), start + TEASER)
    within = [Highlight(max(each.start, start) - start, each.end - start) for each in passage.highlights]
    shown = [each for each in within if 0 <= each.start < each.end <= end - start]
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return Markup("{}{}{}").format(before, marked(text[start:end], shown), after)


def _after_space(text: str, low: int, high: int) -> int:
    found = text.find(" ", low, high)
    return found + 1 if found >= 0 else low
