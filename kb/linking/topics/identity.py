"""Ids that survive a rebuild: former and new topics matched by overlap, and what became of each."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from kb.linking.topics.model import Event, Former
from kb.linking.topics.tuning import DEFAULT, Tuning


@dataclass(frozen=True)
class Matching:
    """The id and the human name of each new group, in their order; what happened; the first id never given out."""

    ids: tuple[int, ...]
    names: tuple[str | None, ...]
    events: tuple[Event, ...]
    next_id: int


def match(
    former: Sequence[Former], new: Sequence[Set[int]], there: Set[int], next_id: int, tuning: Tuning = DEFAULT
) -> Matching:
    """Give each new group the id of the former one it overlaps most, else a new id from `next_id` on.

    Overlap is Jaccard's over resolutions that are in the archive now (`there`) and were in some former topic: what was
    added or withdrawn since does not count. The greatest overlap is served first; of equals the older id.
    """
    was = {member: place for place, old in enumerate(former) for member in old.members if member in there}
    shared = [Counter(was[member] for member in group if member in was) for group in new]
    old_size = Counter(was.values())
    offers = sorted(
        (-common / (old_size[old] + counts.total() - common), former[old].id, old, place)
        for place, counts in enumerate(shared)
        for old, common in counts.items()
    )
    taken: dict[int, int] = {}
    given: dict[int, tuple[int, float]] = {}
    for overlap, _, old, place in offers:
        if -overlap >= tuning.kept_overlap and old not in taken and place not in given:
            taken[old] = place
            given[place] = (old, -overlap)
    ids: list[int] = []
    for place in range(len(new)):
        ids.append(former[given[place][0]].id if place in given else next_id)
        next_id += place not in given
    names = tuple(former[given[place][0]].name if place in given else None for place in range(len(new)))
    events = [Event("kept", ids[place], share=overlap) for place, (_, overlap) in sorted(given.items())]
    for place, counts in enumerate(shared):
        if place not in given:
            events.append(_beginning(ids[place], counts, former, tuning))
    for old, one in enumerate(former):
        if old not in taken:
            went = {ids[place]: counts[old] for place, counts in enumerate(shared) if counts[old]}
            events.append(_ending(one.id, went, old_size[old], tuning))
    return Matching(tuple(ids), names, tuple(events), next_id)


def _beginning(new_id: int, counts: Counter[int], former: Sequence[Former], tuning: Tuning) -> Event:
    if counts:
        old, common = min(counts.items(), key=lambda item: (-item[1], former[item[0]].id))
        if common / counts.total() >= tuning.passed_on:
            return Event("split", new_id, former[old].id, common / counts.total())
    return Event("born", new_id)


def _ending(old_id: int, went: dict[int, int], size: int, tuning: Tuning) -> Event:
    if went:
        into, common = min(went.items(), key=lambda item: (-item[1], item[0]))
        if common / size >= tuning.passed_on:
            return Event("merged", old_id, into, common / size)
    return Event("gone", old_id)
