"""Report series: titles that say the same thing of another month, quarter, year or round."""

import re

from kb.text.normalisation import normalise
from kb.text.thai_letters import LETTERS, MARKS
from kb.text.titles import title_key

_MONTH = (
    r"(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|"
    rf"(?<![{LETTERS}])(?:ม\.ค|ก\.พ(?!\.ร)|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\.?)"
)
_ORDINAL = rf"(?:แรก|สุดท้าย|หนึ่ง|สอง|สาม(?!ัญ)|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ต้น|หลัง)(?![{MARKS}])"
_COUNTED = (
    r"(?:ครั้ง|ฉบับ|ไตรมาส|ภาคการศึกษา|รอบ|ครึ่ง|งวด|ระยะ|ช่วง|ห้วง|สมัย|ระลอก|เดือน|ประจำ|วัน(?=ที่\s?\d)|"
    r"ปีงบประมาณ|ปีการผลิต|ปีการศึกษา|ปีบัญชี|ประจำปี|ปี)"
)
_ERA = rf"(?:พ\.\s?ศ\.?|ค\.\s?ศ\.?)(?![{LETTERS}])|พุทธศักราช|คริสต์ศักราช"
_TIMES = (
    re.compile(rf"(?:ประจำ|สิ้น|ณ\s?)*(?:เดือน)?\s?{_MONTH}"),
    re.compile(rf"{_COUNTED}(?:ที่)?\s?{_ORDINAL}(?:ของ)?|{_ERA}"),
    re.compile(
        rf"(?:{_COUNTED}|วัน|ที่|และ|ถึง|จำนวน|รวม|[\s/.,:–-])*[\d….]*\d[\d….]*"
        rf"(?:\s?(?:เดือน|ปี|ฉบับ|วัน|ครั้ง)(?![{LETTERS}]))?"
    ),
)
_HANGING = re.compile(rf"(?:{_COUNTED}|และ|ถึง|ที่|เพิ่มเติม|ณ|ของ|[^\w{MARKS}])+$")


def series_key(title: str) -> str:
    """What the title of a report series says in every round: its letters without dates, numbers, rounds, quarters.

    Titles with one key differ in when or how manieth alone. A key may be empty (`พ.ศ. 2565`), and a short one says
    little; whether matters with one key are one series takes a look at what they say.
    """
    text = normalise(title)
    for times in _TIMES:
        text = times.sub(" ", text)
    return title_key(_HANGING.sub("", text.strip()))
