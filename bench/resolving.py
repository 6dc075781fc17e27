"""Print how well cited resolutions are told, against citations_dev and against labels made by reading.

    python bench/resolving.py [--data DIR] [--labels FILE] [--last FILE] [--held-out] [-v]

`--last` keeps what was resolved in a file and prints what was gained and lost since the run before. Labels are JSON
lines: `citing`, `page`, `start`, `end` (the cited day in the page), `date`, `target` (an address or null), `also` (the
same matter told again), `why` where there is no target, `split`. Of `held_out` labels only totals are printed.
"""

import argparse
import gzip
import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kb.agencies import open_registry
from kb.ingest import assign_letters, parse_page, resolution_id
from kb.linking.citations import find_mentions
from kb.linking.mention import Candidate, Mention, Resolved, Span
from kb.linking.resolving import Citing, Meetings, resolve_all
from kb.text import Tokeniser, open_tokeniser

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY.parent / "shared" / "data"
LABELS = REPOSITORY / "tests" / "linking" / "labels" / "targets.jsonl"
BODY_READ = 40_000


@dataclass(frozen=True)
class Text:
    """A matter as it cites: its page's text and the mentions in it."""

    citing: Citing
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Case:
    """A mention and the addresses it should lead to: none where the archive lacks the matter, unknown where None."""

    name: str
    citing: str
    at: int
    targets: tuple[str, ...] | None


class Pages:
    """The archive of the cabinet pages, read without a database; a `Lookup`."""

    def __init__(self, folder: Path, tokeniser: Tokeniser, days: Iterable[str] | None = None) -> None:
        """Read the pages of a folder, or those of some days (ISO) only."""
        self._tokeniser = tokeniser
        self.texts: dict[str, Text] = {}
        self.ids: dict[str, int] = {}
        self._days: dict[date, list[Candidate]] = defaultdict(list)
        registry = open_registry()
        wanted = None if days is None else set(days)
        for path in sorted(folder.rglob("*.txt")):
            if wanted is None or path.stem in wanted:
                text = path.read_text(encoding="utf-8-sig")
                self._read(parse_page(text, path.name, registry), text)
        every = [each for of_day in self._days.values() for each in of_day]
        words = (tokeniser.words(f"{each.title}\n{each.text}") for each in every)
        self._having = Counter(word for each in words for word in set(each))
        self._rows = len(every)
        self.refs = {each.id: each.ref for each in every}

    def _read(self, page: Any, text: str) -> None:
        for matter, letter in zip(page.matters, assign_letters(page.matters), strict=True):
            ref = resolution_id(page.meeting_date, matter.number, letter)
            key = self.ids[ref] = len(self.ids) + 1
            start, body, end = matter.title_start, matter.body_start, matter.body_end
            about = (matter.title, matter.agency, matter.agency_abbr)
            self.texts[ref] = Text(Citing(key, ref, page.meeting_date, *about, start, end), text, ())
            candidate = Candidate(key, ref, page.meeting_date, *about, None, text[body : min(end, body + BODY_READ)])
            self._days[page.meeting_date].append(candidate)

    def text(self, ref: str) -> Text:
        """A matter with its mentions."""
        of = self.texts[ref]
        if not of.mentions:
            start, end = of.citing.start, of.citing.end
            own = (start, start + len(of.citing.title))
            found = find_mentions(of.text, start, end, of.citing.on, own)
            of = self.texts[ref] = replace(of, mentions=tuple(found))
        return of

    def add(self, ref: str, mention: Mention) -> int:
        """Add a mention that the finder does not find; its place among those of the matter."""
        of = self.text(ref)
        self.texts[ref] = replace(of, mentions=(*of.mentions, mention))
        return len(of.mentions)

    def candidates_on(self, day: date) -> Sequence[Candidate]:
        """The matters of a day."""
        return self._days.get(day, ())

    def candidates_with_letter(self, key: str) -> Sequence[Candidate]:
        """None: the pages tell no letter numbers."""
        return [each for of_day in self._days.values() for each in of_day if each.letter_key == key]

    def rarity(self, term: str) -> float:
        """The idf of BM25."""
        having = self._having.get(term, 0)
        return math.log(1 + (self._rows - having + 0.5) / (having + 0.5))

    def words(self, text: str) -> Sequence[str]:
        """The terms of a text."""
        return self._tokeniser.words(text)


def squashed(text: str) -> tuple[str, list[int]]:
    """A text without blanks, and the place of each letter that stays."""
    places = [at for at, letter in enumerate(text) if not (letter.isspace() or letter in "\u200b\u00ad")]
    return "".join(text[at] for at in places), places


