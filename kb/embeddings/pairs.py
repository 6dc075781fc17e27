"""Which texts should lie close to one another: a title and its body, a news item and the matter it reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.embeddings.training_text import TitledText
from kb.text import normalise

WINDOW = 700
"""Characters of a passage at most, about as long as the passages that the index will hold."""

WINDOWS = 12
"""Passages taken from one text at most, so that a long annex does not outweigh a hundred short matters."""

SHORTEST = 20
"""Characters; a passage or title below this says too little to learn from."""

NEAREST_COSINE = 0.70
LEAD = 0.05
EARLIEST, LATEST = -1, 7
"""A news item reports a matter when, of the matters decided from 7 days before it to 1 day after it, that one is
nearest, this near, and this much nearer than the second. Measured: 2,839 links in the training texts, of which 94 %
were also what a trained model chose."""

LINKED_PASSAGES = 4
"""Passages of a linked matter that are paired with the news title: the decision stands at the beginning."""

_ROWS = 4096


@dataclass(frozen=True)
class PreparedText:
    """A titled text in lower-case search form, its body cut into passages."""

    title: str
    passages: tuple[str, ...]
    day: date | None


@dataclass(frozen=True)
class Pair:
    """Two texts about the same thing: `query` should find `passage` before any other passage."""

    query: str
    passage: str


def prepare(texts: Iterable[TitledText]) -> list[PreparedText]:
    """Texts in the form they are trained in; those whose title or whole body is too short are left out."""
    found = []
    for text in texts:
        title, passages = flat(text.title), windows(flat(text.body))[:WINDOWS]
        kept = tuple(passage for passage in passages if len(passage) >= SHORTEST)
        if len(title) >= SHORTEST and kept:
            found.append(PreparedText(title, kept, text.day))
    return found


def flat(text: str) -> str:
    """The search form in lower case, on one line."""
    return " ".join(normalise(text).lower().split())


def windows(text: str, longest: int = WINDOW) -> Sequence[str]:
    """Neighbouring parts of a text, cut at a space in their last third where there is one; together the whole."""
    parts, start = [], 0
    while len(text) - start > longest:
        cut = text.rfind(" ", start + longest * 2 // 3, start + longest)
        end = cut if cut > 0 else start + longest
        parts.append(text[start:end].strip())
        start = end
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def title_pairs(texts: Iterable[PreparedText]) -> list[Pair]:
    """Each title with each passage of its own body."""
    return [Pair(text.title, passage) for text in texts for passage in text.passages]


def linked_pairs(
    news: Sequence[PreparedText], matters: Sequence[PreparedText], links: Iterable[tuple[int, int]]
) -> list[Pair]:
    """The title of each linked news item with the title and the first passages of its matter."""
    return [
        Pair(news[item].title, side)
        for item, matter in links
        for side in (matters[matter].title, *matters[matter].passages[:LINKED_PASSAGES])
    ]


def find_links(
    news: NDArray[np.float32],
    news_days: Sequence[date | None],
    matters: NDArray[np.float32],
    matter_days: Sequence[date | None],
) -> list[tuple[int, int]]:
    """(news row, matter row) where the news item can only be about that matter; see `NEAREST_COSINE`.

    `news` and `matters` hold unit vectors, one row for each entry of the days beside them. An item without a day is
    linked to nothing: far too much is said again every year.
    """
    if not len(news) or not len(matters):
        return []
    theirs, ours = _day_numbers(matter_days), _day_numbers(news_days)
    found = []
    for first in range(0, len(news), _ROWS):
        cosines = news[first : first + _ROWS] @ matters.T
        after = ours[first : first + _ROWS, None] - theirs[None, :]
        cosines[~((after >= EARLIEST) & (after <= LATEST))] = -1.0  # NaN, a missing day, is never inside
        best = cosines.argmax(axis=1)
        rows = np.arange(len(best))
        nearest = cosines[rows, best]
        cosines[rows, best] = -1.0
        clear = (nearest > NEAREST_COSINE) & (nearest - cosines.max(axis=1) > LEAD)
        found += [(first + row, int(best[row])) for row in np.flatnonzero(clear).tolist()]
    return found


def _day_numbers(days: Sequence[date | None]) -> NDArray[np.float64]:
    return np.array([np.nan if day is None else day.toordinal() for day in days], np.float64)
