"""Mentions looked up again, and the standing of what they lead to, chunk by chunk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import or_, select
from sqlmodel import Session, col

from kb.linking.judgements import Verdict, standing_verdicts
from kb.linking.recording import mention_of
from kb.linking.resolving import Citing, Meetings, resolve_all
from kb.linking.texts import ResolutionText, texts_of
from kb.store import Agency, CitationMention, Resolution

MOST_IDS = 500


def citing_affected(session: Session, changed: Sequence[int]) -> list[int]:
    """Resolutions whose mentions must be looked up again when `changed` were added, changed, withdrawn or deleted.

    Those themselves, those that cite a day or letter of theirs, and those that led to something that is gone.
    """
    affected = set(changed)
    lost = select(col(CitationMention.resolution_id)).where(
        col(CitationMention.status) == "resolved", col(CitationMention.target_id).is_(None)
    )
    affected.update(session.execute(lost).scalars())
    for some in chunks(changed, MOST_IDS):
        touched = select(col(Resolution.meeting_date), col(Resolution.letter_key)).where(col(Resolution.id).in_(some))
        rows = session.execute(touched).all()
        days = {row.meeting_date for row in rows}
        letters = {row.letter_key for row in rows if row.letter_key}
        citing = select(col(CitationMention.resolution_id)).where(
            or_(
                col(CitationMention.cited_date).in_(days),
                col(CitationMention.letter_key).in_(letters),
                col(CitationMention.target_id).in_(some),
            )
        )
        affected.update(session.execute(citing).scalars())
    return sorted(affected)


def relink(session: Session, ids: Sequence[int], meetings: Meetings) -> set[int]:
    """Look up every mention in resolutions `ids` again; returns those that a mention led to before or leads to now."""
    texts = texts_of(session, ids)
    rows: dict[int, list[CitationMention]] = defaultdict(list)
    found = select(CitationMention).where(col(CitationMention.resolution_id).in_([each.key for each in texts]))
    for row in session.execute(found.order_by(col(CitationMention.start), col(CitationMention.id))).scalars():
        rows[row.resolution_id].append(row)
    verdicts = standing_verdicts(session, ids, "citation")
    agencies = _agency_names(session, [each.row.agency_id for each in texts])
    touched: set[int] = set()
    for each in texts:
        kept = rows.get(each.key)
        if kept:
            touched.update(row.target_id for row in kept if row.target_id is not None)
            _look_up(each, kept, agencies, _words_on(verdicts, each.key), meetings)
            touched.update(row.target_id for row in kept if row.target_id is not None)
            session.add_all(kept)
    touched.update(older for newer, older in verdicts if newer in set(ids))
    session.flush()
    return touched


def _look_up(
    of: ResolutionText,
    rows: Sequence[CitationMention],
    agencies: Mapping[int, str],
    words: tuple[frozenset[int], frozenset[int]],
    meetings: Meetings,
) -> None:
    resolution = of.row
    citing = Citing(
        id=of.key,
        ref=resolution.ref,
        on=of.on,
        title=resolution.title,
        agency=agencies.get(resolution.agency_id or 0),
        agency_abbr=resolution.agency_abbr,
        start=of.start,
        end=of.end,
    )
    confirmed, rejected = words
    mentions = [mention_of(row, of.text) for row in rows]
    results = resolve_all(mentions, of.text, citing, meetings, confirmed=confirmed, rejected=rejected)
    for row, result in zip(rows, results, strict=True):
        row.status, row.target_id, row.how = result.status, result.target, result.how
        row.score, row.candidates = result.score, list(result.candidates)


def _words_on(verdicts: Mapping[tuple[int, int], Verdict], citing: int) -> tuple[frozenset[int], frozenset[int]]:
    """What people confirmed and what they rejected as cited by a resolution."""
    own = {older: verdict for (newer, older), verdict in verdicts.items() if newer == citing}
    confirmed = frozenset(key for key, verdict in own.items() if verdict.holds)
    return confirmed, frozenset(own) - confirmed


def _agency_names(session: Session, keys: Iterable[int | None]) -> dict[int, str]:
    wanted = {key for key in keys if key is not None}
    rows = session.execute(select(col(Agency.id), col(Agency.name)).where(col(Agency.id).in_(wanted)))
    return {row.id: row.name for row in rows}


def chunks(ids: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    """The ids in runs of at most `size`."""
    return (ids[at : at + size] for at in range(0, len(ids), size))
