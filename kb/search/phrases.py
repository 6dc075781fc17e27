"""Quoted phrases: candidates by their words, then checked letter by letter in the passages themselves."""

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from kb.index import TEXT_FIELDS, Generation, LexicalClause, LexicalFilter
from kb.search.weights import EXACT_DEPTH
from kb.store import Passage
from kb.text import normalise, to_thai_digits


def with_phrase(session: Session, live: Generation, phrase: str, within: LexicalFilter) -> list[int]:
    """Ids of resolutions with a passage that holds the phrase as it stands (in normalised form).

    A phrase is cut into words without its neighbours, so its first and last word may be cut otherwise in the document:
    only the words between must be found; with fewer than three, any of them will do.
    """
    words = live.tokeniser.words(phrase)
    inner = words[1:-1]
    if inner:
        keys = live.lexical.having_all(inner, within, EXACT_DEPTH)
    else:
        clauses = [LexicalClause(name, word, 1.0) for word in words for name in TEXT_FIELDS]
        keys = [hit.resolution for hit in live.lexical.search(clauses, within, EXACT_DEPTH)]
    written = or_(*(func.instr(col(Passage.text), form) > 0 for form in _forms(normalise(phrase))))
    holding = select(col(Passage.resolution_id)).where(col(Passage.resolution_id).in_(keys), written)
    having = set(session.execute(holding).scalars())
    return [key for key in keys if key in having]


def _forms(phrase: str) -> set[str]:
    """How a normalised phrase may stand in a document: with Thai digits, and with ำ as two characters."""
    digits = {phrase, to_thai_digits(phrase)}
    return digits | {form.replace("ำ", "ํา") for form in digits}
