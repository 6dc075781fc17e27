"""Agencies: names, abbreviations, parents, kinds, and what became of them in time."""

from kb.agencies.agency import Agency, Change, Spell, Succession, read_seed, read_successions
from kb.agencies.kinds import KINDS, THAI_KINDS, Kind, kind_of
from kb.agencies.registry import AgencyMention, AgencyRegistry, open_registry
from kb.agencies.resolving import REASONS, Resolved

__all__ = [
    "KINDS",
    "REASONS",
    "THAI_KINDS",
    "Agency",
    "AgencyMention",
    "AgencyRegistry",
    "Change",
    "Kind",
    "Resolved",
    "Spell",
    "Succession",
    "kind_of",
    "open_registry",
    "read_seed",
    "read_successions",
]
