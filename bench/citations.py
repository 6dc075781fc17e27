"""Print how well citations and their relations are found, and what was gained and lost against a former run.

    python bench/citations.py [--home HOME] [--save RUN.jsonl] [--against RUN.jsonl] [--split dev|dev2|held_out] [-v]

With `--home` (the folder of a loaded knowledge base): recall and precision of the pair of matter and cited day against
citations_dev, over all matters up to the last year it covers, and seconds of processor time for the whole archive.
`--save` keeps what was found as JSON lines, `--against` compares with such a file. Relations are scored against hand
labels of tests/linking/labels (README there); `held_out` prints totals only. `-v` lists misses, extras and wrong
relations of the other half by reference and offsets.
"""

import argparse
import gzip
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kb.agencies import open_registry
from kb.ingest import parse_page
from kb.linking.citations import find_mentions
from kb.linking.mention import Mention

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared" / "data"
PAGES = SHARED / "cabinet_pages"
LABELS = REPOSITORY / "tests" / "linking" / "labels" / "relations.jsonl"
RELATIONS = ("refers", "complies", "amends", "extends", "exempts", "revokes", "reports")
NONE = "none"
MATTERS = """
    select resolution.ref, resolution.meeting_date, title_start, title_end, body_end, document_version.text
    from resolution join document_version on document_version.id = version_id where not withdrawn order by resolution.id
"""


@dataclass(frozen=True)
class Found:
    """A mention of an archive: the citing reference, where it stands, what it cites and how."""

    ref: str
    start: int
    end: int
    cited: str
    relation: str

    @classmethod
    def of(cls, ref: str, mention: Mention) -> "Found":
        """A mention as it is kept: `cited` is a day, a letter number, or the words of a day that cannot be."""
        place = mention.day or mention.span
        cited = mention.on.isoformat() if mention.on else mention.letter or place.quote
        return cls(ref, place.start, place.end, cited, mention.relation)


def mentions_of(home: Path) -> Iterator[Found]:
    """Every mention of the archive of a home, read from its database."""
    with sqlite3.connect(f"file:{home / 'kb.sqlite3'}?mode=ro", uri=True) as database:
        for ref, day, start, title_end, end, text in database.execute(MATTERS):
            for mention in find_mentions(text, start, end, date.fromisoformat(day), (start, title_end)):
                yield Found.of(ref, mention)


def pairs(found: Iterable[Found], before: str) -> set[tuple[str, str]]:
    """The pairs of matter and cited day, of matters before a day."""
    return {(each.ref, each.cited) for each in found if each.ref < before and each.cited[:2] in ("18", "19", "20")}


