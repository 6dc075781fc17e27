"""What a matter does to the resolution it cites; the sentences are invented, their wording is that of the archive."""

from datetime import date

import pytest

from kb.linking.citations import find_mentions
from kb.linking.mention import Mention

MEETING = date(2024, 6, 4)
THEN = "เมื่อวันที่ 8 กันยายน 2563"

# words (D: the day), relation, words that gave it
SAID = [
    ("ขอยกเลิกมติคณะรัฐมนตรีD", "revokes", "ยกเลิก"),
    ("ให้เพิกถอนมติคณะรัฐมนตรีD", "revokes", "เพิกถอน"),
    ("ขอยกเลิกการดำเนินการตามมติคณะรัฐมนตรีD", "revokes", "ยกเลิก"),
    ("ขอยกเลิกโครงการสร้างเรือพายตามมติคณะรัฐมนตรีD", "revokes", "ยกเลิก"),
    ("ขอทบทวนมติคณะรัฐมนตรีD", "amends", "ทบทวน"),
    ("ขอแก้ไขเพิ่มเติมมติคณะรัฐมนตรีD", "amends", "แก้ไขเพิ่มเติม"),
    ("ขอปรับปรุงแผนเรือพายตามมติคณะรัฐมนตรีD", "amends", "ปรับปรุง"),
    ("ขอปรับเพิ่มกรอบวงเงินโครงการตามมติคณะรัฐมนตรีD", "amends", "ปรับเพิ่ม"),
    ("ขอเปลี่ยนแปลงชื่อโครงการตามมติคณะรัฐมนตรีD", "amends", "เปลี่ยนแปลง"),
    ("ขอขยายกรอบวงเงินโครงการตามมติคณะรัฐมนตรีD", "amends", "ขยายกรอบวงเงิน"),
    ("ว่า มติคณะรัฐมนตรีD จากเดิม 5 ลำ เป็น 7 ลำ", "amends", "เป็น"),
    ("ขอขยายระยะเวลาโครงการตามมติคณะรัฐมนตรีD", "extends", "ขยายระยะเวลา"),
    ("ขอขยายเวลาการดำเนินการตามมติคณะรัฐมนตรีD ออกไปอีก 1 ปี", "extends", "ขยายเวลา"),
    ("ขอต่ออายุมาตรการตามมติคณะรัฐมนตรีD", "extends", "ต่ออายุ"),
    ("ว่า ตามมติคณะรัฐมนตรีD งานยังไม่แล้วเสร็จ จึงขอขยายระยะเวลาออกไปอีก 1 ปี", "extends", "ขยายระยะเวลา"),
    ("ว่า มติคณะรัฐมนตรีD จากเดิมสิ้นสุดปี 2563 เป็นปี 2565", "extends", "เป็น"),
    ("ขอยกเว้นการปฏิบัติตามมติคณะรัฐมนตรีD", "exempts", "ยกเว้น"),
    ("ขออนุมัติยกเว้นมติคณะรัฐมนตรีD", "exempts", "ยกเว้น"),
    ("ขอผ่อนผันการปฏิบัติตามมติคณะรัฐมนตรีD", "exempts", "ผ่อนผัน"),
    ("ขอผ่อนผันการใช้พื้นที่ป่าชายเลนตามมติคณะรัฐมนตรีD", "exempts", "ผ่อนผัน"),
    ("โดยไม่ต้องปฏิบัติตามมติคณะรัฐมนตรีD", "exempts", "ไม่ต้องปฏิบัติ"),
    ("รายงานผลการดำเนินงานตามมติคณะรัฐมนตรีD", "reports", "รายงานผล"),
    ("รายงานความก้าวหน้าการดำเนินการตามมติคณะรัฐมนตรีD", "reports", "รายงานความ"),
    ("ผลการดำเนินการตามมติคณะรัฐมนตรีD", "reports", "ผลการดำเนิน"),
    ("ว่า กระทรวงได้ดำเนินการตามมติคณะรัฐมนตรีD แล้ว ดังนี้", "reports", "ได้ดำเนินการตาม"),
    ("มติคณะรัฐมนตรีD สรุปผลการดำเนินการได้ดังนี้", "reports", "สรุปผลการดำเนิน"),
    ("ให้ปฏิบัติตามมติคณะรัฐมนตรีD อย่างเคร่งครัด", "complies", "ปฏิบัติตาม"),
    ("ให้เป็นไปตามมติคณะรัฐมนตรีD", "complies", "ให้เป็นไปตาม"),
    ("ภายใต้กรอบของมติคณะรัฐมนตรีD", "complies", "ภายใต้"),
    ("อาศัยอำนาจตามมาตรา 5 และมติคณะรัฐมนตรีD", "complies", "อาศัยอำนาจ"),
    ("ตามที่คณะรัฐมนตรีมีมติD", "complies", "ตาม"),
    ("ซึ่งสอดคล้องกับมติคณะรัฐมนตรีD", "complies", "สอดคล้องกับ"),
    ("ซึ่งไม่ขัดกับมติคณะรัฐมนตรีD", "complies", "ขัดกับ"),
    ("ให้ถือปฏิบัติตามระเบียบ กฎหมาย และมติคณะรัฐมนตรีD", "complies", "ตาม"),
    ("ยกเว้นภาษีเรือพายตามมติคณะรัฐมนตรีD", "complies", "ตาม"),
    ("ยกเว้นค่าธรรมเนียมเรือพายตามมติคณะรัฐมนตรีD", "complies", "ตาม"),
    ("ว่า ประเทศต้องแก้ไขปัญหาน้ำท่วมตามมติคณะรัฐมนตรีD", "complies", "ตาม"),
    ("ว่า คณะรัฐมนตรีได้มีมติD เห็นชอบแผนเรือพาย", "refers", None),
    ("ว่า มติคณะรัฐมนตรีD เห็นชอบแผนเรือพาย", "refers", None),
    ("ว่า เดิมคณะรัฐมนตรีมีมติD ให้ขยายระยะเวลาโครงการ", "refers", None),
    ("ว่า คณะรัฐมนตรีเคยมีมติให้ยกเลิกมติคณะรัฐมนตรีD", "refers", None),
    ("ซึ่งไม่มีการเปลี่ยนแปลงจากที่คณะรัฐมนตรีมีมติD", "refers", None),
]

