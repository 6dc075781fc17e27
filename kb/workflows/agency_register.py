"""The agency registry as it is read: a page of it, one agency in full, what waits for review.

Counts are of what the reader may see, and a name that no reader of that clearance has met is not shown.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from kb.access import Policy
from kb.agencies import Kind, Succession
from kb.agencies.editing import find_agency
from kb.agencies.rows import lineage_ids, registry_of
from kb.agencies.spelling import dense
from kb.errors import BadInput, NotFound
from kb.store import Agency, AgencyName, AgencyProfile, Resolution

MOST_LISTED = 200


@dataclass(frozen=True)
class AgencySummary:
    """An agency in a list. `resolutions` counts what it proposed of what the reader may see."""

    id: int
    name: str
    abbr: str | None
    kind: Kind
    parent: str | None
    resolutions: int
    reviewed: bool


@dataclass(frozen=True)
class AgencyPage:
    """A page of the list; `total` counts the whole of it."""

    items: tuple[AgencySummary, ...]
    total: int
    offset: int


@dataclass(frozen=True)
class NameInTime:
    """A name or an abbreviation, `kind` official, abbreviation or other, and the time of its use in ISO dates."""

    name: str
    kind: str
    since: str | None
    until: str | None


@dataclass(frozen=True)
class AgencyDetail:
    """An agency in full. `lineage` is the way to it and from it, oldest first.

    `resolutions_with_origins` counts what it and all agencies it came from have proposed.
    """

    summary: AgencySummary
    names: tuple[NameInTime, ...]
    since: str | None
    until: str | None
    parent_id: int | None
    lineage: tuple[Succession, ...]
    resolutions_with_origins: int


@dataclass(frozen=True)
class Likeness:
    """A known agency that an unknown name may mean; `score` of 100, `ground` abbreviation, contains or spelling."""

    name: str
    score: float
    ground: str


@dataclass(frozen=True)
class Pending:
    """A name that waits for review."""

    id: int
    name: str
    abbr: str | None
    resolutions: int
    suggestions: tuple[Likeness, ...]


def list_register(session: Session, policy: Policy, query: str = "", limit: int = 50, offset: int = 0) -> AgencyPage:
    """Agencies whose names or abbreviations hold the words of `query`, those with most resolutions first.

    One that is called just so comes before all. A name that waits for review shows only to those who may see a
    resolution of it. Raises `BadInput` for a limit.
    """
    if not 1 <= limit <= MOST_LISTED or offset < 0:
        raise BadInput(f"จำนวนต่อหน้าต้องอยู่ระหว่าง 1 ถึง {MOST_LISTED}", f"limit must be between 1 and {MOST_LISTED}")
    found = summaries(session, policy)
    if words := [_bare(word) for word in query.split()]:
        names = _all_names(session)
        found = [each for each in found if all(word in names.get(each.id, _bare(each.name)) for word in words)]
        found.sort(key=lambda each: _bare(query) not in names.get(each.id, "").split())
    return AgencyPage(tuple(found[offset : offset + limit]), len(found), offset)


def get_agency(session: Session, policy: Policy, key: int) -> AgencyDetail:
    """One agency in full; one that was merged answers as the one it became. Raises `NotFound`."""
    try:
        row = find_agency(session, str(key))
    except NotFound:
        row = None
    summary = next(iter(summaries(session, policy, col(Agency.id) == row.id)), None) if row else None
    if row is None or row.id is None or summary is None:
        raise NotFound(f"ไม่มีหน่วยงานหมายเลข {key}", f"there is no agency number {key}")
    names = select(AgencyName).where(col(AgencyName.agency_id) == row.id)
    ordered = session.execute(names.order_by(col(AgencyName.kind).desc(), col(AgencyName.rank))).scalars()
    profile = session.execute(select(AgencyProfile).where(col(AgencyProfile.agency_id) == row.id)).scalar_one_or_none()
    return AgencyDetail(
        summary=summary,
        names=tuple(NameInTime(each.name, each.kind, _iso(each.since), _iso(each.until)) for each in ordered),
        since=_iso(profile.since) if profile else None,
        until=_iso(profile.until) if profile else None,
        parent_id=profile.parent_id if profile else None,
        lineage=registry_of(session).lineage(row.name),
        resolutions_with_origins=_count(session, policy, col(Resolution.agency_id).in_(lineage_ids(session, [row.id]))),
    )


def review_queue(session: Session, policy: Policy) -> tuple[Pending, ...]:
    """Every name that waits for review, with whom it may mean, those with most resolutions first."""
    from kb.agencies.suggestions import suggest  # noqa: PLC0415 - a library that only this needs

    registry = registry_of(session)
    return tuple(
        Pending(
            each.id,
            each.name,
            each.abbr,
            each.resolutions,
            tuple(Likeness(s.agency.name, s.score, s.ground) for s in suggest(each.name, each.abbr, registry)),
        )
        for each in summaries(session, policy, col(Agency.reviewed).is_(False))
    )


def summaries(session: Session, policy: Policy, *conditions: ColumnElement[bool]) -> list[AgencySummary]:
    """Agencies that the conditions let through, those with most resolutions first; merged ones never pass."""
    seen = select(col(Resolution.agency_id), func.count().label("resolutions")).where(*_visible(policy))
    counts = seen.group_by(col(Resolution.agency_id)).subquery()
    resolutions = func.coalesce(counts.c.resolutions, 0)
    above = select(col(Agency.id), col(Agency.name)).subquery()
    statement = (
        select(
            col(Agency.id), col(Agency.name), col(Agency.abbr), func.coalesce(col(AgencyProfile.kind), "other"),
            above.c.name, resolutions, col(Agency.reviewed),
        )
        .outerjoin(AgencyProfile, col(AgencyProfile.agency_id) == col(Agency.id))
        .outerjoin(above, above.c.id == col(AgencyProfile.parent_id))
        .outerjoin(counts, counts.c.agency_id == col(Agency.id))
        .where(col(AgencyProfile.merged_into_id).is_(None), *conditions)
        .order_by(resolutions.desc(), col(Agency.name))
    )  # fmt: skip
    if not policy.sees_all:
        statement = statement.where(or_(col(Agency.reviewed), resolutions > 0))
    return [AgencySummary(*row) for row in session.execute(statement)]


def _all_names(session: Session) -> dict[int, str]:
    """Every name and abbreviation of each agency, without spaces and dots, to look for words in."""
    found: dict[int, str] = {}
    for row in session.execute(select(col(AgencyName.agency_id), col(AgencyName.name))):
        found[row.agency_id] = f"{found.get(row.agency_id, '')}\n{_bare(row.name)}"
    return found


def _bare(name: str) -> str:
    return dense(name).replace(".", "").casefold()


def _visible(policy: Policy) -> tuple[ColumnElement[bool], ...]:
    return (col(Resolution.withdrawn).is_(False), col(Resolution.classification).in_(policy.classifications))


def _count(session: Session, policy: Policy, *conditions: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(Resolution).where(*_visible(policy), *conditions)
    return int(session.execute(statement).scalar_one())


def _iso(day: object) -> str | None:
    return str(day) if day else None
