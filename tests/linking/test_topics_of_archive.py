"""Topics of a loaded home: built at ingest, named, merged, split, joined, and what a rebuild keeps of all that."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from kb.access import EVERYTHING, Policy
from kb.errors import BadInput, Busy, NotFound
from kb.linking.topic_events import build_events
from kb.linking.topic_joining import STATE
from kb.linking.topic_view import TopicPage, get_topic, list_themes, list_topics, topic_of
from kb.linking.topic_words import merge_topics, name_topic, split_topic
from kb.runtime import Runtime
from kb.search import SearchFilter, list_resolutions
from kb.store import Resolution, TopicWord, record_changes, resolution_key
from kb.workflows import topics
from kb.workflows.topics import follow_topics, rebuild_topics

RESERVOIR = "2015-03-15-01"
ORDINARY = Policy(("ปกติ",))
NEW_PAGE = """สรุปข่าวการประชุมคณะรัฐมนตรี 3 มกราคม 2570

1. เรื่อง ขอขยายระยะเวลาการดูแลบำรุงรักษาสระสำรองน้ำร่วมใจและการส่งมอบให้องค์กรปกครองส่วนท้องถิ่น
คณะรัฐมนตรีมีมติอนุมัติให้ขยายระยะเวลาการดูแลบำรุงรักษาสระสำรองน้ำร่วมใจ ตามมติคณะรัฐมนตรี (23 มิถุนายน 2562) \
ตามที่กระทรวงเกษตรและสหกรณ์ (กษ.) เสนอ เพื่อบรรเทาภัยแล้งนอกเขตชลประทาน
"""


def page_of(home: Runtime, ref: str, policy: Policy = EVERYTHING) -> TopicPage:
    """The topic of a resolution, in full."""
    with home.session() as session:
        summary = topic_of(session, resolution_key(session, ref) or 0, policy)
        assert summary is not None
        return get_topic(session, summary.id, policy)


def members(page: TopicPage) -> set[str]:
    """The addresses of a topic's resolutions."""
    return {each.id for each in page.members}


def test_ingest_makes_topics(own_runtime: Runtime) -> None:
    """Loading the sample made topics in two levels; one tells its agencies, years and founding resolutions."""
    page = page_of(own_runtime, RESERVOIR)
    assert {RESERVOIR, "2016-11-20-01", "2019-06-23-01"} <= members(page)
    assert "สระสำรองน้ำ" in page.summary.label
    assert RESERVOIR in {each.id for each in page.founding[:3]}  # the others cite it
    assert sum(each.count for each in page.years) == page.summary.resolutions == len(page.members)
    assert [each.value for each in page.years] == sorted(each.value for each in page.years)
    with own_runtime.session() as session:
        topics, themes = list_topics(session, EVERYTHING), list_themes(session, EVERYTHING)
        assert sum(each.resolutions for each in topics) == sum(each.resolutions for each in themes)
        assert page.summary.theme in {each.id for each in themes}
        found = list_resolutions(session, SearchFilter(topics=(page.summary.id,)), EVERYTHING)
        assert {each.id for each in found.items} == members(page)


def test_a_name_outlives_rebuilds(own_runtime: Runtime) -> None:
    """The id too; an empty name gives the label back."""
    number = page_of(own_runtime, RESERVOIR).summary.id
    with own_runtime.database.writing() as session:
        name_topic(session, number, "  สระน้ำ  ร่วมใจ ", "ก.", EVERYTHING)
    for _ in range(2):
        summary = page_of(own_runtime, RESERVOIR).summary
        assert (summary.id, summary.name, summary.named) == (number, "สระน้ำ ร่วมใจ", True)
        rebuild_topics(own_runtime.indexer)
    with own_runtime.database.writing() as session:
        name_topic(session, number, "", "ข.", EVERYTHING)
    assert page_of(own_runtime, RESERVOIR).summary.named is False
    with own_runtime.session() as session:
        words = session.execute(select(TopicWord).order_by(col(TopicWord.id))).scalars().all()
        assert [(each.text, each.by) for each in words] == [("สระน้ำ ร่วมใจ", "ก."), ("", "ข.")]


