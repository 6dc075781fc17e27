"""Which documents tell of which resolution, as people decide it: join, split, choose the main one, classify."""

from kb.ingest import classifying, joining
from kb.ingest.finding import find_document
from kb.workflows.deciding import Deciding


def join(parts: Deciding, keep: str, other: str, by: str) -> str:
    """Put all sources of `other` under `keep`; returns the address they stand at."""
    return parts.written(lambda session, storing: joining.join(session, keep, other, by, storing).ref)


def split(parts: Deciding, source: int, by: str) -> str:
    """Give a source a resolution of its own; returns its address."""
    return parts.written(lambda session, storing: joining.split(session, source, by, storing).ref)


def choose_main(parts: Deciding, source: int, by: str) -> str:
    """Let a resolution show this source; returns its address."""
    return parts.written(lambda session, storing: joining.choose_main(session, source, by, storing).ref)


def classify(parts: Deciding, document: str, level: str, by: str) -> tuple[str, ...]:
    """Classify a document, known by uri, number or name; returns the addresses of what it tells of."""
    return parts.written(
        lambda session, storing: tuple(
            each.ref for each in classifying.classify(session, find_document(session, document), level, by, storing)
        )
    )
