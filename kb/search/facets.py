"""Counts over everything that was found."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kb.search.filtering import BUDDHIST_ERA
from kb.search.ranking import Row
from kb.search.results import Facets, FacetValue


def facets_of(rows: Sequence[Row]) -> Facets:
    """How many of the rows have each year, agency, group and outcome."""
    years = Counter(str(row.meeting_date.year + BUDDHIST_ERA) for row in rows)
    return Facets(
        years=tuple(FacetValue(*pair) for pair in sorted(years.items(), reverse=True)),
        agencies=_counted(row.agency for row in rows),
        groups=_counted(row.group for row in rows),
        outcomes=_counted(outcome for row in rows if row.outcome for outcome in row.outcome.split(", ")),
    )


def _counted(values: Iterable[str | None]) -> tuple[FacetValue, ...]:
    """Most frequent first, then by name."""
    counts = Counter(value for value in values if value)
    return tuple(FacetValue(*pair) for pair in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
