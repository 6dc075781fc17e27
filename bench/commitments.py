"""Print precision and recall of commitments against hand labels: who, what, when, and all three together.

    python bench/commitments.py LABELS.jsonl [LABELS.jsonl ...] [--pages DIR] [-v]

Labels are JSON lines as tests/ingest/labels/README.md describes: `id`, `page`, `start`, `end`, `stratum` and
`commitments`, all offsets into the page. A found and a labelled commitment are the same when their evidence overlaps
(the largest overlap first, each at most once). Misses are listed by id and offsets; `-v` prints their words.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.facts.commitments import Commitment, find_commitments
from kb.text.working_days import add_working_days

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "cabinet_pages"
SAME_WORDS = 0.5  # intersection over union from which two spans tell of the same duty
PARTS = ("who", "who, all actors", "what", "when", "all three", "all three, all actors")


@dataclass
class Score:
    """Counts of one stratum: labelled, found, matched, and right by part; deadlines found and right."""

    labelled: int = 0
    found: int = 0
    matched: int = 0
    right: Counter[str] = field(default_factory=Counter)
    due_found: int = 0
    due_right: int = 0

    def precision(self, part: str) -> float:
        """Share of what was found that is right in `part`; 1 when nothing was found."""
        return self.right[part] / self.found if self.found else 1.0

    def recall(self, part: str) -> float:
        """Share of what was labelled that was found right in `part`."""
        return self.right[part] / self.labelled if self.labelled else 1.0

    def due(self) -> float:
        """Share of the matched commitments with a deadline, found or labelled, whose deadline is right."""
        return self.due_right / self.due_found if self.due_found else 1.0


@dataclass(frozen=True)
class Miss:
    """What went wrong at one place: the passage, the offsets into its page, the parts that are not right."""

    id: str
    page: str
    start: int
    end: int
    problem: str
    words: str


def actor_key(printed: str, registry: AgencyRegistry) -> str:
    """An actor for comparison: the agency's official name, else the words without brackets, spaces and ฯ."""
    printed = printed.replace("\u0e4d\u0e32", "\u0e33")
    bare = re.sub(r"[(\[][^)\]]*[)\]]", "", printed)
    agency = registry.find(printed) or registry.find(bare)
    return re.sub(r"[\s\u200bฯ]+", "", agency.name if agency else bare)


def overlap(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    inside = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, inside) / max(1, max(first[1], second[1]) - min(first[0], second[0]))


def same_due(found: Commitment, label: dict[str, Any], meeting: date) -> bool:
    """The same kind and day, or no deadline in both. Days of working days are counted here when not labelled."""
    due = label["due"]
    if found.due is None or due is None:
        return found.due is None and due is None
    day = date.fromisoformat(due["date"]) if due["date"] else None
    if due["kind"] == "working_days" and day is None and due["n"]:
        day = add_working_days(meeting, due["n"])
    return (found.due.kind, found.due.on) == (due["kind"], day)


def right_parts(found: Commitment, label: dict[str, Any], meeting: date, registry: AgencyRegistry) -> set[str]:
    """The parts of PARTS in which a found commitment agrees with its label."""
    leads = actor_key(found.lead, registry) == actor_key(label["lead"], registry)
    actors = {actor_key(name, registry) for name in (found.lead, *found.joint)}
    parts = {"who"} if leads else set()
    if leads and actors == {actor_key(name, registry) for name in (label["lead"], *label["joint"])}:
        parts.add("who, all actors")
    if overlap((found.what_start, found.what_end), tuple(label["what"])) >= SAME_WORDS:
        parts.add("what")
    if same_due(found, label, meeting):
        parts.add("when")
    if parts >= {"who", "what", "when"}:
        parts.add("all three")
        parts |= {"all three, all actors"} if "who, all actors" in parts else set()
    return parts


