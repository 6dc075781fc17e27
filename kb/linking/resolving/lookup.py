"""What looking a mention up needs to know of the archive."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from kb.linking.mention import Candidate


class Lookup(Protocol):
    """The archive as a resolver sees it, all of it: who may see a link is decided where links are shown."""

    def candidates_on(self, day: date) -> Sequence[Candidate]:
        """Every matter of the meeting of that day, in the order of its agenda; none where the archive lacks it."""
        ...

    def candidates_with_letter(self, key: str) -> Sequence[Candidate]:
        """Every matter confirmed or told in the letter of this key, any day."""
        ...

    def rarity(self, term: str) -> float:
        """The idf of a search term in the archive: near 0 for one of every matter, the greatest for one of none."""
        ...

    def words(self, text: str) -> Sequence[str]:
        """The search terms of a text in reading order, as `Tokeniser.words` gives them."""
        ...
