"""Resolutions without a question: one by its address, or all that a filter lets through, page by page."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlmodel import Session, col

from kb.access import Policy, seen_resolution
from kb.errors import BadInput
from kb.search.filtering import sql_conditions
from kb.search.query import SearchFilter
from kb.store import Agency, Document, DocumentVersion, Resolution

MOST_LISTED = 200


@dataclass(frozen=True)
class ResolutionSummary:
    """A resolution in a list. `outcome` joins its verbs with ", "; `source` names the document it was read from."""

    id: str
    meeting_date: date
    number: int
    title: str
    agency: str | None
    agency_abbr: str | None
    outcome: str | None
    group: str | None
    letter_number: str | None
    letter_date: date | None
    body_chars: int
    source: str


@dataclass(frozen=True)
class ResolutionDetail:
    """A resolution in full. `start` is where its body begins in the document's stored text."""

    summary: ResolutionSummary
    body: str
    start: int
    end: int
    document: str
    version: int
    versions: int
    sha256: str
    withdrawn: bool


@dataclass(frozen=True)
class ResolutionPage:
    """A page of a list and, unless it is the last, the cursor of the next one."""

    items: tuple[ResolutionSummary, ...]
    next_cursor: str | None


@dataclass(frozen=True)
class AgencyCount:
    """An agency and how many resolutions it proposed. `reviewed` is false for a name no one has looked at yet."""

    name: str
    abbr: str | None
    resolutions: int
    reviewed: bool


def _summaries() -> Select[*tuple[Any, ...]]:
    columns: list[Any] = [
        col(Resolution.ref),
        col(Resolution.meeting_date),
        col(Resolution.number),
        col(Resolution.title),
        col(Agency.name),
        col(Resolution.agency_abbr),
        col(Resolution.outcome),
        col(Resolution.group),
        col(Resolution.letter_number),
        col(Resolution.letter_date),
        (col(Resolution.body_end) - col(Resolution.body_start)).label("body_chars"),
        col(Resolution.source),
    ]
    return select(*columns).outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))


def list_resolutions(
    session: Session, within: SearchFilter, policy: Policy, limit: int = 50, cursor: str | None = None
) -> ResolutionPage:
    """Newest meeting first, then by number. Raises `BadInput` for a limit, a cursor or a filter that cannot be."""
    if not 1 <= limit <= MOST_LISTED:
        raise BadInput(f"จำนวนต่อหน้าต้องอยู่ระหว่าง 1 ถึง {MOST_LISTED}", f"limit must be between 1 and {MOST_LISTED}")
    conditions = sql_conditions(session, within.checked(), policy)
    if cursor:
        day, ref = _read_cursor(cursor)
        on_or_before = col(Resolution.meeting_date)
        conditions.append(or_(on_or_before < day, and_(on_or_before == day, col(Resolution.ref) > ref)))
    newest = _summaries().where(*conditions).order_by(col(Resolution.meeting_date).desc(), col(Resolution.ref))
    items = [_summary(row) for row in session.execute(newest.limit(limit + 1))]
    last = items[limit - 1] if len(items) > limit else None
    return ResolutionPage(tuple(items[:limit]), _cursor(last) if last else None)


def every_resolution(session: Session, within: SearchFilter, policy: Policy) -> Iterator[ResolutionSummary]:
    """All that the filter lets through, oldest first, without holding them in memory."""
    rows = session.execute(
        _summaries()
        .where(*sql_conditions(session, within.checked(), policy))
        .order_by(col(Resolution.meeting_date), col(Resolution.ref))
    )
    for row in rows.yield_per(1000):
        yield _summary(row)


def get_resolution(session: Session, ref: str, policy: Policy) -> ResolutionDetail:
    """One resolution in full, withdrawn ones too, also by an address it had before.

    Raises `NotFound`, also for one the caller may not see.
    """
    key = seen_resolution(session, ref, policy)
    row = session.execute(
        _summaries()
        .add_columns(
            col(Resolution.body_start), col(Resolution.body_end), col(Resolution.withdrawn),
            col(DocumentVersion.id).label("version"), col(DocumentVersion.document_id), col(DocumentVersion.sha256),
            col(Document.uri), func.substr(
                col(DocumentVersion.text),
                col(Resolution.body_start) + 1,
                col(Resolution.body_end) - col(Resolution.body_start),
            ).label("body"),
        )
        .join(DocumentVersion, col(DocumentVersion.id) == col(Resolution.version_id))
        .join(Document, col(Document.id) == col(DocumentVersion.document_id))
        .where(col(Resolution.id) == key)
    ).one()  # fmt: skip
    of_document = select(func.count()).select_from(DocumentVersion)
    return ResolutionDetail(
        summary=_summary(row),
        body=row.body,
        start=row.body_start,
        end=row.body_end,
        document=row.uri,
        version=row.version,
        versions=session.execute(of_document.where(col(DocumentVersion.document_id) == row.document_id)).scalar_one(),
        sha256=row.sha256,
        withdrawn=row.withdrawn,
    )


def list_agencies(session: Session, policy: Policy) -> tuple[AgencyCount, ...]:
    """Agencies that proposed something the caller may see, the busiest first."""
    count = func.count(col(Resolution.id))
    rows = session.execute(
        select(col(Agency.name), col(Agency.abbr), count.label("resolutions"), col(Agency.reviewed))
        .join(Resolution, col(Resolution.agency_id) == col(Agency.id))
        .where(*sql_conditions(session, SearchFilter(), policy))
        .group_by(col(Agency.id))
        .order_by(count.desc(), col(Agency.name))
    )
    return tuple(AgencyCount(*row) for row in rows)


def _summary(row: Row[*tuple[Any, ...]]) -> ResolutionSummary:
    return ResolutionSummary(
        id=row.ref,
        meeting_date=row.meeting_date,
        number=row.number,
        title=row.title,
        agency=row.name,
        agency_abbr=row.agency_abbr,
        outcome=row.outcome,
        group=row.group,
        letter_number=row.letter_number,
        letter_date=row.letter_date,
        body_chars=row.body_chars,
        source=row.source,
    )


def _cursor(last: ResolutionSummary) -> str:
    return base64.urlsafe_b64encode(f"{last.meeting_date.isoformat()} {last.id}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[date, str]:
    try:
        day, ref = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").split(" ")
        return date.fromisoformat(day), ref
    except (ValueError, binascii.Error) as error:
        raise BadInput(
            "cursor ไม่ถูกต้อง กรุณาใช้ค่า next_cursor จากหน้าก่อนตามที่ได้รับ",
            "this is no cursor of ours; use next_cursor of the page before, unchanged",
        ) from error
