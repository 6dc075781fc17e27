"""What a resolution says of an earlier one: a mention, its relation and, once looked up, its target."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Relation = Literal["refers", "complies", "amends", "extends", "exempts", "revokes", "reports"]
"""What the citing matter does to the cited resolution; `refers` tells of it only."""
Status = Literal["resolved", "ambiguous", "no meeting", "no matter", "impossible date", "undated"]
"""What came of looking a mention up. `no meeting`: the archive holds nothing of that day; `no matter`: it holds the
meeting, but no matter of it is the one meant; `undated`: neither a day nor a letter number says which."""


@dataclass(frozen=True)
class Span:
    """A stretch of the text and its words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Mention:
    """One earlier resolution that a text speaks of. Several days in one mention are several of these.

    `span` is the whole mention with its title; `day` the words of the date alone, `on` that date (Common Era), None
    where it is impossible or missing. `letter` is the key of a circular or letter number. `title` is the cited title as
    printed; `title_open` when nothing marks its end. `cue` are the words that gave `relation`; `part` when only a part
    of the cited resolution is meant. `problem` tells of a date that cannot be, or of a misprint and how it was read.
    """

    span: Span
    relation: Relation = "refers"
    on: date | None = None
    day: Span | None = None
    letter: str | None = None
    title: Span | None = None
    title_open: bool = False
    cue: Span | None = None
    part: bool = False
    problem: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A matter of the archive that a mention may mean."""

    id: int
    ref: str
    on: date
    title: str
    agency: str | None
    agency_abbr: str | None
    letter_key: str | None
    text: str
    """The body, or as much of it as is needed."""


@dataclass(frozen=True)
class Resolved:
    """Where a mention leads. `target` only with status `resolved`; `candidates` are ids, best first, when `ambiguous`.

    `how` names what decided ("exact title", "fuzzy title", "context", "letter", "only matter", "person"); `score` is
    from 0 to 1.
    """

    status: Status
    target: int | None = None
    how: str | None = None
    score: float = 0.0
    candidates: tuple[int, ...] = ()
