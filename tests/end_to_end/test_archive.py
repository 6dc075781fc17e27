"""The real archive, where it lies beside the project: split, found and stable as promised; skipped elsewhere."""

import gzip
import json
from pathlib import Path
from statistics import fmean

import pytest

from kb.access import EVERYTHING
from kb.runtime import Runtime
from kb.search import Evaluation, SearchFilter, every_resolution, judged_queries
from kb.settings import Settings
from kb.text import title_key
from kb.workflows import LoadReport
from kb.workflows.measure import evaluate_archive

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
PAGES = SHARED / "cabinet_pages"
HARD = 0.4
"""Likeness of headline and title below which a query is hard: its words are not those of the title."""

pytestmark = pytest.mark.skipif(not PAGES.exists(), reason="skipped: ../shared/data is not beside the project")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory):
    """A home with every page, and the report of loading them (a minute and a half)."""
    runtime = Runtime(Settings(tmp_path_factory.mktemp("archive") / "home"))
    yield runtime, runtime.load([PAGES])
    runtime.close()


@pytest.fixture(scope="module")
def measured(loaded: tuple[Runtime, LoadReport], today) -> dict[str, Evaluation]:
    """Each mode's figures over the headlines."""
    runtime, _ = loaded
    judged = judged_queries((SHARED / "headlines_dev.jsonl").read_text(encoding="utf-8").splitlines())
    with runtime.session() as session:
        return {
            mode: evaluate_archive(session, runtime.indexes(), runtime.encoder, judged, mode, today)
            for mode in ("hybrid", "lexical", "vector")
        }


def test_every_page_is_read(loaded: tuple[Runtime, LoadReport]) -> None:
    """All 280 pages, none refused, about 8,000 resolutions, and a clean index over them."""
    runtime, report = loaded
    assert (len(report.loaded), report.rejected, report.skipped) == (280, [], [])
    assert 7_800 <= report.added <= 8_300
    verdict = runtime.indexer.verify()
    assert verdict.problems == ()
    assert verdict.resolutions == report.added - report.withdrawn


def test_2020_is_as_the_reference_says(loaded: tuple[Runtime, LoadReport]) -> None:
    """At least 99 % of the reference's addresses with the same title, at most 1 % extra, as `kb list` gives them."""
    runtime, _ = loaded
    with gzip.open(SHARED / "matters_2020_reference.jsonl.gz", "rt", encoding="utf-8") as lines:
        expected = {row["id"]: title_key(row["title"]) for row in map(json.loads, lines)}
    with runtime.session() as session:
        listed = every_resolution(session, SearchFilter(years=(2020,)), EVERYTHING)
        found = {each.id: title_key(each.title) for each in listed}
    same = [key for key, title in expected.items() if found.get(key) == title]
    assert len(same) >= 0.99 * len(expected)
    assert len(set(found) - set(expected)) <= 0.01 * len(expected)


def test_headlines_find_what_they_report(measured: dict[str, Evaluation]) -> None:
    """Hybrid nDCG@10 over all and over the hard ones, recall@100; above words alone and above meaning alone."""
    rows = [json.loads(line) for line in (SHARED / "headlines_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    hybrid = measured["hybrid"]
    hard = [gain for row, gain in zip(rows, hybrid.per_query, strict=True) if row["title_sim"] < HARD]
    assert hybrid.n == len(rows) == 756
    assert hybrid.ndcg_at_10 >= 0.855
    assert fmean(hard) >= 0.785
    assert hybrid.recall_at_100 >= 0.99
    assert hybrid.ndcg_at_10 > max(measured["lexical"].ndcg_at_10, measured["vector"].ndcg_at_10)


def test_a_second_run_changes_nothing(loaded: tuple[Runtime, LoadReport]) -> None:
    """Every page is known by its bytes; the database and the index stay as they are."""
    runtime, first = loaded
    before = runtime.status()
    again = runtime.load([PAGES])
    assert (again.loaded, again.already_loaded, again.rejected) == ([], len(first.loaded), [])
    assert (again.added, again.updated, again.withdrawn) == (0, 0, 0)
    assert runtime.status() == before
