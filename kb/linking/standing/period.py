"""A stretch of days over which a resolution stands in one way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.linking.standing.decision import TypedLink

Standing = Literal["in force", "amended", "extended", "partly revoked", "revoked", "spent", "unknown"]
"""`amended`, `extended` and `partly revoked` are in force too, with that change; `spent` is done with, or past its
time; `unknown` when nothing tells."""

STANDINGS: dict[Standing, str] = {
    "in force": "มีผลใช้บังคับ",
    "amended": "มีผลใช้บังคับตามที่แก้ไข",
    "extended": "มีผลใช้บังคับตามที่ขยายเวลา",
    "partly revoked": "ถูกยกเลิกบางส่วน",
    "revoked": "ถูกยกเลิก",
    "spent": "สิ้นผลแล้ว",
    "unknown": "ไม่ทราบสถานะ",
}


@dataclass(frozen=True)
class Why:
    """The reason for a standing, in both languages."""

    thai: str
    english: str


@dataclass(frozen=True)
class Period:
    """A standing from `first` to `last`, both included; `last` None when nothing ends it.

    `cause` is the id of the resolution that brought it about, None when the resolution itself did. `link` is the
    evidence; that of an unchanged standing is a later resolution that shows it alive. `unconfirmed` when it rests on a
    link that no person has confirmed.
    """

    standing: Standing
    first: date
    last: date | None
    cause: int | None
    link: TypedLink | None
    unconfirmed: bool
    why: Why


def standing_on(periods: Iterable[Period], day: date) -> Period | None:
    """The period that holds on a day; None before the resolution was made."""
    return next((one for one in periods if one.first <= day and (one.last is None or day <= one.last)), None)
