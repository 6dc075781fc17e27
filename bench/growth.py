"""What linking and topics cost when the archive grows: real pages told again in other years.

    python bench/growth.py --pages DIR --work DIR [--times 6] [--keep]

Each further time moves every Buddhist year of the pages eight years on, names and citations with it, so that matters
and links keep their shape. Prints resolutions and the seconds of each stage after each time; the last line is what one
changed matter costs in the largest archive.
"""

import argparse
import re
import shutil
import time
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from kb.runtime import Runtime
from kb.settings import Settings
from kb.store import Resolution, record_changes
from kb.workflows.linking import follow
from kb.workflows.topics import follow_topics, rebuild_topics

STEP = 8
YEAR = re.compile(r"(?<!\d)25(?:5|6)\d(?!\d)")


def moved(pages: Path, target: Path, years: int) -> Path:
    """The pages with every year of the fifties and sixties moved on."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(pages.rglob("*.txt")):
        year, rest = path.stem.split("-", 1)
        text = path.read_bytes().decode("utf-8", "replace")
        text = YEAR.sub(lambda match: str(int(match[0]) + years), text)
        (target / f"{int(year) + years}-{rest}.txt").write_text(text, encoding="utf-8")
    return target


def main() -> None:
    """Load one copy after another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--times", type=int, default=6)
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    runtime = Runtime(Settings(arguments.work / "home"))
    for number in range(arguments.times):
        folder = moved(arguments.pages, arguments.work / f"pages{number}", number * STEP)
        report = runtime.load([folder])
        with runtime.session() as session:
            count = len(session.execute(select(col(Resolution.id))).scalars().all())
        built = rebuild_topics(runtime.indexer)
        stages = ", ".join(f"{stage} {seconds:.0f}" for stage, seconds in report.seconds.items())
        print(f"{count} resolutions: {stages}; all topics anew {built.seconds:.0f} s ({built.topics})", flush=True)
    with runtime.database.writing() as session:
        record_changes(session, [count])
    for name, work in (("index", runtime.indexer.catch_up), ("links", follow), ("topics", follow_topics)):
        started = time.perf_counter()
        work(*(() if name == "index" else (runtime.indexer,)))
        print(f"one changed matter, {name}: {(time.perf_counter() - started) * 1000:.0f} ms")
    runtime.close()
    if not arguments.keep:
        shutil.rmtree(arguments.work)


if __name__ == "__main__":
    main()
