"""What the cabinet decided, as verbs from one closed list."""

import re
from collections.abc import Sequence

# Canonical verb -> how it is printed. Tried in this order: a longer form stands before the shorter one inside it.
OUTCOMES: tuple[tuple[str, str], ...] = (
    ("ไม่อนุมัติ", r"ไม่\s*อนุมัติ"),
    ("ไม่เห็นชอบ", r"ไม่\s*(?:ให้ความ)?เห็นชอบ"),
    ("ไม่ขัดข้อง", r"ไม่ขัดข้อง"),
    ("อนุมัติหลักการ", r"อน?ุม[ัิ]*ติ\s*(?:ใน|เป็น|ตาม)?\s*หลักการ"),
    ("เห็นชอบในหลักการ", r"(?:ให้)?(?:ความ)?เห็นชอบ\s*(?:ใน|เป็น|ตาม)?\s*หลักการ"),
    ("รับหลักการ", r"รับหลักการ"),
    ("อนุมัติ", r"อน?ุม[ัิ]*ติ"),
    ("เห็นชอบ", r"(?:ให้)?(?:ความ)?เห็น[ชซข]อบ|เห็นด้วย|เห็น(?:สม)?ควร"),
    ("รับทราบ", r"ร[ัี]บทราบ|ทราบ"),
    ("มอบหมาย", r"มอบหมาย|มอบให้"),
    ("ยืนยัน", r"ยืนยัน"),
    ("ยกเลิก", r"(?:ให้)?ยกเลิก"),
    ("ยกเว้น", r"(?:ให้)?ยกเว้น"),
    ("ผ่อนผัน", r"(?:ให้|อนุญาตให้)?ผ่อนผัน"),
    ("อนุญาต", r"อนุญาต"),
    ("แต่งตั้ง", r"(?:ให้)?แต่งตั้ง"),
    ("รับรอง", r"(?:ให้การ)?รับรอง"),
    ("ขยายเวลา", r"(?:ให้)?ขยาย(?:ระยะ|กำหนด)?เวลา"),
    ("ทบทวน", r"(?:ให้)?ทบทวน"),
    ("ถอนเรื่อง", r"(?:ให้)?ถอน"),
    ("กำหนด", r"(?:ให้)?กำหนด"),
)
_VERB = "|".join(f"(?P<v{at}>{printed})" for at, (_, printed) in enumerate(OUTCOMES))
_FIRST_VERB = re.compile(rf"\s*(?:{_VERB})")
# A further verb is joined in words, or is one of the four that are listed with spaces only ("เห็นชอบ อนุมัติ และรับทราบ").
_NEXT_VERB = re.compile(rf"\s*(?:(?:และ|,|/|พร้อมทั้ง|รวมทั้ง)\s*|\s(?=รับทราบ|เห็นชอบ|อนุมัติ|มอบหมาย))(?:{_VERB})")
# "คณะรัฐมนตรี(ได้)(มี)มติ", misspelt or not.
_RESOLVED = re.compile(r"(?:มีมีติ|มีม{0,2}ต[ิี]|มติ|ลงมติ|มี(?=เห็น|อนุ|รับ))\s*(?:เป็นเอกฉันท์|เป็นหลักการ|ว่า)?\s*")
_CABINET = re.compile(
    r"[\u200b\s]*(?:ที่ประชุม)?\s*(?:คณะรัฐมนตรี|ครม\.|คณะ?(?:รั[ก-๎]{0,9}?)?(?=มี|มติ|รับทราบ|เห็นชอบ|อนุมัติ))\s*(?:ได้)?\s*"
)
_CONSIDERED = re.compile(r"พิจารณา(?:แล้ว)?")
_ITEM = re.compile(r"\s*\(?(?P<number>[0-9๐-๙]{1,2})[.)](?![0-9๐-๙])\s*(?:ให้(?=\s|มี))?\s*")
_INNER_ITEM = re.compile(r"\s*1\.(?P<number>\d{1,2})[.)]?(?!\d)\s*")  # a list whose first item is only a caption
ITEM_LINES = 14  # lines of a list in which verbs are looked for when the sentence before it has none
OPENING_LINES = 3  # lines in which the sentence of the decision begins; a caption may stand above it
SENTENCE_LINES = 4  # lines over which that sentence may be broken before its verbs are all told
SENTENCE = 700  # characters in which the sentence of the decision is looked for


