"""Who a clause speaks of: agencies, offices, committees, and generic bodies such as the agencies concerned. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.agencies import AgencyMention, AgencyRegistry
from kb.ingest.facts.provinces import province_names

_S = r"[\s\u200b]*"
_PERSON = re.compile(
    rf"(?:รอง)?นายกรัฐมนตรี(?:{_S}\((?:นาย|นาง|พล|หม่อม|ร้อย|ศาสตรา)[^)\n]{{2,60}}\))?"
    r"|คณะกรรมการตรวจสอบร่างกฎหมาย(?:และร่างอนุบัญญัติ)?ที่เสนอคณะรัฐมนตรี"
    r"|หัวหน้าคณะ(?:ผู้แทน|เจรจา)(?:ฝ่าย)?(?:ไทย)?(?:(?:ใน|สำหรับ)การประชุม[^\n]{4,200}?(?=\s?(?:หรือ(?:ผู้|รอง)|ร่วมรับรอง|ร่วมให้|เป็นผู้|ให้การรับรอง|ลงนาม)))?|เลขาธิการอาเซียน|ประธาน(?:รัฐสภา|วุฒิสภา|สภาผู้แทนราษฎร)|ผู้รักษาการตามกฎหมาย"
    r"|เอกอัครราชทูต[^\n]{0,80}?(?=หรือ|เป็นผู้|ลงนาม|ในฐานะ|\s(?!ณ|ผู้แทน|กรุง|นคร)|$)"
    r"|ผู้ว่าราชการจังหวัด(?=ที่|ทุก|ดำเนิน|พิจารณา|\s|$)"
)
# What stands before a body when somebody acts for it.
_OFFICE = re.compile(
    rf"(?:(?:รอง)?นายกรัฐมนตรี{_S}(?:\((?:นาย|นาง|พล|หม่อม|ร้อย|ศาสตรา)[^)\n]{{2,60}}\){_S})?และ)?(?:รัฐมนตรี(?:ช่วย)?ว่าการ|รัฐมนตรีประจำ|(?:รอง)?ปลัด|(?:รอง)?เลขาธิการ|(?:รอง)?อธิบดี|"
    rf"(?:รอง)?ผู้อำนวยการ|(?:รอง)?ผู้ว่าการ|ผู้บัญชาการ|ผู้แทน|หัวหน้า|ประธาน|กรรมการ|ฝ่ายเลขานุการ){_S}"
)
_OF_OTHERS = (
    r"(?:{s}(?:ผู้)?(?:ที่)?(?:เป็น)?(?:หน่วยงาน)?(?:เจ้าของ|รับผิดชอบ|เจ้าสังกัด|ต้นสังกัด|ดำเนิน(?=โครงการ))(?:โครงการ|เรื่อง|งบประมาณ|ข้อมูล|หลัก|แผนงาน)*(?:{s}ฯ)?"
    r"|(?:ของรัฐ|ราชการ|ภาครัฐ|ภาคเอกชน|ในสังกัด|ต่าง{s}ๆ|อื่น{s}ๆ?|หลัก|ปฏิบัติ(?!ตาม|หน้าที่|งาน|การ)|ดังกล่าว|นั้น(?=พิจารณา|ดำเนิน|เร่ง|จัด|\s)|ทุก(?:แห่ง|หน่วย(?:งาน)?)|แต่ละแห่ง)*"
    r"(?:{s}(?:อื่น{s}(?:ๆ{s})?)?ที่(?:มีส่วน)?เกี่ยวข้อง(?:ทั้งหมด|ทุก(?:หน่วย(?:งาน)?|ภาคส่วน)|ต่าง{s}ๆ|{s}ทั้ง[ก-๎]{0,30}ภาคเอกชน)?)?)"
).replace("{s}", _S)
_GENERIC = re.compile(
    rf"(?:ทุก|แต่ละ)?(?:หน่วยงาน|ส่วนราชการ|หน่วยรับงบประมาณ|รัฐวิสาหกิจ|องค์กรปกครองส่วนท้องถิ่น|ภาคส่วน|กระทรวง|กรม|จังหวัด|องค์การมหาชน|หน่วย(?=ที่เกี่ยวข้อง|ราชการ)|"
    rf"ผู้(?=ที่เกี่ยวข้อง)|ทุกฝ่าย|ฝ่าย(?=ที่|ไทย)|ภาคเอกชน|คณะผู้แทนไทย|องค์กร){_OF_OTHERS}(?:ฯ)?"
    r"|(?:คณะกรรมการ|คณะอนุกรรมการ|คณะทำงาน|สำนักงาน|กรม|กองทุน|สถาบัน|ศูนย์|องค์การ|บริษัท|ธนาคาร|มหาวิทยาลัย)\s*ฯ"
)
_PLAIN = re.compile(r"(?:ทุก|แต่ละ)?(?:หน่วยงาน|ส่วนราชการ|รัฐวิสาหกิจ|องค์กร)")
# What an unlisted kind of agency is told by: "หน่วยงานความมั่นคงที่เกี่ยวข้อง", "หน่วยงานในระดับจังหวัด".
_QUALIFIED = re.compile(
    r"[\s\u200b]*(?:ด้าน[ก-๎]{3,40}?(?=ดำเนิน|พิจารณา|เร่ง|จัด|ร่วม|ประสาน|\s)|(?:ใน|ด้าน|ที่|ตาม|ซึ่ง)?[^\s\n]{2,40}?(?:ที่(?:มีส่วน)?เกี่ยวข้อง|จังหวัด|พื้นที่))(?:ทั้งหมด|ทุกหน่วยงาน)?"
)
# A generic body told apart by what it runs ("หน่วยงานรับผิดชอบโครงการตามข้อ 1 และ 2 เร่ง…"); the verb stands behind that.
_RELATIVE = re.compile(
    r"[\s\u200b]*(?:ที่(?!เกี่ยวข้อง)|ตามข้อ|ซึ่ง|ภายใต้|ของ|ผู้|ใน(?=สังกัด|กำกับ|พื้นที่|ระดับ)|กับ(?=การ)|ตาม(?=มติ|บัญชี|แผน|ที่ระบุ|ที่กำหนด)|ดังกล่าว|ข้างต้น)"
)
_THEN_ACTS = re.compile(
    r"(?:[\s\u200b](?:ให้)?|(?<=[ก-๎])(?<!อนุมัติ)ให้)(?=เร่ง|ไป(?=พิจารณา|ดำเนิน)|ดำเนินการ|ดำเนินโครงการ|กำกับ|จัดทำ|รายงาน|พิจารณา|รับ(?=ความ|ข้อ|ไป)|ปรับ|เปลี่ยนแปลง|ขยาย|ยกเลิก|"
    r"นำ|ประสาน|ถือ|ติดตาม|ให้ความ|ร่วม(?:กัน)?(?=พิจารณา|ดำเนิน|กับ)|จัดส่ง|เสนอ|แจ้ง|ปฏิบัติ|เป็นหน่วยงาน|ส่ง(?=คืน|ข้อมูล|ผล|รายงาน|เรื่อง)|ศึกษา|ตรวจสอบ|ทบทวน|จัดสรร|"
    r"บูรณาการ|สนับสนุน|ส่งเสริม|เพิ่ม(?!เติม)|เตรียม|สำรวจ|ขับเคลื่อน|ผลักดัน|พัฒนา|สร้าง|ยกระดับ|ดูแล|จัด(?=หา|อบรม|ตั้ง)|เผยแพร่|ประชาสัมพันธ์|เชื่อมโยง|ควบคุม|ลงพื้นที่|ใช้)"
    r"|(?<!การ)(?<!จะ)(?<!ผู้)(?<!ที่)(?<!ระหว่าง)(?=พิจารณา(?:ดำเนินการ|จัด|กำหนด|ทบทวน)|ทำการ(?:ตรวจ|สำรวจ|ศึกษา)|ถือปฏิบัติ|รับ(?:ไป|ความเห็น|ข้อ)|นำ(?:ผล|ไป|ความ|ข้อ|ส่ง|หลัก)|จัดส่ง|เร่ง(?!ด่วน)|เป็น(?:ผู้รับผิด|หน่วยงาน|ผู้ลงนาม)|(?:ร่วม)?รับรอง|ลงนาม|"
    r"ไป(?:พิจารณา|ดำเนินการ)|ให้ความร่วมมือ|จัดทำ|รายงานผล|ดำเนินการ(?=\s?\(1\)|\s?ดังนี้)|กำกับดูแล|จัดเก็บ(?!ได้))"
    r"|(?=และ(?:หน่วยงาน|ส่วนราชการ|กระทรวง|กรม|สำนัก|[ก-ฮ]{2,4}\.))"
)
_SAID = re.compile(r"[\s\u200b]*(?:ดังกล่าว|ข้างต้น)+")
_PAST = re.compile(r"ตามที่(?![^\n]{0,12}กำหนด)[^\n]{0,90}เสนอ|\sทั้งนี้|\n")
_THAT_HAS = re.compile(r"[\s\u200b]*(?:ที่|ซึ่ง)(?=มี(?!ส่วน)|ได้รับ|ยัง|อยู่ระหว่าง|รับผิดชอบ)")
_BARE = re.compile(r"(?:กระทรวง|กรม|จังหวัด|องค์กร|ภาคส่วน|ฝ่าย)$")
_SHORT = re.compile(
    r"(?:อบจ|อบต)\.\s?[ก-๎]{3,20}(?=\s|$)|(?:(?:สำนักงาน|คณะกรรมการ|กรม)\s*)?(?:[ก-ฮ]{1,6}\.)+(?:[ก-ฮ]{1,4}(?=\s|$))?|[A-Z]{2,8}(?=\s)"
)
_PROVINCE = re.compile(
    "(?:ผู้ว่าราชการ)?จังหวัด(?:" + "|".join(sorted(province_names(), key=lambda name: (-len(name), name))) + ")"
)
_NO_BODY = frozenset({"พ.ศ.", "พ.ร.บ.", "ครม.", "ค.ศ.", "น.", "ม.ค.", "มี.ค.", "ก.ค.", "ส.ค.", "ต.ค.", "พ.ย.", "ธ.ค."})
_HEAD = re.compile(
    r"(?:สำนัก|กรม|กระทรวง|คณะกรรมการ|คณะอนุกรรมการ|คณะกรรมาธิการ|คณะทำงาน|สถาบัน|องค์การ|มหาวิทยาลัย|บริษัท|ธนาคาร|กองทุน|ศูนย์|สภา|สมาคม|มูลนิธิ|"
    r"โรงพยาบาล|มณฑลทหารบก|ตำรวจ(?=ภูธร|ท่อง|น้ำ|ตระเวน|ทาง)|วิทยาลัย|นายอำเภอ|สถานีตำรวจ|ท่าอากาศยาน|จังหวัด|เทศบาล|เมืองพัทยา|กอง|หน่วย|การ(?=ไฟฟ้า|ประปา|รถไฟ|ทาง|ท่า|เคหะ|ยาง|นิคม|กีฬา)|ผู้(?!ประกอบ|ประกัน|เสีย|ถือ|รับ|ได้รับ|ซึ่ง|ที่|ขอ|ดำรง|มี|ใช้)|อธิบดี|เลขาธิการ|ปลัด|ประธาน|ฝ่ายเลขานุการ|สายการ|องค์กร|คณะ(?=ผู้แทน))"
)
# Verbs that begin a duty and are seldom part of a name: they end the name of a body that nobody listed.
DUTY = re.compile(
    r"(?:รับ(?=ความเห็น|ข้อ|ไป|เรื่อง|รายงาน|ประเด็น|ผิดชอบ(?!โครงการ))|(?:ไป)?ดำเนิน(?:การ|งาน|โครงการ)?(?!งานของ)|ดําเนิน|พิจารณา|ตรวจพิจารณา|จัดทำ|จัดทํา|จัดส่ง|จัดหา|จัดให้|จัดเตรียม|"
    r"เร่ง|รายงาน|เสนอ|นำ(?!เข้า|ร่อง)|นําเสนอ|เป็น(?=ผู้|หน่วย|เจ้าภาพ|เจ้าของ|แกน|ต้นแบบ|ศูนย์กลาง)|ร่วม(?:กัน)?(?=รับรอง|ลงนาม|ให้|ดำเนิน|พิจารณา|ขับ|จัด)|ลงนาม|"
    r"รับรอง|ให้การรับรอง|ให้ความ|กำกับ(?!ของ)|กำชับ|ติดตาม(?!และ|ประเมินผลแห่ง|การดำเนินงาน)|ถือปฏิบัติ|ปฏิบัติตาม|ประชาสัมพันธ์|แจ้ง|ออก(?=หนังสือ|ประกาศ|ระเบียบ|กฎ)|กำหนด|ศึกษา(?=ความ|แนว|และ|ผล|ราย)|"
    r"ทำความ|สนับสนุน(?=งบ|การ|ข้อ)|ขอ(?:ความ|ตั้ง|รับ)|ยืนยัน|ทบทวน|ปรับ(?!ปรุงพันธุ์)|เปลี่ยนแปลง|ขยาย|ยกเลิก|ประกาศ(?!ใช้|กระทรวง)|อนุมัติ|ยื่น|เจรจา|เข้าร่วม|ทำหน้าที่|จัดสรร|จัดเก็บ|ชี้แจง|แก้ไข|มี(?=หนังสือ|อำนาจ|หน้าที่|การ(?!ศึกษา))|ส่ง(?!เสริม|ออก)|มอบ|ตรวจ(?=สอบให้|ลงตรา|พิจารณา)|บูรณาการ(?!การ|นโยบาย|และ)|สามารถ|หารือ|ประสาน(?!งานสภา|งานและ|งานโครงการ)|ได้รับ|ใช้|กู้|เบิก)"
)
_ALTERNATE = re.compile(
    rf"{_S}\(?(?:หรือ|และ/หรือ|/){_S}(?:ผู้(?:แทน)?(?:(?:{_S}(?:ที่|ซึ่ง)[^\n]{{0,70}}?(?:มอบหมาย|มอบอำนาจ|แต่งตั้ง)"
    rf"|(?:ได้รับ)?(?:การ)?(?:มอบหมาย|มอบอำนาจ|แต่งตั้ง))"
    rf"(?:ให้(?:เป็นหัวหน้าคณะผู้แทนไทย)?เข้าร่วม[^\n]{{0,260}}?(?={_S}(?:ร่วม(?:ให้การ)?รับรอง|รับรอง|เป็นผู้|ลงนาม|ร่วมให้)))?)?|ส่วนราชการอื่น|หน่วยงานอื่น)\)?"
)
_OR_SOMEBODY = re.compile(rf"{_S}\(?หรือ{_S}ผู้")
_BRACKET = re.compile(rf"{_S}[(\[](?P<inside>[^()\[\]]{{1,90}}(?:\([^()\n]{{0,40}}\)[^()\n]{{0,40}})?)[)\]]")
_AND = re.compile(
    rf"{_S},{_S}(?:และ)?{_S}|{_S}(?:และ|กับ|รวมทั้ง|ตลอดจน|พร้อมด้วย|พร้อมทั้ง|รวมถึง|/|หรือ|ได้แก่|อาทิ|เช่น|ประกอบด้วย){_S}"
    rf"|{_S}(?:โดย)?(?:ทำงาน|ดำเนินการ)?ร่วม(?:กัน)?กับ{_S}|{_S}โดย(?:ประสาน(?:งาน|ความร่วมมือ|การดำเนินการ)?|หารือ)(?:ร่วม)?(?:กับ)?{_S}|{_S}โดย(?:มี)?{_S}|[\s\u200b]+"
)
_DEPARTMENT = re.compile(r"กรม(?!การ$)|สำนักงาน(?!\s*[ก-ฮ]+\.)|สำนัก(?!งาน)|การ(?:รถไฟ|ทาง|ไฟฟ้า|ประปา|ท่า)")
_COUNTED = re.compile(
    r"[\s\u200b]*(?:จำนวน|ทั้ง|รวม)[\s\u200b]*[\d๐-๙]+[\s\u200b]*(?:หน่วยงาน|จังหวัด|แห่ง|กระทรวง|ส่วนราชการ)"
)
_FROM = re.compile(r"[\s\u200b]*จาก[\s\u200b]*")
_ACTS_AS = re.compile(r"[\s\u200b]*(?:(?:ใน)?ฐานะ|สำหรับการประชุม)")
RELATIVE = 420  # letters that may tell a generic body apart
CAPACITY = 260  # letters in which the verb is looked for after "ในฐานะ…"
_BODY = re.compile(
    r"กระทรวง|กรม|สำนัก|การ(?=ไฟฟ้า|ประปา|รถไฟ|ทาง|ท่า|เคหะ|ยาง|นิคม|กีฬา|ท่อง)|คณะกรรมการ|ธนาคาร|องค์การ|สถาบัน|ศูนย์|กองทุน|มหาวิทยาลัย|บริษัท"
)
_NAME_ENDS = re.compile(
    r"\s(?=และ|หรือ|โดย|ร่วมกับ|\(|กระทรวง|กรม|สำนัก|ส่วนราชการ|หน่วยงาน|แล้ว|รณรงค์|กวดขัน|สำรวจ|สื่อสาร|สร้าง|เตรียม|เผยแพร่|ผลักดัน|ขับเคลื่อน|บูรณาการ|สรุป|รวบรวม|ตรวจ|ดูแล|บริหาร)|\s?(?:เพื่อ(?!น|ความยั่งยืน|การเกษตร|สังคม)|ในฐานะ|ในการ|เมื่อ)"
    r"|และ(?=กระทรวง|กรม|สำนัก|หน่วย|ส่วน)|ร่วมกับ|หรือ(?=ผู้)"
)
_BROKEN = re.compile(r"[ \u00a0\u200b]*\n[ \u00a0\u200b]*")
SHORTEST_NAME, LONGEST_NAME = 6, 110
MOST_ACTORS = 40


@dataclass(frozen=True)
class Actor:
    """Somebody who is named at `text[start:end]`; `official` is the agency's name when the registry knows it.

    `known` is False for a name that only looks like one.
    """

    start: int
    end: int
    printed: str
    official: str | None
    known: bool = True


@dataclass(frozen=True)
class Actors:
    """The actors of one duty in the order named; `end` is where the words about them stop."""

    named: tuple[Actor, ...]
    end: int


class ActorReader:
    """Reads the actors of one text; made once for a text, since finding the agencies in it is the costly part."""

    def __init__(self, text: str, registry: AgencyRegistry, start: int, end: int) -> None:
        """Actors are read in `text[start:end]` only."""
        self._text = text
        self._registry = registry
        mentions = registry.mentions(text[start:end])
        self._mentions: Mapping[int, AgencyMention] = {mention.start + start: mention for mention in mentions}
        self._start = start

    def read(self, at: int, limit: int) -> Actors | None:
        """The actors that begin at `at`, None when nobody is named there."""
        first = self._actor(at, limit)
        if first is None:
            return None
        named = [first]
        end = self._tail(first.end, limit, named)
        while len(named) < MOST_ACTORS:
            joint = _AND.match(self._text, end, limit)
            following = self._actor(joint.end(), limit, listed=True) if joint else None
            if joint is None or following is None or following.start >= limit:
                break
            word = joint[0].strip()
            if word != "หรือ" and (word or self._is_list(named, following)):
                named.append(following)
            end = self._tail(following.end, limit, named)
        return Actors(tuple(named), end)

    def _is_list(self, named: list[Actor], following: Actor) -> bool:
        """Whether a name that follows after a space only is a further actor, not the ministry of the one before."""
        agency = self._registry.find(named[-1].printed)
        ministry = following.official or following.printed
        if agency is None or not ministry.startswith(("กระทรวง", "สำนักนายก")):
            return not (ministry.startswith("กระทรวง") and not named[-1].printed.startswith("กระทรวง"))
        return agency.parent is None or agency.parent != ministry

    def _tail(self, end: int, limit: int, named: list[Actor]) -> int:
        """What follows a name and belongs to it: brackets, an alternate, the capacity it acts in."""
        while bracket := _BRACKET.match(self._text, end, limit):
            inside = bracket["inside"].strip()
            official = self._registry.find(inside) if named else None
            below = official and official.parent and official.parent == named[-1].official
            if named and (below or _is_department(inside, named[-1].printed)):
                start = bracket.start("inside")
                named[-1] = Actor(start, bracket.end("inside"), inside, official.name if official else None)
            end = bracket.end()
        if counted := _COUNTED.match(self._text, end, limit):
            return self._tail(counted.end(), limit, named)
        if named and _THAT_HAS.match(self._text, end, limit):
            end = self._relative(end, limit)
        if alternate := _ALTERNATE.match(self._text, end, limit):
            end = alternate.end()
            by = _FROM.match(self._text, end, limit)
            giver = self._actor(by.end(), limit) if by else None
            return self._tail(giver.end if giver else end, limit, [])
        if capacity := _ACTS_AS.match(self._text, end, limit):
            near = min(limit, capacity.end() + CAPACITY)
            verb = DUTY.search(self._text, capacity.end() + 4, near)
            other = _OR_SOMEBODY.search(self._text, capacity.end(), verb.start() if verb else near)
            if other and _ALTERNATE.match(self._text, other.start(), limit):
                return self._tail(other.start(), limit, [])
            return verb.start() if verb else capacity.start()
        return end

    def _actor(self, at: int, limit: int, listed: bool = False) -> Actor | None:
        at = _skip_spaces(self._text, at, limit)
        if at >= limit:
            return None
        return (
            self._agency(at, limit)
            or self._person(at, limit, listed)
            or self._short(at, limit)
            or self._generic(at, limit)
            or self._unknown(at, limit)
        )

    def _person(self, at: int, limit: int, listed: bool) -> Actor | None:
        """Somebody by office: alone ("นายกรัฐมนตรี"), or with the body that the office is in."""
        text = self._text
        office = _OFFICE.match(text, at, limit)
        person = _PERSON.match(text, at, limit)
        if person and not (office and "และรัฐมนตรี" in office[0]):
            return Actor(at, person.end(), re.sub(r"\s*\(.*", "", person[0]), None)
        body = self._actor(office.end(), limit, listed) if office else None
        if office and body and body.start - office.end() <= 1:
            return Actor(at, body.end, text[at : body.end], body.official)
        return None

    def _short(self, at: int, limit: int) -> Actor | None:
        short = _SHORT.match(self._text, at, limit)
        if short is None or short[0] in _NO_BODY:
            return None
        agency = self._registry.find(short[0])
        return Actor(at, short.end(), short[0], agency.name if agency else None)

    def _generic(self, at: int, limit: int) -> Actor | None:
        """A province, or a kind of body instead of one ("หน่วยงานที่เกี่ยวข้อง")."""
        text = self._text
        if province := _PROVINCE.match(text, at, limit):
            return Actor(at, province.end(), province[0], None)
        generic = _GENERIC.match(text, at, limit)
        if generic is None or (_BARE.search(generic[0]) and not DUTY.match(text, generic.end(), limit)):
            return None
        end = generic.end()
        acts = DUTY.match(text, _skip_spaces(text, end, limit), limit)
        if _PLAIN.fullmatch(generic[0]) and not acts and (told := _QUALIFIED.match(text, end, limit)):
            end = told.end()
        end = self._relative(end, limit)
        return Actor(at, end, text[at:end].strip(), None)

    def _relative(self, end: int, limit: int) -> int:
        """Behind the words that tell which of a generic kind is meant; `end` where there are none."""
        if not _RELATIVE.match(self._text, end, limit):
            return end
        if said := _SAID.match(self._text, end, limit):
            return said.end()
        verb = _THEN_ACTS.search(self._text, end + 3, min(limit, end + RELATIVE))
        return verb.start() if verb and not _PAST.search(self._text, end, verb.start()) else end

    def _agency(self, at: int, limit: int) -> Actor | None:
        """The known agency whose name begins at `at`; asked again there where a longer look found none."""
        mention, offset = self._mentions.get(at), self._start
        if mention is None and _BODY.match(self._text, at, limit):
            near = self._registry.mentions(self._text[at : min(limit, at + LONGEST_NAME)])
            mention, offset = (near[0], at) if near and near[0].start == 0 else (None, 0)
        if mention is None or mention.end + offset > limit:
            return None
        return Actor(at, mention.end + offset, self._text[at : mention.end + offset], mention.agency.name)

    def _unknown(self, at: int, limit: int) -> Actor | None:
        """A name that begins like one and ends before a verb of duty or before the next name."""
        head = _HEAD.match(self._text, at, limit)
        if head is None:
            return None
        stop = min(limit, at + LONGEST_NAME)
        found = (DUTY.search(self._text, head.end() + 2, stop), _NAME_ENDS.search(self._text, head.end(), stop))
        ends = [end.start() for end in found if end]
        name = self._text[at : min(ends, default=at)].rstrip(" \u00a0\u200b,")
        if len(name) < SHORTEST_NAME or "ให้" in name:
            return None
        printed = _BROKEN.sub("", name)
        agency = self._registry.find(printed)
        return Actor(at, at + len(name), printed, agency.name if agency else None, agency is not None)


def _skip_spaces(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] in " \t\u00a0\u200b":
        at += 1
    return at


def _is_department(inside: str, body: str) -> bool:
    """Whether brackets after the name of a body hold the department that acts, not a shorter name of the body."""
    return bool(_DEPARTMENT.match(inside)) and inside not in body
