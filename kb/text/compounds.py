"""Words inside compound words: what a long dictionary word is made of."""

from collections.abc import Set as AbstractSet

_SHORTEST_COMPOUND = 6  # characters; below it most splits are accidents
_LONGEST_COMPOUND = 60  # no word is longer, only noise is
_CANNOT_BEGIN = frozenset("ะาำๅๆฯ" + "".join(map(chr, (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)))))
# Most words of two letters are the ends of others (ชน, กร, ทุน); these few are what people search for.
_SHORT_PARTS = frozenset({"คน", "รถ", "ไฟ", "นม", "ยา", "ปี", "หมู", "ครู", "ลม", "งู", "ปู", "นา", "ไร่", "ผล"})

_Split = tuple[int, int]


class Compounds:
    """Splits words into dictionary words; a pure function of the word list."""

    def __init__(self, words: AbstractSet[str]) -> None:
        self._words = words
        self._longest = max(map(len, words), default=0)

    def parts(self, word: str) -> tuple[str, ...]:
        """The dictionary words `word` is made of, each followed by its own parts; empty when there are none.

        A word is split into the fewest words that spell it out in full; of equally short spellings, the one whose first
        words are longest. Parts of parts are given too (คณะกรรมการ, then คณะ and กรรมการ), since people search by them.
        """
        found: list[str] = []
        for part in self._split(word):
            found += (part, *self.parts(part))
        return tuple(found)

    def _split(self, word: str) -> list[str]:
        """The top level; time is the length of the word times the longest dictionary word."""
        length = len(word)
        if not _SHORTEST_COMPOUND <= length <= _LONGEST_COMPOUND:
            return []
        # best[i]: how many words spell word[i:], and where the first of them ends
        best: list[_Split | None] = [None] * length + [(0, length)]
        for start in range(length - 2, -1, -1):
            if word[start] not in _CANNOT_BEGIN:
                best[start] = self._first_word(word, start, best)
        parts: list[str] = []
        split = best[0]
        while split is not None and split[0]:
            parts.append(word[sum(map(len, parts)) : split[1]])
            split = best[split[1]]
        return parts

    def _first_word(self, word: str, start: int, best: list[_Split | None]) -> _Split | None:
        choice: _Split | None = None
        for end in range(min(len(word), start + self._longest), start + 1, -1):
            rest = best[end]
            if rest is None or (choice and rest[0] + 1 >= choice[0]) or end - start == len(word):
                continue
            if word[start:end] in (self._words if end - start > 2 else _SHORT_PARTS):
                choice = (rest[0] + 1, end)
        return choice
