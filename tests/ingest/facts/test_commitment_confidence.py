"""How sure a commitment is, by what laid it, where it stands and who leads."""

import pytest

from kb.ingest.facts.commitment_confidence import confidence
from kb.ingest.facts.commitment_region import ADOPTED, DECISION, PREMIER, RESUMED


@pytest.mark.parametrize(
    ("cue", "region", "lead", "known", "expected", "reason"),
    [
        ("ให้", DECISION, "กค.", True, 0.96, "a plain order to an agency"),
        ("ให้ส่ง", DECISION, "กค.", True, 0.98, "sent to be examined"),
        ("มอบหมายให้", DECISION, "หน่วยงานที่เกี่ยวข้อง", False, 0.96, "those concerned are as sure as an agency"),
        ("ให้", DECISION, "รัฐมนตรีว่าการกระทรวงบัว", False, 0.96, "so is somebody told by office"),
        ("ให้", DECISION, "ศูนย์บัวหลวง", False, 0.88, "nobody listed the lead"),
        ("ให้", DECISION, "หน่วยงานที่ปลูกบัว" + "ที่ได้รับอนุมัติ" * 4, False, 0.68, "a long lead may be read too far"),
        ("ให้", PREMIER, "กค.", True, 0.92, "the prime minister's orders"),
        ("ให้", ADOPTED, "กค.", True, 0.93, "orders of others"),
        ("ให้", RESUMED, "กค.", True, 0.77, "behind a table"),
        ("ดังนี้", ADOPTED, "ศูนย์บัวหลวง", False, 0.82, "the weakest of the three"),
    ],
)
def test_confidence(cue: str, region: str, lead: str, known: bool, expected: float, reason: str) -> None:
    """The share right of the weakest kind that a find belongs to."""
    assert confidence(cue, region, lead, known=known) == expected, reason
