"""What a resolution tells of the change it makes to another: from when, until when, and whether it keeps it."""

import re
from datetime import date, timedelta

from kb.linking.mention import Relation, Span
from kb.linking.standing.end_forms import years_end
from kb.text import find_dates, to_arabic

LINE = 700  # characters after a mention that still speak of it, at most to the end of its line

_TERM = re.compile(r"ภาคเรียนที่\s?(?P<term>1|2|หนึ่ง|สอง)\s?(?:ของ)?(?:ปีการศึกษา)\s?(?:พ\.ศ\.)?\s?(?P<year>2[45]\d\d)")
_FISCAL = re.compile(r"ปีงบประมาณ\s?(?:พ\.ศ\.)?\s?(?P<year>2[45]\d\d)")
_EFFECT = re.compile(r"มีผล(?:ใช้)?(?:บังคับ)?(?:ใช้)?\s?(?:นับ)?(?:ตั้ง)?แต่\s?(?:วันที่)?\s?")
_BARE = re.compile(r"(?:ทั้งฉบับ|ทั้งหมด|นั้น|”|\)|ดังกล่าว|[ก-๎])\s(?:นับ)?ตั้งแต่วันที่\s?")
_SAME_AS = re.compile(r"มีผล(?:ใช้บังคับ)?(?:ใน)?วันเดียว(?:กัน)?กับ(?:ข้อ)\s?(?P<item>\d{1,2})")
_FROM_DAY = re.compile(r"ตั้งแต่วันที่\s?")
_LENGTHENS = re.compile(
    r"ขยาย[^\n]{0,20}?เวลา|ขยายการ|ต่ออายุ|ต่อไป(?:ได้|อีก)?จนถึง|ออกไป(?:อีก|จน|ถึง)|ขยาย[^\n]{0,60}?(?:ออกไป|ถึงวันที่)"
)
_MOVES = re.compile(r"(?:ช่วงเวลา|ระยะเวลา|กำหนดเวลา|สิ้นสุด)[^\n]{0,80}?เป็น\s?(?:สิ้นสุด)?(?:ใน|ภายใน)?\s?(?:วันที่|เดือน)")
_END_LEAD = re.compile(
    r"(?:เป็น\s?(?:สิ้นสุด|ครบกำหนด)?(?:ใน)?|(?:จน)?ถึง|สิ้นสุด(?:ไม่เกิน|ใน|ลง)*|ไม่เกิน)\s?(?:สิ้น)?(?:วัน|เดือน|ปี)?(?:ที่)?\s?$"
)
_OLD_END = re.compile(
    r"(?:(?:จาก(?:เดิม)?|เดิม)\s?(?:ที่|ซึ่ง)?(?:จะ)?(?:สิ้นสุด|ครบกำหนด)?|(?:ซึ่ง|ที่)(?:จะ|ได้)?(?:สิ้นสุด|ครบกำหนด))"
    r"(?:ใน|ลง|เมื่อ)?\s?(?:วัน|เดือน)?(?:ที่)?\s?$"
)
_TO_FISCAL = re.compile(r"(?:จน)?ถึง(?:สิ้น)?(?P<kind>ปีงบประมาณ|ปีการศึกษา)\s?(?:พ\.ศ\.)?\s?(?P<year>2[45]\d\d)")
_NUMBERS = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6}
_LONGER = re.compile(
    rf"(?:ออกไป(?:อีก)?|เพิ่มอีก|ต่อไปอีก|เวลา[ก-๎]{{0,20}}?อีก)\s?(?:เป็น(?:ระยะ)?เวลา)?\s?(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s?(?P<unit>ปี|เดือน)(?!งบ|การ)"
)
_ENDED = re.compile(
    r"(?:สิ้นสุด|ครบกำหนด|เสร็จสิ้น)(?:การ[ก-๎]{2,12}|ระยะเวลา|โครงการ|มาตรการ|ลง|ไป)*(?:แล้ว)?\s?(?:เมื่อ|ใน|ณ)\s?(?:วันที่|เดือน)?\s?$"
)
_CLOSES = re.compile(r"(?:ปิด|ยุติ|เลิก)(?:การดำเนิน)?(?:โครงการ|มาตรการ|แผนงาน)[^\n]{0,120}?ตั้งแต่วันที่\s?$")
_KEEPS = re.compile(
    r"ให้(?:คง)(?:ใช้|มีผล|ไว้|ถือปฏิบัติ)?(?:ใช้)?(?:บังคับ)?[^\n]{0,40}?(?:ต่อไป|ตามเดิม|โดยอนุโลม|จนกว่า)|ให้มีผล(?:ใช้บังคับ)?ต่อไป|ยังคง(?:ใช้บังคับ|มีผล|ถือปฏิบัติ)"
)


