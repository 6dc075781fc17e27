"""What is given back: frozen values, ready to be shown by any door."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.linking.judgements import Verdict
from kb.linking.mention import Span

ReasonKind = Literal["judged", "series", "project", "law", "title words", "text words", "kind", "meaning"]


@dataclass(frozen=True)
class Reason:
    """One thing that two matters have in common: what kind, what it is, and a sentence in Thai and in English."""

    kind: ReasonKind
    value: str
    thai: str
    english: str


@dataclass(frozen=True)
class Excerpt:
    """A passage of one matter: its span in the document's text, with its words, and the shared words within it.

    All offsets are into the text of the document version; `words` lie inside `span`.
    """

    span: Span
    words: tuple[Span, ...]


@dataclass(frozen=True)
class SharedPassage:
    """Two passages to be read side by side, and how near they are in meaning (cosine)."""

    this: Excerpt
    other: Excerpt
    cosine: float


@dataclass(frozen=True)
class FoldedMatter:
    """A matter that another one stands for: the same series at another time, or the same told twice."""

    ref: str
    meeting_date: date
    title: str


@dataclass(frozen=True)
class SimilarMatter:
    """One suggestion. `score` is from 0 to 1; `verdict` is a person's word that it is right, None for a machine's.

    `folded` are further matters that it stands for, newest first; `own_series` when it is a report of the very series
    of the matter asked about.
    """

    id: int
    ref: str
    title: str
    meeting_date: date
    agency: str | None
    agency_abbr: str | None
    group: str | None
    outcome: str | None
    score: float
    verdict: Verdict | None
    own_series: bool
    reasons: tuple[Reason, ...]
    passages: tuple[SharedPassage, ...]
    folded: tuple[FoldedMatter, ...]


@dataclass(frozen=True)
class AgencyShare:
    """An agency, how many of the similar matters it proposed (folded ones counted once), and its best of them."""

    agency: str | None
    abbr: str | None
    matters: int
    best: str
    score: float


@dataclass(frozen=True)
class SimilarMatters:
    """Matters like one, those for the page in order, and how they spread over agencies.

    `found` counts all that are alike, shown or not; with `found_is_least` there may be more, further off. `by_agency`
    divides them, most first; `agencies` counts the named ones. `told_twice` are matters of the same day and title as
    the one asked about, which is no likeness but the same thing again. `thai` and `english` say it in a sentence.
    """

    ref: str
    items: tuple[SimilarMatter, ...]
    found: int
    found_is_least: bool
    agencies: int
    by_agency: tuple[AgencyShare, ...]
    told_twice: tuple[FoldedMatter, ...]
    thai: str
    english: str
