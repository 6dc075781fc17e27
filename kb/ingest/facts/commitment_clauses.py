"""A decision cut into the clauses that lay a duty: where each begins, who it names, where it ends. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from re import Match

from kb.ingest.facts import commitment_words as words
from kb.ingest.facts.actor_words import DUTY
from kb.ingest.facts.actors import Actor, ActorReader, Actors
from kb.ingest.facts.commitment_clause import IMPLIED, LISTED, MUST, SENT, Clause, made, skip_spaces
from kb.ingest.facts.commitment_lists import item_clause, with_list
from kb.ingest.facts.commitment_region import DecisionLine

REACH = 320  # letters before a cue that are read for what it depends on
ONCE = 140  # letters before a duty that tell of what it follows
SHORTEST_REMARK = 30  # letters in brackets that are more than another name
SHORTEST = 3  # letters that no duty is told in
SHORTEST_OWN = 12  # letters of a duty before what the next one depends on
FAR = 2000  # letters between two clauses behind which the second no longer speaks of the actors of the first
MOST_CLAUSES = 400  # of one decision; bounds the work on a hostile text


@dataclass(frozen=True)
class _Spoken:
    """The clause that the next one may leave its actors to: who, since where, and whether a paper was sent to them."""

    start: int
    actors: tuple[Actor, ...]
    sent: bool

    @classmethod
    def of(cls, clause: Clause, sent: bool) -> "_Spoken":
        """After `clause`."""
        return cls(clause.what_start, clause.actors, sent)


def duty_clauses(text: str, lines: Sequence[DecisionLine], reader: ActorReader) -> Iterator[Clause]:
    """The duties of one decision in order. Several lines can belong to one: a list of duties after "ดังนี้"."""
    spoken: _Spoken | None = None
    left, covered, listing = MOST_CLAUSES, 0, False
    for number, line in enumerate(lines):
        spoken = None if line.item else spoken
        found = list(_line_clauses(text, line, reader, spoken))[:left]
        left -= len(found)
        if line.item and listing and line.start >= covered and (own := item_clause(text, line, reader)):
            own = replace(own, end=min([line.end, *(clause.start for clause in found)]))
            listed = [*with_list(text, own, lines[number:], reader)]
            covered = max(each.end for each in listed)
            yield from listed
        for clause in found:
            listed = [*with_list(text, clause, lines[number:], reader)] if clause.end >= line.end else [clause]
            covered = max(covered, *(each.end for each in listed), line.end)
            yield from listed
        if found:
            spoken = _Spoken.of(found[-1], found[-1].cue == SENT)
        listing = listing or words.LIST_INTRODUCED.search(text[max(line.start, line.end - 30) : line.end]) is not None


def _line_clauses(text: str, line: DecisionLine, reader: ActorReader, spoken: _Spoken | None) -> Iterator[Clause]:
    begun: list[Clause] = []
    taken = line.start
    for cue in words.CUE.finditer(text, line.start, line.end):
        handed_on = begun and cue["task"] and cue.start() == taken
        if cue.start() < taken or handed_on or _bracketed(text, line.start, cue.start()):
            continue
        if clause := _clause(text, line, cue, reader, spoken):
            taken = clause.what_start
            begun.append(clause)
            spoken = _Spoken.of(clause, clause.cue == SENT or (clause.cue == IMPLIED and bool(spoken and spoken.sent)))
    limits = [*(clause.start for clause in begun[1:]), line.end][: len(begun)]
    for open_clause, limit in zip(begun, limits, strict=True):
        clause = replace(open_clause, end=_cut(text, open_clause, limit, limit < line.end))
        if clause.actors[0].printed == "หน่วยงาน" and words.ONLY_LIST.match(text, clause.what_start, clause.end):
            continue
        if clause.end - clause.what_start > SHORTEST and not _free(text, clause):
            yield clause


def _bracketed(text: str, start: int, at: int) -> bool:
    """Whether `at` stands inside brackets or quotation marks that opened near it."""
    before = text[max(start, at - REACH) : at]
    return any(before.rfind(opens) > before.rfind(closes) for opens, closes in ("()", "[]", "“”"))


def _clause(
    text: str, line: DecisionLine, cue: Match[str], reader: ActorReader, spoken: _Spoken | None
) -> Clause | None:
    """The duty that one cue lays, with its end still open; None when it lays none."""
    before = text[max(line.start, cue.start() - REACH) : cue.start()]
    actors = reader.read(cue.end(), line.end)
    if not (cue["task"] or cue["let"]):
        return _by_role(text, line, cue, actors, before) if actors else None
    if (cue["task"] or cue[0] == "ขอให้") and words.WAS_TOLD.search(before):
        return None
    if words.TOLD.search(before) or _only_allows(text, line, cue, before):
        return None
    if cue["let"] and not _lays(before, cue[0]) and not (actors and _signs(text, line, actors, before)):
        return None
    if actors is None:
        return _implied(text, line, cue, spoken) if cue["let"] else None
    return _ordered(text, line, cue, actors, before)


def _by_role(text: str, line: DecisionLine, cue: Match[str], actors: Actors, before: str) -> Clause | None:
    """The duty told without ให้: of whom something is sent to, who is responsible, or who must do something."""
    if cue["must"]:
        must = words.MUST.match(text, actors.end, line.end)
        return made(text, actors.named[0].start, actors, MUST) if must else None
    if cue["by"]:
        role = words.ROLE.match(text, actors.end, line.end) and words.DECIDED_BEFORE.search(before)
        return made(text, cue.start(), actors, "โดย") if role else None
    return made(text, cue.start(), actors, SENT) if words.SENT_FOR.match(text, actors.end, line.end) else None


def _only_allows(text: str, line: DecisionLine, cue: Match[str], before: str) -> bool:
    """Whether an order under a condition is leave to change papers that are not signed yet."""
    if not words.IF_CHANGED.search(_sentence(before)):
        return False
    return words.LEAVES.search(text, cue.end(), min(line.end, cue.end() + REACH)) is not None


def _signs(text: str, line: DecisionLine, actors: Actors, before: str) -> bool:
    """Whether a ให้ without a joining word before it lays a duty: who signs or heeds something, or acts if need be."""
    if words.CANNOT.search(before):
        return True
    if any(words_before.search(before) for words_before in (words.NOT_BEFORE, words.SENT_TO_SIGN, words.EMPOWERED)):
        return False
    if words.CONDITION.search(_sentence(before)) and DUTY.match(text, skip_spaces(text, actors.end), line.end):
        return True
    return words.SIGNS.match(text, actors.end, line.end) is not None


def _ordered(text: str, line: DecisionLine, cue: Match[str], actors: Actors, before: str) -> Clause | None:
    """The duty of the actors named, unless what follows is leave, an allocation or an appointment."""
    if words.LEAVE.match(text, actors.end, line.end):
        return None
    begin = skip_spaces(text, actors.end)
    if words.APPROVED.search(before):
        return made(text, cue.start(), actors, "อนุมัติให้") if words.DUTY_WHEN_APPROVED.match(text, begin) else None
    if words.CONSENTED.search(before):
        return None if words.ALLOWED.match(text, begin) else made(text, cue.start(), actors, "เห็นชอบให้")
    return made(text, cue.start(), actors, cue[0].replace(" ", ""))


def _lays(before: str, cue: str) -> bool:
    """Whether a bare ให้ after `before` lays a duty: it opens an item, or follows a joining word or a space."""
    if words.EMPOWERED.search(before) or before.endswith("นำเสนอ"):
        return False
    if cue == "ให้" and words.OF_A_PROPOSAL.search(before):
        proposer = before.rfind("ตามที่")
        if before.count("เสนอ", max(0, proposer)) > 1 or (proposer < 0 and "มติ" not in before):
            return False
    if words.ONCE_DONE.search(before):
        return True
    if not before.strip(" \u00a0\u200b0123456789.()-–•๐๑๒๓๔๕๖๗๘๙") or words.JOINED.search(before):
        spoken = before.rstrip(" \u00a0\u200b")
        if len(spoken) < len(before):
            return words.NOT_BEFORE_SPACE.search(before) is None
        return not words.NOT_BEFORE.search(spoken) or spoken.endswith(("และ", "ทั้งนี้", "เห็นควร"))
    return cue == "ขอให้" or before.endswith(
        ("มติ", "หลักการ", "ฯ", "เสนอ", "บาท", "อนุญาต", "ผ่อนผัน", "]", ")", "ไป", "ด้วย", "ข้างต้น")
    )


def _implied(text: str, line: DecisionLine, cue: Match[str], spoken: _Spoken | None) -> Clause | None:
    """A duty of whoever the clause before it named: only close to it, and only of certain kinds."""
    if spoken is None or not words.IMPLIED.match(text, cue.end(), line.end):
        return None
    between = text[spoken.start : cue.start()]
    if (
        len(between) > FAR
        or not words.AND_BEFORE.search(between[-ONCE:])
        or words.PROPOSED.search(between)
        or words.FREELY.search(between)
    ):
        return None
    rest = text[cue.end() : min(line.end, cue.end() + REACH)]
    if spoken.sent or "ทราบภายหลัง" in rest[:60]:
        return None
    once = words.ONCE_DONE.search(between)
    start = spoken.start + once.start() if once else cue.start()
    return Clause(start, line.end, cue.end(), spoken.actors, IMPLIED)


def _sentence(before: str) -> str:
    """The part of `before` that belongs to the sentence under way."""
    for mark in ("ทั้งนี้", "รวมทั้ง", "พร้อม", "ต่อไป ", "เสนอ ", " และ"):
        before = before[before.rfind(mark) :] if mark in before else before
    return before


def _cut(text: str, clause: Clause, limit: int, followed: bool) -> int:
    """The end of a clause that runs at most to `limit`, less the words that join it to the next one.

    Where another clause is what it is `followed` by, a condition told last is that one's.
    """
    stop = words.STOP.search(text, clause.what_start + 1, limit)
    end = stop.start() if stop else limit
    if followed and end == limit and not words.JOINS_NEXT.search(text[max(clause.what_start, end - 14) : end]):
        begin = clause.what_start + SHORTEST_OWN
        hanging = words.DANGLING.search(text[begin:end])
        end = begin + hanging.start() if hanging else end
    tail = text[max(clause.what_start, end - 60) : end]
    joined = words.JOINED.search(tail)
    return _unexplained(text, clause.what_start, end - (len(joined[0]) if joined else 0))


def _unexplained(text: str, start: int, end: int) -> int:
    """Before a remark in square brackets that a clause ends with: what it tells is background."""
    opened = text.rfind("[", start, end)
    closed = text.find("]", opened, end) if opened >= 0 else -1
    remark = opened >= 0 and end - opened > SHORTEST_REMARK and (closed < 0 or closed >= end - 2)
    return opened - len(text[start:opened]) + len(text[start:opened].rstrip()) if remark else end


def _free(text: str, clause: Clause) -> bool:
    """Whether the clause gives leave instead of laying a duty."""
    if clause.cue in {SENT, LISTED}:
        return False
    if words.STANDING_LEAVE.match(text, clause.what_start, clause.end):
        return True
    near = text[clause.what_start : min(clause.end, clause.what_start + 160)]
    return (
        words.FREELY.search(near) is not None or words.MAY_BORROW.match(text, clause.what_start, clause.end) is not None
    )
