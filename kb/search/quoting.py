"""Which passages of a hit to quote, and which of their letters to mark."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.search.results import Highlight, HitPassage
from kb.text import normalise_mapped

MOST_PASSAGES = 3
MOST_WEIGHED = 6
"""Passages of a resolution, nearest in meaning first, among which the words choose."""
ODD = re.compile("[๐-๙\u0e4d\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\ud800-\udfff]|เเ")
DISORDER = re.compile("[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a\u0e47-\u0e4d]")
"""What in a text makes its normalised form differ inside words: other digits, split or private letters, invisible
characters; and marks in the wrong order or twice."""
MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
"""Thai vowels above and below, tones, and the silencing mark: they stand on the letter before them."""


@dataclass(frozen=True)
class Marked:
    """The query's words in one text: where they stand, and which they are."""

    highlights: tuple[Highlight, ...]
    words: frozenset[str]


class Marker:
    """Finds a query's words in texts: as written, in normalised form, and never up to the middle of a letter group.

    `rarity` gives each word its weight.
    """

    def __init__(self, rarity: Mapping[str, float]) -> None:
        self.rarity = rarity
        self.total = sum(rarity.values())
        self._longest_first = sorted((word for word in rarity if word), key=len, reverse=True)

    def marked(self, text: str) -> Marked:
        """The words' places in `text` as given (not normalised); where words overlap, the longer one counts."""
        folded, origin = _folded(text)
        taken = bytearray(len(folded))
        places, words = [], set()
        for word in self._longest_first:
            start = folded.find(word)
            while start >= 0:
                end = start + len(word)
                if taken.find(1, start, end) < 0 and not _goes_on(folded, end):
                    taken[start:end] = b"\x01" * len(word)
                    places.append(Highlight(origin(start), origin(end)))
                    words.add(word)
                start = folded.find(word, end)
        return Marked(tuple(sorted(places, key=lambda each: each.start)), frozenset(words))

    def share(self, text: str) -> float:
        """How much of the query's weight the words written in `text` carry, 0 to 1. A quick look, marks not checked."""
        return sum(weight for word, weight in self.rarity.items() if word in text) / self.total if self.total else 0.0


def _folded(text: str) -> tuple[str, Callable[[int], int]]:
    """A text in the form words are looked for in, and the way back from an offset in it to one in `text`.

    Most texts need no normalising for their words to be found, and normalising takes as long as all the rest.
    """
    normal = text
    origin: Callable[[int], int] = _same
    if ODD.search(text) or DISORDER.search(text):
        mapped = normalise_mapped(text)
        normal, origin = mapped.text, mapped.origin
    folded = normal.lower()
    if len(folded) != len(normal):  # a capital whose small form is longer: rare, and no offset would be right
        folded = normal
    return folded, origin


def _same(offset: int) -> int:
    return offset


def _goes_on(text: str, end: int) -> bool:
    """Whether a mark follows that belongs to the letter before it: then it is another word."""
    return text[end : end + 1] in MARKS and end < len(text)


@dataclass(frozen=True, slots=True)
class Quotable:
    """A passage that may be quoted, as the database keeps it."""

    id: int
    kind: str
    start: int
    end: int
    text: str


def quoted_passages(
    bodies: Sequence[Quotable], cosines: Mapping[int, float], marker: Marker
) -> tuple[tuple[HitPassage, ...], frozenset[str]]:
    """Up to three passages of one resolution, by the share of the query's words they hold and by their meaning.

    Also gives the words found in them.
    """

    def merit(each: Quotable) -> tuple[float, int]:
        return -(marker.share(each.text) + cosines.get(each.id, 0.0)), each.start

    nearest = sorted(bodies, key=lambda each: -cosines.get(each.id, 0.0))[:MOST_WEIGHED] if cosines else bodies
    chosen = [(each, marker.marked(each.text)) for each in sorted(nearest, key=merit)[:MOST_PASSAGES]]
    passages = tuple(
        HitPassage(
            id=each.id,
            kind=each.kind,
            start=each.start,
            end=each.end,
            text=each.text,
            highlights=marked.highlights,
            similarity=round(cosines[each.id], 4) if each.id in cosines else None,
        )
        for each, marked in chosen
    )
    return passages, frozenset().union(*(marked.words for _, marked in chosen))
