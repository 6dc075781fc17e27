"""The pieces dates are made of, as they are written: a day, a month, a year, each perhaps missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Joint = Literal["range", "list"]
YearPart = Literal["start", "middle", "late", "end"]

WINDOW = 60  # characters looked at around a match; keeps every scan linear


@dataclass(frozen=True)
class DateAtom:
    """One written date or part of one, in `text[start:end]`; `year` is Common Era.

    `joint` says how it is bound to the atom after it, whose month and year it shares when it has none.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    problem: str | None = None
    part: YearPart | None = None
    joint: Joint | None = None


def anchored(pattern: re.Pattern[str], anchor: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of `pattern`, tried only around the matches of the much cheaper `anchor` that each of them holds."""
    done = 0
    for hold in anchor.finditer(text):
        match = pattern.search(text, max(done, hold.start() - _ANCHOR_BEFORE), hold.end() + _ANCHOR_AFTER)
        if match and match.start() <= hold.start():
            yield match
            done = match.end()


_ANCHOR_BEFORE, _ANCHOR_AFTER = 20, 24  # the longest spelling of a month or an era, and of what must not follow it
