"""How resolutions stand, as rows that search filters by: made anew for what a change of links touches."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS
from kb.linking.links import links_of
from kb.linking.standing import Decision, Period, TypedLink, standing_periods
from kb.linking.standing_reading import decisions_of, typed_links
from kb.store import StandingPeriod

OPEN = CLASSIFICATIONS[0]


def project_standing(session: Session, ids: Sequence[int]) -> None:
    """Write how each of `ids` stands and stood.

    Where resolutions of a higher classification change how one stands, it has further rows for those cleared for them;
    nobody else learns of it.
    """
    decisions = decisions_of(session, ids)
    links = [link for link in links_of(session, decisions) if link.cited.key in decisions]
    levels = {link.citing.key: link.citing.classification for link in links}
    incoming: dict[int, list[TypedLink]] = defaultdict(list)
    for each in typed_links(session, links):
        incoming[each.cited].append(each)
    rows = [
        _row(key, level, period)
        for key, decision in decisions.items()
        for level, periods in _told(decision, incoming[key], levels)
        for period in periods
    ]
    session.execute(delete(StandingPeriod).where(col(StandingPeriod.resolution_id).in_(ids)))
    if rows:
        session.execute(insert(StandingPeriod), rows)


def _told(
    decision: Decision, links: Sequence[TypedLink], levels: dict[int, str]
) -> Iterator[tuple[str, tuple[Period, ...]]]:
    """The standings as those of each classification may know them: of the lowest always, above where they differ."""
    before: tuple[Period, ...] | None = None
    for rank, level in enumerate(CLASSIFICATIONS):
        open_to = CLASSIFICATIONS[: rank + 1]
        periods = standing_periods(decision, [each for each in links if levels[each.citing] in open_to])
        if periods != before:
            yield level, periods
        before = periods
        if all(kind in open_to for kind in levels.values()):
            return


def _row(key: int, level: str, period: Period) -> dict[str, object]:
    return {
        "resolution_id": key,
        "standing": period.standing,
        "first": period.first,
        "last": period.last,
        "classification": level,
        "cause_id": period.cause,
        "unconfirmed": period.unconfirmed,
    }
