"""Where a text begins to speak of a resolution of the cabinet: the words before its date, or in place of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLANK = r"[ \n]{0,3}"
_WEEKDAY = "จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์"
DAY_LEAD = rf"(?:วัน(?:{_WEEKDAY})?{BLANK}(?:ที่)?|ที่)"
"""What may stand right before the number of a day: วันที่, วันอังคารที่."""
_CABINET = r"(?:คณะรัฐมนตรี|ครม\.?)"
RESOLUTION_OF = rf"มติ(?:ที่ประชุม)?{BLANK}(?:ของ)?(?:ที่ประชุม)?{BLANK}{_CABINET}"
"""The resolution as a noun: มติคณะรัฐมนตรี, มติของคณะรัฐมนตรี, มติ ครม."""

_ON = r"(?:เมื่อ(?:ใน)?|ลง|ประจำ|ของ)"
_MEETING = (
    r"(?:(?:ใน)?(?:คราว)?[ ]?(?:การ)?ประชุม(?:คณะรัฐมนตรี)?(?:[ ]?(?:อย่างเป็นทางการ)?นอกสถานที่)?"
    rf"(?:{BLANK}ครั้งที่{BLANK}[\d/ ]{{1,9}})?)"
)
_VERB_WORDS = (
    r"(?:[ \n]?(?:(?:แล้ว|ไว้)(?:\d(?=[ ]?เมื่อ))?|จึง|ได้|เคย|มี|ลง(?=มติ)|มติ|มีติ|ข้างต้น|ห็นชอบ|ให้(?=ความ|สัตยา)"
    r"|ความ(?=เห็น)|พิจารณา|ประชุม|ปรึกษา(?:หารือ)?|เห็นชอบ|อนุมัติ|รับทราบ|ทราบ|(?:ใน|ต่อ)?หลักการ|เบื้องต้น|ด้วย|ไป"
    r"|แต่งตั้ง|เห็นควร|ยืนยัน|รับหลักการ|ใน|ตามที่เสนอ|ตาม(?=มติ)|ดังกล่าว|และ|เรื่องนี้|เรื่องดังกล่าว"
    rf"|{_MEETING})){{0,12}}"
)
_NOUN_WORDS = (
    rf"(?:[ \n]?(?:{_MEETING}|ฯ|มีมติ|ดังกล่าว|ที่(?:เห็นชอบ|อนุมัติ|รับทราบ|ผ่านมา)?|เดิม|เรื่องนี้|แล้ว|ไว้|อนุมัติ|เห็นชอบ"
    r"|รับทราบ|ในหลักการ|หลักการ|[)\]](?=[ ]?\())){0,5}"
)
_LEAD = rf"(?P<lead>{BLANK}(?P<bracket>[(\[]?){BLANK}(?P<on>{_ON})?{BLANK}(?:{DAY_LEAD})?{BLANK}[(\[]?[ ]?)(?=\d)"
_VERB_TAIL, _NOUN_TAIL = re.compile(_VERB_WORDS + _LEAD), re.compile(_NOUN_WORDS + _LEAD)
# What was decided stands between the verb and the day; nothing there may have a day of its own.
_OBJECT = (
    r"(?:(?!ประชุม|ครั้งที่|มติ|กรรมการ|ประกาศ|สั่งการ|ลงนาม|บังคับ|ระหว่าง|ถึง|ตั้งแต่|สิ้นสุด|ซึ่ง|เสนอ|รายงาน|หรือ|มีผล|ดังนี้"
    r"|โดย|เมื่อ|\d[.)] )[^\n]){1,80}?"
)
_LONG_TAIL = re.compile(
    r"(?P<verb>[ ]?(?:ได้|เคย|จึง)*(?:(?:มี|ลง)?มติ(?:เห็นชอบ|อนุมัติ|รับทราบ|แต่งตั้ง|ให้|มอบหมาย)"
    rf"|(?:ให้ความ)?เห็นชอบ|อนุมัติ)){_OBJECT}(?P<done>แล้ว|ไว้|ดังกล่าว|)"
    rf"(?:[ ]?เมื่อวัน(?:{_WEEKDAY})?[ ]?ที่[ ]?|(?<=แล้ว)[ ]?\([ ]?|(?<=ไว้)[ ]?\([ ]?)(?=\d)"
)
# The day first: เมื่อวันที่ D คณะรัฐมนตรีได้มีมติ.
_DAY_BEFORE = re.compile(
    rf"(?:เมื่อ|(?:(?<=\n)|(?<=ต่อมา)|(?<=\d[.)][ ]))(?=วัน))วัน(?:{_WEEKDAY})?ที่[ ]?"
    r"(?P<figure>\d)[\d ]?[ ]?[ก-๎. ]{4,14}(?:พ\.ศ\. ?)?\d{2,4}[ ]?,?[ ]?(?:ที่ประชุม)?[ ]?\Z"
)
_DECIDED = re.compile(r"[ ]?(?:\(ครม\.\)[ ]?)?(?:ได้|จึง|เคย)*(?:(?:มี|ลง)มติ|ให้ความเห็นชอบ|เห็นชอบ|อนุมัติ|รับทราบ)")

_ANCHOR = re.compile(r"ค(?:ณะรัฐมนตรี[\u0e48\u0e4c]?|รม(?![ก-๎]))\.?")
_RESOLUTION_BEFORE = re.compile(r"มติ(?:ที่ประชุม)?[ \n]?(?:ของ)?(?:ที่ประชุม)?[ \n]{0,2}$")
_NOT_THE_CABINET = re.compile(r"(?:เลขาธิการ|เลขาฯ|คณะที่ปรึกษา|คณะกรรมการ|คณะกรรมาธิการ|ระเบียบ)[ \n]?$")
_FROM_THE_DAY = re.compile(r"วันที่[ \n]?(?:ที่ประชุม)?[ \n]?$")
_HANDED_IN = re.compile(r"(?:เสนอ|ต่อ|เข้าสู่)(?:ที่ประชุม)?[ ]?$")
_CONSIDERED = re.compile(r"[ ]?(?:ได้|เพื่อ)?พิจารณา(?:แล้ว)?[ ]?")
_DECIDES = re.compile(r"มติ|เห็นชอบ|อนุมัติ|ทราบ|ประชุม|แต่งตั้ง|ยืนยัน|พิจารณา|หลักการ")
_TOLD = re.compile(r"(?:ซึ่ง|ที่|โดย|ตามที่|แล้ว|และ|[(\[])[ ]?$")
_UNDATED = re.compile(rf"มติ(?:ของ)?[ ]?{_CABINET}[ ]?(?P<word>ดังกล่าว|ที่เกี่ยวข้อง|ข้างต้น)(?![ ]?(?:ใน)?(?:เมื่อ|วันที่|\(?\d))")


@dataclass(frozen=True)
class Head:
    """Words that lead to the date of a resolution: `text[start:end]`, the date's first figure is at `end`.

    `noun` when the resolution itself is named (มติคณะรัฐมนตรี), else the cabinet is told to have decided; `past` when the
    words say that the day has gone by (เมื่อวันที่). `reach` is where the words that belong to it end, when these stand
    behind the date (เมื่อวันที่ D คณะรัฐมนตรีมีมติ).
    """

    start: int
    end: int
    noun: bool
    past: bool
    reach: int = 0


def heads(text: str) -> Iterator[Head]:
    """The heads of dated resolutions in reading order; `text` in its search form.

    What the cabinet decides on a day to come, the day from which its own decision counts (ตั้งแต่วันที่คณะรัฐมนตรีมีมติ)
    and what is handed in to it, to its secretary or by its committees lead to none.
    """
    for cabinet in _ANCHOR.finditer(text):
        before = text[max(0, cabinet.start() - 24) : cabinet.start()]
        if resolution := _RESOLUTION_BEFORE.search(before):
            head = _noun(text, cabinet, len(before) - resolution.start())
        elif _NOT_THE_CABINET.search(before):
            head = None
        else:
            head = _day_first(text, cabinet) or _verb(text, cabinet, before) or _long(text, cabinet, before)
        if head is not None:
            yield head


def undated_heads(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans of mentions that name no day (มติคณะรัฐมนตรีที่เกี่ยวข้อง), and the word that they have instead."""
    for mention in _UNDATED.finditer(text):
        yield mention.start(), mention.end(), mention["word"]


