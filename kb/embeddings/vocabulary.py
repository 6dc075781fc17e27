"""The pieces of a static model: the words of its training texts with the logarithm of how often they occur."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from kb.text import Tokeniser

LONGEST_WORD = 40
_WORD = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+|[a-z]+|[0-9]{1,4}")
_ABBREVIATION = re.compile(r"(?<![\u0e00-\u0e7f])(?:[ก-ฮเ-ไ][ก-ฮิี]{0,4}\.)+")
"""พ.ศ., กษ., ก.พ.ร.: a tokeniser may cut them at the dots, but to a model they are words."""

_THAI = "".join(chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F)))
_BASE = "abcdefghijklmnopqrstuvwxyz0123456789." + _THAI
"""Single characters that are always pieces, so that any Thai or Latin word can be cut somehow."""

_WORSE_THAN_RAREST = 2.0
"""How much less probable a single character is than the rarest word (natural logarithm): the last way out."""


def count_words(texts: Iterable[str], tokeniser: Tokeniser) -> Counter[str]:
    """How often each possible piece occurs in texts in search form."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = tokeniser.segment(text.lower())
        counts.update(word for word in words if len(word) <= LONGEST_WORD and _WORD.fullmatch(word))
        counts.update(_ABBREVIATION.findall(text))
    return counts


def unigram_pieces(counts: Mapping[str, int], size: int, rarest: int = 2) -> list[tuple[str, float]]:
    """The `size` most frequent pieces (single characters included) with their log-probabilities.

    Words that occur fewer than `rarest` times are left to their parts. Ties are broken by the word itself, so the
    same counts give the same pieces.
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = [(word, count) for word, count in ranked if len(word) > 1 and count >= rarest]
    kept = list(islice(words, max(0, size - len(_BASE))))
    total = sum(counts.values()) or 1
    lowest = round(math.log(1 / total) - _WORSE_THAN_RAREST, 4)
    return [(word, round(math.log(count / total), 4)) for word, count in kept] + [(letter, lowest) for letter in _BASE]
