"""Commitments against the hand labels of real pages; skipped where the labels or the shared data are absent."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kb.agencies import open_registry

REPOSITORY = Path(__file__).resolve().parents[2]
LABELS = Path(__file__).with_name("labels") / "commitments.jsonl"
PAGES = REPOSITORY / ".." / "shared" / "data" / "cabinet_pages"

pytestmark = [
    pytest.mark.skipif(not LABELS.exists(), reason="skipped: no labels in tests/ingest/labels/commitments.jsonl"),
    pytest.mark.skipif(not PAGES.exists(), reason="skipped: ../shared/data/cabinet_pages is not beside the project"),
]


def bench() -> ModuleType:
    """The benchmark, which holds the scoring."""
    spec = importlib.util.spec_from_file_location("bench_commitments", REPOSITORY / "bench" / "commitments.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_commitments_are_found_as_labelled() -> None:
    """Who, what and when together: precision at least 0.9, recall at least 0.8; deadlines right in 95 %."""
    module = bench()
    rows = module.read_labels([LABELS])
    scores, _ = module.score_labels(rows, PAGES, open_registry())
    whole = scores["all"]
    assert len(rows) >= 100
    assert whole.precision("all three") >= 0.9
    assert whole.recall("all three") >= 0.8
    assert whole.due() >= 0.95
