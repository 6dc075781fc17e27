"""Where a document's matters belong: under which resolution of their meeting, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.ingest.document import UNNUMBERED, ParsedMatter
from kb.ingest.similarity import Title, title_similarity
from kb.text import find_letter_numbers

SAME_TITLE = 0.85
"""Likeness of titles from which two documents of one meeting speak of the same matter."""
NOT_ANOTHER = 0.5
"""Likeness below which the same letter number is taken for a misprint, not for the same matter."""
APART = 0.03
"""How much better the best title must be than the next one, where a document tells no number."""


@dataclass(frozen=True)
class Known:
    """A resolution of the meeting as far as it decides where a matter belongs. `own`: told by this document before.

    `letter_keys` are those of all its sources: two copies of one letter meet even where the resolution shows neither.
    """

    id: int
    number: int
    letter: str
    title: Title
    letter_keys: frozenset[str]
    own: bool


@dataclass(frozen=True)
class Place:
    """The resolution a matter belongs to, None for a new one, and how that was told."""

    resolution: int | None
    how: str


NEW = Place(None, "new")


def letter_key_of(matter: ParsedMatter) -> str | None:
    """The letter number of a matter in the form it is looked up in."""
    letters = find_letter_numbers(matter.letter_number) if matter.letter_number else []
    return letters[0].key if letters else None


def places_of(
    matters: Sequence[ParsedMatter], known: Iterable[Known], judged: Mapping[tuple[int, str], int]
) -> list[Place]:
    """A place for each matter; no two of one document share one unless a person said so.

    In this order, each over all matters before the next: what a person said (`judged`, by number and title key), the
    letter number, the number with a like title, a like title alone where either side has no number, and for a title
    reworded in the document itself the number among what the document alone has told.
    """
    free = {each.id: each for each in known}
    everyone = frozenset(free)
    places: list[Place] = [NEW] * len(matters)

    def take(at: int, resolution: int, how: str) -> None:
        places[at] = Place(resolution, how)
        free.pop(resolution, None)

    titles = [Title.of(matter.title) for matter in matters]
    steps: list[tuple[Callable[[ParsedMatter, Title], int | None], str]] = [
        (lambda matter, title: _judged(matter, title, judged, everyone), "person"),
        (lambda matter, title: _by_letter(matter, title, free.values()), "letter"),
        (lambda matter, title: _by_number(matter, title, free.values()), "number"),
        (lambda matter, title: _by_title(matter, title, free.values()), "title"),
        (lambda matter, _title: _reworded(matter, free.values()), "number"),
    ]
    for find, how in steps:
        for at, (matter, title) in enumerate(zip(matters, titles, strict=True)):
            if places[at] is NEW and (found := find(matter, title)) is not None:
                take(at, found, how)
    return places


def _judged(
    matter: ParsedMatter, title: Title, judged: Mapping[tuple[int, str], int], known: frozenset[int]
) -> int | None:
    """What a person said of this matter, or of one of its number whose title a better reading has changed a little."""
    wanted = judged.get((matter.number, title.key))
    if wanted is None:
        same = [(title_similarity(title, Title(key, key)), place) for (number, key), place in judged.items()
                if number == matter.number]  # fmt: skip
        likeness, wanted = max(same, default=(0.0, None))
        wanted = wanted if likeness >= SAME_TITLE else None
    return wanted if wanted in known else None


def _by_letter(matter: ParsedMatter, title: Title, free: Iterable[Known]) -> int | None:
    key = letter_key_of(matter)
    same = [each for each in free if key in each.letter_keys]
    alike = [(title_similarity(title, each.title), each.id) for each in same]
    best = max(alike, default=(0.0, 0))
    return best[1] if best[0] >= NOT_ANOTHER else None


def _by_number(matter: ParsedMatter, title: Title, free: Iterable[Known]) -> int | None:
    if matter.number == UNNUMBERED:
        return None
    same = [each for each in free if each.number == matter.number and matter.suffix in ("", each.letter)]
    best = max(((title_similarity(title, each.title), -each.id) for each in same), default=(0.0, 0))
    return -best[1] if best[0] >= SAME_TITLE else None


def _by_title(matter: ParsedMatter, title: Title, free: Iterable[Known]) -> int | None:
    """By title alone, only where either side tells no number, and only when no other title is nearly as like."""
    key = letter_key_of(matter)

    def other_letter(each: Known) -> bool:
        """Letters of two numbers tell of one matter only when they name it alike to the letter."""
        return bool(key and each.letter_keys and key not in each.letter_keys and each.title.key != title.key)

    able = [each for each in free if UNNUMBERED in (matter.number, each.number) and not other_letter(each)]
    alike = sorted(((title_similarity(title, each.title), each.id) for each in able), reverse=True)
    if not alike or alike[0][0] < SAME_TITLE:
        return None
    return alike[0][1] if len(alike) == 1 or alike[0][0] - alike[1][0] >= APART else None


def _reworded(matter: ParsedMatter, free: Iterable[Known]) -> int | None:
    if matter.number == UNNUMBERED:
        return None
    return next((each.id for each in free if each.own and each.number == matter.number), None)
