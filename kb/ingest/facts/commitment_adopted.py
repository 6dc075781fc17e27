"""Orders that a decision makes its own without listing them: they stand further down, where somebody gave them. Pure.

A cabinet that approves the orders ministers gave in the provinces, or tells agencies to act on the decisions of a
committee, lays those duties; one that only takes note of them does not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_TOLD = r"(?:ข้อสั่งการ(?!\s*นายกรัฐมนตรี\s*(?:\(|ครั้งที่|เสนอ))|มติ(?!\s*(?:คณะรัฐมนตรี|ครม))|ผลการประชุม|ประเด็นและมติ)"
_ADOPTS = re.compile(
    rf"(?:เห็นชอบ|อนุมัติ)(?:(?:ใน)?หลักการ)?(?:ตาม|กับ|สรุป|แนวทาง|และ|ทั้ง|\s){{0,4}}{_TOLD}"
    rf"|(?:มอบหมาย|ให้|สั่งการ)[^\n]{{2,200}}?(?:ดำเนินการตาม|รับ|ปฏิบัติตาม|นำ)\s?{_TOLD}"
    r"|เห็นชอบ(?:กับ|ตาม)?ข้อเสนอ[^\n]{0,300}?มอบหมาย(?:ให้)?หน่วยงานที่เกี่ยวข้อง(?:รับไป)?ดำเนินการ"
)
_NUMBER = r"(?:\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2}){0,3}[.)]?|[-–•])"
# Where the orders of one subject begin: "… ข้อสั่งการ (1) ให้…", "มติ : มอบหมาย…", "2.2.4 มติที่ประชุม เห็นชอบ…".
_GIVEN = re.compile(
    rf"(?:(?:^|[\s\u200b])ข้อสั่งการ(?:ของ(?:ประธาน|รอง|นายก)[^\n:]{{0,50}})?|^[\s\u200b]*(?:{_NUMBER}[\s\u200b]*)?มติ(?:(?:ของ)?ที่ประชุม|\s?[ก-ฮ]{{2,5}}\.)?)"
    rf"[\s\u200b]*:?[\s\u200b]*(?:ดังนี้)?[\s\u200b]*(?=$|{_NUMBER}[\s\u200b]*(?:ให้|มอบ|ขอให้)|ให้|มอบหมาย|ขอให้|เห็นชอบ|รับทราบ|อนุมัติ)"
)
# What only advises, or tells what a paper says: orders below it are nobody's until the next ones are given.
_NO_ORDERS = re.compile(
    rf"[\s\u200b]*(?:{_NUMBER}[\s\u200b]*)?(?:(?:สรุป)?ความเห็น(?:และ|/)?(?:ข้อสังเกต|ข้อเสนอแนะ)?(?:ของ|เพิ่มเติม)?|ข้อเสนอแนะ|ข้อสังเกต)[^\n]{{0,60}}?(?::|ดังนี้)?\s*$"
    r"|[^\n]{0,260}มีสาระสำคัญ[^\n]{0,30}(?:ดังนี้|ได้แก่)\s*:?\s*$"
)
_ASSIGNS = re.compile(rf"[\s\u200b]*(?:{_NUMBER}[\s\u200b]*)?มอบหมาย")
_ORDER = re.compile(rf"[\s\u200b]*(?:{_NUMBER}[\s\u200b]*(?:ให้|มอบหมาย|ขอให้|กำชับ)|มอบหมาย)")
_BY_MEETING = re.compile(r"ที่ประชุม(?:ได้)?(?:มีมติ)?(?:จึง)?(?=มอบหมาย)|(?:^|[\s\u200b])(?=และมอบหมาย(?:ให้)?[ก-๎])")
_SUB_ITEM = re.compile(r"[\s\u200b]*(?:\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})+\)|\([\d๐-๙]{1,2}\)|[-–•])")
_NUMBERED = re.compile(rf"[\s\u200b]*{_NUMBER}[\s\u200b]*[^\s\d]")
_LISTS = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ดำเนินการ)\s*:?\s*$")
_NEW_CELL = re.compile(r"[\s\u200b]*(?:มติ|ข้อสั่งการ|โครงการ|การ|ขอ|กรณี|ควร|ปัญหา|ประเด็น|ที่ประชุม|ทั้งนี้)")
NARROWEST, WIDEST = 34, 70  # letters of a line that a table cell or a page broke, not its writer
MOST_BROKEN = 5  # lines of a cell that an order goes on over
LONGEST_LINE = 24_000


@dataclass(frozen=True)
class Order:
    """`text[start:end]`: an order with the lines it goes on over."""

    start: int
    end: int


def adopts_orders(decision: str) -> bool:
    """Whether a decision makes orders its own that are told elsewhere."""
    return _ADOPTS.search(decision) is not None


def adopted_orders(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[Order, ...]]:
    """The orders told in `lines`, spans of the lines behind the decision; those of one subject stand together.

    Linear in the length of the lines.
    """
    block: list[Order] = []
    given, listing, muted, broken, before = False, False, False, 0, ""
    for start, end in lines:
        line = text[start : min(end, start + LONGEST_LINE)]
        told = _GIVEN.search(line)
        muted = told is None and ((muted and not _ASSIGNS.match(line)) or _NO_ORDERS.match(line) is not None)
        if muted:
            if block:
                yield tuple(block)
            block, given, listing = [], False, False
        elif told is None and _belongs(line, bool(block), given, listing):
            block.append(Order(start, end))
            broken = 0
        elif told is None and block and broken < MOST_BROKEN and _goes_on(line, before):
            block[-1] = replace(block[-1], end=end)
            broken += 1
        else:
            if block:
                yield tuple(block)
            met = told or _BY_MEETING.search(line)
            block, given, listing, broken = ([Order(start + met.end(), end)] if met else []), bool(told), False, 0
        listing = bool(block) and (listing or _LISTS.search(line[-30:]) is not None)
        before = line
    if block:
        yield tuple(block)


def _belongs(line: str, open_block: bool, given: bool, listing: bool) -> bool:
    """Whether a line is an order of its own: under a heading that tells of orders, numbered, or by its first word."""
    if _ORDER.match(line):
        return True
    return open_block and given and listing and _SUB_ITEM.match(line) is not None


def _goes_on(line: str, before: str) -> bool:
    """Whether a line that opens nothing goes on with the one before, which the page or a cell of a table broke."""
    if _NUMBERED.match(line) or _NEW_CELL.match(line):
        return False
    return NARROWEST <= len(before.strip()) <= WIDEST
