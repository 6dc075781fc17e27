"""A matter made ready to be stored, outside any transaction: its passages with vectors, its facts, its commitments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kb.ingest.document import ParsedMatter


@dataclass(frozen=True)
class PassageDraft:
    """A passage before it has a key. `vector` is the encoded embedding, as the store keeps it."""

    kind: str
    start: int
    end: int
    text: str
    vector: bytes


@dataclass(frozen=True)
class MatterDraft:
    """A matter with its passages, ready to be stored. `commitments` are columns of `SuggestedCommitment`."""

    matter: ParsedMatter
    passages: tuple[PassageDraft, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    commitments: tuple[Mapping[str, Any], ...] = ()


PrepareMatter = Callable[[str, ParsedMatter, date], MatterDraft]
"""Makes one matter of a stored text ready again: the text, the matter, the date of its meeting."""
