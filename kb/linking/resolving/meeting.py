"""The matters of a meeting prepared for comparison, once for all mentions of that day."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from kb.linking.mention import Candidate
from kb.linking.resolving.lookup import Lookup
from kb.linking.resolving.phrases import Phrases
from kb.linking.resolving.words import Told, Words
from kb.text import title_key

BODY_WORDS = 1500
"""Characters of a body read word by word: what a matter is about stands at its start. Phrases are of the whole."""


class Meeting:
    """The matters of a day in the order of the agenda. What is prepared is prepared when first asked for."""

    def __init__(self, candidates: Sequence[Candidate], words: Words) -> None:
        self.candidates = tuple(candidates)
        self.words = words

    @cached_property
    def titles(self) -> Told:
        """The words of the titles."""
        return Told([self.words.numbers(each.title) for each in self.candidates], self.words)

    @cached_property
    def bodies(self) -> Told:
        """The words of titles and of how bodies begin."""
        texts = (f"{each.title}\n{each.text[:BODY_WORDS]}" for each in self.candidates)
        return Told([self.words.numbers(text) for text in texts], self.words)

    @cached_property
    def phrases(self) -> Phrases:
        """Titles and bodies by their letters."""
        return Phrases([f"{each.title}\n{each.text}" for each in self.candidates])

    @cached_property
    def title_keys(self) -> tuple[str, ...]:
        """The titles folded for comparison."""
        return tuple(title_key(each.title) for each in self.candidates)

    def without(self, ids: Iterable[int]) -> "Meeting":
        """The meeting without some matters; itself where it has none of them."""
        out = frozenset(ids)
        kept = [each for each in self.candidates if each.id not in out]
        return self if len(kept) == len(self.candidates) else Meeting(kept, self.words)


class Meetings:
    """The archive as mentions are looked up in it; the meetings last asked for, `most` of them, stay prepared.

    It holds what the archive said when asked first: make a new one when matters were added or changed.
    """

    def __init__(self, lookup: Lookup, most: int = 64) -> None:
        self.lookup = lookup
        self.words = Words(lookup)
        self._most = most
        self._prepared: OrderedDict[date, Meeting] = OrderedDict()

    def on(self, day: date) -> Meeting:
        """The matters of that day; none where the archive lacks the meeting."""
        if day not in self._prepared:
            self._prepared[day] = self.of(self.lookup.candidates_on(day))
            if len(self._prepared) > self._most:
                self._prepared.popitem(last=False)
        self._prepared.move_to_end(day)
        return self._prepared[day]

    def of(self, candidates: Sequence[Candidate]) -> Meeting:
        """Any matters as if they were a meeting."""
        return Meeting(candidates, self.words)
