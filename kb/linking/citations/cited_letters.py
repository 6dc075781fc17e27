"""Letters of the cabinet secretariat by which a resolution is cited: หนังสือ สลค. ที่ นร 0503/ว 125."""

import re
from dataclasses import dataclass

from kb.text import find_letter_numbers

_NAMED = re.compile(
    r"(?:หนังสือ(?:เวียน)?[ ]?)?(?:สำนักเลขาธิการคณะรัฐมนตรี|สลค\.)(?:[ ]?(?:ด่วน(?:ที่สุด|มาก)?|ลับ|เวียน))*[ ]?(?:ที่[ ]?)?$"
)
_ALSO = re.compile(r"(?:และ|,)[ ]?(?:ที่[ ]?)?$")
_SECRETARIAT_FILE = re.compile(r"นร(?:\([ก-ฮ]+\))?050\d/")
_RESOLUTION = re.compile("มติคณะรัฐมนตรี|มติ ?ครม|แจ้งมติ|ยืนยันมติ")
_BY_LETTER = re.compile(r"[^\n]*(?:หนังสือ|สลค\.)[^\n]*")
_WINDOW = 150
_GAP = 110


@dataclass(frozen=True)
class CitedLetter:
    """`text[start:end]` is a letter number, `key` its canonical spelling, `lead` where the words before it begin."""

    start: int
    end: int
    key: str
    lead: int


def cited_letters(text: str) -> list[CitedLetter]:
    """The letters of the cabinet secretariat in a text that stand for a resolution.

    A circular (ว) always does; another letter only where a resolution is spoken of right before it.
    """
    found: list[CitedLetter] = []
    if "/" not in text or ("นร" not in text and "สร" not in text):
        return found
    for letter in find_letter_numbers(text):
        begin = max(0, letter.start - _WINDOW)
        before = text[begin : letter.start]
        circular = letter.key.partition("/")[2].startswith("ว")
        named = _NAMED.search(before)
        also = bool(found) and found[-1].end > begin and _ALSO.search(before) is not None
        if not (named or also or (circular and _SECRETARIAT_FILE.match(letter.key))):
            continue
        if circular or _RESOLUTION.search(before):
            lead = begin + named.start() if named else letter.start
            found.append(CitedLetter(letter.start, letter.end, letter.key, lead))
    return found


def makes_known(text: str, end: int, letter: CitedLetter) -> bool:
    """Whether a letter is said to have made known the resolution whose mention ends at `end`."""
    return 0 <= letter.start - end <= _GAP and _BY_LETTER.fullmatch(text, end, letter.start) is not None
