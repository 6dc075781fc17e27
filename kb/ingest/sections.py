"""A meeting page cut into its matters: where each title and each body lies, before either is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.ingest.agenda import Agenda, Entry, find_agenda
from kb.ingest.alignment import Candidate, align
from kb.ingest.lines import Heading, Line, group_name, heading, page_lines
from kb.ingest.similarity import Title

DECISION_WITHIN = 4  # lines after a heading in which its decision is looked for
MOST_CANDIDATES = 4000  # headings looked at; bounds the work on a hostile page
SAME_START = 6  # letters a loose heading must share with an agenda title to be considered


@dataclass(frozen=True)
class Section:
    """One matter: its agenda number, the spans of its title and body in the page, its agenda group."""

    number: int
    title_start: int
    title_end: int
    body_start: int
    body_end: int
    group: str | None


@dataclass(frozen=True)
class Sections:
    """The matters by number, then by place. `without_body` stand between others, `cut_off` after the last body.

    What is cut off is no section: the page ends before it says anything about those agenda numbers. Only a page
    without a single body keeps them all. `unlisted` numbers have a body but no line on the agenda.
    """

    found: tuple[Section, ...]
    without_body: tuple[int, ...]
    cut_off: tuple[int, ...]
    unlisted: tuple[int, ...]


def find_sections(text: str) -> Sections:
    """The matters of the page. Annex headings, tables and lists numbered like headings are left inside the bodies."""
    lines = page_lines(text)
    agenda = find_agenda(text, lines)
    candidates = _candidates(text, lines, agenda)
    matched = align(agenda.entries, candidates)
    openings = {
        candidates[at].heading.at: (candidates[at].heading, agenda.entries[entry]) for entry, at in matched.items()
    }
    free = [candidate for at, candidate in enumerate(candidates) if at not in set(matched.values())]
    unlisted = _unlisted(free, agenda) if agenda.entries else _chain(free)
    opened: dict[int, tuple[Heading, Entry | None]] = {**{found.at: (found, None) for found in unlisted}, **openings}
    sections = [_section(lines, opened, at) for at in opened]
    last = max(matched, default=-1)
    missing = [(at, entry) for at, entry in enumerate(agenda.entries) if at not in matched]
    empty = [entry for at, entry in missing if at < last or not opened]
    sections += [Section(e.number, e.title_start, e.title_end, e.title_end, e.title_end, e.group) for e in empty]
    return Sections(
        tuple(sorted(sections, key=lambda section: (section.number, section.title_start))),
        tuple(entry.number for entry in empty),
        tuple(entry.number for at, entry in missing if at > last and opened),
        tuple(found.number or 0 for found in unlisted) if agenda.entries else (),
    )


def _candidates(text: str, lines: Sequence[Line], agenda: Agenda) -> list[Candidate]:
    """Strict headings after the agenda, and loose ones that carry a number of it or begin like a title on it."""
    numbers = {entry.number for entry in agenda.entries}
    starts = {entry.title.text.replace(" ", "")[:SAME_START] for entry in agenda.entries}
    found: list[Candidate] = []
    for at in range(agenda.bodies_from, len(lines)):
        line = heading(text, lines[at], at)
        if line is None:
            continue
        numbered = line.worded and line.number in numbers
        if not (line.strict or numbered or line.title.replace(" ", "")[:SAME_START] in starts):
            continue
        inline = line.title_end < lines[at].end
        if len(found) == MOST_CANDIDATES:
            break
        decided = inline or _decision_follows(text, lines, at)
        found.append(Candidate(line, Title.of(line.title), decided))
    return found


def _decision_follows(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether the cabinet's decision stands within a few lines below, before any other heading."""
    for below in range(at + 1, min(at + 1 + DECISION_WITHIN, len(lines))):
        if lines[below].is_decision:
            return True
        if (other := heading(text, lines[below], below)) and other.strict:
            return False
    return False


def _unlisted(free: Sequence[Candidate], agenda: Agenda) -> list[Heading]:
    """Decided headings whose number the agenda does not have: lines it skipped, matters added after it was printed."""
    numbers = {entry.number for entry in agenda.entries}
    return [c.heading for c in free if c.heading.strict and c.decided and c.heading.number not in numbers]


def _chain(free: Sequence[Candidate]) -> list[Heading]:
    """The headings of a page without agenda: the heaviest run of rising numbers, where a decision weighs most.

    A heading without a decision belongs to a run only as the very next number.
    """
    strict = [candidate for candidate in free if candidate.heading.strict]
    heaviest: dict[int, tuple[float, int]] = {}  # number -> weight and last heading of the best run that ends with it
    before: list[int] = []
    for at, candidate in enumerate(strict):
        number = candidate.heading.number or 0
        numbers = range(number - LONGEST_SKIP, number + 1) if candidate.decided else (number - 1,)
        reached = [heaviest[below] for below in numbers if below in heaviest]
        weight, previous = max(reached, default=(0.0, NOTHING))
        before.append(previous)
        weight += DECIDED if candidate.decided else UNDECIDED
        heaviest[number] = max(heaviest.get(number, (0.0, at)), (weight, at))
    last = max(heaviest.values(), default=(0.0, NOTHING))[1]
    run: list[Heading] = []
    while last != NOTHING:
        run.append(strict[last].heading)
        last = before[last]
    return run[::-1]


NOTHING = -1  # no heading before this one
DECIDED, UNDECIDED = 1.0, 0.3  # weights of a heading with and without a decision after it
LONGEST_SKIP = 5  # numbers that may be missing between two headings of a page without agenda


def _section(lines: Sequence[Line], opened: dict[int, tuple[Heading, Entry | None]], at: int) -> Section:
    found, entry = opened[at]
    stop = min((other for other in opened if other > at), default=len(lines))
    stop = next((other for other in range(at + 1, stop) if lines[other].is_footer), stop)
    title_last = _title_last(lines, found, stop, entry)
    last = stop - 1
    while last > title_last and lines[last].is_furniture:
        last -= 1
    inline = found.title_end < lines[at].end
    title_end = found.title_end if title_last == at else lines[title_last].end
    body_start = body_end = title_end
    if inline:
        body_start, body_end = found.title_end + 1, lines[last].end
    elif last > title_last:
        body_start, body_end = lines[title_last + 1].start, lines[last].end
    group = entry.group if entry else _group_above(lines, at)
    number = entry.number if entry else found.number or 0
    return Section(number, found.title_start, title_end, body_start, body_end, group)


def _title_last(lines: Sequence[Line], found: Heading, stop: int, entry: Entry | None) -> int:
    """The last line of a title: what stands between a heading and its decision continues the title.

    Unless the agenda says that the heading line has it all, or the decision does not come soon.
    """
    if found.title_end < lines[found.at].end or (entry and entry.title.key == Title.of(found.title).key):
        return found.at
    soon = range(found.at + 1, min(found.at + 1 + DECISION_WITHIN, stop))
    return next((at - 1 for at in soon if lines[at].is_decision), found.at)


def _group_above(lines: Sequence[Line], at: int) -> str | None:
    return next((name for above in range(at - 1, -1, -1) if (name := group_name(lines[above].text))), None)
