"""Commitments in invented decisions of the shapes that cabinet pages have."""

import time
from datetime import date

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.facts.commitments import Commitment, find_commitments

MEETING = date(2024, 3, 5)
APPROVES = "คณะรัฐมนตรีมีมติเห็นชอบแผนทดลองปลูกบัวหลวง ตามที่กระทรวงเกษตรและสหกรณ์ (กษ.) เสนอ"


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies known from the start."""
    return open_registry()


def told(text: str, registry: AgencyRegistry) -> list[tuple[str, tuple[str, ...], str]]:
    """Lead, joint actors and the duty of each commitment of a whole text."""
    found = find_commitments(text, 0, len(text), MEETING, registry)
    return [(one.lead, one.joint, text[one.what_start : one.what_end]) for one in found]


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        (" และให้ กษ. รายงานผลต่อคณะรัฐมนตรีภายใน 30 วัน", [("กษ.", (), "รายงานผลต่อคณะรัฐมนตรีภายใน 30 วัน")], "a plain order"),
        (" และให้ กค. และ มท. จัดทำระเบียบ", [("กค.", ("มท.",), "จัดทำระเบียบ")], "two actors"),
        (" และมอบหมาย มท. ดำเนินการต่อไป", [("มท.", (), "ดำเนินการต่อไป")], "assigned without ให้"),
        (" โดยมอบให้กระทรวงการต่างประเทศแจ้งประเทศคู่สัญญา", [("กระทรวงการต่างประเทศ", (), "แจ้งประเทศคู่สัญญา")], "handed to"),
        (" พร้อมทั้งกำชับให้ทุกส่วนราชการเร่งเบิกจ่าย", [("ทุกส่วนราชการ", (), "เร่งเบิกจ่าย")], "enjoined"),
        (" ทั้งนี้ ขอให้ กค. ติดตามผล", [("กค.", (), "ติดตามผล")], "requested"),
        (" โดยมีกรมการข้าวเป็นหน่วยงานรับผิดชอบหลัก", [("กรมการข้าว", (), "เป็นหน่วยงานรับผิดชอบหลัก")], "a role laid on somebody"),
        (
            " และให้ส่งสำนักงานคณะกรรมการกฤษฎีกาตรวจพิจารณาเป็นเรื่องด่วน แล้วดำเนินการต่อไปได้",
            [("สำนักงานคณะกรรมการกฤษฎีกา", (), "ตรวจพิจารณาเป็นเรื่องด่วน")],
            "sent to be examined",
        ),
        (
            " และให้ส่งสำนักงานคณะกรรมการกฤษฎีกาตรวจพิจารณา โดยให้รับความเห็นของ กค. ไปประกอบการพิจารณาด้วย",
            [("สำนักงานคณะกรรมการกฤษฎีกา", (), "ตรวจพิจารณา โดยให้รับความเห็นของ กค. ไปประกอบการพิจารณาด้วย")],
            "what whoever examines it is to heed is no duty of its own",
        ),
        (
            " และให้ กษ. สำรวจบัว และให้รายงานผลทุก 3 เดือน",
            [("กษ.", (), "สำรวจบัว"), ("กษ.", (), "รายงานผลทุก 3 เดือน")],
            "the actor of the same sentence",
        ),
        (
            " และอนุมัติให้รัฐมนตรีว่าการกระทรวงการคลังหรือผู้แทนเป็นผู้ลงนามในสัญญา",
            [("รัฐมนตรีว่าการกระทรวงการคลัง", (), "เป็นผู้ลงนามในสัญญา")],
            "who signs",
        ),
        (
            " และให้ กษ. ประสานกับ มท. เพื่อสำรวจคลอง",
            [("กษ.", ("มท.",), "ประสานกับ มท. เพื่อสำรวจคลอง")],
            "whom to consult, inside the duty",
        ),
        (
            " ทั้งนี้ กษ. ต้องเร่งปลูกบัวให้แล้วเสร็จภายในวันที่ 30 เมษายน 2567",
            [("กษ.", (), "ต้องเร่งปลูกบัวให้แล้วเสร็จภายในวันที่ 30 เมษายน 2567")],
            "must, without ให้",
        ),
        (
            " ทั้งนี้ ในกรณีที่ปลูกไม่ทันตามที่กำหนด ให้ กษ. นำเงินส่งคลัง",
            [("กษ.", (), "นำเงินส่งคลัง")],
            "an order under a condition",
        ),
        (
            " โดยในกรณีที่หน่วยงานไม่สามารถปลูกบัวได้ให้หน่วยงานเร่งแจ้ง กษ.",
            [("หน่วยงาน", (), "เร่งแจ้ง กษ.")],
            "who cannot is to do something else",
        ),
        (
            " โดยในการรับรองแผนทดลองให้รัฐมนตรีว่าการกระทรวงการคลังเป็นผู้ลงนาม",
            [("รัฐมนตรีว่าการกระทรวงการคลัง", (), "เป็นผู้ลงนาม")],
            "who signs, without a space before it",
        ),
        (
            " และให้ กษ. ปรับปรุงทะเบียนบัวโดยเร็ว พร้อมทั้งรายงานผลภายใน 30 วัน",
            [("กษ.", (), "ปรับปรุงทะเบียนบัวโดยเร็ว"), ("กษ.", (), "รายงานผลภายใน 30 วัน")],
            "two deadlines are two duties",
        ),
        (
            " และให้ กษ. ปรับปรุงทะเบียนบัวโดยเร็ว และรายงานผล",
            [("กษ.", (), "ปรับปรุงทะเบียนบัวโดยเร็ว และรายงานผล")],
            "one deadline is one duty",
        ),
        (
            " และให้ กษ. ดำเนินการตามแผนเพื่อให้ปลูกบัวได้ตามฤดู",
            [("กษ.", (), "ดำเนินการตามแผนเพื่อให้ปลูกบัวได้ตามฤดู")],
            "a purpose that can be reached is no leave",
        ),
        (" และให้ดำเนินการต่อไปได้", [], "nobody is named"),
        (" และเพื่อขอความร่วมมือส่วนราชการที่เกี่ยวข้องในการปลูกบัว", [], "cooperation is asked, not ordered"),
        (" และให้ กค. เป็นผู้พิจารณาการกู้เงินตามความเหมาะสม", [], "a power"),
        (" และให้ กษ. พิจารณาใช้ดุลยพินิจตามสถานการณ์", [], "discretion"),
        (" ซึ่งสมาคมปลูกบัวประสงค์ให้ กษ. รายงานผล", [], "a wish of others"),
        (" ส่วนงานที่คณะรัฐมนตรีมอบหมายให้ กษ. เตรียมการนั้นแล้วเสร็จ", [], "an earlier order"),
        (" และแก้ไขแผน หากต้องปรับถ้อยคำ ให้ กษ. ดำเนินการตามมติคณะรัฐมนตรีเมื่อวันที่ 30 มิถุนายน 2558", [], "leave by a rule"),
        (" และอนุมัติให้ กษ. กู้เงิน 5 ล้านบาท", [], "leave to borrow"),
        (" และอนุมัติให้ กษ. ก่อหนี้ผูกพันข้ามปี", [], "leave to commit funds"),
        (" และให้ กษ. สามารถปรับรายละเอียดของแผน", [], "leave"),
        (" ทั้งนี้ หากจำเป็นต้องปรับถ้อยคำ ให้ กษ. ดำเนินการได้โดยไม่ต้องเสนอคณะรัฐมนตรี", [], "leave to change words"),
        (" และให้นายสมมุติ ใจดี ดำรงตำแหน่งเลขาธิการ", [], "an appointment"),
        (" และมอบหมายให้รองนายกรัฐมนตรีรักษาราชการแทน", [], "acting for somebody"),
        (" และแจ้งให้สำนักงบประมาณทราบ", [], "telling somebody is no duty of theirs"),
        (" [ซึ่งกำหนดให้ กษ. รายงานทุกปี]", [], "what a law says, in brackets"),
        (" เพื่อให้ กษ. ดำเนินการได้รวดเร็ว", [], "a purpose"),
        (" และเห็นชอบให้ประเทศไทยเป็นเจ้าภาพ", [], "the country is no actor"),
    ],
)
def test_one_sentence(
    words: str, expected: list[tuple[str, tuple[str, ...], str]], reason: str, registry: AgencyRegistry
) -> None:
    """Each kind of duty words behind an approval, and what only looks like them."""
    assert told(f"{APPROVES}{words}\nสาระสำคัญ\nให้ มท. ทำอย่างอื่น", registry) == expected, reason


def test_numbered_items_are_the_cabinets_decision(registry: AgencyRegistry) -> None:
    """Items under the decision count, also where an agency proposed them; what follows the heading does not."""
    text = (
        "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงพาณิชย์ (พณ.) เสนอ ดังนี้\n"
        "1. เห็นชอบแผนส่งออกดอกบัว\n"
        "2. มอบหมายให้กระทรวงการต่างประเทศและหน่วยงานที่เกี่ยวข้องประชาสัมพันธ์แผน\n"
        "3. ให้ พณ. รายงานผลภายในวันที่ 30 เมษายน 2567\n"
        "ทั้งนี้ ให้ กค. พิจารณาแหล่งเงิน\n"
        "สาระสำคัญของเรื่อง\n"
        "1. มอบหมายให้ มท. ตั้งคณะทำงาน\n"
        "พณ. เสนอให้ กค. ลดภาษี\n"
    )
    assert told(text, registry) == [
        ("กระทรวงการต่างประเทศ", ("หน่วยงานที่เกี่ยวข้อง",), "ประชาสัมพันธ์แผน"),
        ("พณ.", (), "รายงานผลภายในวันที่ 30 เมษายน 2567"),
        ("กค.", (), "พิจารณาแหล่งเงิน"),
    ]


def test_a_list_of_duties_is_one_commitment(registry: AgencyRegistry) -> None:
    """Unless an item has its own deadline or somebody to do it with."""
    text = (
        "คณะรัฐมนตรีมีมติเห็นชอบ ดังนี้\n"
        "1. มอบหมายให้ สศช. ดำเนินการ ดังนี้\n"
        "1.1 จัดทำแผนการใช้เงิน\n"
        "1.2 รายงานความก้าวหน้าภายในวันที่ 7 ของเดือนถัดไป\n"
        "1.3 ประสานกับ กค. เรื่องการชำระหนี้\n"
        "2. รับทราบแผน\n"
    )
    assert told(text, registry) == [
        ("สศช.", (), "ดำเนินการ ดังนี้\n1.1 จัดทำแผนการใช้เงิน"),
        ("สศช.", (), "รายงานความก้าวหน้าภายในวันที่ 7 ของเดือนถัดไป"),
        ("สศช.", ("กค.",), "ประสานกับ กค. เรื่องการชำระหนี้"),
    ]


def test_items_that_name_their_actors_are_commitments_each(registry: AgencyRegistry) -> None:
    """The sentence that only introduces them is none."""
    text = "คณะรัฐมนตรีมีมติเห็นชอบ โดยให้หน่วยงานที่เกี่ยวข้องดำเนินการ ดังนี้\n1. กระทรวงมหาดไทย ออกประกาศ\n2. กรมประมง จัดทำทะเบียน\n"
    assert told(text, registry) == [("กระทรวงมหาดไทย", (), "ออกประกาศ"), ("กรมประมง", (), "จัดทำทะเบียน")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("กระทรวงพาณิชย์เสนอให้ กค. ลดภาษี และให้ มท. รายงานผล", "a proposal"),
        ("ข้อเท็จจริง\nคณะรัฐมนตรีมีมติเมื่อวันที่ 2 มกราคม 2567 ให้ กค. รายงานผล", "an earlier decision"),
        ("คณะรัฐมนตรีมีมติ (2 มกราคม 2567) มอบหมายให้ กค. รายงานผล", "an earlier decision, dated in brackets"),
        ("ความเห็นของหน่วยงาน\nเห็นสมควรให้ กค. รายงานผล", "an opinion"),
        ("", "nothing"),
    ],
)
def test_what_is_only_told_lays_no_duty(text: str, reason: str, registry: AgencyRegistry) -> None:
    """Descriptions, proposals, opinions and history."""
    assert told(text, registry) == [], reason


def test_a_passage_in_the_middle_is_read_in_its_context(registry: AgencyRegistry) -> None:
    """Text before it tells that it is the decision; duties outside it are not given, nothing behind it is read."""
    text = (
        "3. เรื่อง แผนทดลอง\nคณะรัฐมนตรีมีมติเห็นชอบ ดังนี้\n1. ให้ กค. จัดทำระเบียบ\n"
        "2. ให้ มท. สำรวจคลองภายใน 15 วันทำการ\n3. ให้ ศธ. จัดอบรม\nสาระสำคัญ\nแผนทดลอง"
    )
    start, end = text.index("2. ให้"), text.index("\n3. ให้ ศธ")
    (found,) = find_commitments(text, start, end, MEETING, registry)
    assert text[found.start : found.end] == "ให้ มท. สำรวจคลองภายใน 15 วันทำการ"
    assert (found.lead, found.lead_agency) == ("มท.", "กระทรวงมหาดไทย")
    assert found.due is not None
    assert text[found.due.start : found.due.end] == "ภายใน 15 วันทำการ"
    assert (found.due.kind, found.due.n, found.due.on) == ("working_days", 15, date(2024, 3, 26))
    (cut,) = find_commitments(text, start, text.index("คลองภายใน"), MEETING, registry)
    assert text[cut.what_start : cut.what_end] == "สำรวจ"


def test_the_whole_record(registry: AgencyRegistry) -> None:
    """Every field of one commitment."""
    text = "คณะรัฐมนตรีมีมติเห็นชอบร่างระเบียบ และมอบหมายให้ กค. ร่วมกับ มท. รายงานผลโดยเร็ว"
    (found,) = find_commitments(text, 0, len(text), MEETING, registry)
    what = text.index("รายงานผล")
    assert found == Commitment(
        start=text.index("มอบหมาย"),
        end=len(text),
        lead="กค.",
        joint=("มท.",),
        lead_agency="กระทรวงการคลัง",
        joint_agencies=("กระทรวงมหาดไทย",),
        what_start=what,
        what_end=len(text),
        due=found.due,
        confidence=0.96,
        cue="มอบหมายให้",
        region="decision",
    )
    assert found.due is not None
    assert (found.due.kind, text[found.due.start : found.due.end]) == ("vague", "โดยเร็ว")


def test_the_owner_of_the_matter_is_its_proposer(registry: AgencyRegistry) -> None:
    """A lead told only as the agency whose matter it is gets the proposer's name."""
    text = "คณะรัฐมนตรีมีมติรับทราบ และให้หน่วยงานเจ้าของเรื่องรายงานผล"
    (found,) = find_commitments(text, 0, len(text), MEETING, registry, proposer="พณ.")
    assert (found.lead, found.lead_agency) == ("หน่วยงานเจ้าของเรื่อง", "กระทรวงพาณิชย์")


