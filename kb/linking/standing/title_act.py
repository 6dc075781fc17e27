"""What a matter does to an earlier one when its own title names both the deed and the other's title."""

import re

from kb.linking.mention import Relation
from kb.text import title_key

# The deed stands at the beginning of a title, before what it is done to. The first that holds decides.
_DEEDS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        "reports",
        re.compile(r"^(?:การ|สรุป)*(?:รายงาน|ผลการ(?:ดำเนิน|ติดตาม|ตรวจ|ประเมิน|ปฏิบัติ)|ความ(?:ก้าวหน้า|คืบหน้า))"),
    ),
    ("revokes", re.compile(r"^(?:ขอ)?(?:การ|ให้)?(?:ยกเลิก|เพิกถอน)(?!สิทธิ|การผ่อนผัน|การยกเว้น)")),
    ("exempts", re.compile(r"^(?:ขอ)?(?:การ|รับการ)?(?:ผ่อนผัน|ยกเว้น)")),
    ("extends", re.compile(r"^(?:ขอ(?:อนุมัติ|ความเห็นชอบ)?)?(?:การ)?(?:ขยาย(?:กำหนด)?(?:ระยะ)?เวลา|ต่ออายุ)")),
    ("amends", re.compile(r"^(?:ขอ(?:อนุมัติ|ความเห็นชอบ)?)?(?:การ)?(?:ทบทวน|แก้ไข|ปรับปรุง|เปลี่ยนแปลง|ปรับ)")),
)  # fmt: skip
_PARTLY = re.compile(r"บาง(?:ส่วน|ข้อ|ประการ|รายการ)|เฉพาะ")
SHORTEST = 12  # letters of a title's key below which it says too little to be told again by another


def title_act(citing_title: str, cited_title: str) -> Relation | None:
    """What the citing title alone tells: "ขอขยายระยะเวลาโครงการ ก" extends "โครงการ ก". None when it tells nothing.

    Only when the whole of the cited title, or all of it before a period in years, stands in the citing one. A report
    after a report does not report on it, and a title that revokes a part does not say of what.
    """
    deed = _deed(citing_title)
    series = deed == "reports" and _deed(cited_title) == "reports"
    if deed is None or series or (deed == "revokes" and _PARTLY.search(citing_title)):
        return None
    whole, told = title_key(cited_title), title_key(citing_title)
    bare = title_key(re.sub(r"\s?\(?(?:พ\.ศ\.|ปี(?:งบประมาณ|การศึกษา)?)\s?[0-9๐-๙ .–-]+\)?\s*$", "", cited_title))
    return deed if any(len(key) >= SHORTEST and key in told for key in (whole, bare)) else None


def _deed(title: str) -> Relation | None:
    return next((relation for relation, words in _DEEDS if words.search(title.strip())), None)
