"""Numbers of official letters: `ที่ นร 0505/ว 125`, `นร 0503/2562`, `กค 0402.2/ว(ล) 12`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.text.numerals import to_arabic
from kb.text.thai_letters import CONSONANTS, LETTERS

_BEFORE = 40  # characters looked at before a slash: the longest prefix seen is 25
_SLASH = re.compile(
    r"/[ \t\xa0]{0,3}(?P<circular>ว)?(?P<mark>[ \t\xa0]?\([ก-ฮ]{1,3}\))?[ \t\xa0]{0,3}(?P<number>\d{1,6})(?!\d|/\d)"
)
_OFFICE = re.compile(
    rf"(?<![{LETTERS}.])(?P<office>[{CONSONANTS}]{{2,4}}|[{CONSONANTS}]\.[{CONSONANTS}]\.)"
    rf"(?P<unit>[ \t\xa0]{{0,3}}\([{CONSONANTS}. ]{{1,12}}\))?"
    r"[ \t\xa0]{0,3}(?P<file>\d{2,5}(?:\.\d{1,4}){0,3}(?:\(\d{1,3}\))?)[ \t\xa0]{0,3}$"
)
_LETTER_WORD = re.compile(r"(?:^|\s|[(\[])ที่[ \t\xa0]{0,3}$")
_NOT_OFFICES = frozenset(
    {"คน", "กม", "ขน", "รถ", "ถนน", "บท", "ผล", "กรม", "รวม", "หมวด", "ตอน", "ชม", "ซอย", "พบ", "ลด"}
)
_NOT_KEY = re.compile(r"[\s.]+(?=[^0-9])|\s+")


@dataclass(frozen=True)
class LetterNumber:
    """A letter number found in a text.

    `quote` is `text[start:end]`; `key` is its one canonical spelling: Arabic digits, no blanks, `นร0505/ว125`.
    """

    start: int
    end: int
    quote: str
    key: str


def find_letter_numbers(text: str) -> list[LetterNumber]:
    """Letter numbers in reading order; linear in the length of the text.

    Fractions, addresses and meeting numbers (`ครั้งที่ 3/2564`) are none: an office abbreviation must come first, and a
    file number that begins with 0, a circular mark ว, or the word ที่ must vouch for it.
    """
    return list(_letter_numbers(text, to_arabic(text))) if "/" in text else []


def _letter_numbers(text: str, arabic: str) -> Iterator[LetterNumber]:
    for slash in _SLASH.finditer(arabic):
        window = max(0, slash.start() - _BEFORE)
        office = _OFFICE.search(arabic[window : slash.start()])
        if office is None or not _vouched(arabic[window : window + office.start()], office, slash):
            continue
        start, end = window + office.start(), slash.end()
        unit, circular = office["unit"] or "", slash["circular"] or ""
        letters = office["office"].replace(".", "")
        key = f"{letters}{unit}{office['file']}/{circular}{slash['mark'] or ''}{slash['number']}"
        yield LetterNumber(start, end, text[start:end], _NOT_KEY.sub("", key))


def _vouched(before: str, office: re.Match[str], slash: re.Match[str]) -> bool:
    if _LETTER_WORD.search(before):
        return True
    if office["office"] in _NOT_OFFICES:
        return False
    return office["file"].startswith("0") or slash["circular"] is not None