def test_merged_topics_stay_one(own_runtime: Runtime) -> None:
    """At once, and after a rebuild; the one that is no more says where it went."""
    kept = page_of(own_runtime, RESERVOIR)
    with own_runtime.session() as session:
        other = next(each for each in list_topics(session, EVERYTHING) if each.id != kept.summary.id)
        moving = members(get_topic(session, other.id, EVERYTHING))
    with own_runtime.database.writing() as session:
        merge_topics(session, kept.summary.id, [other.id], "ก.", EVERYTHING)
    for _ in range(2):
        page = page_of(own_runtime, RESERVOIR)
        assert page.summary.id == kept.summary.id
        assert members(page) >= members(kept) | moving
        with own_runtime.session() as session, pytest.raises(NotFound, match=f"merged into {kept.summary.id}"):
            get_topic(session, other.id, EVERYTHING)
        rebuild_topics(own_runtime.indexer)


def test_split_members_stay_apart(own_runtime: Runtime) -> None:
    """They are a topic of their own from now on."""
    old = page_of(own_runtime, RESERVOIR)
    leaving = ["2016-11-20-01", "2019-06-23-01"]
    with own_runtime.database.writing() as session:
        made = split_topic(session, old.summary.id, leaving, "ก.", EVERYTHING, "การขยายเวลา")
        assert made is not None
        new = made.id
    for _ in range(2):
        page = page_of(own_runtime, leaving[0])
        assert page.summary.id == new
        assert page.summary.name == "การขยายเวลา"
        assert members(page) >= set(leaving)
        assert not members(page) & (members(old) - set(leaving))
        rebuild_topics(own_runtime.indexer)


def test_of_contrary_words_the_newest_holds(own_runtime: Runtime) -> None:
    """Merged and split again, split and merged again: each is as it was said last, after a build too."""
    kept = page_of(own_runtime, RESERVOIR)
    with own_runtime.session() as session:
        other = next(each for each in list_topics(session, EVERYTHING) if each.id != kept.summary.id)
        moving = sorted(members(get_topic(session, other.id, EVERYTHING)))
    with own_runtime.database.writing() as session:
        merge_topics(session, kept.summary.id, [other.id], "ก.", EVERYTHING)
        made = split_topic(session, kept.summary.id, moving, "ก.", EVERYTHING, "แยกคืน")
        assert made is not None
        again = made.id
    leaving = sorted(members(kept) - {RESERVOIR})[:2]
    with own_runtime.database.writing() as session:
        parted = split_topic(session, kept.summary.id, leaving, "ก.", EVERYTHING)
        assert parted is not None
        merge_topics(session, kept.summary.id, [parted.id or 0], "ก.", EVERYTHING)
    for _ in range(2):
        one, two = page_of(own_runtime, RESERVOIR), page_of(own_runtime, moving[0])
        assert members(one) >= members(kept)
        assert members(two) >= set(moving)
        assert (two.summary.id, two.summary.name) == (again, "แยกคืน")
        assert one.summary.id == kept.summary.id
        rebuild_topics(own_runtime.indexer)


def test_one_member_alone_leaves(own_runtime: Runtime) -> None:
    """It makes no topic, and no later build brings it back."""
    old = page_of(own_runtime, RESERVOIR)
    leaving = sorted(members(old) - {RESERVOIR})[0]
    with own_runtime.database.writing() as session:
        assert split_topic(session, old.summary.id, [leaving], "ก.", EVERYTHING) is None
    for _ in range(2):
        assert leaving not in members(page_of(own_runtime, RESERVOIR))
        rebuild_topics(own_runtime.indexer)


