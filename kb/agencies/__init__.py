"""Agencies: names, abbreviations, parents. The pure side; rows in the database are the store's."""

from kb.agencies.agency import Agency, read_seed
from kb.agencies.registry import AgencyMention, AgencyRegistry, open_registry

__all__ = ["Agency", "AgencyMention", "AgencyRegistry", "open_registry", "read_seed"]
