"""The words that tell what is done to a cited resolution: tables, one for each way of saying it.

All are patterns over the search form of a text. A deed is tied to the resolution it is done to by what stands between:
nothing but words of DIRECT ("ทบทวนมติ", "ยกเลิกข้อ 2 ของมติ"), or an object that leads to it by words of LEADING
("ขยายระยะเวลาโครงการ … ตามมติ").
"""

from dataclasses import dataclass

from kb.linking.mention import Relation

ACT = (
    r"(?:(?:^|(?<=\n))(?:เรื่อง[ ]?)?(?:การ)?(?:ขอ)?(?:อนุมัติ)?|(?<=[)\]\"] )(?=ขยาย|ทบทวน|ยกเลิก)"
    r"|(?:ขอ|เห็นชอบ|อนุมัติ|เห็นควร|สมควร|จำเป็นต้อง|ต้อง|เสนอ|ให้|จึง|พิจารณา|(?:และ|หรือ)(?=ให้|ขอ|การ|เห็น|อนุมัติ)|มีมติ|เพื่อ)"
    r"(?:ใน|ต่อ|ให้|หลักการ|การ|ขอ|ควร|เห็นชอบ|อนุมัติ|พิจารณา|มีการ|กำหนด)*[ ]?)"
)
"""What makes a word a deed of the citing matter and no mere noun: ขอ…, เห็นชอบให้…, or the beginning of an item."""


@dataclass(frozen=True)
class CueTable:
    """Words that give `relation` to a resolution named at most `reach` characters behind them in the same sentence.

    `act` when they count at a distance only as a deed (ACT); straight before the resolution they always do. Between
    them and the resolution nothing may match `parted`. `reach_told` is the reach to a decision that is told of
    (…ที่คณะรัฐมนตรีมีมติ), where that is shorter.
    """

    name: str
    relation: Relation
    words: str
    reach: int
    act: bool = True
    parted: str = ""
    reach_told: int = 0


_REVOKE = r"(?<!ถูก)(?:ยกเลิก|เพิกถอน)(?!คดี|ความผิด|หนี้|สัญญา|การบังคับคดี|ใบอนุญาต)"
_LET_OFF = (
    r"(?:ผ่อนผัน|(?<!ดอกเบี้ย)(?<!จุด)ผ่อนปรน)(?:ยกเว้น)?|ข้อยกเว้น"
    r"|ไม่(?:ต้อง)?(?:ปฏิบัติ|ดำเนินการ|อยู่ภายใต้|นำ)(?=ตาม|มติ)"
    r"|(?:(?<=ขอ)|(?<=ได้รับ)|(?<=การ)|(?<=ให้)|(?<=เห็นชอบ)|(?<=อนุมัติ))ยกเว้น"
    r"(?!ภาษี|ค่า|อากร|การเก็บ|การเสีย|กรณี|ไม่ต้องรวม|ไม่ต้องเสีย)"
    r"|ยกเว้น(?=[ ]?(?:การ(?:ปฏิบัติ|ดำเนิน|ใช้|นำ|บังคับ)|มติ|ไม่ต้องปฏิบัติ|ไม่ปฏิบัติ|ตาม|หลักเกณฑ์))"
)
_LENGTHEN = r"ขยาย(?:ระยะ|กำหนด|กรอบ|กรอบระยะ)?เวลา|ขยาย(?:อายุ(?!สัญญา)|มาตรการ|โครงการ)|ต่ออายุ(?=มาตรการ|โครงการ|มติ)"
_REVIEW = (
    r"(?<!ผลการ)(?<!ฉบับ)ทบทวน"
    r"|(?<!ไม่มีการ)(?<!ไม่ได้มีการ)(?<!ไม่ได้)(?<!ไม่)(?:ปรับปรุง|แก้ไข|เปลี่ยนแปลง)(?:เพิ่มเติม|แก้ไข|ปรับปรุง|ทบทวน)?"
    r"(?!ปัญหา|ผลกระทบ|สถานการณ์|ข้อขัดข้อง)"
    r"|ปรับ(?:ลด|เพิ่ม|กรอบ|แผน)|เพิ่ม(?:กรอบ)?วงเงิน|เพิ่มเติม(?=มติ)|ปรับ(?=มติ)|ใช้(?:แทน|ทดแทน)|เปลี่ยน(?=หน่วยงาน|ชื่อ|ผู้|แหล่ง|จาก)"
    r"|ขยาย(?:ขอบเขต|(?:กรอบ)?วงเงิน|พื้นที่|กลุ่มเป้าหมาย|จำนวน)"
)
_EXCEED = (
    r"(?<!ไม่)เกิน(?:กว่า)?(?:กรอบ)?วงเงิน|(?:เพิ่มเติม|เพิ่มขึ้น)จาก(?:กรอบ)?วงเงิน"
    r"|(?:ปรับปรุง|แก้ไข)(?:เพิ่มเติม)?(?:มา|ไป)?จาก(?=ฉบับ|ร่าง|ที่|เดิม|หลักการ)"
)
_REPORT = (
    r"รายงาน(?:สรุป)?(?:ผล|ความ|สถานะ|การดำเนิน)"
    r"|(?:สรุป)?ผล(?:การ|ของการ)(?:ดำเนิน|ปฏิบัติ|ติดตาม|ช่วย|ให้ความช่วย|ตรวจสอบ)|(?:รับทราบ|รายงาน)ผลสัมฤทธิ์"
    r"|(?:(?<=เสนอ)|(?<=เสนอ )|(?<=รับทราบ))รายงาน(?!การประชุม|ประจำปี|ภาวะ|สถานการณ์)|ความ(?:ก้าวหน้า|คืบหน้า)"
)

