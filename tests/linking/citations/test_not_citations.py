"""What looks like a citation of an earlier resolution and is none."""

from datetime import date

import pytest

from kb.linking.citations import find_mentions

MEETING = date(2024, 6, 4)

NONE = [
    ("ตั้งแต่วันที่คณะรัฐมนตรีมีมติเห็นชอบถึงวันที่ 31 มีนาคม 2567", "the end of a period"),
    ("ระยะเวลาตั้งแต่วันที่ ครม. มีมติ - 31 มีนาคม 2567", "the end of a period, a dash"),
    ("คณะรัฐมนตรีมีมติเห็นชอบ ถึงวันที่ 31 มีนาคม 2567", "the end of a period, a blank"),
    ("คณะรัฐมนตรีมีมติเห็นชอบการลดภาษีจนถึงวันที่ 31 มีนาคม 2567", "the end of a period, an object before"),
    ("ให้มีผลตั้งแต่วันที่คณะรัฐมนตรีมีมติ (12 มีนาคม 2567) เป็นต้นไป", "the matter itself"),
    ("นับแต่วันที่คณะรัฐมนตรีมีมติเห็นชอบ (12 มีนาคม 2567)", "the matter itself"),
    ("ณ วันที่คณะรัฐมนตรีมีมติเห็นชอบโครงการฯ เมื่อวันที่ 12 มีนาคม 2567", "the matter itself, an object before"),
    ("คณะรัฐมนตรีมีมติเมื่อวันที่ 4 มิถุนายน 2567", "the meeting that decided it"),
    ("ให้เสนอคณะรัฐมนตรีพิจารณาในวันที่ 11 มิถุนายน 2567", "a meeting to come"),
    ("เสนอคณะรัฐมนตรีพิจารณาเมื่อวันที่ 12 มีนาคม 2567", "handed in"),
    ("ได้เสนอคณะรัฐมนตรีพิจารณาแล้วเมื่อวันที่ 12 มีนาคม 2567", "handed in, แล้ว"),
    ("หนังสือสำนักเลขาธิการคณะรัฐมนตรี ลงวันที่ 12 มีนาคม 2567", "the date of a letter"),
    ("ประชุมร่วมกับสำนักเลขาธิการคณะรัฐมนตรี เมื่อวันที่ 12 มีนาคม 2567", "a meeting with the secretariat"),
    ("คณะรัฐมนตรีรับทราบผลการประชุมคณะกรรมการนโยบายเรือพาย ครั้งที่ 1/2567 เมื่อวันที่ 12 มีนาคม 2567", "a committee met"),
    ("ตามมติคณะกรรมการนโยบายเรือพายเมื่อวันที่ 12 มีนาคม 2567", "the resolution of a committee"),
    ("คณะรัฐมนตรีมีมติเห็นชอบร่างปฏิญญาที่จะรับรองในวันที่ 12 มีนาคม 2567", "an event"),
    ("คณะรัฐมนตรีมีมติรับทราบประกาศกระทรวงทดสอบ ลงวันที่ 12 มีนาคม 2567", "the date of a notice"),
    ("ซึ่งคณะรัฐมนตรีได้มีมติเห็นชอบและได้ลงนามเมื่อวันที่ 12 มีนาคม 2567", "a signing"),
    ("คณะรัฐมนตรีขยายเวลาออกไปอีก 1 เดือน ตั้งแต่วันที่ 12 มีนาคม 2567", "the beginning of a period"),
    ("คณะรัฐมนตรีรับทราบสถานการณ์น้ำระหว่างวันที่ 5 - 12 มีนาคม 2567", "a period"),
    ("คณะรัฐมนตรีในคราวประชุมสุดยอดผู้นำเรือพาย", "no day at all"),
    ("ประกาศในราชกิจจานุเบกษาเมื่อวันที่ 12 มีนาคม 2567 ตามที่คณะรัฐมนตรีเสนอ", "a gazette"),
    ("คณะรัฐมนตรี ครั้งที่ 12/2567", "the number of a meeting"),
    ("ผลการประชุมเมื่อวันที่ 12 มีนาคม 2567\nคณะรัฐมนตรีมีมติรับทราบตามที่เสนอ", "a title that ends with a day"),
    ("ณ วันที่ 12 มีนาคม 2567 คณะรัฐมนตรีได้อนุมัติแล้ว 12 โครงการ", "a count as of a day"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "why"), NONE)
def test_no_citation(words: str, why: str) -> None:
    """Nothing dated is found."""
    text = f"โครงการเรือพาย\n{words} ตามที่กระทรวงทดสอบเสนอ"
    assert [each.span.quote for each in find_mentions(text, 0, len(text), MEETING, (0, 14))] == [], why


def test_the_second_day_of_a_mention_may_be_of_something_else() -> None:
    """A date behind a citation is another day of it only when a list joins them."""
    text = "(ตามมติคณะรัฐมนตรี วันที่ 8 มีนาคม 2565) เมื่อวันที่ 24 พฤษภาคม 2565"
    assert [each.on for each in find_mentions(text, 0, len(text), MEETING)] == [date(2022, 3, 8)]
    text = "ตามมติคณะรัฐมนตรี เมื่อวันที่ 26 มกราคม 2564 ลงวันที่ 11 กุมภาพันธ์ 2564"
    assert [each.on for each in find_mentions(text, 0, len(text), MEETING)] == [date(2021, 1, 26)]


def test_without_the_day_of_the_meeting_no_day_is_too_late() -> None:
    """Who does not know the citing day gets every day as it is written."""
    text = "ตามมติคณะรัฐมนตรีเมื่อวันที่ 4 มิถุนายน 2567"
    assert [each.on for each in find_mentions(text, 0, len(text), None)] == [MEETING]
    assert find_mentions(text, 0, len(text), MEETING) == []


def test_a_text_without_the_cabinet_has_none() -> None:
    """No word for the cabinet, no mention."""
    assert find_mentions("เมื่อวันที่ 8 มีนาคม 2565", 0, 26, MEETING) == []
