"""Which of the links that lead to a resolution count, in which order, and which contradict the others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.linking.standing.conflict import Conflict
from kb.linking.standing.decision import Decision, TypedLink, is_approved


@dataclass(frozen=True)
class Incoming:
    """Sorted links to one resolution: those that change it, reports that tell its end, and those that show it alive."""

    changes: tuple[TypedLink, ...]
    endings: tuple[TypedLink, ...]
    signs: tuple[TypedLink, ...]
    conflicts: tuple[Conflict, ...]


def sort_links(decision: Decision, incoming: Sequence[TypedLink]) -> Incoming:
    """The links to `decision` among `incoming`, by what they do. Of links from one resolution a person's win."""
    ours = [link for link in incoming if link.cited == decision.id and link.citing != decision.id]
    dated = [link for link in _judged(ours) if link.on >= decision.on]
    early = [Conflict("dated before", link) for link in _judged(ours) if link.on < decision.on and link.changes]
    return Incoming(
        changes=tuple(sorted((link for link in dated if link.changes), key=_order)),
        endings=tuple(link for link in dated if link.relation == "reports" and link.new_end),
        signs=tuple(
            sorted((link for link in dated if _shows_alive(link)), key=lambda link: (link.on, link.citing_ref))
        ),
        conflicts=tuple(early),
    )


def same_day_ends(link: TypedLink, changes: Sequence[TypedLink]) -> TypedLink | None:
    """Another change of the same meeting that sets another end and that no person's word overrules."""
    for other in changes:
        rival = other.on == link.on and other.citing != link.citing and other.new_end and link.new_end
        if rival and other.new_end != link.new_end and other.confirmed == link.confirmed:
            return other
    return None


def overruled(link: TypedLink, changes: Sequence[TypedLink]) -> TypedLink | None:
    """A change of the same meeting with another end that a person has confirmed, where `link` has only the machine."""
    for other in changes:
        rival = other.on == link.on and other.new_end and link.new_end and other.new_end != link.new_end
        if rival and other.confirmed and not link.confirmed:
            return other
    return None


def _judged(links: Iterable[TypedLink]) -> list[TypedLink]:
    """The links without those of the machine from a resolution on whose links a person has spoken."""
    by_citing: defaultdict[int, list[TypedLink]] = defaultdict(list)
    for link in links:
        by_citing[link.citing].append(link)
    return [link for some in by_citing.values() for link in ([one for one in some if one.confirmed] or some)]


def _order(link: TypedLink) -> tuple[date, int, str, int]:
    """By the day of effect; on one day a change before a partial and that before a whole revocation."""
    weight = {"amends": 0, "extends": 1, "revokes": 2 if link.part else 3}
    return link.effective, weight.get(link.relation, 0), link.citing_ref, link.citing


def _shows_alive(link: TypedLink) -> bool:
    """Whether the citing resolution acts as one that takes the cited one to be in use."""
    if link.keeps or link.changes:
        return True
    acts = link.relation in {"complies", "exempts"} and is_approved(link.outcome)
    return acts or (link.relation == "reports" and link.new_end is None)
