"""Which passages of a hit to quote, and which of their letters to mark."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.search.results import Highlight, HitPassage
from kb.store import Passage
from kb.text import normalise_mapped

MOST_PASSAGES = 3


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
        longest_first = sorted(rarity, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if rarity else None

    @cached_property
    def total(self) -> float:
        """The weight of all words together."""
        return sum(self.rarity.values())

    def marked(self, text: str) -> Marked:
        """The words' places in `text` as given (not normalised)."""
        if self._pattern is None:
            return Marked((), frozenset())
        mapped = normalise_mapped(text)
        folded = mapped.text.lower()
        if len(folded) != len(mapped.text):  # a capital whose small form is longer: rare, and no offset would be right
            folded = mapped.text
        places, words = [], set()
        for match in self._pattern.finditer(folded):
            after = folded[match.end() : match.end() + 1]
            if after and unicodedata.category(after) == "Mn":
                continue  # a mark that belongs to the last letter: another word
            places.append(Highlight(mapped.origin(match.start()), mapped.origin(match.end())))
            words.add(match.group())
        return Marked(tuple(places), frozenset(words))

    def share(self, words: frozenset[str]) -> float:
        """How much of the query's weight these words carry, 0 to 1."""
        return sum(self.rarity[word] for word in words) / self.total if self.total else 0.0


def quoted_passages(
    bodies: Sequence[tuple[Passage, Marked]], cosines: Mapping[int, float], marker: Marker
) -> tuple[HitPassage, ...]:
    """Up to three passages of one resolution, by the share of the query's words they hold and by their meaning."""

    def merit(each: tuple[Passage, Marked]) -> tuple[float, int]:
        passage, marked = each
        return -(marker.share(marked.words) + cosines.get(passage.id or 0, 0.0)), passage.start

    return tuple(
        HitPassage(
            id=passage.id or 0,
            kind=passage.kind,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            highlights=marked.highlights,
            similarity=round(cosines[passage.id or 0], 4) if passage.id in cosines else None,
        )
        for passage, marked in sorted(bodies, key=merit)[:MOST_PASSAGES]
    )
