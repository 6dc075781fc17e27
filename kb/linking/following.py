"""Linking follows the change log: mentions and laws of what changed, what they lead to, and how that makes it stand."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from filelock import FileLock, Timeout
from sqlmodel import Session

from kb.errors import Busy
from kb.index import LexicalIndex
from kb.linking.archive_lookup import ArchiveLookup
from kb.linking.consumed import consumed, mark_consumed
from kb.linking.laws import forget_unnamed_laws, record_laws
from kb.linking.recording import record_mentions
from kb.linking.relinking import chunks, citing_affected, relink
from kb.linking.resolving import Meetings
from kb.linking.standing_rows import project_standing
from kb.linking.texts import texts_of
from kb.store import Database, last_change, resolutions_changed_since, unwritable
from kb.text import Tokeniser

EDITION = "1"
"""Of the rules by which mentions are found and looked up: with another one everything is read again."""
MENTIONS, LINKS = "mentions", "links"
LOCK = "linking.lock"
WAIT_S = 600.0
"""How long those who must link wait for another who does: as long as a whole archive may take."""
CHUNK = 50
"""Resolutions of one transaction: writers wait for it a few tenths of a second at most."""
MOST_MEETINGS = 160
"""Meetings whose words stay prepared during a run; a citing meeting looks back at those of some years."""


@dataclass
class Followed:
    """What a run of linking did, and seconds by stage."""

    resolutions: int = 0
    mentions: int = 0
    looked_up: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def spend(self, stage: str, since: float) -> None:
        """Add the time since `since` (of `time.perf_counter`) to a stage."""
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - since, 3)


@dataclass(frozen=True)
class Following:
    """The parts that linking needs. `lexical` opens the word index as it is now."""

    database: Database
    lexical: Callable[[], LexicalIndex]
    tokeniser: Tokeniser


def behind(session: Session) -> int:
    """How many changes linking has not taken in."""
    return last_change(session) - min(consumed(session, MENTIONS, EDITION), consumed(session, LINKS, EDITION))


@contextmanager
def linking(database: Database, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the only right to link, across processes; raises `Busy` after `wait_s` seconds."""
    lock = FileLock(database.path.parent / LOCK, timeout=wait_s)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(
            "โปรแกรมอื่นกำลังเชื่อมโยงมติอยู่ ลองใหม่ภายหลัง", "another program is linking resolutions; try again later"
        ) from None
    except OSError as error:
        raise unwritable(database.path.parent, str(error)) from error
    try:
        yield
    finally:
        lock.release()


def follow_links(parts: Following, wait_s: float = WAIT_S) -> Followed:
    """Take in every change since the last time; raises `Busy` when another program is at it for longer than `wait_s`.

    What is done is done in short transactions: a kill loses no more than the chunk in hand, and the next run does again
    what had not been marked as done.
    """
    with linking(parts.database, wait_s):
        return _follow(parts)


def _follow(parts: Following) -> Followed:
    report = Followed()
    started = time.perf_counter()
    _read_mentions(parts, report)
    report.spend("mentions", started)
    started = time.perf_counter()
    _look_up(parts, report)
    report.spend("links", started)
    return report


def _read_mentions(parts: Following, report: Followed) -> None:
    with parts.database.reading() as session:
        since, linked = (consumed(session, consumer, EDITION) for consumer in (MENTIONS, LINKS))
        changed, seq = resolutions_changed_since(session, since)
    if not changed:
        return
    if linked > since:  # what is read again must be looked up again, also after a kill in between
        with parts.database.writing() as session:
            mark_consumed(session, LINKS, EDITION, since)
    for some in chunks(changed, CHUNK):
        with parts.database.writing() as session:
            report.mentions += record_mentions(session, some, texts_of(session, some))
            record_laws(session, some)
        report.resolutions += len(some)
    with parts.database.writing() as session:
        forget_unnamed_laws(session)
        mark_consumed(session, MENTIONS, EDITION, seq)


def _look_up(parts: Following, report: Followed) -> None:
    with parts.database.reading() as session:
        changed, seq = resolutions_changed_since(session, consumed(session, LINKS, EDITION))
        affected = citing_affected(session, changed) if changed else []
    if not changed:
        return
    with parts.database.reading() as snapshot:
        meetings = Meetings(ArchiveLookup(snapshot, parts.lexical(), parts.tokeniser), MOST_MEETINGS)
        for some in chunks(affected, CHUNK):
            with parts.database.writing() as session:
                touched = relink(session, some, meetings)
                project_standing(session, sorted(touched | set(some)))
            report.looked_up += len(some)
    with parts.database.writing() as session:
        mark_consumed(session, LINKS, EDITION, seq)


def relink_now(session: Session, parts: Following, citing: int, cited: int) -> None:
    """After a person's word on a pair: look up what the one cites again, and how both stand, in this unit of work."""
    touched = relink(session, [citing], Meetings(ArchiveLookup(session, parts.lexical(), parts.tokeniser)))
    project_standing(session, sorted(touched | {citing, cited}))
