"""Commitments against the hand labels of real pages; skipped where the shared data are absent."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kb.agencies import open_registry

REPOSITORY = Path(__file__).resolve().parents[2]
LABELS = Path(__file__).with_name("labels")
PAGES = REPOSITORY / ".." / "shared" / "data" / "cabinet_pages"

pytestmark = pytest.mark.skipif(
    not PAGES.exists(), reason="skipped: ../shared/data/cabinet_pages is not beside the project"
)


def bench() -> ModuleType:
    """The benchmark, which holds the scoring."""
    spec = importlib.util.spec_from_file_location("bench_commitments", REPOSITORY / "bench" / "commitments.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def figures(labels: str) -> tuple[int, float, float, float]:
    """Passages, precision and recall of who, what and when together, and the share of deadlines right."""
    module = bench()
    rows = module.read_labels([LABELS / labels])
    scores, _ = module.score_labels(rows, PAGES, open_registry())
    whole = scores["all"]
    return len(rows), whole.precision("all three"), whole.recall("all three"), whole.due()


def test_what_the_rules_were_made_for_stays_found() -> None:
    """The passages that the rules were developed on: a check against losing ground, no evidence of quality."""
    passages, precision, recall, due = figures("developed_on.jsonl")
    assert passages == 460
    assert (precision >= 0.96, recall >= 0.94, due >= 0.95) == (True, True, True)


@pytest.mark.xfail(strict=True, reason="the target is not met yet: see docs/quality.md for what is")
def test_commitments_of_unseen_passages_are_found() -> None:
    """The target on passages that no rule has seen: precision 0.9, recall 0.8, deadlines right in 95 %."""
    passages, precision, recall, due = figures("held_out.jsonl")
    assert passages >= 100
    assert (precision >= 0.9, recall >= 0.8, due >= 0.95) == (True, True, True)
