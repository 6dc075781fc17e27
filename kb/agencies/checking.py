"""Whether a registry is sound: what an edit must not break, told in words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.agencies.agency import Agency, Succession
from kb.agencies.history import descendants
from kb.agencies.spelling import dense

LONGEST_NAME = 300


@dataclass(frozen=True)
class Fault:
    """What is wrong with one agency, in Thai and in English."""

    agency: str
    thai: str
    english: str


def faults(agencies: Sequence[Agency], successions: Sequence[Succession]) -> list[Fault]:
    """What would be wrong with a registry of these agencies; empty for a sound one."""
    return [*_of_names(agencies), *_of_parents(agencies), *_of_times(agencies), *_of_successions(agencies, successions)]


def _of_names(agencies: Sequence[Agency]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for agency in agencies:
        own = {dense(name) for name in (agency.name, *agency.other_names)}
        if "" in own or any(not dense(short) for short in agency.abbreviations):
            yield Fault(agency.name, "ชื่อว่างเปล่า กรุณาระบุชื่อ", "a name is empty; write one")
        if any(len(name) > LONGEST_NAME for name in own):
            yield Fault(agency.name, f"ชื่อยาวเกิน {LONGEST_NAME} ตัวอักษร", f"a name is longer than {LONGEST_NAME} letters")
        for name in sorted(own):
            owner = owners.setdefault(name, agency.name)
            if owner != agency.name or (name == dense(agency.name) and name in map(dense, agency.other_names)):
                yield Fault(
                    agency.name,
                    f"ชื่อ “{name}” เป็นชื่อของ {owner} อยู่แล้ว ถ้าเป็นหน่วยงานเดียวกันให้ใช้ kb agencies merge",
                    f"{name!r} is already a name of {owner}; if they are the same, use kb agencies merge",
                )


def _of_parents(agencies: Sequence[Agency]) -> Iterator[Fault]:
    parents = {agency.name: agency.parent for agency in agencies}
    for agency in agencies:
        if agency.parent is None:
            continue
        if agency.parent not in parents:
            yield Fault(
                agency.name,
                f"ไม่มีหน่วยงานต้นสังกัดชื่อ {agency.parent} ในทะเบียน กรุณาเพิ่มก่อน",
                f"its parent {agency.parent} is not in the registry; add that first",
            )
            continue
        above: str | None = agency.parent
        for _ in parents:
            if above is None or above == agency.name:
                break
            above = parents.get(above)
        if above is not None:
            yield Fault(agency.name, "หน่วยงานสังกัดตัวเองไม่ได้", "an agency cannot belong to itself, however indirectly")


def _of_times(agencies: Sequence[Agency]) -> Iterator[Fault]:
    for agency in agencies:
        for since, until in ((agency.since, agency.until), *((each.since, each.until) for each in agency.spells)):
            if since and until and since >= until:
                yield Fault(
                    agency.name,
                    f"วันเริ่ม {since} ต้องมาก่อนวันสิ้นสุด {until}",
                    f"it would begin on {since} and end on {until}; the first must come before the last",
                )


def _of_successions(agencies: Sequence[Agency], successions: Sequence[Succession]) -> Iterator[Fault]:
    known = {agency.name for agency in agencies}
    for each in successions:
        missing = next((name for name in (each.predecessor, each.successor) if name not in known), None)
        if missing:
            yield Fault(
                each.successor,
                f"ไม่มีหน่วยงานเดิมชื่อ {missing} ในทะเบียน กรุณาเพิ่มก่อน",
                f"{missing} is not in the registry; add it before naming it in a succession",
            )
        elif each.predecessor in descendants(successions, each.successor):
            yield Fault(
                each.successor,
                f"{each.predecessor} เป็นทั้งหน่วยงานเดิมและหน่วยงานใหม่ของ {each.successor} ไม่ได้",
                f"{each.predecessor} cannot both precede and follow {each.successor}",
            )
