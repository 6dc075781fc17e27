"""What topics are made from and what comes out: frozen values, no tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]
Happening = Literal["kept", "born", "merged", "split", "gone"]


@dataclass(frozen=True)
class TopicInput:
    """The archive as topics see it: one entry per resolution in each of the first nine, in one order.

    `pieces` are the tokeniser's own pieces of the title, which joined give it back; `terms` the search terms of the
    title and of the opening of the body; both words of people and citations speak of resolution ids.
    """

    ids: Ids
    refs: Sequence[str]
    days: Sequence[date]
    agencies: Sequence[str | None]
    titles: Sequence[str]
    pieces: Sequence[Sequence[str]]
    terms: Sequence[Sequence[str]]
    vectors: Vectors
    """Shape (n, d), rows of unit length, or zeros for a matter without a known word; see `topic_vectors`."""
    appointment: Mask
    """Appointments belong to no topic, unless a person's must-link names them."""
    quotable: Mask | None = None
    """Titles that labels may be made from; all when None. A label is read by people who may not see every member."""
    citations: Sequence[tuple[int, int, float]] = ()
    """(citing id, cited id, weight from 0 to 1)."""
    must_link: Sequence[tuple[int, int]] = ()
    cannot_link: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True)
class Topic:
    """Matters on one subject. `members` are resolution ids, those nearest to the heart of the topic first."""

    id: int
    theme: int
    members: tuple[int, ...]
    label: str
    """What a reader sees while no person has named it; empty when no title may be quoted."""
    phrases: tuple[str, ...]
    """Telling phrases of the titles, best first; the label is made of the first of them."""
    medoids: tuple[int, ...]
    """The members most like all others, best first."""
    founding: tuple[int, ...]
    """The members that the archive leans on most (PageRank over citations); of equals the older first."""
    agencies: tuple[tuple[str, int], ...]
    """Who proposed how many of the members, most first."""
    years: tuple[tuple[int, int], ...]
    """How many members each year (Common Era) decided, years in order."""
    crosses: bool
    """Whether at least two agencies propose a fair share of it."""
    name: str | None = None
    """The name a person gave; it stays with the id."""


@dataclass(frozen=True)
class Theme:
    """A broad theme over topics. Its ids come from the same counter as those of topics."""

    id: int
    topics: tuple[int, ...]
    label: str
    phrases: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True)
class Event:
    """What became of a topic or a theme in a rebuild.

    `kept`: `id` lives on, `share` of its matters with it. `born`: nothing like it was there. `split`: new, and most of
    it was in `other`, which lives on or not. `merged`: it is no more, and most of it is in `other`. `gone`: it is no
    more. `share` is from 0 to 1: overlap for `kept`, else the part of the smaller that went over.
    """

    what: Happening
    id: int
    other: int | None = None
    share: float = 0.0


@dataclass(frozen=True)
class Former:
    """A topic or a theme as an earlier build left it: `members` are resolution ids, also for a theme."""

    id: int
    members: frozenset[int]
    name: str | None = None


@dataclass(frozen=True)
class FormerTopics:
    """What an earlier build left. `next_id` is the first id never given out."""

    topics: tuple[Former, ...] = ()
    themes: tuple[Former, ...] = ()
    next_id: int = 1


@dataclass(frozen=True)
class Topics:
    """All topics of an archive. Those of `topics` and `themes` are in order of size, largest first."""

    topics: tuple[Topic, ...]
    themes: tuple[Theme, ...]
    next_id: int
    events: tuple[Event, ...] = ()
    theme_events: tuple[Event, ...] = ()
    unmet: tuple[tuple[int, int], ...] = ()
    """Must-links that a cannot-link forbids: the cannot-link was honoured."""
    topic_of: dict[int, int] = field(default_factory=dict)
    """Resolution id -> topic id, for those that have one."""

    def former(self) -> FormerTopics:
        """This build as the next one must know it."""
        members = {topic.id: frozenset(topic.members) for topic in self.topics}
        return FormerTopics(
            tuple(Former(topic.id, members[topic.id], topic.name) for topic in self.topics),
            tuple(
                Former(theme.id, frozenset().union(*(members[each] for each in theme.topics)), theme.name)
                for theme in self.themes
            ),
            self.next_id,
        )
