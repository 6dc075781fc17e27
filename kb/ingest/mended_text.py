"""People's corrections put into a text: the words and their neighbours tell where. Pure.

A better reading of a document may space or break lines otherwise, so neighbours need only be alike; where that leaves
two places in doubt, nothing is changed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

NEIGHBOURS = 30
"""Characters kept in front of and behind what was corrected."""
ALIKE = 0.6
"""Likeness of the neighbours, 0 to 1, from which a place is the one that was corrected."""
APART = 0.1
"""How much more alike the best place must be than the next."""


@dataclass(frozen=True)
class TextFix:
    """One correction: `before` became `after`, with `ahead` in front of it and `behind` behind it."""

    id: int
    before: str
    after: str
    ahead: str
    behind: str


@dataclass(frozen=True)
class Mended:
    """A text with corrections put in. `edits` are (start, end, new length) in the text as it was, in order of doing.

    Each edit is in the text that the edits before it left. `missing` are ids of corrections of which neither the wrong
    words nor the right ones were found.
    """

    text: str
    missing: tuple[int, ...] = ()
    edits: tuple[tuple[int, int, int], ...] = ()

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the text as it was stands now; one that begins or ends in corrected words takes them in."""
        for at, until, length in self.edits:
            by = length - (until - at)
            start = start + by if start >= until and start > at else min(start, at)
            end = end if end <= at else end + by if end >= until else at + length
        return start, end


def apply_text_corrections(text: str, fixes: Iterable[TextFix]) -> tuple[str, tuple[int, ...]]:
    """The text with these corrections, oldest first, and the ids of those that found no place; idempotent."""
    mended = mend(text, fixes)
    return mended.text, mended.missing


def mend(text: str, fixes: Iterable[TextFix]) -> Mended:
    """The text with these corrections, and how spans move."""
    missing: list[int] = []
    edits: list[tuple[int, int, int]] = []
    for fix in fixes:
        place = _place(text, fix)
        if place is None:
            missing.append(fix.id)
        elif not place.right:
            end = place.at + len(fix.before)
            text = text[: place.at] + fix.after + text[end:]
            edits.append((place.at, end, len(fix.after)))
    return Mended(text, tuple(missing), tuple(edits))


def occurrences(text: str, words: str) -> list[int]:
    """Where words stand in a text, overlapping ones too."""
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)] if words else []


@dataclass(frozen=True)
class _Place:
    """Where a correction belongs, and whether the right words stand there already."""

    at: int
    right: bool


def _place(text: str, fix: TextFix) -> _Place | None:
    """The one place a correction is meant for.

    The neighbours as they were decide at once; else the place with the likest ones, unless two are nearly as like.
    The right words are looked for first: they may hold the wrong ones ("5" -> "15").
    """
    for words, right in ((fix.after, True), (fix.before, False)):
        exact = occurrences(text, fix.ahead + words + fix.behind)
        if len(exact) == 1:
            return _Place(exact[0] + len(fix.ahead), right)
    scored = [
        (_likeness(text, at, at + len(words), fix), _Place(at, right))
        for words, right in ((fix.after, True), (fix.before, False))
        for at in occurrences(text, words)
    ]
    scored.sort(key=lambda each: (-each[0], not each[1].right))
    if not scored or scored[0][0] < ALIKE:
        return None
    best = scored[0][1]
    rivals = [likeness for likeness, place in scored[1:] if not _overlap(best, place, fix)]
    return best if not rivals or scored[0][0] - rivals[0] >= APART else None


def _overlap(one: _Place, other: _Place, fix: TextFix) -> bool:
    """Whether two places are one: the wrong words inside the right ones."""
    return one.right != other.right and abs(one.at - other.at) <= max(len(fix.before), len(fix.after))


def _likeness(text: str, start: int, end: int, fix: TextFix) -> float:
    beside = (
        (fix.ahead, text[max(0, start - len(fix.ahead)) : start]),
        (fix.behind, text[end : end + len(fix.behind)]),
    )
    told = [(kept, found) for kept, found in beside if kept]
    return min((_ratio(kept, found) for kept, found in told), default=1.0)


def _ratio(kept: str, found: str) -> float:
    one, other = "".join(kept.split()), "".join(found.split())
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def neighbours(text: str, start: int, end: int, within: Sequence[tuple[int, int]] = ()) -> tuple[str, str]:
    """What stands in front of and behind a span, not beyond the page (of `within`) it stands on."""
    first, last = next((page for page in within if page[0] <= start and end <= page[1]), (0, len(text)))
    return text[max(first, start - NEIGHBOURS) : start], text[end : min(last, end + NEIGHBOURS)]
