"""Documents -> meetings and matters. Pure reading: what becomes of them in the database is decided elsewhere."""

from kb.ingest.document import Kind, ParsedDocument, ParsedMatter, ParsedPage, Rejected, Skipped
from kb.ingest.identity import assign_letters, next_letter, resolution_id
from kb.ingest.outcome import OUTCOMES, find_outcome
from kb.ingest.page import parse_page
from kb.ingest.sources import read_sources

__all__ = [
    "OUTCOMES",
    "Kind",
    "ParsedDocument",
    "ParsedMatter",
    "ParsedPage",
    "Rejected",
    "Skipped",
    "assign_letters",
    "find_outcome",
    "next_letter",
    "parse_page",
    "read_sources",
    "resolution_id",
]
