"""How sure a commitment is: the share right among the finds of its kind. Pure."""

import re

from kb.ingest.facts.commitment_region import ADOPTED, DECISION, PREMIER, RESUMED

# The share right of finds read in random samples of the whole archive, by the words that lay the duty, by where they
# stand, and by who leads. A find is as sure as the weakest of the three.
_BY_CUE = {
    "ให้ส่ง": 0.98,
    "อนุมัติให้": 0.97,
    "เห็นชอบให้": 0.9,
    "ให้ (implied)": 0.88,
    "โดย": 0.85,
    "ต้อง": 0.85,
    "ดังนี้": 0.82,
}
_BY_REGION = {DECISION: 1.0, RESUMED: 0.77, PREMIER: 0.92, ADOPTED: 0.93}
USUAL, UNKNOWN_LEAD, LONG_LEAD = 0.96, 0.88, 0.68
LONG = 60  # letters of a lead nobody listed from which it was often read too far
# Leads that no registry lists and that are read as surely as those it does.
_SURE = re.compile(
    r"(?:ทุก)?(?:หน่วยงาน|ส่วนราชการ)(?:อื่น)?[\s\u200b]*(?:ๆ[\s\u200b]*)?ที่เกี่ยวข้อง$|คณะกรรมการ(?:ตรวจสอบร่างกฎหมาย|ประสานงานสภาผู้แทน)"
    r"|(?:รอง)?นายกรัฐมนตรี|รัฐมนตรี|ปลัด|เลขาธิการ|อธิบดี|เอกอัครราชทูต"
)


def confidence(cue: str, region: str, lead: str, *, known: bool) -> float:
    """Between 0 and 1; `known` tells whether the registry knows who leads."""
    return min(_BY_CUE.get(cue, USUAL), _BY_REGION[region], 1.0 if known else _lead_share(lead))


def _lead_share(lead: str) -> float:
    """How often a lead that no registry lists was read right."""
    if _SURE.match(lead):
        return 1.0
    return LONG_LEAD if len(lead) > LONG else UNKNOWN_LEAD