# the citing matter's title, what it says, relation
TITLED = [
    ("ขอยกเว้นการปฏิบัติตามมติคณะรัฐมนตรีD สำหรับเรือพาย", "", "exempts"),
    ("ขอทบทวนมติคณะรัฐมนตรีD เรื่อง เรือพาย", "", "amends"),
    ("ขอขยายระยะเวลาโครงการเรือพายตามมติคณะรัฐมนตรีD", "", "extends"),
    ("รายงานผลการสร้างเรือพายตามมติคณะรัฐมนตรีD", "", "reports"),
    ("รายงานผลการสร้างเรือพาย", "กระทรวงได้ดำเนินการตามมติคณะรัฐมนตรีD", "reports"),
    ("โครงการเรือพาย", "กระทรวงได้ดำเนินการตามมติคณะรัฐมนตรีD", "complies"),
    ("รายงานผลการสร้างเรือพาย", "มติคณะรัฐมนตรีD ให้กระทรวงรายงานผลทุกปี", "reports"),
    ("โครงการเรือพาย", "มติคณะรัฐมนตรีD ให้กระทรวงรายงานผลทุกปี", "refers"),
    ("ขอทบทวนแผนเรือพาย", "แผน\nมติคณะรัฐมนตรี (8 กันยายน 2563)\nวงเงิน", "amends"),
    ("โครงการเรือพาย", "แผน\nมติคณะรัฐมนตรี (8 กันยายน 2563)\nวงเงิน", "refers"),
    ("โครงการเรือพาย", "\nคณะรัฐมนตรีรับทราบรายงานผลการสร้างเรือพาย ซึ่งคณะรัฐมนตรีมีมติD เห็นชอบ", "reports"),
]

