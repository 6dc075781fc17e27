"""The course of a resolution's standing over time."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb.linking.standing.conflict import Conflict
from kb.linking.standing.decision import NOTED, Decision, TypedLink, is_approved
from kb.linking.standing.links_in import Incoming, overruled, same_day_ends, sort_links
from kb.linking.standing.period import Period, Standing
from kb.linking.standing.reasons import reason

UNTOLD_DAYS = 365
"""For how long a resolution "for a period" whose end nobody tells is taken to stand after the last sign of life: one
round of the yearly budget. After it the standing is unknown."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _State:
    """How things are from `since` on: the standing, the link that gave it, and when it will end by itself."""

    since: date
    standing: Standing
    link: TypedLink | None = None
    end: date | None = None
    end_link: TypedLink | None = None
    unsure_until: date | None = None
    lasting: bool = False
    shaky: bool = False


def standing_periods(decision: Decision, incoming: Sequence[TypedLink]) -> tuple[Period, ...]:
    """The standings of a resolution one after another, without a gap, from its day on.

    Each day is told by what had been decided until then. `incoming` may hold links to others too. A change counts when
    its own matter was approved, from the day it takes effect; those that cannot be (`standing_conflicts`) do not.
    """
    sorted_in = sort_links(decision, incoming)
    states, _ = _walk(decision, sorted_in)
    periods: list[Period] = []
    for at, state in enumerate(states):
        last = states[at + 1].since - _DAY if at + 1 < len(states) else None
        if last is None or last >= state.since:
            periods.extend(_shown(decision, state, last, sorted_in.signs))
    return tuple(periods)


def standing_conflicts(decision: Decision, incoming: Sequence[TypedLink]) -> tuple[Conflict, ...]:
    """The links to a resolution that contradict its day or one another."""
    sorted_in = sort_links(decision, incoming)
    return (*sorted_in.conflicts, *_walk(decision, sorted_in)[1])


def _walk(decision: Decision, incoming: Incoming) -> tuple[list[_State], list[Conflict]]:
    states, conflicts = [_beginning(decision, incoming)], list[Conflict]()
    for link in incoming.changes:
        state, conflict = _changed(states[-1], link, incoming.changes)
        if conflict:
            conflicts.append(conflict)
        if state:
            states.append(state)
    return states, conflicts


def _beginning(decision: Decision, incoming: Incoming) -> _State:
    """The standing that a resolution has by itself."""
    sure = decision.kind is not None and not decision.kind_is_default
    noted = decision.outcome == NOTED and not (sure and decision.kind != "1.2")
    if noted or not is_approved(decision.outcome) or (sure and decision.kind == "1.2"):
        return _State(decision.on, "spent")
    told = min(incoming.endings, key=lambda link: (not link.confirmed, link.on), default=None)
    if decision.ends_on and decision.ends_on >= decision.on:
        return _State(decision.on, "in force", end=decision.ends_on)
    lasting = decision.open_ended is not None or (sure and decision.kind in {"2.1", "2.2"})
    if told and told.new_end and told.new_end >= decision.on:
        return _State(decision.on, "in force", end=told.new_end, end_link=told, shaky=not told.confirmed)
    return _State(decision.on, "in force", lasting=lasting)


def _changed(state: _State, link: TypedLink, changes: Sequence[TypedLink]) -> tuple[_State | None, Conflict | None]:
    """The state after a change, None when it does not count, and what is wrong with it."""
    if state.standing == "revoked":
        return _after_revocation(state, link)
    shaky = state.shaky or not link.confirmed
    if link.relation == "revokes" and not link.part:
        return _State(link.effective, "revoked", link, shaky=not link.confirmed), None
    standing: Standing = "amended" if link.relation == "amends" else "extended"
    if link.relation == "revokes":
        standing = "partly revoked"
    if state.standing == "partly revoked" and link.relation != "revokes":
        shown = replace(state, since=link.effective, shaky=shaky)
    else:
        shown = replace(state, since=link.effective, standing=standing, link=link, shaky=shaky)
    if shown.end and shown.end < link.on:  # past its time, and yet it was changed: so something of it stands
        shown = replace(shown, end=None, end_link=None, unsure_until=None)
    return _ending_anew(state, shown, link, changes)


