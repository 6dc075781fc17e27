"""Passages of two matters side by side: the nearest pairs, with the telling words that both hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kb.index import LexicalIndex
from kb.linking.mention import Span
from kb.linking.similar.item import Vectors
from kb.linking.similar.result import Excerpt, SharedPassage
from kb.linking.similar.rows import Cut, Passages
from kb.linking.similar.telling import telling_words
from kb.text import Tokeniser, normalise_mapped
from kb.text.thai_letters import MARKS

WEIGHED = 4
"""Pairs nearest in meaning among which the shared words choose."""
SHOWN = 2
"""Pairs shown of two matters."""
_WORD = re.compile(rf"[\w{MARKS}]{{2,}}")
SECOND = 0.85
"""A second pair is shown when it is worth at least this share of the first."""


@dataclass(frozen=True)
class Pair:
    """A passage of one matter and the passage of another that is near to it."""

    this: Cut
    other: Cut
    cosine: float


def nearest_pairs(one: Passages, other: Passages, most: int = WEIGHED) -> list[Pair]:
    """The pairs of passages nearest in meaning, each passage of the other matter at most once, best first."""
    matrix: Vectors = one.vectors @ other.vectors.T
    if not matrix.size:
        return []
    best = matrix.argmax(axis=0)
    scores = matrix[best, np.arange(matrix.shape[1])]
    order = np.lexsort((np.arange(len(scores)), -scores))[:most]
    return [Pair(one.cuts[best[place]], other.cuts[place], float(scores[place])) for place in order]


class Reading:
    """One passage cut into pieces, with the place of each in the text as given."""

    def __init__(self, text: str, tokeniser: Tokeniser) -> None:
        self.text = text
        self._tokeniser = tokeniser

    @cached_property
    def pieces(self) -> list[tuple[str, int, int]]:
        """Each piece that is a word, in small letters, and its span in the text."""
        mapped = normalise_mapped(self.text)
        offsets = mapped.offsets
        pieces, place = [], 0
        for piece in self._tokeniser.segment(mapped.text):
            end = place + len(piece)
            if _WORD.fullmatch(piece):
                pieces.append((piece.lower(), offsets[place], offsets[end]))
            place = end
        return pieces

    @cached_property
    def words(self) -> frozenset[str]:
        """The different pieces."""
        return frozenset(piece for piece, _, _ in self.pieces)

    def spans(self, words: frozenset[str]) -> list[tuple[int, int]]:
        """Where these words stand; neighbours run together, over a blank too."""
        found: list[tuple[int, int]] = []
        for piece, start, end in self.pieces:
            if piece not in words:
                continue
            if found and not self.text[found[-1][1] : start].strip(" \xa0"):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found


class SideBySide:
    """Makes pairs of excerpts; remembers the passages it has read, since one matter is compared with many."""

    def __init__(
        self, texts: Mapping[int, str], tokeniser: Tokeniser, lexical: LexicalIndex, left_out: frozenset[str]
    ) -> None:
        """`texts` holds the words of every passage that a pair may name; words in `left_out` are never marked."""
        self._texts = texts
        self._tokeniser = tokeniser
        self._lexical = lexical
        self._left_out = left_out
        self._read: dict[int, Reading] = {}

    def shown(self, pairs: Sequence[Pair], sought: Mapping[str, float]) -> tuple[list[SharedPassage], dict[str, float]]:
        """The best pairs by meaning and by the sought words both hold, and the telling words shared in them."""
        ordered = sorted(pairs, key=lambda pair: (-self._merit(pair, sought), pair.other.start))
        chosen: list[Pair] = []
        for pair in ordered:
            apart = all(pair.this != held.this for held in chosen)
            if apart and (not chosen or self._merit(pair, sought) >= SECOND * self._merit(chosen[0], sought)):
                chosen.append(pair)
        shared: dict[str, float] = {}
        passages = [self._beside(pair, shared) for pair in chosen[:SHOWN]]
        return passages, shared

    def _merit(self, pair: Pair, sought: Mapping[str, float]) -> float:
        this, other = self._texts[pair.this.id], self._texts[pair.other.id]
        total = sum(sought.values())
        held = sum(weight for word, weight in sought.items() if word in this and word in other)
        return pair.cosine + (held / total if total else 0.0)

    def _beside(self, pair: Pair, shared: dict[str, float]) -> SharedPassage:
        this, other = self._reading(pair.this.id), self._reading(pair.other.id)
        words = telling_words(sorted(this.words & other.words), self._lexical, self._left_out)
        shared.update(words)
        marked = frozenset(words)
        return SharedPassage(
            _excerpt(pair.this, this, this.spans(marked)),
            _excerpt(pair.other, other, other.spans(marked)),
            round(pair.cosine, 4),
        )

    def _reading(self, key: int) -> Reading:
        if key not in self._read:
            self._read[key] = Reading(self._texts[key], self._tokeniser)
        return self._read[key]


def _excerpt(cut: Cut, reading: Reading, spans: Iterable[tuple[int, int]]) -> Excerpt:
    text = reading.text
    words = tuple(Span(cut.start + start, cut.start + end, text[start:end]) for start, end in spans)
    return Excerpt(Span(cut.start, cut.end, text), words)
