"""Who is named at the beginning of a duty, in invented sentences of the shapes that decisions have."""

import time

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest.facts.actors import ActorReader, Actors


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies known from the start."""
    return open_registry()


def read(words: str, registry: AgencyRegistry) -> Actors | None:
    """The actors that `words` begin with."""
    return ActorReader(words, registry, 0, len(words)).read(0, len(words))


@pytest.mark.parametrize(
    ("words", "named", "rest", "reason"),
    [
        ("กค. รายงานผล", ["กค."], " รายงานผล", "an abbreviation"),
        ("กระทรวงการคลังรายงานผล", ["กระทรวงการคลัง"], "รายงานผล", "a name without a space behind it"),
        ("กระทรวงการคลัง (กค.) รายงานผล", ["กระทรวงการคลัง"], " รายงานผล", "its abbreviation in brackets"),
        ("กษ. (กรมชลประทาน) สำรวจลำน้ำ", ["กรมชลประทาน"], " สำรวจลำน้ำ", "the department in brackets acts"),
        ("กค. และ มท. รายงานผล", ["กค.", "มท."], " รายงานผล", "two joined by a word"),
        ("กค. มท. และ ศธ. รายงานผล", ["กค.", "มท.", "ศธ."], " รายงานผล", "three, two of them by a space"),
        ("กค., มท. รายงานผล", ["กค.", "มท."], " รายงานผล", "joined by a comma"),
        ("กค. ร่วมกับ มท. จัดทำแผน", ["กค.", "มท."], " จัดทำแผน", "together with"),
        ("กค. โดยประสานกับ มท. จัดทำแผน", ["กค.", "มท."], " จัดทำแผน", "in consultation with"),
        (
            "กระทรวงการคลัง โดยกรมสรรพากร ออกประกาศ",
            ["กระทรวงการคลัง", "กรมสรรพากร"],
            " ออกประกาศ",
            "through a department",
        ),
        (
            "สำนักงานประกันสังคม กระทรวงแรงงาน จัดทำแผน",
            ["สำนักงานประกันสังคม"],
            " จัดทำแผน",
            "its ministry behind it is no actor",
        ),
        (
            "กระทรวงการคลังและหน่วยงานที่เกี่ยวข้องดำเนินการ",
            ["กระทรวงการคลัง", "หน่วยงานที่เกี่ยวข้อง"],
            "ดำเนินการ",
            "and those concerned",
        ),
        (
            "หน่วยงานที่เกี่ยวข้อง ได้แก่ กค. และ มท. ดำเนินการ",
            ["หน่วยงานที่เกี่ยวข้อง", "กค.", "มท."],
            " ดำเนินการ",
            "those concerned, then who they are",
        ),
        ("ทุกส่วนราชการถือปฏิบัติ", ["ทุกส่วนราชการ"], "ถือปฏิบัติ", "all of a kind"),
        ("หน่วยงานความมั่นคงที่เกี่ยวข้องกำกับติดตาม", ["หน่วยงานความมั่นคงที่เกี่ยวข้อง"], "กำกับติดตาม", "those concerned with a field"),
        (
            "หน่วยงานรับผิดชอบโครงการตามข้อ 1 และ 2 เร่งเบิกจ่าย",
            ["หน่วยงานรับผิดชอบโครงการตามข้อ 1 และ 2"],
            " เร่งเบิกจ่าย",
            "told apart by what they run",
        ),
        (
            "หน่วยงานผู้รับผิดชอบโครงการที่ได้รับอนุมัติให้ใช้เงินและอยู่ระหว่างดำเนินการให้เร่งรัดงาน",
            ["หน่วยงานผู้รับผิดชอบโครงการที่ได้รับอนุมัติให้ใช้เงินและอยู่ระหว่างดำเนินการ"],
            "ให้เร่งรัดงาน",
            "what tells them apart can hold verbs; theirs follows a ให้",
        ),
        (
            "หน่วยงานของรัฐที่รับผิดชอบทะเบียนบัวเร่งตรวจสอบทะเบียน",
            ["หน่วยงานของรัฐที่รับผิดชอบทะเบียนบัว"],
            "เร่งตรวจสอบทะเบียน",
            "a verb that is no part of a name ends it without a space",
        ),
        (
            "หน่วยงานของรัฐที่อยู่ระหว่างการจัดทำทะเบียน รายงานผล",
            ["หน่วยงานของรัฐที่อยู่ระหว่างการจัดทำทะเบียน"],
            " รายงานผล",
            "the verb of a noun does not",
        ),
        (
            "หน่วยงานเจ้าของโครงการดังกล่าวและกรมการข้าวรับความเห็นไปพิจารณา",
            ["หน่วยงานเจ้าของโครงการดังกล่าว", "กรมการข้าว"],
            "รับความเห็นไปพิจารณา",
            "the next actor ends it, too",
        ),
        ("หน่วยงานที่รับผิดชอบข้างต้นเร่งรัดงาน", ["หน่วยงานที่รับผิดชอบข้างต้น"], "เร่งรัดงาน", "those told above"),
        ("ส่วนราชการปฏิบัติตามมติ", ["ส่วนราชการ"], "ปฏิบัติตามมติ", "a verb that is also a kind of agency"),
        ("กรมการข้าวที่ยังมีงานค้าง ดำเนินการตามระเบียบ", ["กรมการข้าว"], " ดำเนินการตามระเบียบ", "a name stays short"),
        (
            "รองนายกรัฐมนตรี (นายสมมุติ ใจดี) และรัฐมนตรีว่าการกระทรวงการคลังหรือผู้แทนลงนาม",
            ["รองนายกรัฐมนตรี (นายสมมุติ ใจดี) และรัฐมนตรีว่าการกระทรวงการคลัง"],
            "ลงนาม",
            "one person with two offices",
        ),
        (
            "รัฐมนตรีว่าการกระทรวงการคลังหรือผู้แทนที่ได้รับมอบหมายให้เข้าร่วมการประชุมบัวโลก ครั้งที่ 7 ร่วมรับรองร่าง",
            ["รัฐมนตรีว่าการกระทรวงการคลัง"],
            " ร่วมรับรองร่าง",
            "what the alternate is to attend",
        ),
        (
            "หัวหน้าคณะผู้แทนไทยในการประชุมบัวโลก หรือผู้แทนร่วมรับรองร่าง",
            ["หัวหน้าคณะผู้แทนไทยในการประชุมบัวโลก"],
            "ร่วมรับรองร่าง",
            "the head of a delegation, with its meeting",
        ),
        (
            "คณะกรรมการทดลองตัวอย่าง สรุปผลการพิจารณา",
            ["คณะกรรมการทดลองตัวอย่าง"],
            " สรุปผลการพิจารณา",
            "a body nobody listed ends before a spaced verb",
        ),
        ("รัฐมนตรีว่าการกระทรวงการคลังเป็นผู้ลงนาม", ["รัฐมนตรีว่าการกระทรวงการคลัง"], "เป็นผู้ลงนาม", "a minister"),
        (
            "รัฐมนตรีว่าการกระทรวงการคลังหรือผู้แทนที่ได้รับมอบหมายลงนาม",
            ["รัฐมนตรีว่าการกระทรวงการคลัง"],
            "ลงนาม",
            "an alternate is not joint",
        ),
        ("อธิบดีกรมศุลกากรหรือผู้แทนที่ กค. มอบหมายเป็นผู้ลงนาม", ["อธิบดีกรมศุลกากร"], "เป็นผู้ลงนาม", "nor who names the alternate"),
        ("นายกรัฐมนตรี หรือผู้แทน ร่วมรับรอง", ["นายกรัฐมนตรี"], " ร่วมรับรอง", "the prime minister or a delegate"),
        ("รองนายกรัฐมนตรี (นายสมมุติ ใจดี) เป็นผู้ลงนาม", ["รองนายกรัฐมนตรี"], " เป็นผู้ลงนาม", "a person's name is left out"),
        (
            "ปลัดกระทรวงสาธารณสุขในฐานะหัวหน้าคณะผู้แทนไทยร่วมรับรอง",
            ["ปลัดกระทรวงสาธารณสุข"],
            "ร่วมรับรอง",
            "the capacity belongs to the actor",
        ),
        (
            "คณะกรรมการทดลองตัวอย่างแห่งชาติพิจารณากำหนดแนวทาง",
            ["คณะกรรมการทดลองตัวอย่างแห่งชาติ"],
            "พิจารณากำหนดแนวทาง",
            "a body nobody listed ends before the verb",
        ),
        ("จังหวัดน่านและจังหวัดตากสำรวจพื้นที่", ["จังหวัดน่าน", "จังหวัดตาก"], "สำรวจพื้นที่", "provinces"),
        (
            "คณะกรรมการตรวจสอบร่างกฎหมายและร่างอนุบัญญัติที่เสนอคณะรัฐมนตรีตรวจพิจารณา",
            ["คณะกรรมการตรวจสอบร่างกฎหมายและร่างอนุบัญญัติที่เสนอคณะรัฐมนตรี"],
            "ตรวจพิจารณา",
            "a name with a verb in it",
        ),
        (
            "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน) จัดทำระบบ",
            ["สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)"],
            " จัดทำระบบ",
            "the legal form belongs to the name",
        ),
        ("จังหวัดและกลุ่มจังหวัดนำโครงการไปปลูก", ["จังหวัด", "กลุ่มจังหวัด"], "นำโครงการไปปลูก", "two kinds of body"),
        (
            "สำนักงานบัวหลวงจังหวัดตาก ส่งเสริมให้ปลูกบัว",
            ["สำนักงานบัวหลวงจังหวัดตาก"],
            " ส่งเสริมให้ปลูกบัว",
            "an office in a province, before a verb that names use",
        ),
        ("สำนักงานขนส่งจังหวัดตาก ดำเนินการ", ["สำนักงานขนส่งจังหวัดตาก"], " ดำเนินการ", "a verb inside a name"),
        ("ปศุสัตว์จังหวัดตากสนับสนุนบัว", ["ปศุสัตว์จังหวัดตาก"], "สนับสนุนบัว", "an officer of a province"),
        (
            "คณะอนุกรรมการขับเคลื่อนการทดลองบัวและการติดตามบัว พิจารณาแผน",
            ["คณะอนุกรรมการขับเคลื่อนการทดลองบัวและการติดตามบัว"],
            " พิจารณาแผน",
            "no name ends in a joining word",
        ),
        (
            "หน่วยงานรับผิดชอบโครงการทดลองปลูกบัวและอื่น ๆ พิจารณาแผน",
            ["หน่วยงานรับผิดชอบโครงการทดลองปลูกบัวและอื่น ๆ"],
            " พิจารณาแผน",
            "told by its project",
        ),
        (
            "หน่วยงานเจ้าของโครงการในกลุ่มบัว จำนวน 45 โครงการ ทบทวนแผน",
            ["หน่วยงานเจ้าของโครงการในกลุ่มบัว"],
            " ทบทวนแผน",
            "how many there are is no name",
        ),
        ("หน่วยงานในสังกัด กระทรวงยุติธรรม ดูแลบัว", ["หน่วยงานในสังกัด กระทรวงยุติธรรม"], " ดูแลบัว", "of which ministry"),
        ("หน่วยงานในพื้นที่จังหวัดตาก เร่งปลูก", ["หน่วยงานในพื้นที่จังหวัดตาก"], " เร่งปลูก", "of which province"),
        ("หน่วยงานความมั่นคง กำกับบัว", ["หน่วยงานความมั่นคง"], " กำกับบัว", "a kind of agency"),
        ("ม.บัวหลวง ปลูกบัว", ["ม.บัวหลวง"], " ปลูกบัว", "a university by its short form"),
        ("หน่วยงาน ต่าง ๆ ดำเนินการ", ["หน่วยงาน ต่าง ๆ"], " ดำเนินการ", "all kinds of agencies"),
        ("ผู้ว่าราชการจังหวัดทุกจังหวัด ดูแลบัว", ["ผู้ว่าราชการจังหวัดทุกจังหวัด"], " ดูแลบัว", "every governor"),
        (
            "หน่วยงานที่เกี่ยวข้อง โดยเฉพาะ กค. เร่งปลูก",
            ["หน่วยงานที่เกี่ยวข้อง", "กค."],
            " เร่งปลูก",
            "one of them above all",
        ),
        (
            "นายกรัฐมนตรีหรือผู้แทนประเทศไทยที่ได้รับมอบหมายเสนอแผน",
            ["นายกรัฐมนตรี"],
            "เสนอแผน",
            "the alternate is told by country",
        ),
        ("บมจ. บัวหลวง ปลูกบัว", ["บมจ. บัวหลวง"], " ปลูกบัว", "a company by its short form"),
        (
            "หน่วยงานที่ได้รับอนุมัติจากคณะรัฐมนตรีให้ใช้จ่ายเงินบัว ต้องดำเนินการให้เสร็จ",
            ["หน่วยงานที่ได้รับอนุมัติจากคณะรัฐมนตรีให้ใช้จ่ายเงินบัว"],
            " ต้องดำเนินการให้เสร็จ",
            "what it was approved for",
        ),
    ],
)
def test_actors(words: str, named: list[str], rest: str, reason: str, registry: AgencyRegistry) -> None:
    """The actors as printed, and where the words about them stop."""
    actors = read(words, registry)
    assert actors is not None, reason
    assert [actor.printed for actor in actors.named] == named, reason
    assert words[actors.end :] == rest, reason


@pytest.mark.parametrize(
    ("words", "official", "reason"),
    [
        ("กค. รายงานผล", "กระทรวงการคลัง", "by abbreviation"),
        ("กระทรวง การคลัง รายงานผล", "กระทรวงการคลัง", "spaces inside a name"),
        ("อธิบดีกรมศุลกากรลงนาม", "กรมศุลกากร", "who heads an agency speaks for it"),
        ("หน่วยงานที่เกี่ยวข้องดำเนินการ", None, "no agency in particular"),
        ("ทช. สำรวจพื้นที่", None, "two departments share it"),
    ],
)
def test_official_names(words: str, official: str | None, reason: str, registry: AgencyRegistry) -> None:
    """The registry's name where it knows one, else none."""
    actors = read(words, registry)
    assert actors is not None, reason
    assert actors.named[0].official == official, reason


@pytest.mark.parametrize(
    "words", ["ดำเนินการต่อไปได้", "มีผลใช้บังคับ", "พ.ศ. 2567 เป็นต้นไป", "แก่ประชาชน", "", "   ", "ความเห็นชอบ"]
)
def test_nobody_is_named(words: str, registry: AgencyRegistry) -> None:
    """Words that begin with no actor."""
    assert read(words, registry) is None


@pytest.mark.parametrize(
    "hostile", ["กค. " * 25_000, "กระทรวง" * 14_000, "หน่วยงาน" * 12_000, "(" * 100_000, "ก" * 100_000]
)
def test_hostile_words(hostile: str, registry: AgencyRegistry) -> None:
    """Endless lists, names and brackets are read in bounded time."""
    reader = ActorReader(hostile, registry, 0, len(hostile))
    started = time.perf_counter()
    reader.read(0, len(hostile))
    assert time.perf_counter() - started < 1
