"""When a resolution says that it ends; and the forms that only look like it. All sentences invented."""

from datetime import date

import pytest

from kb.linking.standing import is_open_ended, period_end

ON = date(2020, 3, 22)

# words of the decision, the end, why
TOLD = [
    ("อนุมัติโครงการศาลากลางน้ำ ตั้งแต่วันที่ 1 เมษายน 2563 ถึงวันที่ 30 กันยายน 2563", "2020-09-30", "two days"),
    ("อนุมัติโครงการศาลากลางน้ำ ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๓ ถึงวันที่ ๓๐ กันยายน ๒๕๖๓", "2020-09-30", "Thai digits"),
    ("เห็นชอบมาตรการลดค่าจอด ระหว่างวันที่ 1 พฤษภาคม 2563 ถึงวันที่ 31 ธันวาคม 2564", "2021-12-31", "ระหว่าง"),
    ("เห็นชอบกรอบแบ่งดิน ปี 2563/2564 (1 พฤศจิกายน 2563 - 30 เมษายน 2564)", "2021-04-30", "in parentheses"),
    ("อนุมัติให้ยกเว้นค่าผ่านทาง จนถึงวันที่ 31 ธันวาคม 2563", "2020-12-31", "จนถึง after an exemption"),
    ("ให้ผ่อนผันการติดป้าย ไปจนถึงวันที่ 15 ต.ค. 63", "2020-10-15", "short month and year"),
    ("ให้มีผลใช้บังคับถึงวันที่ 30 มิถุนายน 2564", "2021-06-30", "ถึง after the force of it"),
    ("อนุมัติโครงการเตาชุมชน ระยะเวลาดำเนินการ 20 เดือน (เมษายน 2563 - พฤศจิกายน 2564)", "2021-11-30", "months"),
    ("ให้ขยายระยะเวลาจากวันที่ 31 มีนาคม 2563 เป็นวันที่ 31 มีนาคม 2565", "2022-03-31", "from one to another"),
    (
        "ให้ขยายระยะเวลาดำเนินงาน จากเดิมสิ้นสุดวันที่ 30 กันยายน 2563 เป็นสิ้นสุดวันที่ 30 กันยายน 2565",
        "2022-09-30", "the new end, not the old",
    ),
    ("ขยายเวลาออกไปถึงวันที่ 31 ธันวาคม 2567", "2024-12-31", "ออกไปถึง"),
    ("เห็นชอบแผนเผชิญเหตุทรายปลิว พ.ศ. 2563 - 2565", "2022-12-31", "years of a plan"),
    ("เห็นชอบแผนเผชิญเหตุทรายปลิว (พ.ศ. 2563-2565)", "2022-12-31", "the same in parentheses"),
    ("เห็นชอบแผนเผชิญเหตุทรายปลิว ปี 2563 – 2565", "2022-12-31", "with ปี and a dash"),
    ("เห็นชอบแผนเผชิญเหตุทรายปลิว พ.ศ. 2563 ถึง พ.ศ. 2565", "2022-12-31", "with ถึง"),
    ("อนุมัติโครงการเขียนแผนที่ ปีงบประมาณ พ.ศ. 2563 - 2565", "2022-09-30", "fiscal years"),
    ("ก่อหนี้ผูกพันข้ามปีงบประมาณ พ.ศ. 2564 ถึง พ.ศ. 2570 รายการเสาหิน", "2027-09-30", "bound over fiscal years"),
    ("ดำเนินการสามปีงบประมาณ (พ.ศ. 2564 - 2566)", "2023-09-30", "fiscal years in parentheses"),
    ("อนุมัติโครงการช่างน้อย ระยะเวลา 3 ปี (ปีการศึกษา 2563 - 2565)", "2023-05-15", "school years"),
    ("ให้ยกเว้นค่าชุดพละจนถึงสิ้นปีการศึกษา 2565", "2023-05-15", "to the end of a school year"),
    ("ให้ขยายเวลาถึงสิ้นปีงบประมาณ พ.ศ. 2566", "2023-09-30", "to the end of a fiscal year"),
    ("การผ่อนผันสิ้นสุดเมื่อสิ้นปีการศึกษา 2564", "2022-05-15", "ends when the school year does"),
    ("เห็นชอบมาตรการเก็บฟาง ฤดูการผลิต 2563/2564 - 2565/2566", "2023-12-31", "seasons, at the latest"),
    ("อนุมัติโครงการยืมเรือ เป็นเวลา 3 ปี นับแต่วันที่คณะรัฐมนตรีมีมติ", "2023-03-21", "from the decision"),
    ("อนุมัติโครงการยืมเรือ มีกำหนดเวลา 18 เดือน นับตั้งแต่วันที่คณะรัฐมนตรีมีมติ", "2021-09-21", "in months"),
    ("ให้ผ่อนผันเป็นเวลาสองปี นับแต่วันที่คณะรัฐมนตรีมีมติ", "2022-03-21", "number in words"),
    ("ให้ยกเว้นอากรเป็นเวลา 90 วัน นับแต่วันที่คณะรัฐมนตรีมีมติ", "2020-06-19", "in days"),
    ("ให้ลดค่าธรรมเนียมเป็นเวลา 2 ปี ตั้งแต่วันที่ 1 มกราคม 2564", "2022-12-31", "length, then the first day"),
    ("ให้ลดค่าธรรมเนียมตั้งแต่วันที่ 1 มกราคม 2564 เป็นเวลา 2 ปี", "2022-12-31", "first day, then the length"),
    (
        "อนุมัติโครงการดังนี้\n1. ให้จ่ายเงินช่วยค่าเดินทางตั้งแต่วันที่ 1 เมษายน 2563 ถึงวันที่ 31 มีนาคม 2566\n2. ให้รายงานผลทุกปี",
        "2023-03-31", "an item that says how long it pays",
    ),
    (
        "อนุมัติโครงการดังนี้\n1. รับลงทะเบียนตั้งแต่วันที่ 1 พฤษภาคม 2563 ถึงวันที่ 31 กรกฎาคม 2563\n"
        "2. พักชำระต้นเงินตั้งแต่วันที่ 1 สิงหาคม 2563 ถึงวันที่ 31 กรกฎาคม 2565",
        "2022-07-31", "registration is a task, the respite is the thing",
    ),
]  # fmt: skip
UNTOLD = [
    ("ให้ก่อสร้างสะพานให้แล้วเสร็จภายในวันที่ 30 กันยายน 2563", "the term of a task"),
    ("เห็นชอบร่างแถลงการณ์เพื่อรับรองในการประชุมระหว่างวันที่ 27 - 28 มีนาคม 2563", "a meeting"),
    ("อนุมัติให้จัดงานลอยโคมระหว่างวันที่ 1 - 30 พฤศจิกายน 2563", "an event"),
    ("ให้ได้รับเงินอุดหนุนแห่งละ 18,000 บาทต่อปี เป็นเวลา 5 ปี", "a length without a beginning"),
    ("อนุมัติวงเงิน 685 ล้านบาท ปีงบประมาณ พ.ศ. 2564 - 2566", "years of the money"),
    ("ให้ใช้จ่ายจากงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2564", "the budget of a year"),
    ("ตามแผนเดิมตั้งแต่วันที่ 1 ตุลาคม 2560 ถึงวันที่ 30 กันยายน 2562", "over before the meeting"),
    ("ให้จ้างได้คราวละไม่เกิน 2 ปี", "a length of each contract"),
    ("อนุมัติแต่งตั้งกรรมการ มีวาระการดำรงตำแหน่งสามปี", "a term of office"),
    ("ให้รายงานผลทุกเดือนจนถึงเดือนมีนาคม 2564", "reports"),
    ("ให้เสนอผลการประเมินก่อนสิ้นสุดวันที่ 31 ธันวาคม 2563", "before an end, whose it does not say"),
    (
        "เห็นชอบให้ทบทวนมติคณะรัฐมนตรีเมื่อวันที่ 3 มีนาคม 2562 (เรื่อง แผนเดินเรือเล็ก (พ.ศ. 2562 - 2566)) ตามที่เสนอ",
        "years in the title of another resolution",
    ),
    (
        "อนุมัติดังนี้\n1. ให้จ่ายเงินถึงวันที่ 30 กันยายน 2563\n2. ให้ยกเว้นค่าปรับถึงวันที่ 31 ธันวาคม 2564",
        "two items with two ends: which is the end of the whole?",
    ),
    ("เห็นชอบโครงการยกระดับปากท้อง ระยะที่ 2", "a phase without years"),
]
OPEN = [
    ("เห็นชอบหลักเกณฑ์ และให้ถือปฏิบัติตั้งแต่วันที่ 1 ตุลาคม 2563", "ถือปฏิบัติตั้งแต่"),
    ("ให้ใช้บังคับกับทุกแห่งตั้งแต่ภาคเรียนที่ 2 ปีการศึกษา 2563 เป็นต้นไป", "ตั้งแต่ภาคเรียนที่ 2 ปีการศึกษา 2563 เป็นต้นไป"),
    ("ให้มีผลตั้งแต่วันนี้จนกว่าคณะรัฐมนตรีจะมีมติเป็นอย่างอื่น", "จนกว่าคณะรัฐมนตรีจะมีมติ"),
    ("อนุมัติโครงการศาลากลางน้ำ วงเงิน 3 ล้านบาท", None),
    ("เห็นชอบดังนี้ ตามที่กระทรวงซึ่งรับผิดชอบเสนอมา\n1. ให้ถือปฏิบัติตั้งแต่วันที่ 1 ตุลาคม 2563", None),
]


