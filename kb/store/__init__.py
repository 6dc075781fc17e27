"""Tables, engine, migrations, unit of work and change log: the only truth of the knowledge base."""

from kb.store.addresses import resolution_key
from kb.store.agency_tables import AgencyEdition, AgencyMerge, AgencyName, AgencyProfile, AgencySuccession
from kb.store.changes import last_change, record_changes, resolutions_changed_since
from kb.store.cleaning import wipe
from kb.store.contents import count_contents
from kb.store.decision_tables import DocumentClassification, Withdrawal
from kb.store.engine import Database, open_database, unwritable
from kb.store.link_tables import (
    CitationMention,
    ConsumedChange,
    Law,
    LawMention,
    LinkJudgement,
    StandingPeriod,
)
from kb.store.source_tables import (
    Alias,
    Correction,
    Page,
    ResolutionFacts,
    Source,
    SourceJudgement,
    SuggestedCommitment,
    TextCorrection,
)
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
from kb.store.topic_tables import Topic, TopicEvent, TopicMember, TopicWord

__all__ = [
    "Agency",
    "AgencyEdition",
    "AgencyMerge",
    "AgencyName",
    "AgencyProfile",
    "AgencySuccession",
    "Alias",
    "Change",
    "CitationMention",
    "ConsumedChange",
    "Correction",
    "Database",
    "Document",
    "DocumentClassification",
    "DocumentVersion",
    "Job",
    "Law",
    "LawMention",
    "LinkJudgement",
    "Meeting",
    "Page",
    "Passage",
    "Quarantined",
    "Resolution",
    "ResolutionFacts",
    "Source",
    "SourceJudgement",
    "StandingPeriod",
    "SuggestedCommitment",
    "TextCorrection",
    "Topic",
    "TopicEvent",
    "TopicMember",
    "TopicWord",
    "Vector",
    "Withdrawal",
    "count_contents",
    "last_change",
    "open_database",
    "record_changes",
    "resolution_key",
    "resolutions_changed_since",
    "unwritable",
    "utc_now",
    "wipe",
]
