"""Where a text states the cabinet's own decision, as against what is described, proposed or remembered in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.ingest.facts.commitment_adopted import adopted_orders, adopts_orders

_CABINET = r"(?:ที่ประชุม)?\s*คณะ?(?:รั[ก-๎]{1,9}?ต?ร?[ีิ]?)?"
# "คณะรัฐมนตรี(ได้)(พิจารณา…แล้ว)มีมติ", misspelt or not, and the verbs that follow the name without "มีมติ".
_OPENING = re.compile(
    rf"^[\s\u200b“\"]*(?:1\.\s*)?(?:ขอให้)?{_CABINET}\s*(?:ได้)?\s*(?:ร่วมกัน)?"
    r"(?:พิจา|ม?ี?ม{0,2}ี?ม?ต[ิี]|มีติ|ร[ัี]บ?ทราบ|รีบทราบ|เห็น|อน?ุม|ให้ความเห็น|หลักการ|มอบหมาย|รับทราบ|ยืนยัน|ระเบียบ)"
)
# What the prime minister ordered, as the cabinet was told: a heading with a list of orders below it.
_TOLD_BY_PM = re.compile(
    r"^[\s\u200b]*(?:[\d๐-๙.]{1,9}\s*)?ข้อสั่งการ(?:ของ)?\s*นายกรัฐมนตรี(?:\s*\([^)\n]{2,30}\))?\s*(?:ดังนี้|:)?\s*$"
)
# Behind his orders the meeting that they were given in goes on.
_MEETING = re.compile(
    r"[\s\u200b]*[\d๐-๙]*(?:\.[\d๐-๙]+)*[.)]?\s*(?:มติ|ที่ประชุม|เห็นชอบ|รับทราบ|ความเห็น|ข้อเสนอ|ผล|ทราบ)"
    r"|[\s\u200b]*[\d๐-๙]+\.[\d๐-๙]+\s+(?!ให้|มอบ|ขอให้)"
)
_DAY = r"(?:เมื่อ)?\s*\(?\s*(?:เมื่อ)?\s*(?:วันที่)?\s*[\d๐-๙]{1,2}\s*[ก-ฮเ-ไ][ก-๎.]+\s*[\d๐-๙]{2,4}"
# An earlier decision is told with its date, in a sentence that opens like a decision.
_EARLIER = re.compile(rf"[^\n]{{0,50}}?(?:มติ|อนุมัติ|เห็นชอบ|รับทราบ|มติเกี่ยวกับ[^\n]{{0,90}})\s*(?:เมื่อวันที่|{_DAY}|เกี่ยวกับ)")
_STOP = re.compile(
    r"^[\s\u200b]*(?:ทั้งนี้\s*,?\s*)?(?:\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]+)*[.)]?\s*)?(?:"
    r"(?:\(?สรุป)?สาระ?สำคัญ|สาระ(?:สำคัญ)?ของ|เรื่องเดิม|ข้อเท็จจริง|ความเป็นมา|ความเห็นของ|เหตุผลความจำเป็น|"
    r"เหตุผลและ|ประโยชน์(?:ที่|และ)|ผลกระทบ|ข้อกฎหมาย|ข้อพิจารณา|หลักการและเหตุผล|รายละเอียดโครงการ|"
    r"(?:โดย)?ร่าง[^\n]{2,160}มีสาระสำคัญ|"
    r"(?<=ทั้งนี้ )ร่าง(?:พระราช|กฎ|ประกาศ|ระเบียบ|บันทึก)[^\n]{4,260}?(?:ที่[^\n]{2,60}เสนอ|เป็นการ|ได้เคย)|"
    r"[^\n]{0,80}(?:เสนอ|รายงาน|ชี้แจง|เห็น)ว่า\s*(?:$|[\d๐-๙]+\.|โดยที่|:)|"
    r"[ก-๎.\s()]{2,60}(?:เสนอ|รายงาน|ชี้แจง|แจ้ง)ว่า|[^\n]{0,60}พิจารณาแล้ว(?:เห็น|มีความเห็น|ขอ)|"
    r"ตามที่ได้มีคำสั่ง|ตาม(?:พระราช|มาตรา|รัฐธรรมนูญ|ที่คณะรัฐมนตรีได้)|โดยที่|หมายเหตุ|จึงเสนอ|เรื่อง\s)|^[\s\u200b]*(?:_{4,}|-{6,}|\*{3,}|ตารางที่)"
)
_NEXT_MATTER = re.compile(
    r"^[\s\u200b]*[\d๐-๙]{1,2}\s*[.)]\s*เรื่อง|^\s*(?:กฎหมาย|เศรษฐกิจ\s*-?\s*สังคม|เศรษฐกิจ|สังคม|ต่างประเทศ|แต่งตั้ง)\s*$"
)
_HEADING = re.compile(r"[\s\u200b]*(?:[\d๐-๙]{1,2}\s*[.)]\s*\S|เรื่อง)")
_ITEM = re.compile(
    r"^[\s\u200b]*(?:(?:ข้อ\s*)?(?P<top>[\d๐-๙]{1,2})(?:\.(?![\d๐-๙])|(?=\s+(?:ให้|มอบ)))|\(?(?P<sub>[\d๐-๙]{1,2}(?:\.[\d๐-๙]+)*|[ก-ฮ])[.)]|[-–•o*]\s)"
)
_DECIDES = re.compile(
    r"\s*(?:(?:(?:ใน(?=การ|กรณี)|กรณี|สำหรับ)[^\n]{0,90}?(?:ให้|มอบหมาย(?:ให้)?)|[^\n]{3,60}\sมอบหมาย(?:ให้)?)\s?(?:กระทรวง|กรม|สำนัก|หน่วยงาน|ส่วนราชการ|[ก-ฮ]{2,4}\.)|ให้|มอบ|ขอให้|กำชับ|เห็น(?:ชอบ|ควร|สมควร)|รับทราบ|ทราบ|อนุมัติ|อนุญาต|ยกเลิก|ผ่อนผัน|ยกเว้น|รับรอง|ทบทวน|สั่งการ|ส่วนการ|ในส่วน)"
)
_GOES_ON = re.compile(
    r"^[\s\u200b]*(?:ทั้งนี้|โดย(?!ที่)|และ|รวม|พร้อม|ให้|มอบ|ขอให้|กำชับ|อนุมัติ|เห็น|รับทราบ|สำหรับ|หาก|ในกรณี|กรณี|ส่วน|"
    r"นอกจากนี้|อนึ่ง|ตลอดจน|แล้ว|ต่อไป|ตามที่|ในการนี้|ก่อน|ตาม|ดังนี้|ไปพิจารณา|เพื่อ|อย่างไรก็|ซึ่ง|แห่งชาติ|\()"
)
_FOREIGN_NAME = re.compile(r"[\s\u200b]*\([A-Za-z]")
_LIST_FOLLOWS = re.compile(
    r"(?:ดังนี้|ดังต่อไปนี้|ต่อไปนี้|มติ|หลักการ|เห็นชอบ|อนุมัติ|รับทราบ|ได้แก่|คือ|ข้อ|ฉบับ|เสนอ)\s*[:;]?\s*(?:คือ|ดังนี้)?\s*:?$"
)
_TELLS = re.compile(r"(?:โดย|ซึ่ง|ทั้งนี้\s*)?มีสาระ?สำคัญ|สรุป(?:สาระ|ผล|ได้)[^\n]{0,30}ดังนี้|มีรายละเอียด[^\n]{0,20}ดังนี้")
_ONLY_NOTED = re.compile(
    rf"^[\s\u200b]*{_CABINET}\s*(?:ได้)?\s*(?:มีมติ)?\s*รับทราบ(?!\s*(?:และ|,|/)\s*(?:เห็นชอบ|อนุมัติ|มอบหมาย|ให้))"
)
WRAPPED = 70  # letters from which a line without an ending word was broken by the page, not by its writer
_ENDED = re.compile(
    r"(?:เสนอ|ต่อไป|ด้วย|แล้ว|ได้|(?<!ห)นี้|อีก|ฉบับ|บาท|จำกัด|(?<!พ\.ศ\. )(?<!พ\.ศ\.)\.{2,}|…|ครม\.|[\d๐-๙)”])\s*$"
)
_GOVERNS = re.compile(_DECIDES.pattern + r"|\s*(?:กระทรวง|กรม(?!ธรรม์)|สำนักงาน|หน่วยงาน|ส่วนราชการ|[ก-ฮ]{2,4}\.)")
_BODY = r"\s?(?:กระทรวง|กรม(?!ธรรม์)|สำนัก|หน่วยงาน|ส่วนราชการ|[ก-ฮ]{2,4}\.)"
_ORDERS = re.compile(
    r"[\s\u200b]*(?:ทั้งนี้\s*,?\s*(?:(?:โดย)?(?:ขอ)?(?:ให้(?!มีผล|ถือ)|มอบหมาย)"
    rf"|(?:เมื่อ|หาก|ใน)[^\n]{{4,120}}?ให้{_BODY})|(?P<of>[\d๐-๙]{{1,2}})\.[\d๐-๙.]+\s(?:[^\n]{{0,120}}?\s)?(?:ให้|มอบหมาย(?:ให้)?){_BODY})"
)
MOST_BETWEEN, FURTHEST = 60, 6000  # lines and letters of a table or a text between two items of a decision
LONGEST = 24_000  # letters of a decision that are read; bounds the work on a hostile text
FARTHEST, MOST_OPENINGS = 150_000, 60  # letters and openings before a passage in which its decision is looked for
ABOVE = 400  # letters above a decision that hold the heading of its matter
_OPENS = "\nคณะรัฐมนตรี"
# Where a line stands: in the decision, behind a table or a text that parts it, among the prime minister's orders, or
# among the orders of others that the decision adopts.
DECISION, RESUMED, PREMIER, ADOPTED = "decision", "resumed", "premier", "adopted"


@dataclass(frozen=True)
class DecisionLine:
    """A line of a decision, `text[start:end]`, with the lines that the page broke it into.

    `item` tells whether it opens a numbered or dashed item, `top` is the number of a main one, `region` where it
    stands.
    """

    start: int
    end: int
    item: bool
    top: int | None = None
    region: str = DECISION


def decision_lines(text: str, *, first: bool = True) -> Iterator[tuple[DecisionLine, ...]]:
    """Each decision of the text as the lines it is written on; linear in the length of the text.

    The first decision of a page may stand below no heading: `first` tells whether the text may hold it.
    """
    lines = _lines(text)
    at, seen, noted = 0, not first, False
    while at < len(lines):
        start, end = lines[at]
        head = text[start : min(end, start + 300)]
        opens = _OPENING.match(head) and not _EARLIER.match(head)
        told_to = _TOLD_BY_PM.match(head)
        if not told_to and (not opens or (seen and not _heading_above(text, lines, at))):
            at += 1
            continue
        found, at = _decision(text, lines, at)
        seen = True
        if told_to and noted:
            continue
        noted = _notes_only(text, found) if not told_to else noted
        yield tuple(found)
        if adopts_orders(text[found[0].start : found[-1].end]):
            upto = _next_matter(text, lines, at)
            for orders in adopted_orders(text, lines[at:upto]):
                yield tuple(DecisionLine(order.start, order.end, item=True, region=ADOPTED) for order in orders)
            at = upto


def _notes_only(text: str, decision: list[DecisionLine]) -> bool:
    """Whether a decision only takes note of what others decided: their orders, their chairman's too, stay theirs."""
    told = text[decision[0].start : decision[-1].end]
    return bool(_ONLY_NOTED.match(told)) and not adopts_orders(told) and "เห็นชอบ" not in told and "มอบหมาย" not in told


