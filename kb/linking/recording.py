"""Mentions in the texts of resolutions as rows: made anew whenever a text changes."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from kb.linking.citations import find_mentions
from kb.linking.mention import Mention, Span
from kb.linking.texts import ResolutionText
from kb.store import CitationMention

WAITING = "no meeting"
"""What a mention is until it has been looked up."""


def record_mentions(session: Session, ids: Sequence[int], texts: Iterable[ResolutionText]) -> int:
    """Replace what is kept of mentions in resolutions `ids` by what their texts say now; returns how many there are.

    A resolution of `ids` that is not among `texts` (withdrawn, or gone) keeps none.
    """
    session.execute(delete(CitationMention).where(col(CitationMention.resolution_id).in_(ids)))
    rows = [
        mention_row(each, mention)
        for each in texts
        for mention in find_mentions(each.text, each.start, each.end, each.on, each.title)
    ]
    if rows:
        session.execute(insert(CitationMention), rows)
    return len(rows)


def mention_row(of: ResolutionText, mention: Mention) -> dict[str, object]:
    """A mention as the columns of `CitationMention`, before it is looked up."""
    day, title, cue = mention.day, mention.title, mention.cue
    return {
        "resolution_id": of.key,
        "version_id": of.row.version_id,
        "start": mention.span.start,
        "end": mention.span.end,
        "quote": mention.span.quote,
        "cited_date": mention.on,
        "day_start": day.start if day else None,
        "day_end": day.end if day else None,
        "letter_key": mention.letter,
        "title_start": title.start if title else None,
        "title_end": title.end if title else None,
        "title_open": mention.title_open,
        "relation": mention.relation,
        "cue": cue.quote if cue else None,
        "cue_start": cue.start if cue else None,
        "part": mention.part,
        "problem": mention.problem,
        "status": WAITING,
        "target_id": None,
        "how": None,
        "score": 0.0,
        "candidates": [],
    }


def mention_of(row: CitationMention, text: str) -> Mention:
    """The mention that a row keeps, in the text of its version."""

    def span(start: int | None, end: int | None) -> Span | None:
        return None if start is None or end is None else Span(start, end, text[start:end])

    cue_end = row.cue_start + len(row.cue) if row.cue_start is not None and row.cue is not None else None
    return Mention(
        span=Span(row.start, row.end, row.quote),
        relation=row.relation,  # type: ignore[arg-type]
        on=row.cited_date,
        day=span(row.day_start, row.day_end),
        letter=row.letter_key,
        title=span(row.title_start, row.title_end),
        title_open=row.title_open,
        cue=span(row.cue_start, cue_end),
        part=row.part,
        problem=row.problem,
    )
