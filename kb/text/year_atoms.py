"""Years that stand alone, and those that only look like times."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.text.date_atoms import DateAtom, YearPart, anchored
from kb.text.date_words import BLANK, COUNTED, ERA, GAP, LIST, RANGE, SPELT_MONTH, YEAR_ANCHOR
from kb.text.year_reading import era_of, read_year

_PARTS: dict[str, YearPart] = {"ต้น": "start", "กลาง": "middle", "ปลาย": "late", "สิ้น": "end"}
_BARE_ERA = ERA.replace("?P<", "?P<bare_")
_YEAR = re.compile(
    rf"(?:(?P<part>ต้น|กลาง|ปลาย|สิ้น)?(?P<word>ปี){BLANK}{{0,3}}{ERA}?|{_BARE_ERA})"
    rf"{GAP}(?P<digits>\d{{4}}|\d{{2}})(?!\d|[.,:]\d|{BLANK}?/{BLANK}?\d)"
)
_MONTH_BEFORE = re.compile(rf"{SPELT_MONTH}{GAP}(?:ของ{BLANK}?)?$")  # its year is read with the month
_MONTH_WINDOW = 20
_YEAR_ANCHOR = re.compile(YEAR_ANCHOR)
_NEXT_YEAR = re.compile(
    rf"(?:(?P<range>{RANGE})|{LIST})(?:(?:ใน)?ปี{BLANK}{{0,2}})?(?:{ERA}{GAP})?(?P<digits>\d{{4}})"
    rf"(?!\d|[.,]\d|{BLANK}?[/-]{BLANK}?\d{{1,2}}(?!\d)|{COUNTED})"
)
_SHORT_RANGE = re.compile(r"[-\u2013](?P<digits>\d{2})(?!\d|[.,]\d)")
_OTHER_YEAR = re.compile(rf"(?:งบประมาณ(?:รายจ่าย)?(?:ประจำ)?|ปี(?:การศึกษา|ภาษี|บัญชี|การผลิต|การเพาะปลูก|เพาะปลูก)){GAP}$")
_LAW = re.compile(
    r"พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา|กฎกระทรวง|กฎ ?ก\.พ\.|ระเบียบ|ประกาศ|ข้อบังคับ|ข้อกำหนด|ข้อบัญญัติ"
    r"|รัฐธรรมนูญ|ประมวล|พ\.ร\.[บกฎ]|อนุสัญญา|พิธีสาร|ปฏิญญา|คำสั่ง"
)
_TIME_WORD = re.compile(rf"(?:ใน|เมื่อ|ตั้งแต่|ระหว่าง|ช่วง|ถึง|ภายใน|ก่อน|หลัง|เดือน){GAP}$")
_AMENDMENT = re.compile(rf"\(?ฉบับที่{GAP}[\d.]{{1,3}}\)?{GAP}$")
_TITLE_OVER = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")  # the title of that law has had its year
_LAW_WINDOW = 200  # the longest titles of laws


def year_atoms(text: str) -> Iterator[DateAtom]:
    """Years that are times: `ปี 2563`, `พ.ศ. 2563`, `ต้นปี 2565`, `ปี 2563 - 2565`.

    Not the year in the title of a law or a treaty, nor a fiscal, academic, tax or crop year.
    """
    done = 0
    for match in anchored(_YEAR, _YEAR_ANCHOR, text):
        if match.start() < done or _MONTH_BEFORE.search(text, max(0, match.start() - _MONTH_WINDOW), match.start()):
            continue
        atom = _year_atom(text, match)
        if atom is not None:
            atoms = _years_after(text, atom, int(match["digits"]))
            done = atoms[-1].end
            if not _is_other_year(text, match):
                yield from atoms


def _year_atom(text: str, match: re.Match[str]) -> DateAtom | None:
    digits = match["digits"]
    era = era_of(match["buddhist"] or match["bare_buddhist"], match["common"] or match["bare_common"])
    if len(digits) == 2 and (not match["word"] or not 30 <= int(digits) <= 90 or _is_count(text, match)):
        return None
    year, problem = read_year(digits, era)
    if problem and era is None:
        return None
    return DateAtom(match.start(), match.end(), None, None, year, problem, _PARTS.get(match["part"] or ""))


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether `5 ปี 60 วัน` is meant and not the year 60."""
    before = text[max(0, match.start() - 4) : match.start()].rstrip()
    return before[-1:].isdigit() or re.match(COUNTED, text[match.end() : match.end() + 20]) is not None


def _years_after(text: str, atom: DateAtom, written: int) -> list[DateAtom]:
    """`atom`, whose year is `written`, and the bare years bound to it: `- 2565`, `และ 2564`, `-65`."""
    atoms = [atom]
    short = _SHORT_RANGE.match(text, atom.end)
    if short and atom.year and written > 100 and int(short["digits"]) > written % 100:
        last = atom.year - written % 100 + int(short["digits"])
        return [replace(atom, joint="range"), DateAtom(short.start("digits"), short.end(), year=last)]
    while (match := _NEXT_YEAR.match(text, atoms[-1].end)) and atom.part is None:
        year, problem = read_year(match["digits"], era_of(match["buddhist"], match["common"]))
        atoms[-1] = replace(atoms[-1], joint="range" if match["range"] else "list")
        atoms.append(DateAtom(match.start("digits"), match.end(), year=year, problem=problem))
    return atoms


def _is_other_year(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LAW_WINDOW) : match.start()]
    if _OTHER_YEAR.search(before[-40:]):
        return True
    if match["word"] or _TIME_WORD.search(before[-12:]):
        return False
    if _AMENDMENT.search(before[-40:]):
        return True
    laws = list(_LAW.finditer(before))
    return bool(laws) and _TITLE_OVER.search(before, laws[-1].end()) is None
