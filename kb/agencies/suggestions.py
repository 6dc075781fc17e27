"""Who an unknown name may mean: the one door to rapidfuzz. Suggestions only; a person decides."""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from kb.agencies.agency import Agency
from kb.agencies.registry import AgencyRegistry
from kb.agencies.spelling import dense

Ground = Literal["abbreviation", "contains", "spelling"]
LEAST_LIKE = 75.0
"""Likeness, of 100, under which two names have no more in common than the words that many agencies share."""
CONTAINED = 90.0
"""What it counts when a known agency is named inside the unknown name."""


@dataclass(frozen=True)
class Suggestion:
    """A known agency that may be meant, how likely of 100, and what speaks for it."""

    agency: Agency
    score: float
    ground: Ground


def suggest(name: str, abbr: str | None, registry: AgencyRegistry, limit: int = 3) -> tuple[Suggestion, ...]:
    """The agencies that an unknown name, with the abbreviation printed beside it, may mean; the likeliest first."""
    found: list[Suggestion] = []
    if abbr:
        found += [Suggestion(each, 100.0, "abbreviation") for each in registry.resolve(abbr).candidates]
    found += [Suggestion(mention.agency, CONTAINED, "contains") for mention in registry.mentions(name)]
    spelled = [(dense(known), agency) for agency in registry.agencies for known in (agency.name, *agency.other_names)]
    close = process.extract(
        dense(name), [known for known, _ in spelled], scorer=fuzz.ratio, limit=2 * limit, score_cutoff=LEAST_LIKE
    )
    found += [Suggestion(spelled[at][1], round(score, 1), "spelling") for _, score, at in close]
    best: dict[str, Suggestion] = {}
    for each in sorted(found, key=lambda each: (-each.score, each.agency.name)):
        best.setdefault(each.agency.name, each)
    return tuple(best.values())[:limit]
