"""Ranking is a pure function of evidence: tiers above scores, ties in a fixed order."""

from datetime import date

import pytest

from kb.search.analysis import Analysis
from kb.search.candidates import Evidence, Exact
from kb.search.ranking import Row, fused, rank, tier_of
from kb.search.weights import TIER_DATE, TIER_NUMBER, TIER_PHRASE, FieldWeights, Weights

WEIGHTS = Weights(
    FieldWeights(1, 1), FieldWeights(1, 1), lexical=1.0, title_vector=0.5, passage_vector=0.25, period=0.1
)
NOTHING = Analysis("", (), (), (), (), (), (), ())
DAY = date(2020, 3, 22)


def row(key: int, day: date = DAY, ref: str = "") -> Row:
    """A candidate of which only its key and day matter."""
    return Row(key, ref or f"{day}-{key:02d}", day, None, None, None, "", key, None, None, None, None, "")


@pytest.mark.parametrize(
    ("exact", "tier"),
    [
        (None, 0),
        (Exact(phrases=("ก",)), TIER_PHRASE),
        (Exact(day=DAY), TIER_DATE),
        (Exact(number="นร0505/ว91"), TIER_NUMBER),
        (Exact(phrases=("ก",), day=DAY), TIER_DATE),
        (Exact(phrases=("ก",), day=DAY, number="นร0505/ว91"), TIER_NUMBER),
    ],
)
def test_the_strongest_exact_match_is_the_tier(exact: Exact | None, tier: int) -> None:
    """Number above date above phrase above none."""
    assert tier_of(Evidence(exact=exact)) == tier


@pytest.mark.parametrize(
    ("mode", "score"),
    [
        ("hybrid", 5 / 10 + 0.5 * 0.6 + 0.25 * 0.8),
        ("lexical", 5 / 10),
        ("vector", 0.5 * 0.6 + 0.25 * 0.8),
    ],
)
def test_the_fused_score_is_a_weighted_sum(mode: str, score: float) -> None:
    """BM25 counts as a share of the query's best; each mode takes its own terms."""
    assert fused(Evidence(5.0, 0.6, 0.8), 10.0, mode, WEIGHTS) == pytest.approx(score)  # type: ignore[arg-type]


def test_what_was_not_measured_counts_nothing() -> None:
    """No shared word anywhere and no vector: a score of 0, not an error."""
    assert fused(Evidence(), 0.0, "hybrid", WEIGHTS) == 0.0


def test_order_is_tier_then_score_then_newer_then_address() -> None:
    """Each rule decides only where the one before it ties."""
    newer, older = date(2021, 1, 3), date(2020, 1, 5)
    rows = [row(1), row(2), row(3, newer), row(4, older, "2020-01-05-02"), row(5, older, "2020-01-05-01"), row(6)]
    evidence = {
        1: Evidence(10.0),
        2: Evidence(1.0, exact=Exact(phrases=("ก",))),
        3: Evidence(4.0),
        4: Evidence(4.0),
        5: Evidence(4.0),
        6: Evidence(0.0, exact=Exact(number="x")),
    }
    assert [each.row.id for each in rank(rows, evidence, NOTHING, "lexical", WEIGHTS)] == [6, 2, 1, 3, 5, 4]


def test_a_named_period_lifts_its_meetings() -> None:
    """Of two that are alike, the one of the year that the query names comes first, and by the set amount."""
    analysis = Analysis("", (), (), (), (), ((date(2020, 1, 1), date(2020, 12, 31)),), (), ())
    inside, outside = row(1), row(2, date(2024, 1, 7))
    found = rank([outside, inside], {1: Evidence(5.0), 2: Evidence(5.0)}, analysis, "lexical", WEIGHTS)
    assert [each.row.id for each in found] == [1, 2]
    assert found[0].score - found[1].score == pytest.approx(WEIGHTS.period)


def test_only_rows_are_ranked() -> None:
    """Evidence whose resolution may not be shown (no row) does not come out again."""
    assert [
        each.row.id for each in rank([row(1)], {1: Evidence(1.0), 2: Evidence(9.0)}, NOTHING, "hybrid", WEIGHTS)
    ] == [1]
