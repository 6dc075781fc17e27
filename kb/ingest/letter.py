"""A confirming letter: the Secretariat tells an agency what the cabinet resolved. One letter, one matter."""

import re
from dataclasses import dataclass
from datetime import date

from kb.agencies import AgencyRegistry
from kb.errors import Unreadable
from kb.ingest.document import ParsedMatter, ParsedPage
from kb.ingest.letter_head import LetterHead, LetterPart, read_letter_head
from kb.ingest.outcome import find_outcome
from kb.ingest.proposer import Proposer, find_proposer
from kb.text import find_dates, find_letter_numbers, to_arabic
from kb.text.unspaced import Unspaced, unspaced

UNKNOWN_NUMBER = 0
"""The matter number of a letter, which tells none: whoever stores it finds the matter by letter, date and title."""

READ = 12_000  # characters in which the decision is looked for
DATE_WITHIN = 220  # characters behind the words for a meeting in which its date stands

# How the Secretariat of the Cabinet has numbered its letters: now, until พ.ศ. 2545, and before that.
_OFFICE = re.compile(r"นร(?:\([^)]*\))?0[25]\d\d|สร0[24]\d\d")
# In text without white space. The first that is found tells of the meeting: what came before it is history.
_MEETINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:ที่ประชุม)?(?:คณะรั[ก-๎]{2,9}?)?(?:ได้)?(?:มีการ)?ประชุมปรึกษา",
        r"ในการประชุมคณะรัฐมนตรี(?:ครั้งที่[\d/]+)?(?=เมื่อ)",
        r"คณะรัฐมนตรี(?:ได้)?(?:ในการ|ในคราว)?(?:ประชุม|พิจารณา)[^.]{0,60}?(?=เมื่อวัน)",
        r"คณะรัฐมนตรี(?:ได้)?(?:มีมติ|ลงมติ)(?=เมื่อวัน)",
    )
)
_CABINET = "คณะรัฐมนตรี"
_STAMP = re.compile(r"ที่?\s*นร\s*[\d./()กข ]{2,}")  # a scan may have the rest of the number wrong
STAMPED = 200  # characters at the head in which it stands
_ASKED = re.compile(r"\s*(?:\([^()]{2,40}\)\s*)?(?:ได้\s*)?(?:ขอให้|เสนอ|นำเรื่อง|แจ้ง|รายงาน)")
_ON_THE_DAY = re.compile(r"เมื่อวัน[ก-๎]{0,10}ที่$")
_CLOSING = re.compile(r"จึง(?:ขอ|กราบ)?เรียน|ขอแสดงความนับถ")
_NOTICE = re.compile(r"ยืนยันมติ|เรียนยืนยันมา|แจ้งมติ|ลงมติ|มีมติ")


@dataclass(frozen=True)
class _Decision:
    """Where a letter tells what was decided, and on which day."""

    meeting_date: date | None
    start: int
    end: int
    undated: str  # its words as a summary page has them: without the meeting and its day between subject and verb


def is_confirming_letter(text: str) -> bool:
    """Whether `text` is a letter of the Secretariat with a subject, an addressee and a resolution of the cabinet."""
    head = read_letter_head(text)
    if head.subject is None or head.addressee is None:
        return False
    printed = text[head.number.start : head.number.end + 1] if head.number else text[:STAMPED]
    keys = [letter.key for letter in find_letter_numbers(printed)]
    if not any(map(_OFFICE.match, keys)) and (head.number or not _STAMP.search(to_arabic(text[:STAMPED]))):
        return False
    dense = unspaced(text[head.body_start : head.body_start + READ])
    return _meeting(dense) is not None and _NOTICE.search(dense.letters) is not None


