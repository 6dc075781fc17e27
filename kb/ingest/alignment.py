"""Which heading among the bodies belongs to which entry of the agenda: an alignment that keeps both orders."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.ingest.agenda import Entry
from kb.ingest.lines import Heading
from kb.ingest.similarity import Title, title_similarity

START_LENGTH = 8  # key characters two titles must share at their start before they are compared at all


@dataclass(frozen=True)
class Candidate:
    """A heading found among the bodies; `decided` when the cabinet's decision follows within a few lines."""

    heading: Heading
    title: Title
    decided: bool


def align(entries: Sequence[Entry], candidates: Sequence[Candidate]) -> dict[int, int]:
    """Entry index -> candidate index. Order is kept first; entries printed out of order are placed afterwards."""
    scores = _scores(entries, candidates)
    matched = _in_order(scores, len(entries), len(candidates))
    taken = set(matched.values())
    for (entry, candidate), score in sorted(scores.items(), key=lambda item: -item[1].total):
        if entry in matched or candidate in taken or score.similarity < OUT_OF_ORDER:
            continue
        matched[entry] = candidate
        taken.add(candidate)
    return matched


MOST_ALIKE = 100  # entries that begin alike; beyond this (no real agenda) only the number brings a pair together
NUMBER_AGREES = 0.5
LOOSE_NUMBER_AGREES = 0.3
DECISION_FOLLOWS = 0.2
STRICT_LEAST = 0.3  # least title similarity when number and form agree
STRICT_LEAST_OTHER_NUMBER = 0.75
LOOSE_LEAST = 0.8
OUT_OF_ORDER = 0.9  # title similarity from which order may be broken
REWORDED = 0.6  # a title this close under its own number is the same one reworded, whatever else resembles it
PLAINLY_SAME = 0.85  # a title this close to another one cannot be paired with a different title by number alone


@dataclass(frozen=True)
class Score:
    """How well an entry and a heading go together: `total` weighs number, form and `similarity` of title."""

    total: float
    similarity: float


def _scores(entries: Sequence[Entry], candidates: Sequence[Candidate]) -> dict[tuple[int, int], Score]:
    """Scores of the pairs that could be one matter; all others are impossible."""
    by_number: dict[int, list[int]] = defaultdict(list)
    by_start: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        by_number[entry.number].append(at)
        by_start[entry.title.key[:START_LENGTH]].append(at)
    scores: dict[tuple[int, int], Score] = {}
    for at, candidate in enumerate(candidates):
        alike = by_start.get(candidate.title.key[:START_LENGTH], ())
        near = {*by_number.get(candidate.heading.number or 0, ()), *(alike if len(alike) <= MOST_ALIKE else ())}
        for entry_at in near:
            if score := _score(entries[entry_at], candidate):
                scores[entry_at, at] = score
    plain = [pair for pair, score in scores.items() if score.similarity >= PLAINLY_SAME]
    entries_told, candidates_told = {entry for entry, _ in plain}, {candidate for _, candidate in plain}
    return {
        pair: score
        for pair, score in scores.items()
        if score.similarity >= REWORDED or not (pair[0] in entries_told or pair[1] in candidates_told)
    }


def _score(entry: Entry, candidate: Candidate) -> Score | None:
    similarity = title_similarity(entry.title, candidate.title)
    same_number = entry.number == candidate.heading.number
    if candidate.heading.strict:
        least = (STRICT_LEAST if not candidate.decided else 0.0) if same_number else STRICT_LEAST_OTHER_NUMBER
        bonus = NUMBER_AGREES if same_number else 0.0
    else:
        least, bonus = LOOSE_LEAST, LOOSE_NUMBER_AGREES if same_number else 0.0
    if similarity < least:
        return None
    return Score(similarity + bonus + (DECISION_FOLLOWS if candidate.decided else 0.0), similarity)


def _in_order(scores: Mapping[tuple[int, int], Score], entries: int, candidates: int) -> dict[int, int]:
    """The best-scoring set of pairs that rises in both sequences (the classic table, filled from the end)."""
    totals = {pair: score.total for pair, score in scores.items()}
    best = [[0.0] * (candidates + 1) for _ in range(entries + 1)]
    for entry in range(entries - 1, -1, -1):
        row, below = best[entry], best[entry + 1]
        for candidate in range(candidates - 1, -1, -1):
            pair = totals.get((entry, candidate), 0.0)
            row[candidate] = max(below[candidate], row[candidate + 1], pair + below[candidate + 1] if pair else 0.0)
    matched: dict[int, int] = {}
    entry = candidate = 0
    while entry < entries and candidate < candidates:
        pair = totals.get((entry, candidate), 0.0)
        if pair and best[entry][candidate] == pair + best[entry + 1][candidate + 1]:
            matched[entry] = candidate
            entry, candidate = entry + 1, candidate + 1
        elif best[entry][candidate] == best[entry + 1][candidate]:
            entry += 1
        else:
            candidate += 1
    return matched
