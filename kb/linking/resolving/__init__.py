"""Telling which matter of the archive a mention means. Pure: what it needs of the archive it is handed."""

from kb.linking.resolving.citing import Citing
from kb.linking.resolving.lookup import Lookup
from kb.linking.resolving.meeting import Meetings
from kb.linking.resolving.resolving import resolve, resolve_all

__all__ = ["Citing", "Lookup", "Meetings", "resolve", "resolve_all"]
