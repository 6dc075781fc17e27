"""Which words of a matter tell what it is about."""

import re
from collections.abc import Iterable, Mapping

from kb.index import LexicalIndex
from kb.text import Tokeniser
from kb.text.date_words import LONG_MONTHS

TOO_COMMON = 0.2
"""A word of more than this share of all resolutions tells nothing of one."""
MOST_SOUGHT = 32
"""Telling words of one matter that are looked for; of more, those that count most."""
TITLE, DECISION = 2.0, 1.0
"""What a word of the title, and one of the decision alone, counts for beside its rarity."""
_PLACES = re.compile(r"ในท้องที่.*?(?=พ\.ศ\.|\(|เพื่อ|ให้เป็น|$)", re.DOTALL)
_EMPTY = {
    *LONG_MONTHS,
    "an", "and", "as", "at", "between", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
}  # fmt: skip


def without_places(title: str) -> str:
    """A title less the list of places a draft law holds in: where it holds does not tell what it is about."""
    return _PLACES.sub(" ", title)


def telling_words(words: Iterable[str], lexical: LexicalIndex, left_out: frozenset[str]) -> dict[str, float]:
    """The words that tell something and their rarity, in order: no numbers, no broken pieces, no everyday words."""
    most = max(2.0, TOO_COMMON * lexical.rows)
    return {
        word: lexical.rarity(word)
        for word in dict.fromkeys(words)
        if word not in left_out and _says_something(word) and 0 < lexical.frequency(word) <= most
    }


def _says_something(word: str) -> bool:
    """Whether it is a word at all: ศิ and ริ are pieces of names that the tokeniser does not know."""
    return not word[:1].isdigit() and (len(word) > 2 or (len(word) == 2 and word.isalpha())) and word not in _EMPTY


def names_of(tokeniser: Tokeniser, *names: str | None) -> frozenset[str]:
    """The words of an agency's names: that two matters come from one agency does not make them alike."""
    return frozenset(word for name in names if name for word in tokeniser.words(name))


def sought(title: Mapping[str, float], decision: Mapping[str, float]) -> dict[str, float]:
    """The words to look for and what each counts for, given their rarities; those that count most first."""
    weighed = {word: DECISION * rarity for word, rarity in decision.items()}
    weighed.update({word: TITLE * rarity for word, rarity in title.items()})
    ordered = sorted(weighed, key=lambda word: (-weighed[word], word))[:MOST_SOUGHT]
    return {word: TITLE if word in title else DECISION for word in ordered}
