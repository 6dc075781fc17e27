"""How official Thai text writes months, eras and the words between dates: patterns and names for the date scanner."""

from kb.text.thai_letters import LETTERS

LONG_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
_SPOKEN = ("มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา")
_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_NUMBERS = (
    {name: number for number, name in enumerate(LONG_MONTHS, 1)}
    | {name: number for number, name in enumerate(_SPOKEN, 1)}
    | {name.replace(".", ""): number for number, name in enumerate(SHORT_MONTHS, 1)}
    | {"กุมภาพันธ": 2, "กุมภาพัน": 2, "กรกฏาคม": 7}  # so common that nobody would call them wrong
)
"""Month number by Thai spelling, dots and blanks removed."""

ENGLISH_MONTH_NUMBERS = (
    {name.lower(): number for number, name in enumerate(_ENGLISH, 1)}
    | {name[:3].lower(): number for number, name in enumerate(_ENGLISH, 1)}
    | {"sept": 9}
)
"""Month number by English name or abbreviation, in lower case."""

BLANK = r"[ \t\xa0\u200b]"
GAP = rf"(?:{BLANK}|\r?\n){{0,4}}"  # between the parts of a date; a wrapped line is one gap

_DOT = rf"(?:\.|(?={BLANK}?\d))"  # the last dot is often missing before a year
_SHORT = {
    "ก": rf"\.{BLANK}?[พคย](?:\.(?!{BLANK}?[ก-ฮ]\.)|(?={BLANK}?\d))",  # not ก.พ.ร. nor ก.ค.ศ.
    "ม": rf"ี?\.{BLANK}?ค{_DOT}|ิ\.{BLANK}?ย{_DOT}",
    "เม": rf"\.{BLANK}?ย{_DOT}",
    "พ": rf"\.{BLANK}?[คย](?:\.(?!{BLANK}?[ก-ฮ]\.)|(?={BLANK}?\d))",
    "ส": rf"\.{BLANK}?ค{_DOT}",
    "ต": rf"\.{BLANK}?ค{_DOT}",
    "ธ": rf"\.{BLANK}?ค{_DOT}",
}
# Grouped by first letter, so that most positions of a text are rejected at once.
_THAI_MONTH = (
    rf"ก(?:ุมภาพัน(?:ธ์?)?|รก[ฎฏ]าคม|ันยายน|{_SHORT['ก']})"
    rf"|ม(?:กราคม|ีนาคม|ิถุนายน|{_SHORT['ม']})"
    rf"|เม(?:ษายน|{_SHORT['เม']})"
    rf"|พ(?:ฤษภาคม|ฤศจิกายน|{_SHORT['พ']})"
    rf"|ส(?:ิงหาคม|{_SHORT['ส']})"
    rf"|ต(?:ุลาคม|{_SHORT['ต']})"
    rf"|ธ(?:ันวาคม|{_SHORT['ธ']})"
)
_UNDOTTED = "มค|กพ|มีค|เมย|พค|มิย|กค|สค|กย|ตค|พย|ธค"
# Everyday spellings are words or parts of words too (ตุลาการ): only with nothing Thai around them and a year behind.
_EVERYDAY = (
    rf"(?:(?<![{LETTERS}])|(?<=เดือน))(?:{'|'.join(_SPOKEN)}|(?:{_UNDOTTED})\.?)"
    rf"(?={GAP}(?:ปี|พ\.?ศ\.?)?{GAP}\d{{2,4}}(?!\d))"
)
# A word with the ending of a month between a day and a year: a misspelt month, if it is close enough to one.
_MISSPELT = (
    rf"(?:(?<=\d)|(?<=\d{BLANK}))(?!ถึง|และ|กับ|เดือน|ใน|วัน)(?P<misspelt>[{LETTERS}]{{2,8}}(?:คม|ยน|พัน(?:ธ์)?))"
    rf"(?={GAP}(?:พ\.?ศ\.?)?{GAP}\d{{4}}(?!\d))"
)
SPELT_MONTH = f"(?:{_THAI_MONTH}|{_EVERYDAY})"
MONTH = f"(?:{SPELT_MONTH}|{_MISSPELT})"
# Cheap to look for, and part of everything that MONTH matches.
_YEAR_NEAR = rf"{GAP}(?:ปี|พ\.?ศ\.?)?{GAP}\d"
MONTH_ANCHOR = (
    rf"า(?:คม|ยน|พัน|{_YEAR_NEAR})|\.{BLANK}?[คพย]|ค(?:\.|ม?{_YEAR_NEAR})"
    rf"|พ(?:\.|ันธ?์?{_YEAR_NEAR}|{_YEAR_NEAR})|ย(?:\.|น?{_YEAR_NEAR})"
)

BUDDHIST = rf"(?:พ{BLANK}?\.?{BLANK}?ศ{BLANK}?\.?|พุทธศักราช)"
COMMON = rf"(?:(?<![ก-ฮ]\.)ค{BLANK}?\.?{BLANK}?ศ{BLANK}?\.?|คริสต์?ศักราช)"
ERA = rf"(?:(?P<buddhist>{BUDDHIST})|(?P<common>{COMMON}))"

YEAR_ANCHOR = rf"ปี{GAP}\d|ศ{BLANK}?\.?{GAP}\d|ศักราช{GAP}\d"

_LEAD = (
    rf"(?:เมื่อ{BLANK}?)?(?:ใน{BLANK}?)?(?:วัน{BLANK}?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)?(?:{BLANK}?ที่)?)?"
    rf"{BLANK}?(?:เดือน)?"
)
RANGE = rf"{GAP}(?:[-\u2010-\u2015\u2212~]|(?:จน)?(?:ไป)?ถึง){GAP}{_LEAD}{GAP}"
LIST = rf"{GAP}(?:(?:,|และ|กับ|หรือ|รวมทั้ง){GAP}){{1,2}}{_LEAD}{GAP}"

# What follows a two-digit number that is a count, not a year.
COUNTED = (
    rf"{BLANK}?(?:คน|ราย(?!งาน|ได้|จ่าย|การ|ละ|ชื่อ)|แห่ง(?!ชาติ)|(?:พัน|หมื่น|แสน)?ล้าน|บาท|%|เปอร์เซ็นต์|วัน(?!ที่|นี้)"
    r"|ชั่วโมง|นาที|ครั้ง(?!ที่)|ฉบับ(?!ที่)|หน่วย(?!งาน)|ไร่|ตัน|น\.|นาย|เล่ม|หลัง(?:คา)?เรือน)"
)
