"""Filtering, counting and telling by what linking wrote of resolutions: standing and topic."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from kb.access import EVERYTHING, Policy
from kb.errors import BadInput
from kb.search import SearchFilter, SearchQuery, list_resolutions, search
from kb.search.projections import standings_of
from kb.store import Resolution, StandingPeriod, Topic, TopicEvent, TopicMember

DROUGHT = ("2015-03-15-01", "2016-11-20-01", "2019-06-23-01")
TODAY = date(2026, 11, 21)


@pytest.fixture
def told(own_runtime: Any) -> tuple[Any, dict[str, int]]:
    """A home in which three resolutions have standings and topics written by hand, and nothing else has."""
    with own_runtime.database.writing() as session:
        for table in (StandingPeriod, TopicMember, TopicEvent):
            session.execute(delete(table))
        session.execute(update(Topic).values(parent_id=None))
        session.execute(delete(Topic))
        keys = {row.ref: row.id for row in session.execute(select(col(Resolution.ref), col(Resolution.id)))}
        first, extended, amended = (keys[ref] for ref in DROUGHT)
        session.add_all(
            [
                StandingPeriod(
                    resolution_id=first, standing="in force", first=date(2015, 3, 15), last=date(2019, 6, 22)
                ),
                StandingPeriod(
                    resolution_id=first, standing="revoked", first=date(2019, 6, 23), cause_id=amended, unconfirmed=True
                ),
                StandingPeriod(resolution_id=extended, standing="spent", first=date(2016, 11, 20)),
                StandingPeriod(resolution_id=amended, standing="in force", first=date(2019, 6, 23)),
                StandingPeriod(resolution_id=amended, standing="revoked", first=date(2019, 6, 23), classification="ลับ"),
            ]
        )
        session.add(Topic(id=1, level=1, label="น้ำ"))
        session.flush()
        session.add(Topic(id=2, level=2, parent_id=1, label="สระสำรองน้ำ"))
        session.flush()
        session.add_all([TopicMember(resolution_id=key, topic_id=2, how="build") for key in (first, extended)])
    return own_runtime, keys


def refs(session: Session, within: SearchFilter, policy: Policy = EVERYTHING) -> set[str]:
    """What a filter lets through."""
    return {each.id for each in list_resolutions(session, within, policy, limit=200).items}


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (SearchFilter(standings=("revoked",)), {DROUGHT[0], DROUGHT[2]}),  # as they stand last
        (SearchFilter(standings=("in force",), on=date(2018, 1, 1)), {DROUGHT[0]}),  # before it was revoked
        (SearchFilter(standings=("in force",), on=date(2015, 1, 1)), set()),  # before it was decided
        (SearchFilter(standings=("spent",)), {DROUGHT[1]}),
        (SearchFilter(standings=("spent", "revoked")), set(DROUGHT)),
        (SearchFilter(topics=(2,)), {DROUGHT[0], DROUGHT[1]}),
        (SearchFilter(topics=(1,)), {DROUGHT[0], DROUGHT[1]}),  # a theme: all its topics
        (SearchFilter(topics=(2,), standings=("spent",)), {DROUGHT[1]}),
        (SearchFilter(topics=(99,)), set()),
    ],
)
def test_lists_are_filtered(told: tuple[Any, dict[str, int]], within: SearchFilter, found: set[str]) -> None:
    """By standing on a day, by topic, by theme, and both together."""
    with told[0].session() as session:
        assert refs(session, within) == found


def test_who_may_not_see_a_cause_sees_the_standing_without_it(told: tuple[Any, dict[str, int]]) -> None:
    """A higher classification's rows replace the lower ones, for those cleared for it alone."""
    runtime, keys = told
    ordinary = Policy(("ปกติ",))
    with runtime.session() as session:
        assert DROUGHT[2] not in refs(session, SearchFilter(standings=("revoked",)), ordinary)
        assert DROUGHT[2] in refs(session, SearchFilter(standings=("in force",)), ordinary)
        assert DROUGHT[2] not in refs(session, SearchFilter(standings=("in force",)), EVERYTHING)
        for policy, standing in ((ordinary, "in force"), (Policy(("ปกติ", "ลับ")), "revoked")):
            assert standings_of(session, [keys[DROUGHT[2]]], policy, TODAY)[keys[DROUGHT[2]]].standing == standing


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
def test_search_tells_filters_and_counts(told: tuple[Any, dict[str, int]], mode: Any) -> None:
    """Hits carry standing and topic; facets count them; a filter leaves only what it lets through, in every mode."""
    runtime, _ = told
    with runtime.session() as session:

        def ask(within: SearchFilter) -> Any:
            query = SearchQuery("สระสำรองน้ำ ภัยแล้ง", within, mode=mode, limit=50)
            return search(session, runtime.indexes(), runtime.encoder, query, EVERYTHING, TODAY)

        everything = ask(SearchFilter())
        hit = next(each for each in everything.hits if each.id == DROUGHT[0])
        assert hit.standing is not None
        assert (hit.standing.standing, hit.standing.by, hit.standing.unconfirmed) == ("revoked", DROUGHT[2], True)
        assert hit.topic is not None
        assert (hit.topic.id, hit.topic.name) == (2, "สระสำรองน้ำ")
        assert [(each.id, each.value) for each in everything.facets.topics] == [(2, "สระสำรองน้ำ")]
        assert {each.value for each in everything.facets.standings} == {"revoked", "spent"}
        assert {each.id for each in ask(SearchFilter(topics=(2,))).hits} == set(DROUGHT[:2])
        assert {each.id for each in ask(SearchFilter(standings=("spent",))).hits} == {DROUGHT[1]}
        assert ask(SearchFilter(standings=("partly revoked",))).hits == ()


def test_an_unknown_standing_is_refused() -> None:
    """With the list of those there are."""
    with pytest.raises(BadInput, match="unknown standing ended: choose from in force, amended"):
        SearchFilter(standings=("ended",)).checked()