def effect_day(text: str, mention: tuple[int, int], decision: tuple[int, int]) -> tuple[date, Span] | None:
    """From when the change holds that the decision at `decision` makes to the resolution named at `mention`.

    In the words of and after the mention ("มีผลตั้งแต่…", "ทั้งฉบับ ตั้งแต่วันที่…", "ในวันเดียวกับข้อ 1"), else in the sentence that
    opens the decision. None when it tells no day, which means at once.
    """
    arabic = to_arabic(text)
    stop = _line_end(arabic, mention[1], decision[1])
    for lead in (_EFFECT, _BARE):
        for match in lead.finditer(arabic, mention[0], stop):
            if found := _day_at(arabic, match.end(), stop):
                return found[0], _span(text, match.start(), found[1])
    if same := _SAME_AS.search(arabic, mention[0], stop):
        item = re.compile(rf"(?:^|\n)\s?(?:ข้อ\s?)?{same['item']}[.)\s][^\n]*").search(arabic, decision[0], decision[1])
        where = _FROM_DAY.search(arabic, item.start(), item.end()) if item else None
        if item and where and (found := _day_at(arabic, where.end(), item.end())):
            return found[0], _span(text, where.start(), found[1])
    opening = _line_end(arabic, decision[0], min(decision[1], mention[0]))
    if opening < mention[0]:
        for match in _EFFECT.finditer(arabic, decision[0], opening):
            if found := _day_at(arabic, match.end(), opening):
                return found[0], _span(text, match.start(), found[1])
    return None


def new_end(
    text: str, mention: tuple[int, int], decision: tuple[int, int], on: date, relation: Relation = "extends"
) -> tuple[date | int, Span] | None:
    """The last day that a matter of the day `on` gives the resolution named at `mention`, or by how many months it
    lengthens it where only those are told.

    The line of the mention tells, else the only line of the decision that speaks of lengthening. With `amends` only
    words that move an end ("จากสิ้นสุด… เป็นสิ้นสุด…") count.
    """
    arabic = to_arabic(text)
    trigger = _MOVES if relation == "amends" else _LENGTHENS
    own = arabic.rfind("\n", 0, mention[0]) + 1, _line_end(arabic, mention[1], len(arabic), 2000)
    if found := _end_in_line(text, arabic, own, trigger, on):
        return found
    others = []
    for line in re.finditer(r"[^\n]+", arabic[decision[0] : decision[1]]):
        place = decision[0] + line.start(), decision[0] + line.end()
        if place != own and (found := _end_in_line(text, arabic, place, trigger, on)):
            others.append(found)
    return others[0] if len({found[0] for found in others}) == 1 else None


def end_told(text: str, start: int, end: int, on: date) -> tuple[date, Span] | None:
    """The last day of what a report of the day `on` is about, where it says that it has ended or will be closed."""
    arabic = to_arabic(text)
    for mention in find_dates(arabic[start:end]):
        if mention.last is None or mention.first is None or mention.precision == "year":
            continue
        begin = start + mention.start
        line = arabic[max(arabic.rfind("\n", start, begin) + 1, start) : begin]
        if _ENDED.search(line) and mention.last < on:
            return mention.last, _span(text, begin, start + mention.end)
        if _CLOSES.search(line) and mention.precision == "day":
            return mention.first - timedelta(days=1), _span(text, begin, start + mention.end)
    return None


def is_kept(text: str, mention: tuple[int, int]) -> Span | None:
    """The words of or after a mention, in its line, by which the resolution named there stays in use."""
    match = _KEEPS.search(text, mention[0], _line_end(text, mention[1], len(text), 300))
    return _span(text, *match.span()) if match else None


def _end_in_line(
    text: str, arabic: str, line: tuple[int, int], trigger: re.Pattern[str], on: date
) -> tuple[date | int, Span] | None:
    begun = trigger.search(arabic, *line)
    if begun is None:
        return None
    start = max(line[0], begun.start() - 10)
    ends: list[tuple[date, int, int]] = []
    for mention in find_dates(arabic[start : line[1]]):
        if mention.last is None or mention.precision == "year":
            continue
        before = arabic[start : start + mention.start]
        is_range = mention.first != mention.last and mention.precision == "day"
        if (is_range or _END_LEAD.search(before)) and not _OLD_END.search(before) and mention.last >= on:
            ends.append((mention.last, start + mention.start, start + mention.end))
    ends += [
        (years_end(match["kind"], int(match["year"])), *match.span())
        for match in _TO_FISCAL.finditer(arabic, start, line[1])
    ]
    if ends:
        day, first, last = max(ends)
        return day, _span(text, first, last)
    if longer := _LONGER.search(arabic, start, line[1]):
        number = int(longer["number"]) if longer["number"].isdigit() else _NUMBERS[longer["number"]]
        return number * (12 if longer["unit"] == "ปี" else 1), _span(text, *longer.span())
    return None


def _day_at(text: str, start: int, stop: int) -> tuple[date, int] | None:
    """The day that is written exactly at `start`, and where its writing ends."""
    if term := _TERM.match(text, start, stop):
        year = int(term["year"]) - 543
        return (date(year, 5, 16) if term["term"] in {"1", "หนึ่ง"} else date(year, 11, 1)), term.end()
    if fiscal := _FISCAL.match(text, start, stop):
        return date(int(fiscal["year"]) - 544, 10, 1), fiscal.end()
    for mention in find_dates(text[start : min(stop, start + 60)]):
        lead = text[start : start + mention.start]
        if re.fullmatch(r"\s?(?:วันที่|เดือน|เวลา[^\n]{0,40}วันที่)?\s?", lead) and mention.first:
            return mention.first, start + mention.end
        break
    return None


def _line_end(text: str, start: int, limit: int, most: int = LINE) -> int:
    stop = text.find("\n", start, limit)
    return min(limit if stop < 0 else stop, start + most)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
