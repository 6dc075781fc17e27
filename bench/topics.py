"""Topics of a loaded archive: coverage, stability, ids kept, seconds, growth, and the table of the largest.

    python bench/topics.py --home DIR [--since 2024] [--grow 50000] [--table 30] [--citations citations_dev.jsonl.gz]

Reads the database of the home, writes nothing. The first build is timed without what comes before it (reading rows and
cutting words). `--grow` repeats the archive with noise until it has so many matters.
"""

import argparse
import gzip
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from kb.ingest.facts.resolution_kind import RULES
from kb.linking.topics import (
    Topic,
    TopicInput,
    Topics,
    build_topics,
    join,
    join_state,
    topic_terms,
    topic_vectors,
)
from kb.linking.topics.communities import agreement
from kb.linking.topics.space import unit_rows
from kb.text import open_tokeniser

_ROWS = """
select r.id, r.ref, r.meeting_date, r.title, r."group", a.name,
    substr(v.text, r.body_start + 1, r.body_end - r.body_start)
from resolution r join document_version v on v.id = r.version_id left join agency a on a.id = r.agency_id
where not r.withdrawn order by r.id
"""
_VECTORS = "select p.resolution_id, p.kind, v.data from passage p join vector v on v.passage_id = p.id order by p.id"


def read(home: Path, citations: Path | None) -> TopicInput:
    """The archive of a home."""
    database = sqlite3.connect(f"file:{home / 'kb.sqlite3'}?mode=ro", uri=True)
    rows = database.execute(_ROWS).fetchall()
    place = {row[0]: number for number, row in enumerate(rows)}
    titles = bodies = np.zeros((0, 0), np.float32)
    for key, kind, data in database.execute(_VECTORS):
        vector = np.frombuffer(data, np.float16).astype(np.float32)
        if not titles.size:
            titles, bodies = (np.zeros((len(rows), len(vector)), np.float32) for _ in range(2))
        if key in place:
            (titles if kind == "title" else bodies)[place[key]] += vector
    tokeniser = open_tokeniser()
    appoint = RULES[0].title
    assert appoint is not None
    refs = {row[1]: row[0] for row in rows}
    return TopicInput(
        ids=np.array([row[0] for row in rows], np.int64),
        refs=[row[1] for row in rows],
        days=[date.fromisoformat(row[2]) for row in rows],
        agencies=[row[5] for row in rows],
        titles=[row[3] for row in rows],
        pieces=[tokeniser.segment(row[3]) for row in rows],
        terms=[topic_terms(tokeniser, row[3], row[6]) for row in rows],
        vectors=topic_vectors(unit_rows(titles), bodies),
        appointment=np.array([row[4] == "แต่งตั้ง" or appoint.search(row[3]) is not None for row in rows]),
        citations=cited(citations, refs) if citations else (),
    )


def cited(path: Path, refs: dict[str, int]) -> list[tuple[int, int, float]]:
    """Resolved citations between matters of the archive."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pairs = {(row["citing_id"], row["resolved_id"]) for row in map(json.loads, lines)}
    return [(refs[one], refs[other], 1.0) for one, other in sorted(pairs, key=str) if {one, other} <= set(refs)]


def some(matters: TopicInput, rows: Sequence[int]) -> TopicInput:
    """A part of the archive."""
    lists = {
        name: [getattr(matters, name)[row] for row in rows]
        for name in ("refs", "days", "agencies", "titles", "pieces", "terms")
    }
    arrays = {name: getattr(matters, name)[rows] for name in ("ids", "vectors", "appointment")}
    return replace(matters, **lists, **arrays)


def grown(matters: TopicInput, count: int) -> TopicInput:
    """The archive again and again, each time with other ids, titles and slightly other vectors."""
    noise = np.random.default_rng(0)
    rows = np.arange(count) % len(matters.ids)
    turn = np.arange(count) // len(matters.ids)
    big = some(matters, rows.tolist())
    shaken = big.vectors + noise.normal(0, 0.03, big.vectors.shape).astype(np.float32) * (turn > 0)[:, None]
    titles = [
        f"{title} {'กขคงจฉชซญฐ'[each % 10] * 9 if each else ''}" for title, each in zip(big.titles, turn, strict=True)
    ]
    return replace(big, ids=np.arange(count, dtype=np.int64), titles=titles, vectors=unit_rows(shaken), citations=())


def timed(matters: TopicInput, name: str, former: Topics | None = None, seed: int = 0) -> Topics:
    """Build, and print what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    topics = build_topics(matters, former.former() if former else None, seed)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    count = int((~matters.appointment).sum())
    sizes = [len(topic.members) for topic in topics.topics]
    print(
        f"{name}: {len(topics.topics)} topics, {len(topics.themes)} themes; {sum(sizes) / count:.3f} of {count} "
        f"matters that are no appointments in one; "
        f"largest {max(sizes, default=0) / count:.3f}; {wall:.1f} s, {cpu:.1f} s of processor"
    )
    return topics


