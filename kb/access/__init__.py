"""Who may see what. Until there are accounts, everyone may see everything; search asks all the same."""

from kb.access.addressing import seen_resolution
from kb.access.policy import CLASSIFICATIONS, EVERYTHING, Policy, higher

__all__ = ["CLASSIFICATIONS", "EVERYTHING", "Policy", "higher", "seen_resolution"]
