"""What the standing of a resolution is reckoned from: the resolution itself, and the links that lead to it."""

from dataclasses import dataclass
from datetime import date

from kb.linking.mention import Relation, Span

NOT_APPROVED = frozenset({"ไม่อนุมัติ", "ไม่เห็นชอบ", "ถอนเรื่อง", "ให้นำกลับไปทบทวน"})
NOTED = "รับทราบ"


@dataclass(frozen=True)
class Decision:
    """A resolution. `kind` is its class ("1.1", "1.2", "2.1", "2.2"); `kind_is_default` when no rule gave it.

    `outcome` holds the canonical verbs, joined by ", ". `ends_on` is the last day that the resolution itself tells, and
    `ends_by` the words; `open_ended` are words that it stands until further notice.
    """

    id: int
    ref: str
    on: date
    kind: str | None = None
    kind_is_default: bool = False
    outcome: str | None = None
    title: str = ""
    ends_on: date | None = None
    ends_by: Span | None = None
    open_ended: Span | None = None


@dataclass(frozen=True)
class TypedLink:
    """A resolution (`citing`) that does something to an earlier one (`cited`) on the day `on` of its own meeting.

    `cited_on` is the day of the cited one. `part` when it touches only a part; `confirmed` when a person has said so.
    `takes_effect` is the day from which it holds, where told. `new_end` is the last day it sets, or, with `reports`,
    the last day it tells of; `longer_by` is a number of months where only those are told. `keeps` when it says that
    the cited one stays in use.
    """

    citing: int
    citing_ref: str
    cited: int
    cited_ref: str
    on: date
    relation: Relation
    cited_on: date | None = None
    part: bool = False
    confirmed: bool = False
    quote: str = ""
    cue: str | None = None
    outcome: str | None = None
    takes_effect: date | None = None
    new_end: date | None = None
    longer_by: int | None = None
    keeps: bool = False

    @property
    def in_order(self) -> bool:
        """Whether the cited resolution is no later than the citing one."""
        return self.cited_on is None or self.cited_on <= self.on

    @property
    def changes(self) -> bool:
        """Whether it can change the standing of the cited one: it must do so by its words and have been approved."""
        return self.relation in CHANGING and is_approved(self.outcome) and self.outcome != NOTED

    @property
    def effective(self) -> date:
        """The first day on which it holds; never before its own meeting."""
        return max(self.takes_effect or self.on, self.on)


CHANGING: frozenset[Relation] = frozenset({"amends", "extends", "revokes"})


def is_approved(outcome: str | None) -> bool:
    """Whether a decision with these verbs lets the matter go on. None, verbs unknown, is taken as approved."""
    verbs = set((outcome or "").split(", "))
    return not verbs & NOT_APPROVED or bool(verbs - NOT_APPROVED - {NOTED, "มอบหมาย", ""})
