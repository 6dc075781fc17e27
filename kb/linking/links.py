"""Links between two resolutions: every mention that leads from one to the other, and people's word on the pair."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlalchemy import or_, select
from sqlmodel import Session, col

from kb.access import EVERYTHING, Policy
from kb.errors import BadInput
from kb.linking.judgements import Verdict, standing_verdicts
from kb.linking.mention import Relation
from kb.linking.standing import title_act
from kb.store import CitationMention, Resolution

STRENGTH: tuple[Relation, ...] = ("refers", "complies", "reports", "exempts", "extends", "amends", "revokes")
"""Weakest first: a pair bound by several mentions has the strongest relation of them."""
assert set(STRENGTH) == set(get_args(Relation))  # noqa: S101 - one is a reordering of the other
BETWEEN = "~"
MOST_IDS = 900
"""How many ids one statement asks for."""


@dataclass(frozen=True)
class End:
    """One end of a link."""

    key: int
    ref: str
    on: date
    title: str
    agency_abbr: str | None
    outcome: str | None
    classification: str


@dataclass(frozen=True)
class Evidence:
    """Words of the citing resolution that a link rests on, at `start`-`end` of its text."""

    start: int
    end: int
    quote: str
    relation: Relation
    cue: str | None
    part: bool


@dataclass(frozen=True)
class Link:
    """`citing` says something of `cited`. `confirmed` by a person; `how` and `score` tell what a machine went by."""

    citing: End
    cited: End
    relation: Relation
    part: bool
    confirmed: bool
    how: str
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        """The pair of addresses: it means the same link whatever is rebuilt."""
        return f"{self.citing.ref}{BETWEEN}{self.cited.ref}"


def link_refs(link: str) -> tuple[str, str]:
    """The two addresses in the id of a link, citing first. Raises `BadInput` for anything else."""
    citing, found, cited = link.partition(BETWEEN)
    if not found or not citing or not cited or BETWEEN in cited:
        raise BadInput(
            f"เลขที่ความเชื่อมโยง {link} ไม่ถูกต้อง ต้องเป็นเลขที่มติสองเลขคั่นด้วย ~ เช่น 2022-06-28-01~2019-03-05-07",
            f"{link} is not a link; a link is two addresses with ~ between, as 2022-06-28-01~2019-03-05-07",
        )
    return citing, cited


def links_of(session: Session, ids: Iterable[int], policy: Policy = EVERYTHING) -> list[Link]:
    """Links that any of `ids` is an end of, oldest citing resolution first. A pair a person rejected has none.

    A link to or from something the caller may not see, or that is withdrawn, does not exist.
    """
    wanted = sorted(set(ids))
    mentions: dict[int, CitationMention] = {}
    verdicts: dict[tuple[int, int], Verdict] = {}
    for at in range(0, len(wanted), MOST_IDS):
        some = wanted[at : at + MOST_IDS]
        of_some = or_(col(CitationMention.resolution_id).in_(some), col(CitationMention.target_id).in_(some))
        found = select(CitationMention).where(col(CitationMention.target_id).is_not(None), of_some)
        mentions.update((row.id or 0, row) for row in session.execute(found).scalars())
        verdicts.update(standing_verdicts(session, some, "citation"))
    pairs: dict[tuple[int, int], list[CitationMention]] = defaultdict(list)
    for row in mentions.values():
        pairs[row.resolution_id, row.target_id or 0].append(row)
    for (newer, older), verdict in verdicts.items():
        if verdict.holds and (older, newer) not in pairs:
            pairs.setdefault((newer, older), [])
    ends = _ends(session, {key for pair in pairs for key in pair}, policy)
    links = [
        link
        for (citing, cited), rows in pairs.items()
        if citing in ends and cited in ends
        if (link := _link(ends[citing], ends[cited], rows, _on_pair(verdicts, citing, cited)))
    ]
    return sorted(links, key=lambda each: (each.citing.on, each.citing.ref, each.cited.on, each.cited.ref))


def _ends(session: Session, ids: Iterable[int], policy: Policy) -> Mapping[int, End]:
    wanted = sorted(ids)
    columns = (
        col(Resolution.id), col(Resolution.ref), col(Resolution.meeting_date), col(Resolution.title),
        col(Resolution.agency_abbr), col(Resolution.outcome), col(Resolution.classification),
    )  # fmt: skip
    visible = select(*columns).where(
        col(Resolution.withdrawn).is_(False), col(Resolution.classification).in_(policy.classifications)
    )
    ends = {}
    for at in range(0, len(wanted), MOST_IDS):
        for row in session.execute(visible.where(col(Resolution.id).in_(wanted[at : at + MOST_IDS]))):
            end = End(*row)
            ends[end.key] = end
    return ends


def _link(citing: End, cited: End, rows: Sequence[CitationMention], verdict: Verdict | None) -> Link | None:
    if verdict is not None and not verdict.holds:
        return None
    evidence = tuple(
        Evidence(row.start, row.end, row.quote, _relation(row.relation), row.cue, row.part)
        for row in sorted(rows, key=lambda row: row.start)
    )
    strongest = max(evidence, key=lambda each: STRENGTH.index(each.relation), default=None)
    relation: Relation = strongest.relation if strongest else "refers"
    part = all(each.part for each in evidence if each.relation == relation) and strongest is not None
    told = title_act(citing.title, cited.title)
    if told is not None and STRENGTH.index(told) > STRENGTH.index(relation):
        relation = told
    if verdict is not None and verdict.relation is not None:
        relation, part = verdict.relation, verdict.part
    best = max(rows, key=lambda row: row.score, default=None)
    how, score = (best.how or "", best.score) if best else ("person", 1.0)
    return Link(citing, cited, relation, part, verdict is not None, how, score, evidence)


def _on_pair(verdicts: Mapping[tuple[int, int], Verdict], citing: int, cited: int) -> Verdict | None:
    """People's word on a pair is kept newer first, whichever cites the other by a misprinted date."""
    return verdicts.get((citing, cited)) or verdicts.get((cited, citing))


def _relation(name: str) -> Relation:
    return next(each for each in STRENGTH if each == name)
