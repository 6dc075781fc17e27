"""What a document being stored may belong to: the resolutions of its meeting, and those a person put its matters to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from kb.ingest.document import ParsedMatter
from kb.ingest.identity import number_and_letter
from kb.ingest.places import Known, Place, places_of
from kb.ingest.similarity import Title
from kb.store import Alias, Resolution, Source, SourceJudgement


def known_resolutions(session: Session, meeting: int, document: int) -> list[Resolution]:
    """Those of the meeting, withdrawn ones too, and any other that a person said matters of this document belong to."""
    judged = select(col(SourceJudgement.resolution_id)).where(col(SourceJudgement.document_id) == document)
    able = select(Resolution).where(or_(col(Resolution.meeting_id) == meeting, col(Resolution.id).in_(judged)))
    return list(session.execute(able.order_by(col(Resolution.id))).scalars())


def find_places(
    session: Session, document: int, known: Sequence[Resolution], own: set[int], matters: Sequence[ParsedMatter]
) -> list[Place]:
    """`places_of` with what the database knows; `own` are the ids of what the document told before."""
    said = select(SourceJudgement).where(col(SourceJudgement.document_id) == document)
    judged = {
        (each.number, each.title_key): each.resolution_id
        for each in session.execute(said.order_by(col(SourceJudgement.id))).scalars()
    }
    letters = _letter_keys(session, [each.id or 0 for each in known])
    able = [
        Known(
            each.id or 0,
            each.number,
            each.letter,
            Title(each.title, each.title_key),
            frozenset(letters[each.id or 0] | ({each.letter_key} if each.letter_key else set())),
            each.id in own,
        )
        for each in known
    ]
    return places_of(matters, able, judged)


def _letter_keys(session: Session, resolutions: Sequence[int]) -> dict[int, set[str]]:
    told = select(col(Source.resolution_id), col(Source.letter_key)).where(
        col(Source.resolution_id).in_(resolutions), col(Source.letter_key).is_not(None)
    )
    found: dict[int, set[str]] = defaultdict(set)
    for resolution, key in session.execute(told).all():
        found[resolution].add(key)
    return found


def taken_addresses(session: Session, day: date, known: Iterable[Resolution]) -> set[tuple[int, str]]:
    """Number and letter of every address of the meeting that leads somewhere, former ones too."""
    aliases = select(col(Alias.ref)).where(col(Alias.ref).startswith(f"{day.isoformat()}-"))
    former = {number_and_letter(ref) for ref in session.execute(aliases).scalars()}
    return former | {(each.number, each.letter) for each in known if each.meeting_date == day}