DEEDS: tuple[CueTable, ...] = (
    CueTable("revoke", "revokes", _REVOKE, 90, parted=r"[ ](?:และ|เพื่อ|โดย)|ภายใน|ไม่"),
    CueTable("let off", "exempts", _LET_OFF, 420, False, r"เพื่อให้|ต่างด้าว|อยู่ในราชอาณาจักร", reach_told=150),
    CueTable("lengthen", "extends", _LENGTHEN, 230, parted=r"พร้อม|ภายใต้|ทำให้|คงเดิม"),
    CueTable("review", "amends", _REVIEW, 150, parted=r"เพื่อให้|รองรับ|ภายใต้|ซึ่ง"),
    CueTable("exceed", "amends", _EXCEED, 90, False, r"[ ](?:และ|เพื่อ|โดย)|ไม่"),
    CueTable("report", "reports", _REPORT, 230, False, r"[\[(]เป็น|แล้วเสร็จ[^ ]*[ ]|จัดทำ|(?<!ตาม)(?<!ตาม )[\[(][ ]?\Z"),
)
"""What the citing matter does to the resolution; of several the one nearest to it counts."""

PARTED = (
    r"(?:(?<!การ)ปฏิบัติ|เป็นไป|ถูกต้อง|ครบถ้วน)ตาม|(?<!การ)ดำเนินการตาม(?=ข้อ|มาตรา|ระเบียบ|กฎหมาย|คำสั่ง|แนวทาง)"
    r"|สืบเนื่อง|สอดคล้อง|ตาม(?:ขั้นตอน|ระเบียบ|กฎหมาย)|มติ[^\n]*(?:ที่|ซึ่ง)(?:กำหนด|เห็นชอบ|อนุมัติ|ให้)"
)
"""Between a deed and a resolution further off: the resolution belongs to something else."""

DIRECT = (
    r"(?:(?:การ)?(?:ปฏิบัติ|ดำเนินการ|ใช้บังคับ)|เฉพาะ|บางส่วน|ใน(?:ส่วน|หลักการ)|ข้อ|ส่วน|เดิม|แนวทาง|หลักเกณฑ์|หลักการ"
    r"|ความ|กรอบ|ที่|ของ|ตาม|ใน|จาก|นัย|ต่อ|แห่ง|กรณี|ไป(?=จาก)|มติคณะรัฐมนตรี(?:ดังกล่าว|ที่เกี่ยวข้อง)?(?=[ ]?[(\[])"
    r"|[ \d.()\[:])*+"
)
"""The words that may stand between a deed and the resolution it is done to without an object."""
LEADING = (
    r"(?:ตาม(?:นัย|แนวทาง|ข้อ[ \d.()]+|ที่กำหนด(?:ไว้)?ใน|กรอบ)?(?:ของ)?|ของ|ใน|จาก(?:เดิม)?(?:ที่)?|ต่อ|ที่|ภายใต้"
    r"|(?:และ|รวมทั้ง|หรือ)(?:ตาม)?|คือ|ได้แก่|ดังนี้|[(\[:])"
)
"""The last words between a deed's object and the resolution."""

