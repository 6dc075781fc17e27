"""Mentions of earlier resolutions of the cabinet in a text. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kb.linking.citations.cited_days import CitedDay, cited_days
from kb.linking.citations.cited_letters import CitedLetter, cited_letters, makes_known
from kb.linking.citations.heads import Head, heads, undated_heads
from kb.linking.citations.reading import REFERS, Cited, Former, Reading
from kb.linking.citations.relations import decides, read_relation
from kb.linking.mention import Mention, Span
from kb.text import MappedText, normalise, normalise_mapped

FUTURE = "after-the-meeting"
"""The problem of a day that is said to have gone by and is later than the meeting; other problems are DateMention's."""

_CABINET = re.compile("คณะรัฐมนตรี|ครม")
_KEPT = 8  # earlier decisions and titles that are looked at: those of a sentence


@dataclass(frozen=True)
class _Passage:
    """The passage read: the text it is in, where it begins there, and its search form with the way back."""

    text: str
    base: int
    mapped: MappedText
    on: date | None
    title: str

    def span(self, first: int, last: int) -> Span:
        """A span of the search form as one of the text."""
        start, end = self.mapped.span(first, last)
        return Span(self.base + start, self.base + end, self.text[self.base + start : self.base + end])


def find_mentions(
    text: str, start: int, end: int, on: date | None, title: tuple[int, int] | None = None
) -> list[Mention]:
    """The earlier resolutions that `text[start:end]` speaks of, in reading order; linear in its length.

    `on` is the day of the meeting that decided the citing matter: a mention of that day is none, and a later one is a
    misprint. `title` is the span of the citing matter's own title, which `start` should be the beginning of: its words
    are the matter's own act. A mention of several days is several, all with the span of the whole. An undated one is
    given once for each wording.
    """
    if _CABINET.search(text, start, end) is None:
        return []
    own = normalise(text[slice(*title)]) if title else ""
    passage = _Passage(text, start, normalise_mapped(text[start:end]), on, own)
    letters = cited_letters(passage.mapped.text)
    dated = list(_dated(passage, letters))
    known = {mention.letter for mention in dated}
    alone = [letter for letter in letters if letter.key not in known]
    found = [*dated, *_undated(passage), *(_without_day(passage, each.lead, each.end, each.key) for each in alone)]
    return sorted(found, key=lambda mention: (mention.day or mention.span).start)


def _dated(passage: _Passage, letters: Sequence[CitedLetter]) -> Iterator[Mention]:
    """Mentions with a day, each with the letter that is said to have made it known."""
    words = passage.mapped.text
    taken: set[int] = set()
    decisions: tuple[int, ...] = ()
    titles: tuple[tuple[int, int], ...] = ()
    former: Former | None = None
    for head in heads(words):
        within = next((last for first, last in titles if first <= head.start < last), None)
        limit = len(words) if within is None else within
        days, close = cited_days(words, head.end, limit) if head.end not in taken else ([], 0)
        if not days:
            continue
        close = _bracket_closed(words, head.start, max(close, head.reach))
        reading = REFERS
        if within is None:  # what another matter's title says is history
            cited = Cited(words, head.start, close, head.noun, passage.title, decisions, titles, former)
            reading = read_relation(cited)
        yield from _mentions(passage, head, days, close, reading, letters)
        taken |= {day.date.start for day in days}
        if days[0].date.first != passage.on and (not head.noun or decides(words, close)):
            decisions = (*decisions[-_KEPT:], head.start)
        former = Former(head.start, close, reading) if within is None else former
        titles = (*titles[-_KEPT:], *((day.title.start, day.title.end) for day in days if day.title))


def _bracket_closed(words: str, start: int, close: int) -> int:
    """The end of a mention with the bracket behind it that closes one within it: (23 มีนาคม 2553)."""
    within = words[start:close]
    return close + 1 if words[close : close + 1] == ")" and within.count("(") > within.count(")") else close


def _mentions(
    passage: _Passage,
    head: Head,
    days: Sequence[CitedDay],
    close: int,
    reading: Reading,
    letters: Sequence[CitedLetter],
) -> Iterator[Mention]:
    after = bisect_left(letters, close, key=lambda each: each.start)
    letter = (
        letters[after] if after < len(letters) and makes_known(passage.mapped.text, close, letters[after]) else None
    )
    for day in days:
        when, problem = day.date.first, day.date.problem
        if when is not None and passage.on is not None and when >= passage.on:
            if when == passage.on or not head.past:
                continue
            when, problem = None, FUTURE
        yield Mention(
            span=passage.span(head.start, letter.end if letter else close),
            relation=reading.relation,
            on=when,
            day=passage.span(day.date.start, day.date.end),
            letter=letter.key if letter else None,
            title=passage.span(day.title.start, day.title.end) if day.title else None,
            title_open=day.title is not None and day.title.open,
            cue=passage.span(*reading.cue) if reading.cue else None,
            part=reading.part,
            problem=problem,
        )


def _undated(passage: _Passage) -> Iterator[Mention]:
    """Mentions with neither a day nor a letter number, each wording once."""
    first = {wording: (start, end) for start, end, wording in reversed(list(undated_heads(passage.mapped.text)))}
    for start, end in first.values():
        yield _without_day(passage, start, end, None)


def _without_day(passage: _Passage, start: int, end: int, letter: str | None) -> Mention:
    reading = read_relation(Cited(passage.mapped.text, start, end, True, passage.title))
    cue = passage.span(*reading.cue) if reading.cue else None
    return Mention(passage.span(start, end), reading.relation, letter=letter, cue=cue, part=reading.part)
