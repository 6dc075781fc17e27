"""A text without its white space, so that words broken over lines are whole again, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.text.numerals import to_arabic

_INVISIBLE = frozenset("\u200b\ufeff\xad")


@dataclass(frozen=True)
class Unspaced:
    """`letters` is the text without white space and with Arabic digits; `letters[i]` stood at `places[i]`."""

    letters: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `letters[start:end]`, at least one letter long, stands in the original."""
        return self.places[start], self.places[end - 1] + 1


def unspaced(text: str) -> Unspaced:
    """`text` without white space and invisible characters, Thai digits made Arabic."""
    places = [at for at, letter in enumerate(text) if not (letter.isspace() or letter in _INVISIBLE)]
    return Unspaced(to_arabic("".join(text[at] for at in places)), places)