def _next_matter(text: str, lines: list[tuple[int, int]], at: int) -> int:
    """The line from `at` on that opens another decision, or the end."""
    for later in range(at, len(lines)):
        head = text[lines[later][0] : min(lines[later][1], lines[later][0] + 300)]
        if _TOLD_BY_PM.match(head):
            return later
        if _OPENING.match(head) and not _EARLIER.match(head) and _heading_above(text, lines, later):
            return later
    return len(lines)


def reading_start(text: str, start: int) -> int:
    """Where to begin reading to tell whether what stands from `start` on is a decision: at most FARTHEST before it.

    Orders that a decision adopts can stand far behind it; then that decision is where the reading begins.
    """
    near = text.rfind("\n", 0, max(0, start - LONGEST)) + 1
    if _opens_a_matter(text, start):
        return max(near, _above(text, start))
    at = start + len(_OPENS)
    for _ in range(MOST_OPENINGS):
        at = text.rfind(_OPENS, max(0, start - FARTHEST), at)
        if at < 0:
            return near
        if _opens_a_matter(text, at + 1):
            return min(near, _above(text, at))
    return near


def _above(text: str, at: int) -> int:
    """Where the line begins that the heading above a decision is at most in."""
    return text.rfind("\n", 0, max(0, at - ABOVE)) + 1


