"""The four classes: each rule with a title or a decision, invented, that it holds for."""

from datetime import date

import pytest

from kb.ingest.facts.parts import find_parts
from kb.ingest.facts.resolution_kind import KINDS, RULES, ResolutionKind, find_kind

MEETING = date(2020, 1, 5)


def kind(title: str, body: str, group: str | None = None, outcome: str | None = "เห็นชอบ") -> tuple[ResolutionKind, str]:
    """The kind of a resolution, and the text it was read from."""
    text = f"{title}\n{body}"
    parts = find_parts(text, len(title) + 1, len(text), [])
    return find_kind(text, (0, len(title)), title, parts, group, outcome, MEETING), text


CASES = [
    ("การแต่งตั้งกรรมการว่าว", "มีมติอนุมัติ", None, "อนุมัติ", "1.2", "K1", "แต่งตั้ง", "an appointment"),
    (
        "องค์ประกอบของคณะว่าว", "มีมติเห็นชอบ", "แต่งตั้ง", "เห็นชอบ", "1.2", "K1", "องค์ประกอบของคณะว่าว",
        "told by its group",
    ),
    (
        "ร่างพระราชบัญญัติว่าว พ.ศ. ....", "มีมติอนุมัติหลักการ", None, "อนุมัติหลักการ", "1.2", "K2", "ร่างพระราชบัญญัติ",
        "a bill",
    ),
    (
        "ร่างกฎกระทรวงบัตรของผู้ซึ่งได้รับแต่งตั้ง พ.ศ. ....", "มีมติเห็นชอบ", None, "เห็นชอบ", "1.2", "K2", "ร่างกฎกระทรวง",
        "a draft that speaks of the appointed",
    ),
    ("รายงานประจำปีของว่าว", "มีมติรับทราบ", None, "รับทราบ", "1.2", "K3", "รับทราบ", "only noted"),
    (
        "การประหยัดเชือก", "มีมติเห็นชอบ และให้ทุกส่วนราชการถือปฏิบัติ", None, "เห็นชอบ", "2.1", "K4", "ให้ทุกส่วนราชการถือปฏิบัติ",
        "all offices shall follow it",
    ),
    (
        "ร่างบันทึกความเข้าใจเรื่องลม", "มีมติเห็นชอบ", "ต่างประเทศ", "เห็นชอบ", "1.2", "K5", "ร่างบันทึกความเข้าใจ",
        "a paper to be signed",
    ),
    (
        "หลักเกณฑ์ช่วยเหลือเกษตรกร", "มีมติเห็นชอบ", None, "เห็นชอบ", "2.2", "K6", "หลักเกณฑ์ช่วยเหลือเกษตรกร",
        "a rule for outsiders",
    ),
    ("โครงการว่าวเพื่อทุกคน", "มีมติอนุมัติ", None, "อนุมัติ", "1.1", "K7", "โครงการ", "a project"),
    (
        "การปล่อยว่าว", "มีมติอนุมัติเป็นเวลา 3 ปี", None, "อนุมัติ", "1.1", "K7", "เป็นเวลา 3 ปี",
        "a period in the decision",
    ),
    (
        "แนวปฏิบัติเรื่องการเก็บว่าว", "มีมติเห็นชอบ", None, "เห็นชอบ", "2.1", "K8", "แนวปฏิบัติ",
        "a rule of the administration",
    ),
    (
        "การปิดถนน", "มีมติเห็นชอบ ตั้งแต่ 3 มกราคม - 9 กุมภาพันธ์ 2563", None, "เห็นชอบ", "1.1", "K9",
        "3 มกราคม - 9 กุมภาพันธ์ 2563",
        "it ends on a day after the meeting",
    ),
    (
        "การปิดถนน", "มีมติเห็นชอบ ตั้งแต่ 3 - 4 มกราคม 2563", None, "เห็นชอบ", "1.2", "K0", None,
        "days that are over tell nothing",
    ),
    (
        "การรับรองวัดตามระเบียบว่าด้วยวัด", "มีมติเห็นชอบ", None, "เห็นชอบ", "1.2", "K0", None,
        "a rule that is only applied",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "body", "group", "outcome", "code", "rule", "quote", "reason"), CASES, ids=[row[7] for row in CASES]
)
def test_the_first_rule_that_holds_decides(
    title: str, body: str, group: str | None, outcome: str, code: str, rule: str, quote: str | None, reason: str
) -> None:
    """The class comes with the rule, a Thai sentence and the words it was seen in."""
    found, text = kind(title, body, group, outcome)
    assert (found.code, found.rule) == (code, rule), reason
    assert (found.evidence.quote if found.evidence else None) == quote, reason
    assert found.is_default == (rule == "K0")
    if found.evidence:
        assert text[found.evidence.start : found.evidence.end] == quote


def test_every_rule_says_why() -> None:
    """Names are unique, codes are of the four, and each why is a Thai sentence."""
    assert [rule.name for rule in RULES] == ["K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8"]
    assert {rule.code for rule in RULES} == set(KINDS)
    assert [rule.name for rule in RULES if len(rule.why) < 20] == []
