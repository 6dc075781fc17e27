"""One duty of a decision: its words, who it names, and what laid it. Pure."""

from dataclasses import dataclass

from kb.ingest.facts.actors import Actor, Actors

SENT, IMPLIED, LISTED, MUST = "ให้ส่ง", "ให้ (implied)", "ดังนี้", "ต้อง"


@dataclass(frozen=True)
class Clause:
    """One duty: `text[start:end]` from its cue on, the actors it names, and the duty itself from `what_start` on.

    `cue` is the words that lay it: มอบหมาย, ขอให้, ให้, อนุมัติให้, เห็นชอบให้, โดย … เป็น, ให้ส่ง, ต้อง, ให้ with an actor
    implied, or ดังนี้ for an item of a list.
    """

    start: int
    end: int
    what_start: int
    actors: tuple[Actor, ...]
    cue: str


def made(text: str, start: int, actors: Actors, cue: str) -> Clause:
    """A duty whose end is still open, from behind its actors on."""
    at = skip_spaces(text, actors.end)
    return Clause(start, at, at, actors.named, cue)


def skip_spaces(text: str, at: int) -> int:
    """The first letter at or behind `at` that is no space."""
    while at < len(text) and text[at] in " \t\u00a0\u200b":
        at += 1
    return at