def _opens_a_matter(text: str, at: int) -> bool:
    """Whether the line that begins at `at` is a decision that stands below the heading of a matter."""
    head = text[at : at + 301].lstrip().split("\n", 1)[0]
    if not _OPENING.match(head) or _EARLIER.match(head):
        return False
    above = text[max(0, at - ABOVE) : at].rstrip().split("\n")[-2:]
    return any(_HEADING.match(line) for line in above)


def _heading_above(text: str, lines: list[tuple[int, int]], at: int) -> bool:
    """Whether a matter is opened within the two lines above: what else opens like a decision remembers one."""
    above = (text[begin : min(end, begin + 200)] for begin, end in lines[max(0, at - 2) : at])
    return any(_HEADING.match(line) for line in above)


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _decision(text: str, lines: list[tuple[int, int]], first: int) -> tuple[list[DecisionLine], int]:
    start, end = lines[first]
    opening = text[start : min(end, start + LONGEST)]
    told = _TELLS.search(opening)
    ordered = bool(_TOLD_BY_PM.match(opening))
    region = PREMIER if ordered else DECISION
    found = [DecisionLine(start, start + (told.start() if told else len(opening)), item=False, region=region)]
    listing = bool(ordered or _LIST_FOLLOWS.search(opening.rstrip())) and not told
    noted = bool(_ONLY_NOTED.match(opening))
    last, silent, before, at = 0, bool(told), opening, first + 1
    while at < len(lines) and lines[at][0] - start < LONGEST:
        begin, stop = lines[at]
        line = text[begin : min(stop, begin + LONGEST)]
        if _STOP.match(line[:300]) or _NEXT_MATTER.match(line[:60]) or (ordered and _MEETING.match(line)):
            break
        if _TOLD_BY_PM.match(line[:300]):
            break
        item = _ITEM.match(line)
        top = int(item["top"]) if item and item["top"] else None
        decides = bool(_DECIDES.match(line, item.end())) if item else False
        if top is not None and top == last + 1 and decides:
            silent, listing = False, True
        elif not _listed(top, last, listing) if item else not _continues(line, before, listing):
            again = _resumes(text, lines, at, last, noted)
            if again is None:
                break
            at, silent, listing, before, region = again, False, True, "", RESUMED
            continue
        if top is not None:
            last = top
            silent = silent or (noted and not decides)
        if not silent:
            told = _TELLS.search(line)
            end = begin + (told.start() if told else len(line))
            broken = _broken(before) and (not _GOES_ON.match(line) or _FOREIGN_NAME.match(line))
            if item is None and broken and found[-1].end == lines[at - 1][1]:
                found[-1] = replace(found[-1], end=end)
            else:
                found.append(DecisionLine(begin, end, bool(item), top, region))
            silent = bool(told)
        before, at = line, at + 1
    return found, at


