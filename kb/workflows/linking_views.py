"""What is looked up of one resolution in several rooms at once."""

from sqlmodel import Session

from kb.access import Policy, seen_resolution
from kb.index import Generation
from kb.linking.similar import SimilarMatters, similar_matters
from kb.text import Tokeniser


def similar_to(
    session: Session, indexes: Generation, tokeniser: Tokeniser, ref: str, policy: Policy, limit: int = 10
) -> SimilarMatters:
    """Matters like the one at an address. Raises `NotFound`, also for one the caller may not see."""
    return similar_matters(session, indexes, tokeniser, policy, seen_resolution(session, ref, policy), limit)
