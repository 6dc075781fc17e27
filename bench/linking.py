"""Seconds that linking and topics take: the whole archive from nothing, and one new matter.

    python bench/linking.py --home DIR

Works on a copy of the home.
"""

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

from sqlalchemy import delete, select
from sqlmodel import col

from kb.runtime import Runtime
from kb.settings import Settings
from kb.store import CitationMention, ConsumedChange, record_changes
from kb.workflows.linking import follow
from kb.workflows.topics import follow_topics, rebuild_topics


def whole(runtime: Runtime) -> None:
    """Everything again, from the database alone."""
    with runtime.database.writing() as session:
        session.execute(delete(ConsumedChange))
    started, used = time.perf_counter(), time.process_time()
    report = follow(runtime.indexer)
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items())
    took = time.perf_counter() - started
    print(
        f"linking   {report.resolutions} resolutions, {report.mentions} mentions: {took:.1f} s "
        f"({time.process_time() - used:.1f} s of processor; {stages})"
    )
    started, used = time.perf_counter(), time.process_time()
    topics = rebuild_topics(runtime.indexer)
    print(
        f"topics    {topics.topics} topics in {topics.themes} themes: {time.perf_counter() - started:.1f} s "
        f"({time.process_time() - used:.1f} s of processor), covering {topics.coverage:.1%}"
    )


def one_new(runtime: Runtime, rounds: int = 7) -> None:
    """One matter that changed, as a loaded document leaves it."""
    with runtime.session() as session:
        citing = select(col(CitationMention.resolution_id)).where(col(CitationMention.status) == "resolved")
        keys = session.execute(citing.distinct().order_by(col(CitationMention.resolution_id).desc())).scalars().all()
    took = []
    for key in keys[:rounds]:
        with runtime.database.writing() as session:
            record_changes(session, [key])
        started = time.perf_counter()
        follow(runtime.indexer)
        follow_topics(runtime.indexer)
        took.append((time.perf_counter() - started) * 1000)
    print(f"one new matter: median {sorted(took)[len(took) // 2]:.0f} ms, worst {max(took):.0f} ms")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(arguments.home, home, ignore=shutil.ignore_patterns("originals", "cache"))
        runtime = Runtime(Settings(home))
        runtime.catch_up()
        whole(runtime)
        one_new(runtime)
        runtime.close()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
