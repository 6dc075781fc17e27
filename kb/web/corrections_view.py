"""What people corrected in a resolution, as lines of its page. Pure."""

from dataclasses import dataclass
from datetime import date

from kb.search import ResolutionDetail
from kb.text import thai_date
from kb.web.days import day_of
from kb.web.wording import FIELDS
from kb.workflows.corrections import Corrections

MOST_LINES = 50


@dataclass(frozen=True)
class CorrectionLine:
    """One correction in force: what, from what, to what, by whom and on which day; and what a newer source says."""

    what: str
    before: str
    after: str
    by: str
    day: str
    note: str
    disagreeing: str


def correction_lines(corrections: Corrections, detail: ResolutionDetail) -> tuple[CorrectionLine, ...]:
    """The corrections in force: of the fields, and of words that stand in the body of this resolution."""
    fields = [
        CorrectionLine(
            what=FIELDS.get(each.field, each.field),
            before=_told(each.field, each.before),
            after=_told(each.field, each.after),
            by=each.by,
            day=day_of(each.at),
            note=each.note,
            disagreeing=_told(each.field, each.disagreeing) if each.disagreeing else "",
        )
        for each in corrections.fields
        if each.active
    ]
    words = [
        CorrectionLine("ข้อความ", each.before, each.after, each.by, day_of(each.at), each.note, "")
        for each in corrections.texts
        if each.active and each.found and each.after in detail.body
    ]
    return tuple([*fields, *words][:MOST_LINES])


def _told(field: str, value: str | None) -> str:
    if not value:
        return "(ว่าง)"
    return thai_date(date.fromisoformat(value)) if field == "letter_date" else value
