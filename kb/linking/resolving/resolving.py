"""Which matter of the archive a mention means."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from kb.linking.mention import Candidate, Mention, Resolved
from kb.linking.resolving.cited_title import rows_called
from kb.linking.resolving.citing import Citing
from kb.linking.resolving.deciding import RESOLVED, decide
from kb.linking.resolving.evidence import Evidence
from kb.linking.resolving.meeting import Meeting, Meetings
from kb.linking.resolving.surroundings import Surroundings, surroundings, whole
from kb.linking.resolving.weighing import likelihoods, read_weights
from kb.linking.resolving.words import Values

NOBODY: frozenset[int] = frozenset()
TITLE_TOLD = 0.7
"""Share of a cited title's words in a matter's title from which that title decided."""
SETTLED = 3.0
"""How much louder than evidence a title, a letter or a person speaks to the other mentions of the same day."""
CERTAIN = 30.0
"""Added to scores where "none" is no answer: the cited title is there, more than once."""


@dataclass(frozen=True)
class _Words:
    """What people have said of a citing matter: ids that it cites, and ids that it does not."""

    confirmed: Set[int]
    rejected: Set[int]


@dataclass(frozen=True)
class _Settled:
    """An answer that needs no evidence."""

    resolved: Resolved

    def told(self) -> dict[int, float]:
        """What it says to its neighbours of the same day."""
        return {} if self.resolved.target is None else {self.resolved.target: SETTLED}

    def answer(self, neighbours: Iterable[dict[int, float]]) -> Resolved:  # noqa: ARG002  # nothing sways it
        """The answer."""
        return self.resolved


@dataclass(frozen=True)
class _Choice:
    """The matters that a mention may mean, and their scores."""

    meeting: Meeting
    scores: Values
    how: tuple[str, ...]
    """For each matter what decides if it is the one."""

    def told(self) -> dict[int, float]:
        """What it says by itself to its neighbours of the same day: the likelihood of the matter it means."""
        likelihood = likelihoods(self.scores)
        best = int(likelihood.argmax())
        sure = float(likelihood[best])
        return {self.meeting.candidates[best].id: sure} if sure >= RESOLVED else {}

    def answer(self, neighbours: Iterable[dict[int, float]]) -> Resolved:
        """The answer, after the neighbours were heard: what one of them tells by title, the next tells by date only."""
        heard: dict[int, float] = {}
        for told in neighbours:
            for key, sure in told.items():
                heard[key] = max(sure, heard.get(key, 0.0))
        more = np.array([heard.get(each.id, 0.0) for each in self.meeting.candidates])
        return decide(self.meeting, likelihoods(self.scores + read_weights().neighbour * more), self.how)


def resolve(
    mention: Mention,
    text: str,
    citing: Citing,
    meetings: Meetings,
    *,
    confirmed: Set[int] = NOBODY,
    rejected: Set[int] = NOBODY,
) -> Resolved:
    """Which matter a mention means, looked at alone; see `resolve_all`."""
    return resolve_all([mention], text, citing, meetings, confirmed=confirmed, rejected=rejected)[0]


def resolve_all(
    mentions: Sequence[Mention],
    text: str,
    citing: Citing,
    meetings: Meetings,
    *,
    confirmed: Set[int] = NOBODY,
    rejected: Set[int] = NOBODY,
) -> list[Resolved]:
    """Which matters the mentions of a citing matter mean, in their order.

    `text` is what the spans are of. `confirmed` are ids that a person said this matter cites: of the day, one wins over
    all evidence. `rejected` ids never come, not among candidates either. A mention that does not tell by itself is
    helped by those of the same day that do.
    """
    of = whole(text, citing, meetings.words)
    said = _Words(confirmed, rejected)
    looked: list[_Settled | _Choice] = []
    for mention in mentions:
        found = _found(mention, citing, meetings, said)
        called = _called(mention, text, found) if isinstance(found, Meeting) else found
        if isinstance(called, Meeting):
            around = surroundings(mention, text, citing, of, meetings.words, mentions)
            looked.append(_choice(called, around, one_of_them=called is not found))
        else:
            looked.append(_Settled(called))
    told = [each.told() for each in looked]
    return [
        each.answer(
            [told[other] for other in range(len(told)) if other != at and mentions[other].on == mentions[at].on]
        )
        for at, each in enumerate(looked)
    ]


def _called(mention: Mention, text: str, meeting: Meeting) -> Resolved | Meeting:
    """The one whose title is cited word for word; those, where several are called so; else all."""
    rows = rows_called(mention, text, meeting.title_keys)
    called = [meeting.candidates[row] for row in rows]
    if len(called) == 1:
        return Resolved("resolved", called[0].id, "exact title", 1.0)
    return Meeting(called, meeting.words) if called else meeting


def _choice(meeting: Meeting, around: Surroundings, *, one_of_them: bool) -> _Choice:
    evidence = Evidence(around, meeting)
    titled = evidence["cited title: in title"] >= TITLE_TOLD
    how = "only matter" if len(meeting.candidates) == 1 else "context"
    scores = read_weights().scores(evidence) + (CERTAIN if one_of_them else 0.0)
    return _Choice(meeting, scores, tuple("fuzzy title" if each else how for each in titled))


def _found(mention: Mention, citing: Citing, meetings: Meetings, said: _Words) -> Resolved | Meeting:
    """The answer where the date, the letter or a person gives it; else the matters to choose from."""
    out = said.rejected | {citing.id}
    lettered = _lettered(mention, meetings, out)
    if lettered:
        return _by_person(lettered, said) or (
            Resolved("resolved", lettered[0].id, "letter", 1.0) if len(lettered) == 1 else meetings.of(lettered)
        )
    if mention.on is None:
        if mention.letter:
            return Resolved("no matter")
        return Resolved("impossible date" if mention.problem else "undated")
    if mention.on > citing.on:
        return Resolved("impossible date")
    meeting = meetings.on(mention.on)
    if not meeting.candidates:
        return Resolved("no meeting")
    kept = meeting.without(out)
    return _by_person(kept.candidates, said) or (kept if kept.candidates else Resolved("no matter"))


def _lettered(mention: Mention, meetings: Meetings, out: Set[int]) -> list[Candidate]:
    """The matters of the letter that a mention names, of its day where it has one."""
    if mention.letter is None:
        return []
    found = meetings.lookup.candidates_with_letter(mention.letter)
    return [each for each in found if each.id not in out and mention.on in (None, each.on)]


def _by_person(candidates: Sequence[Candidate], said: _Words) -> Resolved | None:
    """The one that a person confirmed; of several confirmed, words must tell."""
    sure = [each for each in candidates if each.id in said.confirmed]
    return Resolved("resolved", sure[0].id, "person", 1.0) if len(sure) == 1 else None
