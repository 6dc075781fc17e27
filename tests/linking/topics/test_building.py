"""Topics of a small invented archive: who is with whom, under which id, by whose word."""

from collections.abc import Callable

import numpy as np
import pytest

from kb.linking.topics import Topic, TopicInput, Topics, build_topics

RUBBER, BORDER, HAZE = set(range(1, 7)), set(range(7, 13)), set(range(13, 19))
Archive = Callable[..., TopicInput]


def groups(topics: Topics) -> list[set[int]]:
    """The members of each topic, by their least."""
    return sorted((set(topic.members) for topic in topics.topics), key=min)


def with_member(topics: Topics, member: int) -> Topic:
    """The topic of a resolution."""
    return next(topic for topic in topics.topics if member in topic.members)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_subjects_become_topics(archive: Archive, seed: int) -> None:
    """Whatever the seed; matters near nothing are in none."""
    topics = build_topics(archive(loose=3), seed=seed)
    assert groups(topics) == [RUBBER, BORDER, HAZE]
    assert topics.topic_of.keys() == RUBBER | BORDER | HAZE
    assert sorted(event.what for event in topics.events) == ["born", "born", "born"]


def test_the_same_again(archive: Archive) -> None:
    """Nothing depends on anything but input, former topics and seed."""
    assert build_topics(archive(), seed=3) == build_topics(archive(), seed=3)


def test_nothing_and_one() -> None:
    """An empty archive has no topics."""
    empty = TopicInput(
        np.empty(0, np.int64), [], [], [], [], [], [], np.empty((0, 8), np.float32), np.empty(0, np.bool_)
    )
    assert build_topics(empty).topics == ()


def test_appointments_stay_out(archive: Archive) -> None:
    """Unless a person puts one in."""
    assert groups(build_topics(archive(appointments=(3,)))) == [RUBBER - {3}, BORDER, HAZE]
    linked = build_topics(archive(appointments=(3,), must_link=[(3, 9)]))
    assert 3 in with_member(linked, 9).members


def test_must_link_joins(archive: Archive) -> None:
    """Two matters of different subjects are in one topic, now and in the next build."""
    first = build_topics(archive(must_link=[(2, 8)]))
    assert with_member(first, 2) is with_member(first, 8)
    second = build_topics(archive(must_link=[(2, 8)]), first.former(), seed=9)
    assert with_member(second, 2) is with_member(second, 8)


def test_all_linked_are_one_topic(archive: Archive) -> None:
    """Merging two topics is linking every member of both to one of them."""
    star = [(1, member) for member in (RUBBER | BORDER) - {1}]
    assert groups(build_topics(archive(must_link=star))) == [RUBBER | BORDER, HAZE]


def test_cannot_link_splits(archive: Archive) -> None:
    """Two of one subject are parted, each with those that people put beside it."""
    apart = {"must_link": [(1, 2), (1, 3), (4, 5), (4, 6)], "cannot_link": [(1, 4)]}
    assert groups(build_topics(archive(**apart))) == [{1, 2, 3}, {4, 5, 6}, BORDER, HAZE]


def test_a_contradiction_is_told(archive: Archive) -> None:
    """The cannot-link holds; the must-link that it forbids, also by way of a third matter, is listed."""
    topics = build_topics(archive(must_link=[(1, 2), (2, 3)], cannot_link=[(1, 3)]))
    assert topics.unmet == ((2, 3),)
    assert with_member(topics, 1) is with_member(topics, 2)
    assert 3 not in with_member(topics, 1).members


def test_words_about_matters_that_are_gone(archive: Archive) -> None:
    """A link to a resolution that was withdrawn says nothing."""
    topics = build_topics(archive(must_link=[(1, 99)], cannot_link=[(1, 98)], citations=[(1, 97, 1.0)]))
    assert groups(topics) == [RUBBER, BORDER, HAZE]


def test_series_share_a_topic(archive: Archive) -> None:
    """Rounds of one report are one node of the graph, and all in its topic."""
    rounds = {
        place: f"รายงานสถานการณ์การส่งออกของไทย เดือน{month} 2566"
        for place, month in enumerate(("มกราคม", "มีนาคม", "เมษายน"))
    }
    topics = build_topics(archive(titles=rounds))
    assert {1, 2, 3} <= set(with_member(topics, 1).members)


def test_what_is_told_of_a_topic(archive: Archive) -> None:
    """Founding matters by citations, agencies, years, whether it crosses, medoids among the members."""
    topic = with_member(build_topics(archive(citations=[(2, 5, 1.0), (3, 5, 1.0), (4, 1, 1.0)])), 1)
    assert topic.founding[:2] == (5, 1)
    assert topic.agencies == (("กระทรวงก", 3), ("กระทรวงข", 3))
    assert topic.crosses
    assert topic.years == ((2020, 2), (2021, 2), (2022, 1), (2023, 1))
    assert set(topic.medoids) < RUBBER
    assert topic.medoids == topic.members[:3]
    assert not with_member(build_topics(archive(agencies=["กระทรวงก"])), 1).crosses


def test_labels_say_the_subject(archive: Archive) -> None:
    """Words of the subject, not of the form."""
    topics = build_topics(archive())
    said = {with_member(topics, first).label for first in (1, 7, 13)}
    assert all(any(word in label for label in said) for word in ("ยางพารา", "ไทย-ลาว", "หมอกควัน"))
    assert not any(word in label for label in said for word in ("ร่าง", "ขออนุมัติ", "รายงาน", "กระทรวง"))


def test_a_label_quotes_only_what_all_may_see(archive: Archive) -> None:
    """Titles that are not quotable leave no word in it."""
    shown = np.arange(18) >= 6
    topic = with_member(build_topics(archive(quotable=shown)), 1)
    assert (topic.label, topic.phrases) == ("", ())


def test_names_and_ids_live_on(archive: Archive) -> None:
    """A rebuild with new matters keeps the id and the name a person gave; a new subject gets a new id."""
    first = build_topics(archive(("rubber", "border")))
    named = first.former()
    rubber = with_member(first, 1).id
    topics = tuple(type(each)(each.id, each.members, "ยางพารา" if each.id == rubber else None) for each in named.topics)
    second = build_topics(archive(), type(named)(topics, named.themes, named.next_id), seed=5)
    assert (with_member(second, 1).id, with_member(second, 1).name) == (rubber, "ยางพารา")
    assert with_member(second, 7).id == with_member(first, 7).id
    assert with_member(second, 13).id >= named.next_id
    assert second.next_id > with_member(second, 13).id


def test_themes_hold_every_topic(archive: Archive) -> None:
    """Each topic is under one theme, with an id of the same counter."""
    topics = build_topics(archive())
    assert sorted(each for theme in topics.themes for each in theme.topics) == sorted(t.id for t in topics.topics)
    assert {topic.theme for topic in topics.topics} == {theme.id for theme in topics.themes}
    assert not {theme.id for theme in topics.themes} & {topic.id for topic in topics.topics}
