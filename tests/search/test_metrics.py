"""The measures, against numbers worked out by hand."""

import math

import pytest

from kb.search.metrics import Ranked, ndcg, pessimistic, recall, reciprocal_rank


def test_ndcg_with_grades_by_hand() -> None:
    """Grades 3 and 1 found at places 2 and 3: (7/log2(3) + 1/log2(4)) / (7/log2(2) + 1/log2(3))."""
    got = 7 / math.log2(3) + 1 / 2
    best = 7 + 1 / math.log2(3)
    assert ndcg(["x", "a", "b"], {"a": 3, "b": 1}) == pytest.approx(got / best)
    assert ndcg(["x", "a", "b"], {"a": 3, "b": 1}) == pytest.approx(0.644287, abs=1e-6)


@pytest.mark.parametrize(
    ("ids", "grades", "value"),
    [
        (["a", "b"], {"a": 2, "b": 1}, 1.0),  # the ideal order
        (["b", "a"], {"a": 1, "b": 1}, 1.0),  # equal grades in any order
        (["x"] * 10 + ["a"], {"a": 1}, 0.0),  # beyond the tenth place nothing counts
        (["x", "a"], {"a": 1}, 1 / math.log2(3)),
        ([], {"a": 1}, 0.0),  # nothing found
        (["a"], {}, 0.0),  # nothing to find
        (["a"], {"a": 0}, 0.0),  # judged and found irrelevant
    ],
)
def test_ndcg_at_its_edges(ids: list[str], grades: dict[str, float], value: float) -> None:
    """Bounds of the measure."""
    assert ndcg(ids, grades) == pytest.approx(value)


def test_ndcg_ideal_is_cut_at_depth() -> None:
    """With more relevant ids than places, a full page of them is perfect."""
    grades = {str(number): 1.0 for number in range(20)}
    assert ndcg([str(number) for number in range(10)], grades) == pytest.approx(1.0)


def test_ties_count_against_the_system() -> None:
    """Among equal scores relevant ids come last, the better graded after the worse."""
    ranking = [Ranked("good", 1.0), Ranked("fair", 1.0), Ranked("bad", 1.0), Ranked("first", 2.0)]
    assert pessimistic(ranking, {"good": 2, "fair": 1}) == ["first", "bad", "fair", "good"]


def test_a_system_that_ties_everything_gets_the_worst_order() -> None:
    """One relevant among ten with the same score stands at place ten."""
    ranking = [Ranked("a", 0.5)] + [Ranked(str(number), 0.5) for number in range(9)]
    assert reciprocal_rank(pessimistic(ranking, {"a": 1}), {"a": 1}) == pytest.approx(0.1)


def test_reciprocal_rank_and_recall() -> None:
    """The first relevant place counts; recall is a share of the relevant ones within depth."""
    ids = ["x", "a", "y", "b"]
    assert reciprocal_rank(ids, {"a": 1, "b": 1}) == 0.5
    assert reciprocal_rank(ids, {"z": 1}) == 0.0
    assert reciprocal_rank(["x"] * 10 + ["a"], {"a": 1}) == 0.0
    assert [recall(ids, {"a": 1, "b": 1, "c": 1, "d": 0}, depth) for depth in (1, 2, 4)] == [0.0, 1 / 3, 2 / 3]
    assert recall(ids, {}, 10) == 0.0
