"""What a search gives back: frozen values, ready to be printed by any door."""

from dataclasses import dataclass
from datetime import date

from kb.search.projections import HitStanding, HitTopic


@dataclass(frozen=True)
class Highlight:
    """A part of a text that matched: character offsets into the text it is given with."""

    start: int
    end: int


@dataclass(frozen=True)
class HitPassage:
    """A passage that answers, quoted. `start` and `end` are offsets into the resolution's document text."""

    id: int
    kind: str
    start: int
    end: int
    text: str
    highlights: tuple[Highlight, ...]
    similarity: float | None


@dataclass(frozen=True)
class Reason:
    """One thing that made a resolution a hit: what kind, what it was, and a sentence in Thai and English."""

    kind: str
    value: str
    thai: str
    english: str


@dataclass(frozen=True)
class Hit:
    """One resolution, with the passages that answer best and the reasons why it is here.

    `score` orders the hits of one search; it compares with nothing else. `tier` is 0 for a hit by words and meaning,
    above 0 for an exact one (quoted phrase 1, date 2, letter number or address 3).
    """

    id: str
    title: str
    title_highlights: tuple[Highlight, ...]
    meeting_date: date
    number: int
    agency: str | None
    agency_abbr: str | None
    outcome: str | None
    group: str | None
    letter_number: str | None
    letter_date: date | None
    source: str
    tier: int
    score: float
    passages: tuple[HitPassage, ...]
    reasons: tuple[Reason, ...]
    standing: HitStanding | None = None
    topic: HitTopic | None = None


@dataclass(frozen=True)
class FacetValue:
    """How many of the found resolutions have a value."""

    value: str
    count: int


@dataclass(frozen=True)
class TopicValue:
    """How many of the found resolutions belong to a topic."""

    id: int
    value: str
    count: int


@dataclass(frozen=True)
class Facets:
    """Counts over all found resolutions (not only this page). Years are Buddhist-era, newest first."""

    years: tuple[FacetValue, ...]
    agencies: tuple[FacetValue, ...]
    groups: tuple[FacetValue, ...]
    outcomes: tuple[FacetValue, ...]
    standings: tuple[FacetValue, ...] = ()
    topics: tuple[TopicValue, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What was read out of the query text beside its words."""

    terms: tuple[str, ...]
    phrases: tuple[str, ...]
    dates: tuple[str, ...]
    letter_numbers: tuple[str, ...]


@dataclass(frozen=True)
class SearchResults:
    """A page of hits. `total` counts the ranked resolutions; with `total_is_least` there may be more, less alike."""

    query: str
    mode: str
    total: int
    total_is_least: bool
    offset: int
    limit: int
    hits: tuple[Hit, ...]
    facets: Facets
    understood: Understood
    took_ms: float