FOLLOWS = (
    r"(?:(?:เป็น|ให้เป็น)ไปตาม|สอดคล้อง(?:กับ|ตาม)|(?<!การ)(?<!ไม่ต้อง)(?<!ไม่)ปฏิบัติ(?:ให้เป็นไป)?ตาม"
    r"|เป็นการดำเนินการ(?:ต่อไป)?ตาม|(?<!การ)(?<!ไม่ต้อง)(?<!ไม่)(?<!ที่)(?<!ที่ได้)ดำเนินการ(?:ต่อไป)?(?:ให้เป็นไป)?ตาม"
    r"|อนุวัติ(?:ตาม|การ))"
)
"""Following said outright, straight before the resolution: stronger than a deed further off."""
UNDER = r"(?:(?<!ถูกยกเลิกไป)ตาม|ภายใต้|โดยอาศัย|อาศัยอำนาจ|ประกอบ(?:กับ)?(?=[ ]?\Z)|เป็นไปใน|รองรับ|ขัด(?:กับ|ต่อ)|ยึด(?:ถือ)?|นัย)"
"""Following that the resolution's place in the sentence says: ตามมติ, ภายใต้มติ."""
BESIDE = r"และ|ประกอบกับ|รวมทั้ง|,|ระเบียบ|กฎหมาย|คำสั่ง|ข้อบังคับ"
"""What else is followed beside a resolution: …ตามกฎหมาย ระเบียบ และมติคณะรัฐมนตรี."""
CARRIED_OUT = rf"เป็นการ(?:ดำเนินการ|ปฏิบัติ)(?:ต่อไป)?ตาม{DIRECT}\Z"
"""The citing matter itself is what was ordered: stronger than a report that it turns out to be."""
AS_TOLD = r"(?:[ก-๎(](?P<word>ตาม)(?:หลักการ)?|(?P<stays>เป็นไปตาม)[^\n]{1,130})ที่(?:ประชุม)?\Z"
"""The cabinet told to have decided, as what is followed."""
DONE = r"ได้ดำเนินการ(?:แล้ว)?ตาม(?:นัย)?\Z"
DONE_AFTER = r"[ )]{0,2}(?:แล้ว[ ]?)?(?:ดังนี้|สรุป)"
"""In a matter that reports, or before a list of what was done: what was done under the resolution."""
ALSO = r"(?:และ|รวมทั้ง|ประกอบกับ|ตลอดจน|,)[ ]?\Z"
"""Right before a citation: it shares the relation of the one before."""

BREAKS = (
    r"(?:(?<=ดังนี้)|(?<=ดังนี้ ))\n|\n(?![ ]*(?:ตาม|\())"
    r"|(?<= )(?:ทั้งนี้|ดังนั้น|อย่างไรก็(?:ตาม|ดี)|ต่อมา|เนื่องจาก|อนึ่ง|นอกจากนี้|นอกจากนั้น|แต่|ซึ่ง(?!เป็น)"
    r"|โดย(?:ที่|ให้|มี|กำหนด|ได้|จะ|เป็น)|ว่า )"
    r"|(?<=[ \n])(?<!\d )(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}(?:\.\d{1,2})?\)|\d{1,2}(?:\.\d{1,2})+) "
)
"""Where a sentence, or a clause of its own, begins."""
INTRODUCES = r"(?:ดังนี้|ได้แก่|คือ|ประกอบด้วย|:)[ ]*\Z"
ITEM = r"[ ]*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[-·•*])[ ]?(?:ตาม)?"
INLINE_ITEM = r"(?:\(\d{1,2}\)|\d{1,2}\)) ?\Z"
"""The words that introduce a list, what a line of it begins with, and the number of an item within a line."""

PART = r"เฉพาะ|บางส่วน|ข้อ[ ]?\d[\d.() ]*(?:ของ|ใน|และ|ตาม|แห่ง|\Z)"
"""Between the deed and the resolution: only a part of it is meant."""
PART_AFTER = r"[ ]?[)\]]?[ ]?(?:เฉพาะ|ข้อ[ ]?(?:ที่[ ]?)?\d|ใน(?:ส่วน|ข้อ|ประเด็น)|บางส่วน)"
"""The same right behind the resolution."""

PRESENT = r"จึง|เสนอ(?:คณะรัฐมนตรี|ขอ)|ขอเสนอ|ครั้งนี้|ดังนั้น|บัดนี้"
"""Words that bring a sentence back from what was once decided to what is proposed now."""
ONCE = r"เคย(?:ได้)?มีมติ|(?:ภายหลัง(?:จาก)?(?:ที่)?|ตามที่|เดิม|โดยที่|ต่อมา)[ ]?คณะรัฐมนตรี(?:ได้)?มีมติ"
"""A decision told of without its day, or with the day behind what it decided."""
ORDERED_ONCE = r"\[(?:ซึ่ง)?เป็นการดำเนินการตาม[^\]\n]*มติ[^\]\n]*\d{4}\)?[ ]?ที่[^\]\n]*\Z"
"""Within the bracket that tells what another resolution ordered: whatever it ordered is history."""
SUGGESTED = r"ข้อเสนอแนะ|ข้อเรียกร้อง|ข้อตกลง|รัฐบาล(?:ต้อง|ควร)|โดยต้อง"
"""Words of others: what they ask for is no deed of the citing matter."""
DECIDED_AFTER = r"[ )\]]{0,3}(?:ที่|ซึ่ง|ได้|ให้ความ)*(?:มีมติ)?(?:เป็นการขอ|เห็นชอบ|อนุมัติ|ให้(?!กับ|แก่)|รับทราบ)"
"""Behind a named resolution: what it decided is told, and is history."""

