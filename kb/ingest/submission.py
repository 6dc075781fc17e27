"""A draft submission to the cabinet: numbered sections from its origin to what is proposed. It is no resolution."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kb.agencies import AgencyRegistry
from kb.errors import Unreadable
from kb.ingest.header import is_meeting_page
from kb.ingest.letter import is_confirming_letter
from kb.ingest.letter_head import LetterHead, read_letter_head
from kb.ingest.lines import Line, page_lines

SectionKind = Literal[
    "origin", "reason", "urgency", "essence", "law", "cost", "impact", "opinions", "proposal", "other"
]

# How each section is headed, tried in this order. A heading holds one of these words at its beginning.
_KINDS: tuple[tuple[SectionKind, str], ...] = (
    ("origin", r"เรื่องเดิม|ที่มา|ความเป็นมา|ภูมิหลัง|หลักการและเหตุผล"),
    ("reason", r"เหตุผล|ความจำเป็น"),
    ("urgency", r"ความเร่งด่วน|เงื่อนเวลา"),
    ("proposal", r"(?:ประเด็น|เรื่อง)ที่(?:ขอ)?เสนอ|ประเด็นเสนอ|ข้อเสนอ(?!แนะ)|คำขอ"),
    ("cost", r"ค่าใช้จ่าย|งบประมาณ|แหล่งเงิน|วงเงิน|แหล่งที่มา"),
    ("opinions", r"ความเห็น|การรับฟังความ(?:คิด)?เห็น|ผลการรับฟัง"),
    ("law", r"ข้อกฎหมาย|กฎหมาย|มติคณะรัฐมนตรีที่เกี่ยวข้อง|ระเบียบที่เกี่ยวข้อง"),
    ("impact", r"ผลกระทบ|ประโยชน์|(?:รายงาน)?(?:ผล)?การวิเคราะห์|ความเสี่ยง"),
    ("essence", r"สาระสำคัญ|ข้อเท็จจริง|ผลการดำเนิน|การดำเนิน"),
)
REQUIRED: tuple[SectionKind, ...] = ("origin", "essence", "proposal")
"""Sections without which a submission is not whole."""

FEWEST_KINDS = 3  # different sections from which a paper is taken for a submission
LONGEST_HEADING = 90  # a longer line is a heading with its text behind it
_NUMBER = re.compile(r"(?P<number>[0-9๐-๙]{1,2})\s*[.)](?![0-9๐-๙])\s*")
_HEADING = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS))
_TITLE = re.compile(r"(?:ร่าง\s*)?(?:หนังสือ)?(?:ขอ)?เสนอคณะรัฐมนตรี\s*เรื่อง\s*:?\s*|เรื่อง\s*:?\s+")
TITLE_LINES = 15  # lines in which the title stands when the paper has no head of a letter


@dataclass(frozen=True)
class SubmissionSection:
    """One section. `heading` is `text[heading_start:heading_end]`, its content `text[start:end]`, perhaps empty.

    `number` is the one printed before the heading, None when there is none.
    """

    kind: SectionKind
    number: int | None
    heading: str
    heading_start: int
    heading_end: int
    start: int
    end: int


@dataclass(frozen=True)
class ParsedSubmission:
    """A draft submission. `title` is `text[title_start:title_end]`, white space made one blank.

    `agency` is who proposes, under its official name; None when the paper does not tell. `missing` are the required
    sections it lacks, `head` its head as a letter (empty when it is no letter).
    """

    title: str
    title_start: int
    title_end: int
    agency: str | None
    head: LetterHead
    sections: tuple[SubmissionSection, ...]
    missing: tuple[SectionKind, ...]

    def of_kind(self, kind: SectionKind) -> tuple[SubmissionSection, ...]:
        """The sections of one kind, in the order of the paper."""
        return tuple(section for section in self.sections if section.kind == kind)


def is_submission(text: str) -> bool:
    """Whether `text` is a draft submission: it has sections of three kinds, what is proposed among them."""
    kinds = {section.kind for section in _sections(text)} - {"other"}
    is_whole = len(kinds) >= FEWEST_KINDS and "proposal" in kinds
    return is_whole and not is_meeting_page(text) and not is_confirming_letter(text)


def parse_submission(text: str, name: str, registry: AgencyRegistry) -> ParsedSubmission:
    """The submission `text`, called `name` in messages. Raises Unreadable when it has no sections or no title."""
    sections = tuple(_sections(text))
    if not sections:
        raise Unreadable(
            f"{name}: ไม่พบหัวข้อของเรื่องเสนอคณะรัฐมนตรี เช่น “๑. เรื่องเดิม” โปรดตรวจว่าเป็นร่างเรื่องเสนอ",
            f"{name}: no sections of a submission such as '๑. เรื่องเดิม'; check that it is one",
        )
    head = read_letter_head(text[: sections[0].heading_start])
    title = _title(text, head, sections[0].heading_start)
    if title is None:
        raise Unreadable(
            f"{name}: ไม่พบชื่อเรื่อง โปรดเขียนบรรทัด “เรื่อง …” ไว้เหนือหัวข้อแรก",
            f"{name}: no title; write a line 'เรื่อง …' above the first section",
        )
    kinds = {section.kind for section in sections}
    return ParsedSubmission(
        title=" ".join(text[title[0] : title[1]].split()),
        title_start=title[0],
        title_end=title[1],
        agency=_agency(text, head, sections, registry),
        head=head,
        sections=sections,
        missing=tuple(kind for kind in REQUIRED if kind not in kinds),
    )


def _sections(text: str) -> Iterator[SubmissionSection]:
    lines = page_lines(text)
    headings = list(_headings(text, lines))
    if any(heading.number for heading in headings):
        headings = [heading for heading in headings if heading.number]
    ends = [heading.heading_start for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=False):
        content = text[heading.start : end]
        start = heading.start + len(content) - len(content.lstrip())
        yield SubmissionSection(
            heading.kind, heading.number, heading.heading, heading.heading_start, heading.heading_end,
            min(start, end), max(start, heading.start + len(content.rstrip())) if content.strip() else min(start, end),
        )  # fmt: skip


def _headings(text: str, lines: Sequence[Line]) -> Iterator[SubmissionSection]:
    """Headings with no content yet; printed numbers must rise.

    The items of an inner list begin again with 1, and not with the words of a heading.
    """
    last = 0
    for line in lines:
        number = _NUMBER.match(text, line.start, line.end)
        known = _HEADING.match(text, number.end() if number else line.start, line.end)
        printed = int(number["number"]) if number else None
        if known is None or (printed is not None and printed <= last) or (printed is None and not _stands_alone(line)):
            continue
        last = printed or last
        is_whole = len(line.text) <= LONGEST_HEADING
        end = line.end if is_whole else known.end()
        kind = _kind(known)
        start = number.end() if number else line.start
        yield SubmissionSection(kind, printed, " ".join(text[start:end].split()), line.start, end, end, end)


def _stands_alone(line: Line) -> bool:
    """Whether a line without a number is nothing but a heading."""
    known = _HEADING.match(line.text)
    return known is not None and len(line.text) - known.end() <= 30 and not line.text.endswith((".", "นั้น"))


def _kind(known: re.Match[str]) -> SectionKind:
    return next((kind for kind, _ in _KINDS if kind == known.lastgroup), "other")


def _title(text: str, head: LetterHead, before: int) -> tuple[int, int] | None:
    if head.subject:
        return head.subject.start, head.subject.end
    lines = [line for line in page_lines(text[:before]) if not line.is_separator][:TITLE_LINES]
    for line in lines:
        if (worded := _TITLE.match(text, line.start, line.end)) and worded.end() < line.end:
            return worded.end(), line.end
    return (lines[-1].start, lines[-1].end) if lines else None


def _agency(text: str, head: LetterHead, sections: Sequence[SubmissionSection], registry: AgencyRegistry) -> str | None:
    """Who sends the letter, else whom the proposal names as proposing."""
    top = text[: head.subject.start] if head.subject else ""
    mentions = registry.mentions(top)
    for section in sections:
        if section.kind == "proposal" and not mentions:
            mentions = registry.mentions(text[section.start : section.end])
    return mentions[0].agency.name if mentions else None
