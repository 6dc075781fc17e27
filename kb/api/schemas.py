"""Answers that only the JSON edge has; everything else is the rooms' own frozen values."""

from dataclasses import dataclass

from kb.search import SearchResults


@dataclass(frozen=True)
class SearchAnswer(SearchResults):
    """A page of hits and, unless it is the last, the cursor of the next."""

    next_cursor: str | None


@dataclass(frozen=True)
class Health:
    """Whether the service lives, and whether it can answer. `problem` says what an administrator should do."""

    status: str
    generation: str | None = None
    resolutions: int | None = None
    problem: str | None = None


@dataclass(frozen=True)
class JobAccepted:
    """A document was received; `location` tells what becomes of it."""

    id: str
    state: str
    location: str
