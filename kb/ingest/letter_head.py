"""The head of an official letter: number, date, subject, addressee, references, enclosures, each with its span."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kb.text import find_dates, find_letter_numbers

HEAD_LENGTH = 6_000  # characters in which the head of a letter ends
SUBJECT, ADDRESSEE, REFERENCES, ENCLOSURES = "subject", "addressee", "references", "enclosures"

_OFFICER = r"รัฐมนตรี|รอง|นายก|ปลัด|เลขา|อธิบดี|ผู้|ประธาน|กรรมการ|หัวหน้า|คณบดี|อธิการ|นาย|นาง"  # not โรง|เรียน, broken
# A label opens its line. A recogniser puts blanks into it and loses the one behind it.
_LABELS = {
    SUBJECT: r"เ\s?ร[ืี]\s?่?\s?อ\s?ง",
    ADDRESSEE: rf"(?:กราบ\s?)?เ\s?ร\s?ี\s?ย\s?น(?=[ \t\xa0:]|{_OFFICER})",
    REFERENCES: r"อ\s?้\s?า\s?ง\s?ถ\s?ึ\s?ง",
    ENCLOSURES: r"ส\s?ิ\s?่\s?ง\s?ท\s?ี\s?่\s?ส\s?่\s?ง\s?ม\s?า\s?ด\s?้\s?ว\s?ย",
}
_LABEL = re.compile(
    r"(?m)^[ \t\xa0\u200b]*(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")\s*:?\s*"
)
# What ends the last entry of the head: a line that begins a sentence.
_BODY = re.compile(
    r"(?m)^[ \t\xa0\u200b]*(?=ตามที่|ตามหนังสือ|ด้วย|โดยที่|คณะรัฐมนตรี|ในการประชุม|ที่ประชุม|จึงเรียน|ขอเรียน|สำนักเลขาธิการคณะ|อนุสนธิ)"
)
_ITEM = re.compile(r"(?m)^[ \t\xa0]*(?P<number>[0-9๐-๙]{1,2})[.)][ \t\xa0]*")
_URGENCY = re.compile(r"ด่วนที่สุด|ด่วนมาก|(?m:^[ \t\xa0]*)ด่วน(?=\s)")
_NUMBER_BEFORE = re.compile(r"(?m)(?:^|[ \t\xa0])ที่[ \t\xa0]{0,8}$")


@dataclass(frozen=True)
class LetterPart:
    """One entry of the head: `quote` is `text[start:end]`, white space made one blank."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class LetterHead:
    """The head of a letter. `date` is the letter's own, never that of a meeting or of a letter it refers to.

    `body_start` is where the head ends. What the letter does not have is None or empty.
    """

    number: LetterPart | None
    date: date | None
    date_part: LetterPart | None
    urgency: str | None
    subject: LetterPart | None
    addressee: LetterPart | None
    references: tuple[LetterPart, ...]
    enclosures: tuple[LetterPart, ...]
    body_start: int


def read_letter_head(text: str) -> LetterHead:
    """The head of the letter `text` is. Lines may be broken and blanks missing, as recognised text has them."""
    labels = _labels(text[:HEAD_LENGTH])
    top = text[: min((start for start, _ in labels.values()), default=0)]
    body_start = _body_start(text, labels)
    parts = _entries(text, labels, body_start)
    number = _number(top)
    dated = _date(text, top, number.end if number else 0, labels.get(ADDRESSEE, (0, 0))[0])
    urgency = _URGENCY.search(top)
    return LetterHead(
        number=number,
        date=dated[0] if dated else None,
        date_part=dated[1] if dated else None,
        urgency=urgency[0] if urgency else None,
        subject=_first(parts.get(SUBJECT)),
        addressee=_first(parts.get(ADDRESSEE)),
        references=parts.get(REFERENCES, ()),
        enclosures=parts.get(ENCLOSURES, ()),
        body_start=body_start,
    )


