"""The archive as looking mentions up needs it: the matters of a day, of a letter, and how rare a word is."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.index import LexicalIndex
from kb.linking.mention import Candidate
from kb.store import Agency, DocumentVersion, Resolution
from kb.text import Tokeniser

BODY_READ = 40_000
"""Characters of a body that are looked at; phrases shared with the citing text may stand anywhere in it."""


class ArchiveLookup:
    """Reads in one session. Rarity is that of the word index as it is now."""

    def __init__(self, session: Session, lexical: LexicalIndex, tokeniser: Tokeniser) -> None:
        self._session = session
        self._lexical = lexical
        self._tokeniser = tokeniser

    def candidates_on(self, day: date) -> Sequence[Candidate]:
        """Every matter of the meeting of that day, in the order of its agenda."""
        return self._candidates(col(Resolution.meeting_date) == day)

    def candidates_with_letter(self, key: str) -> Sequence[Candidate]:
        """Every matter confirmed or told in the letter of this key."""
        return self._candidates(col(Resolution.letter_key) == key)

    def rarity(self, term: str) -> float:
        """The idf of a term in the archive."""
        return self._lexical.rarity(term)

    def words(self, text: str) -> Sequence[str]:
        """The terms of a text in reading order."""
        return self._tokeniser.words(text)

    def _candidates(self, condition: object) -> list[Candidate]:
        chars = func.min(col(Resolution.body_end) - col(Resolution.body_start), BODY_READ)
        body = func.substr(col(DocumentVersion.text), col(Resolution.body_start) + 1, chars)
        rows = self._session.execute(
            select(
                col(Resolution.id), col(Resolution.ref), col(Resolution.meeting_date), col(Resolution.title),
                col(Agency.name), col(Resolution.agency_abbr), col(Resolution.letter_key), body,
            )
            .join(DocumentVersion, col(DocumentVersion.id) == col(Resolution.version_id))
            .outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
            .where(condition, col(Resolution.withdrawn).is_(False))  # type: ignore[arg-type]
            .order_by(col(Resolution.number), col(Resolution.letter))
        )  # fmt: skip
        return [Candidate(*row) for row in rows]
