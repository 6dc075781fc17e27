"""Scoring, folding and spreading as pure functions of values."""

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

from kb.linking.judgements import Verdict, Word
from kb.linking.similar.item import Item
from kb.linking.similar.likeness import LikenessWeights, likeness, overlap
from kb.linking.similar.neighbours import neighbours, spread, told_twice

DAY, LATER = date(2024, 5, 7), date(2024, 5, 14)
ASKED = {"สระ": 4.0, "ชลประทาน": 3.0}


def unit(degrees: float) -> np.ndarray:
    """A unit vector in the plane: the cosine of two is that of the angle between them."""
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], np.float32)


def item(key: int, degrees: float = 0.0, words: dict[str, float] | None = None, **named: Any) -> Item:
    """An item of one passage that points where its title does."""
    values = {"on": date(2020, 1, key), "series": f"series {key}", "same": f"title {key}", **named}
    return Item(id=key, head=unit(degrees), vectors=unit(degrees)[None, :], words=words or ASKED, **values)


def verdict(word: Word) -> Verdict:
    """A person's word."""
    return Verdict(word, None, False, "มาลี", "", datetime(2024, 1, 1, tzinfo=UTC))


def order(others: list[Item], verdicts: dict[int, Verdict] | None = None, **named: Any) -> list[tuple[int, list[int]]]:
    """Ids of the neighbours of an item in order, each with the ids folded into it."""
    found = neighbours(item(31, agency=1, on=DAY, **named), others, {}, verdicts or {})
    return [(each.item.id, [folded.id for folded in each.folded]) for each in found]


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ({"ก": 3.0}, {"ก": 3.0}, 1.0, "the same words"),
        ({"ก": 3.0}, {"ข": 3.0}, 0.0, "no word shared"),
        ({"ก": 3.0, "ข": 4.0}, {"ข": 4.0}, 0.8, "the rarer of two shared counts more"),
        ({"ก": 3.0, "ข": 4.0}, {"ก": 3.0}, 0.6, "the commoner of two shared counts less"),
        ({}, {"ก": 3.0}, 0.0, "a title without a telling word"),
        ({}, {}, 0.0, "two of them"),
    ],
)
def test_shared_words_count_by_rarity(one: Any, other: Any, expected: float, why: str) -> None:
    """The cosine of weighted words."""
    assert overlap(one, other) == pytest.approx(expected), why


def test_a_score_adds_its_parts_and_stays_between_0_and_1() -> None:
    """All alike is 1, nothing alike 0; the weights add up to 1."""
    weights = LikenessWeights()
    alike = likeness(item(1), item(2), 1.0)
    assert alike.score == pytest.approx(1.0)
    apart = likeness(item(1, 0), item(2, 120, {"รถไฟ": 2.0}), 0.0)
    assert (apart.score, apart.title, apart.whole, apart.covered) == (0.0, 0.0, 0.0, 0.0)
    turned = likeness(item(1, 0), item(2, 60, {"รถไฟ": 2.0}), 0.5)
    meaning = weights.title_meaning + weights.whole_meaning + weights.covered
    assert turned.score == pytest.approx(0.5 * meaning + 0.5 * weights.text_words)
    assert likeness(item(1), item(2), 7.0).text_words == 1.0


def test_an_item_without_passages_is_compared_by_its_title() -> None:
    """Nothing divides by nothing."""
    bare = Item(9, DAY, "s", "t", unit(0), np.zeros((0, 2), np.float32), ASKED)
    assert bare.middle.tolist() == [0.0, 0.0]
    compared = likeness(bare, item(2), 0.0)
    assert (compared.title, compared.whole, compared.covered) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("others", "expected", "why"),
    [
        ([item(1, 30), item(2, 10)], [2, 1], "the nearer first"),
        ([item(1, 100, {"รถไฟ": 2.0})], [], "not alike"),
        ([item(1, 10), item(2, 10)], [2, 1], "equal ones: the newer first"),
        (
            [item(1, 5, agency=1), item(2, 10, agency=1), item(3, 15, agency=2)],
            [1, 3, 2],
            "an agency's best comes first",
        ),
        (
            [item(1, 5, agency=1), item(2, 10, agency=1), item(3, 15, agency=2), item(4, 20, agency=3)],
            [1, 3, 4, 2],
            "each agency once, then again",
        ),
        (
            [item(1, 0, agency=1), item(2, 5, agency=1), item(3, 58, {"รถไฟ": 2.0}, agency=2)],
            [1, 2],
            "another agency's far one is not called alike at all",
        ),
        ([item(31, 0)], [], "the item itself"),
        ([item(1, 0, on=DAY, same="title 31")], [], "the item itself, told twice"),
    ],
)
def test_neighbours_come_in_order(others: list[Item], expected: list[int], why: str) -> None:
    """By score, spread over agencies."""
    assert [key for key, _ in order(others, same="title 31")] == expected, why


