"""Which agency brought a matter before the cabinet, from the words of its body and its title."""

import re
from dataclasses import dataclass

from kb.agencies import Agency, AgencyRegistry

READ = 1500  # characters of a body in which the proposing agency is looked for
DECOMPOSED_AM = "\u0e4d\u0e32"  # ำ as some pages write it
LONGEST_NAME = 110  # an unknown name longer than this is a piece of a sentence

# "ตามที่ X (abbr) เสนอ", the innermost when one stands inside another; the weak form has only "ที่" before the name.
_NAME_THEN_VERB = (
    r"\s*(?P<name>(?:(?!ตามที่|เสนอ).){2,200}?)\s*(?:\((?P<short>[^()]{2,40})\))?\s*(?:ได้\s*|ขอ\s*|นำ\s*)?(?:เสนอ|รายงาน)"
)
_PROPOSED = re.compile("ตามที่" + _NAME_THEN_VERB, re.DOTALL)
_WEAKLY_PROPOSED = re.compile("ที่" + _NAME_THEN_VERB)
_FOLLOWING = re.compile(
    r"^(?:ทั้งนี้\s+)?(?P<name>\S.{1,90}?)\s*(?:\([^()]{2,40}\)\s*)?(?:ได้)?\s*(?:เสนอ|รายงาน|แจ้ง|พิจารณา|ขอ)\s*(?:ว่า|แล้ว)",
    re.M,
)
_OFFERED = re.compile(r"พิจารณา(?:แล้ว)?\s*ข้อเสนอของ\s*(?P<name>.{2,110}?)\s*(?:\(|เรื่อง|ที่|แล้ว|เกี่ยว)")
_TITLE_TAIL = re.compile(r"\((?P<name>[^()]{4,100})\)\s*$")
_SPACES = re.compile(r"[^\S\n]+")
_SHORT = re.compile(r"(?:(?:สำนักงาน|คณะกรรมการ)\s*)?(?:[ก-ฮ]{1,5}\.)+[ก-ฮ]{0,4}\.?")
_HEAD_WORD = re.compile(
    r"(?:กระทรวง|กรม|สำนัก|คณะกรรมการ|คณะอนุกรรมการ|สภา|ศูนย์|สถาบัน|กองทุน|กอง|ธนาคาร|องค์การ|การ(?:ไฟฟ้า|ประปา|รถไฟ|ทาง|เคหะ|กีฬา)"
    r"|บริษัท|มูลนิธิ|มหาวิทยาลัย|จุฬาลงกรณ์|ศาล|กรุงเทพ|จังหวัด|ผู้ตรวจการ)"
)
_AFTER_NAME = re.compile(r"\s*(?:\(|ในฐานะ|โดย(?!สาร)|ซึ่ง|ร่วมกับ|และ(?:รัฐมนตรี|คณะ|สำนัก|กระทรวง)).*", re.DOTALL)
# A person who speaks for a body: the body stands after the last of these.
_PERSON = re.compile(r"(?:รอง)?นายกรัฐมนตรี|รัฐมนตรี|ประธาน")
# An officer whose title holds the name of the office: "เลขาธิการสภา..." speaks for "สำนักงานสภา...".
_OFFICER = re.compile(r"(?:รอง|ผู้ช่วย)?(?:เลขาธิการ|ปลัด|อธิบดี|ผู้อำนวยการ|ผู้ว่าการ)\s*")
_SPEAKS_FOR = re.compile(r".*(?:ในฐานะ|กำกับดูแล|ประธาน(?=กรรมการ))\s*", re.DOTALL)
_NOT_A_NAME = re.compile(r"คณะรัฐมนตรี|ได้|ที่|ดำเนิน|เพื่อ(?!ความ|การ)")


@dataclass(frozen=True)
class Proposer:
    """The agency as recorded: official name where it is known, as printed otherwise; its abbreviation or None."""

    name: str
    abbr: str | None


def find_proposer(title: str, body: str, registry: AgencyRegistry) -> Proposer | None:
    """The agency said to have proposed the matter; None when neither body nor title names one."""
    opening = _SPACES.sub(" ", body[:READ].replace(DECOMPOSED_AM, "ำ"))
    for words in (opening, opening.replace("\n", "")):  # once more for a name or a verb broken over two lines
        for match in _PROPOSED.finditer(words):
            if found := _proposer(match["name"], match["short"], registry):
                return found
    for pattern in (_WEAKLY_PROPOSED, _OFFERED, _FOLLOWING):
        for match in pattern.finditer(opening):
            if agency := _only(match["name"], registry):
                return _known(agency)
    tail = _TITLE_TAIL.search(title)
    agency = registry.find(registry.canonical(tail["name"])) if tail else None
    return _known(agency) if agency else None


def _proposer(name: str, short: str | None, registry: AgencyRegistry) -> Proposer | None:
    """The agency of one "ตามที่ ... เสนอ": the first known one in it, else the words if they look like a name."""
    agency = registry.find(registry.canonical(name)) or _office_of(name, registry)
    if agency := agency or _first(_body_of(name), registry) or _first(name, registry):
        return _known(agency)
    if short and (agency := registry.find(short)):
        return _known(agency)
    tidy = " ".join(_AFTER_NAME.sub("", _body_of(name)).split())
    if not _HEAD_WORD.match(tidy) or len(tidy) > LONGEST_NAME or _NOT_A_NAME.search(tidy):
        return None
    if agency := registry.nearest(tidy):
        return _known(agency)
    return Proposer(tidy, short if short and _SHORT.fullmatch(short) else None)


def _office_of(name: str, registry: AgencyRegistry) -> Agency | None:
    """The office of the officer a name begins with; None when it begins with none, or with that of no known office."""
    officer = _OFFICER.match(name)
    rest = name[officer.end() :] if officer else ""
    named = (_only(f"{head}{rest}", registry) for head in ("สำนักงาน", "สำนักงานเลขาธิการ", "") if rest)
    return next(filter(None, named), None)


def _body_of(name: str) -> str:
    """The words for the body itself when a person is named as speaking for it ("รองนายกรัฐมนตรี ... ประธานกรรมการ X")."""
    if not _PERSON.match(name):
        return name
    rest = _SPEAKS_FOR.sub("", name)
    return f"คณะ{rest}" if rest.startswith("กรรมการ") else rest


def _first(name: str, registry: AgencyRegistry) -> Agency | None:
    mentions = registry.mentions(name)
    return mentions[0].agency if mentions else None


def _only(name: str, registry: AgencyRegistry) -> Agency | None:
    """The agency a line opens with; None when the line opens with anything else."""
    mentions = registry.mentions(name)
    return mentions[0].agency if mentions and mentions[0].start == 0 else None


def _known(agency: Agency) -> Proposer:
    return Proposer(agency.name, agency.abbr)
