"""Print how fast similar matters are found, and how they spread over agencies.

    python bench/similar.py --home DIR [--n 200] [--seed 1] [--rounds 3] [--times 6] [--draw 60]

`--times` measures the vector search again over so many times the archive's vectors. `--draw` prints so many random
matters with their first three suggestions, to be judged by reading: would an analyst call them similar (the same kind
of request, or the same subject)?
"""

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from kb.access import EVERYTHING
from kb.embeddings.vectors import VectorIndex
from kb.index import Generation
from kb.linking.similar import SimilarMatters, similar_matters
from kb.runtime import Runtime
from kb.settings import settings_from
from kb.store import Resolution

SHOWN, FIRST = 10, 5


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def live_ids(session: Session) -> list[int]:
    """Every resolution that is not withdrawn."""
    statement = select(col(Resolution.id)).where(col(Resolution.withdrawn).is_(False)).order_by(col(Resolution.id))
    return [key for key in session.execute(statement).scalars() if key is not None]


@dataclass(frozen=True)
class Round:
    """Milliseconds by the clock and of the processor, and the answers, one after the other."""

    clock: list[float]
    processor: list[float]
    answers: list[SimilarMatters]


def one_round(session: Session, runtime: Runtime, keys: Sequence[int]) -> Round:
    """Ask once for each of the matters."""
    done = Round([], [], [])
    for key in keys:
        clock, processor = time.perf_counter(), time.process_time()
        done.answers.append(similar_matters(session, runtime.indexes(), runtime.tokeniser, EVERYTHING, key, SHOWN))
        done.clock.append((time.perf_counter() - clock) * 1000)
        done.processor.append((time.process_time() - processor) * 1000)
    return done


def print_times(name: str, rounds: Sequence[Round]) -> None:
    """Medians over rounds; the processor's time is what counts on a machine that is not quiet."""
    for what, values in (
        ("clock", [each.clock for each in rounds]),
        ("processor", [each.processor for each in rounds]),
    ):
        p50, p95 = (statistics.median(percentile(took, share) for took in values) for share in (0.5, 0.95))
        print(f"{name:<14} {what:<9} p50 {p50:6.1f}  p95 {p95:6.1f}")


def print_spread(answers: Sequence[SimilarMatters]) -> None:
    """How many have suggestions, and from how many agencies the first ones come."""
    first = [answer.items[:FIRST] for answer in answers if answer.items]
    full = [items for items in first if len(items) == FIRST]
    distinct = statistics.mean(len({item.agency for item in items}) for items in first)
    of_full = statistics.mean(len({item.agency for item in items}) for items in full)
    folded = statistics.mean(sum(len(item.folded) for item in items) for items in first)
    print(f"with a suggestion        {len(first)} of {len(answers)}, {FIRST} or more: {len(full)}")
    print(f"agencies in the first {FIRST}  {distinct:.2f} on average, {of_full:.2f} where there are {FIRST}")
    print(f"folded in the first {FIRST}    {folded:.1f} on average")


def print_growth(indexes: Generation, times: int) -> None:
    """The vector search over more vectors: the only part of the work that grows with the archive."""
    shards = indexes.vectors.shards
    vectors = [shard.index.reconstruct(0) for shard in shards]
    for factor in (1, times):
        grown = VectorIndex(shards * factor, indexes.vectors.removed)
        took = []
        for vector in vectors * 20:
            started = time.perf_counter()
            grown.search(vector, 200)
            took.append((time.perf_counter() - started) * 1000)
        print(f"one vector search over   {grown.rows} passages: {statistics.median(took):.1f} ms; two for each matter")


def print_draw(session: Session, runtime: Runtime, keys: Sequence[int]) -> None:
    """Matters and their first three suggestions."""
    for key, answer in zip(keys, one_round(session, runtime, keys).answers, strict=True):
        resolution = session.get(Resolution, key)
        print(f"\n{answer.ref} {resolution.title if resolution else ''}\n    {answer.english}")
        for item in answer.items[:3]:
            print(f"    {item.score:.2f} {item.ref} [{item.agency_abbr}] {item.title} (+{len(item.folded)})")


def main() -> None:
    """Measure, and print the draw if asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=6)
    parser.add_argument("--draw", type=int, default=0)
    options = parser.parse_args()
    runtime = Runtime(settings_from({}).at(options.home))
    with runtime.session() as session:
        chosen = random.Random(options.seed)
        ids = live_ids(session)
        keys = chosen.sample(ids, min(options.n, len(ids)))
        rounds = [one_round(session, runtime, keys) for _ in range(options.rounds)]
        print(f"{len(ids)} resolutions, {len(keys)} random ones, {SHOWN} suggestions each; milliseconds")
        print_times("first round", rounds[:1])
        print_times("further rounds", rounds[1:] or rounds)
        print_spread(rounds[0].answers)
        print_growth(runtime.indexes(), options.times)
        if options.draw:
            print_draw(session, runtime, chosen.sample(ids, min(options.draw, len(ids))))
    runtime.close()


if __name__ == "__main__":
    main()
