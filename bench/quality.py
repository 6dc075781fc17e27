"""Print the quality table: each mode and each ingredient left out, over all queries and over the hard ones.

    python bench/quality.py --home DIR --queries HEADLINES.jsonl

Rows of the file are those of `kb evaluate`; with `title_sim` in them, the hard slice is where it is below 0.4 (the
wording differs from the title).
"""

import argparse
import dataclasses
import json
from pathlib import Path
from statistics import fmean

from kb.runtime import Runtime
from kb.search import Evaluation, Mode, judged_queries
from kb.search.weights import DEFAULT, FieldWeights, Weights
from kb.settings import settings_from
from kb.workflows.measure import evaluate_archive

HARD = 0.4
NOTHING = FieldWeights(title=0, body=0)

SYSTEMS: tuple[tuple[str, Mode, Weights], ...] = (
    ("hybrid", "hybrid", DEFAULT),
    ("lexical alone", "lexical", DEFAULT),
    ("vectors alone", "vector", DEFAULT),
    (
        "hybrid without parts of compounds",
        "hybrid",
        dataclasses.replace(DEFAULT, words=dataclasses.replace(DEFAULT.words, body_parts=0), parts=NOTHING),
    ),
    ("hybrid without title words", "hybrid", dataclasses.replace(DEFAULT, words=FieldWeights(title=0, body=1))),
    ("hybrid without title vectors", "hybrid", dataclasses.replace(DEFAULT, title_vector=0)),
    ("hybrid without passage vectors", "hybrid", dataclasses.replace(DEFAULT, passage_vector=0)),
    ("hybrid without periods", "hybrid", dataclasses.replace(DEFAULT, period=0)),
)


def row(name: str, result: Evaluation, hard: list[int]) -> str:
    """A line of the table."""
    on_hard = f"{fmean(result.per_query[place] for place in hard):.4f}" if hard else "-"
    return (
        f"| {name} | {result.ndcg_at_10:.4f} | {on_hard} | {result.mrr_at_10:.4f} | "
        f"{result.recall_at_1:.4f} | {result.recall_at_10:.4f} | {result.recall_at_100:.4f} |"
    )


def main() -> None:
    """Measure every system on one open home."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    options = parser.parse_args()
    lines = [line for line in options.queries.read_text(encoding="utf-8").splitlines() if line.strip()]
    judged = judged_queries(lines)
    hard = [place for place, line in enumerate(lines) if json.loads(line).get("title_sim", 1.0) < HARD]
    runtime = Runtime(settings_from({}).at(options.home))
    runtime.warm_up()
    print(f"{runtime.indexes().manifest.resolutions} resolutions, {len(judged)} queries, {len(hard)} of them hard\n")
    print("| system | nDCG@10 | hard | MRR@10 | recall@1 | recall@10 | recall@100 |\n|---|---|---|---|---|---|---|")
    for name, mode, weights in SYSTEMS:
        with runtime.session() as session:
            result = evaluate_archive(
                session, runtime.indexes(), runtime.encoder, judged, mode, runtime.today(), weights
            )
        print(row(name, result, hard), flush=True)
    runtime.close()


if __name__ == "__main__":
    main()
