"""The day on which a resolution says that it ends, where it says so surely."""

import re
from collections.abc import Iterator
from datetime import date

from kb.linking.mention import Span
from kb.linking.standing.end_forms import LASTS, ends_in
from kb.text import to_arabic

End = tuple[date, Span]

OPENING = 900  # characters in which the sentence that opens a decision is looked for
CAPTION = 40  # characters of a line that is not yet a sentence
WINDOW = 220  # characters in which the time of a project is told, once its name is
_ITEM = re.compile(r"\n\s?(?:ข้อ\s?)?\(?(?:\d{1,2}|[ก-ฮ])[.)]?\s")
_OPEN = re.compile(
    r"จนกว่า(?:คณะรัฐมนตรี)?จะ(?:ได้)?มี(?:มติ|การ(?:เปลี่ยนแปลง|แก้ไข|ยกเลิก))|ถือปฏิบัติ(?:ต่อไป|ตั้งแต่|โดย)|ตั้งแต่[^\n]{2,60}?เป็นต้นไป"
)
# Several matters in one, whose items end each on a day of its own.
_SEVERAL = re.compile(r"ผลการ(?:พิจารณา|ประชุม)(?:ของ)?คณะ")
# What names the time of the decided thing itself, outside of the decision.
_OWN_TIME = re.compile(
    r"ระยะเวลา(?:การ)?(?:ดำเนิน|โครงการ|มาตรการ|แผน)|ระยะดำเนิน|อายุโครงการ|(?:เลื่อน|พัก)ชำระ|"
    r"ดำเนินการ(?:หนึ่ง|สอง|สาม|สี่|ห้า|[0-9]{1,2})\s?ปี"
)
_OF_ANOTHER = re.compile(r"มติ|สัญญา|เดิม|ที่ผ่านมา|ระยะที่")


def period_end(text: str, start: int, end: int, on: date, body_end: int | None = None) -> End | None:
    """The last day that the decision at `start`-`end` of `text` (or its title) gives itself, and the words.

    Its opening sentence tells; the lines after it only where they speak of how long it lasts, and all of one day; what
    follows the decision up to `body_end` only where it names the time of the project or measure itself, once. None when
    that is not sure: terms of tasks, lengths without a beginning, what is over before the meeting.
    """
    arabic = to_arabic(text[start : body_end or end])
    decided = end - start
    opening = _opening_end(arabic, 0, decided)
    first = [found for found in ends_in(arabic[:opening], on) if found[0] >= on]
    if first:
        return _quoted(text, start, max(first, key=lambda found: found[0]))
    if _SEVERAL.search(arabic, 0, opening):
        return None
    rest = [found for found in _in_lines(arabic, opening, decided, on) if found[0] >= on]
    if not rest:
        rest = _own_time(arabic, decided, on)
    return _quoted(text, start, rest[0]) if len({found[0] for found in rest}) == 1 else None


def is_open_ended(text: str, start: int, end: int) -> Span | None:
    """The words by which a decision is to stand until further notice, in the sentence that opens it."""
    match = _OPEN.search(text, start, _opening_end(text, start, end))
    return Span(*match.span(), match[0]) if match else None


def _opening_end(text: str, start: int, end: int) -> int:
    """Where the sentence that opens a decision ends: at the first item of a list, or after more than a caption."""
    item = _ITEM.search(text, start, end)
    stop = text.find("\n", start + CAPTION, end)
    return min(end if stop < 0 else stop, item.start() if item else end, start + OPENING)


def _in_lines(text: str, start: int, end: int, on: date) -> Iterator[tuple[date, int, int]]:
    """The ends in the lines that speak of how long something lasts."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        if LASTS.search(line[0]):
            for day, first, last in ends_in(line[0], on, LASTS):
                yield day, start + line.start() + first, start + line.start() + last


def _own_time(text: str, start: int, on: date) -> list[tuple[date, int, int]]:
    """The ends told where the time of the project is named; none where one of those places tells no end."""
    found: list[tuple[date, int, int]] = []
    for named in _OWN_TIME.finditer(text, start):
        line = text.rfind("\n", 0, named.start()) + 1
        stop = text.find("\n", named.end())
        window = text[named.start() : min(len(text) if stop < 0 else stop, named.start() + WINDOW)]
        ends = [one for one in ends_in(window, on, LASTS) if one[0] >= on]
        if len(ends) != 1 or _OF_ANOTHER.search(text, max(line, named.start() - 150), named.start()):
            return []
        found.append((ends[0][0], named.start() + ends[0][1], named.start() + ends[0][2]))
    return found


def _quoted(text: str, offset: int, found: tuple[date, int, int]) -> End:
    day, start, end = found[0], offset + found[1], offset + found[2]
    return day, Span(start, end, text[start:end])
