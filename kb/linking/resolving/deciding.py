"""From likelihoods to an answer: one matter, several for a person to choose from, or none."""

from collections.abc import Sequence

from kb.linking.mention import Resolved
from kb.linking.resolving.meeting import Meeting
from kb.linking.resolving.words import Values
from kb.text import title_key

RESOLVED = 0.6
"""Likelihood from which a matter is the one meant."""
OPEN = 0.3
"""Likelihood of all matters together from which a person is asked."""
_OFFERED, _MOST_OFFERED = 0.04, 5
_SAME_START = 400  # characters of a body by which one matter told twice is known


def decide(meeting: Meeting, likelihood: Values, how: Sequence[str]) -> Resolved:
    """What the likelihoods of a meeting's matters come to. A matter told twice is one: the likelier telling is it.

    `how` says for each matter what decides if it is the one.
    """
    if not len(likelihood):
        return Resolved("no matter")
    best = int(likelihood.argmax())
    score = min(1.0, sum(float(likelihood[row]) for row in _tellings(meeting, best)))
    if score >= RESOLVED:
        return Resolved("resolved", meeting.candidates[best].id, how[best], round(score, 4))
    if float(likelihood.sum()) < OPEN:
        return Resolved("no matter")
    return Resolved("ambiguous", score=round(score, 4), candidates=_offered(meeting, likelihood))


def _tellings(meeting: Meeting, row: int) -> list[int]:
    """The rows that tell the same matter, itself among them."""
    same = [each for each, key in enumerate(meeting.title_keys) if key == meeting.title_keys[row]]
    return [each for each in same if each == row or _start(meeting, each) == _start(meeting, row)]


def _start(meeting: Meeting, row: int) -> str:
    return title_key(meeting.candidates[row].text[:_SAME_START])


def _offered(meeting: Meeting, likelihood: Values) -> tuple[int, ...]:
    order: Sequence[int] = sorted(range(len(likelihood)), key=lambda row: -likelihood[row])[:_MOST_OFFERED]
    return tuple(meeting.candidates[row].id for row in order if likelihood[row] >= _OFFERED)