def matched(found: Sequence[Commitment], labels: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pairs of places in both lists whose evidence overlaps, the largest overlap first, each place once."""
    pairs = [
        (overlap((one.start, one.end), (label["start"], label["end"])), i, j)
        for i, one in enumerate(found)
        for j, label in enumerate(labels)
    ]
    taken: list[tuple[int, int]] = []
    for share, i, j in sorted(pairs, reverse=True):
        if share > 0 and all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def spelt_out(label: dict[str, Any], text: str) -> dict[str, Any]:
    """A label with its actors in words: longer ones are kept as offsets, for the labels hold no text of the pages."""

    def words(actor: str | list[int]) -> str:
        return actor if isinstance(actor, str) else " ".join(text[slice(*actor)].split())

    return {**label, "lead": words(label["lead"]), "joint": [words(each) for each in label["joint"]]}


def score_labels(
    rows: Iterable[dict[str, Any]], pages: Path, registry: AgencyRegistry
) -> tuple[dict[str, Score], list[Miss]]:
    """The scores by stratum and in `all`, and what went wrong."""
    scores = {"all": Score()}
    misses: list[Miss] = []
    texts: dict[str, str] = {}
    for row in rows:
        if row["page"] not in texts:
            texts[row["page"]] = (pages / row["page"]).read_bytes().decode("utf-8", "replace")
        text, meeting = texts[row["page"]], date.fromisoformat(row["id"][:10])
        labels = [spelt_out(label, text) for label in row["commitments"]]
        found = find_commitments(text, row["start"], row["end"], meeting, registry)
        pairs = matched(found, labels)
        here = [scores["all"], scores.setdefault(row["stratum"], Score())]

        def note(start: int, end: int, problem: str, row: dict[str, Any] = row, text: str = text) -> None:
            misses.append(Miss(row["id"], row["page"], start, end, problem, text[start:end]))

        for score in here:
            score.labelled += len(labels)
            score.found += len(found)
            score.matched += len(pairs)
        for i, j in pairs:
            one, label = found[i], labels[j]
            parts = right_parts(one, label, meeting, registry)
            for score in here:
                score.right.update(parts)
                score.due_found += one.due is not None or label["due"] is not None
                score.due_right += (one.due is not None or label["due"] is not None) and "when" in parts
            if wrong := [part for part in ("who", "who, all actors", "what", "when") if part not in parts]:
                told = {"lead": one.lead, "joint": one.joint, "due": one.due, "labelled": {**label}}
                note(one.start, one.end, f"wrong in {'; '.join(wrong)}: {told}")
        for i in set(range(len(found))) - {i for i, _ in pairs}:
            note(found[i].start, found[i].end, f"not labelled ({found[i].cue}, {found[i].lead})")
        for j in set(range(len(labels))) - {j for _, j in pairs}:
            note(labels[j]["start"], labels[j]["end"], f"not found ({labels[j]['lead']})")
    return scores, misses


def read_labels(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The rows of label files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Score label files and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("-v", "--verbose", action="store_true", help="print the words of what went wrong")
    options = parser.parse_args()
    rows = read_labels(options.labels)
    started = time.perf_counter()
    scores, misses = score_labels(rows, options.pages, open_registry())
    print(f"{len(rows)} passages in {time.perf_counter() - started:.1f} s\n")
    print("| stratum | labelled | found | matched | part | precision | recall |\n|---|---|---|---|---|---|---|")
    for name, score in scores.items():
        for part in PARTS:
            print(
                f"| {name} | {score.labelled} | {score.found} | {score.matched} | {part} | "
                f"{score.precision(part):.3f} | {score.recall(part):.3f} |"
            )
        print(f"| {name} | | | | deadlines right | {score.due():.3f} ({score.due_right} of {score.due_found}) | |")
    print(f"\n{len(misses)} to look at")
    for miss in misses:
        problem = miss.problem if options.verbose else miss.problem.split(":")[0]
        print(f"{miss.id} {miss.page} {miss.start}-{miss.end} {problem}")
        if options.verbose:
            print(f"    {' '.join(miss.words.split())}")


if __name__ == "__main__":
    main()
