"""One matter or two: what a person says of it, appended as judgements that hold when documents are loaded again."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from kb.access import CLASSIFICATIONS
from kb.errors import BadInput
from kb.ingest.correcting import renew, standing_corrections
from kb.ingest.document import UNNUMBERED
from kb.ingest.finding import find_resolution, find_source, named
from kb.ingest.identity import next_letter, number_and_letter, resolution_id
from kb.ingest.known_resolutions import taken_addresses
from kb.ingest.projection import OWN, SPANS, main_of
from kb.ingest.records import Storing
from kb.store import (
    Alias,
    Correction,
    Document,
    LinkJudgement,
    Meeting,
    Resolution,
    Source,
    SourceJudgement,
    SuggestedCommitment,
    TopicWord,
    record_changes,
)  # fmt: skip

BY_PERSON = "person"
DAY = len("2024-09-03")


def join(session: Session, keep: str, other: str, by: str, storing: Storing) -> Resolution:
    """Put everything that is told of `other` under `keep`, whose address stays; the other's leads to it from now on.

    A resolution known from a letter alone takes the number of the one it is joined with. Of two corrections of one
    field that of `keep` stands. Undo with `split`. Raises `NotFound`, and `BadInput` for a resolution and itself.
    """
    by, kept, gone = named(by), find_resolution(session, keep), find_resolution(session, other)
    if kept.id == gone.id:
        raise BadInput(f"{keep} กับ {other} คือมติเดียวกันอยู่แล้ว", f"{keep} and {other} are one resolution already")
    moving = _sources(session, gone)
    if any(each.chosen for each in _sources(session, kept)):
        for each in moving:
            each.chosen = False
    for each in moving:
        each.resolution_id, each.how = _key(kept), BY_PERSON
    session.flush()
    _judge(session, _sources(session, kept), kept, "join", by)
    _move_decisions(session, gone, kept)
    former = gone.ref
    record_changes(session, [_key(gone)])
    session.flush()
    day, number, letter = gone.meeting_date, gone.number, gone.letter
    session.execute(delete(Resolution).where(col(Resolution.id) == gone.id))
    session.expunge(gone)
    if kept.number == UNNUMBERED != number and kept.meeting_date == day:
        former, kept.ref = kept.ref, former
        kept.number, kept.letter = number, letter
    session.add(Alias(ref=former, resolution_id=_key(kept)))
    renew(session, [kept], storing)
    return kept


def split(session: Session, source: int, by: str, storing: Storing) -> Resolution:
    """Give a source a resolution of its own: at the address it had before it was joined, else at the next free letter.

    What stays is judged to stay, so that no later load joins them again. Raises `NotFound`, and `BadInput` for the only
    source of a resolution.
    """
    by, moved = named(by), find_source(session, source)
    old = session.get_one(Resolution, moved.resolution_id)
    staying = [each for each in _sources(session, old) if each.id != moved.id]
    if not staying:
        raise BadInput(
            f"แหล่งที่มาหมายเลข {source} เป็นแหล่งเดียวของมติ {old.ref} จึงไม่มีอะไรให้แยก",
            f"source {source} is the only one of {old.ref}; there is nothing to split",
        )
    leaving, left = [moved], staying
    if _owns_address(session, moved, staying, old):
        leaving, left = staying, [moved]
    new = _own_resolution(session, main_of(leaving) or moved, old)
    session.add(new)
    session.flush()
    for each in leaving:
        each.resolution_id, each.how, each.chosen = _key(new), BY_PERSON, False
        _move_commitments(session, each, old, new)
    at, other = (old, new) if left == [moved] else (new, old)
    _judge(session, [moved], at, "split", by)
    _judge(session, staying, other, "apart", by)
    renew(session, [old, new], storing)
    return at


def _owns_address(session: Session, moved: Source, staying: Sequence[Source], old: Resolution) -> bool:
    """Whether the address is that of the source to be split off, and the others had one before that is free for them.

    Then it is they who leave: each goes back to where it was, and what was decided of the address stays with it.
    """
    numbers = {each.number for each in staying}
    if moved.number != old.number or old.number in numbers:
        return False
    former = select(col(Alias.ref)).where(col(Alias.resolution_id) == old.id)
    return any(number_and_letter(ref)[0] in numbers for ref in session.execute(former).scalars())


def _move_commitments(session: Session, source: Source, old: Resolution, new: Resolution) -> None:
    """Those that were read from a source go with it."""
    read_there = update(SuggestedCommitment).where(
        col(SuggestedCommitment.resolution_id) == old.id,
        col(SuggestedCommitment.version_id) == source.version_id,
        col(SuggestedCommitment.start) >= source.body_start,
        col(SuggestedCommitment.end) <= source.body_end,
    )
    session.execute(read_there.values(resolution_id=new.id))


def choose_main(session: Session, source: int, by: str, storing: Storing) -> Resolution:
    """Let a resolution show this source. Raises `NotFound`, and `BadInput` for one of a higher classification."""
    by, chosen = named(by), find_source(session, source)
    resolution = session.get_one(Resolution, chosen.resolution_id)
    sources = _sources(session, resolution)
    if min(CLASSIFICATIONS.index(each.classification) for each in sources) < CLASSIFICATIONS.index(
        chosen.classification
    ):
        raise BadInput(
            f"แหล่งที่มาหมายเลข {source} มีชั้นความลับสูงกว่าแหล่งอื่นของมติ {resolution.ref} จึงใช้แสดงเป็นหลักไม่ได้",
            f"source {source} is of a higher classification than another of {resolution.ref}, so it cannot be shown",
        )
    for each in sources:
        each.chosen = each.id == chosen.id
    _judge(session, [chosen], resolution, "main", by)
    renew(session, [resolution], storing)
    return resolution


def _sources(session: Session, resolution: Resolution) -> Sequence[Source]:
    of_it = select(Source).where(col(Source.resolution_id) == resolution.id).order_by(col(Source.id))
    return session.execute(of_it).scalars().all()


def _judge(session: Session, sources: Sequence[Source], resolution: Resolution, verdict: str, by: str) -> None:
    session.add_all(
        SourceJudgement(
            document_id=each.document_id,
            number=each.number,
            title_key=each.title_key,
            resolution_id=_key(resolution),
            verdict=verdict,
            by=by,
        )
        for each in sources
    )


def _move_decisions(session: Session, gone: Resolution, kept: Resolution) -> None:
    """What people decided of the one is said of the other: corrections, commitments, judgements, former addresses."""
    corrected = {each.field for each in standing_corrections(session, _key(kept))}
    for each in standing_corrections(session, _key(gone)):
        each.active = each.field not in corrected
    session.flush()
    for table in (Correction, SourceJudgement, Alias):
        session.execute(update(table).where(col(table.resolution_id) == gone.id).values(resolution_id=kept.id))
    decided = update(SuggestedCommitment).where(
        col(SuggestedCommitment.resolution_id) == gone.id, col(SuggestedCommitment.state) != "suggested"
    )
    session.execute(decided.values(resolution_id=kept.id))
    _move_links(session, _key(gone), _key(kept))
    session.expire_all()


def _move_links(session: Session, gone: int, kept: int) -> None:
    """People's word on links and topics of the one is their word on those of the other; none is left on one alone."""
    ends = ((LinkJudgement.newer_id, LinkJudgement.older_id), (LinkJudgement.older_id, LinkJudgement.newer_id))
    for this, other in ends:
        session.execute(delete(LinkJudgement).where(col(this) == gone, col(other) == kept))
        session.execute(update(LinkJudgement).where(col(this) == gone).values({col(this): kept}))
    for word in session.execute(select(TopicWord)).scalars():
        if gone in word.resolutions:
            word.resolutions = list(dict.fromkeys(kept if key == gone else key for key in word.resolutions))
    session.flush()


