"""What is read out of a query: words, parts, phrases, dates, numbers, addresses."""

from datetime import date

import pytest

from kb.search.analysis import Analysis, analyse
from kb.text import Tokeniser, open_tokeniser

TODAY = date(2026, 6, 20)


@pytest.fixture(scope="module")
def tokeniser() -> Tokeniser:
    """The tokeniser in use."""
    return open_tokeniser()


@pytest.fixture(scope="module")
def analysed(tokeniser: Tokeniser):
    """Take a query apart on the fixed day."""
    return lambda text: analyse(text, tokeniser, TODAY)


def test_words_and_parts(analysed) -> None:
    """Words come in order; a compound also gives the words inside it."""
    found: Analysis = analysed("สำนักงานคณะกรรมการกฤษฎีกา เสนอ")
    assert found.words == ("สำนักงานคณะกรรมการกฤษฎีกา", "เสนอ")
    assert "กฤษฎีกา" in found.parts


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ('"สระสำรองน้ำ"', ("สระสำรองน้ำ",)),  # nothing but a phrase
        ("“สระสำรองน้ำ” ระยะที่ 1", ("สระสำรองน้ำ",)),  # round quotes, as Thai keyboards and word processors give them
        ("«สระสำรองน้ำ»", ("สระสำรองน้ำ",)),  # angled quotes
        ('"สระสำรอง" "ร่มโพธิ์"', ("สระสำรอง", "ร่มโพธิ์")),  # two of them
        ("โครงการทุนสำหรับเด็กในพื้นที่ห่างไกล “ลำดวน” ปีการศึกษาหน้า", ()),  # a name set off in running prose
        ('"ก"', ()),  # a letter is no phrase
        ('"ไม่ปิด', ()),  # not closed
        ('"   "', ()),  # nothing inside
    ],
)
def test_a_phrase_counts_when_it_makes_up_enough(analysed, text: str, phrases: tuple[str, ...]) -> None:
    """Quotation marks ask for the exact words only where they are the point of the query."""
    assert analysed(text).phrases == phrases


@pytest.mark.parametrize(
    "text",
    ["7 มกราคม 2563", "7 ม.ค. 63", "2020-01-07", "๗ มกราคม ๒๕๖๓", "มติวันที่ 7 ม.ค. 2563 ยาง", "07/01/2563"],
)
def test_a_day_in_any_form_and_era(analysed, text: str) -> None:
    """A date that makes up enough of a query is the day asked for, in either era and any form."""
    assert analysed(text).days == (date(2020, 1, 7),)


def test_a_day_in_running_prose_is_only_a_period(analysed) -> None:
    """A date told in passing does not point at a meeting; it lends its period weight."""
    text = "รายงานผลการดำเนินการตามมาตรการช่วยเหลือเกษตรกรผู้ประสบภัยแล้งในพื้นที่ภาคอีสานซึ่งเริ่มมาตั้งแต่ 7 ม.ค. 63 จนแล้วเสร็จ"
    found = analysed(text)
    assert found.days == ()
    assert found.periods == ((date(2020, 1, 7), date(2020, 1, 7)),)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("ภัยแล้ง ปี 2563", (date(2020, 1, 1), date(2020, 12, 31))),
        ("ภัยแล้ง พ.ศ. 2563", (date(2020, 1, 1), date(2020, 12, 31))),
        ("ภัยแล้ง มกราคม 2563", (date(2020, 1, 1), date(2020, 1, 31))),
        ("ภัยแล้งปีนี้", (date(2026, 1, 1), date(2026, 12, 31))),  # of the fixed day
        ("ภัยแล้งปีที่แล้ว", (date(2025, 1, 1), date(2025, 12, 31))),
        ("ภัยแล้ง ปีก่อน", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_periods(analysed, text: str, period: tuple[date, date]) -> None:
    """A month or a year is a period, said outright or in relation to today."""
    assert analysed(text).periods == (period,)
    assert analysed(text).days == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("นร 0505/ว 91", "นร0505/ว91"),
        ("หนังสือที่ นร ๐๕๐๕/ว ๙๑", "นร0505/ว91"),  # Thai digits
        ("นร0505/ว91", "นร0505/ว91"),  # no blanks
        ("นร 0505/15539", "นร0505/15539"),  # no circular
    ],
)
def test_letter_numbers(analysed, text: str, key: str) -> None:
    """A letter number is found in any spelling, as its one key."""
    assert analysed(text).letters == (key,)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("2022-06-12-03", ("2022-06-12-03",)),
        ("มติ 2022-06-12-03b", ("2022-06-12-03b",)),  # with a letter
        ("๒๐๒๒-๐๖-๑๒-๐๓", ("2022-06-12-03",)),  # Thai digits
        ("2022\u201306\u201312\u201303", ("2022-06-12-03",)),  # dashes for hyphens, as a word processor makes them
        ("2022-06-12-034", ()),  # one digit too many
        ("12022-06-12-03", ()),  # part of a longer number
        ("2022-06-12", ()),  # a date is no address
    ],
)
def test_addresses(analysed, text: str, addresses: tuple[str, ...]) -> None:
    """An address of a resolution is taken as one, and nothing like it."""
    assert analysed(text).addresses == addresses


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\u200b", "\x00", "\ud800", "🙂"])
def test_nothing_to_find_is_no_error(analysed, text: str) -> None:
    """Text without words gives an analysis without words."""
    found = analysed(text)
    assert (found.words, found.phrases, found.days, found.letters, found.addresses) == ((), (), (), (), ())
