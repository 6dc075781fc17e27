"""The title that a mention gives of the resolution it means."""

import re
from dataclasses import dataclass

_LONGEST = 400
_SHORTEST = 5

_OPEN = re.compile(
    r"[ \n]{0,3}(?P<closed>[)\]])?[ \n]{0,3}(?P<bracket>[(\[])?[ ]{0,2}(?:ใน)?"
    r"เรื่อง(?!นี้|ดังกล่าว|ที่|ของ|เดิม)[ \n]{0,3}(?P<quote>[\"'])?"
)
_PAIRS = {"(": ")", "[": "]"}
# Words that no title goes on with, after a blank or a bracket.
_GOES_ON = (
    r"ซึ่ง|โดย|แล้ว|ที่(?:เห็นชอบ|อนุมัติ|กำหนด|ให้|ได้|มี|ระบุ)|และ(?:ให้|มติ|เมื่อ|วันที่|ได้|ขอ)|ดังนี้|ดังกล่าว"
    r"|อย่างเคร่งครัด|ต่อไป|ด้วย|ทั้งนี้|เพื่อ(?:ให้)?|สรุป|รวมทั้ง|ตาม(?:ที่)?|คณะรัฐมนตรี|ครม\.|จึง|ให้|เห็นชอบ|อนุมัติ"
    r"|รับทราบ|มีมติ|กรณี|เป็น|ก่อน|อนึ่ง|นั้น|ประกอบกับ"
)
_ENDS = re.compile(
    rf"\n|[ ]?\((?:แจ้ง|ตาม(?:หนังสือ|มติ)|มติ)|(?:แจ้ง|เวียน)ตามหนังสือ|(?<=[ )\]ฯ])(?:{_GOES_ON})"
    r"|(?<=[ก-๎)\]])(?:ดังกล่าว|อย่างเคร่งครัด|(?:และ|ประกอบกับ|รวมทั้ง)มติ(?:คณะรัฐมนตรี|[ ]?ครม)|และ(?:เมื่อ)?วันที่[ ]?\d)"
)
_BY_LETTER = re.compile(r"[ ]?\((?:แจ้ง)?(?:เวียน)?ตามหนังสือ|[ ]?(?:แจ้ง|เวียน)ตามหนังสือ")


@dataclass(frozen=True)
class CitedTitle:
    """`text[start:end]` is a title as printed; `close` is where the mention goes on; `open`: nothing marks its end."""

    start: int
    end: int
    close: int
    open: bool


def cited_title(text: str, at: int, limit: int) -> CitedTitle | None:
    """The title that follows a date ending at `at`, if one does; `text` in its search form."""
    lead = _OPEN.match(text, at, limit)
    if lead is None:
        return None
    start, stop = lead.end(), min(limit, lead.end() + _LONGEST)
    if lead["quote"] and (quoted := text.find(lead["quote"], start, stop)) > start:
        bracketed = bool(lead["bracket"]) and text[quoted + 1 : quoted + 2] == _PAIRS[lead["bracket"]]
        return CitedTitle(start, quoted, quoted + 1 + bracketed, False)
    close = _closing(text, start, stop)
    if close is None:
        return _open_title(text, start, stop)
    if by_letter := _BY_LETTER.search(text, start, close):
        return CitedTitle(start, by_letter.start(), by_letter.start(), False)
    return CitedTitle(start, close, close + (lead["bracket"] is not None), False)


def _open_title(text: str, start: int, stop: int) -> CitedTitle | None:
    """A title that only the words after it end."""
    end = _ENDS.search(text, start + _SHORTEST, stop)
    cut = start + len(text[start : end.start() if end else stop].rstrip())
    return CitedTitle(start, cut, cut, True) if cut - start >= _SHORTEST else None


def _closing(text: str, start: int, stop: int) -> int | None:
    """Where a bracket closes that was opened before the title; brackets inside the title are passed over."""
    inner: list[str] = []
    for index in range(start, stop):
        letter = text[index]
        if letter == "\n":
            return None
        if letter in _PAIRS:
            inner.append(_PAIRS[letter])
        elif letter in ")]":
            if not inner:
                return index
            inner.pop()
    return None
