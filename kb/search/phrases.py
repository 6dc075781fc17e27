"""Quoted phrases: candidates by their words, then checked letter by letter in the passages themselves."""

from sqlalchemy import select
from sqlmodel import Session, col

from kb.index import TEXT_FIELDS, Generation, LexicalClause, LexicalFilter
from kb.search.weights import EXACT_DEPTH
from kb.store import Passage
from kb.text import normalise


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
    rows = session.execute(
        select(col(Passage.resolution_id), col(Passage.text)).where(col(Passage.resolution_id).in_(keys))
    ).all()
    wanted = normalise(phrase)
    holding = {row.resolution_id for row in rows if wanted in normalise(row.text)}
    return [key for key in keys if key in holding]
