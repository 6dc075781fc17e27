"""Train the weights by which cited resolutions are told, and print how they do on matters they were not trained on.

    python bench/resolving_training.py [--data DIR] [--labels FILE] [--out kb/linking/resolving/weights.json]

Learnt from: the resolved rows of citations_dev (but `same_title_only`, of which reading showed many to be wrong), the
`dev` labels, and every one of these once more with its target taken out of the meeting, which teaches what it looks
like when the archive lacks the matter. A conditional logit with "none" as one more choice, and a ridge penalty.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from resolving import DATA, LABELS, Case, Pages, case_of_label, case_of_row, citations, labels

from kb.linking.resolving import Meetings
from kb.linking.resolving.evidence import Evidence
from kb.linking.resolving.meeting import Meeting
from kb.linking.resolving.surroundings import surroundings, whole
from kb.linking.resolving.weighing import WEIGHTS
from kb.text import open_tokeniser

EVIDENCE = (
    "citing body: share of title",
    "around: own phrases",
    "cited title: not in title",
    "citing title: phrases",
    "next: phrases",
    "next: in body",
    "around: in body",
    "last: in title",
    "around: phrases",
    "lead: after: run of title",
    "after: run of title",
    "before: own phrases",
    "next: run of title",
    "last: longest phrase",
)
"""Chosen from all there is by an L1 penalty, then fitted anew."""
RIDGE, FOLDS, STEPS = 3.0, 4, 600
LABEL, NONE = 2.0, 4.0  # what a label with a target and one without count against a row of citations_dev
NEIGHBOUR = 2.0
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """A mention: evidence by matter, rows of the right matters (none: no matter), its weight, its kind and its day."""

    kind: str
    day: str
    evidence: Rows
    right: tuple[int, ...]
    weight: float


def lessons(cases: Sequence[tuple[str, float, Case]], pages: Pages) -> list[Lesson]:
    """A lesson of each case, and one with its matter taken out of the meeting."""
    meetings = Meetings(pages, most=400)
    found: list[Lesson] = []
    for kind, weight, case in cases:
        if case.targets is None:
            continue
        of = pages.text(case.citing)
        mention = of.mentions[case.at]
        meeting = meetings.on(mention.on)
        stretches = surroundings(
            mention, of.text, of.citing, whole(of.text, of.citing, meetings.words), meetings.words, of.mentions
        )
        ids = {pages.ids[ref] for ref in case.targets}
        right = tuple(row for row, each in enumerate(meeting.candidates) if each.id in ids)
        tables: list[tuple[str, Meeting, tuple[int, ...], float]] = [(kind, meeting, right, weight)]
        lacking = meeting.without(ids)
        if right and lacking.candidates:
            tables.append(("taken out", lacking, (), 1.0))
        for name, within, rows, counts in tables:
            table = Evidence(stretches, within).table(EVIDENCE)
            found.append(Lesson(name, case.citing[:10], table, rows, counts))
    return found


class Stacked:
    """Lessons as arrays: a row a matter, `starts` where each lesson begins."""

    def __init__(self, of: Sequence[Lesson], mean: Rows, spread: Rows) -> None:
        lengths = [len(each.evidence) for each in of]
        self.starts = np.cumsum([0, *lengths])[:-1]
        self.owner = np.repeat(np.arange(len(of)), lengths)
        self.rows = (np.concatenate([each.evidence for each in of]) - mean) / spread
        self.right = np.zeros(len(self.rows))
        for start, each in zip(self.starts, of, strict=True):
            for row in each.right:
                self.right[start + row] = 1 / len(each.right)
        self.weight = np.array([each.weight for each in of])

    def likelihoods(self, weights: Rows, bias: float) -> Rows:
        """Of each row."""
        scores = self.rows @ weights + bias
        most = np.maximum(np.maximum.reduceat(scores, self.starts), 0.0)
        each = np.exp(scores - most[self.owner])
        return each / (np.exp(-most) + np.add.reduceat(each, self.starts))[self.owner]


def fit(of: Sequence[Lesson], mean: Rows, spread: Rows) -> tuple[Rows, float]:
    """Weights of standardised evidence, and the bias: gradient steps with momentum (Adam), the same every time."""
    stacked = Stacked(of, mean, spread)
    total = stacked.weight.sum()
    known = np.zeros(stacked.rows.shape[1] + 1)
    known[-1] = -3.0
    first, second = np.zeros_like(known), np.zeros_like(known)
    for step in range(1, STEPS + 1):
        wrong = (stacked.likelihoods(known[:-1], known[-1]) - stacked.right) * stacked.weight[stacked.owner]
        slope = np.append(stacked.rows.T @ wrong + RIDGE * known[:-1], wrong.sum()) / total
        first, second = 0.9 * first + 0.1 * slope, 0.98 * second + 0.02 * slope**2
        known -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.98**step)) + 1e-8)
    return known[:-1], float(known[-1])


def cross_validated(of: Sequence[Lesson], mean: Rows, spread: Rows) -> None:
    """Print how lessons come out whose citing meeting was in another fold."""
    days = sorted({each.day for each in of})
    np.random.default_rng(0).shuffle(days)
    fold = {day: at % FOLDS for at, day in enumerate(days)}
    outcome: list[tuple[str, float, bool]] = []
    for one in range(FOLDS):
        weights, bias = fit([each for each in of if fold[each.day] != one], mean, spread)
        tested = [each for each in of if fold[each.day] == one]
        stacked = Stacked(tested, mean, spread)
        found = np.split(stacked.likelihoods(weights, bias), stacked.starts[1:])
        outcome += [
            (each.kind, float(likely.max()), int(likely.argmax()) in each.right)
            for each, likely in zip(tested, found, strict=True)
        ]
    for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
        told = []
        for kind in dict.fromkeys(each.kind for each in of):
            some = [(sure >= threshold, right) for name, sure, right in outcome if name == kind]
            answered, right = sum(sure for sure, _ in some), sum(sure and hit for sure, hit in some)
            told.append(f"{kind} {right} right of {answered} of {len(some)}")
        print(f"  from {threshold}: " + "; ".join(told))


def main() -> None:
    """Read, learn, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    pages = Pages(asked.data / "cabinet_pages", open_tokeniser())
    rows = citations(asked.data / "citations_dev.jsonl.gz")
    good = [row for row in rows if row["resolved_id"] and row["resolved_how"] != "same_title_only"]
    found = [("citations_dev", 1.0, case_of_row(row, pages, at)) for at, row in enumerate(good)]
    cases = [(kind, weight, case) for kind, weight, case in found if case]
    read = [case_of_label(row, pages, at) for at, row in enumerate(labels(asked.labels, "dev"))]
    cases += [("read", LABEL, case) if case.targets else ("read: none", NONE, case) for case in read]
    of = lessons(cases, pages)
    every = np.concatenate([each.evidence for each in of])
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-9
    print(f"{len(of)} lessons; right of answered of all, each by weights learnt without its day:")
    cross_validated(of, mean, spread)
    weights, bias = fit(of, mean, spread)
    each = weights / spread
    kept: dict[str, Any] = {
        "source": "bench/resolving_training.py over citations_dev and tests/linking/labels/targets.jsonl (dev); "
        "texts: PyThaiNLP/thaigov-corpus and thaigov-v2-corpus, public domain",
        "bias": round(float(bias - (mean * each).sum()), 4),
        "evidence": {name: round(float(value), 4) for name, value in zip(EVIDENCE, each, strict=True)},
        "neighbour": NEIGHBOUR,
    }
    asked.out.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, value, raw in zip(EVIDENCE, weights, each, strict=True):
        print(f"  {name}: {value:+.2f} a standard deviation ({raw:+.3f})")


if __name__ == "__main__":
    main()
