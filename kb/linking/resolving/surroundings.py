"""The words around a mention, by which the matter it means is told from the others of that meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kb.linking.mention import Mention, Span
from kb.linking.resolving.citing import Citing
from kb.linking.resolving.phrases import Grams, grams
from kb.linking.resolving.words import Numbers, Words

LINE, NEAR, AROUND, BODY = 300, 80, 600, 3000
"""Characters: of the line on either side of the date, of its part next to the date, of all about it on either side,
and of the citing matter from its start."""
TITLE = 120
"""Characters of a cited title that are compared: where an open one ends is a guess."""


class Stretch:
    """A stretch of the citing text as words and as letters."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self._words = words

    @cached_property
    def numbers(self) -> Numbers:
        """Its words in reading order."""
        return self._words.numbers(self.text)

    @cached_property
    def once(self) -> tuple[int, ...]:
        """Its words, each once."""
        return tuple(dict.fromkeys(self.numbers))

    @cached_property
    def weight(self) -> float:
        """The weight of its words, never quite 0."""
        return max(self._words.weight(self.once), 1e-9)

    @cached_property
    def grams(self) -> Grams:
        """Its letters in runs."""
        return grams(self.text)


@dataclass(frozen=True)
class Whole:
    """What all mentions of a citing matter share: its `title`, and its title and body from the start."""

    title: Stretch
    body: Stretch


@dataclass(frozen=True)
class Surroundings:
    """Stretches of the citing text; empty where there is nothing.

    `title` is how the cited title begins.
    `before` is the line up to the date, back to the last mention, `last` what of it stands next to the date; `after`
    and `next` likewise, up to the next mention; `around` is all about it, whatever lines and mentions it is of.
    """

    title: Stretch
    before: Stretch
    last: Stretch
    next: Stretch
    after: Stretch
    around: Stretch
    whole: Whole


def whole(text: str, citing: Citing, words: Words) -> Whole:
    """The citing matter as a whole."""
    body = text[citing.start : min(citing.end, citing.start + BODY)]
    return Whole(Stretch(citing.title, words), Stretch(body, words))


def surroundings(
    mention: Mention, text: str, citing: Citing, of: Whole, words: Words, others: Iterable[Mention]
) -> Surroundings:
    """The surroundings of a mention; `others` are the mentions of the text, it may be among them."""
    day = mention.day or mention.span
    apart = [each.span for each in others if not _overlap(each.span, mention.span)]
    first = max((each.end for each in apart if each.end <= day.start), default=citing.start)
    last = min((each.start for each in apart if each.start >= day.end), default=citing.end)
    before = text[max(first, day.start - LINE) : day.start].rpartition("\n")[2]
    after = text[day.end : min(last, day.end + LINE)].partition("\n")[0]
    around = text[max(citing.start, day.start - AROUND) : min(citing.end, day.end + AROUND)]
    title = mention.title.quote[:TITLE] if mention.title else ""
    return Surroundings(
        title=Stretch(title, words),
        before=Stretch(before, words),
        last=Stretch(before[-NEAR:], words),
        next=Stretch(after[:NEAR], words),
        after=Stretch(after, words),
        around=Stretch(around, words),
        whole=of,
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
