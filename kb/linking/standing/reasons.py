"""The words that explain a standing."""

from datetime import date

from kb.linking.standing.decision import NOTED, Decision, TypedLink, is_approved
from kb.linking.standing.period import Standing, Why
from kb.text import thai_date


def reason(decision: Decision, standing: Standing, link: TypedLink | None, end: date | None) -> Why:
    """Why a resolution has this standing; `end` is the day its time ends, `link` the evidence."""
    if standing == "spent":
        return _spent(decision, link, end)
    if standing == "unknown":
        return _unknown(decision, link)
    until = Why(f" ถึงวันที่ {thai_date(end)}", f", until {end.isoformat()}") if end else Why("", "")
    if link is None or standing == "in force":
        return _in_force(decision, link, until)
    thai, english = {
        "amended": ("แก้ไขหรือทบทวนโดย", "amended by"),
        "extended": ("ขยายเวลาโดย", "extended by"),
        "partly revoked": ("ยกเลิกบางส่วนโดย", "partly revoked by"),
        "revoked": ("ยกเลิกโดย", "revoked by"),
    }[standing]
    from_day = Why("", "")
    if link.effective > link.on:
        from_day = Why(f" ตั้งแต่วันที่ {thai_date(link.effective)}", f" from {link.effective.isoformat()}")
    by = Why(f"{link.citing_ref} (มติวันที่ {thai_date(link.on)})", f"{link.citing_ref}, decided {link.on.isoformat()}")
    return Why(
        f"{thai} {by.thai}{from_day.thai}{until.thai}", f"{english} {by.english}{from_day.english}{until.english}"
    )


def _in_force(decision: Decision, link: TypedLink | None, until: Why) -> Why:
    if until.thai:
        return Why(f"มีผลตามระยะเวลาที่กำหนดไว้{until.thai}", f"in force for the period it tells{until.english}")
    if link:
        return Why(
            f"ยังไม่พบมติที่เปลี่ยนแปลง และ {link.citing_ref} ยังอ้างถึงโดยถือว่าใช้อยู่",
            f"nothing found that changes it, and {link.citing_ref} takes it to be in use",
        )
    if decision.kind in {"2.1", "2.2"}:
        return Why("เป็นมติที่มีลักษณะเป็นกฎ ใช้บังคับจนกว่าจะแก้ไขหรือยกเลิก", "a rule, in force until amended or repealed")
    return Why("ยังไม่พบมติที่เปลี่ยนแปลง", "nothing found that changes it")


def _spent(decision: Decision, link: TypedLink | None, end: date | None) -> Why:
    if end and link:
        how = ("รายงานไว้ใน", "as told by") if link.relation == "reports" else ("กำหนดโดย", "set by")
        return Why(
            f"สิ้นสุดระยะเวลาเมื่อวันที่ {thai_date(end)} ตามที่{how[0]} {link.citing_ref}",
            f"its time ended on {end.isoformat()}, {how[1]} {link.citing_ref}",
        )
    if end:
        return Why(f"สิ้นสุดระยะเวลาที่กำหนดไว้เมื่อวันที่ {thai_date(end)}", f"its own time ended on {end.isoformat()}")
    if not is_approved(decision.outcome):
        return Why("คณะรัฐมนตรีมิได้อนุมัติหรือเห็นชอบ จึงไม่มีผลค้างอยู่", "it was not approved, so nothing of it stands")
    if decision.outcome == NOTED:
        return Why("คณะรัฐมนตรีเพียงรับทราบ", "the cabinet only took note")
    return Why("เป็นมติที่เสร็จสิ้นในตัว", "of the kind that is done with at once")


def _unknown(decision: Decision, link: TypedLink | None) -> Why:
    if link:
        return Why("วันสิ้นสุดที่กำหนดไว้ขัดแย้งกัน", "the ends given to it contradict one another")
    if decision.kind is None or decision.kind_is_default:
        return Why("ไม่พบข้อความที่บอกว่ายังใช้อยู่หรือสิ้นผลแล้ว", "nothing tells whether it is in use or done with")
    return Why("ไม่พบวันสิ้นสุด และไม่พบการอ้างถึงในระยะหลัง", "no end is told, and nothing has shown it in use of late")