def _noun(text: str, cabinet: re.Match[str], back: int) -> Head | None:
    tail = _NOUN_TAIL.match(text, cabinet.end())
    return Head(cabinet.start() - back, tail.end(), True, tail["on"] is not None) if tail else None


def _day_first(text: str, cabinet: re.Match[str]) -> Head | None:
    day = _DAY_BEFORE.search(text, max(0, cabinet.start() - 70), cabinet.start())
    decided = _DECIDED.match(text, cabinet.end()) if day else None
    return Head(day.start(), day.start("figure"), False, True, decided.end()) if day and decided else None


def _verb(text: str, cabinet: re.Match[str], before: str) -> Head | None:
    """A head of nothing but words for deciding."""
    tail = _VERB_TAIL.match(text, cabinet.end())
    if tail is None:
        return None
    words = text[cabinet.end() : tail.start("lead")]
    its_own = "มติ" in words and _FROM_THE_DAY.search(before)
    handed_in = _HANDED_IN.search(before) and _CONSIDERED.fullmatch(words)
    bare = not _DECIDES.search(words) and not (tail["on"] or tail["bracket"])
    return None if its_own or handed_in or bare else Head(cabinet.start(), tail.end(), False, tail["on"] is not None)


def _long(text: str, cabinet: re.Match[str], before: str) -> Head | None:
    """A head in which what was decided is told before the day."""
    tail = _LONG_TAIL.match(text, cabinet.end())
    if tail is None or _FROM_THE_DAY.search(before):
        return None
    past = tail["done"] or "ได้" in tail["verb"] or "เคย" in tail["verb"] or _TOLD.search(before)
    return Head(cabinet.start(), tail.end(), False, True) if past else None