def stability(matters: TopicInput, one: Topics, other: Topics) -> None:
    """Print the adjusted Rand index of two builds, with matters in no topic counted in three ways."""
    ids = matters.ids[~matters.appointment].tolist()
    first, second = ([each.topic_of.get(key, -1) for key in ids] for each in (one, other))
    both = [pair for pair in zip(first, second, strict=True) if -1 not in pair]
    alone = [[topic if topic > 0 else -1 - place for place, topic in enumerate(each)] for each in (first, second)]
    print(
        f"adjusted Rand index of two seeds: {score(*zip(*both, strict=True)):.3f} over matters in topics both times, "
        f"{score(*alone):.3f} with each other matter alone, {score(first, second):.3f} with all others as one"
    )


def score(one: Sequence[int], other: Sequence[int]) -> float:
    """The index, of memberships with any numbers."""
    return agreement(*(np.unique(each, return_inverse=True)[1].tolist() for each in (one, other)))


def later(matters: TopicInput, since: int) -> None:
    """Print what becomes of ids when the later years arrive, and how well joining foresees it."""
    old = [row for row, day in enumerate(matters.days) if day.year < since]
    before = timed(some(matters, old), f"before {since}")
    after = timed(matters, "all, knowing those", before)
    events = Counter(event.what for event in after.events)
    print(f"ids kept: {events['kept'] / len(before.topics):.3f} of {len(before.topics)}; {dict(events)}")
    state_rows = [row for row in old if not matters.appointment[row]]
    state = join_state(matters.ids[state_rows], matters.vectors[state_rows], before.topic_of)
    known = {topic.id for topic in before.topics}
    seconds, outcome = [], Counter[str]()
    for row, day in enumerate(matters.days):
        if day.year >= since and not matters.appointment[row]:
            started = time.perf_counter()
            joined = join(state, matters.vectors[row])
            seconds.append(time.perf_counter() - started)
            rebuilt = after.topic_of.get(int(matters.ids[row]))
            rebuilt = rebuilt if rebuilt in known else None
            outcome["none" if joined is None else "same" if joined.topic == rebuilt else "other"] += 1
    print(f"joining: {dict(outcome)} against the rebuild; {np.percentile(seconds, 99) * 1000:.1f} ms p99")


def row(topic: Topic) -> str:
    """A line of the table."""
    years = f"{topic.years[0][0] + 543}-{topic.years[-1][0] + 543}"
    return f"| {len(topic.members)} | {topic.label} | {len(topic.agencies)}{' *' if topic.crosses else ''} | {years} |"


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--since", type=int, default=2024)
    parser.add_argument("--grow", type=int, default=0)
    parser.add_argument("--table", type=int, default=30)
    parser.add_argument("--citations", type=Path)
    options = parser.parse_args()
    matters = read(options.home, options.citations)
    first = timed(matters, "all, seed 0")
    stability(matters, first, timed(matters, "all, seed 1", seed=1))
    later(matters, options.since)
    if options.grow:
        timed(grown(matters, options.grow), f"grown to {options.grow}")
    print("\n| matters | topic | agencies (* crosses) | years |\n|---|---|---|---|")
    for topic in first.topics[: options.table]:
        print(row(topic))


if __name__ == "__main__":
    main()
