"""What linking knows of ranked resolutions, remembered until linking or a person says something new."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from kb.access import Policy
from kb.search.projections import HitStanding, HitTopic, standings_of, topics_of
from kb.search.results import Hit

_STAMP = text(
    "SELECT (SELECT group_concat(consumer || seq || edition) FROM consumed_change), "
    "(SELECT max(id) FROM link_judgement), (SELECT max(id) FROM topic_word), (SELECT max(id) FROM topic_event)"
)
MOST_READERS = 16
"""Views (who may see what, on which day) that are remembered at once."""


@dataclass(frozen=True)
class Linked:
    """How resolutions stand, and their topics, by id; `seen` are those that were looked up."""

    stamp: tuple[Any, ...]
    standings: dict[int, HitStanding] = field(default_factory=dict)
    topics: dict[int, HitTopic] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def on(self, hit: Hit, key: int) -> Hit:
        """A hit with what is known of it."""
        return replace(hit, standing=self.standings.get(key), topic=self.topics.get(key))


def linked_of(session: Session, noted: dict[Any, Any], keys: Sequence[int], policy: Policy, on: date) -> Linked:
    """What is known of these resolutions on a day. `noted` is kept between queries; what linking or people have said
    since makes all of it be read anew.
    """
    stamp = tuple(session.connection().execute(_STAMP).one())
    view = (policy.classifications, on)
    known: Linked | None = noted.get(view)
    if known is None or known.stamp != stamp:
        if len(noted) >= MOST_READERS:
            noted.clear()
        known = noted[view] = Linked(stamp)
    new = [key for key in keys if key not in known.seen]
    if new:
        known.standings.update(standings_of(session, new, policy, on))
        known.topics.update(topics_of(session, new))
        known.seen.update(new)
    return known
