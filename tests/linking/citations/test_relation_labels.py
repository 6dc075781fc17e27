"""Relations against the hand labels of real pages; skipped where the shared data are absent."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
PAGES = REPOSITORY / ".." / "shared" / "data" / "cabinet_pages"

pytestmark = pytest.mark.skipif(
    not PAGES.exists(), reason="skipped: ../shared/data/cabinet_pages is not beside the project"
)


def bench() -> ModuleType:
    """The benchmark, which holds the scoring."""
    spec = importlib.util.spec_from_file_location("bench_citations", REPOSITORY / "bench" / "citations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("split", "labelled", "least"), [("dev", 167, 0.93), ("dev2", 181, 0.95)])
def test_what_the_rules_were_made_for_stays_found(split: str, labelled: int, least: float) -> None:
    """The mentions that the rules were developed on: a check against losing ground, no evidence of quality."""
    module = bench()
    rows = module.read_labels(split)
    by_label = module.scores((row["label"], told) for row, told in module.label_pairs(rows, PAGES))
    assert len(rows) == labelled
    assert module.macro_f1(by_label) >= least
    assert by_label["revokes"][1] >= 0.95


def test_the_held_out_labels_are_there_for_the_benchmark() -> None:
    """They are scored by bench/citations.py alone, so that no rule is made to their measure."""
    assert len(bench().read_labels("held_out")) == 252
