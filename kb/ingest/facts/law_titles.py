"""Titles of laws: พระราชบัญญัติ… พ.ศ. 2560, ร่างกฎกระทรวง… พ.ศ. …., (ฉบับที่ 2); one inside another as well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.text import to_arabic

LONGEST = 420  # characters of a title; the longest real ones have 380

# Kind as named here -> how it is written. Tried in this order: a longer form stands before the shorter one inside it.
_KINDS = (
    ("พระราชบัญญัติประกอบรัฐธรรมนูญ", r"พระราชบัญญัติประกอบรัฐธรรมนูญ|พ\.ร\.ป\."),
    ("รัฐธรรมนูญ", r"รัฐธรรมนูญแห่งราชอาณาจักรไทย"),
    ("พระราชบัญญัติ", r"พระราชบัญญัติ|พ\.ร\.บ\."),
    ("พระราชกำหนด", r"พระราชกำหนด|พ\.ร\.ก\."),
    ("พระราชกฤษฎีกา", r"พระราชกฤษฎีกา|พ\.ร\.ฎ\."),
    ("กฎกระทรวง", r"กฎกระทรวง"),
    ("กฎ", r"กฎสำนักนายกรัฐมนตรี|กฎ\s?ก\.[ก-ฮ.]{1,8}"),
    ("ประมวล", r"ประมวลกฎหมาย(?:แพ่งและพาณิชย์|อาญา|ที่ดิน|ยาเสพติด|วิธีพิจารณาความ(?:แพ่ง|อาญา))|ประมวลรัษฎากร"),
    ("ระเบียบ", r"ระเบียบ(?=สำนักนายก|กระทรวง|กรม|คณะกรรมการ|สำนักงาน|ว่าด้วย|ก\.)"),
    ("ข้อบังคับ", r"ข้อบังคับ(?=กระทรวง|คณะกรรมการ|สำนักงาน|ว่าด้วย|การ)"),
    ("ข้อกำหนด", r"ข้อกำหนด(?=ออกตาม|คณะกรรมการ)"),
    ("คำสั่ง", r"คำสั่ง(?=หัวหน้าคณะรักษา|คณะรักษา)"),
    ("ประกาศ", r"ประกาศ(?=กระทรวง|สำนักนายก|คณะ(?:ปฏิวัติ|รักษา|กรรมการ)|กรม|สำนักงาน|พระบรม)"),
)
_KIND = re.compile("|".join(f"(?P<k{at}>{written})" for at, (_, written) in enumerate(_KINDS)))
_DRAFT = re.compile(r"\(?ร่าง\)?\s?$")
_DOTS = r"[.…]{1,12}(?:\s?[.…]{1,6})?"
_YEAR = re.compile(
    rf"(?P<bracket>\(\s?)?(?:พ\s?\.?\s?ศ\s?\.?|พ(?:ระ)?พุทธศักราช|พุทธศักราช)\s*(?P<year>\d{{4}}(?!\d)|{_DOTS}(?![\d.]))(?(bracket)\s?\))"
)
_ERA = re.compile(rf"พ\s?\.?\s?ศ\s?\.?\s*(?P<year>\d{{4}}|{_DOTS})")
_NO_NUMBER_YET = re.compile(rf"ฉบับที่\s*{_DOTS}(?!\d)")
_BY_NUMBER = re.compile(r"[^\n]{0,80}?\sที่\s?(?P<number>\d{1,3})/(?P<year>2[45]\d\d)")  # an order of the junta
_NUMBER = re.compile(rf"\(?\s?ฉบับที่\s?(?P<number>\d{{1,4}}|{_DOTS})\s?\)?")
# What no title holds: a title that would run over it has no year of its own.
_BREAK = re.compile(
    r"ดังกล่าว|(?<!ฉบับ)นี้(?!สิน)|ฯ|เสนอ(?!แนะ|ราคา|ขาย)|มีมติ|เมื่อวันที่|มาตรา\s?\d|ต่อไป|ซึ่ง(?=แก้ไข|ออก|สำนัก|คณะ|ได้(?!รับ)|กระทรวง|จะ|ยัง)|รวม\s?\d+\s?ฉบับ|และให้|ที่สำนักงานคณะกรรมการกฤษฎีกา"
    r"|ในส่วนที่เกี่ยว|ทั้งนี้|ประจำปี|ปีงบประมาณ(?!\s?พ)|\n\s*\n|[“”]\s|ได้แก่|ดังนี้|เห็นชอบ|อนุมัติ|(?<!ที่)\s[1-9][0-9]?[.)]\s"
)
_WHOLE = frozenset({"ประมวล", "รัฐธรรมนูญ"})  # known without a year
_NEXT = re.compile(r"[\s)”\"]*(?:\(\s?ฉบับที่[^)]{1,12}\)\s*)?")
_ABBREVIATED = (
    ("พ.ร.ป.", "พระราชบัญญัติประกอบรัฐธรรมนูญ"), ("พ.ร.บ.", "พระราชบัญญัติ"),
    ("พ.ร.ก.", "พระราชกำหนด"), ("พ.ร.ฎ.", "พระราชกฤษฎีกา"),
)  # fmt: skip


@dataclass(frozen=True)
class LawTitle:
    """A law as named at `text[start:end]`, ร่าง included.

    `title` is its one spelling: no ร่าง, Arabic digits, single blanks, kinds in full, dots for a year not yet known.
    `number` is that of an amendment (ฉบับที่), `year` the Buddhist year; both None when unknown. A draft is called one,
    or lacks its year.
    """

    start: int
    end: int
    quote: str
    title: str
    kind: str
    number: int | None
    year: int | None
    is_draft: bool


@dataclass(frozen=True)
class _Open:
    """A kind that was named, its year still to come."""

    start: int
    kind: str
    draft: bool
    named: int


def find_law_titles(text: str) -> list[LawTitle]:
    """The laws a text names with their year, or codes that need none, in reading order.

    A year belongs to the last kind named before it; a second year right behind it to the one before that: the draft in
    "ร่างกฎกระทรวงออกตามพระราชบัญญัติ ก พ.ศ. 2550 พ.ศ. ….". Linear in the length of the text.
    """
    arabic = to_arabic(text)
    return sorted(_titles(text, arabic), key=lambda law: (law.start, -law.end))


def _titles(text: str, arabic: str) -> Iterator[LawTitle]:
    marks = sorted([*_KIND.finditer(arabic), *_YEAR.finditer(arabic)], key=lambda mark: mark.start())
    waiting: list[_Open] = []
    last_year_end = -1
    for mark in marks:
        if mark.re is _KIND:
            waiting = [each for each in waiting if mark.start() - each.start <= LONGEST][-4:]
            each = _opened(arabic, mark)
            if each.kind in _WHOLE:
                yield from _whole(text, arabic, each)
            elif each.kind in {"คำสั่ง", "ประกาศ"} and (law := _by_number(text, arabic, each)):
                yield law
            else:
                waiting.append(each)
            continue
        follows = last_year_end >= 0 and _NEXT.fullmatch(arabic, last_year_end, mark.start()) is not None
        law = _closed(text, arabic, waiting, mark, follows)
        if law:
            yield law
            last_year_end = mark.end()


def _opened(arabic: str, mark: re.Match[str]) -> _Open:
    kind = next(name for at, (name, _) in enumerate(_KINDS) if mark[f"k{at}"])
    draft = _DRAFT.search(arabic, max(0, mark.start() - 8), mark.start())
    return _Open(draft.start() if draft else mark.start(), kind, draft is not None, mark.end())


def _closed(text: str, arabic: str, waiting: list[_Open], year: re.Match[str], follows: bool) -> LawTitle | None:
    """The title that a year closes; it takes the kind off `waiting`."""
    while waiting:
        opened = waiting.pop()
        if year.end() - opened.start > LONGEST:
            return None
        if _BREAK.search(arabic, opened.named, year.start()):
            continue
        if not follows or opened.draft or not year["year"].isdigit():
            return _law(text, arabic, opened, year.end(), year["year"])
    return None


def _whole(text: str, arabic: str, opened: _Open) -> Iterator[LawTitle]:
    year = re.compile(rf"\s?{_YEAR.pattern}").match(arabic, opened.named) if opened.kind == "รัฐธรรมนูญ" else None
    yield _law(text, arabic, opened, year.end() if year else opened.named, year["year"] if year else "")


def _by_number(text: str, arabic: str, opened: _Open) -> LawTitle | None:
    numbered = _BY_NUMBER.match(arabic, opened.named)
    if numbered is None or opened.kind != "คำสั่ง":
        return None
    law = _law(text, arabic, opened, numbered.end(), numbered["year"])
    return LawTitle(
        law.start, law.end, law.quote, law.title, law.kind, int(numbered["number"]), law.year, is_draft=law.is_draft
    )


def _law(text: str, arabic: str, opened: _Open, end: int, year: str) -> LawTitle:
    numbers = list(_NUMBER.finditer(arabic, opened.named, end))  # those before the last stand in titles inside this one
    digits = numbers[-1]["number"] if numbers and _closes(arabic, numbers[-1].end(), end) else ""
    is_codified = opened.kind in _WHOLE
    return LawTitle(
        start=opened.start,
        end=end,
        quote=text[opened.start : end],
        title=_spelling(arabic[opened.start : end]),
        kind=opened.kind,
        number=int(digits) if digits.isdigit() else None,
        year=int(year) if year.isdigit() else None,
        is_draft=opened.draft or (not year.isdigit() and not is_codified),
    )


def _closes(arabic: str, number_end: int, end: int) -> bool:
    """Whether nothing but years stands between the number of an amendment and the end of the title."""
    rest = _YEAR.sub("", arabic[number_end:end])
    return not rest.strip(" \n\t()")


def _spelling(printed: str) -> str:
    """The one spelling of a title."""
    title = re.sub(r"^\(?ร่าง\)?\s?", "", printed)
    for short, full in _ABBREVIATED:
        title = title.replace(short, full)
    title = _ERA.sub(lambda era: f"พ.ศ. {era['year'] if era['year'].isdigit() else '....'}", title)
    return " ".join(_NO_NUMBER_YET.sub("ฉบับที่ ..", title).split())
