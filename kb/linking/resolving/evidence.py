"""What speaks for each matter of a meeting being the one that a mention means, as named numbers."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from kb.linking.resolving.meeting import Meeting
from kb.linking.resolving.surroundings import Stretch, Surroundings
from kb.linking.resolving.words import Values

LEAD = "lead: "
"""Before a name: by how much a matter is ahead of the best of the others in that evidence."""

_ANY = 1e-9  # a title without words has no weight to divide by

_STRETCHES: Mapping[str, Callable[[Surroundings], Stretch]] = {
    "cited title": lambda around: around.title,
    "before": lambda around: around.before,
    "last": lambda around: around.last,
    "next": lambda around: around.next,
    "after": lambda around: around.after,
    "around": lambda around: around.around,
    "citing title": lambda around: around.whole.title,
    "citing body": lambda around: around.whole.body,
}


class Evidence:
    """Evidence by name, worked out when asked for; a name is a stretch of the citing text, a colon and a kind.

    Kinds: `share of title` (how much of the matter's title the stretch has), `in title`, `in body` (how much of the
    stretch the matter has), `not in title` (how much it has not), `run of title` (the longest run of words in common as
    a share of the title), `run in title` (its weight), `phrases`, `own phrases`, `longest phrase` (see `Shared`). Words
    count by their rarity.
    """

    def __init__(self, around: Surroundings, meeting: Meeting) -> None:
        self._around = around
        self._meeting = meeting
        self._known: dict[str, Values] = {}

    def __getitem__(self, name: str) -> Values:
        """Evidence of that name, a value for each matter. Raises KeyError for a name that is none."""
        if name.startswith(LEAD):
            return _lead(self[name.removeprefix(LEAD)])
        if name not in self._known:
            stretch, _, kind = name.partition(": ")
            of = _STRETCHES[stretch](self._around)
            found = _KINDS[kind](of, self._meeting)
            self._known.update({f"{stretch}: {each}": values for each, values in found.items()})
        return self._known[name]

    def table(self, names: Iterable[str]) -> Values:
        """Evidence as columns, a row for each matter."""
        return np.column_stack([self[name] for name in names])


def _in_title(of: Stretch, meeting: Meeting) -> dict[str, Values]:
    shared = meeting.titles.shared(of.once)
    told = shared / of.weight
    return {
        "share of title": shared / np.maximum(meeting.titles.weight, _ANY),
        "in title": told,
        "not in title": 1.0 - told if of.once else told,
    }


def _runs(of: Stretch, meeting: Meeting) -> dict[str, Values]:
    run = meeting.titles.longest_run(of.numbers)
    return {"run of title": run / np.maximum(meeting.titles.weight, _ANY), "run in title": np.log1p(run)}


def _in_body(of: Stretch, meeting: Meeting) -> dict[str, Values]:
    return {"in body": meeting.bodies.shared(of.once) / of.weight}


def _phrases(of: Stretch, meeting: Meeting) -> dict[str, Values]:
    shared = meeting.phrases.shared(of.grams)
    return {"phrases": shared.share, "own phrases": shared.own, "longest phrase": shared.run}


_KINDS: Mapping[str, Callable[[Stretch, Meeting], dict[str, Values]]] = {
    **dict.fromkeys(("share of title", "in title", "not in title"), _in_title),
    **dict.fromkeys(("run of title", "run in title"), _runs),
    "in body": _in_body,
    **dict.fromkeys(("phrases", "own phrases", "longest phrase"), _phrases),
}
NAMES = tuple(f"{stretch}: {kind}" for stretch in _STRETCHES for kind in _KINDS)
"""All evidence there is, but for leads; `weights.json` has what counts."""


def _lead(values: Values) -> Values:
    """Each value less the greatest of the others; itself where there is no other."""
    if len(values) <= 1:
        return values
    second, first = np.partition(values, -2)[-2:]
    return np.asarray(values - np.where(values == first, second, first), np.float64)
