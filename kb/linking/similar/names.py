"""Names that two titles share: of projects, funds, plans, and what stands in quotation marks. Pure."""

import re
from collections.abc import Iterator, Sequence

from kb.text import Tokeniser, normalise

LONG_ENOUGH = 10
"""Letters a shared name has beside the word that leads it."""
_QUOTED = re.compile(r"[\"“”]([^\"“”]{6,120})[\"“”]")
_LEAD = re.compile("โครงการ|กองทุน|แผนแม่บท|แผนปฏิบัติการ|ยุทธศาสตร์|อนุสัญญา|พิธีสาร")
_HANGING = {
    "", "ฉบับ", "ฉบับที่", "ปีการผลิต", "การผลิต", "ปีงบประมาณ", "งบประมาณ", "ประจำปี", "ปี",
    "ระยะ", "ระยะที่", "ครั้ง", "ครั้งที่", "ที่", "พ.ศ", "พ.ศ.", "เพื่อ",
    "ของ", "ใน", "และ", "ณ", "จังหวัด", "ระหว่าง", "ตาม", "การ", "ว่าด้วย",
}  # fmt: skip
"""Words that a name does not end in: they lead on to what differs."""
_SIGNS = ' \n()[],.:;/–-…"“”0123456789'


def shared_name(one: str, other: str, tokeniser: Tokeniser) -> str | None:
    """The longest name that both titles tell, as the first prints it in search form; None if they share none.

    A name is what stands in quotation marks in both, or the words that follow โครงการ, กองทุน and the like alike.
    """
    first, second = normalise(one), normalise(other)
    quoted = [name.strip() for name in _QUOTED.findall(first) if name.strip() in second]
    led = [name for lead, words in _led(first, tokeniser) if (name := _longest(lead, words, second, tokeniser))]
    return max([*quoted, *led], key=len, default=None)


def _led(title: str, tokeniser: Tokeniser) -> Iterator[tuple[str, Sequence[str]]]:
    """Each leading word of a title and the pieces after it."""
    for match in _LEAD.finditer(title):
        yield match[0], tokeniser.segment(title[match.end() :])


def _longest(lead: str, words: Sequence[str], other: str, tokeniser: Tokeniser) -> str | None:
    """The most words after a lead that stand after the same lead in another title, in whole pieces of both."""
    best = ""
    for found, others in _led(other, tokeniser):
        if found != lead:
            continue
        same = next(
            (place for place, pair in enumerate(zip(words, others, strict=False)) if pair[0] != pair[1]),
            min(len(words), len(others)),
        )
        best = max(best, _ended(words[:same]), key=len)
    return lead + best if len(best.strip()) >= LONG_ENOUGH else None


def _ended(words: Sequence[str]) -> str:
    """The words joined, without those at the end that lead on to something else."""
    end = len(words)
    while end and words[end - 1].strip(_SIGNS) in _HANGING:
        end -= 1
    return "".join(words[:end]).rstrip(_SIGNS)
