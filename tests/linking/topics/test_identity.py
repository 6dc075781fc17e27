"""Ids across rebuilds: who lives on, who is new, what became of the others."""

import pytest

from kb.linking.topics import Event, Former, match

FORMER = (Former(4, frozenset(range(10)), "ยางพารา"), Former(7, frozenset(range(10, 16)), None))
THERE = set(range(100))

# new groups, their ids, what happened, why the row is here
REBUILDS = [
    ([range(10), range(10, 16)], [4, 7], [("kept", 4, None), ("kept", 7, None)], "nothing changed"),
    ([range(10, 16), range(10)], [7, 4], [("kept", 7, None), ("kept", 4, None)], "the order says nothing"),
    ([[*range(8), *range(50, 90)], range(10, 16)], [4, 7], [("kept", 4, None), ("kept", 7, None)], "grown fivefold"),
    ([range(16)], [4], [("kept", 4, None), ("merged", 7, 4)], "two became one: the larger part gives the id"),
    (
        [range(6), range(6, 10), range(10, 16)],
        [4, 20, 7],
        [("kept", 4, None), ("kept", 7, None), ("split", 20, 4)],
        "one became two: the larger part keeps the id",
    ),
    (
        [range(10), range(40, 50)],
        [4, 20],
        [("kept", 4, None), ("born", 20, None), ("gone", 7, None)],
        "one came, one went",
    ),
    ([range(40, 50)], [20], [("born", 20, None), ("gone", 4, None), ("gone", 7, None)], "nothing like it was there"),
]


@pytest.mark.parametrize(("groups", "ids", "events", "why"), REBUILDS, ids=[row[-1] for row in REBUILDS])
def test_rebuilds(groups: list[range], ids: list[int], events: list[tuple[str, int, int | None]], why: str) -> None:
    """Overlap decides, over matters that were there both times."""
    found = match(FORMER, [set(group) for group in groups], THERE, 20)
    assert list(found.ids) == ids, why
    assert [(event.what, event.id, event.other) for event in found.events] == events, why
    assert found.next_id == max(20, *(each + 1 for each in ids))


def test_a_name_goes_with_its_id() -> None:
    """And a new group has none."""
    found = match(FORMER, [set(range(10)), set(range(60, 65))], THERE, 20)
    assert found.names == ("ยางพารา", None)


def test_what_was_withdrawn_does_not_count() -> None:
    """A topic of which half was withdrawn lives on whole."""
    found = match(FORMER, [{0, 1, 2}], {0, 1, 2}, 20)
    assert found.events[0] == Event("kept", 4, share=1.0)
