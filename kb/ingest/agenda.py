"""The agenda at the head of a meeting page: numbered titles under group headings, before the bodies begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.ingest.lines import Heading, Line, group_name, heading
from kb.ingest.similarity import Title, title_similarity

SAME_TITLE = 0.8  # similarity from which a repeated number opens the bodies
SAME_START = 20  # characters a loose heading must share with the title it repeats
FIRST_COUNTED = 2  # an agenda whose first number is this has lost the first
MOST_ENTRIES = 400  # no meeting has had a fourth of these; bounds the work on a hostile page
CONTINUATION_LINES = 3  # an agenda title is never broken over more lines than this


@dataclass(frozen=True)
class Entry:
    """One line of the agenda; `title_start:title_end` spans it in the page, continuation lines included."""

    number: int
    title: Title
    title_start: int
    title_end: int
    group: str | None


@dataclass(frozen=True)
class Agenda:
    """The entries in print order, and the index of the line from which bodies are looked for."""

    entries: tuple[Entry, ...]
    bodies_from: int


def find_agenda(text: str, lines: Sequence[Line]) -> Agenda:
    """The agenda of the page; no entries when the page goes straight to its first body."""
    headings = [found for at, line in enumerate(lines) if (found := heading(text, line, at))]
    strict = [found for found in headings if found.strict]
    if not strict:
        return Agenda((), 0)
    first = _first_entry(headings, strict[0])
    bodies_from = _bodies_from(lines, headings, first)
    return Agenda(tuple(_entries(text, lines, first, bodies_from)), bodies_from)


def _first_entry(headings: Sequence[Heading], strict: Heading) -> Heading:
    """The first strict heading, or the one just above it that lost its number: an agenda that would begin with 2."""
    if strict.number == FIRST_COUNTED:
        above = (found for found in headings if found.worded and strict.at - 3 <= found.at < strict.at)
        if lost := next((found for found in above if found.number in {None, 1}), None):
            return replace(lost, number=1, strict=True)
    return strict


def _bodies_from(lines: Sequence[Line], headings: Sequence[Heading], first: Heading) -> int:
    """Where numbering starts again: with a title already seen, or below a rule; else before the first decision."""
    seen = {first.number: [Title.of(first.title)]}
    for found in headings:
        if found.at <= first.at or not (found.strict or _reopens(found, seen)):
            continue
        title = Title.of(found.title)
        if any(title_similarity(title, earlier) >= SAME_TITLE for earlier in seen.get(found.number, ())):
            return found.at
        if found.strict and found.number == first.number and _ruled_off(lines[first.at : found.at]):
            return found.at
        if found.strict:
            seen.setdefault(found.number, []).append(title)
    decision = next((at for at in range(first.at + 1, len(lines)) if lines[at].is_decision), None)
    if decision is None:
        return len(lines)
    return max([first.at, *(found.at for found in headings if found.strict and found.at < decision)])


def _ruled_off(lines: Sequence[Line]) -> bool:
    """Whether these lines are an agenda with the rule below it: a separator, and no decision yet."""
    return any(line.is_separator for line in lines) and not any(line.is_decision for line in lines)


def _reopens(found: Heading, seen: Mapping[int | None, Sequence[Title]]) -> bool:
    """Whether a loose heading may open the bodies: its number is on the agenda and its words begin like that title."""
    start = found.title[:SAME_START]
    return len(start) == SAME_START and any(title.text.startswith(start) for title in seen.get(found.number, ()))


def _entries(text: str, lines: Sequence[Line], first: Heading, end: int) -> list[Entry]:
    group = next(
        (name for at in range(first.at - 1, max(first.at - 4, -1), -1) if (name := group_name(lines[at].text))), None
    )
    if first.at >= end:
        return []
    entries = [Entry(first.number or 0, Title.of(first.title), first.title_start, first.title_end, group)]
    room = CONTINUATION_LINES  # lines that may still continue the last title
    for at in range(first.at + 1, end):
        line = lines[at]
        found = heading(text, line, at)
        if len(entries) == MOST_ENTRIES:
            break
        if found and found.number is not None and (found.strict or found.number == entries[-1].number + 1):
            entries.append(Entry(found.number, Title.of(found.title), found.title_start, found.title_end, group))
            room = CONTINUATION_LINES
        elif name := group_name(line.text):
            group, room = name, 0
        elif line.is_furniture or line.is_decision:
            room = 0
        elif room:
            room -= 1
            last = entries[-1]
            entries[-1] = replace(last, title=Title.of(f"{last.title.text} {line.text}"), title_end=line.end)
    return entries