def find_outcome(body: str) -> str | None:
    """The verbs of the decision, canonical, joined by ", " in order of appearance; None when the body gives none.

    The sentence that opens the body decides, broken over lines or not; its numbered items do when it only says
    "มีมติดังนี้", and when they have no numbers, the next lines.
    """
    lines = [line.strip() for line in body.split("\n") if line.strip()][: ITEM_LINES + 1]
    if not lines:
        return None
    at = next((at for at, line in enumerate(lines[:OPENING_LINES]) if _CABINET.match(line)), 0)
    wrapped = [join.join(_unnumbered(lines[at : at + SENTENCE_LINES]))[:SENTENCE] for join in ("", " ")]
    verbs = (
        max(map(_opening_verbs, wrapped), key=len)
        or _sentence_verbs(lines[at][:SENTENCE])
        or _item_verbs(lines, _ITEM)
        or _item_verbs(lines, _INNER_ITEM)
        or next(filter(None, map(_leading_verbs, lines[at + 1 :][:OPENING_LINES])), [])
        or _sentence_verbs(wrapped[0])
    )
    return ", ".join(dict.fromkeys(verbs)) or None


def canonical_outcome(printed: str) -> str:
    """An outcome given as a list of verbs, each made canonical; a verb outside the closed list stays as printed."""
    verbs: list[str] = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;/]", printed))):
        verbs.extend(_leading_verbs(part) or [part])
    return ", ".join(dict.fromkeys(verbs))


def _unnumbered(lines: Sequence[str]) -> Sequence[str]:
    """The first line and those after it up to the first item of a list."""
    stop = next((at for at, line in enumerate(lines) if at and _ITEM.match(line)), len(lines))
    return lines[:stop]


def _opening_verbs(sentence: str) -> list[str]:
    """The verbs right behind "คณะรัฐมนตรี(มีมติ)"."""
    cabinet = _CABINET.match(sentence)
    if cabinet is None:
        return []
    resolved = _RESOLVED.match(sentence, cabinet.end())
    return _leading_verbs(sentence[resolved.end() if resolved else cabinet.end() :])


def _sentence_verbs(sentence: str) -> list[str]:
    cabinet = _CABINET.match(sentence)
    at = cabinet.end() if cabinet else 0
    for resolved in _RESOLVED.finditer(sentence, at):
        if verbs := _leading_verbs(sentence[resolved.end() :]):
            return verbs
    if cabinet and (considered := _CONSIDERED.match(sentence, at)):
        return _leading_verbs(sentence[considered.end() :])
    proposed = re.compile(r"เสนอ\s*(?:ดังนี้)?\s*:?\s*(?:\(?1[.)]\s*)?").search(sentence, at)
    return _leading_verbs(sentence[proposed.end() :]) if proposed else []


def _item_verbs(lines: Sequence[str], pattern: re.Pattern[str]) -> list[str]:
    """The verbs that open the items of the first numbered list; a number that does not rise ends it."""
    verbs: list[str] = []
    last = 0
    for item in filter(None, map(pattern.match, lines)):
        if int(item["number"]) <= last:
            break
        last = int(item["number"])
        verbs.extend(_leading_verbs(item.string[item.end() :]))
    return verbs


def _leading_verbs(text: str) -> list[str]:
    verbs: list[str] = []
    match = _FIRST_VERB.match(text)
    while match:
        verbs.extend(OUTCOMES[int(name[1:])][0] for name, printed in match.groupdict().items() if printed)
        match = _NEXT_VERB.match(text, match.end())
    return verbs
