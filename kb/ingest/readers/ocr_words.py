"""Words that a recogniser is known to misread in official papers, corrected only where the words around prove it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.ingest.readers.ocr_openings import with_openings

MENDING = 2
"""Edition of these rules: pages that were recognised and mended by another one are recognised again."""


@dataclass(frozen=True)
class MendedWords:
    """A text and what was mended in it, as "<rule>: <count>"."""

    text: str
    repairs: tuple[str, ...]


@dataclass(frozen=True)
class Misread:
    """An abbreviation, the full name it stands for, and forms it is misread as that are other bodies' abbreviations.

    `others` are the full names of those: where one stands in the text, that form may be meant.
    """

    right: str
    name: str
    wrong: tuple[str, ...]
    others: tuple[str, ...]


MISREAD = (
    Misread(
        "สลน.",
        "สำนักเลขาธิการนายกรัฐมนตรี",
        ("สสน.", "สทน.", "สอน."),
        ("สถาบันสารสนเทศทรัพยากรน้ำ", "สถาบันเทคโนโลยีนิวเคลียร์แห่งชาติ", "สำนักงานคณะกรรมการอ้อยและน้ำตาลทราย"),
    ),
    Misread("สลค.", "สำนักเลขาธิการคณะรัฐมนตรี", ("สสค.", "สอค."), ()),
)
CABINET = re.compile(r"(?<![ก-๎])กรม\.(?=\s*(?:ได้)?(?:มีมติ|รับทราบ|เห็นชอบ|อนุมัติ|พิจารณา))|(?<=มติ)(\s?)กรม\.")
"""กรม. before a verb of the cabinet, or after มติ: a department has no full stop there, and does not resolve."""


HEADING = re.compile(
    r"^(\s*[0-9๐-๙]{1,3}[.)]\s*)(?!เรื่อง)(?:[(]?[GS]?[ao]s|เร{1,2}[ิีื]่?อง|เร{2}ื่อง)[)]?\s+(?=[ก-๎])", re.MULTILINE
)
"""What เรื่อง is misread as between the number of a matter and its title."""


BARE = re.compile(r"\s*([0-9]{1,3})\s+(?!เรื่อง)(?=[ก-๎“(])")
"""A number without its stop before a title: the dot and เรื่อง were not seen."""
WRAPPED = 4  # lines that a title may take


def _with_headings(text: str) -> tuple[str, int]:
    """The text with bare numbers made headings where the nearest numbered line is the heading of a neighbour."""
    lines = text.split("\n")
    count = 0
    for at, line in enumerate(lines):
        if bare := BARE.match(line):
            number = int(bare[1])
            above, below = (
                _numbered(reversed(lines[max(0, at - WRAPPED) : at])),
                _numbered(lines[at + 1 : at + 1 + WRAPPED]),
            )
            if _heads(above, number - 1) or _heads(below, number + 1):
                lines[at] = f"{number}. เรื่อง {line[bare.end() :]}"
                count += 1
    return "\n".join(lines), count


def _numbered(lines: Iterable[str]) -> str:
    return next((line for line in lines if re.match(r"\s*[0-9]{1,3}[.)]", line)), "")


def _heads(line: str, number: int) -> bool:
    return re.match(rf"\s*{number}[.)]\s*เรื่อง\s", line) is not None


def mended_words(text: str) -> MendedWords:
    """The text with what its own words prove wrong put right; nothing is ever replaced everywhere."""
    repairs = []
    text, count = CABINET.subn(lambda match: f"{match[1] or ''}ครม.", text)
    if count:
        repairs.append(f"ครม. read as กรม.: {count}")
    text, misread = HEADING.subn(r"\1เรื่อง ", text)
    text, opened = with_openings(text)
    text, count = _with_headings(text)
    count += misread + opened
    if count:
        repairs.append(f"เรื่อง misread in a heading: {count}")
    for each in MISREAD:
        text, count = _mended(text, each)
        if count:
            repairs.append(f"{each.right} misread: {count}")
    return MendedWords(text, tuple(repairs))


def _mended(text: str, misread: Misread) -> tuple[str, int]:
    """Beside its full name an abbreviation is sure; elsewhere only once it is, and when no other body is named."""
    wrong = "|".join(map(re.escape, misread.wrong))
    beside = re.compile(rf"({re.escape(misread.name)}\s*\(\s*)(?:{wrong})")
    text, count = beside.subn(lambda match: match[1] + misread.right, text)
    if count and not any(name in text for name in misread.others):
        text, more = re.subn(rf"(?<![ก-๎])(?:{wrong})", misread.right, text)
        count += more
    return text, count
