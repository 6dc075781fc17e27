"""Topics as people and programs see them: counted over what the caller may see, and nothing else."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import Policy
from kb.errors import NotFound
from kb.linking.topic_levels import THEME
from kb.store import Agency, Resolution, Topic, TopicEvent, TopicMember

BUDDHIST_ERA = 543
FAIR_SHARE = 0.1
"""An agency counts for a topic crossing agencies when it proposed at least this share of it, and two matters."""
MOST_MEMBERS = 500


@dataclass(frozen=True)
class TopicSummary:
    """A topic in a list. `name` is a person's or the label; `first_year` and `last_year` are Buddhist era."""

    id: int
    name: str
    label: str
    named: bool
    theme: int | None
    theme_name: str | None
    resolutions: int
    agencies: int
    crosses: bool
    first_year: int
    last_year: int


@dataclass(frozen=True)
class TopicResolution:
    """A resolution of a topic."""

    id: str
    meeting_date: date
    title: str
    agency_abbr: str | None
    how: str


@dataclass(frozen=True)
class Counted:
    """How many resolutions of a topic have a value."""

    value: str
    count: int


@dataclass(frozen=True)
class TopicEventView:
    """What became of a topic at a build, or by a person's word."""

    event: str
    others: tuple[int, ...]
    at: datetime


@dataclass(frozen=True)
class TopicPage:
    """A topic in full. `founding` are the resolutions most leaned on, `medoids` the most typical.

    `members` are at most `MOST_MEMBERS`, the most typical first.
    """

    summary: TopicSummary
    phrases: tuple[str, ...]
    founding: tuple[TopicResolution, ...]
    medoids: tuple[TopicResolution, ...]
    agencies: tuple[Counted, ...]
    years: tuple[Counted, ...]
    members: tuple[TopicResolution, ...]
    events: tuple[TopicEventView, ...]


@dataclass(frozen=True)
class _Member:
    topic: int
    key: int
    agency: str | None
    how: str
    resolution: TopicResolution


def list_topics(
    session: Session, policy: Policy, theme: int | None = None, crossing: bool = False, limit: int | None = None
) -> tuple[TopicSummary, ...]:
    """Topics of which the caller sees a resolution, largest first."""
    topics = _topics(session)
    by_topic: dict[int, list[_Member]] = defaultdict(list)
    for each in _members(session, policy):
        by_topic[each.topic].append(each)
    found = [
        _summary(topics[key], members, topics)
        for key, members in by_topic.items()
        if key in topics and (theme is None or topics[key].parent_id == theme)
    ]
    kept = [each for each in found if each.crosses or not crossing]
    return tuple(sorted(kept, key=lambda each: (-each.resolutions, each.id))[:limit])


def list_themes(session: Session, policy: Policy) -> tuple[TopicSummary, ...]:
    """Themes over the topics the caller sees, largest first."""
    topics = _topics(session)
    by_theme: dict[int, list[_Member]] = defaultdict(list)
    for each in _members(session, policy):
        parent = topics[each.topic].parent_id if each.topic in topics else None
        if parent is not None:
            by_theme[parent].append(each)
    found = [_summary(topics[key], members, topics) for key, members in by_theme.items() if key in topics]
    return tuple(sorted(found, key=lambda each: (-each.resolutions, each.id)))


def get_topic(session: Session, number: int, policy: Policy) -> TopicPage:
    """A topic or a theme. Raises `NotFound`, also where the caller may see none of its resolutions.

    One that is no more says where it went.
    """
    topics = _topics(session, retired=True)
    topic = topics.get(number)
    if topic is None:
        raise NotFound(f"ไม่พบกลุ่มประเด็นหมายเลข {number}", f"there is no topic {number}")
    below = [each.id for each in topics.values() if each.parent_id == number and not each.retired]
    members = _members(session, policy, [number] if topic.level != THEME else [key for key in below if key is not None])
    if topic.retired or not members:
        raise _gone(session, topic, policy)
    by_key = {each.key: each.resolution for each in members}
    named = Counter(each.agency for each in members if each.agency)
    years = Counter(str(each.resolution.meeting_date.year + BUDDHIST_ERA) for each in members)
    return TopicPage(
        summary=_summary(topic, members, topics),
        phrases=tuple(topic.phrases),
        founding=_of(topic.founding, by_key),
        medoids=_of(topic.medoids, by_key),
        agencies=tuple(Counted(*pair) for pair in sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))),
        years=tuple(Counted(*pair) for pair in sorted(years.items())),
        members=tuple(each.resolution for each in members[:MOST_MEMBERS]),
        events=_seen_events(session, number, policy),
    )


