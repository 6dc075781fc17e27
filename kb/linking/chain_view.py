"""The chain of a resolution and how it stands on a day, as people and programs see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from kb.access import Policy, seen_resolution
from kb.linking.links import BETWEEN, links_of
from kb.linking.standing import (
    Chain,
    ChainEntry,
    Conflict,
    Decision,
    Period,
    TypedLink,
    chain_of,
    reach,
    standing_on,
    standing_periods,
)
from kb.linking.standing.period import STANDINGS, Why
from kb.linking.standing_reading import decisions_of, typed_links

ROLES = {
    ("revokes", False): "revocation", ("revokes", True): "partial revocation",
    ("extends", False): "extension", ("extends", True): "extension",
    ("amends", False): "amendment", ("amends", True): "amendment",
    ("exempts", False): "exemption", ("exempts", True): "exemption",
    ("reports", False): "report", ("reports", True): "report",
}  # fmt: skip
DOING = frozenset(relation for relation, _ in ROLES)


@dataclass(frozen=True)
class StandingView:
    """A standing and the days it holds, the link it rests on, and a warning where no person has confirmed that."""

    standing: str
    name: str
    first: date
    last: date | None
    by: str | None
    link: str | None
    quote: str | None
    unconfirmed: bool
    thai: str
    english: str


@dataclass(frozen=True)
class ChainStep:
    """One resolution of a chain, what it does to an earlier one (`to`), and how it stands on the day asked about."""

    id: str
    meeting_date: date
    title: str
    role: str
    to: str | None
    link: str | None
    confirmed: bool
    standing: str | None


@dataclass(frozen=True)
class ConflictView:
    """Links that contradict one another."""

    kind: str
    link: str
    thai: str
    english: str


@dataclass(frozen=True)
class ChainView:
    """A resolution's chain on a day. `standing` is None before its meeting; `periods` are all its standings."""

    id: str
    on: date
    standing: StandingView | None
    periods: tuple[StandingView, ...]
    steps: tuple[ChainStep, ...]
    followers: tuple[ChainStep, ...]
    conflicts: tuple[ConflictView, ...]
    cut: bool


def get_chain(session: Session, ref: str, policy: Policy, on: date) -> ChainView:
    """The chain that a resolution stands in. Raises `NotFound`, also for one the caller may not see.

    Only what the caller may see takes part: for him a link to anything else does not exist.
    """
    key = seen_resolution(session, ref, policy)

    def around(ids: Collection[int]) -> Iterable[TypedLink]:
        return typed_links(session, links_of(session, ids, policy))

    found, links, _ = reach(key, around)
    decisions = decisions_of(session, sorted({*found, *(end for each in links for end in (each.citing, each.cited))}))
    if key not in decisions:  # a withdrawn one has no chain
        return ChainView(ref, on, None, (), (), (), (), cut=False)
    return _view(chain_of(key, decisions, links), decisions[key], links, on)


def _view(chain: Chain, decision: Decision, links: Collection[TypedLink], on: date) -> ChainView:
    def periods_of(one: Decision) -> tuple[Period, ...]:
        return standing_periods(one, [each for each in links if each.cited == one.id])

    def step(entry: ChainEntry) -> ChainStep:
        now = standing_on(periods_of(entry.decision), on)
        link = _chief(entry, decision.id)
        return ChainStep(
            id=entry.decision.ref,
            meeting_date=entry.decision.on,
            title=entry.decision.title,
            role=ROLES.get((link.relation, link.part), entry.role) if link else entry.role,
            to=link.cited_ref if link else None,
            link=_link_id(link) if link else None,
            confirmed=bool(link and link.confirmed),
            standing=now.standing if now else None,
        )

    refs = {each.citing: each.citing_ref for each in links}
    periods = periods_of(decision)
    now = standing_on(periods, on)
    return ChainView(
        id=decision.ref,
        on=on,
        standing=_standing(now, refs) if now else None,
        periods=tuple(_standing(each, refs) for each in periods),
        steps=tuple(map(step, chain.entries)),
        followers=tuple(map(step, chain.followers)),
        conflicts=tuple(map(_conflict, chain.conflicts)),
        cut=chain.cut,
    )


def _chief(entry: ChainEntry, asked: int) -> TypedLink | None:
    """What an entry does to the resolution asked about, if anything; else what it chiefly does."""
    return next((link for link in entry.links if link.cited == asked and link.relation in DOING), entry.link)


def _standing(period: Period, refs: dict[int, str]) -> StandingView:
    why: Why = period.why
    return StandingView(
        standing=period.standing,
        name=STANDINGS[period.standing],
        first=period.first,
        last=period.last,
        by=refs.get(period.cause) if period.cause is not None else None,
        link=_link_id(period.link) if period.link else None,
        quote=period.link.quote if period.link else None,
        unconfirmed=period.unconfirmed,
        thai=why.thai,
        english=why.english,
    )


def _conflict(conflict: Conflict) -> ConflictView:
    return ConflictView(conflict.kind, _link_id(conflict.link), conflict.why.thai, conflict.why.english)


def _link_id(link: TypedLink) -> str:
    return f"{link.citing_ref}{BETWEEN}{link.cited_ref}"
