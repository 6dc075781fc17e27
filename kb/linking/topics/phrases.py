"""Thai phrases that a label may be made of: spans of titles that begin and end with a word that means something."""

import re
from collections.abc import Iterator, Sequence

from kb.text.thai_letters import LETTERS

LONGEST = 9
"""Pieces of a phrase."""
LONGEST_LETTERS = 48
SHORTEST_LETTERS = 3

_WORD = re.compile(rf"[{LETTERS}]+(?:\.[{LETTERS}]+)*\.?|[A-Za-z][A-Za-z-]*")
_JOIN = re.compile(r"\s|[-–]")
"""Between two words of one phrase: `ไทย–ลาว`, `ASEAN Plus`."""

_FORM_WORDS = """
มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม แนวโน้ม ร่าง
พระราชบัญญัติ พระราชกฤษฎีกา พระราชกำหนด กฎกระทรวง กฎสำนัก กฎ ประกาศ ระเบียบ ข้อบังคับ ข้อกำหนด ฉบับ มาตรา วรรค
พ.ศ. พ.ศ ค.ศ. ออกตามความ ออก ตามความ ว่าด้วย เรื่อง กำหนด แก้ไข แก้ไขเพิ่มเติม เพิ่มเติม ยกเลิก ปรับปรุง ทบทวน
ขยาย ขยายเวลา ขอ ขออนุมัติ ขอรับ ขอความเห็นชอบ เห็นชอบ อนุมัติ รับทราบ ความเห็นชอบ เสนอ พิจารณา การพิจารณา
ผลการพิจารณา รับรอง การรับรอง ขอให้ มติ คณะรัฐมนตรี ครม. ตามมติ รายงาน รายงานผล สรุป สรุปผล ผล ผลการ ผลการประชุม
ผลการดำเนินงาน ผลการดำเนินการ การดำเนินงาน การดำเนินการ ดำเนินงาน ดำเนินการ การประชุม ประชุม ครั้ง ที่ ระดับ
ประจำ ประจำปี ประจำเดือน ปี ปีงบประมาณ เดือน ไตรมาส วันที่ วัน ระหว่าง จำนวน รวม แนวทาง หลักเกณฑ์ วิธีการ
เงื่อนไข เกี่ยวกับ เกี่ยวข้อง ดังกล่าว ต่าง อื่น อื่นๆ บางส่วน ท้องที่ ตำบล อำเภอ แขวง เขต หมู่ที่ กระทรวง กรม
สำนักงาน สำนัก คณะกรรมการ คณะกรรมาธิการ สภา วุฒิสภา สภาผู้แทนราษฎร ราชอาณาจักร สาธารณรัฐ รัฐบาล
แห่งราชอาณาจักรไทย ราชอาณาจักรไทย ขอรับการ สนับสนุน จัดสรร งบกลาง รายการ รายจ่าย งบประมาณรายจ่าย เงินสำรองจ่าย
ฉุกเฉิน จำเป็น ข้อเสนอ ข้อเสนอแนะ ศึกษา การพิจารณาศึกษา เอกสาร ลงนาม การลงนาม จัดทำ การจัดทำ บังคับ ให้ใช้
ต้องเป็นไปตาม ในคราว คราว ออกตาม ความใน กำหนดให้ อนุญาต การอนุญาต การให้ สืบเนื่อง กรณี ประเด็น ลำดับ ใหม่ ตาม
ผลลัพธ์ ใช้ ใช้บังคับ การใช้ ให้ใช้บังคับ ณ ภายใต้ ภายใน ภาพรวม สำหรับ เพื่อเป็น ค่าใช้จ่าย เป็นค่าใช้จ่าย ถอน
ขอถอน เพิ่ม การเพิ่ม ลด การลด จัดตั้ง การจัดตั้ง รายชื่อ มอบหมาย การมอบหมาย
"""
_LINKS_WORDS = """
รอง ทั่ว อยู่ แรก หนึ่ง สอง สาม สี่ สามารถ ให้อำนาจ ต้อง จะ ได้ ได้รับ ขอ เนื่อง เมื่อ ไว้ ผ่าน ตามความ ว่า นั้น
ตาม คืน ต้น for of the in on and to with The ของ ใน และ กับ เพื่อ ด้าน แก่ โดย จาก สู่ แห่ง หรือ ให้ ที่ ต่อ ทาง
เป็น ไป มา ซึ่ง อัน ด้วย บน ตั้งแต่ ถึง
"""
_OPENERS_WORDS = """
การ ความ ผู้ นัก ข้อ ค่า
"""
_ALONE_WORDS = """
ไทย ประเทศ ประเทศไทย แห่งชาติ ราชการ ภาครัฐ โครงการ แผน แผนงาน นโยบาย มาตรการ พื้นที่ จังหวัด กลุ่ม ระบบ ร่วม
"""
FORM = frozenset(_FORM_WORDS.split())
"""Words of official form: they break a phrase, whatever stands around them."""
LINKS = frozenset(_LINKS_WORDS.split())
"""Words that may stand inside a phrase, but neither open nor close it."""
OPENERS = frozenset(_OPENERS_WORDS.split())
"""Words that may open a phrase, but not close it, nor be it."""
_EMPTY = frozenset(_ALONE_WORDS.split())
"""Words that may open or close a phrase, but say nothing alone."""
_AGENCY = ("กระทรวง", "สำนักงาน")


def phrases(pieces: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The phrases of a title, given as the tokeniser's pieces, which joined give it back; the words of each that count.

    A phrase is a stretch of the title as printed, blanks and dashes inside it too.
    """
    found: dict[str, tuple[str, ...]] = {}
    for run in _runs(pieces):
        counts = [not (piece in LINKS or piece in OPENERS or _JOIN.fullmatch(piece)) for piece in run]
        for first in range(len(run)):
            if not counts[first] and run[first] not in OPENERS:
                continue
            for last in range(first, min(first + LONGEST, len(run))):
                phrase = "".join(run[first : last + 1])
                if len(phrase) > LONGEST_LETTERS:
                    break
                if counts[last] and len(phrase) >= SHORTEST_LETTERS and phrase not in _EMPTY:
                    found[phrase] = tuple(run[place] for place in range(first, last + 1) if counts[place])
    return found


def _runs(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Stretches of pieces between words of form, numbers and punctuation."""
    run: list[str] = []
    for piece in pieces:
        is_form = piece in FORM or piece.startswith(_AGENCY)
        if (_WORD.fullmatch(piece) and not is_form) or (run and _JOIN.fullmatch(piece)):
            run.append(piece)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run
