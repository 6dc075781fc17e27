"""A filter and a policy as conditions, once for SQL and once for the word index, so that both let the same through."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.agencies.rows import names_with_origins
from kb.index import LexicalFilter
from kb.search.projections import standing_condition, topic_condition
from kb.search.query import SearchFilter
from kb.store import Agency, Resolution

BUDDHIST_ERA = 543
FIRST_BUDDHIST_YEAR = 2300
"""A year from here on is read as Buddhist era, one before as Common Era; the archive spans neither's border."""
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Scope:
    """What the answers must be, as each index takes it. `open` when nothing is excluded."""

    lexical: LexicalFilter
    conditions: tuple[ColumnElement[bool], ...]
    open: bool


def scope_of(session: Session, within: SearchFilter, policy: Policy) -> Scope:
    """A caller's filter and policy together."""
    conditions = tuple(sql_conditions(session, within, policy))
    lexical = lexical_filter(session, within, policy)
    if within.linked:
        passing = session.execute(select(col(Resolution.id)).where(*conditions)).scalars()
        lexical = replace(lexical, resolutions=frozenset(passing))
    return Scope(lexical=lexical, conditions=conditions, open=within.empty and policy.sees_all)


def day_ranges(within: SearchFilter) -> tuple[tuple[date, date], ...]:
    """The meeting dates a filter allows, as ranges with both ends in; empty when it allows every date."""
    first, last = within.first or FIRST_DAY, within.last or LAST_DAY
    if not within.years:
        return ((first, last),) if within.first or within.last else ()
    years = [year for year in sorted({_common_era(year) for year in within.years}) if 1 <= year <= 9999]
    ranges = [(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))) for year in years]
    return tuple(span for span in ranges if span[0] <= span[1]) or ((FIRST_DAY, FIRST_DAY),)


def _common_era(year: int) -> int:
    return year - BUDDHIST_ERA if year >= FIRST_BUDDHIST_YEAR else year


def agency_names(session: Session, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Official names of the agencies meant by names or abbreviations; a name nobody has stays as it is."""
    if not wanted:
        return ()
    known = select(col(Agency.name)).where(or_(col(Agency.name).in_(wanted), col(Agency.abbr).in_(wanted)))
    return tuple(dict.fromkeys((*names_with_origins(session, wanted), *session.execute(known).scalars())))


def lexical_filter(session: Session, within: SearchFilter, policy: Policy) -> LexicalFilter:
    """The conditions as the word index takes them."""
    return LexicalFilter(
        classifications=() if policy.sees_all else policy.classifications,
        agencies=agency_names(session, within.agencies),
        groups=within.groups,
        outcomes=within.outcomes,
        days=day_ranges(within),
    )


def sql_conditions(session: Session, within: SearchFilter, policy: Policy) -> list[ColumnElement[bool]]:
    """The conditions on `Resolution` for a WHERE clause; withdrawn matters never pass."""
    conditions: list[ColumnElement[bool]] = [col(Resolution.withdrawn).is_(False)]
    if not policy.sees_all:
        conditions.append(col(Resolution.classification).in_(policy.classifications))
    if within.agencies:
        names = agency_names(session, within.agencies)
        conditions.append(col(Resolution.agency_id).in_(select(col(Agency.id)).where(col(Agency.name).in_(names))))
    if within.groups:
        conditions.append(col(Resolution.group).in_(within.groups))
    if within.outcomes:
        listed = ", " + col(Resolution.outcome) + ", "
        conditions.append(or_(*(listed.contains(f", {outcome}, ", autoescape=True) for outcome in within.outcomes)))
    ranges = day_ranges(within)
    if ranges:
        conditions.append(or_(*(col(Resolution.meeting_date).between(first, last) for first, last in ranges)))
    if within.standings:
        conditions.append(standing_condition(within.standings, policy, within.on))
    if within.topics:
        conditions.append(topic_condition(within.topics))
    return conditions
