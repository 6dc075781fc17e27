"""An invented archive to look mentions up in: one meeting of eight matters, another with a single one."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from kb.linking.mention import Candidate, Mention, Span
from kb.linking.resolving import Citing, Meetings
from kb.text import Tokeniser

DAY, OTHER = date(2021, 3, 2), date(2021, 3, 9)
MATTERS = (
    ("โครงการก่อสร้างสะพานข้ามลำน้ำสมมุติ จังหวัดลพบุรี", "กระทรวงคมนาคม", "อนุมัติวงเงิน 412.75 ล้านบาท"),
    ("ร่างกฎกระทรวงกำหนดมาตรฐานหมวกนิรภัยสำหรับเด็ก พ.ศ. ....", "กระทรวงอุตสาหกรรม", "อนุมัติหลักการร่างกฎกระทรวงหมวกนิรภัย"),
    ("ขอความเห็นชอบแผนพัฒนาหม่อนไหมชุมชน ระยะที่ 2", "กระทรวงเกษตรและสหกรณ์", "เห็นชอบแผนพัฒนาหม่อนไหมชุมชน "),
    ("รายงานผลการสำรวจพฤติกรรมการอ่านของประชาชน", "สำนักงานสถิติแห่งชาติ", "รับทราบผลการสำรวจการอ่าน"),
    ("มาตรการช่วยเหลือผู้เลี้ยงกุ้งแม่น้ำที่ได้รับผลกระทบจากน้ำเค็ม", "กระทรวงเกษตรและสหกรณ์", "อนุมัติเงินช่วยเหลือผู้เลี้ยงกุ้งแม่น้ำ"),
    ("การแต่งตั้งกรรมการผู้ทรงคุณวุฒิในคณะกรรมการหอจดหมายเหตุ", "กระทรวงวัฒนธรรม", "อนุมัติแต่งตั้ง นายหนึ่ง สมมุติ"),
    ("การแต่งตั้งกรรมการผู้ทรงคุณวุฒิในคณะกรรมการหอจดหมายเหตุ", "กระทรวงวัฒนธรรม", "อนุมัติแต่งตั้ง นางสอง"),
    ("ร่างบันทึกความเข้าใจว่าด้วยความร่วมมือด้านดาราศาสตร์กับราชอาณาจักรสมมุติ", "กระทรวงการอุดมศึกษา", "เห็นชอบร่าง"),
)  # fmt: skip
RARE, COMMON = 4, 400
"""In how many of 8,000 matters a word of one invented matter stands, and one of two or more."""


class Archive:
    """A `Lookup` over the invented matters; ids count from 1, the single one of the other meeting is 9."""

    def __init__(self, tokeniser: Tokeniser) -> None:
        of_day = [
            Candidate(at, f"2021-03-02-{at:02d}", DAY, title, agency, None, None, body)
            for at, (title, agency, body) in enumerate(MATTERS, 1)
        ]
        single = Candidate(
            9, "2021-03-09-01", OTHER, "แผนอนุรักษ์นกเงือกแห่งชาติ", None, None, "นร 0505/ว 77", "เห็นชอบแผนอนุรักษ์นกเงือก"
        )
        self.matters = {DAY: of_day, OTHER: [single]}
        self._tokeniser = tokeniser
        every = [*of_day, single]
        self._having = Counter(word for each in every for word in set(tokeniser.words(f"{each.title} {each.text}")))
        self.asked = 0

    def candidates_on(self, day: date) -> Sequence[Candidate]:
        """The matters of a day; counts how often it is asked."""
        self.asked += 1
        return self.matters.get(day, [])

    def candidates_with_letter(self, key: str) -> Sequence[Candidate]:
        """Those of a letter."""
        return [each for of_day in self.matters.values() for each in of_day if each.letter_key == key]

    def rarity(self, term: str) -> float:
        """The idf of BM25 in an archive of 8,000."""
        having = {0: 0, 1: RARE}.get(self._having[term], COMMON)
        return math.log(1 + (8000 - having + 0.5) / (having + 0.5))

    def words(self, text: str) -> Sequence[str]:
        """The terms of a text."""
        return self._tokeniser.words(text)


@pytest.fixture
def lookup(tokeniser: Tokeniser) -> Archive:
    """The archive."""
    return Archive(tokeniser)


@pytest.fixture
def meetings(lookup: Archive) -> Meetings:
    """The archive with its meetings prepared."""
    return Meetings(lookup)


@pytest.fixture
def citing() -> Callable[..., Citing]:
    """A maker of citing matters over the whole of a text."""

    def make(text: str, title: str = "รายงานความก้าวหน้า") -> Citing:
        return Citing(100, "2022-01-04-01", date(2022, 1, 4), title, None, None, 0, len(text))

    return make


def span(text: str, words: str, start: int = 0) -> Span:
    """Where words stand in a text."""
    at = text.index(words, start)
    return Span(at, at + len(words), words)


@pytest.fixture
def mention() -> Callable[..., Mention]:
    """A maker of mentions: the words of the date, the day they are, and a title if one is cited."""

    def make(text: str, day: str = "2 มีนาคม 2564", on: date | None = DAY, title: str = "", **more: object) -> Mention:
        told = span(text, day, int(str(more.pop("start", 0))))
        cited = span(text, title, told.end) if title else None
        whole = Span(told.start, cited.end, text[told.start : cited.end]) if cited else told
        return Mention(whole, on=on, day=told, title=cited, **more)  # type: ignore[arg-type]

    return make
