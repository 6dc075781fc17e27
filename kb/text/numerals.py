"""Thai and Arabic digits. Both directions keep the length, so offsets stay valid."""

import re

from kb.text.thai_letters import THAI_DIGITS

_PAIRS = tuple(zip(THAI_DIGITS, "0123456789", strict=True))
_THAI_DIGIT = re.compile(f"[{THAI_DIGITS}]")
_TO_THAI = str.maketrans({arabic: thai for thai, arabic in _PAIRS})


def to_arabic(text: str) -> str:
    """The same text with ๐-๙ written 0-9; every other character and every offset unchanged."""
    if _THAI_DIGIT.search(text) is None:
        return text
    for thai, arabic in _PAIRS:
        text = text.replace(thai, arabic)
    return text


def to_thai_digits(text: str) -> str:
    """The same text with 0-9 written ๐-๙; every other character and every offset unchanged."""
    return text.translate(_TO_THAI)
