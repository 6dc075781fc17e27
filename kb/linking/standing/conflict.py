"""Links that contradict the others: reported, and where they would mislead, not applied."""

from dataclasses import dataclass
from typing import Literal

from kb.linking.standing.decision import TypedLink
from kb.linking.standing.period import Why

ConflictKind = Literal["dated before", "after revocation", "revoked again", "different ends", "shorter", "circle"]

_WHY: dict[ConflictKind, tuple[str, str]] = {
    "dated before": (
        "{citing} อ้างถึง {cited} ซึ่งมีมติในภายหลัง จึงยังไม่นำมาคิด",
        "{citing} cites {cited}, which was decided later; it is not counted",
    ),
    "after revocation": (
        "{citing} เปลี่ยนแปลง {cited} หลังจาก {other} ยกเลิกไปแล้ว จึงยังไม่นำมาคิด",
        "{citing} changes {cited} after {other} had revoked it; it is not counted",
    ),
    "revoked again": (
        "{citing} ยกเลิก {cited} ซ้ำกับ {other}",
        "{citing} revokes {cited}, which {other} had revoked already",
    ),
    "different ends": (
        "{citing} กำหนดวันสิ้นสุดของ {cited} ไม่ตรงกับ {other} ซึ่งมีมติในวันเดียวกัน",
        "{citing} gives {cited} another end than {other} of the same day does",
    ),
    "shorter": (
        "{citing} ขยายเวลาของ {cited} ถึงวันที่ไม่เกินกำหนดเดิม จึงยังไม่นำวันดังกล่าวมาคิด",
        "{citing} extends {cited} to a day that is no later than its end so far; that day is not counted",
    ),
    "circle": (
        "{citing} และ {cited} ต่างเปลี่ยนแปลงกันเองในวันเดียวกัน",
        "{citing} and {cited} change each other on one day",
    ),
}


@dataclass(frozen=True)
class Conflict:
    """A link that cannot be so, or contradicts `other`."""

    kind: ConflictKind
    link: TypedLink
    other: TypedLink | None = None

    @property
    def why(self) -> Why:
        """What is wrong, in both languages."""
        names = {
            "citing": self.link.citing_ref,
            "cited": self.link.cited_ref,
            "other": self.other.citing_ref if self.other else "",
        }
        thai, english = _WHY[self.kind]
        return Why(thai.format(**names), english.format(**names))
