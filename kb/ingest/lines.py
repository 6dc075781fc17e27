"""The lines of a meeting page and what each of them looks like, before anything is known about its neighbours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A heading prints "N. เรื่อง title"; the word is also found misspelt, and the number in Thai digits.
# Written together ("เรื่องเดิม", "เรื่องเพื่อทราบ") it is nearly always another word, so a space must follow.
_STRICT = re.compile(
    r"[^\w\n]{0,3}(?P<number>[0-9๐-๙]{1,3})[\s.)]{0,30}(?:เรื่อง|เรือง|เรี่อง|รื่อง)(?:\s*:\s*|\s+)(?P<title>\S.*)"
)
# What may be a heading only when the agenda knows its title: the number, the word or the space is missing.
_LOOSE = re.compile(r"[^\w\n]{0,3}(?:(?P<number>[0-9๐-๙]{1,3})\s*[.)]\s*(?P<word>เรื่อง)?|เรื่อง\s*:?)\s*(?P<title>\S.*)")
_SEPARATOR = re.compile(r"[*_=.\-–—…\s]{3,}")
_GROUP = re.compile(
    r"(?:\d\.\s*)?(?:กฎหมาย|กฏหมาย|เศรษฐกิจ(?:[\s\-–—/]*(?:และ)?\s*สังคม)?|(?:การ)?ต่างประเทศ|(?:การ)?แต่งตั้ง)"
)
_DECISION = re.compile(
    r"[\u200b\s]*(?:ที่ประชุม)?\s*(?:คณะรัฐมนตรี|ครม\.|คณะ?(?:รั[ก-๎]{0,9}?)?(?:มีม{0,2}ติ|มีมีติ|รับทราบ|เห็นชอบ|อนุมัติ))"
)
# A decision printed in the line of its heading.
_INLINE_DECISION = re.compile(r"\s(?=คณะรัฐมนตรี(?:ได้)?\s*(?:มีม?ติ|รับทราบ|เห็นชอบ|อนุมัติ))")
_FOOTER = re.compile(r"ที่มา\s*:\s*(?:https?:|www\.)")
_NOTICE = re.compile(r"\(?โปรดตรวจสอบมติคณะรัฐมนตรี|สำนักโฆษก\s.*โทร")

LONGEST_GROUP = 24
LAW, SOCIAL_ECONOMIC, FOREIGN, APPOINTMENT = "กฎหมาย", "เศรษฐกิจ - สังคม", "ต่างประเทศ", "แต่งตั้ง"


@dataclass(frozen=True)
class Line:
    """One non-blank line: `text` is its whitespace-collapsed form, `start:end` its trimmed span in the page."""

    start: int
    end: int
    text: str

    @property
    def is_separator(self) -> bool:
        """A rule of asterisks, dots, dashes or underscores."""
        return _SEPARATOR.fullmatch(self.text) is not None

    @property
    def is_decision(self) -> bool:
        """The opening of a body: the cabinet is the subject of the sentence."""
        return _DECISION.match(self.text) is not None

    @property
    def is_footer(self) -> bool:
        """The line that names the web page a corpus took the text from."""
        return _FOOTER.match(self.text) is not None

    @property
    def is_furniture(self) -> bool:
        """A line of the page, not of any matter: a rule, a group heading, the notice to check the official text."""
        return self.is_separator or group_name(self.text) is not None or _NOTICE.match(self.text) is not None


@dataclass(frozen=True)
class Heading:
    """A line that may open a matter. `at` is its index among the lines, `title_start:title_end` its title in the page.

    `strict` when number, word and space are all there; `worded` when at least the word "เรื่อง" is.
    """

    at: int
    number: int | None
    title: str
    title_start: int
    title_end: int
    strict: bool
    worded: bool


def page_lines(text: str) -> list[Line]:
    """The non-blank lines of `text` in order."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            yield Line(start, start + len(stripped), " ".join(stripped.split()))
        position += len(raw) + 1


def group_name(line: str) -> str | None:
    """The canonical agenda group if `line` is nothing but a group heading, else None."""
    name = line.strip(" :*")
    if len(name) > LONGEST_GROUP or _GROUP.fullmatch(name) is None:
        return None
    known = ((LAW, ("กฎหมาย", "กฏหมาย")), (FOREIGN, (FOREIGN,)), (APPOINTMENT, (APPOINTMENT,)))
    return next((group for group, endings in known if name.endswith(endings)), SOCIAL_ECONOMIC)


def heading(text: str, line: Line, at: int) -> Heading | None:
    """`line` read as a heading, strictly or loosely; None when it is plain text."""
    first = line.text[0]
    if first.isalpha() and first not in "เร":
        return None
    strict = _STRICT.fullmatch(text, line.start, line.end)
    match = strict or _LOOSE.fullmatch(text, line.start, line.end)
    if match is None:
        return None
    start, end = match.span("title")
    if inline := _INLINE_DECISION.search(text, start, end):
        end = inline.start()
    worded = strict is not None or match["number"] is None or match["word"] is not None
    number = int(match["number"]) if match["number"] else None
    return Heading(at, number, " ".join(text[start:end].split()), start, end, strict is not None, worded)
