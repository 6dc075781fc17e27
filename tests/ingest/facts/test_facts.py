"""All facts of one invented resolution together, and of odd ones."""

import random
from datetime import date

import pytest

from kb.agencies import open_registry
from kb.ingest.facts import Facts, find_facts

REGISTRY = open_registry()
TITLE = "โครงการบ่อน้ำสมมุติในจังหวัดเลย วงเงิน 3 ล้านบาท"
BODY = """คณะรัฐมนตรีมีมติอนุมัติโครงการบ่อน้ำสมมุติ ภายในกรอบวงเงิน 3 ล้านบาท ตามที่กระทรวงมหาดไทย (มท.) เสนอ \
ทั้งนี้ ให้เป็นไปตามพระราชบัญญัติน้ำสมมุติ พ.ศ. 2561
โดยให้ มท. รับความเห็นของสำนักงบประมาณและกระทรวงการคลังไปพิจารณาดำเนินการด้วย
สาระสำคัญของเรื่อง
มท. รายงานว่า ฝนไม่ตกในจังหวัดเลย และน่าน ตามพระราชบัญญัติน้ำสมมุติ พ.ศ. 2561"""
TEXT = f"1. เรื่อง {TITLE}\n{BODY}\n"
START = TEXT.index(BODY)


def facts(title: str = TITLE, text: str = TEXT, start: int = START, end: int = START + len(BODY)) -> Facts:
    """The facts of a resolution of one meeting."""
    return find_facts(title, text, start, end, date(2020, 1, 5), None, REGISTRY)


def test_all_facts_of_one_resolution() -> None:
    """Each is there once, with its place in the text of the document."""
    found = facts()
    assert found.proposer is not None
    assert (found.proposer.name, found.outcome) == ("กระทรวงมหาดไทย", "อนุมัติ")
    assert found.proposer_evidence is not None
    assert found.proposer_evidence.quote == "กระทรวงมหาดไทย"
    assert [each.agency.name for each in found.opinions] == ["สำนักงบประมาณ", "กระทรวงการคลัง"]
    assert [TEXT[each.start : each.end] for each in found.opinions] == ["สำนักงบประมาณ", "กระทรวงการคลัง"]
    assert (found.kind.code, found.kind.rule) == ("1.1", "K7")
    assert (found.classification, found.classification_evidence) == ("ปกติ", None)
    assert [law.title for law in found.laws] == ["พระราชบัญญัติน้ำสมมุติ พ.ศ. 2561"]
    assert [(int(money.amount), money.start < START) for money in found.money] == [
        (3_000_000, True),
        (3_000_000, False),
    ]
    assert [each.name for each in found.provinces] == ["เลย", "น่าน"]
    assert [part.label for part in found.parts] == ["resolved", "budget", "conditions", "opinions", "essence"]


def test_every_fact_is_quoted_from_its_place() -> None:
    """What a span holds is what the fact says."""
    found = facts()
    quoted = [*found.laws, *found.money, found.kind.evidence, found.proposer_evidence]
    assert [TEXT[each.start : each.end] for each in quoted if each] == [each.quote for each in quoted if each]
    assert [TEXT[each.start : each.end] for each in found.provinces] == [each.name for each in found.provinces]


def test_an_empty_body_has_no_facts() -> None:
    """A matter of which the page says nothing more still has the facts of its title."""
    found = facts(text=f"1. เรื่อง {TITLE}\n", start=len(TITLE) + 11, end=len(TITLE) + 11)
    assert (found.parts, found.outcome, found.proposer, found.opinions) == ((), None, None, ())
    assert [each.name for each in found.provinces] == ["เลย"]


def test_a_title_that_is_not_in_the_text() -> None:
    """Facts of the body are found all the same, and the rule that the title gave has no evidence."""
    found = facts(title="โครงการที่ไม่มีในข้อความ")
    assert (found.kind.rule, found.kind.evidence) == ("K7", None)
    assert [money.start >= START for money in found.money] == [True]


@pytest.mark.parametrize("seed", range(20))
def test_mangled_text_is_survived(seed: int) -> None:
    """Letters lost, doubled and swapped, lines broken anywhere: no error, and every span stays inside the body."""
    chance = random.Random(seed)
    letters = list(BODY * 3)
    for _ in range(150):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(
            ["", letters[at] * 2, "\n", " ", "(", "๙", "พ.ศ.", letters[chance.randrange(len(letters))]]
        )
    text = "".join(letters)
    found = facts(title="", text=text, start=0, end=len(text))
    places = [*found.parts, *found.laws, *found.money, *found.provinces, *found.opinions]
    assert [each for each in places if not 0 <= each.start < each.end <= len(text)] == []
    assert [each.quote for each in found.money] == [text[each.start : each.end] for each in found.money]
