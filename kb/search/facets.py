"""Counts over everything that was found."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kb.search.filtering import BUDDHIST_ERA
from kb.search.projections import HitStanding, HitTopic
from kb.search.ranking import Row
from kb.search.results import Facets, FacetValue, TopicValue

MOST_TOPICS = 20
"""Topics that are counted: a hundred hits lie in almost as many, each with one or two."""


def facets_of(
    rows: Sequence[Row],
    standings: Mapping[int, HitStanding] | None = None,
    topics: Mapping[int, HitTopic] | None = None,
) -> Facets:
    """How many of the rows have each year, agency, group and outcome; and stand how, and are on which topic."""
    named = Counter(topic for row in rows if topics and (topic := topics.get(row.id)))
    largest = sorted(named.items(), key=lambda pair: (-pair[1], pair[0].name, pair[0].id))[:MOST_TOPICS]
    stand = (standing.standing for row in rows if standings and (standing := standings.get(row.id)))
    years = Counter(str(row.meeting_date.year + BUDDHIST_ERA) for row in rows)
    return Facets(
        years=tuple(FacetValue(*pair) for pair in sorted(years.items(), reverse=True)),
        agencies=_counted(row.agency for row in rows),
        groups=_counted(row.group for row in rows),
        outcomes=_counted(outcome for row in rows if row.outcome for outcome in row.outcome.split(", ")),
        standings=_counted(stand),
        topics=tuple(TopicValue(topic.id, topic.name, count) for topic, count in largest),
    )


def _counted(values: Iterable[str | None]) -> tuple[FacetValue, ...]:
    """Most frequent first, then by name."""
    counts = Counter(value for value in values if value)
    return tuple(FacetValue(*pair) for pair in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