def test_what_is_said_during_a_build_is_not_lost(own_runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name given meanwhile stands afterwards; a merge waits its turn."""
    number = page_of(own_runtime, RESERVOIR).summary.id
    built = topics.build_topics

    def building(*given: Any) -> Any:
        with own_runtime.database.writing() as session:
            name_topic(session, number, "ตั้งระหว่างจัดกลุ่ม", "ก.", EVERYTHING)
        monkeypatch.setattr(topics, "WORD_WAIT_S", 0.1)
        with pytest.raises(Busy):
            topics.say_of_topics(own_runtime.indexer, lambda session: None)
        return built(*given)

    monkeypatch.setattr(topics, "build_topics", building)
    rebuild_topics(own_runtime.indexer)
    assert page_of(own_runtime, RESERVOIR).summary.name == "ตั้งระหว่างจัดกลุ่ม"


def test_labels_hold_no_word_of_what_became_secret(own_runtime: Runtime) -> None:
    """At once, without a build: a phrase that no open title holds goes."""
    page = page_of(own_runtime, RESERVOIR)
    assert "สระสำรองน้ำ" in page.summary.label
    with own_runtime.database.writing() as session:
        rows = session.execute(select(Resolution).where(col(Resolution.ref).in_(members(page)))).scalars().all()
        for row in rows:
            row.classification = "ลับ"
        record_changes(session, [row.id or 0 for row in rows])
    follow_topics(own_runtime.indexer)
    with own_runtime.session() as session:
        told = get_topic(session, page.summary.id, EVERYTHING)
    assert "สระสำรองน้ำ" not in told.summary.label + "".join(told.phrases)


def test_new_resolutions_join_without_a_rebuild(own_runtime: Runtime, tmp_path: Path) -> None:
    """The one on reservoirs joins theirs; what it is compared with may be deleted or damaged and is made again."""
    before = page_of(own_runtime, RESERVOIR)
    state = own_runtime.settings.home / STATE
    for number, spoil in enumerate((lambda: None, state.unlink, lambda: state.write_bytes(b"PK\x03\x04 nothing"))):
        spoil()
        page = tmp_path / f"new{number}.txt"
        page.write_text(NEW_PAGE.replace("2570", str(2570 + number)), encoding="utf-8")
        assert own_runtime.load([page]).loaded == [page.name]
        ref = f"{2027 + number}-01-03-01"
        joined = page_of(own_runtime, ref)
        assert joined.summary.id == before.summary.id
        assert [each.how for each in joined.members if each.id == ref] == ["join"]
    assert state.stat().st_size > 1000


def test_a_hidden_resolution_counts_for_nobody_else(own_runtime: Runtime) -> None:
    """Neither in sizes, years and agencies, nor in labels; a topic of hidden ones alone is not there."""
    page = page_of(own_runtime, RESERVOIR)
    hidden = sorted(members(page) - {RESERVOIR})
    with own_runtime.database.writing() as session:
        session.execute(update(Resolution).where(col(Resolution.ref).in_(hidden)).values(classification="ลับ"))
    seen = page_of(own_runtime, RESERVOIR, ORDINARY)
    assert members(seen) == {RESERVOIR}
    assert (seen.summary.resolutions, len(seen.years), len(seen.founding)) == (1, 1, 1)
    rebuild_topics(own_runtime.indexer)
    with own_runtime.database.writing() as session:
        session.execute(update(Resolution).where(col(Resolution.ref) == RESERVOIR).values(classification="ลับ"))
    rebuild_topics(own_runtime.indexer)
    with own_runtime.session() as session:
        number = page_of(own_runtime, RESERVOIR).summary.id
        assert number not in {each.id for each in list_topics(session, ORDINARY)}
        assert "สระสำรองน้ำ" not in get_topic(session, number, EVERYTHING).summary.label
        for look in (
            lambda: get_topic(session, number, ORDINARY),
            lambda: name_topic(session, number, "ชื่อ", "ก.", ORDINARY),
        ):
            with pytest.raises(NotFound, match=f"there is no topic {number}"):
                look()
        assert topic_of(session, resolution_key(session, RESERVOIR) or 0, ORDINARY) is None
        assert number not in {each.topic for each in build_events(session, ORDINARY)}


@pytest.mark.parametrize(
    ("word", "told"),
    [
        (lambda session, number: name_topic(session, number, "x" * 201, "ก.", EVERYTHING), "at most 200"),
        (lambda session, number: name_topic(session, number, "ชื่อ", " ", EVERYTHING), "whose word"),
        (lambda session, number: merge_topics(session, number, [number], "ก.", EVERYTHING), "other topics"),
        (lambda session, number: split_topic(session, number, ["2024-10-06-04"], "ก.", EVERYTHING), "is not in topic"),
        (lambda session, number: split_topic(session, number, [], "ก.", EVERYTHING), "leave some behind"),
    ],
)
def test_words_that_cannot_be_are_refused(own_runtime: Runtime, word, told: str) -> None:  # type: ignore[no-untyped-def]
    """With what is wrong; nothing is kept."""
    number = page_of(own_runtime, RESERVOIR).summary.id
    with pytest.raises(BadInput, match=told), own_runtime.database.writing() as session:
        word(session, number)
    with own_runtime.session() as session:
        assert session.execute(select(TopicWord)).first() is None
