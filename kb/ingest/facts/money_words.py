"""Whole numbers in Thai words: สองพันห้าร้อยล้าน, สิบล้าน, and หมื่นล้าน for ten thousand million."""

import re

_DIGITS = {
    "ศูนย์": 0, "หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_MILLION = "ล้าน"
_WORD = re.compile("|".join([*_DIGITS, *_PLACES, _MILLION]))
LONGEST = 40  # words of one number


def words_pattern() -> str:
    """A pattern for a number in words, two or more: it begins with a digit, or with a place before ล้าน."""
    digits, places = "|".join(_DIGITS), "|".join([*_PLACES, _MILLION])
    return rf"(?:(?:{digits})(?:{places}|{digits}){{1,{LONGEST}}}|(?:{'|'.join(_PLACES)}){_MILLION}(?:{_MILLION})?)"


def read_words(words: str) -> int | None:
    """The number that `words` say; None when they say none. A place without a digit counts once: หมื่นล้าน."""
    total, part, digit, seen = 0, 0, None, False
    for word in _WORD.findall(words):
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _PLACES:
            part += (1 if digit is None else digit) * _PLACES[word]
            digit, seen = None, True
        else:
            total = (total + part + (digit or 0) or 1) * 1_000_000
            part, digit, seen = 0, None, True
    return total + part + (digit or 0) if seen else None
