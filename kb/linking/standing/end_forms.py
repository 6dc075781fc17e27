"""The forms in which official text tells how long something lasts."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from kb.text import DateMention, find_dates

LONG_DAYS = 28  # a bare range of days shorter than this is an event, not a period
LINE = 500  # characters of its line before a date that are looked at
_BUDDHIST = 543

# Words that say that what follows is a task, a meeting or an argument, not the life of the resolution.
_OTHER = re.compile(
    r"ลงทะเบียน|จดทะเบียน|สมัคร|แนวโน้ม|ประมาณการ|ยื่น(?:คำ|ข้อ|แบบ)|ประชุม|สัมมนา|จัดงาน|(?<!ค่า)เดินทาง|เยือน|แข่งขัน|รับฟัง|สำรวจ|งดฟ้อง|รายงาน|เรียกสำเนา|"
    r"ข้อมูล|ผลการ|สถานการณ์|ที่ผ่านมา|จัดเก็บ|ทดลอง|เตรียมการ|ประกาศเชิญชวน|วาระ(?:(?:การ)?ดำรง|\s*$)|ก่อหนี้ให้|เบิกจ่าย(?:แล้ว|ได้)"
)
# Words that say that what follows is how long the thing decided itself lasts.
_SINGLE = re.compile(
    r"(?:(?:จน|ไป|ได้)?ถึง|สิ้นสุด(?:ไม่เกิน|ลง|ใน|เมื่อ|ณ)*|(?<=สิ้นสุด)เป็น|จาก[^\n]{4,60}เป็น(?:สิ้นสุด)?)"
    r"\s?(?:ใน)?(?:สิ้น)?(?:วัน|เดือน|ปี)?(?:ที่)?\s?$"
)
_NOT_ITS_END = re.compile(
    r"(?:ก่อน|จากเดิม|เดิม|ซึ่ง(?:จะ)?|ที่(?:จะ)?)\s?(?:สิ้นสุด|ครบกำหนด)[^\n]{0,12}$|ภายใน[^\n]{0,12}$|ไม่เกิน(?!วันที่)\s?$"
)
_RANGE_LEAD = re.compile(r"(?:ตั้งแต่(?:วัน|เดือน)?(?:ที่)?|ระหว่าง(?:วัน|เดือน)?(?:ที่)?|\(|ช่วง(?:วัน|เดือน)?(?:ที่)?)\s?$")
_YEARS = re.compile(
    r"(?P<kind>ปีงบประมาณ|ปีการศึกษา|ฤดูการผลิต|ปีการผลิต|ปีการเพาะปลูก|ปี|(?=พ\.ศ\.|\())\s*\(?\s?(?:พ\.ศ\.)?\s?"
    r"(?P<first>2[45]\d\d)(?:/\d{2,4})?\s?(?:-|–|ถึง|จนถึง)\s?(?:ปีงบประมาณ|ปีการศึกษา|ปี)?\s?(?:พ\.ศ\.)?\s?(?P<last>2[45]\d\d)(?:/(?P<over>\d{2,4}))?(?!\d)"
)
_IN_CITED_TITLE = re.compile(r"มติ\s?(?:คณะรัฐมนตรี|ครม\.)[^\n]{0,60}เรื่อง(?:(?!ตามที่|ออกไป|ถึงวันที่|ตั้งแต่)[^\n])*$")
_MONEY = re.compile(
    r"(?:บาท|งบกลาง|งบประมาณรายจ่าย(?:ประจำ)?|จัดสรร|ตั้งงบประมาณ|ของบประมาณ|เงินกู้|บาท\s?ผูกพัน|จากงบประมาณ)[\s(]*$"
)
_CLOSING_YEAR = re.compile(
    r"(?:จนถึง|ถึง|สิ้นสุด(?:เมื่อ|ใน)?)\s?(?:วัน)?(?:สิ้น)?(?P<kind>ปีงบประมาณ|ปีการศึกษา)\s?(?:พ\.ศ\.)?\s?(?P<last>2[45]\d\d)(?!\d)"
)
_NUMBERS = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10}
_LENGTH = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s?(?P<unit>ปี|เดือน|วัน)(?!งบ|การ)"
_FROM_NOW = re.compile(
    rf"(?:เป็น(?:ระยะ)?เวลา|ระยะเวลา|มีกำหนด(?:เวลา)?|ออกไป(?:อีก)?)\s?(?:อีก)?\s?{_LENGTH}\s?(?:นับ)?(?:แต่|ตั้งแต่|จาก)\s?วันที่\s?(?:คณะรัฐมนตรี|ครม\.)\s?(?:ได้)?(?:มี|ลง)มติ"
)
_LENGTH_THEN_DAY = re.compile(
    rf"(?:เป็น(?:ระยะ)?เวลา|ระยะเวลา|มีกำหนด(?:เวลา)?|ออกไป(?:อีก)?)\s?{_LENGTH}\s?(?:โดย)?(?:นับ|เริ่ม)?(?:ตั้ง)?แต่\s?(?:วันที่)?\s?$"
)
_DAY_THEN_LENGTH = re.compile(rf"^\s?(?:เป็นต้นไป\s?)?(?:เป็น(?:ระยะ)?เวลา|มีกำหนด(?:เวลา)?)\s?{_LENGTH}")
LASTS = re.compile(
    r"มีผล|ใช้บังคับ|ระยะเวลา|ดำเนิน(?:การ|งาน|โครงการ|มาตรการ)|ขยาย|ออกไป|ต่อไป|ยกเว้น|ผ่อนผัน|(?<!ราย)(?<!เบิก)(?<!ใช้)จ่าย|เลื่อนชำระ|พักชำระ|อยู่และทำงาน|"
    r"ค่าตอบแทน|ชดเชย|ลดหย่อน|ผูกพัน|ตรึงราคา|สิ้นสุด|ถือปฏิบัติ|คงอัตรา|ลดอัตรา"
)


def years_end(kind: str, last: int, over: bool = False) -> date:
    """The last day of a Buddhist year: of a fiscal year, of a school year of the schools, or of the calendar."""
    year = last - _BUDDHIST
    if kind == "ปีงบประมาณ":
        return date(year, 9, 30)
    if kind == "ปีการศึกษา":
        return date(year + 1, 5, 15)
    return date(year + (1 if over else 0), 12, 31)


def ends_in(text: str, on: date, lasts: re.Pattern[str] | None = None) -> Iterator[tuple[date, int, int]]:
    """Every end told in a stretch of text in Arabic digits, with its place, for a decision of the day `on`.

    `lasts` are words of which one must come before it in its line.
    """
    for mention in find_dates(text):
        line = _line_before(text, mention.start)
        if day := _dated_end(line, text[mention.end : mention.end + 60], mention, lasts):
            yield day, mention.start, mention.end
    yield from _yearly_ends(text, lasts)
    for match in _FROM_NOW.finditer(text):
        line = _line_before(text, match.start())
        if not _OTHER.search(line[-60:]) and not line.endswith("ภายใน"):
            yield _after(on, match), *match.span()


def _dated_end(line: str, after: str, mention: DateMention, lasts: re.Pattern[str] | None) -> date | None:
    """The end that a date gives, seen with the words of its line before it and some after it."""
    near = line[-60:]
    if _NOT_ITS_END.search(line) or (lasts and not lasts.search(line)):
        return None
    if mention.first is None or mention.last is None or _OTHER.search(near):
        return None
    if length := _LENGTH_THEN_DAY.search(line) or (
        _DAY_THEN_LENGTH.search(after) if re.search(r"(?:ตั้ง)?แต่(?:วันที่)?\s?$", line) else None
    ):
        return _after(mention.first, length)
    if mention.first != mention.last and _RANGE_LEAD.search(line) and mention.precision != "year":
        long = (mention.last - mention.first).days >= LONG_DAYS
        is_range = mention.precision == "day" or mention.first.replace(day=1) != mention.last.replace(day=1)
        if is_range and (long or re.search(r"(?:มีผล|ใช้บังคับ|ยกเว้น|ผ่อนผัน)[^\n]{0,30}$", near)):
            return mention.last
    return mention.last if _SINGLE.search(line) and mention.precision != "year" and LASTS.search(line) else None


def _yearly_ends(text: str, lasts: re.Pattern[str] | None) -> Iterator[tuple[date, int, int]]:
    for match in _YEARS.finditer(text):
        line = _line_before(text, match.start())
        if (
            _MONEY.search(line)
            or _IN_CITED_TITLE.search(line)
            or _OTHER.search(line[-40:])
            or int(match["last"]) < int(match["first"])
            or line.rstrip().endswith("จาก")
        ):
            continue
        if lasts is None or re.search(r"(?:ระยะเวลา|ดำเนิน(?:การ|งาน|โครงการ))[^\n]{0,30}$", line):
            kind = match["kind"] or ("ปีงบประมาณ" if line.rstrip("( ").endswith("ปีงบประมาณ") else "")
            over = match["over"] is not None
            yield years_end(kind, int(match["last"]), over), *match.span()
    for match in _CLOSING_YEAR.finditer(text):
        line = _line_before(text, match.start())
        if LASTS.search(line + match[0]) and not _OTHER.search(line[-60:]) and not _NOT_ITS_END.search(line):
            yield years_end(match["kind"], int(match["last"])), *match.span()


def _line_before(text: str, place: int) -> str:
    return text[max(text.rfind("\n", 0, place) + 1, place - LINE) : place]


def _after(first: date, length: re.Match[str]) -> date:
    """The last day of a length of time that begins on `first`."""
    number = int(length["number"]) if length["number"].isdigit() else _NUMBERS[length["number"]]
    if length["unit"] == "วัน":
        return first + timedelta(days=number - 1)
    months = number * (12 if length["unit"] == "ปี" else 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)