def _labels(head: str) -> Mapping[str, tuple[int, int]]:
    """The first place of each label, as start of the label and start of what it labels."""
    found: dict[str, tuple[int, int]] = {}
    for match in _LABEL.finditer(head):
        if match.lastgroup and match.lastgroup not in found and _in_head(match.lastgroup, found):
            found[match.lastgroup] = (match.start(), match.end())
    return found


def _in_head(label: str, found: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a label may stand here: the subject opens the head, and only an addressee may come before the rest."""
    return label == SUBJECT or SUBJECT in found


def _body_start(text: str, labels: Mapping[str, tuple[int, int]]) -> int:
    """Behind the last entry: the line of the addressee, or up to a line that begins a sentence as letters do."""
    name, (_, last) = max(labels.items(), key=lambda label: label[1], default=("", (0, 0)))
    body = _BODY.search(text, last)
    if body and name != ADDRESSEE:
        return body.end()
    line_end = text.find("\n", last)
    return len(text) if line_end < 0 else line_end + 1


def _entries(text: str, labels: Mapping[str, tuple[int, int]], body_start: int) -> Mapping[str, tuple[LetterPart, ...]]:
    """What each label labels, up to the next label or the body; numbered entries one by one."""
    order = sorted(labels.items(), key=lambda label: label[1])
    stops = [start for _, (start, _) in order[1:]] + [body_start]
    return {
        name: _items(text, begin, max(begin, stop)) if name in {REFERENCES, ENCLOSURES} else _one(text, begin, stop)
        for (name, (_, begin)), stop in zip(order, stops, strict=False)
    }


def _items(text: str, start: int, end: int) -> tuple[LetterPart, ...]:
    cuts = [match for match in _ITEM.finditer(text, text.rfind("\n", 0, start) + 1, end) if match.start() >= start]
    first = re.compile(r"[0-9๐-๙]{1,2}[.)][ \t\xa0]*").match(text, start)
    if first is None and not cuts:
        return _one(text, start, end)
    starts = sorted({first.end() if first else start, *(cut.end() for cut in cuts)})
    ends = [cut.start() for cut in cuts if cut.start() > starts[0]] + [end]
    return tuple(part for begin, stop in zip(starts, ends, strict=False) for part in _one(text, begin, stop))


def _one(text: str, start: int, end: int) -> tuple[LetterPart, ...]:
    printed = text[start:end]
    stripped = printed.strip()
    if not stripped:
        return ()
    begin = start + printed.index(stripped[0])
    return (LetterPart(begin, begin + len(stripped), " ".join(stripped.split())),)


def _number(top: str) -> LetterPart | None:
    """The letter's own number: one behind ที่ if there is one, else the first."""
    letters = find_letter_numbers(top)
    own = next((letter for letter in letters if _NUMBER_BEFORE.search(top, 0, letter.start)), None)
    letter = own or (letters[0] if letters else None)
    return LetterPart(letter.start, letter.end, " ".join(letter.quote.split())) if letter else None


def _date(text: str, top: str, after: int, addressee: int) -> tuple[date, LetterPart] | None:
    """The day above the subject, behind the number; else one that stands alone in a line above the addressee."""
    for mention in find_dates(top):
        if mention.precision == "day" and mention.first and mention.start >= after:
            return mention.first, LetterPart(mention.start, mention.end, mention.quote)
    breaks = [-1, *(at for at, letter in enumerate(text[:addressee]) if letter == "\n"), addressee]
    for before, stop in pairwise(breaks):
        line = text[before + 1 : stop]
        mentions = find_dates(line)
        if len(mentions) == 1 and mentions[0].precision == "day" and mentions[0].quote == line.strip():
            first, start = mentions[0].first, before + 1 + mentions[0].start
            return (first, LetterPart(start, start + len(mentions[0].quote), mentions[0].quote)) if first else None
    return None


def _first(parts: tuple[LetterPart, ...] | None) -> LetterPart | None:
    return parts[0] if parts else None