REVIEWING_TITLE = r"ทบทวน|ปรับปรุง|แก้ไข(?!ปัญหา)|เปลี่ยนแปลง"
REPORTING_TITLE = r"[ ]*(?:\d{1,2}\.[ ]*)?(?:เรื่อง[ ]?)?(?:รายงาน|ผลการ(?!ประชุม|พิจารณา)|ความ(?:ก้าวหน้า|คืบหน้า)|สรุปผล)"
"""Titles of matters that review, and of matters that report: in the latter ตามมติ says what is reported on."""
OPENING = r"[ ]*คณะรัฐมนตรี[^\n]*(?P<word>รายงาน(?:ผล|ความ))(?!การประชุม)[^\n]*ซึ่ง\Z"
"""The decision that a matter begins with: a report on what the cabinet is then told to have decided."""
HEADING = r"(?:\A|\n)(?!ทั้งนี้|โดย|ตามที่)[^\n]{0,32}?(?:ตาม)?[ \n]?[(\[]?[ ]?\Z"
HEADING_AFTER = r"[ )\]]{0,4}(?:\n|\Z)"
"""Around a citation that heads a column: in a matter that reviews or reports, of what is changed or reported on."""

OUTCOME_AFTER = (
    r"[ )]{0,2}(?:แล้ว)?[ ]?(?:(?:โดย|ซึ่ง)(?:มี)?|มี)?(?:ข้อ)?(?P<word>(?:สรุป)?ผล(?:การ)?"
    r"(?:ดำเนิน|พิจารณา|ความ(?:ก้าว|คืบ)หน้า|ปฏิบัติ))"
)
"""Right behind a citation: what was done under it is reported."""
ORDERED_REPORT = r"[ )\]]{0,3}(?:ที่|ซึ่ง)?(?:เห็นชอบ|กำหนด|มอบหมาย)?ให้[^\n]{0,100}(?P<word>รายงาน(?:ผล|ความ|คณะ|ให้คณะ))"
"""Behind a citation: it ordered reports, and the citing matter is one."""
LENGTHENING_TITLE = (
    r"[ ]*(?:\d{1,2}\.[ ]*)?(?:เรื่อง[ ]?)?(?:การ)?(?:ขอ)?(?:อนุมัติ)?(?:การ)?(?:ขยาย(?:ระยะ|กรอบระยะ|กำหนด)?เวลา|ต่ออายุ)"
)
LENGTHENED_ONCE = (
    r"[ )\]]{0,3}[^\n]{0,40}?(?:อนุมัติ|เห็นชอบ|ให้)(?:ใน)?(?:หลักการ)?(?:ให้)?(?:การ)?"
    r"(?P<word>ขยาย(?:ระยะ|กรอบระยะ|กำหนด)?เวลา|ต่ออายุ)"
)
"""In a matter that lengthens a time by its title: behind a citation, that it had lengthened it before."""
RUNS_OUT_AFTER = (
    r"[^\n]{0,200}?(?:สิ้นสุด|ครบกำหนด|หมดอายุ)[^\n]{0,150}?(?:จึง|ดังนั้น)[^\n]{0,50}?"
    r"(?P<word>ขยาย(?:ระยะ|กรอบระยะ|กำหนด)?เวลา|ต่ออายุ|ขยายมาตรการ)"
)
"""Behind a citation: the time that it set runs out, and a longer one is asked for."""
LENGTHENED_AFTER = r"[ )\]]{0,2}[^\n]{0,30}?จึง(?:เห็นควร|เสนอ)?(?:ขอ|ให้)(?:อนุมัติ)?(?P<word>ขยาย(?:ระยะ)?เวลา|ต่ออายุ)"
"""Behind a citation: a longer time is asked for what it decided."""
TROUBLE = r"(?:ทำให้|ไม่(?:สามารถ|ทัน|แล้วเสร็จ|เพียงพอ)|ล่าช้า|อุปสรรค)"
MENDED_AFTER = (
    rf"[ )\]]{{0,2}}(?:(?!มติ)[^\n]){{0,170}}?{TROUBLE}(?:(?!มติ)[^\n]){{0,170}}?จึง(?:มีความ)?"
    r"(?:เห็น|สม|จำเป็น|ต้อง|เสนอ|ขอ|ควร|ให้|มี|การ|อนุมัติ|ดำเนิน|ที่จะ)*"
    r"(?P<word>(?P<longer>ขยาย(?:ระยะ)?เวลา)|ทบทวน|แก้ไข(?!ปัญหา)|ปรับ(?:ปรุง|เพิ่ม|ลด)?|เปลี่ยนแปลง)"
)
"""Behind a citation: what it decided met with trouble, and something else, or a longer time, is asked for."""
SAME_AGAIN = r"มติ[ ]?(?:คณะรัฐมนตรี|ณะรัฐมนตรี|ครม\.?)?[ ]?(?:ทั้ง[^\n]{1,12})?ดังกล่าว"
OTHER_DAY = r"มติ[^\n]{0,30}\d{1,2} [ก-ฮ]"
"""Behind a citation: the same resolution named again (มติคณะรัฐมนตรีดังกล่าว); another one named with its day."""
LONGER_AFTER = r"[ )\]]{0,2}(?P<word>ต่อไปอีก|เพิ่มเติมอีก|ออกไป(?:อีก|จนถึง|เป็น|ถึง|ก่อน)?)"
LENGTHENING = r"ขยาย(?:ระยะ|กรอบระยะ|กำหนด)?เวลา|ต่ออายุ"
"""A longer time told of on both sides of a citation: before it LENGTHENING, behind it LONGER_AFTER."""
OUTCOME_COLUMN = r"[ )\]]{0,4}\n(?P<word>(?:สรุป)?ผล(?:การ)?(?:ดำเนิน|ปฏิบัติ)|ความ(?:ก้าว|คืบ)หน้า)"
"""Below a citation that heads a column: the next column has what was done under it."""
OLD_COLUMN = r"(?:\A|\n)(?:จาก)?เดิม[^\n]{0,12}\Z"
NEW_COLUMN = r"[ )\]]{0,4}\n[^\n]{0,20}?(?P<word>เป็น|ใหม่|ข้อเสนอ|ปรับ|ทบทวน|แก้ไข)[^\n]{0,20}(?:\n|\Z)"
"""A citation heads the column of what was so far (จากเดิม); the next column has what takes its place."""
CHANGED_COLUMN = (
    r"[ )\]]{0,4}\n(?:\([^\n]{0,40}\)\n)?(?:[^\n]{0,25}\n){0,2}(?!\d|คณะ|สาระ|ทั้งนี้)[^\n]{0,45}"
    r"(?P<word>ปรับ|ทบทวน|แก้ไข|เปลี่ยนแปลง|ข้อเสนอ(?:ใน)?ครั้งนี้|ขอความ[ \n]?เห็นชอบ)[^\n]{0,30}(?:\n|\Z)"
)
"""Below a citation that heads a column: the next column has what is asked for instead."""
FROM = r"(?:จากเดิม|จาก(?=[ ]?\d))[^\n]{1,110}[(\[ ](?:ตาม)?\Z"
TO = r"[ )\]]{1,3}(?P<word>เป็น)(?!ไป|การ|ผล|ต้น|ระยะ ๆ)"
"""On both sides of a citation: from what it said to something else."""
CHANGED_AFTER = r"[ )\]]{0,3}จากเดิม[^\n]{1,80}?[ ]?(?P<word>เป็น)"
NOT_CHANGED_NOW = r"(?:มีการ|ได้มี|ได้)ปรับ"
TIME = r"สิ้นสุด|ระยะเวลา|ถึง(?:วันที่|เดือน|ปี)|\d (?:ปี|เดือน|วัน)"
"""Behind a citation: from what it said to something else (จากเดิม … เป็น …); not where that has been done before."""
PROPOSED = (
    r"เห็นควร(?:ให้)?(?:ความ)?(?:เห็นชอบ|อนุมัติ)?(?:ให้|การ|ใน)*"
    r"(?P<word>ขยาย(?:ระยะ)?เวลา|ยกเลิก|ปรับ|เปลี่ยนแปลง|แก้ไข|เพิ่ม|ลด)"
)
PROPOSED_FIRST = r"(?:[^\n]{0,160}\n)?[- ·•*]*(?=เห็นควร)"
PROPOSED_END = r"\n[ ]*(?:\d{1,2}\.\d|จังหวัด)"
"""Below a citation that ends its line: a table of projects and what is proposed for each, the first proposal at once or
after one more line, all of them before the next project."""
