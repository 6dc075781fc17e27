"""What the reading of a citation's relation is given, and what it gives."""

from dataclasses import dataclass

from kb.linking.mention import Relation


@dataclass(frozen=True)
class Reading:
    """A relation and the span of the words that gave it, none where the resolution is only told of."""

    relation: Relation
    cue: tuple[int, int] | None = None
    part: bool = False


REFERS = Reading("refers")


@dataclass(frozen=True)
class Former:
    """The citation before: its span and how it was read."""

    start: int
    end: int
    reading: Reading


@dataclass(frozen=True)
class Cited:
    """A citation in `text[start:end]`, the text in its search form, as its relation needs it.

    `noun`: the resolution itself is named. `decisions`: places before it at which the text tells what the cabinet once
    decided; words after that are history. `titles`: spans of the titles of other resolutions before it, whose words
    count for nothing. `title` is the citing matter's own title.
    """

    text: str
    start: int
    end: int
    noun: bool
    title: str
    decisions: tuple[int, ...] = ()
    titles: tuple[tuple[int, int], ...] = ()
    former: Former | None = None
