"""What a person decides about resolutions: one unit of work, after which the indexes follow."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from kb.agencies import AgencyRegistry
from kb.embeddings import Encoder
from kb.errors import Busy
from kb.index import Indexer
from kb.ingest.records import Storing
from kb.store import Database
from kb.workflows.prepare import preparing

T = TypeVar("T")
WAIT_S = 5.0
"""How long a decision waits for another writer of the indexes; that one, or a server, brings it in otherwise."""


@dataclass(frozen=True)
class Deciding:
    """The parts of a home that a decision needs."""

    database: Database
    indexer: Indexer
    encoder: Encoder
    registry: AgencyRegistry

    @property
    def storing(self) -> Storing:
        """What projecting resolutions anew needs."""
        return Storing(self.encoder.fingerprint, self.registry, preparing(self.encoder, self.registry))

    def written(self, edit: Callable[[Session, Storing], T]) -> T:
        """Decide in one unit of work; what it changed is in the indexes when this returns, or soon after."""
        from kb.workflows.linking import follow  # noqa: PLC0415 - slow to load, and most commands decide nothing
        from kb.workflows.topics import follow_topics  # noqa: PLC0415

        with self.database.writing() as session:
            made = edit(session, self.storing)
        with suppress(Busy):
            self.indexer.catch_up(WAIT_S)
            follow(self.indexer)
            follow_topics(self.indexer)
        return made
