"""Lines that open a matter on a recognised page: "1. เรื่อง …", of which a scan leaves "1. ถื่อง", "12 รื่อง" or "7 มง".

What stands between a number and a title can only be the word เรื่อง; it is put back where the letters read are no word
and end as it does. A number that such a line got wrong is told by the openings before and after it.
"""

import re
from dataclasses import dataclass

from kb.ingest.readers.lexicon import known_words

MATTER = "เรื่อง"
NEAR = ("เลือง", "เรือง", "มง")
"""Words of the dictionary that no title begins with."""
_OPENING = re.compile(
    r"(?P<lead>[^\w\s]{0,2}\s?)(?P<number>[0-9]{1,3})(?P<stop>\s?[.,:]?)\s{0,2}(?P<word>[ก-๎]{1,7}ง)(?P<blank>\s+)(?=[“(]?[ก-๎])"
)
_DOUBLED = re.compile(rf"(?<=[.]\s{MATTER})(?:\s(?:เ?ร[ืิีึ]?่?อง)|\s{MATTER})(?=\s+[“(]?[ก-๎])")
_RULE = re.compile(r"^\s?(?:[A-Za-z]{1,5}\s){8,}", re.MULTILINE)
"""A rule of stars across the page, read as a row of short Latin words."""


@dataclass
class _Opening:
    """A line that opens a matter. `sure` when it was read as such; `rest` begins after the word."""

    line: int
    number: int
    sure: bool
    rest: str


def with_openings(text: str) -> tuple[str, int]:
    """The text of a recognised page with its openings mended, and how many there were to mend."""
    text, rules = _RULE.subn("* * *\n", text)
    text, doubled = _DOUBLED.subn("", text)
    lines = text.split("\n")
    found = [each for at, line in enumerate(lines) if (each := _opening(at, line))]
    mended = 0
    for at, each in enumerate(found):
        if not each.sure:
            before = found[at - 1].number if at else 0
            after = next((later.number for later in found[at + 1 :] if later.sure), None)
            each.number = _number(each.number, before, after)
            lines[each.line] = f"{each.number}. {MATTER} {each.rest}"
            mended += 1
    return "\n".join(lines), mended + rules + doubled


def _opening(at: int, line: str) -> _Opening | None:
    match = _OPENING.match(line)
    if match is None:
        return None
    word = match["word"]
    if word == MATTER:
        return _Opening(at, int(match["number"]), True, line[match.end() :])
    if word in known_words() and word not in NEAR:
        return None
    return _Opening(at, int(match["number"]), False, line[match.end() :])


def _number(read: int, before: int, after: int | None) -> int:
    """The number that fits between its neighbours: the one read, where that does, else the next one.

    A list begins anew with 1 (the agenda, then the matters themselves).
    """
    if after is not None and after > 1 and after - 1 in (before + 1, 1):
        return after - 1
    return read if read in (before + 1, 1) else before + 1