def _resumes(text: str, lines: list[tuple[int, int]], at: int, last: int, noted: bool) -> int | None:
    """The line near `at` where the decision goes on behind a table or a text: its next main item, or another order.

    What a decision only takes note of can hold orders of others; there only a deciding item counts.
    """
    governs = _DECIDES if noted else _GOVERNS
    start = lines[at][0]
    for next_at in range(at, min(len(lines), at + MOST_BETWEEN)):
        begin, stop = lines[next_at]
        line = text[begin : min(stop, begin + 300)]
        if begin - start > FURTHEST or _STOP.match(line) or _NEXT_MATTER.match(line[:60]) or _TOLD_BY_PM.match(line):
            return None
        order = None if noted else _ORDERS.match(line)
        if order and (order["of"] is None or int(order["of"]) in {last, last + 1}):
            return next_at
        item = _ITEM.match(line)
        if item and item["top"] and last and int(item["top"]) == last + 1 and governs.match(line, item.end()):
            return next_at
    return None


def _listed(top: int | None, last: int, listing: bool) -> bool:
    """Whether an item is one of the decision's list: the list was announced, and a main number rises."""
    return listing and (top is None or top > last)


def _continues(line: str, before: str, listing: bool) -> bool:
    """Whether an unnumbered line belongs to the decision above it."""
    if _GOES_ON.match(line):
        return True
    return _broken(before) or (listing and len(line) < WRAPPED)


def _broken(line: str) -> bool:
    """Whether a line was broken by the page, not by its writer."""
    return len(line) >= WRAPPED and not _ENDED.search(line)
