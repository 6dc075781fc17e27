"""The provinces a text names: behind จังหวัด or จ., or in a list that such a word opens."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("provinces.csv")
CAPITAL = "กรุงเทพมหานคร"

_GAP = r"[ \t\xa0\u200b]*\n?[ \t\xa0\u200b]*"
_MARK = rf"(?:จังหวัด|(?<![ก-๎.])จ\.|อำเภอเมือง){_GAP}"
_ENDS = r"(?![ก-ฺเ-๎])"  # no Thai letter behind
_BETWEEN = (
    rf"(?:{_GAP}(?:,|/|และ|รวมทั้ง|หรือ|กับ|[-\u2013](?!\d)|\(\d+\)|\d{{1,2}}[.)]){_GAP}|[ \t\xa0]{{1,3}}|\n)"
    rf"(?:{_GAP}(?:จังหวัด|จ\.))?{_GAP}"
)
_INTRODUCES = re.compile(r"จังหวัด(?P<rest>[^\n]{0,90}?(?:ได้แก่|คือ|ประกอบด้วย|ดังนี้|:|\()[\s:]*(?:\d{1,2}[.)]\s*)?)")
# What begins like a short name and is another word.
_OTHER_WORDS = re.compile(r"แพร่(?=ระบาด|หลาย|กระจาย|ภาพ|พันธุ์|เชื้อ)|ตาก(?=อากาศ|สิน|ใบ)|น่าน(?=น้ำ|ฟ้า)")
# Words that follow a name in a list without a blank; with any other the name may be a part of a longer word.
_FOLLOWS = r"(?=และ|หรือ|เป็น|จำนวน|รวม|ที่|มี|ใน|โดย|เพื่อ|ตาม|ซึ่ง|ฯ)"


@dataclass(frozen=True)
class Province:
    """A province named at `text[start:end]`, which holds its name only."""

    start: int
    end: int
    name: str
    english: str


@cache
def province_names() -> Mapping[str, str]:
    """The 77 provinces, Bangkok counted among them: Thai name to English name."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return {row["name"]: row["english"] for row in csv.DictReader(rows)}


def find_provinces(text: str) -> list[Province]:
    """Every mention of a province, in reading order. A name without จังหวัด counts only in a list, and Bangkok alone.

    แพร่, เลย, ตาก and น่าน are everyday words, and many names are parts of those of schools and companies.
    """
    spans: dict[int, int] = {}
    for start in _openings(text):
        if start in spans:
            continue  # a list that was followed before
        at = start
        while match := _listed(at > start).match(text, at):
            if _OTHER_WORDS.match(text, match.start("name")):
                break
            spans.setdefault(match.start("name"), match.end("name"))
            at = match.end("name")
    names = province_names()
    return [Province(start, end, text[start:end], names[text[start:end]]) for start, end in sorted(spans.items())]


def _openings(text: str) -> Iterator[int]:
    """Where a name may stand: behind a mark, behind the words that open a list, and where Bangkok is named."""
    for mark in _marks().finditer(text):
        yield mark.end()
    for introduced in _INTRODUCES.finditer(text):
        yield introduced.end()
    for capital in re.finditer(rf"(?<!มหาวิทยาลัย)(?<!โรงพยาบาล)(?<!บริษัท ){CAPITAL}", text):
        yield capital.start()


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(_MARK)


@cache
def _listed(further: bool) -> re.Pattern[str]:
    """The first name of a list, or a further one with what stands between: then a boundary must follow it."""
    names = "|".join(sorted(province_names(), key=len, reverse=True))
    if not further:
        return re.compile(f"(?P<name>{names})")
    return re.compile(f"{_BETWEEN}(?P<name>{names})(?:{_ENDS}|{_FOLLOWS})")
