"""The chain that a resolution stands in: what it began with, and all that was done to it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kb.linking.mention import Relation
from kb.linking.standing.conflict import Conflict
from kb.linking.standing.course import standing_conflicts
from kb.linking.standing.decision import Decision, TypedLink

Role = Literal["first", "amendment", "extension", "exemption", "partial revocation", "revocation", "report", "follower"]

CHAIN_LIMIT = 200
_JOINING: frozenset[Relation] = frozenset({"amends", "extends", "exempts", "revokes", "reports"})
_ROLES: dict[Relation, tuple[int, Role]] = {
    "revokes": (0, "revocation"),
    "extends": (2, "extension"),
    "amends": (3, "amendment"),
    "exempts": (4, "exemption"),
    "reports": (5, "report"),
    "complies": (6, "follower"),
}


@dataclass(frozen=True)
class ChainEntry:
    """One resolution of a chain. `link` is what it chiefly does to an earlier one, None for a first decision; `links`
    are all that it does to others of the chain.
    """

    decision: Decision
    role: Role
    link: TypedLink | None
    links: tuple[TypedLink, ...] = ()


@dataclass(frozen=True)
class Chain:
    """The chain of `start`, by day. `followers` comply with one of the chain without being of it. `cut` when there is
    more than the limit let in.
    """

    start: int
    entries: tuple[ChainEntry, ...]
    followers: tuple[ChainEntry, ...]
    conflicts: tuple[Conflict, ...]
    cut: bool


def reach(
    start: int, links_of: Callable[[Collection[int]], Iterable[TypedLink]], limit: int = CHAIN_LIMIT
) -> tuple[tuple[int, ...], tuple[TypedLink, ...], bool]:
    """The ids of a chain, nearest first, all links met on the way, and whether the limit cut it.

    `links_of` gives the links that lead to or from some resolutions; it is called once for each step away from `start`.
    A link to a later resolution is met, but not followed.
    """
    found, met, frontier, cut = {start: None}, dict[TypedLink, None](), [start], False
    while frontier:
        links = list(links_of(frontier))
        met.update(dict.fromkeys(links))
        inside, following = set(frontier), dict[int, None]()
        for link in sorted(links, key=_stable):
            if link.relation not in _JOINING or not link.in_order:
                continue
            for here, there in ((link.citing, link.cited), (link.cited, link.citing)):
                if here in inside and there not in found:
                    following[there] = None
        room = limit - len(found)
        cut = cut or len(following) > room
        frontier = list(following)[:room]
        found.update(dict.fromkeys(frontier))
    return tuple(found), tuple(met), cut


def chain_of(
    start: int, decisions: Mapping[int, Decision], links: Sequence[TypedLink], limit: int = CHAIN_LIMIT
) -> Chain:
    """The chain of a resolution among `decisions`; a link to one that is not there does not exist.

    Reached along links that amend, extend, exempt, revoke and report, both ways. A link to a later resolution is not
    followed and is told as a conflict, as are those that contradict one another.
    """
    known = [link for link in links if link.citing in decisions and link.cited in decisions]
    around = _around(known)
    ids, _, cut = reach(start, lambda some: [link for one in some for link in around.get(one, ())], limit)
    members = set(ids)
    inside = [link for link in known if link.citing in members and link.cited in members]
    entries = [_entry(decisions[one], inside) for one in ids]
    followers: dict[int, list[TypedLink]] = {}
    for link in known:
        if link.relation == "complies" and link.cited in members and link.citing not in members and link.in_order:
            followers.setdefault(link.citing, []).append(link)
    following = [ChainEntry(decisions[one], "follower", some[0], tuple(some)) for one, some in followers.items()]
    return Chain(
        start,
        tuple(sorted(entries, key=_by_day)),
        tuple(sorted(following, key=_by_day)),
        _conflicts([decisions[one] for one in ids], known, members),
        cut,
    )


def _entry(decision: Decision, inside: Iterable[TypedLink]) -> ChainEntry:
    own = sorted((link for link in inside if link.citing == decision.id and link.in_order), key=_weight)
    own = [link for link in own if link.relation in _ROLES and link.cited != decision.id]
    if not own or own[0].relation == "complies":
        return ChainEntry(decision, "first", None, tuple(own))
    chief = own[0]
    role: Role = "partial revocation" if chief.relation == "revokes" and chief.part else _ROLES[chief.relation][1]
    return ChainEntry(decision, role, chief, tuple(own))


def _conflicts(
    decisions: Sequence[Decision], links: Sequence[TypedLink], members: Collection[int]
) -> tuple[Conflict, ...]:
    """What contradicts itself in the chain, each once."""
    found: dict[Conflict, None] = {}
    for link in links:
        if link.relation in _JOINING and not link.in_order and (link.citing in members or link.cited in members):
            found[Conflict("dated before", link)] = None
    pairs = {(link.citing, link.cited) for link in links if link.changes}
    for link in links:
        both = link.changes and (link.cited, link.citing) in pairs and link.citing in members
        if both and link.in_order and link.citing < link.cited:
            found[Conflict("circle", link)] = None
    for decision in sorted(decisions, key=lambda one: (one.on, one.ref)):
        found.update(dict.fromkeys(standing_conflicts(decision, links)))
    return tuple(found)


def _around(links: Iterable[TypedLink]) -> dict[int, list[TypedLink]]:
    around: dict[int, list[TypedLink]] = {}
    for link in links:
        for one in {link.citing, link.cited}:
            around.setdefault(one, []).append(link)
    return around


def _weight(link: TypedLink) -> tuple[int, str, int]:
    heavy = _ROLES.get(link.relation, (9, "follower"))[0]
    return heavy + (1 if link.part and link.relation == "revokes" else 0), link.cited_ref, link.cited


def _stable(link: TypedLink) -> tuple[str, str, str]:
    return link.cited_ref, link.citing_ref, link.relation


def _by_day(entry: ChainEntry) -> tuple[str, str]:
    return entry.decision.on.isoformat(), entry.decision.ref