def against_reference(found: Sequence[Found], verbose: bool) -> None:
    """Recall and precision of the pairs against citations_dev."""
    with gzip.open(SHARED / "citations_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        wanted = {(row["citing_id"], row["cited_date"]) for row in map(json.loads, lines)}
    last = max(ref for ref, _ in wanted)[:4]
    have = pairs(found, f"{last}-99")
    both = len(have & wanted)
    print(f"citations_dev to {last}: {len(wanted)} pairs, {len(have)} found, {both} of them in it")
    print(f"recall {both / len(wanted):.4f}, precision {both / len(have):.4f} (strictly against the file)")
    if verbose:
        for name, rest in (("missed", wanted - have), ("extra", have - wanted)):
            for ref, day in sorted(rest):
                print(f"  {name} {ref} {day}")


def numbered(found: Iterable[Found]) -> dict[tuple[str, str, int], Found]:
    """Citations by matter, what they cite and which of the like they are, so that a moved offset is no change."""
    count: Counter[tuple[str, str]] = Counter()
    result = {}
    for each in found:
        count[each.ref, each.cited] += 1
        result[each.ref, each.cited, count[each.ref, each.cited]] = each
    return result


def compare(found: Sequence[Found], former: Path) -> None:
    """Citations gained and lost against a former run, and relations that changed."""
    rows = [Found(**json.loads(line)) for line in former.read_text(encoding="utf-8").splitlines()]
    now, then = numbered(found), numbered(rows)
    for name, keys in (("gained", now.keys() - then.keys()), ("lost", then.keys() - now.keys())):
        print(f"{name} {len(keys)}")
        for key in sorted(keys):
            each = now.get(key) or then[key]
            print(f"  {name} {each.ref} {each.start}-{each.end} {each.cited} {each.relation}")
    changed = sorted(key for key in now.keys() & then.keys() if now[key].relation != then[key].relation)
    print(f"relation changed {len(changed)}")
    for key in changed:
        print(f"  {key[0]} {now[key].start}-{now[key].end} {key[1]} {then[key].relation} -> {now[key].relation}")


def read_labels(split: str) -> list[dict[str, Any]]:
    """The labelled mentions of one half."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["split"] == split]


def label_pairs(rows: Iterable[dict[str, Any]], pages: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Each labelled mention and the relation found for it, `none` when no mention was found at its day.

    A mention is looked for in its matter; on the agenda of a page, where no matter is, in its line, which is a title.
    """
    registry = open_registry()
    by_page: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_page.setdefault(row["page"], []).append(row)
    for name, labelled in by_page.items():
        text = (pages / name).read_bytes().decode("utf-8", "replace")
        matters = [
            (each.title_start, each.title_end, each.body_end) for each in parse_page(text, name[5:], registry).matters
        ]
        for row in labelled:
            line = text.rfind("\n", 0, row["start"]) + 1, (text + "\n").index("\n", row["end"])
            inside = [each for each in matters if each[0] <= row["start"] < each[2]]
            start, title_end, end = inside[0] if inside else (line[0], line[1], line[1])
            found = find_mentions(text, start, end, date.fromisoformat(name[5:15]), (start, title_end))
            here = [each for each in found if each.day and each.day.start < row["end"] and each.day.end > row["start"]]
            yield row, here[0].relation if here else NONE


def scores(told: Iterable[tuple[str, str]]) -> dict[str, tuple[int, float, float, float]]:
    """Labelled, precision, recall and F1 by label, from pairs of label and relation found."""
    count = Counter(told)
    result = {}
    for label in (*RELATIONS, NONE):
        right = count[label, label]
        labelled = sum(number for (first, _), number in count.items() if first == label)
        found = sum(number for (_, second), number in count.items() if second == label)
        precision, recall = right / found if found else 1.0, right / labelled if labelled else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        result[label] = (labelled, precision, recall, f1)
    return result


def macro_f1(by_label: dict[str, tuple[int, float, float, float]]) -> float:
    """The mean F1 of the seven relations; a mention found where none is counts against its relation."""
    return sum(by_label[label][3] for label in RELATIONS) / len(RELATIONS)


def print_relations(split: str, verbose: bool) -> None:
    """The table of scores by label; the single errors only of the half that may be looked at."""
    told = list(label_pairs(read_labels(split), PAGES))
    by_label = scores((row["label"], relation) for row, relation in told)
    print(f"\nrelations, {split}: {len(told)} labelled mentions")
    print("| label | labelled | precision | recall | F1 |\n|---|---|---|---|---|")
    for label, (labelled, precision, recall, f1) in by_label.items():
        print(f"| {label} | {labelled} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
    print(f"macro-F1 of the seven relations {macro_f1(by_label):.3f}")
    if verbose and split != "held_out":
        for row, relation in told:
            if row["label"] != relation:
                print(f"  {row['page']} {row['start']}-{row['end']} labelled {row['label']}, found {relation}")


def main() -> None:
    """Print what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="folder of a loaded knowledge base")
    parser.add_argument("--save", type=Path, help="keep what was found in this file")
    parser.add_argument("--against", type=Path, help="compare with a file kept by --save")
    parser.add_argument("--split", choices=["dev", "dev2", "held_out"], default="dev", help="which labels to score")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    if options.home:
        started = time.process_time()
        found = list(mentions_of(options.home))
        print(f"{len(found)} mentions in {time.process_time() - started:.1f} s of processor time")
        print(
            ", ".join(
                f"{relation} {number}" for relation, number in Counter(each.relation for each in found).most_common()
            )
        )
        against_reference(found, options.verbose)
        if options.against:
            compare(found, options.against)
        if options.save:
            options.save.write_text(
                "".join(f"{json.dumps(vars(each), ensure_ascii=False)}\n" for each in found), "utf-8"
            )
    print_relations(options.split, options.verbose)


if __name__ == "__main__":
    main()
