"""Train an embedding model on what a home holds: matter titles and bodies, and news given with them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from kb.embeddings.train import TrainingReport, train_static
from kb.embeddings.training_text import TitledText, read_titled_texts
from kb.index import text_of
from kb.store import Resolution
from kb.text import Tokeniser


def train_model(
    session: Session, news: Sequence[Path], out: Path, tokeniser: Tokeniser, say: Callable[[str], None]
) -> TrainingReport:
    """Train the static model; raises `BadInput` (nothing to train on, `out` exists) and `MissingExtra`."""
    sources = [list(read_titled_texts(path)) for path in news]
    return train_static([*sources, list(_matters(session))], out, tokeniser=tokeniser, say=say)


def _matters(session: Session) -> Iterator[TitledText]:
    rows = session.execute(
        select(
            col(Resolution.title),
            col(Resolution.body_start),
            col(Resolution.body_end),
            col(Resolution.version_id),
            col(Resolution.meeting_date),
        )
        .where(col(Resolution.withdrawn).is_(False))
        .order_by(col(Resolution.version_id), col(Resolution.body_start))
    ).all()
    version, text = None, ""
    for row in rows:
        if row.version_id != version:
            version = row.version_id
            text = text_of(session, row.version_id)
        yield TitledText(row.title, text[row.body_start : row.body_end], row.meeting_date)
