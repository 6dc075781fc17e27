"""The words of a matter that topics go by."""

from kb.text import Tokeniser

OPENING = 2500
"""Characters of a body that are read: what a matter is about is said at once, and the annexes say much else."""
_TITLE_TIMES = 3


def topic_terms(tokeniser: Tokeniser, title: str, body: str) -> list[str]:
    """Search terms of a title, counted three times, and of the opening of the body."""
    return tokeniser.words(title) * _TITLE_TIMES + tokeniser.words(body[:OPENING])
