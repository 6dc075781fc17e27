"""Which agencies gave an opinion on a matter: those whose opinion was taken up, and those that are said to have one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.agencies import Agency, AgencyMention, AgencyRegistry
from kb.ingest.facts.parts import Part

NEAR = 40  # characters between "ของ" and the first agency, or between two: more are words about something else
REACH = 500  # characters in which the agencies of one opinion are named

_OPINION_OF = re.compile(
    r"(?:ความ(?:คิด)?เห็น|ข้อสังเกต|ข้อเสนอแนะ|ข้อคิดเห็น)(?:\s*(?:และ|,|/|ตลอดจน|รวมทั้ง)?\s*(?:ความเห็น|ข้อสังเกต|ข้อเสนอแนะ|ข้อเสนอ|ประเด็น[ก-๎]{0,12}))*\s*"
    r"(?:เพิ่มเติม)?\s*(?:ของ|จาก)"
)
_TAKEN = re.compile(
    r"ไป(?:พิจารณา|ดำเนิน|ประกอบ|เป็น|ปฏิบัติ|กำหนด|ใช้)|มาประกอบ|เพื่อ(?:ประกอบ|พิจารณา)|\n|ในส่วนที่เกี่ยวข้อง|เกี่ยวกับ|ที่(?:เห็น|มี)|แล้ว|ดังนี้"
)
_SAYS = re.compile(
    r"\s*(?:\([^()]{2,40}\)\s*)?(?:ได้)?\s*(?:พิจารณา(?:เรื่อง[^\n]{0,40})?แล้ว|ไม่ขัดข้อง|เห็นชอบด้วย|มีความเห็น|มีข้อสังเกต|เห็นว่า|เห็นควร|เห็นพ้อง|ไม่มีข้อขัดข้อง|เสนอความเห็น|แจ้งความเห็น|:)"
)
_IN_LIST = re.compile(r"\s*(?:\([^()]{2,40}\)\s*)?(?:\s|,|และ|รวมทั้ง|ตลอดจน|/)*\s*$")


@dataclass(frozen=True)
class OpiningAgency:
    """An agency, and where the text first names it as having an opinion: `text[start:end]` is its name as printed."""

    agency: Agency
    start: int
    end: int


def find_opinions(
    text: str, start: int, end: int, parts: Sequence[Part], registry: AgencyRegistry, proposer: str | None
) -> tuple[OpiningAgency, ...]:
    """The agencies with an opinion in `text[start:end]`, each once, in reading order; the proposer is none of them."""
    found: dict[str, OpiningAgency] = {}
    for mention in sorted(_mentions(text, start, end, parts, registry), key=lambda mention: mention.start):
        if mention.agency.name != proposer:
            found.setdefault(mention.agency.name, OpiningAgency(mention.agency, mention.start, mention.end))
    return tuple(found.values())


def _mentions(
    text: str, start: int, end: int, parts: Sequence[Part], registry: AgencyRegistry
) -> Iterator[AgencyMention]:
    for opinion in _OPINION_OF.finditer(text, start, end):
        taken = _TAKEN.search(text, opinion.end(), min(end, opinion.end() + REACH))
        stop = taken.start() if taken else min(end, opinion.end() + REACH)
        yield from _listed(text, opinion.end(), stop, registry)
    for part in parts:
        if part.label == "opinions":
            yield from _saying(text, part, registry)


def _listed(text: str, start: int, stop: int, registry: AgencyRegistry) -> Iterator[AgencyMention]:
    """The agencies that follow one another from `start` on; many other words end the list."""
    last = start
    for mention in _shifted(registry.mentions(text[start:stop]), start):
        between = text[last : mention.start]
        if len(between) > NEAR and not _IN_LIST.fullmatch(between):
            return
        last = mention.end
        yield mention


def _saying(text: str, part: Part, registry: AgencyRegistry) -> Iterator[AgencyMention]:
    for mention in _shifted(registry.mentions(text[part.start : part.end]), part.start):
        opens_line = not text[text.rfind("\n", 0, mention.start) + 1 : mention.start].strip(
            " \t\xa0\u200b0123456789.()-•"
        )
        if _SAYS.match(text, mention.end) or opens_line:
            yield mention


def _shifted(mentions: Sequence[AgencyMention], by: int) -> Iterator[AgencyMention]:
    return (AgencyMention(mention.start + by, mention.end + by, mention.agency) for mention in mentions)
