"""Where the cabinet's own decision stands in a text, in invented pages of the shapes that cabinet pages have."""

from datetime import date

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.facts.commitment_region import decision_lines
from kb.ingest.facts.commitments import find_commitments

MEETING = date(2024, 3, 5)
OPENS = "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงพาณิชย์ (พณ.) เสนอ ดังนี้\n"


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies known from the start."""
    return open_registry()


def told(text: str, registry: AgencyRegistry) -> list[tuple[str, str]]:
    """Lead and duty of each commitment of a whole text, white space made single."""
    found = find_commitments(text, 0, len(text), MEETING, registry)
    return [(one.lead, " ".join(text[one.what_start : one.what_end].split())) for one in found]


@pytest.mark.parametrize(
    ("lines", "expected", "reason"),
    [
        (
            "1. อนุมัติแผน\nประเภทบัว\nจำนวน (ดอก)\nบัวหลวงพันธุ์ทดลองที่ปลูกในบ่อดินของศูนย์ทดลองปลูกบัวแห่งที่หนึ่งและแห่งที่สอง\n"
            "กระทรวงได้ปลูกแล้ว\n2. มอบหมายให้ กษ. รายงานผล\nทั้งนี้ ให้ กค. พิจารณาแหล่งเงิน",
            [("กษ.", "รายงานผล"), ("กค.", "พิจารณาแหล่งเงิน")],
            "behind a table",
        ),
        (
            "1. เห็นชอบแผน\nผู้ปลูกบัวที่มีบ่อดินอยู่แล้ว\n1.1 เมื่อปลูกเสร็จ ให้กรมการข้าวตรวจบ่อ",
            [("กรมการข้าว", "ตรวจบ่อ")],
            "an order of a lower number behind a text",
        ),
        (
            "1. เห็นชอบแผน\n2. การจัดงานวันบัว มอบหมายสำนักงบประมาณเตรียมสถานที่",
            [("สำนักงบประมาณ", "เตรียมสถานที่")],
            "an item that names its subject before the order",
        ),
        (
            "1. เห็นชอบแผน\n2. ในการปลูกระยะแรก ให้ กษ. เร่งหาพันธุ์บัว",
            [("กษ.", "เร่งหาพันธุ์บัว")],
            "an item that names its occasion before the order",
        ),
        (
            "1. เห็นชอบการดำเนินการของหน่วยงานที่เกี่ยวข้อง ดังนี้\n1.1 กระทรวงมหาดไทย ออกประกาศให้ผู้ปลูกบัวลงทะเบียน\n"
            "1.2 กรมการข้าว และกรมประมง จัดทำทะเบียน\n2. สำนักงบประมาณ พิจารณาแหล่งเงิน",
            [
                ("กระทรวงมหาดไทย", "ออกประกาศให้ผู้ปลูกบัวลงทะเบียน"),
                ("กรมการข้าว", "จัดทำทะเบียน"),
                ("สำนักงบประมาณ", "พิจารณาแหล่งเงิน"),
            ],
            "items that begin with who is to act",
        ),
        (
            "1. กระทรวงมหาดไทย ดำเนินการ ดังนี้\n1.1 ออกประกาศ\n1.2 แจ้งจังหวัด",
            [("กระทรวงมหาดไทย", "ดำเนินการ ดังนี้ 1.1 ออกประกาศ 1.2 แจ้งจังหวัด")],
            "a list of duties below such an item",
        ),
        ("1. กรมการข้าว ขยายเวลาโครงการ\n2. คณะกรรมการพิจารณาพันธุ์บัว", [], "a change that is approved, and a mere name"),
        (
            "1. มอบหมายให้ กษ. ดำเนินการ ดังนี้\n1.1 จัดทำความต้องการใช้จ่าย\n"
            "1.2 รายงานความก้าวหน้าในการปลูกบัวและการใช้จ่ายเงินกู้ของโครงการทดลอง รวมถึงปัญหา\nอุปสรรค โดยจัดส่งให้สำนักงบประมาณ\n"
            "ภายในวันที่ 7ของเดือนถัดไป",
            [
                ("กษ.", "ดำเนินการ ดังนี้ 1.1 จัดทำความต้องการใช้จ่าย"),
                (
                    "กษ.",
                    "รายงานความก้าวหน้าในการปลูกบัวและการใช้จ่ายเงินกู้ของโครงการทดลอง รวมถึงปัญหา อุปสรรค โดยจัดส่งให้สำนักงบประมาณ "
                    "ภายในวันที่ 7ของเดือนถัดไป",
                ),
            ],
            "an item on several lines keeps its deadline",
        ),
        (
            "1. มอบหมายส่วนราชการที่เกี่ยวข้องปรับปรุงบริการ ดังนี้\n1.1 ด้านการบริการ\n(1) ขอให้ปรับปรุงบ่อบัว",
            [("ส่วนราชการที่เกี่ยวข้อง", "ปรับปรุงบริการ ดังนี้ 1.1 ด้านการบริการ (1) ขอให้ปรับปรุงบ่อบัว")],
            "an order in the list that names nobody belongs to the list",
        ),
        (
            "1. เห็นชอบตามข้อเสนอเรื่องการปลูกบัวของคณะทดลองปลูกบัวทั้งสี่ภาค และมอบหมายให้หน่วยงานที่เกี่ยวข้อง\nรับไปดำเนินการ",
            [("หน่วยงานที่เกี่ยวข้อง", "รับไปดำเนินการ")],
            "a line that the page broke behind the actor",
        ),
    ],
)
def test_the_decision_goes_on(
    lines: str, expected: list[tuple[str, str]], reason: str, registry: AgencyRegistry
) -> None:
    """Over tables, wrapped lines and lists with numbers of their own, up to the heading of the essence."""
    assert told(f"{OPENS}{lines}\nสาระสำคัญ\n3. ให้ มท. ทำอย่างอื่น", registry) == expected, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "3. เรื่อง บัว\nคณะรัฐมนตรีรับทราบแผน\nเรื่องเดิม\nคณะรัฐมนตรีมีมติ (9 เมษายน 2567) ให้ กษ. สรุปผล",
            "a month that begins with a vowel",
        ),
        (
            f"{OPENS}1. เห็นชอบแผน\nทั้งนี้ ร่างประกาศที่ พณ. เสนอ เป็นการแก้ไขเรื่องบัว โดยให้ กษ. จัดทำทะเบียน",
            "what the draft says",
        ),
        (
            "คณะรัฐมนตรีรับทราบผลการประชุมบัวโลก ดังนี้\nที่ประชุมได้หารือเรื่องพันธุ์บัวหลวงที่จะทดลองปลูกในบ่อดินของศูนย์ทดลองทั้งสี่ภาคแล้ว\n"
            "ทั้งนี้ ให้ กษ. จัดทำทะเบียน",
            "what a meeting that is noted ordered",
        ),
    ],
)
def test_the_decision_ends(text: str, reason: str, registry: AgencyRegistry) -> None:
    """Before history, before what a draft says, and before the orders of others."""
    assert told(text, registry) == [], reason


def test_orders_of_the_prime_minister_told_to_the_cabinet(registry: AgencyRegistry) -> None:
    """Listed under their own heading they count, up to where the meeting that they were given in goes on."""
    text = (
        "คณะรัฐมนตรีมีมติรับทราบและเห็นชอบสรุปผลการประชุมคณะทดลองปลูกบัว ดังนี้\n1. ที่ประชุมรับทราบสถานการณ์บัว\n"
        "ข้อสั่งการนายกรัฐมนตรี\n1. ให้ กษ. สำรวจบ่อบัว\n2. มอบหมายให้ มท. และ กค. เตรียมการ\n"
        "2.2 มติที่ประชุม\n1. มอบหมายให้ ศธ. จัดอบรม\n"
    )
    assert told(text, registry) == [("กษ.", "สำรวจบ่อบัว"), ("มท.", "เตรียมการ")]


def test_lines_of_a_decision() -> None:
    """Items with their main number; a line that the page broke belongs to the line above it."""
    wrapped = "1. เห็นชอบแผนทดลองปลูกบัวหลวงในบ่อดินของศูนย์ทดลองปลูกบัวแห่งที่หนึ่งและแห่ง"
    text = f"{OPENS}{wrapped}\nที่สอง\n1.1 บัวขาว\nสาระสำคัญ\nบัว"
    (lines,) = decision_lines(text)
    assert [(text[line.start : line.end], line.item, line.top) for line in lines] == [
        (OPENS.strip(), False, None),
        (f"{wrapped}\nที่สอง", True, 1),
        ("1.1 บัวขาว", True, None),
    ]
