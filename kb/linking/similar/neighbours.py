"""Which items are neighbours of one, and in which order: scored, folded, spread over agencies. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.linking.judgements import Verdict
from kb.linking.similar.item import Item
from kb.linking.similar.likeness import WEIGHTS, Likeness, LikenessWeights, likeness

LEAST = 0.43
"""The score from which two items are called alike."""
SPREAD = 0.6
"""An agency's best comes before the second of another if it has at least this share of the best score of all."""
TOLD_TWICE = 0.985
"""Cosine of both titles and texts from which two items of one day are one thing told twice."""


@dataclass(frozen=True)
class Neighbour:
    """An item like the one asked about. `folded` are those it stands for: its report series, or the same told twice.

    `verdict` is a person's word that holds. `own_series` when it is of the series of the item asked about.
    """

    item: Item
    likeness: Likeness
    folded: tuple[Item, ...] = ()
    verdict: Verdict | None = None
    own_series: bool = False

    @property
    def score(self) -> float:
        """0 to 1."""
        return self.likeness.score


def neighbours(
    one: Item,
    others: Sequence[Item],
    text_words: Mapping[int, float],
    verdicts: Mapping[int, Verdict],
    least: float = LEAST,
    weights: LikenessWeights = WEIGHTS,
) -> list[Neighbour]:
    """Those of `others` that are like `one`, in the order to show them.

    What a person rejected is left out, with the series it stands in; what a person confirmed comes first, whatever its
    score. `text_words` gives, by id, how much of the telling words of `one` the other's text holds.
    """
    scored = [
        Neighbour(
            other,
            likeness(one, other, text_words.get(other.id, 0.0), weights),
            verdict=verdicts.get(other.id),
            own_series=_series(one) is not None and _series(one) == _series(other),
        )
        for other in others
        if other.id != one.id and not told_twice(one, other)
    ]
    wanted = [each for each in scored if each.verdict is not None or each.score >= least]
    folds = fold(wanted)
    confirmed = [each for each in folds if each.verdict is not None]
    return [*confirmed, *spread([each for each in folds if each.verdict is None])]


def told_twice(one: Item, other: Item) -> bool:
    """Whether two items are one thing: of one day, with the same title or nearly the same title and text."""
    if one.on != other.on:
        return False
    if one.same and one.same == other.same:
        return True
    alike = one.head @ other.head >= TOLD_TWICE and one.middle @ other.middle >= TOLD_TWICE
    return bool(alike) and one.words.keys() == other.words.keys()


def fold(found: Sequence[Neighbour]) -> list[Neighbour]:
    """One for each series and for each thing told twice: the confirmed one, else the best; best first.

    A series in which a person rejected one is left out, unless one of it was confirmed.
    """
    folds = []
    for group in _groups(sorted(found, key=_order)):
        rejected = any(each.verdict is not None and not each.verdict.holds for each in group)
        confirmed = [each for each in group if each.verdict is not None and each.verdict.holds]
        if rejected and not confirmed:
            continue
        folds.extend(_folded(group, confirmed))
    return folds


def _groups(found: Iterable[Neighbour]) -> list[list[Neighbour]]:
    """What is one series or one thing told twice, together; the order stays."""
    groups: list[list[Neighbour]] = []
    by_series: dict[tuple[str, int | None], list[Neighbour]] = {}
    for each in found:
        series = _series(each.item)
        group = by_series.get(series) if series else None
        if group is None:
            group = next((held for held in groups if told_twice(held[0].item, each.item)), None)
        if group is None:
            group = []
            groups.append(group)
        if series:
            by_series.setdefault(series, group)
        group.append(each)
    return groups


def _series(item: Item) -> tuple[str, int | None] | None:
    """What is equal for one series: two agencies that ask for the same in the same words are not one series."""
    return (item.series, item.agency) if item.series else None


def _folded(group: Sequence[Neighbour], confirmed: Sequence[Neighbour]) -> list[Neighbour]:
    """The group as what stands for it; each that a person confirmed stands for itself."""
    heads = list(confirmed) or [group[0]]
    rest = tuple(each.item for each in group if each not in heads and each.verdict is None)
    first = heads[0]
    return [Neighbour(first.item, first.likeness, rest, first.verdict, first.own_series), *heads[1:]]


def spread(found: Sequence[Neighbour], share: float = SPREAD) -> list[Neighbour]:
    """First the best of each agency, then the second of each and so on, as long as it is good enough beside the best.

    What has less than `share` of the best score comes after all that, by score. Items without an agency count as one.
    """
    ordered = sorted(found, key=_order)
    floor = share * ordered[0].score if ordered else 0.0
    turns: dict[int | None, int] = {}
    placed = []
    for each in ordered:
        turn = turns.get(each.item.agency, 0)
        turns[each.item.agency] = turn + 1
        placed.append((each.score < floor, turn if each.score >= floor else 0, each))
    return [each for _, _, each in sorted(placed, key=lambda place: (place[0], place[1], *_order(place[2])))]


def _order(each: Neighbour) -> tuple[float, int, int]:
    return -each.score, -each.item.on.toordinal(), each.item.id
