"""What people say of topics: a name, that some are one, that some members are another. Remembered by every build."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from kb.access import Policy, seen_resolution
from kb.errors import BadInput
from kb.linking.topic_levels import TOPIC
from kb.linking.topic_view import get_topic
from kb.store import Topic, TopicEvent, TopicMember, TopicWord

LONGEST_NAME = 200


def name_topic(session: Session, number: int, name: str, by: str, policy: Policy) -> Topic:
    """Give a topic or theme a name of its own; an empty one takes it back. Raises `BadInput` and `NotFound`."""
    person, topic = _person(by), _topic(session, number, policy)
    _give_name(session, topic, name, person)
    session.flush()
    return topic


def _give_name(session: Session, topic: Topic, name: str, by: str) -> None:
    """Letters, marks and single blanks only: a name is shown on pages and written into files."""
    said = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    if len(said) > LONGEST_NAME:
        raise BadInput(f"ชื่อยาวเกิน {LONGEST_NAME} ตัวอักษร กรุณาตัดให้สั้นลง", f"a name has at most {LONGEST_NAME} characters")
    topic.name = said or None
    session.add(topic)
    session.add(TopicWord(verb="name", topic_id=topic.id, text=said, by=by))


def merge_topics(session: Session, into: int, others: Sequence[int], by: str, policy: Policy) -> Topic:
    """Make topics one from now on; no later build takes them apart. Raises `BadInput` and `NotFound`."""
    person, kept = _person(by), _topic(session, into, policy)
    if not others or into in others:
        raise BadInput("กรุณาระบุกลุ่มประเด็นอื่นที่จะรวมเข้ามา", "name other topics to merge into this one")
    gone = [_topic(session, other, policy) for other in dict.fromkeys(others)]
    if any(each.level != TOPIC for each in (kept, *gone)):
        raise BadInput("รวมได้เฉพาะกลุ่มประเด็น ไม่ใช่หมวด", "only topics can be merged, not themes")
    for other in gone:
        staying, moving = _keys(session, into), _keys(session, other.id or 0)
        session.add(TopicWord(verb="together", topic_id=into, resolutions=[*staying, *moving], by=person))
        _move(session, moving, into)
        other.retired = True
        session.add(TopicEvent(topic_id=other.id or 0, event="merged", others=[into]))
    session.flush()
    return kept


def split_topic(
    session: Session, number: int, refs: Sequence[str], by: str, policy: Policy, name: str = ""
) -> Topic | None:
    """Make some members of a topic a topic of their own, kept apart from the others by every later build.

    One member alone makes no topic: it leaves, and None is returned. Raises `BadInput` and `NotFound`.
    """
    person, old = _person(by), _topic(session, number, policy)
    named = {ref: seen_resolution(session, ref, policy) for ref in refs}
    leaving, members = list(dict.fromkeys(named.values())), _keys(session, number)
    strangers = [ref for ref, key in named.items() if key not in members]
    if strangers:
        told = ", ".join(strangers)
        raise BadInput(f"{told} ไม่ได้อยู่ในกลุ่มประเด็น {number}", f"{told} is not in topic {number}")
    staying = [key for key in members if key not in leaving]
    if not leaving or not staying:
        raise BadInput("กรุณาระบุมติที่จะแยก และต้องเหลือมติในกลุ่มเดิม", "name members to split off, and leave some behind")
    session.add(TopicWord(verb="apart", topic_id=number, resolutions=leaving, others=staying, by=person))
    if len(leaving) == 1:
        session.execute(delete(TopicMember).where(col(TopicMember.resolution_id).in_(leaving)))
        return None
    new = Topic(level=TOPIC, parent_id=old.parent_id, label=old.label, phrases=list(old.phrases))
    session.add(new)
    session.flush()
    key = new.id or 0
    _move(session, leaving, key)
    session.add(TopicWord(verb="together", topic_id=key, resolutions=leaving, by=person))
    session.add(TopicEvent(topic_id=key, event="split", others=[number]))
    if name.strip():
        _give_name(session, new, name, person)
    session.flush()
    return new


def _topic(session: Session, number: int, policy: Policy) -> Topic:
    get_topic(session, number, policy)
    return session.get_one(Topic, number)


def _keys(session: Session, number: int) -> list[int]:
    members = select(col(TopicMember.resolution_id)).where(col(TopicMember.topic_id) == number)
    return list(session.execute(members.order_by(col(TopicMember.rank))).scalars())


def _move(session: Session, keys: Sequence[int], to: int) -> None:
    session.execute(update(TopicMember).where(col(TopicMember.resolution_id).in_(keys)).values(topic_id=to))


def _person(by: str) -> str:
    if not by.strip():
        raise BadInput("กรุณาระบุชื่อผู้ตัดสินใจ", "say whose word this is")
    return " ".join(by.split())
