"""What is in a resolution: facts, each with the words it was read from. Pure; nothing here touches the database."""

from kb.ingest.facts.classification import LEVELS, find_classification
from kb.ingest.facts.evidence import Evidence
from kb.ingest.facts.facts import Facts, find_facts
from kb.ingest.facts.law_titles import LawTitle, find_law_titles
from kb.ingest.facts.money import Money, find_money
from kb.ingest.facts.opinions import OpiningAgency
from kb.ingest.facts.parts import Part, PartLabel
from kb.ingest.facts.provinces import Province, find_provinces
from kb.ingest.facts.resolution_kind import KINDS, RULES, KindCode, ResolutionKind

__all__ = [
    "KINDS",
    "LEVELS",
    "RULES",
    "Evidence",
    "Facts",
    "KindCode",
    "LawTitle",
    "Money",
    "OpiningAgency",
    "Part",
    "PartLabel",
    "Province",
    "ResolutionKind",
    "find_classification",
    "find_facts",
    "find_law_titles",
    "find_money",
    "find_provinces",
]
