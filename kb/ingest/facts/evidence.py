"""Where in a text a fact stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """The words a fact was taken from: `quote` is `text[start:end]`."""

    start: int
    end: int
    quote: str


def evidence(text: str, start: int, end: int) -> Evidence:
    """The evidence at `text[start:end]`."""
    return Evidence(start, end, text[start:end])
