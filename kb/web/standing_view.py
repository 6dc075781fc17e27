"""How a resolution stands, and the chain it stands in, as its page shows them. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kb.linking.chain_view import ChainStep, ChainView, StandingView
from kb.linking.standing.period import STANDINGS
from kb.search import HitStanding
from kb.text import thai_date
from kb.web.wording import ROLES

REF = re.compile(r"\b\d{4}-\d\d-\d\d-\d{2,}[a-z]*")
BY = {
    "revoked": "ถูกยกเลิกโดย",
    "partly revoked": "ถูกยกเลิกบางส่วนโดย",
    "amended": "แก้ไขโดย",
    "extended": "ขยายเวลาโดย",
}
"""Standings that another resolution brought about, as they begin a sentence."""
TONES = {
    "in force": "stands",
    "amended": "changed",
    "extended": "changed",
    "partly revoked": "changed",
    "revoked": "ended",
    "spent": "spent",
}
MOST_STEPS = 12


@dataclass(frozen=True)
class Banner:
    """A standing in a sentence: `lead`, then `by` with its title, `since` and `until` a day. `on` is told when it is
    not today. `tone` is one of stands, changed, ended, spent, unknown.
    """

    tone: str
    lead: str
    by: str | None
    by_title: str
    since: str
    until: str
    why: Markup
    english: str
    quote: str
    unconfirmed: bool
    on: str


@dataclass(frozen=True)
class PeriodLine:
    """A standing and its days."""

    name: str
    days: str
    why: Markup
    now: bool


@dataclass(frozen=True)
class StepLine:
    """One resolution of a chain. `does` says what it does, to which (`to`); `standing` is told on the day."""

    id: str
    day: str
    title: str
    role: str
    does: str
    to: str | None
    unconfirmed: bool
    standing: str
    here: bool


@dataclass(frozen=True)
class ChainBox:
    """The chain as a time line. `rest` are the steps beyond those shown; `typed` is the day as it was asked."""

    banner: Banner | None
    on: str
    typed: str
    periods: tuple[PeriodLine, ...]
    steps: tuple[StepLine, ...]
    rest: tuple[StepLine, ...]
    followers: tuple[StepLine, ...]
    conflicts: tuple[tuple[Markup, str], ...]
    cut: bool


def chain_box(chain: ChainView, today: date, typed: str = "") -> ChainBox:
    """A chain in words."""
    titles = {each.id: each.title for each in (*chain.steps, *chain.followers)}
    steps = tuple(_step(each, chain.id) for each in chain.steps)
    return ChainBox(
        banner=_banner(chain, titles, today) if chain.standing else None,
        on=thai_date(chain.on),
        typed=typed,
        periods=tuple(_period(each, each == chain.standing) for each in chain.periods),
        steps=steps[:MOST_STEPS] if len(steps) > 1 else (),
        rest=steps[MOST_STEPS:],
        followers=tuple(_step(each, chain.id) for each in chain.followers),
        conflicts=tuple((linked(each.thai), each.english) for each in chain.conflicts),
        cut=chain.cut,
    )


def hit_banner(standing: HitStanding | None) -> Banner | None:
    """A standing worth telling in a list: one that something has changed, or that is over."""
    if standing is None or standing.standing not in {*BY, "spent"}:
        return None
    return Banner(
        tone=TONES[standing.standing],
        lead=_lead(standing.standing, standing.by),
        by=standing.by,
        by_title="",
        since=thai_date(standing.since),
        until="",
        why=Markup(""),
        english="",
        quote="",
        unconfirmed=standing.unconfirmed,
        on="",
    )


def standing_name(standing: str) -> str:
    """What a standing is called."""
    return next((name for each, name in STANDINGS.items() if each == standing), standing)


def linked(text: str) -> Markup:
    """A sentence, escaped, its addresses of resolutions made links."""
    pieces, at = [], 0
    for found in REF.finditer(text):
        pieces += [
            Markup.escape(text[at : found.start()]),
            Markup('<a href="/resolutions/{0}">{0}</a>').format(found[0]),
        ]
        at = found.end()
    return Markup("").join([*pieces, Markup.escape(text[at:])])


def _banner(chain: ChainView, titles: Mapping[str, str], today: date) -> Banner | None:
    now = chain.standing
    if now is None:
        return None
    return Banner(
        tone=TONES.get(now.standing, "unknown"),
        lead=_lead(now.standing, now.by),
        by=now.by if now.standing in BY else None,
        by_title=titles.get(now.by or "", "") if now.standing in BY else "",
        since=thai_date(now.first) if now.standing in {*BY, "spent"} else "",
        until=_until(now, chain.periods),
        why=linked(now.thai),
        english=now.english,
        quote=" ".join((now.quote or "").split()),
        unconfirmed=now.unconfirmed,
        on="" if chain.on == today else thai_date(chain.on),
    )


def _lead(standing: str, by: str | None) -> str:
    return BY[standing] if by and standing in BY else standing_name(standing)


def _until(now: StandingView, periods: Sequence[StandingView]) -> str:
    """The last day of its time, where its time is all that ends it."""
    if now.last is None:
        return ""
    after = next((each for each in periods if each.first > now.last), None)
    return thai_date(now.last) if after and after.standing == "spent" else ""


def _period(period: StandingView, now: bool) -> PeriodLine:
    first = thai_date(period.first)
    days = f"{first} – {thai_date(period.last)}" if period.last else f"ตั้งแต่ {first}"
    return PeriodLine(period.name, days, linked(period.thai), now)


def _step(step: ChainStep, here: str) -> StepLine:
    return StepLine(
        id=step.id,
        day=thai_date(step.meeting_date),
        title=step.title,
        role=step.role,
        does=ROLES.get(step.role, step.role),
        to=step.to,
        unconfirmed=bool(step.link) and not step.confirmed,
        standing=standing_name(step.standing) if step.standing else "",
        here=step.id == here,
    )