def topic_of(session: Session, resolution: int, policy: Policy) -> TopicSummary | None:
    """The topic that a resolution belongs to, as the caller sees it."""
    number = session.execute(
        select(col(TopicMember.topic_id)).where(col(TopicMember.resolution_id) == resolution)
    ).scalar()
    topics = _topics(session)
    members = _members(session, policy, [number]) if number is not None else []
    return _summary(topics[number], members, topics) if number is not None and members and number in topics else None


def _topics(session: Session, *, retired: bool = False) -> dict[int, Topic]:
    rows = select(Topic) if retired else select(Topic).where(col(Topic.retired).is_(False))
    return {row.id or 0: row for row in session.execute(rows).scalars()}


def _members(session: Session, policy: Policy, topics: Sequence[int] | None = None) -> list[_Member]:
    """What the caller may see of the members, by topic and rank."""
    wanted = (
        select(
            col(TopicMember.topic_id), col(Resolution.id), col(Agency.name), col(TopicMember.how),
            col(Resolution.ref), col(Resolution.meeting_date), col(Resolution.title), col(Resolution.agency_abbr),
        )
        .join(Resolution, col(Resolution.id) == col(TopicMember.resolution_id))
        .outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
        .where(col(Resolution.withdrawn).is_(False), col(Resolution.classification).in_(policy.classifications))
        .order_by(col(TopicMember.topic_id), col(TopicMember.rank))
    )  # fmt: skip
    if topics is not None:
        wanted = wanted.where(col(TopicMember.topic_id).in_(topics))
    return [
        _Member(topic, key, agency, how, TopicResolution(ref, day, title, abbr, how))
        for topic, key, agency, how, ref, day, title, abbr in session.execute(wanted)
    ]


def _summary(topic: Topic, members: Sequence[_Member], topics: dict[int, Topic]) -> TopicSummary:
    agencies = Counter(each.agency for each in members if each.agency)
    fair = [count for count in agencies.values() if count >= max(2, FAIR_SHARE * len(members))]
    years = [each.resolution.meeting_date.year + BUDDHIST_ERA for each in members]
    theme = topics.get(topic.parent_id or 0)
    return TopicSummary(
        id=topic.id or 0,
        name=topic.name or topic.label,
        label=topic.label,
        named=topic.name is not None,
        theme=theme.id if theme else None,
        theme_name=(theme.name or theme.label) if theme else None,
        resolutions=len(members),
        agencies=len(agencies),
        crosses=len(fair) > 1,
        first_year=min(years),
        last_year=max(years),
    )


def _of(keys: Iterable[int], by_key: dict[int, TopicResolution]) -> tuple[TopicResolution, ...]:
    return tuple(by_key[key] for key in keys if key in by_key)


def _events(session: Session, number: int) -> tuple[TopicEventView, ...]:
    rows = select(TopicEvent).where(col(TopicEvent.topic_id) == number).order_by(col(TopicEvent.id))
    return tuple(TopicEventView(each.event, tuple(each.others), each.at) for each in session.execute(rows).scalars())


def _seen_events(session: Session, number: int, policy: Policy) -> tuple[TopicEventView, ...]:
    """The events of a topic; other topics that the caller sees nothing of are not named."""
    events = _events(session, number)
    if policy.sees_all:
        return events
    seen = {other for event in events for other in event.others if _members(session, policy, [other])}
    return tuple(replace(each, others=tuple(other for other in each.others if other in seen)) for each in events)


def _gone(session: Session, topic: Topic, policy: Policy) -> NotFound:
    """Where a topic went, as far as the caller may know of the place."""
    into = [other for event in _events(session, topic.id or 0) if event.event == "merged" for other in event.others]
    seen = [str(other) for other in into if _members(session, policy, [other])]
    if not seen:
        return NotFound(f"ไม่พบกลุ่มประเด็นหมายเลข {topic.id}", f"there is no topic {topic.id}")
    return NotFound(
        f"กลุ่มประเด็นหมายเลข {topic.id} รวมเข้ากับหมายเลข {', '.join(seen)} แล้ว",
        f"topic {topic.id} was merged into {', '.join(seen)}",
    )
