"""Judged queries are read strictly, and a measurement is the mean over them."""

import json

import pytest

from kb.errors import BadInput
from kb.search import JudgedQuery, Ranked, evaluate, judged_queries


@pytest.mark.parametrize(
    ("positive", "grades"),
    [
        ("a", {"a": 1.0}),  # one id
        (["a", "b"], {"a": 1.0, "b": 1.0}),  # ids that count alike
        ({"a": 3, "b": 1}, {"a": 3.0, "b": 1.0}),  # graded
    ],
)
def test_the_three_forms_of_a_judgement(positive: object, grades: dict[str, float]) -> None:
    """An id, a list and a map of grades are all understood; further keys and empty lines do no harm."""
    line = json.dumps({"query": "ก", "positive": positive, "kind": "x"})
    assert judged_queries(["\n", line, ""]) == [JudgedQuery("ก", grades)]


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        "[]",
        '"text"',
        "null",
        '{"query": "ก"}',
        '{"positive": "a"}',
        '{"query": "ก", "positive": null}',
        '{"query": "ก", "positive": 5}',
        '{"query": "ก", "positive": []}',
        '{"query": "ก", "positive": {}}',
        '{"query": "ก", "positive": {"a": "high"}}',
        '{"query": "ก", "positive": {"a": 0}}',
        '{"query": "ก", "positive": {"a": -1, "b": 1}}',
        '{"query": "ก", "positive": {"a": NaN, "b": 1}}',
        '{"query": "ก", "positive": [1, 2]}',
        '{"query": null, "positive": "a"}',
    ],
)
def test_a_bad_row_is_named(bad: str) -> None:
    """Whatever is wrong with a row, the message tells its line in both languages."""
    with pytest.raises(BadInput) as caught:
        judged_queries(['{"query": "ก", "positive": "a"}', bad])
    assert "บรรทัดที่ 2 " in caught.value.thai
    assert "line 2 " in caught.value.english


def test_no_rows_at_all() -> None:
    """An empty file is refused: a mean over nothing is no measurement."""
    with pytest.raises(BadInput, match="ว่างเปล่า"):
        judged_queries(["\n", "  "])


def test_means_over_queries() -> None:
    """One query answered at place 1 and one at place 2."""
    answers = {"one": [Ranked("a", 2.0), Ranked("b", 1.0)], "two": [Ranked("b", 2.0), Ranked("a", 1.0)]}
    result = evaluate([JudgedQuery("one", {"a": 1}), JudgedQuery("two", {"a": 1})], answers.__getitem__)
    assert result.n == 2
    assert result.per_query == pytest.approx((1.0, 0.63093), abs=1e-5)
    assert result.ndcg_at_10 == pytest.approx(0.815465, abs=1e-6)
    assert result.mrr_at_10 == 0.75
    assert (result.recall_at_1, result.recall_at_10, result.recall_at_100) == (0.5, 1.0, 1.0)