def _after_revocation(state: _State, link: TypedLink) -> tuple[_State | None, Conflict | None]:
    """What is left to say once revoked: a second revocation counts only where a person vouches for it alone."""
    revoked_by = state.link
    if revoked_by is None or link.on <= revoked_by.on:
        return None, None
    if link.relation != "revokes":
        return None, Conflict("after revocation", link, revoked_by)
    stronger = link.confirmed and not revoked_by.confirmed and not link.part
    return (
        _State(link.effective, "revoked", link) if stronger else None,
        Conflict("revoked again", link, revoked_by),
    )


def _ending_anew(
    before: _State, state: _State, link: TypedLink, changes: Sequence[TypedLink]
) -> tuple[_State | None, Conflict | None]:
    """The state with the end that the change sets."""
    end = link.new_end or (_later(before.end, link.longer_by) if before.end and link.longer_by else None)
    if end is None:
        return (replace(state, end=None, end_link=None) if link.relation == "extends" else state), None
    if master := overruled(link, changes):
        return None, Conflict("different ends", link, master)
    rival = same_day_ends(link, changes)
    if rival and rival.new_end:
        if before.end_link is rival:  # the other one has been counted and reported
            return None, None
        first, last = sorted((end, rival.new_end))
        conflict = Conflict("different ends", link, rival)
        return replace(state, end=first, end_link=link, unsure_until=last, lasting=False), conflict
    lapsed = before.end is not None and before.end < link.on
    if end < link.on or (link.relation == "extends" and before.end and not lapsed and end <= before.end):
        kept = replace(state, end=before.end, end_link=before.end_link, unsure_until=date.max)
        return kept, Conflict("shorter", link, before.end_link)
    return replace(state, end=end, end_link=link, unsure_until=None, lasting=False), None


def _shown(decision: Decision, state: _State, last: date | None, signs: Sequence[TypedLink]) -> list[Period]:
    """The periods of a state up to `last`: as it is, then what becomes of it when its time is over."""
    if state.standing in {"revoked", "spent"}:
        return [_period(decision, state.standing, state.since, last, state.link, state.shaky)]
    if state.end:
        return _until_end(decision, state, last)
    if state.lasting:
        return [_period(decision, state.standing, state.since, last, state.link, state.shaky)]
    sign = max(signs, key=lambda link: (link.effective, link.confirmed), default=None)
    known = max((one.effective for one in signs), default=decision.on) + timedelta(days=UNTOLD_DAYS)
    unsure_kind = decision.kind is None or decision.kind_is_default
    if sign is None and unsure_kind:
        return [_period(decision, "unknown", state.since, last, None, False)]
    seen = state.link or sign
    shaky = state.shaky or (unsure_kind and sign is not None and not any(one.confirmed for one in signs))
    found = []
    if known >= state.since:
        stop = known if last is None or last > known else last
        found.append(_period(decision, state.standing, state.since, stop, seen, shaky))
    if last is None or last > known:
        found.append(_period(decision, "unknown", max(known + _DAY, state.since), last, None, False))
    return found


def _until_end(decision: Decision, state: _State, last: date | None) -> list[Period]:
    """A state that ends by itself: until then, unknown where two ends are given, and spent."""
    end = state.end or state.since
    found = []
    if end >= state.since:
        own = end if last is None or last > end else last
        found.append(_period(decision, state.standing, state.since, own, state.link, state.shaky, end))
    after = max(end + _DAY, state.since)
    if state.unsure_until and (last is None or last >= after):
        forever = state.unsure_until == date.max
        stop = last if forever or (last and last <= state.unsure_until) else state.unsure_until
        found.append(_period(decision, "unknown", after, stop, state.end_link or state.link, state.shaky))
        if stop is None or stop == last:
            return found
        after = stop + _DAY
    if last is None or last >= after:
        found.append(_period(decision, "spent", after, last, state.end_link, state.shaky, end))
    return found


def _period(
    decision: Decision,
    standing: Standing,
    first: date,
    last: date | None,
    link: TypedLink | None,
    shaky: bool,
    end: date | None = None,
) -> Period:
    changed = standing in {"amended", "extended", "partly revoked", "revoked", "spent"}
    cause = link.citing if link and changed else None
    return Period(standing, first, last, cause, link, shaky, reason(decision, standing, link, end))


def _later(day: date, months: int) -> date:
    """The same day some months on, or the last of that month; the last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if is_last else min(day.day, length))
