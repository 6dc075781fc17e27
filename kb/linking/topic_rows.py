"""Topics as rows: what an earlier build left, and what a build makes of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from kb.linking.topic_levels import THEME, TOPIC
from kb.linking.topics import Event, Former, FormerTopics, Topics
from kb.store import Resolution, Topic, TopicEvent, TopicMember, TopicWord

BUILT, JOINED = "build", "join"
REMARKABLE = ("born", "merged", "split", "gone")


def former_topics(session: Session) -> FormerTopics:
    """What the last build left, with what has joined since."""
    members: dict[int, set[int]] = defaultdict(set)
    for row in session.execute(select(col(TopicMember.topic_id), col(TopicMember.resolution_id))):
        members[row.topic_id].add(row.resolution_id)
    rows = session.execute(select(Topic).where(col(Topic.retired).is_(False)).order_by(col(Topic.id))).scalars().all()
    of_theme: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.level == TOPIC and row.parent_id is not None:
            of_theme[row.parent_id] |= members[row.id or 0]
    last = session.execute(select(func.max(col(Topic.id)))).scalar() or 0
    return FormerTopics(
        topics=tuple(_former(row, members) for row in rows if row.level == TOPIC),
        themes=tuple(_former(row, of_theme) for row in rows if row.level == THEME),
        next_id=last + 1,
    )


def _former(row: Topic, members: Mapping[int, set[int]]) -> Former:
    return Former(row.id or 0, frozenset(members[row.id or 0]), row.name)


def store_topics(session: Session, built: Topics) -> None:
    """Make the rows what a build made. Topics that are no more stay, retired; their events tell where they went."""
    session.execute(update(Topic).values(retired=True))
    known = set(session.execute(select(col(Topic.id))).scalars())
    themes = [_row(each.id, THEME, None, each.label, each.phrases, name=each.name) for each in built.themes]
    topics = [
        _row(each.id, TOPIC, each.theme, each.label, each.phrases, each.medoids, each.founding, each.name)
        for each in built.topics
    ]
    for row in (*themes, *topics):
        if row["id"] in known:
            session.execute(update(Topic).where(col(Topic.id) == row["id"]).values(row))
        else:
            session.execute(insert(Topic).values(row))
    session.execute(delete(TopicMember))
    there = set(session.execute(select(col(Resolution.id))).scalars())  # some may have gone since they were read
    members = [
        {"resolution_id": key, "topic_id": each.id, "how": BUILT, "rank": rank}
        for each in built.topics
        for rank, key in enumerate(each.members)
        if key in there
    ]
    if members:
        session.execute(insert(TopicMember), members)
    last = session.execute(select(func.max(col(TopicEvent.build)))).scalar() or 0
    session.add_all(_told_events((*built.theme_events, *built.events), last + 1))
    for key, name in _said_names(session).items():  # also what was said while this was being built
        session.execute(update(Topic).where(col(Topic.id) == key).values(name=name))
    # Words of what is no more may be words of what was withdrawn.
    session.execute(update(Topic).where(col(Topic.retired).is_(True)).values(label="", phrases=[], medoids=[]))
    session.flush()


def _row(
    key: int,
    level: int,
    parent: int | None,
    label: str,
    phrases: Sequence[str],
    medoids: Sequence[int] = (),
    founding: Sequence[int] = (),
    name: str | None = None,
) -> dict[str, object]:
    return {
        "id": key,
        "level": level,
        "parent_id": parent,
        "label": label,
        "phrases": list(phrases),
        "medoids": list(medoids),
        "founding": list(founding),
        "name": name,
        "retired": False,
    }


def _told_events(events: Iterable[Event], build: int) -> list[TopicEvent]:
    return [
        TopicEvent(
            topic_id=each.id, event=each.what, others=[each.other] if each.other is not None else [], build=build
        )
        for each in events
        if each.what in REMARKABLE
    ]


def _said_names(session: Session) -> dict[int, str | None]:
    """The newest name that people gave each topic; None where they took it back."""
    said = select(col(TopicWord.topic_id), col(TopicWord.text)).where(col(TopicWord.verb) == "name")
    return {row.topic_id: row.text or None for row in session.execute(said.order_by(col(TopicWord.id)))}


def add_members(session: Session, joined: Mapping[int, int]) -> None:
    """Let resolutions join topics: resolution id -> topic id. They come after those of the build."""
    ranks = select(col(TopicMember.topic_id), func.max(col(TopicMember.rank))).group_by(col(TopicMember.topic_id))
    last: dict[int, int] = {topic: rank for topic, rank in session.execute(ranks)}  # noqa: C416 - rows, not pairs
    for key, topic in joined.items():
        last[topic] = last.get(topic, -1) + 1
        session.add(TopicMember(resolution_id=key, topic_id=topic, how=JOINED, rank=last[topic]))
    session.flush()
