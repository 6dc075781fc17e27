"""The sample corpus from file to answer: what `make demo` shows is good, and stays good."""

from pathlib import Path

import pytest

from kb.runtime import Runtime
from kb.search import Evaluation, judged_queries
from kb.workflows.measure import evaluate_archive


@pytest.fixture(scope="module")
def measured(sample_runtime: Runtime, sample_queries: Path, today) -> dict[str, Evaluation]:
    """Each mode's figures over the sample's judged queries."""
    judged = judged_queries(sample_queries.read_text(encoding="utf-8").splitlines())
    assert len(judged) >= 80
    with sample_runtime.session() as session:
        return {
            mode: evaluate_archive(session, sample_runtime.indexes(), sample_runtime.encoder, judged, mode, today)
            for mode in ("hybrid", "lexical", "vector")
        }


def test_hybrid_is_good_and_better_than_its_parts(measured: dict[str, Evaluation]) -> None:
    """nDCG@10 at least 0.85, above words alone and meaning alone; everything relevant is among the first hundred."""
    assert measured["hybrid"].ndcg_at_10 >= 0.85
    assert measured["hybrid"].ndcg_at_10 > max(measured["lexical"].ndcg_at_10, measured["vector"].ndcg_at_10)
    assert measured["hybrid"].recall_at_100 >= 0.99


def test_every_judgement_names_a_resolution(sample_queries: Path, sample_rows) -> None:
    """No query is judged by an address that the corpus lacks."""
    judged = judged_queries(sample_queries.read_text(encoding="utf-8").splitlines())
    assert {key for each in judged for key in each.grades} <= set(sample_rows)


def test_every_letter_number_finds_its_resolution(ask, sample_rows) -> None:
    """Each of the sample's confirming letters, as printed, gives its own resolution first."""
    for key, row in sample_rows.items():
        if row.get("letter_number"):
            assert ask(row["letter_number"], limit=1).hits[0].id == key


def test_every_title_finds_its_resolution(ask, sample_rows) -> None:
    """A title pasted as it stands brings its resolution among the first three (near-duplicates share the rest)."""
    missed = [key for key, row in sample_rows.items() if key not in [hit.id for hit in ask(row["title"], limit=3).hits]]
    assert missed == []
