"""Telling words, places left out, names that two titles share."""

import math
from typing import Any

import pytest

from kb.linking.similar.names import shared_name
from kb.linking.similar.telling import MOST_SOUGHT, names_of, sought, telling_words, without_places
from kb.text import Tokeniser


class Frequencies:
    """A word index of 100 resolutions that knows how many hold a word."""

    rows = 100

    def __init__(self, **counts: int) -> None:
        self._counts = counts

    def frequency(self, word: str) -> int:
        """In how many resolutions the word stands."""
        return self._counts.get(word, 0)

    def rarity(self, word: str) -> float:
        """Rarer is more."""
        return math.log(self.rows / self._counts[word])


@pytest.mark.parametrize(
    ("word", "count", "tells", "why"),
    [
        ("ชลประทาน", 3, True, "a rare word"),
        ("โครงการ", 60, False, "an everyday word"),
        ("ชลธาร", 0, False, "a piece that the index does not know as a word"),
        ("2567", 3, False, "a number"),
        ("ธันวาคม", 3, False, "a month"),
        ("ยา", 3, True, "two letters that are a word"),
        ("ศิ", 3, False, "a letter and its vowel: a piece of a name"),
        ("น", 3, False, "one letter"),
        ("asean", 3, True, "a word of another script"),
        ("the", 3, False, "an English word that says nothing"),
        ("คมนาคม", 3, False, "a word of the agency's name"),
    ],
)
def test_what_tells_and_what_does_not(word: str, count: int, tells: bool, why: str) -> None:
    """Only words that say what a matter is about are counted as shared."""
    index: Any = Frequencies(**{word: count})
    expected = {word: math.log(100 / count)} if tells else {}
    assert telling_words([word, word], index, frozenset({"คมนาคม"})) == expected, why


def test_in_a_small_archive_two_may_share_a_word() -> None:
    """Of five resolutions, a word of two still tells."""
    index: Any = Frequencies(สระ=2)
    index.rows = 5
    assert list(telling_words(["สระ"], index, frozenset())) == ["สระ"]


def test_words_of_an_agency_are_those_of_all_its_names(tokeniser: Tokeniser) -> None:
    """Its abbreviation, too; an agency that is not known has none."""
    assert names_of(tokeniser, "กระทรวงคมนาคม", "คค.") == {*tokeniser.words("กระทรวงคมนาคม"), "คค"}
    assert names_of(tokeniser, None, None) == frozenset()


def test_words_of_the_title_count_twice_and_the_rarest_are_sought() -> None:
    """The list is bounded, the weightiest first."""
    assert sought({"สระ": 2.0}, {"ฝาย": 3.0, "สระ": 2.0}) == {"สระ": 2.0, "ฝาย": 1.0}
    many = {f"คำ{number:03d}": float(number) for number in range(200)}
    assert list(sought({}, many)) == [f"คำ{number:03d}" for number in range(199, 199 - MOST_SOUGHT, -1)]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("ร่างกฎกระทรวงกำหนดเขตน้ำ ในท้องที่ตำบลดอนไหว อำเภอเมือง พ.ศ. ....", "ร่างกฎกระทรวงกำหนดเขตน้ำ  พ.ศ. ...."),
        ("ร่างกฎกระทรวงถอนสภาพ ในท้องที่ตำบลหนึ่ง (ทุ่งสองห้อง)", "ร่างกฎกระทรวงถอนสภาพ  (ทุ่งสองห้อง)"),
        ("ร่างประกาศกำหนดเขต ในท้องที่จังหวัดใหญ่", "ร่างประกาศกำหนดเขต  "),
        ("โครงการน้ำจังหวัดใหญ่", "โครงการน้ำจังหวัดใหญ่"),
    ],
)
def test_places_of_a_draft_law_are_left_out(title: str, kept: str) -> None:
    """Two draft laws for other places are alike, two laws for one place are not for that."""
    assert without_places(title) == kept


@pytest.mark.parametrize(
    ("one", "other", "name", "why"),
    [
        (
            "โครงการศูนย์จัดการขยะรวม จังหวัดระนอง",
            "ขอขยายเวลาโครงการศูนย์จัดการขยะรวม จังหวัดนครพนม",
            "โครงการศูนย์จัดการขยะรวม",
            "the project, without the place that differs",
        ),
        (
            "โครงการประกันภัยนาข้าวแปลงใหญ่ ปีการผลิต 2566/67",
            "โครงการประกันภัยนาข้าวแปลงใหญ่ ปีการผลิต 2567/68",
            "โครงการประกันภัยนาข้าวแปลงใหญ่",
            "without the season",
        ),
        ("มาตรการ “ฝายแม้วใจดี” ระยะที่ 2", 'รายงานผล "ฝายแม้วใจดี"', "ฝายแม้วใจดี", "what stands in quotation marks"),
        ("โครงการประกันภัยนาข้าว", "โครงการเรือสำราญ", None, "two projects"),
        ("โครงการเพื่อการท่องเที่ยว", "โครงการเพื่อการศึกษา", None, "words that lead on are no name"),
        ("กองทุนหมู่บ้านเกาะเต่าทะเล", "โครงการหมู่บ้านเกาะเต่าทะเล", None, "a fund and a project"),
        ("การแต่งตั้งกรรมการ", "การแต่งตั้งกรรมการ", None, "no name at all"),
    ],
)
def test_names_that_two_titles_share(tokeniser: Tokeniser, one: str, other: str, name: str | None, why: str) -> None:
    """The longest name, whichever way round."""
    assert shared_name(one, other, tokeniser) == name, why
    assert shared_name(other, one, tokeniser) == name, why
