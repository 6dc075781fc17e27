"""Files -> pages of text. One entry, `read_document`; each format has a reader of its own behind it."""

from kb.ingest.readers.document_reader import read_document, sandboxed_table
from kb.ingest.readers.page_cache import PageCache
from kb.ingest.readers.sandbox import Sandbox

__all__ = ["PageCache", "Sandbox", "read_document", "sandboxed_table"]
