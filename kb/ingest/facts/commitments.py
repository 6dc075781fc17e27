"""Commitments: who is told by the cabinet to do what, and by when. Suggestions for a person to accept. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from kb.agencies import AgencyRegistry
from kb.ingest.facts.actors import Actor, ActorReader
from kb.ingest.facts.commitment_clause import IMPLIED, Clause
from kb.ingest.facts.commitment_clauses import duty_clauses
from kb.ingest.facts.commitment_confidence import confidence
from kb.ingest.facts.commitment_region import DecisionLine, decision_lines, reading_start
from kb.ingest.facts.commitment_words import ALSO, COOPERATION
from kb.ingest.facts.composed import Composed
from kb.ingest.facts.due import Due, find_due


@dataclass(frozen=True)
class Commitment:
    """A duty; all spans are offsets into the text it was found in.

    `text[start:end]` is the evidence, `text[what_start:what_end]` the duty without its actors. `lead` and `joint` are
    as printed, ำ in one letter; `lead_agency` and `joint_agencies` the official names, None (left out) where the
    registry knows none. `confidence` is the share right of its kind, `cue` the words that lay the duty, `region` where
    they stand (see DecisionLine).
    """

    start: int
    end: int
    lead: str
    joint: tuple[str, ...]
    lead_agency: str | None
    joint_agencies: tuple[str, ...]
    what_start: int
    what_end: int
    due: Due | None
    confidence: float
    cue: str
    region: str


_SOMEBODY = re.compile(r"ผู้|คณะผู้แทน|ประธาน|[^\n]*(?:ประเทศสมาชิก|สาธารณรัฐ|ฝ่าย|อาเซียน)")
_OWNER = re.compile(r"เจ้าของเรื่อง")
MOST_JOINED = 8  # joined duties of one clause that are looked at


def find_commitments(
    text: str, start: int, end: int, meeting_date: date, registry: AgencyRegistry, proposer: str | None = None
) -> tuple[Commitment, ...]:
    """The commitments whose duty words stand in `text[start:end]`, in order; linear in what is read.

    Text before `start` is read to tell whether the passage is the cabinet's decision; nothing after `end` is read.
    `proposer` is who "หน่วยงานเจ้าของเรื่อง" speaks of.
    """
    begin = reading_start(text, start)
    composed = Composed.of(text[begin:end])
    part = composed.text
    owner = registry.canonical(proposer) if proposer else None
    found: list[Commitment] = []
    for lines in decision_lines(part, first=begin == 0):
        if composed.origin(lines[-1].end) + begin <= start:
            continue
        first, last = lines[0].start, lines[-1].end
        reader = ActorReader(part, registry, first, last)
        clauses = [
            clause for clause in duty_clauses(part, lines, reader) if composed.origin(clause.start) + begin >= start
        ]
        found += [
            _commitment(part, duty, reader, meeting_date, owner, _region(lines, duty.start))
            for clause in clauses
            for duty in _by_deadline(part, clause, meeting_date)
        ]
    return tuple(_moved(commitment, begin, composed) for commitment in found)


def _by_deadline(part: str, clause: Clause, meeting_date: date) -> Iterator[Clause]:
    """A clause, cut where a second duty of the same actor has another deadline than the first."""
    for also in islice(ALSO.finditer(part, clause.what_start + 1, clause.end), MOST_JOINED):
        first = find_due(part, clause.what_start, also.start(), meeting_date)
        second = find_due(part, also.end(), clause.end, meeting_date) if first or also["number"] else None
        if _another(part, first, second, numbered=bool(also["number"])):
            yield replace(clause, end=also.start())
            yield from _by_deadline(part, replace(clause, start=also.end(), what_start=also.end()), meeting_date)
            return
    yield clause


def _another(part: str, first: Due | None, second: Due | None, numbered: bool) -> bool:
    """Whether two deadlines differ: in kind or day, or in their words where these tell no day.

    Duties that are numbered differ, too, where only one of them has a deadline.
    """
    if first is None or second is None:
        return numbered and first is not second
    if (first.kind, first.on) != (second.kind, second.on):
        return True
    return first.kind == "recurring" and part[first.start : first.end] != part[second.start : second.end]


def _region(lines: Sequence[DecisionLine], at: int) -> str:
    """Where the line that holds `at` stands."""
    return lines[max(0, bisect_right(lines, at, key=lambda line: line.start) - 1)].region


def _commitment(
    part: str, clause: Clause, reader: ActorReader, meeting_date: date, owner: str | None, region: str
) -> Commitment:
    """A clause as a commitment, spans still into `part`; `owner` is the agency that proposed the matter."""
    lead, *joint = clause.actors
    joint += _cooperating(part, clause, reader, [lead, *joint])
    due = find_due(part, clause.what_start, clause.end, meeting_date)
    official = owner if owner and _OWNER.search(lead.printed) else lead.official
    return Commitment(
        start=clause.start,
        end=clause.end,
        lead=lead.printed,
        joint=tuple(actor.printed for actor in joint),
        lead_agency=official,
        joint_agencies=tuple(dict.fromkeys(actor.official for actor in joint if actor.official)),
        what_start=clause.what_start,
        what_end=clause.end,
        due=due or (find_due(part, clause.start, clause.what_start, meeting_date) if clause.cue == IMPLIED else None),
        confidence=confidence(clause.cue, region, lead.printed, known=official is not None),
        cue=clause.cue,
        region=region,
    )


def _moved(commitment: Commitment, by: int, composed: Composed) -> Commitment:
    """The same with every span as it is in the whole text."""
    due = commitment.due
    return replace(
        commitment,
        start=composed.origin(commitment.start) + by,
        end=composed.origin(commitment.end) + by,
        what_start=composed.origin(commitment.what_start) + by,
        what_end=composed.origin(commitment.what_end) + by,
        due=replace(due, start=composed.origin(due.start) + by, end=composed.origin(due.end) + by) if due else None,
    )


def _is_body(actor: Actor) -> bool:
    """Whether a name met inside a duty is that of a body here, not of somebody abroad or in general."""
    return actor.known or not _SOMEBODY.match(actor.printed)


def _cooperating(part: str, clause: Clause, reader: ActorReader, known: list[Actor]) -> list[Actor]:
    """Those the duty is to be done with, named inside it."""
    found: list[Actor] = []
    for cooperation in COOPERATION.finditer(part, clause.what_start, clause.end):
        actors = reader.read(cooperation.end(), clause.end)
        names = {actor.printed for actor in (*known, *found)}
        found += [actor for actor in (actors.named if actors else ()) if _is_body(actor) and actor.printed not in names]
    return found
