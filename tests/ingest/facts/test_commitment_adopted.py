"""Orders that a decision adopts from elsewhere, and what follows from the words around them, in invented texts."""

import time
from datetime import date

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.facts.commitment_adopted import adopts_orders
from kb.ingest.facts.commitments import find_commitments

MEETING = date(2024, 3, 5)
ADOPTS = "คณะรัฐมนตรีมีมติเห็นชอบข้อสั่งการของรองนายกรัฐมนตรีในพื้นที่ปลูกบัว ตามที่ กษ. เสนอ\nสาระสำคัญ\n"
APPROVES = "คณะรัฐมนตรีมีมติเห็นชอบแผนปลูกบัว ตามที่ กษ. เสนอ"


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies known from the start."""
    return open_registry()


def told(text: str, registry: AgencyRegistry, start: int = 0) -> list[tuple[str, str, str | None]]:
    """Lead, duty and kind of deadline of each commitment."""
    found = find_commitments(text, start, len(text), MEETING, registry)
    return [(one.lead, text[one.what_start : one.what_end], one.due.kind if one.due else None) for one in found]


@pytest.mark.parametrize(
    ("decision", "expected", "reason"),
    [
        ("คณะรัฐมนตรีมีมติเห็นชอบแนวทางและข้อสั่งการของรองนายกรัฐมนตรี", True, "field orders approved"),
        (
            "คณะรัฐมนตรีรับทราบ และมอบหมายให้หน่วยงานที่เกี่ยวข้องดำเนินการตามมติ กทบ.",
            True,
            "a committee's decisions to be acted on",
        ),
        ("คณะรัฐมนตรีเห็นชอบข้อเสนอการปลูกบัว และมอบหมายหน่วยงานที่เกี่ยวข้องดำเนินการ", True, "proposals to be acted on"),
        ("คณะรัฐมนตรีมีมติรับทราบมติคณะกรรมการบัวแห่งชาติ ครั้งที่ 1", False, "only noted"),
        ("คณะรัฐมนตรีเห็นชอบให้ กษ. ดำเนินการตามมติคณะรัฐมนตรีเดิม", False, "the cabinet's own earlier decision"),
    ],
)
def test_adopting_decisions(decision: str, expected: bool, reason: str) -> None:
    """What is approved or to be acted on is adopted; what is noted is not."""
    assert adopts_orders(decision) is expected, reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (
            "1) ตรวจเยี่ยมบ่อบัว ข้อสั่งการ (1) ให้ กษ. สำรวจบ่อ และ (2) ให้ มท. ดูแลคันบ่อ",
            [("กษ.", "สำรวจบ่อ", None), ("มท.", "ดูแลคันบ่อ", None)],
            "numbered inside a line",
        ),
        (
            "2) ตรวจเยี่ยมตลาดบัว ข้อสั่งการ\n2.1) ให้ พณ. จัดหาตลาด\n3) ตรวจเยี่ยมสวน\n3.1) สวนมีบัวมาก",
            [("พณ.", "จัดหาตลาด", None)],
            "numbered below; what is no order ends them",
        ),
        (
            "ข้อสั่งการ ให้ กษ. ดำเนินการ ดังนี้\n2.1) สำรวจบ่อ\n2.2) ปลูกบัว\n3) ตลาดบัว",
            [("กษ.", "ดำเนินการ ดังนี้\n2.1) สำรวจบ่อ\n2.2) ปลูกบัว", None)],
            "a list of duties of one",
        ),
        (
            "ข้อสั่งการ ให้ กษ. (1) สำรวจบ่ออย่างเร่งด่วน และ (2) ปลูกบัวเพิ่ม",
            [("กษ.", "สำรวจบ่ออย่างเร่งด่วน", "vague"), ("กษ.", "ปลูกบัวเพิ่ม", None)],
            "numbered duties of one, only the first with a deadline",
        ),
        ("มติ : มอบหมายให้ มท. หารือเรื่องบ่อบัว", [("มท.", "หารือเรื่องบ่อบัว", None)], "a decision in a cell"),
        ("3.1 กษ. ชี้แจงเรื่องบัว ทั้งนี้ ที่ประชุมมอบหมายให้ พณ. หาตลาด", [("พณ.", "หาตลาด", None)], "by the meeting"),
        (
            "มอบหมายให้คณะกรรมการจัดการปัญหาบัว\nลอยเพื่อความยั่งยืน จัดทำแผนบัว",
            [("คณะกรรมการจัดการปัญหาบัวลอยเพื่อความยั่งยืน", "จัดทำแผนบัว", None)],
            "a name that the cell broke",
        ),
        ("กษ. ได้มอบให้ มท. ดูแลบัว", [], "what was done is no order"),
        ("ความเห็นและข้อสังเกตของคณะทดลอง :\n1) ให้ มท. ดูแลบัว", [], "an opinion is no order"),
        ("ร่างระเบียบปลูกบัว มีสาระสำคัญ ดังนี้\n2.1 ให้ กษ. ออกประกาศ", [], "nor is what a draft says"),
        (
            "ความเห็นของคณะทดลอง :\n1) ให้ มท. ดูแลบัว\nข้อสั่งการของประธานคณะทดลอง : ให้ กษ. สำรวจบ่อ",
            [("กษ.", "สำรวจบ่อ", None)],
            "orders that follow an opinion",
        ),
        ("ความเห็นของคณะทดลอง :\n2) มอบหมายให้ มท. ดูแลบัว", [("มท.", "ดูแลบัว", None)], "an assignment among opinions"),
    ],
)
def test_adopted_orders(
    body: str, expected: list[tuple[str, str, str | None]], reason: str, registry: AgencyRegistry
) -> None:
    """They count wherever they stand behind the decision, and not where it only takes note."""
    assert told(ADOPTS + body, registry) == expected, reason
    assert told(ADOPTS.replace("เห็นชอบ", "รับทราบ") + body, registry) == [], reason


def test_adopted_orders_far_behind_and_in_the_next_matter(registry: AgencyRegistry) -> None:
    """A passage far behind its decision still counts; the next matter is not governed by it."""
    filler = "บ่อบัวแห่งหนึ่งมีบัวหลวงอยู่มาก\n" * 1200
    order = "ข้อสั่งการ ให้ กษ. สำรวจบ่อ\n"
    following = "5. เรื่อง ตลาดบัว\nคณะรัฐมนตรีรับทราบผล\nข้อสั่งการ ให้ พณ. หาตลาด"
    text = "\n4. เรื่อง บัว\n" + ADOPTS + filler + order + following
    assert told(text, registry, text.index(order)) == [("กษ.", "สำรวจบ่อ", None)]


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        (
            " และให้ กษ. สำรวจบ่อ โดยให้รายงาน มท. ทราบภายใน 30 วัน",
            [("กษ.", "สำรวจบ่อ โดยให้รายงาน มท. ทราบภายใน 30 วัน", "days")],
            "โดยให้ without an actor belongs to the duty before it",
        ),
        (
            " โดยให้ กต. ออกหนังสือมอบอำนาจเต็ม (Full Powers) ให้รัฐมนตรีว่าการกระทรวงการคลังลงนามในสัญญาบัว",
            [("กต.", "ออกหนังสือมอบอำนาจเต็ม (Full Powers) ให้รัฐมนตรีว่าการกระทรวงการคลังลงนามในสัญญาบัว", None)],
            "who is empowered is no second actor",
        ),
        (
            " และให้ กต. แจ้งประเทศคู่สัญญา [การประชุมบัวโลกมีกำหนดจัดขึ้นที่นครหลวงในเดือนหน้า]",
            [("กต.", "แจ้งประเทศคู่สัญญา", None)],
            "a remark at the end is background",
        ),
        (" และให้ มท. (กปภ.) ดูแลน้ำในบ่อ", [("กปภ.", "ดูแลน้ำในบ่อ", None)], "an office under the ministry, abbreviated"),
        (
            " และให้ กษ. สำรวจบ่อและนำเสนอให้ มท. พิจารณาอีกครั้ง",
            [("กษ.", "สำรวจบ่อและนำเสนอให้ มท. พิจารณาอีกครั้ง", None)],
            "to whom",
        ),
        (
            " และให้ กษ. เร่งสำรวจบ่อให้เสร็จ ทั้งนี้ เมื่อปลูกบัวแล้วเสร็จให้เร่งดำเนินการตามระเบียบ",
            [("กษ.", "เร่งสำรวจบ่อให้เสร็จ", None), ("กษ.", "เร่งดำเนินการตามระเบียบ", "event")],
            "once something is done",
        ),
        (
            " และให้หน่วยงานของรัฐที่ไม่ส่งแผนบัว ส่งรายงานต่อ กค. ภายในระยะเวลาที่กำหนด",
            [("หน่วยงานของรัฐที่ไม่ส่งแผนบัว", "ส่งรายงานต่อ กค. ภายในระยะเวลาที่กำหนด", "event")],
            "a kind of body told by what it has not done",
        ),
        (
            " และให้ กษ. เร่งปลูกบัวภายใต้กรอบระยะเวลาที่ได้รับอนุมัติโดยเร็ว",
            [("กษ.", "เร่งปลูกบัวภายใต้กรอบระยะเวลาที่ได้รับอนุมัติโดยเร็ว", "event")],
            "within a frame",
        ),
        (
            " และให้ กต. รับรองร่างปฏิญญาบัว ในวันที่ 12 มีนาคม 2567",
            [("กต.", "รับรองร่างปฏิญญาบัว ในวันที่ 12 มีนาคม 2567", "date")],
            "the day of adoption",
        ),
        (
            " และให้ กต. รับรองร่างปฏิญญา ในระหว่างการประชุมบัวโลก",
            [("กต.", "รับรองร่างปฏิญญา ในระหว่างการประชุมบัวโลก", "event")],
            "at a meeting",
        ),
        (
            " และให้ กต. รับรองร่างปฏิญญาบัว (คาดว่าจะจัดขึ้นในวันที่ 12 มีนาคม 2567)",
            [("กต.", "รับรองร่างปฏิญญาบัว (คาดว่าจะจัดขึ้นในวันที่ 12 มีนาคม 2567)", None)],
            "a day only expected",
        ),
    ],
)
def test_words_around_a_duty(
    words: str, expected: list[tuple[str, str, str | None]], reason: str, registry: AgencyRegistry
) -> None:
    """Where a duty ends, whose it is, and which words are its deadline."""
    assert told(APPROVES + words, registry) == expected, reason


@pytest.mark.parametrize("unit", ["ข้อสั่งการ ", "มอบหมายให้", "ข้อสั่งการ (1) ให้ กษ. ปลูก (2) ", "\nมติ : ", "\nคณะรัฐมนตรี"])
def test_hostile_text_takes_linear_time(unit: str, registry: AgencyRegistry) -> None:
    """Four times the text takes about four times as long."""
    times = []
    for letters in (25_000, 100_000):
        text = ADOPTS + unit * (letters // len(unit))
        started = time.process_time()
        find_commitments(text, 0, len(text), MEETING, registry)
        times.append(time.process_time() - started)
    assert times[1] < 12 * times[0] + 0.5