def _own_resolution(session: Session, source: Source, old: Resolution) -> Resolution:
    """A new row for a source; its values follow from it when it is projected."""
    day, number, letter = _own_address(session, source, old)
    meeting = session.execute(select(col(Meeting.id)).where(col(Meeting.held_on) == day)).scalar_one()
    return Resolution(
        ref=resolution_id(day, number, letter),
        meeting_id=meeting,
        meeting_date=day,
        number=number,
        letter=letter,
        source=session.get_one(Document, source.document_id).name,
        classification=source.classification,
        **{name: getattr(source, name) for name in (*SPANS, *OWN)},
    )


def _own_address(session: Session, source: Source, old: Resolution) -> tuple[date, int, str]:
    """The address of this number that led elsewhere since a join, freed for it; else the next free one."""
    former = select(Alias).where(col(Alias.resolution_id) == old.id).order_by(col(Alias.ref))
    for alias in session.execute(former).scalars():
        number, letter = number_and_letter(alias.ref)
        if number == source.number and source.suffix in ("", letter):
            session.delete(alias)
            session.flush()
            return date.fromisoformat(alias.ref[:DAY]), number, letter
    day = old.meeting_date
    known = session.execute(select(Resolution).where(col(Resolution.meeting_id) == old.meeting_id)).scalars()
    return day, source.number, next_letter(source.number, taken_addresses(session, day, known))


def _key(row: Resolution) -> int:
    assert row.id is not None  # noqa: S101 - it is stored
    return row.id
