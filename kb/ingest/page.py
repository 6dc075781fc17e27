"""The cabinet-meeting summary page -> its meeting and its matters, with spans into the page. Pure."""

from kb.agencies import AgencyRegistry
from kb.errors import Unreadable
from kb.ingest.document import ParsedMatter, ParsedPage
from kb.ingest.header import find_meeting_date
from kb.ingest.outcome import find_outcome
from kb.ingest.proposer import find_proposer
from kb.ingest.sections import Section, Sections, find_sections
from kb.text import find_letter_numbers

CONFIRMING = "ยืนยันมติ"  # a letter number counts as the confirming letter's only soon after these words
CONFIRMING_REACH = 160  # characters


def parse_page(text: str, name: str, registry: AgencyRegistry) -> ParsedPage:
    """The page `text`, called `name` in messages. Raises Unreadable when it has no meeting date or no matter.

    Odd pages are survived and told about in `warnings`: broken numbering, an agenda line without a body (kept with an
    empty body), a page that ends early (what comes after its end is not kept), a body the agenda does not list.
    """
    meeting_date = find_meeting_date(text)
    if meeting_date is None:
        raise Unreadable(
            f"{name}: ไม่พบวันประชุมในส่วนหัว เช่น “สรุปข่าวการประชุมคณะรัฐมนตรี 7 มกราคม 2563” โปรดเพิ่มแล้วนำเข้าใหม่",
            f"{name}: no meeting date at its head; add a line such as 'สรุปข่าวการประชุมคณะรัฐมนตรี 7 มกราคม 2563'",
        )
    sections = find_sections(text)
    if not sections.found:
        raise Unreadable(
            f"{name}: ไม่พบเรื่องที่มีเลขลำดับ เช่น “1. เรื่อง …” โปรดตรวจว่าเป็นหน้าสรุปมติที่ครบถ้วน",
            f"{name}: no numbered matter such as '1. เรื่อง …'; check that this is a whole summary page",
        )
    matters = tuple(_matter(text, section, registry) for section in sections.found)
    return ParsedPage(meeting_date, matters, _warnings(sections))


def _matter(text: str, section: Section, registry: AgencyRegistry) -> ParsedMatter:
    title = " ".join(text[section.title_start : section.title_end].split())
    body = text[section.body_start : section.body_end]
    proposer = find_proposer(title, body, registry)
    return ParsedMatter(
        number=section.number,
        title=title,
        title_start=section.title_start,
        title_end=section.title_end,
        body_start=section.body_start,
        body_end=section.body_end,
        group=section.group,
        agency=proposer.name if proposer else None,
        agency_abbr=proposer.abbr if proposer else None,
        outcome=find_outcome(body),
        letter_number=find_confirming_letter(body),
    )


def find_confirming_letter(body: str) -> str | None:
    """The number of the letter that confirms this resolution, as printed; None when the text names none."""
    at = body.find(CONFIRMING)
    letters = find_letter_numbers(body[at : at + CONFIRMING_REACH]) if at >= 0 else []
    return letters[0].quote if letters else None


def _warnings(sections: Sections) -> tuple[str, ...]:
    told = (
        (sections.without_body, "มีในวาระแต่ไม่มีเนื้อหา", "on the agenda without a body"),
        (sections.cut_off, "หน้าจบก่อนถึงเรื่องเหล่านี้ จึงไม่ได้บันทึก", "the page ends before these, so they are not kept"),
        (sections.unlisted, "มีเนื้อหาแต่ไม่มีในวาระ", "with a body but not on the agenda"),
    )
    return tuple(
        f"เรื่องที่ {_numbers(numbers)}: {thai} (matters {_numbers(numbers)}: {english})"
        for numbers, thai, english in told
        if numbers
    )


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
