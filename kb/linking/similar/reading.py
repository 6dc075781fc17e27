"""Matters read from the database and made into things to compare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlmodel import Session

from kb.index import Generation
from kb.linking.series import series_key
from kb.linking.similar.item import Item
from kb.linking.similar.rows import Passages, Row, laws_of, passages_of, texts_of
from kb.linking.similar.telling import names_of, sought, telling_words, without_places
from kb.text import Tokeniser

MOST_REMEMBERED = 20_000
"""Titles whose words and series are remembered: the neighbours of many matters are the same ones."""
SERIES_AT_LEAST = 12
"""Letters of a series' key: a shorter one (`รายงานประจำปี`) says too little to fold matters by."""


@dataclass(frozen=True, eq=False)
class Matter:
    """A matter's columns and passages, and itself as something to compare."""

    row: Row
    passages: Passages
    item: Item


class Reading:
    """Reads the matters of one call, with the words of the agency of the one asked about left out of all of them."""

    def __init__(self, session: Session, indexes: Generation, tokeniser: Tokeniser, asked: Row) -> None:
        self.session = session
        self.tokeniser = tokeniser
        self.lexical = indexes.lexical
        self.left_out = names_of(tokeniser, asked.agency, asked.agency_abbr)
        self._shape = indexes.manifest.shape

    def matters(self, rows: Sequence[Row]) -> dict[int, Matter]:
        """Rows with their passages and laws, by id."""
        keys = [row.id for row in rows]
        passages = passages_of(self.session, keys, self._shape.model_fingerprint, self._shape.dimension)
        laws = laws_of(self.session, keys)
        return {row.id: self._matter(row, passages[row.id], laws.get(row.id, frozenset())) for row in rows}

    def telling(self, words: Iterable[str]) -> dict[str, float]:
        """The telling ones among words, and their rarity."""
        return telling_words(words, self.lexical, self.left_out)

    def sought(self, one: Matter) -> dict[str, float]:
        """The telling words of a matter's title and of its first passage, the decision, and what each counts for."""
        decision = "".join(texts_of(self.session, [cut.id for cut in one.passages.cuts[:1]]).values())
        return sought(one.item.words, self.telling(self.tokeniser.words(decision)))

    def _matter(self, row: Row, passages: Passages, laws: frozenset[int]) -> Matter:
        item = Item(
            id=row.id,
            on=row.meeting_date,
            series=_series(row.title),
            same=row.title_key,
            head=passages.head,
            vectors=passages.vectors,
            words=self.telling(_title_words(self.tokeniser, row.title).split()),
            agency=row.agency_id,
            laws=laws,
        )
        return Matter(row, passages, item)


@lru_cache(maxsize=MOST_REMEMBERED)
def _series(title: str) -> str:
    key = series_key(title)
    return key if len(key) >= SERIES_AT_LEAST else ""


@lru_cache(maxsize=MOST_REMEMBERED)
def _title_words(tokeniser: Tokeniser, title: str) -> str:
    """The words of a title, joined by blanks: a tenth of the memory of a list of them."""
    return " ".join(tokeniser.words(without_places(title)))
