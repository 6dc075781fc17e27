"""What values are called on pages."""

from collections.abc import Sequence

KINDS = {
    "meeting-page": "หน้าสรุปการประชุม",
    "letter": "หนังสือยืนยันมติ",
    "table": "ตารางมติ",
    "jsonl": "ชุดข้อมูล",
    "text": "เอกสารข้อความ",
}
HOW = {
    "new": "",
    "letter": "รวมไว้เพราะเลขหนังสือตรงกัน",
    "number": "รวมไว้เพราะวันประชุมและเลขเรื่องตรงกัน",
    "title": "รวมไว้เพราะชื่อเรื่องตรงกัน",
    "person": "เจ้าหน้าที่รวมไว้",
}
"""Why a document stands under a resolution."""
PARTS = {
    "resolved": "มติ",
    "essence": "สาระสำคัญ",
    "opinions": "ความเห็นของหน่วยงาน",
    "conditions": "เงื่อนไขและข้อสังเกต",
    "budget": "งบประมาณ",
}
FIELDS = {
    "title": "ชื่อเรื่อง",
    "agency": "หน่วยงานเจ้าของเรื่อง",
    "outcome": "ผลมติ",
    "group": "กลุ่มวาระ",
    "letter_number": "เลขหนังสือยืนยันมติ",
    "letter_date": "วันที่หนังสือ",
}
STATES = {"suggested": "ข้อเสนอ รอเจ้าหน้าที่พิจารณา", "accepted": "รับเข้าติดตามแล้ว", "dismissed": "ไม่ติดตาม"}
JOBS = {
    "queued": "รอคิว",
    "running": "กำลังอ่าน",
    "done": "นำเข้าแล้ว",
    "failed": "นำเข้าไม่สำเร็จ",
    "cancelled": "ยกเลิกแล้ว",
}
RELATIONS = {
    "refers": "อ้างถึง",
    "complies": "ดำเนินการตาม",
    "amends": "แก้ไขหรือทบทวน",
    "extends": "ขยายเวลา",
    "exempts": "ยกเว้นหรือผ่อนผัน",
    "revokes": "ยกเลิก",
    "reports": "รายงานผล",
}
"""What a resolution does to an earlier one."""
ROLES = {
    "first": "มติแรก",
    "amendment": "แก้ไขหรือทบทวน",
    "extension": "ขยายเวลา",
    "exemption": "ยกเว้นหรือผ่อนผัน",
    "partial revocation": "ยกเลิกบางส่วน",
    "revocation": "ยกเลิก",
    "report": "รายงานผล",
    "follower": "ดำเนินการตาม",
}
"""What a resolution is in its chain."""
LINKED_BY = {
    "exact title": "ชื่อเรื่องตรงกัน",
    "fuzzy title": "ชื่อเรื่องใกล้เคียงกัน",
    "context": "เนื้อความรอบข้างตรงกัน",
    "letter": "เลขหนังสือตรงกัน",
    "only matter": "เป็นเรื่องเดียวของการประชุมวันนั้น",
    "person": "เจ้าหน้าที่ระบุ",
}
"""How a machine came to a link."""
LOST = {
    "ambiguous": "อาจหมายถึงได้หลายเรื่อง รอเจ้าหน้าที่เลือก",
    "no meeting": "ยังไม่มีมติของการประชุมวันนั้นในคลัง",
    "no matter": "คลังมีมติของวันนั้น แต่ไม่พบเรื่องที่ตรงกัน",
    "impossible date": "วันที่ตามที่พิมพ์ไว้เป็นไปไม่ได้",
    "undated": "ไม่ได้บอกวันที่หรือเลขหนังสือ",
}
"""Why a mention leads to no resolution."""
PROBLEMS = {
    "year-digits": "ปีพิมพ์ไม่ครบหลัก",
    "year-out-of-range": "ปีที่พิมพ์ไว้เป็นไปไม่ได้",
    "no-such-day": "ไม่มีวันที่นี้ในปฏิทิน",
    "range-reversed": "วันเริ่มอยู่หลังวันสิ้นสุด",
    "stray-letter": "มีตัวอักษรปนอยู่ในปี",
    "trailing-digit": "มีตัวเลขเกินท้ายปี",
    "misspelt-month": "ชื่อเดือนพิมพ์ผิด",
    "after-the-meeting": "เป็นวันหลังการประชุมที่อ้าง",
}
"""What is wrong with a date as printed."""
WORDS = {"confirmed": "ยืนยัน", "rejected": "ไม่ใช่", "retyped": "เปลี่ยนชนิด"}
"""What a person can say of a link."""
EVENTS = {"born": "ตั้งขึ้นใหม่", "merged": "รวมเข้ากับ", "split": "แยกออกมาจาก", "gone": "เลิกไป"}
"""What became of a topic."""
ALIKE, RATHER = 0.7, 0.55
"""From which likeness two matters are called very much alike, and alike."""
GOOD, FAIR = 0.85, 0.7
"""From which confidence on a machine's reading is called high, and medium."""
POOR = 0.75
"""Below which quality a page is called unclear; the reader of documents draws the same line."""
MOST_LISTED = 12


def kind_name(kind: str, engine: str | None) -> str:
    """What a document is; a recognised one is called a scan as well."""
    name = KINDS.get(kind, kind)
    return f"{name} (สแกน)" if engine and "tesseract" in engine else name


def how_read(engine: str | None, quality: float | None) -> str:
    """How a document came to be text, and how far to trust it: `quality` is that of its worst page, from 0 to 1."""
    engines = engine.split(",") if engine else []
    recognised = [each for each in engines if each.startswith("tesseract")]
    if not recognised:
        means = "อ่านจากข้อความในไฟล์"
    else:
        means = "อ่านจากภาพด้วย OCR" if len(recognised) == len(engines) else "อ่านจากข้อความในไฟล์ บางหน้าด้วย OCR"
    if quality is None:
        return means
    return f"{means} คุณภาพ {int(quality * 100)}%" + (" อ่านได้ไม่ชัด โปรดเทียบกับต้นฉบับ" if quality < POOR else "")


def confidence_name(confidence: float) -> str:
    """How sure a machine was, in words."""
    return "สูง" if confidence >= GOOD else "ปานกลาง" if confidence >= FAIR else "ต่ำ"


def likeness_name(score: float) -> str:
    """How alike two matters are, in words."""
    return "คล้ายกันมาก" if score >= ALIKE else "คล้ายกัน" if score >= RATHER else "คล้ายกันบ้าง"


def waiting_sentence(pages: Sequence[int]) -> str:
    """Which pages have no text yet."""
    shown = ", ".join(map(str, pages[:MOST_LISTED])) + (
        f" … (รวม {len(pages)} หน้า)" if len(pages) > MOST_LISTED else ""
    )
    return f"หน้า {shown} ยังอ่านไม่ได้ รออ่านด้วย OCR"


def duration(seconds: float) -> str:
    """A time to wait, rounded as people say it."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} วินาที"
    minutes = round(whole / 60)
    return f"{minutes} นาที" if minutes < 60 else f"{minutes // 60} ชั่วโมง {minutes % 60} นาที"