@pytest.mark.parametrize(("words", "end", "why"), TOLD)
def test_an_end_is_told(words: str, end: str, why: str) -> None:
    """The form is read, and quoted from its place; what follows the decision is not."""
    text = f"บรรทัดก่อนหน้า\n{words}\nบรรทัดถัดไป ถึงวันที่ 1 มกราคม 2580"
    found = period_end(text, 15, 15 + len(words), ON)
    assert found is not None, why
    assert found[0].isoformat() == end, why
    assert text[found[1].start : found[1].end] == found[1].quote


@pytest.mark.parametrize(("words", "why"), UNTOLD)
def test_no_sure_end(words: str, why: str) -> None:
    """What only looks like an end is none."""
    assert period_end(words, 0, len(words), ON) is None, why


@pytest.mark.parametrize(
    ("after", "end"),
    [
        ("\nระยะเวลาดำเนินโครงการ ตั้งแต่เดือนตุลาคม 2563 ถึงเดือนกันยายน 2565", date(2022, 9, 30)),
        ("\nกระทรวงเห็นว่าควรจ่ายถึงวันที่ 30 กันยายน 2565", None),
    ],
)
def test_the_rest_of_the_body_tells_only_of_the_project_itself(after: str, end: date | None) -> None:
    """Beyond the decision only the time of the project itself counts, and only when asked for."""
    decision = "คณะรัฐมนตรีมีมติอนุมัติโครงการศาลากลางน้ำตามที่กระทรวงเสนอ"
    found = period_end(decision + after, 0, len(decision), ON, len(decision + after))
    assert (found[0] if found else None) == end
    assert period_end(decision + after, 0, len(decision), ON) is None


@pytest.mark.parametrize(("words", "quote"), OPEN)
def test_until_further_notice(words: str, quote: str | None) -> None:
    """Words that leave the end open, in the opening sentence only."""
    found = is_open_ended(words, 0, len(words))
    assert (found.quote if found else None) == quote
