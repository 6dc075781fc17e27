"""The words of resolutions, read a document at a time: a meeting's page holds the text of some thirty of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from kb.store import DocumentVersion, Resolution


@dataclass(frozen=True)
class ResolutionText:
    """A resolution that is not withdrawn, and the text its spans point into."""

    row: Resolution
    text: str

    @property
    def key(self) -> int:
        """Its id."""
        return self.row.id or 0

    @property
    def on(self) -> date:
        """Its meeting's day."""
        return self.row.meeting_date

    @property
    def start(self) -> int:
        """Where it begins in the text: at its title."""
        return self.row.title_start

    @property
    def end(self) -> int:
        """Where its body ends."""
        return self.row.body_end

    @property
    def title(self) -> tuple[int, int]:
        """The span of its title."""
        return self.row.title_start, self.row.title_end


def texts_of(session: Session, ids: Sequence[int]) -> list[ResolutionText]:
    """Those of `ids` that are not withdrawn, each text read once, in the order of versions."""
    wanted = select(Resolution).where(col(Resolution.id).in_(ids), col(Resolution.withdrawn).is_(False))
    rows = session.execute(wanted.order_by(col(Resolution.version_id), col(Resolution.id))).scalars().all()
    versions = {row.version_id for row in rows}
    read = select(col(DocumentVersion.id), col(DocumentVersion.text)).where(col(DocumentVersion.id).in_(versions))
    texts: dict[int, str] = {row.id: row.text for row in session.execute(read)}
    return [ResolutionText(row, texts[row.version_id]) for row in rows]
