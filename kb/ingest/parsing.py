"""The text of one document -> what it says: which kind of document it is, its meeting and its matters. Pure."""

import re
from dataclasses import dataclass, replace

from kb.agencies import AgencyRegistry
from kb.errors import Unreadable
from kb.ingest.document import Kind, ParsedPage
from kb.ingest.header import is_meeting_page
from kb.ingest.letter import is_confirming_letter, parse_letter
from kb.ingest.letter_head import read_letter_head
from kb.ingest.news_item import news_title
from kb.ingest.page import parse_page
from kb.ingest.plain_text import named_date, parse_text
from kb.ingest.scanned_digits import believable
from kb.ingest.submission import is_submission


@dataclass(frozen=True)
class Understood:
    """A text and the kind it was read as."""

    kind: Kind
    page: ParsedPage


@dataclass(frozen=True)
class NoResolution:
    """A text that is rightly none of ours; `reason` says what it is, in Thai and English."""

    reason: str


_RESOLVED = re.compile(r"คณะรัฐมนตรี\s*(?:ได้)?\s*(?:ประชุม|พิจารณา|มีมติ|ลงมติ|มีความเห็น|อนุมัติ|เห็นชอบ|รับทราบ)")
READ = 4_000  # characters in which a document that is one resolution tells of the cabinet


def understand(
    text: str, name: str, registry: AgencyRegistry, *, chosen: bool = True, recognised: bool = False
) -> Understood | NoResolution:
    """What a text says. Raises Unreadable where it should be a resolution and lacks a date, a title or a matter.

    A text that nobody wrote for this archive (`chosen` is false: a PDF, a scan, a Word file of some folder) must tell
    of the cabinet, or be named like a resolution, to be taken for one. Of `recognised` text only such dates and numbers
    are believed as can be.
    """
    understood = _understood(text, name, registry, chosen=chosen)
    if recognised and isinstance(understood, Understood):
        named = named_date(name.rpartition("!")[2])
        return replace(understood, page=believable(understood.page, text, name, named))
    return understood


def _understood(text: str, name: str, registry: AgencyRegistry, *, chosen: bool) -> Understood | NoResolution:
    own_name = name.rpartition("!")[2]
    if is_meeting_page(text):
        return Understood("meeting-page", parse_page(text, name, registry))
    if is_confirming_letter(text):
        return Understood("letter", parse_letter(text, name, registry, named_date(own_name)))
    if is_submission(text):
        return NoResolution("ร่างหนังสือเสนอคณะรัฐมนตรี ยังไม่ใช่มติ (a draft submission, not a resolution)")
    head = read_letter_head(text)
    if head.subject and head.addressee and (head.number or head.date):
        return NoResolution("หนังสือราชการอื่นที่ไม่ใช่หนังสือยืนยันมติ (an official letter that confirms no resolution)")
    if (title := news_title(text)) is not None:
        return NoResolution(f"ข่าวอื่นที่ไม่ใช่สรุปการประชุมคณะรัฐมนตรี: {title} (other news, not a cabinet-meeting summary)")
    if not chosen and not _RESOLVED.search(text[:READ]) and named_date(own_name) is None:
        raise Unreadable(
            f"{name}: ไม่พบสรุปการประชุม หนังสือยืนยันมติ หรือมติคณะรัฐมนตรี หากเป็นมติ โปรดตั้งชื่อไฟล์เป็น ปี-เดือน-วัน-ลำดับ "
            "เช่น 2020-01-07-05.pdf แล้วนำเข้าใหม่",
            f"{name}: no meeting summary, confirming letter or resolution of the cabinet in it; if it is one, name the "
            "file YYYY-MM-DD-NN, for example 2020-01-07-05.pdf, and load it again",
        )
    return Understood("text", parse_text(text, own_name, registry))