# words, whether only a part of the resolution is meant
PARTS = [
    ("ขอยกเลิกมติคณะรัฐมนตรีD", False),
    ("ขอยกเลิกมติคณะรัฐมนตรีD เฉพาะข้อ 2", True),
    ("ขอยกเลิกข้อ 2 ของมติคณะรัฐมนตรีD", True),
    ("ขอยกเลิกมติคณะรัฐมนตรีD ในส่วนที่เกี่ยวกับไม้พาย", True),
    ("ขอทบทวนมติคณะรัฐมนตรีD ข้อ 3", True),
    ("ขอแก้ไขข้อ 3 ของมติคณะรัฐมนตรีD", True),
    ("ให้ปฏิบัติตามข้อ 2 ของมติคณะรัฐมนตรีD", False),
]


def found(words: str, title: str = "โครงการเรือพาย") -> list[Mention]:
    """The mentions in an invented matter."""
    title = title.replace("D", THEN)
    text = f"{title}\nกระทรวงทดสอบเสนอ{words.replace('D', THEN)}\n"
    return find_mentions(text, 0, len(text), MEETING, (0, len(title)))


@pytest.mark.parametrize(("words", "relation", "cue"), SAID)
def test_words_that_say_it(words: str, relation: str, cue: str | None) -> None:
    """The relation and the words that gave it."""
    (mention,) = found(words)
    assert (mention.relation, mention.cue.quote if mention.cue else None) == (relation, cue)


@pytest.mark.parametrize(("title", "words", "relation"), TITLED)
def test_the_title_of_the_citing_matter_counts(title: str, words: str, relation: str) -> None:
    """The same words mean another thing in a matter that reports or reviews."""
    assert [each.relation for each in found(words, title)] == [relation]


@pytest.mark.parametrize(("words", "part"), PARTS)
def test_a_part_of_a_resolution(words: str, part: bool) -> None:
    """Where only a part is revoked or amended; following a part is no such thing."""
    assert [each.part for each in found(words)] == [part]


@pytest.mark.parametrize(
    ("words", "relations"),
    [
        ("ขอยกเลิกมติคณะรัฐมนตรีD และมติคณะรัฐมนตรีเมื่อวันที่ 5 มกราคม 2564", ["revokes", "revokes"]),
        ("ขอทบทวนมติคณะรัฐมนตรีD (เรื่อง เรือ) และมติคณะรัฐมนตรีเมื่อวันที่ 5 มกราคม 2564", ["amends", "amends"]),
        ("ขอยกเลิกมติ ดังนี้\n1. มติคณะรัฐมนตรีD\n2. มติคณะรัฐมนตรีเมื่อวันที่ 5 มกราคม 2564", ["revokes", "revokes"]),
        ("ขอผ่อนผันการปฏิบัติตามมติ ได้แก่ (1) มติคณะรัฐมนตรีD (2) มติคณะรัฐมนตรี 5 มกราคม 2564", ["exempts", "exempts"]),
        ("ว่า คณะรัฐมนตรีมีมติ (5 มกราคม 2564) ยกเลิกมติคณะรัฐมนตรีD", ["refers", "refers"]),
        ("ขอทบทวนมติคณะรัฐมนตรี 5 มกราคม 2564 (เรื่อง ขอยกเลิกมติคณะรัฐมนตรีD)", ["amends", "refers"]),
        (
            "ขอทบทวนมติคณะรัฐมนตรี 5 มกราคม 2564 (เรื่อง ขอยกเลิกมติคณะรัฐมนตรีD) และมติคณะรัฐมนตรี 2 มีนาคม 2564",
            ["amends", "refers", "amends"],
        ),
        ("ขอยกเลิกมติคณะรัฐมนตรีD\nทั้งนี้ ให้ปฏิบัติตามมติคณะรัฐมนตรี 5 มกราคม 2564", ["revokes", "complies"]),
    ],
)
def test_several_resolutions(words: str, relations: list[str]) -> None:
    """What is done to one is done to those beside it; not to one within a title, nor in another sentence."""
    assert [each.relation for each in found(words)] == relations