@pytest.mark.parametrize(
    "hostile",
    [
        "ให้" * 33_000,
        "ก" * 100_000,
        "และให้ กค. " * 9_000,
        "มอบหมายให้ กค. ดำเนินการ ดังนี้\n" * 3_000,
        "(" * 100_000,
        "1. ให้\n" * 14_000,
        "1.1 กรมการข้าว ดำเนินการ ดังนี้\n" * 3_000,
        "หาก" * 33_000 + " ให้ กค. รายงาน" * 99,
        "ข้อสั่งการนายกรัฐมนตรี\n" * 4_000,
        "ทั้งนี้ " * 14_000,
        "คณะรัฐมนตรีมีมติเห็นชอบ\n" * 4_000,
        "ให้สำนักงานจังหวัดบัว" * 5_000,
        "1. เรื่อง ให้ กค. เสนอให้\n" * 4_000,
        "ให้หน่วยงานรับผิดชอบโครงการบัว" * 3_300,
        "ตามมติคณะรัฐมนตรีเมื่อวันที่ 2 มกราคม 2567 ที่เห็นชอบ และให้ กค. " * 1_500,
        "ให้สํานักงบประมาณจัดทํา" * 4_300,
    ],
)
def test_hostile_text_is_read_in_bounded_time(hostile: str, registry: AgencyRegistry) -> None:
    """A hundred thousand letters behind a decision, in at most three seconds on a busy machine."""
    text = f"คณะรัฐมนตรีมีมติเห็นชอบ ดังนี้ {hostile}"
    started = time.perf_counter()
    find_commitments(text, 0, len(text), MEETING, registry)
    assert time.perf_counter() - started < 3
