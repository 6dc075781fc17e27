"""The sample corpus in every form: wrong characters, resolutions that come out the same, and search on scans.

    python bench/forms.py [--forms DIR] [--meetings N] [--only FORM,...] [--search]

Wrong characters (CER) are edits over the length of the true text, both normalised, without white space: Thai has
no blanks between words, and where a line was wrapped nobody can tell whether there was one. "with blanks" counts runs
of white space as one blank each. Resolutions are compared with those of the same page as plain text (tables and
letters: with those of the rows) by address, then agency and outcome, then title and body but for white space. Without
--forms they are made in a folder that is thrown away.
"""

import argparse
import json
import math
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from rapidfuzz.distance import Levenshtein

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(REPOSITORY / "corpora" / "forms")]

from make_forms import FORMS, make  # noqa: E402 - beside the corpus

from kb.access import EVERYTHING  # noqa: E402
from kb.ingest.readers import Sandbox, read_document  # noqa: E402
from kb.ingest.readers.reading import Limits  # noqa: E402
from kb.runtime import Runtime  # noqa: E402
from kb.search import SearchQuery, every_resolution, get_resolution, search  # noqa: E402
from kb.search.query import SearchFilter  # noqa: E402
from kb.settings import Settings  # noqa: E402
from kb.text import normalise  # noqa: E402

SAMPLE = REPOSITORY / "corpora" / "sample"
TEXT_TARGET, SCAN_TARGET, SEARCH_TARGET = 0.005, 0.04, 0.03


def dense(text: str) -> str:
    """Normalised, without white space."""
    return "".join(normalise(text).split())


def spaced(text: str) -> str:
    """Normalised, runs of white space as one blank."""
    return " ".join(normalise(text).split())


def wrong_characters(folder: Path, truth: Path) -> tuple[int, int, float, float, float]:
    """Documents, pages, CER without and with blanks, seconds."""
    edits, length, with_blanks, length_with = 0, 0, 0, 0
    pages = documents = 0
    started = time.perf_counter()
    with Sandbox(2) as sandbox:
        for path in sorted(folder.iterdir()):
            reading = read_document(path.read_bytes(), path.name, Limits(), sandbox=sandbox)
            told = (truth / f"{path.stem}.txt").read_text(encoding="utf-8")
            edits += Levenshtein.distance(dense(told), dense(reading.text))
            length += len(dense(told))
            with_blanks += Levenshtein.distance(spaced(told), spaced(reading.text))
            length_with += len(spaced(told))
            documents, pages = documents + 1, pages + len(reading.pages)
    return documents, pages, edits / length, with_blanks / length_with, time.perf_counter() - started


Told = dict[str, tuple[str, str | None, str | None, str]]


def told_by(home: Path, paths: list[Path]) -> Told:
    """Title, agency, outcome and body of every resolution of a home loaded from these paths, by address."""
    runtime = Runtime(Settings(home))
    try:
        report = runtime.load(paths)
        for each in report.rejected:
            print(f"  refused: {each['english']}", file=sys.stderr)
        with runtime.session() as session:
            listed = list(every_resolution(session, SearchFilter(), EVERYTHING))
            bodies = {each.id: get_resolution(session, each.id, EVERYTHING).body for each in listed}
    finally:
        runtime.close()
    return {each.id: (each.title, each.agency, each.outcome, bodies[each.id]) for each in listed}


def same(right: Told, found: Told) -> str:
    """Shares of the right resolutions: found, with agency and outcome, with the same title too, with the same body."""
    there = [key for key in right if key in found]
    facts = [key for key in there if right[key][1:3] == found[key][1:3]]
    titles = [key for key in facts if dense(right[key][0]) == dense(found[key][0])]
    bodies = [key for key in titles if dense(right[key][3]) == dense(found[key][3])]
    shares = " | ".join(f"{len(keys) / len(right):.3f}" for keys in (there, facts, titles, bodies))
    return f"{shares} | {len(set(found) - set(right))}"


def ndcg(home: Path) -> float:
    """Mean nDCG@10 of the sample queries over a home."""
    runtime = Runtime(Settings(home))
    runtime.warm_up()
    scores = []
    with runtime.session() as session:
        for line in (SAMPLE / "queries.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            query = SearchQuery(row["query"])
            hits = search(session, runtime.indexes(), runtime.encoder, query, EVERYTHING, date(2026, 6, 20)).hits
            grades = row["positive"]
            gains = [(2 ** grades.get(hit.id, 0) - 1) / math.log2(at + 2) for at, hit in enumerate(hits[:10])]
            best = sorted(grades.values(), reverse=True)[:10]
            scores.append(sum(gains) / sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(best)))
    runtime.close()
    return statistics.mean(scores)


def main() -> None:
    """Make the forms, read them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=Path)
    parser.add_argument("--meetings", type=int)
    parser.add_argument("--only", default=",".join(FORMS))
    parser.add_argument("--search", action="store_true", help="also compare search on scans with search on text")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.forms or Path(scratch, "forms")
        wanted = options.only.split(",")
        if not options.forms:
            make(folder, wanted, options.meetings)
        rows = Path(scratch, "rows.jsonl")
        days = {path.stem for path in (folder / "truth").glob("[0-9]*.txt")}
        lines = (SAMPLE / "resolutions.jsonl").read_text(encoding="utf-8").splitlines()
        rows.write_text("\n".join(line for line in lines if json.loads(line)["meeting_date"] in days), encoding="utf-8")
        given = told_by(Path(scratch, "home-rows"), [rows])
        right = told_by(Path(scratch, "home-text"), sorted((folder / "truth").glob("[0-9]*.txt")))
        print(f"{len(right)} resolutions of {len(days)} meetings\n")
        print("| form | documents | pages | CER | with blanks | found | + facts | + title | + body | extra | pages/s |")
        print("|---|---|---|---|---|---|---|---|---|---|---|")
        for form in wanted:
            home = Path(scratch, f"home-{form}")
            if form in {"xlsx", "csv"}:
                print(f"| {form} | 1 | | | | {same(given, told_by(home, [folder / form]))} | |", flush=True)
                continue
            documents, pages, cer, blanks, seconds = wrong_characters(folder / form, folder / "truth")
            paths = [folder / form] if form != "letter" else [rows, folder / form]
            shares = same(given if form == "letter" else right, told_by(home, paths))
            speed = pages / seconds
            row = f"| {form} | {documents} | {pages} | {cer:.2%} | {blanks:.2%} | {shares} | {speed:.1f} |"
            print(row, flush=True)
        if options.search:
            print(f"\nnDCG@10 text {ndcg(Path(scratch, 'home-text')):.4f}")
            for form in wanted:
                if form not in {"letter", "xlsx", "csv"}:
                    print(f"nDCG@10 {form} {ndcg(Path(scratch, f'home-{form}')):.4f}", flush=True)


if __name__ == "__main__":
    main()
