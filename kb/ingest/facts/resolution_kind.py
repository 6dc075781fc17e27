"""Which of the four classes a resolution belongs to, by rules that are shown with their evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.ingest.facts.evidence import Evidence, evidence
from kb.ingest.facts.parts import Part
from kb.text import find_dates

KindCode = Literal["1.1", "1.2", "2.1", "2.2"]

KINDS: dict[KindCode, str] = {
    "1.1": "มติทั่วไปทางบริหาร มีผลใช้บังคับในช่วงระยะเวลาหนึ่ง",
    "1.2": "มติทั่วไปทางบริหาร มีผลสิ้นสุดเมื่อดำเนินการแล้วเสร็จ",
    "2.1": "มติที่มีลักษณะเป็นกฎ ใช้บังคับภายในส่วนราชการ",
    "2.2": "มติที่มีลักษณะเป็นกฎ มีผลกระทบต่อบุคคลภายนอก",
}
READ = 1500  # characters of the decision that the rules look at

_INSIDE = (
    r"(?:ให้|กำชับ|มอบหมาย|แจ้ง|ขอความร่วมมือ)\s?(?:ให้)?\s?(?:ทุก)?(?:ส่วนราชการ|กระทรวง(?=\s?กรม)|หน่วยงานของรัฐ|หน่วยงานภาครัฐ|รัฐวิสาหกิจ)[^\n]{0,120}?"
    r"(?:ถือปฏิบัติ|ปฏิบัติตาม|ยึดถือ|เป็นแนวทางปฏิบัติ|ถือเป็น)|(?:ถือปฏิบัติ|เป็นแนวทาง(?:ปฏิบัติ|ในการปฏิบัติ))[^\n]{0,30}?(?:ส่วนราชการ|หน่วยงานของรัฐ|ข้าราชการ)"
    r"|ส่วนราชการ[^\n]{0,60}ถือปฏิบัติ(?:ตาม|ต่อไป|โดยเคร่งครัด)"
)
_RULE_WORDS = r"(?:หลักเกณฑ์|ระเบียบ|แนวทาง(?:การ)?ปฏิบัติ|แนวปฏิบัติ|วิธีปฏิบัติ|มาตรฐาน|อัตรา(?:ค่า|เงิน)|เงื่อนไข)"
_OUTSIDERS = (
    r"(?:ประชาชน|ผู้ประกอบการ|เกษตรกร|ผู้ประกอบกิจการ|นายจ้าง|ลูกจ้าง|ผู้ประกันตน|"
    r"คนต่างด้าว|แรงงานต่างด้าว|คนไทย|นักเรียน|นักศึกษา|"
    r"ผู้สูงอายุ|คนพิการ|ผู้เสียภาษี|"
    r"นักท่องเที่ยว|ผู้บริโภค|เอกชน|ผู้ลงทุน|บุคคลทั่วไป|ผู้ถือหนังสือเดินทาง|ชุมชน|ผู้มีรายได้น้อย)"
)
_LAW = r"ร่าง\s?(?:พระราช(?:บัญญัติ|กำหนด|กฤษฎีกา)|กฎกระทรวง|กฎสำนัก|กฎ\s?ก\.|ระเบียบ|ประกาศ|ข้อบังคับ|ข้อกำหนด|รัฐธรรมนูญ|ประมวล)"
_APPOINT = (
    r"(?<!ได้รับ)(?<!ได้รับการ)แต่งตั้ง|(?:รับ)?โอนข้าราชการ|(?:รับ)?โอน(?=นาย|นาง|พล)|ต่อเวลาการดำรงตำแหน่ง|ต่อวาระการดำรง|"
    r"ให้ข้าราชการ[^\n]{0,40}พ้นจาก|ลาออก|สรรหา(?=กรรมการ|ผู้|บุคคล)"
)
_TREATY = (
    r"(?:ร่าง)?(?:บันทึกความเข้าใจ|ความตกลง|แถลงการณ์|ถ้อยแถลง|ปฏิญญา|พิธีสาร|บันทึกความร่วมมือ|เอกสารผลลัพธ์|กรอบการเจรจา|สนธิสัญญา|อนุสัญญา|กรอบความร่วมมือ|หนังสือแลกเปลี่ยน|"
    r"หนังสือแสดงเจตจำนง|แผนปฏิบัติการร่วม|ข้อริเริ่ม|ตราสาร)"
    r"|ร่าง(?:คำมั่น|แถลงข่าว|ข้อมติ|บันทึกการประชุม)|รับรองในการประชุม|ท่าที(?:ของ)?ไทย"
)
_PERIOD = (
    r"(?:ขยาย(?:ระยะ)?เวลา|ระยะเวลาดำเนิน(?:การ|โครงการ)|ระยะเวลา\s?[0-9๐-๙]+\s?(?:ปี|เดือน)|เป็นเวลา\s?[0-9๐-๙]+\s?(?:ปี|เดือน|วัน)|ระยะที่\s?[0-9๐-๙]|"
    r"ปีการผลิต\s?[0-9๐-๙]{4}|\((?:ปี\s?)?(?:พ\.ศ\.\s?)?[0-9๐-๙]{4}\s?[-–]\s?[0-9๐-๙]{4}\)|พ\.ศ\.\s?[0-9๐-๙]{4}\s?[-–]\s?[0-9๐-๙]{4}|ตั้งแต่วันที่[^\n]{4,40}(?:ถึง|จนถึง)วันที่|"
    r"ประจำปีงบประมาณ\s?(?:พ\.ศ\.\s?)?[0-9๐-๙]{4}|ปีงบประมาณ\s?(?:พ\.ศ\.\s?)?[0-9๐-๙]{4}|โครงการ|แผน(?:ปฏิบัติ|แม่บท|งาน|บริหาร)|กรอบวงเงิน|มาตรการ|"
    r"ยุทธศาสตร์|แผนที่นำทาง|ฤดูการผลิต)"
)


@dataclass(frozen=True)
class ResolutionKind:
    """The class, the rule that gave it ("K3"), a Thai sentence that says why, and the words it was seen in.

    `is_default` when no rule spoke; a person should look. `evidence` is None then, and where the title alone spoke and
    does not stand in the text.
    """

    code: KindCode
    rule: str
    why: str
    evidence: Evidence | None
    is_default: bool = False


@dataclass(frozen=True)
class _Rule:
    """One rule. It looks at the title, or at the decision, or at both."""

    name: str
    code: KindCode
    why: str
    title: re.Pattern[str] | None = None
    decision: re.Pattern[str] | None = None
    group: str | None = None
    outcome: str | None = None


# The first that holds decides.
RULES = (
    _Rule("K1", "1.2", "เป็นการแต่งตั้งบุคคล ซึ่งมีผลเสร็จสิ้นในตัว", title=re.compile(_APPOINT), group="แต่งตั้ง"),
    _Rule("K2", "1.2", "เป็นการพิจารณาร่างกฎหมาย ซึ่งมติสิ้นผลเมื่อดำเนินการตามกระบวนการตรากฎหมายแล้ว", title=re.compile(_LAW)),
    _Rule("K3", "1.2", "คณะรัฐมนตรีเพียงรับทราบ มิได้กำหนดให้ปฏิบัติ", outcome="รับทราบ"),
    _Rule("K4", "2.1", "กำหนดให้ส่วนราชการหรือหน่วยงานของรัฐถือปฏิบัติเป็นการทั่วไป", decision=re.compile(_INSIDE)),
    _Rule("K5", "1.2", "เป็นการเห็นชอบเอกสารระหว่างประเทศเพื่อลงนามหรือรับรอง", title=re.compile(_TREATY)),
    _Rule(
        "K6", "2.2", "กำหนดหลักเกณฑ์หรืออัตราที่ใช้กับบุคคลภายนอกส่วนราชการ",
        title=re.compile(f"{_RULE_WORDS}[^\n]{{0,120}}{_OUTSIDERS}|{_OUTSIDERS}[^\n]{{0,60}}{_RULE_WORDS}|ค่าจ้างขั้นต่ำ|วันหยุดราชการ|ผ่อนผันให้คนต่างด้าว|ยกเว้นการตรวจลงตรา"),
    ),
    _Rule(
        "K7", "1.1", "มีระยะเวลา โครงการ แผน หรือกรอบวงเงินกำหนดไว้",
        title=re.compile(_PERIOD), decision=re.compile(_PERIOD),
    ),
    _Rule(
        "K8", "2.1", "กำหนดหลักเกณฑ์หรือแนวทางปฏิบัติของทางราชการ",
        title=re.compile(rf"^[^\n]{{0,35}}?(?<!ตาม)(?<!ค่า){_RULE_WORDS}"),
    ),
)  # fmt: skip
_DEFAULT = ResolutionKind("1.2", "K0", "ไม่พบลักษณะของมติประเภทอื่น จึงถือเป็นมติทั่วไปทางบริหารที่เสร็จสิ้นในตัว", None, is_default=True)
_FROM = re.compile(r"ตั้งแต่(?:วัน[ก-๎]{0,10}ที่)?\s*$")
_ENDS = _Rule("K9", "1.1", "กำหนดวันสิ้นสุดไว้หลังวันประชุม")


def find_kind(
    text: str,
    title: tuple[int, int] | None,
    title_words: str,
    parts: Sequence[Part],
    group: str | None,
    outcome: str | None,
    meeting_date: date | None,
) -> ResolutionKind:
    """The class of a resolution whose title reads `title_words` and stands at `title` in `text`, or None.

    The classes are those of the manual in force: 1.1 in force for a period, 1.2 spent at once, 2.1 a rule inside the
    civil service, 2.2 a rule that affects outsiders.
    """
    decision = next((part for part in parts if part.label == "resolved"), None)
    span = (decision.start, min(decision.end, decision.start + READ)) if decision else (0, 0)
    for rule in RULES:
        if found := _held(rule, text, title, title_words, span, group, outcome):
            return found
    return _ending(text, span, meeting_date) or _DEFAULT


def _held(
    rule: _Rule,
    text: str,
    title: tuple[int, int] | None,
    title_words: str,
    decision: tuple[int, int],
    group: str | None,
    outcome: str | None,
) -> ResolutionKind | None:
    if rule.title and rule.title.search(title_words):
        match = rule.title.search(text, *title) if title else None
        where = evidence(text, *match.span()) if match else evidence(text, *title) if title else None
        return ResolutionKind(rule.code, rule.name, rule.why, where)
    if rule.decision and (match := rule.decision.search(text, *decision)):
        return ResolutionKind(rule.code, rule.name, rule.why, evidence(text, *match.span()))
    if (rule.group and rule.group == group) or (rule.outcome and rule.outcome == outcome):
        verb = text.find(rule.outcome, *decision) if rule.outcome else -1
        if rule.outcome and verb >= 0:
            where = evidence(text, verb, verb + len(rule.outcome))
        else:
            where = evidence(text, *title) if title else None
        return ResolutionKind(rule.code, rule.name, rule.why, where)
    return None


def _ending(text: str, decision: tuple[int, int], meeting_date: date | None) -> ResolutionKind | None:
    """A day after the meeting on which what was decided ends."""
    if meeting_date is None:
        return None
    for mention in find_dates(text[decision[0] : decision[1]]):
        start = decision[0] + mention.start
        is_range = mention.first != mention.last and mention.precision == "day"
        lasts = _FROM.search(text, max(decision[0], start - 30), start) is not None  # an event on some days lasts not
        if is_range and lasts and mention.last and mention.last > meeting_date:
            return ResolutionKind(_ENDS.code, _ENDS.name, _ENDS.why, evidence(text, start, start + len(mention.quote)))
    return None
