"""Thai words as the readers ask for them: is this a word, and where are the words in this run of letters."""

from functools import lru_cache

from kb.text import Tokeniser, open_tokeniser
from kb.text._pythainlp import words_path


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """The words of the tokeniser's dictionary."""
    return frozenset(words_path().read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def _tokeniser() -> Tokeniser:
    return open_tokeniser()


def pieces(text: str) -> list[str]:
    """The tokeniser's pieces of a text in search form, blanks included."""
    return _tokeniser().segment(text)
