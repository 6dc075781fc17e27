"""A text with every ำ in one letter, whose places can be told in the text as it was typed. Pure."""

import re
from bisect import bisect_left
from dataclasses import dataclass

_TYPED_APART = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")


@dataclass(frozen=True)
class Composed:
    """`text` as it reads, `mended` the places in it of the ำ that were typed as ํ and า."""

    text: str
    mended: tuple[int, ...]

    @classmethod
    def of(cls, typed: str) -> "Composed":
        """A typed text, read; linear."""
        if "\u0e4d" not in typed:
            return cls(typed, ())
        found = enumerate(_TYPED_APART.finditer(typed))
        return cls(
            _TYPED_APART.sub("\\1ำ", typed), tuple(each.start() + len(each[1]) - before for before, each in found)
        )

    def origin(self, at: int) -> int:
        """Where a place of `text` stood in what was typed."""
        return at + bisect_left(self.mended, at)
