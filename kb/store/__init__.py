"""Tables, engine, migrations, unit of work and change log: the only truth of the knowledge base."""

from kb.store.changes import last_change, record_changes, resolutions_changed_since
from kb.store.contents import count_contents
from kb.store.engine import Database, open_database, unwritable
from kb.store.tables import (
    Agency,
    Change,
    Document,
    DocumentVersion,
    Job,
    Meeting,
    Passage,
    Quarantined,
    Resolution,
    Vector,
    utc_now,
)

__all__ = [
    "Agency",
    "Change",
    "Database",
    "Document",
    "DocumentVersion",
    "Job",
    "Meeting",
    "Passage",
    "Quarantined",
    "Resolution",
    "Vector",
    "count_contents",
    "last_change",
    "open_database",
    "record_changes",
    "resolutions_changed_since",
    "unwritable",
    "utc_now",
]
