"""The parts of a body: what was resolved, what it is about, opinions, conditions, the budget."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kb.ingest.facts.money import Money

PartLabel = Literal["resolved", "essence", "opinions", "conditions", "budget"]

LONGEST_HEADING = 120  # a longer line is a sentence that only begins like a heading
LONGEST_CELL = 40  # characters of a line below a heading without a number that make both cells of a table
LONGEST_OPENING = 160  # characters in which a line says "X เสนอว่า"

_NUMBER = r"[\s\u200b]*(?:\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]?\s*)?"
_ALONE = r"(?:[ก-๎]{0,30}\s*:?\s*$|\s*:)"  # nothing follows but the end of a word, or what a colon announces
# Lines that open a part which lasts until another begins. Tried in this order.
_HEADINGS: tuple[tuple[PartLabel, re.Pattern[str]], ...] = (
    (
        "opinions",
        re.compile(
            _NUMBER + r"(?:สรุป)?(?:ความเห็น|ข้อคิดเห็น)(?:และข้อ(?:สังเกต|เสนอแนะ))?"
            r"(?:ของ(?:หน่วยงาน|ส่วนราชการ|กระทรวง|คณะกรรมการ|สำนัก)|หน่วยงาน|ที่เกี่ยว)"
        ),
    ),
    ("conditions", re.compile(_NUMBER + rf"(?:ข้อสังเกต|เงื่อนไข|หลักเกณฑ์และเงื่อนไข|ข้อควรระวัง){_ALONE}")),
    (
        "budget",
        re.compile(
            _NUMBER
            + r"(?:(?:วงเงิน|ภาระ)?งบประมาณ|วงเงิน(?:และแหล่งเงิน)?|แหล่งเงิน|แหล่งที่มาของ(?:เงิน|งบประมาณ)|ค่าใช้จ่าย(?:และแหล่ง)?|"
            rf"ผลกระทบ(?:ต่อ|ด้าน)งบประมาณ|(?:ประมาณ)?การสูญเสียรายได้){_ALONE}"
        ),
    ),
    (
        "essence",
        re.compile(
            _NUMBER + r"(?:\(?(?:สรุป)?สาระ?สำคัญ|สาระของ|ข้อเท็จจริง|เรื่องเดิม|ความเป็นมา|ที่มา|หลักการและเหตุผล"
            r"|เหตุผล(?:และ)?ความจำเป็น|ภูมิหลัง"
            r"|วัตถุประสงค์|ประโยชน์|ผลกระทบ|ข้อกฎหมาย|รายละเอียด|ผลการดำเนิน|สรุปผล)"
        ),
    ),
)
# "ทั้งนี้ สธ. เสนอว่า", "กระทรวงการคลังรายงานว่า": the agency begins to speak.
_SPEAKS = re.compile(r"[\s\u200b]*(?:ทั้งนี้\s*)?[^\n]{2,150}?(?:เสนอ|รายงาน|ชี้แจง|แจ้ง)ว่า")
_PLEADS = re.compile(r"[\s\u200b]*(?:โดยที่|ตามที่ได้|เนื่องจาก|ปัจจุบัน)")
_TELLS_NEXT = re.compile(
    r"(?:(?:โดย|ซึ่ง|ทั้งนี้\s*)?(?:มี)?(?:สรุป)?สาระ?สำคัญ|สรุป(?:ผล|ได้)?)[^\n]{0,40}(?:ดังนี้|ดังต่อไปนี้)?\s*:?\s*$"
)
_ITEM = re.compile(r"[\s\u200b]*(?P<number>[0-9๐-๙]{1,2})[.)](?![0-9๐-๙])")
_RULE = re.compile(r"[\s_*=.\-–—…]{3,}$")
# Clauses inside what was resolved.
_CONDITION = re.compile(
    r"(?:^|(?<=[\s)]))(?:ทั้งนี้(?!\s*,?\s*(?:ร่าง|[^\n]{0,60}(?:เสนอ|รายงาน|ชี้แจง)ว่า|[^\n]{0,80}ได้(?:เคย)?(?:มี|ปรับ|เสนอ|รับ|จัด|ดำเนิน)))"
    r"(?=[^\n]{0,400}(?:ให้|ต้อง|หาก|เมื่อ|ตั้งแต่|ไม่เกิน|ตาม|ห้าม|เว้นแต่|เห็นควร|โดย))|โดยมีเงื่อนไข|ภายใต้เงื่อนไข|โดยมีข้อสังเกต|อย่างไรก็(?:ตาม|ดี)|หากมีความจำเป็น|ในกรณีที่มีความจำเป็น|โดยหากมี)"
)
_OPINION = re.compile(
    r"(?P<taken>รับ(?:ไป)?\s?(?:ความ(?:คิด)?เห็น|ข้อสังเกต|ข้อเสนอแนะ|ข้อคิดเห็น|ประเด็น))|ตาม(?:ความเห็น|ข้อสังเกต)(?:และข้อ[ก-๎]{4,9})?ของ"
)
_WHO_TAKES = re.compile(r"(?:โดย|และ|ทั้งนี้\s?)?(?:มอบหมาย)?ให้")
_TAKEN_UP = re.compile(r"ไป(?:พิจารณา|ดำเนินการ|ประกอบ|เป็น|ปฏิบัติ)[^\n]{0,60}?(?=\s|$)")
_NEXT_CLAUSE = re.compile(r"(?=\s(?:และให้|โดยให้|ทั้งนี้|รวมทั้ง|สำหรับ))")
WHO_WITHIN = 200  # characters before an opinion in which it is said who shall take it up
_CLAUSE_END = re.compile(r"(?<=[ก-๎)0-9๐-๙])\s+(?=ทั้งนี้|และให้|โดยให้|รวมทั้ง|สำหรับ|ตามที่)|\n|$")
_CLAUSE_START = re.compile(
    r"(?:ภายใน|ภายใต้|โดยใช้|จาก)?(?:กรอบ)?(?:วงเงิน|(?<!ปี)(?<!สำนัก)(?<!วิธีการ)งบประมาณ|งบกลาง|เงินกู้|ค่าใช้จ่าย|เงินอุดหนุน|เงินชดเชย|ค่าก่อสร้าง|ค่าจ้าง)"
)
CLAUSE = 160  # characters before a sum in which its clause begins


@dataclass(frozen=True)
class Part:
    """A labelled stretch of text. `resolved` and `essence` follow one another; the others may lie inside them."""

    label: PartLabel
    start: int
    end: int


def find_parts(text: str, start: int, end: int, money: Sequence[Money]) -> tuple[Part, ...]:
    """The parts of the body `text[start:end]`; `money` are the sums found in it, by their places in `text`.

    A body begins with what was resolved, whatever its first line looks like. Ordered by place, longer ones first.
    """
    blocks = list(_blocks(text, start, end))
    inner = [part for block in blocks if block.label == "resolved" for part in _clauses(text, block)]
    sums = [part for block in blocks if block.label == "resolved" for part in _budget(text, block, money)]
    found = dict.fromkeys([*blocks, *inner, *sums])
    return tuple(sorted(found, key=lambda part: (part.start, -part.end)))


def _blocks(text: str, start: int, end: int) -> Iterator[Part]:
    label: PartLabel = "resolved"
    begun, told, after = start, False, -1
    lines = list(_lines(text, start, end))
    for at, (line_start, line_end) in enumerate(lines):
        line, number = text[line_start:line_end], _item_number(text[line_start:line_end])
        below = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
        opened = _opened(line, below, label, first=at == 0) or ("essence" if told or number == after else None)
        if opened and opened != label and line_start > begun:
            yield from _part(text, label, begun, line_start)
            begun = line_start
            after = number + 1 if opened in {"budget", "conditions", "opinions"} and number else -1
        label = opened or label
        told = label == "resolved" and _TELLS_NEXT.search(line) is not None
    yield from _part(text, label, begun, end)


def _item_number(line: str) -> int:
    """The number of an item of the outermost list; 0 for any other line."""
    item = _ITEM.match(line)
    return int(item["number"]) if item else 0


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1


def _opened(line: str, below: str, label: PartLabel, *, first: bool) -> PartLabel | None:
    """The part that a line opens; None when it goes on with the one before it. The head of a column opens none."""
    if first or _RULE.fullmatch(line):
        return None
    head = line.strip()
    for opened, heading in _HEADINGS:
        if heading.match(line) and (len(head) <= LONGEST_HEADING or opened == "essence"):
            is_cell = (
                opened in {"budget", "conditions"} and not _item_number(line) and len(below.strip()) < LONGEST_CELL
            )
            return None if is_cell else opened
    if label != "resolved":
        return None
    return "essence" if _SPEAKS.match(line[:LONGEST_OPENING]) or _PLEADS.match(line) else None


def _part(text: str, label: PartLabel, start: int, end: int) -> Iterator[Part]:
    stripped = text[start:end]
    begin = start + len(stripped) - len(stripped.lstrip())
    stop = start + len(stripped.rstrip())
    if stop > begin:
        yield Part(label, begin, stop)


def _clauses(text: str, block: Part) -> Iterator[Part]:
    """Conditions, to the end of their line, and opinions that are to be taken into account."""
    for line_start, line_end in _lines(text, block.start, block.end):
        if condition := _CONDITION.search(text, line_start, line_end):
            yield from _part(text, "conditions", condition.start(), line_end)
        at = line_start
        while opinion := _OPINION.search(text, at, line_end):
            who = list(_WHO_TAKES.finditer(text, max(at, opinion.start() - WHO_WITHIN), opinion.start()))
            ending = (_TAKEN_UP if opinion["taken"] else _NEXT_CLAUSE).search(text, opinion.end(), line_end)
            at = ending.end() if ending else line_end
            yield from _part(text, "opinions", who[-1].start() if who and opinion["taken"] else opinion.start(), at)


def _budget(text: str, block: Part, money: Sequence[Money]) -> Iterator[Part]:
    """The clause around each sum: from the words for what it is, to the end of the clause; neighbours are one part."""
    start = stop = -1
    for each in money:
        if not block.start <= each.start < block.end or each.per:
            continue
        line_start = text.rfind("\n", block.start, each.start) + 1
        window = max(block.start, line_start, each.start - CLAUSE)
        openings = list(_CLAUSE_START.finditer(text, window, each.start))
        if not openings:
            continue  # a sum that is no budget: what a post pays, a fine, a price
        begin = openings[-1].start()
        closing = _CLAUSE_END.search(text, each.end, block.end)
        close = closing.start() if closing else block.end
        if begin <= stop:
            stop = max(stop, close)
            continue
        if stop > 0:
            yield from _part(text, "budget", start, stop)
        start, stop = begin, close
    if stop > 0:
        yield from _part(text, "budget", start, stop)
