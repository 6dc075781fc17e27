"""What became of agencies: who came before, who came after. Pure functions of a table of successions."""

from collections.abc import Callable, Iterable, Sequence

from kb.agencies.agency import Succession


def predecessors(successions: Iterable[Succession], name: str) -> tuple[Succession, ...]:
    """The successions that led to an agency, oldest first, direct ones only."""
    return tuple(sorted((each for each in successions if each.successor == name), key=_by_day))


def successors(successions: Iterable[Succession], name: str) -> tuple[Succession, ...]:
    """The successions that led away from an agency, oldest first, direct ones only."""
    return tuple(sorted((each for each in successions if each.predecessor == name), key=_by_day))


def ancestors(successions: Sequence[Succession], name: str) -> tuple[str, ...]:
    """An agency and all it came from, nearest first: what its name of today should find."""
    return _reached(name, lambda each: [past.predecessor for past in predecessors(successions, each)])


def descendants(successions: Sequence[Succession], name: str) -> tuple[str, ...]:
    """An agency and all that came from it, nearest first."""
    return _reached(name, lambda each: [later.successor for later in successors(successions, each)])


def lineage(successions: Sequence[Succession], name: str) -> tuple[Succession, ...]:
    """Every succession on the way to an agency and away from it, oldest first; those of its siblings are left out."""
    before, after = set(ancestors(successions, name)), set(descendants(successions, name))
    on_the_way = (each for each in successions if each.successor in before or each.predecessor in after)
    return tuple(sorted(on_the_way, key=_by_day))


def _reached(name: str, step: Callable[[str], list[str]]) -> tuple[str, ...]:
    found, at = [name], 0
    while at < len(found):
        found += [each for each in dict.fromkeys(step(found[at])) if each not in found]
        at += 1
    return tuple(found)


def _by_day(succession: Succession) -> tuple[object, ...]:
    return (succession.on, succession.predecessor, succession.successor)