def citations(file: Path) -> list[dict[str, Any]]:
    """The rows of citations_dev whose meeting the pages hold."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["meeting_in_corpus"]]


def case_of_row(row: dict[str, Any], pages: Pages, number: int) -> Case | None:
    """A row of citations_dev as a case; None where its words are not found in the page as parsed."""
    of = pages.text(row["citing_id"])
    letters, places = squashed(of.text[of.citing.start : of.citing.end])
    words, match = squashed(row["text"])[0], squashed(row["match"])[0]
    at = letters.find(words)
    inside = letters.find(match, max(at, 0) + (max(0, words.find(match)) if at >= 0 else 0))
    if inside < 0:
        return None
    start = of.citing.start + places[inside]
    end = of.citing.start + places[inside + len(match) - 1] + 1
    targets = (row["resolved_id"],) if row["resolved_id"] else None
    found = place(pages, row["citing_id"], date.fromisoformat(row["cited_date"]), start, end)
    return Case(f"dev {number}", row["citing_id"], found, targets)


def case_of_label(row: dict[str, Any], pages: Pages, number: int) -> Case:
    """A label as a case; why it has no target decides whether none is known to be right."""
    found = place(pages, row["citing"], date.fromisoformat(row["date"]), row["start"], row["end"])
    targets = (row["target"], *row.get("also", ())) if row["target"] else () if row["why"] == "none" else None
    return Case(f"label {number}", row["citing"], found, targets)


def place(pages: Pages, ref: str, on: date, start: int, end: int) -> int:
    """Which mention of a matter is of that day and stands there; made where the finder has none."""
    of = pages.text(ref)
    for at, mention in enumerate(of.mentions):
        day = mention.day or mention.span
        if mention.on == on and day.start < end and start < day.end:
            return at
    span = Span(start, end, of.text[start:end])
    return pages.add(ref, Mention(span, on=on, day=span))


def resolved(pages: Pages, cases: Sequence[Case]) -> Iterator[tuple[Case, Resolved]]:
    """Each case with its answer; all mentions of its matter are looked up together."""
    meetings = Meetings(pages, most=400)
    answers: dict[str, list[Resolved]] = {}
    for case in cases:
        if case.citing not in answers:
            of = pages.text(case.citing)
            answers[case.citing] = resolve_all(of.mentions, of.text, of.citing, meetings)
        yield case, answers[case.citing][case.at]


@dataclass(frozen=True)
class Figures:
    """Counts of cases: with a target, resolved among them, right among those; without one, and resolved anyway."""

    with_target: int
    answered: int
    right: int
    without: int
    wrongly: int

    def told(self) -> str:
        """In words."""
        precision, recall = self.right / max(self.answered, 1), self.right / max(self.with_target, 1)
        none = f"; of {self.without} without a matter {self.wrongly} resolved" if self.without else ""
        return f"precision {precision:.3f}, recall {recall:.3f} of {self.with_target}{none}"


def figures(answers: Sequence[tuple[Case, Resolved]], pages: Pages) -> Figures:
    """What the answers come to."""
    told = [(case, pages.refs.get(answer.target or 0)) for case, answer in answers]
    known = [(case, ref) for case, ref in told if case.targets]
    none = [ref for case, ref in told if case.targets == ()]
    return Figures(
        len(known),
        sum(ref is not None for _, ref in known),
        sum(ref in (case.targets or ()) for case, ref in known),
        len(none),
        sum(ref is not None for ref in none),
    )


def labels(file: Path, split: str) -> list[dict[str, Any]]:
    """The labels of a split."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["split"] == split]


def changes(file: Path, now: dict[str, str]) -> None:
    """Print which resolved citations were gained and lost against the file, and write the file anew."""
    before: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    for word, more, less in (("gained", now, before), ("lost", before, now)):
        told = sorted(f"{key} -> {ref}" for key, ref in more.items() if less.get(key) != ref)
        print(f"{word} {len(told)}" + "".join(f"\n  {each}" for each in told[:40] if before))
    file.write_text(json.dumps(now, ensure_ascii=False, indent=0), encoding="utf-8")


def whole_archive(pages: Pages) -> dict[str, str]:
    """Look up every mention of the pages; prints the time and the statuses, returns what was resolved."""
    texts = [pages.text(ref) for ref in sorted(pages.texts)]
    meetings = Meetings(pages, most=400)
    began = time.process_time()
    answers = [(of, resolve_all(of.mentions, of.text, of.citing, meetings)) for of in texts]
    seconds = time.process_time() - began
    statuses = Counter(answer.status for _, each in answers for answer in each)
    hows = Counter(answer.how for _, each in answers for answer in each if answer.how)
    print(f"whole archive: {statuses.total()} mentions in {seconds:.1f} s of processor; {dict(statuses)}; {dict(hows)}")
    return {
        f"{of.citing.ref} {mention.span.start}-{(mention.day or mention.span).start}": pages.refs[answer.target]
        for of, each in answers
        for mention, answer in zip(of.mentions, each, strict=True)
        if answer.target
    }


def main() -> None:
    """Read the archive, resolve, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--last", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("-v", action="store_true", help="list what went wrong, by address and date")
    asked = parser.parse_args()
    pages = Pages(asked.data / "cabinet_pages", open_tokeniser())
    rows = citations(asked.data / "citations_dev.jsonl.gz")
    found = [case for number, row in enumerate(rows) if (case := case_of_row(row, pages, number))]
    splits = {"citations_dev": found}
    for split in ("dev", "held_out") if asked.held_out else ("dev",):
        read = enumerate(labels(asked.labels, split))
        splits[f"read: {split}"] = [case_of_label(row, pages, number) for number, row in read]
    for name, cases in splits.items():
        answers = list(resolved(pages, cases))
        print(f"{name}: {figures(answers, pages).told()}")
        for case, answer in answers if asked.v and name != "read: held_out" else ():
            ref = pages.refs.get(answer.target or 0)
            if case.targets is not None and ref not in (case.targets or (None,)):
                print(f"  {case.citing} -> {case.targets}, found {ref} ({answer.status} {answer.score})")
    now = whole_archive(pages)
    if asked.last:
        changes(asked.last, now)


if __name__ == "__main__":
    main()