def test_a_poor_match_waits_for_better_ones_of_other_agencies() -> None:
    """Spreading goes as far down as a share of the best score, no further."""
    found = neighbours(item(31, agency=1), [item(1, 0, agency=1), item(2, 1, agency=1), item(3, 62, agency=2)], {}, {})
    assert [each.item.id for each in spread(found, share=0.5)] == [1, 3, 2]
    assert [each.item.id for each in spread(found, share=0.95)] == [1, 2, 3]
    assert spread([]) == []


@pytest.mark.parametrize(
    ("others", "expected", "why"),
    [
        (
            [item(key, key, series="รายงานน้ำ", agency=4) for key in (1, 2, 3)],
            [(1, [2, 3])],
            "one series of one agency is one suggestion: its best",
        ),
        (
            [item(1, 1, series="ขอขยายเวลา", agency=4), item(2, 2, series="ขอขยายเวลา", agency=5)],
            [(1, []), (2, [])],
            "two agencies that ask in the same words are two",
        ),
        ([item(1, 1, series=""), item(2, 2, series="")], [(1, []), (2, [])], "no series has no series"),
        (
            [item(1, 1, on=LATER, same="เรื่องหนึ่ง"), item(2, 2, on=LATER, same="เรื่องหนึ่ง")],
            [(1, [2])],
            "one title on one day is one matter told twice",
        ),
        (
            [item(1, 1, same="เรื่องหนึ่ง"), item(2, 2, same="เรื่องหนึ่ง")],
            [(1, []), (2, [])],
            "one title on two days is two matters",
        ),
    ],
)
def test_series_and_repetitions_are_folded(others: list[Item], expected: Any, why: str) -> None:
    """What says the same stands behind one suggestion."""
    assert order(others) == expected, why


def test_nearly_the_same_title_on_one_day_is_told_twice() -> None:
    """A misprint makes no second matter; another day or another word does."""
    one = item(1, 0, on=DAY)
    assert told_twice(one, item(2, 5, on=DAY))
    assert not told_twice(one, item(2, 20, on=DAY))
    assert not told_twice(one, item(2, 5, {"สระ": 4.0}, on=DAY))
    assert not told_twice(one, item(2, 5))


def test_ones_own_series_is_one_marked_suggestion() -> None:
    """Reports of the series asked about stand together, and say so."""
    others = [item(1, 1, series="รายงานน้ำ", agency=1), item(2, 2, series="รายงานน้ำ", agency=1), item(3, 3, agency=1)]
    found = neighbours(item(31, agency=1, series="รายงานน้ำ"), others, {}, {})
    assert [(each.item.id, each.own_series, len(each.folded)) for each in found] == [(1, True, 1), (3, False, 0)]


@pytest.mark.parametrize(
    ("verdicts", "expected", "why"),
    [
        ({2: "rejected"}, [1, 3], "rejected: gone"),
        ({3: "confirmed"}, [3, 1, 2], "confirmed: first, whatever its score"),
        ({3: "retyped"}, [3, 1, 2], "retyped: it belongs here, in another way"),
        ({3: "confirmed", 2: "confirmed"}, [2, 3, 1], "confirmed ones among themselves by score"),
        ({1: "rejected", 2: "rejected", 3: "rejected"}, [], "nothing left"),
        ({4: "confirmed"}, [4, 1, 2, 3], "confirmed and not alike: a person knows better"),
    ],
)
def test_people_have_the_last_word(verdicts: dict[int, Word], expected: list[int], why: str) -> None:
    """A rejected pair never comes, a confirmed one comes first."""
    others = [item(1, 1), item(2, 10), item(3, 20), item(4, 120, {"รถไฟ": 2.0})]
    told = {key: verdict(word) for key, word in verdicts.items()}
    assert [key for key, _ in order(others, told)] == expected, why


@pytest.mark.parametrize(
    ("verdicts", "expected", "why"),
    [
        ({2: "rejected"}, [], "rejecting one of a series rejects the series here: else its next one would come"),
        ({2: "confirmed"}, [(2, [1, 3])], "the confirmed one stands for its series"),
        ({2: "confirmed", 1: "confirmed"}, [(1, [3]), (2, [])], "each confirmed one is shown"),
        ({2: "confirmed", 1: "rejected"}, [(2, [3])], "a rejected one is not even folded"),
    ],
)
def test_a_word_on_one_of_a_series(verdicts: dict[int, Word], expected: Any, why: str) -> None:
    """A series is judged as it is shown: as one."""
    others = [item(key, key, series="รายงานน้ำ", agency=4) for key in (1, 2, 3)]
    assert order(others, {key: verdict(word) for key, word in verdicts.items()}) == expected, why
