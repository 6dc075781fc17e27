"""Numbers of official letters: `ที่ นร 0505/ว 125`, `นร 0503/2562`, `กค 0402.2/ว(ล) 12`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.text.numerals import to_arabic
from kb.text.thai_letters import CONSONANTS, LETTERS

_BEFORE = 40  # characters looked at before a slash: the longest prefix seen is 25
_BLANK = r"[ \t\xa0]{0,3}"
_GAP = rf"{_BLANK}(?:\n{_BLANK})?"  # a number broken over two lines
# ว is a circular; ล, ท, ต and others are series of an office. The series may be said to be secret: ว(ล).
_SLASH = re.compile(
    rf"/{_GAP}(?P<series>[{CONSONANTS}]{{1,2}}\.?)?(?P<mark>[ \t\xa0]?\([{CONSONANTS}]{{1,3}}\))?{_GAP}"
    r"(?P<number>\d[\doO]{0,5})(?![\doO]|/\d)"
)
_OFFICE = re.compile(
    rf"(?:(?<![{LETTERS}.])|(?<=ที่))(?P<office>[{CONSONANTS}]{{2,4}}\.?|[{CONSONANTS}]\.[{CONSONANTS}]\.)"
    rf"(?P<unit>{_BLANK}\([{CONSONANTS}. ]{{1,12}}\))?"
    rf"{_GAP}(?P<file>[\doO]{{2,5}}(?:\.\d{{1,4}}){{0,3}}(?:\(\d{{1,3}}\))?){_BLANK}$"
)
_LETTER_WORD = re.compile(r"(?:^|\s|[(\[])ที่[ \t\xa0]{0,3}$")
# An order, a rule or a case is numbered by year; a letter of an office whose file has no 0 in front is not told apart.
_OF_A_YEAR = re.compile(r"2[45]\d\d")
_NUMBERED_BY_YEAR = re.compile(r"(?:คำสั่ง|ประกาศ|ระเบียบ|คดี|คำพิพากษา|สัญญา)[^\n]{0,25}$")
_NOT_OFFICES = frozenset(
    {"คน", "กม", "ขน", "รถ", "ถนน", "บท", "ผล", "กรม", "รวม", "หมวด", "ตอน", "ชม", "ซอย", "พบ", "ลด"}
)
_NOT_KEY = re.compile(r"[\s.]+(?=[^0-9])|\s+")
_READ_AS_LETTER = str.maketrans("oO", "00")  # a recogniser often takes ๐ for the letter


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

    Fractions, addresses, meeting numbers (`ครั้งที่ 3/2564`) and orders numbered by year are none: an office abbreviation
    must come first, and a file number that begins with 0, a circular mark ว, or the word ที่ must vouch for it.
    """
    return list(_letter_numbers(text, to_arabic(text))) if "/" in text else []


def _letter_numbers(text: str, arabic: str) -> Iterator[LetterNumber]:
    for slash in _SLASH.finditer(arabic):
        window = max(0, slash.start() - _BEFORE)
        office = _OFFICE.search(arabic[window : slash.start()])
        if office is None or not _vouched(arabic[window : window + office.start()], office, slash):
            continue
        start, end = window + office.start(), slash.end()
        unit, series = office["unit"] or "", (slash["series"] or "").rstrip(".")
        letters, file = office["office"].replace(".", ""), office["file"].translate(_READ_AS_LETTER)
        key = f"{letters}{unit}{file}/{series}{slash['mark'] or ''}{slash['number'].translate(_READ_AS_LETTER)}"
        yield LetterNumber(start, end, text[start:end], _NOT_KEY.sub("", key))


def _vouched(before: str, office: re.Match[str], slash: re.Match[str]) -> bool:
    if office["file"][0] in "0oO":
        return office["office"] not in _NOT_OFFICES or _LETTER_WORD.search(before) is not None
    of_a_year = slash["series"] is None and _OF_A_YEAR.fullmatch(slash["number"]) is not None
    if of_a_year and ("." in office["office"] or _NUMBERED_BY_YEAR.search(before)):
        return False
    if _LETTER_WORD.search(before):
        return True
    return office["office"] not in _NOT_OFFICES and (slash["series"] or "").startswith("ว")
