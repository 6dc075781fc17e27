"""Everything that is read out of one resolution, each fact with the words it was read from. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date

from kb.agencies import AgencyRegistry
from kb.ingest.facts.classification import find_classification
from kb.ingest.facts.evidence import Evidence, evidence
from kb.ingest.facts.law_titles import LawTitle, find_law_titles
from kb.ingest.facts.money import Money, find_money
from kb.ingest.facts.opinions import OpiningAgency, find_opinions
from kb.ingest.facts.parts import Part, find_parts
from kb.ingest.facts.provinces import Province, find_provinces
from kb.ingest.facts.resolution_kind import ResolutionKind, find_kind
from kb.ingest.outcome import find_outcome
from kb.ingest.proposer import READ, Proposer, find_proposer
from kb.text import title_key

_PROPOSED_BY = re.compile(r"ตามที่[^\n]{0,50}$")
TITLE_REACH = 2_000  # characters before the body in which its title stands


@dataclass(frozen=True)
class Facts:
    """The facts of one resolution; every span is one of offsets into the text of its document.

    `laws` and `money` and `provinces` are those of title and body in reading order, a law or a province once, where it
    is first named. `proposer_evidence` is None when the agency stands in the title only, or is known by another name.
    """

    parts: tuple[Part, ...]
    proposer: Proposer | None
    proposer_evidence: Evidence | None
    opinions: tuple[OpiningAgency, ...]
    outcome: str | None
    kind: ResolutionKind
    classification: str
    classification_evidence: Evidence | None
    laws: tuple[LawTitle, ...]
    money: tuple[Money, ...]
    provinces: tuple[Province, ...]


def find_facts(
    title: str,
    text: str,
    body_start: int,
    body_end: int,
    meeting_date: date | None,
    group: str | None,
    registry: AgencyRegistry,
) -> Facts:
    """The facts of the resolution called `title`, whose body is `text[body_start:body_end]`; linear in its length.

    Agencies are those that lived on the day of the meeting. The title is looked for in the text before the body.
    """
    known = registry.as_of(meeting_date) if meeting_date else registry
    body = text[body_start:body_end]
    named = _title_span(title, text, body_start)
    money = tuple(
        _moved(each, by) for by, words in _stretches(text, named, body_start, body_end) for each in find_money(words)
    )
    parts = find_parts(text, body_start, body_end, money)
    proposer = find_proposer(title, body, known)
    outcome = find_outcome(body)
    classification, mark = find_classification(text)
    return Facts(
        parts=parts,
        proposer=proposer,
        proposer_evidence=_proposer_evidence(text, body_start, body_end, proposer, known),
        opinions=find_opinions(text, body_start, body_end, parts, known, proposer.name if proposer else None),
        outcome=outcome,
        kind=find_kind(text, named, title, parts, group, outcome, meeting_date),
        classification=classification,
        classification_evidence=mark,
        laws=_laws(text, named, body_start, body_end),
        money=money,
        provinces=_provinces(text, named, body_start, body_end),
    )


def _title_span(title: str, text: str, body_start: int) -> tuple[int, int] | None:
    """Where the title stands before the body, white space apart; None when it does not."""
    words = title.split()
    if not words:
        return None
    first = max(0, body_start - TITLE_REACH)
    matches = list(re.finditer(r"\s+".join(map(re.escape, words)), text[first:body_start]))
    return (first + matches[-1].start(), first + matches[-1].end()) if matches else None


def _stretches(text: str, named: tuple[int, int] | None, body_start: int, body_end: int) -> list[tuple[int, str]]:
    """Title and body, as offset and words."""
    title = [(named[0], text[named[0] : named[1]])] if named else []
    return [*title, (body_start, text[body_start:body_end])]


def _moved(money: Money, by: int) -> Money:
    return replace(money, start=money.start + by, end=money.end + by)


def _laws(text: str, named: tuple[int, int] | None, body_start: int, body_end: int) -> tuple[LawTitle, ...]:
    """The laws of title and body, each once; a draft and the law it becomes are two."""
    found: dict[tuple[str, bool], LawTitle] = {}
    for by, words in _stretches(text, named, body_start, body_end):
        for law in find_law_titles(words):
            found.setdefault((title_key(law.title), law.is_draft), replace(law, start=law.start + by, end=law.end + by))
    return tuple(found.values())


def _provinces(text: str, named: tuple[int, int] | None, body_start: int, body_end: int) -> tuple[Province, ...]:
    """The provinces of title and body, each once."""
    found: dict[str, Province] = {}
    for by, words in _stretches(text, named, body_start, body_end):
        for each in find_provinces(words):
            found.setdefault(each.name, replace(each, start=each.start + by, end=each.end + by))
    return tuple(found.values())


def _proposer_evidence(
    text: str, body_start: int, body_end: int, proposer: Proposer | None, registry: AgencyRegistry
) -> Evidence | None:
    """Where the body names the proposer: in "ตามที่ … เสนอ" if there, else first."""
    if proposer is None:
        return None
    end = min(body_end, body_start + READ)
    mentions = [each for each in registry.mentions(text[body_start:end]) if each.agency.name == proposer.name]
    if not mentions:
        at = text.find(proposer.name, body_start, end)
        return evidence(text, at, at + len(proposer.name)) if at >= 0 else None
    asked = (
        each
        for each in mentions
        if _PROPOSED_BY.search(text, max(0, body_start + each.start - 60), body_start + each.start)
    )
    best = next(asked, mentions[0])
    return evidence(text, body_start + best.start, body_start + best.end)