def parse_letter(text: str, name: str, registry: AgencyRegistry, met_on: date | None = None) -> ParsedPage:
    """The one matter of a confirming letter called `name` in messages; its number is UNKNOWN_NUMBER.

    The meeting date is that of the sentence that tells what the cabinet resolved; the date at the head of the letter is
    `letter_date`, and the two never stand in for each other. The body runs from that sentence to the closing formula.
    `met_on` is the day of the meeting where it is known otherwise. Raises Unreadable when the letter has no subject, or
    no date of a meeting.
    """
    head = read_letter_head(text)
    if head.subject is None:
        raise Unreadable(
            f"{name}: ไม่พบชื่อเรื่องในหนังสือ โปรดตรวจว่ามีบรรทัด “เรื่อง …” เหนือ “เรียน …” แล้วนำเข้าใหม่",
            f"{name}: the letter has no subject; check that a line 'เรื่อง …' stands above 'เรียน …'",
        )
    decision = _decision(text, head)
    meeting_date = met_on or (decision.meeting_date if decision else None)
    if decision is None or meeting_date is None:
        raise Unreadable(
            f"{name}: ไม่พบวันประชุมในหนังสือ เช่น “คณะรัฐมนตรีได้ประชุมปรึกษาเมื่อวันที่ 7 มกราคม 2563 ลงมติ…” "
            "โปรดตรวจข้อความแล้วนำเข้าใหม่",
            f"{name}: the letter does not say when the cabinet met, as in "
            "'คณะรัฐมนตรีได้ประชุมปรึกษาเมื่อวันที่ 7 มกราคม 2563 ลงมติ…'; check its text",
        )
    matter = _matter(text, head, head.subject, decision, registry)
    return ParsedPage(meeting_date, (matter,), _warnings(head, meeting_date))


def _matter(
    text: str, head: LetterHead, subject: LetterPart, decision: _Decision, registry: AgencyRegistry
) -> ParsedMatter:
    body = text[decision.start : decision.end]
    proposer = _proposer(text[head.body_start : decision.start], subject.quote, body, head, registry)
    return ParsedMatter(
        number=UNKNOWN_NUMBER,
        title=subject.quote,
        title_start=subject.start,
        title_end=subject.end,
        body_start=decision.start,
        body_end=decision.end,
        group=None,
        agency=proposer.name if proposer else None,
        agency_abbr=proposer.abbr if proposer else None,
        outcome=find_outcome(decision.undated),
        letter_number=head.number.quote if head.number else None,
        letter_date=head.date,
    )


def _decision(text: str, head: LetterHead) -> _Decision | None:
    dense = unspaced(text[head.body_start : head.body_start + READ])
    meeting = _meeting(dense)
    if meeting is None:
        return None
    start = head.body_start + dense.span(*meeting.span())[0]
    days = (mention for mention in find_dates(text[start : start + DATE_WITHIN]) if mention.precision == "day")
    day = next(days, None)
    closing = _CLOSING.search(dense.letters, meeting.end())
    end = head.body_start + dense.span(*closing.span())[0] if closing else len(text)
    words = text[start:end].rstrip()
    met = head.body_start + dense.span(*meeting.span())[1] - start
    before_day = _ON_THE_DAY.sub("", unspaced(words[met : day.start]).letters) if day and day.start >= met else ""
    undated = f"{_CABINET}{before_day} {words[max(met, day.end if day else 0) :].lstrip()}"
    return _Decision(day.first if day else None, start, start + len(words), undated)


def _meeting(dense: Unspaced) -> re.Match[str] | None:
    found = (pattern.search(dense.letters) for pattern in _MEETINGS)
    return next(filter(None, found), None)


def _proposer(before: str, title: str, body: str, head: LetterHead, registry: AgencyRegistry) -> Proposer | None:
    """Who proposed: as the decision says, or what leads to it; else the addressee, unless the letter is a circular."""
    if found := find_proposer(title, body, registry) or find_proposer(title, before, registry):
        return found
    for mention in registry.mentions(before):
        if _ASKED.match(before, mention.end):
            return Proposer(mention.agency.name, mention.agency.abbr)
    circular = head.number is not None and "ว" in head.number.quote.rpartition("/")[2]
    if circular or head.addressee is None:
        return None
    agency = registry.find(registry.canonical(head.addressee.quote))
    return Proposer(agency.name, agency.abbr) if agency else None


def _warnings(head: LetterHead, meeting: date) -> tuple[str, ...]:
    odd = (
        (head.number is None, "ไม่พบเลขที่หนังสือ", "the letter has no number"),
        (head.date is None, "ไม่พบวันที่ของหนังสือ", "the letter has no date of its own"),
        (
            head.date is not None and head.date < meeting,
            "วันที่ของหนังสืออยู่ก่อนวันประชุม โปรดตรวจ",
            "the letter is dated before the meeting; check both",
        ),
    )
    return tuple(f"{thai} ({english})" for is_odd, thai, english in odd if is_odd)
