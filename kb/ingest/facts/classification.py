"""The classification printed on a document; what is printed nowhere is ปกติ."""

import re
from functools import lru_cache

from kb.ingest.facts.evidence import Evidence, evidence
from kb.text import to_arabic

NORMAL, SECRET, VERY_SECRET, TOP_SECRET = "ปกติ", "ลับ", "ลับมาก", "ลับที่สุด"
LEVELS = (NORMAL, SECRET, VERY_SECRET, TOP_SECRET)
"""From open to closed."""

_MARK = r"ล\s?ั\s?บ(?:\s?(?:ที่\s?สุด|มาก))?"
# A mark stands alone in its line, perhaps beside one of urgency; or behind the words for it.
_LINE = re.compile(
    rf"(?m)^[ \t\xa0\u200b(\[*\-–]*(?:(?:ด่วนที่สุด|ด่วนมาก|ด่วน)[ \t/,-]*)?(?P<mark>{_MARK})"
    r"(?:[ \t/,-]*(?:ด่วนที่สุด|ด่วนมาก|ด่วน))?[ \t\xa0\u200b)\]*\-–]*$"
)
_LABELLED = re.compile(rf"(?:ชั้นความลับ|ลำดับชั้นความลับ)\s*:?\s*(?P<mark>{_MARK})(?![ก-๎])")
_BESIDE_NUMBER = re.compile(rf"(?m)^[ \t\xa0]*(?P<mark>{_MARK})[ \t\xa0]+(?:ด่วน[ก-๎]*[ \t\xa0]+)?(?=ที่\s)")
_SECRET_SERIES = re.compile(
    r"(?m)^[^\n]{0,30}?ที่[ \t\xa0]{0,6}[ก-ฮ.]{2,6}[ \t\xa0]*[\d.]{2,12}/[ \t]*(?P<mark>[ก-ฮ]?\(ล\))"
)
HEAD = 600  # characters in which a letter's own number stands


@lru_cache(maxsize=8)  # the matters of one page ask one after another
def find_classification(text: str) -> tuple[str, Evidence | None]:
    """The highest classification printed in `text` and where; ปกติ and no evidence when none is.

    The word in a sentence ("ประชุมลับ", "วาระลับ") is no mark. A number of the secret series, ว(ล), is one of ลับ.
    """
    found = [
        (_level(match["mark"]), match)
        for pattern in (_LINE, _LABELLED, _BESIDE_NUMBER)
        for match in pattern.finditer(text)
    ]
    if not found and (series := _SECRET_SERIES.search(to_arabic(text[:HEAD]))):
        found = [(SECRET, series)]
    if not found:
        return NORMAL, None
    level, match = max(found, key=lambda each: (LEVELS.index(each[0]), -each[1].start()))
    return level, evidence(text, *match.span("mark"))


def _level(mark: str) -> str:
    return "".join(mark.split())
