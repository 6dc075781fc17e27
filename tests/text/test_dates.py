"""The date scanner, form by form: each row is one way official text writes dates, with the reason it is here."""

import gzip
import json
import time
from datetime import date
from pathlib import Path

import pytest

from kb.text import DateMention, find_dates, fiscal_year, parse_date, thai_date

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def span(first: str, last: str | None = None, precision: str = "day") -> tuple[date, date, str, None]:
    """What a mention without a problem says, from ISO days."""
    return date.fromisoformat(first), date.fromisoformat(last or first), precision, None


def facts(mention: DateMention) -> tuple[date | None, date | None, str, str | None]:
    """What a mention says, without where."""
    return mention.first, mention.last, mention.precision, mention.problem


ONE = [
    # text, quote, first, reason
    ("ประชุมวันที่ 7 มกราคม 2563 ครับ", "7 มกราคม 2563", "2020-01-07", "the full form"),
    ("ประชุมวันที่ ๗ มกราคม ๒๕๖๓", "๗ มกราคม ๒๕๖๓", "2020-01-07", "Thai digits; the quote keeps them"),
    ("๗ มกราคม 2563", "๗ มกราคม 2563", "2020-01-07", "digits mixed"),
    ("7มกราคม2563", "7มกราคม2563", "2020-01-07", "no blanks at all"),
    ("7  มกราคม\xa0 2563", "7  มกราคม\xa0 2563", "2020-01-07", "doubled and non-breaking blanks"),
    ("7 มกราคม\n2563", "7 มกราคม\n2563", "2020-01-07", "a date broken over two lines"),
    ("7 มกราคม พ.ศ. 2563", "7 มกราคม พ.ศ. 2563", "2020-01-07", "the era in front of the year"),
    ("7 มกราคม พ.ศ.2563", "7 มกราคม พ.ศ.2563", "2020-01-07", "the era glued to the year"),
    ("7 มกราคม พ.ศ 2563", "7 มกราคม พ.ศ 2563", "2020-01-07", "the era without its last dot"),
    ("7 มกราคม พศ 2563", "7 มกราคม พศ 2563", "2020-01-07", "the era without dots"),
    ("7 มกราคม พ. ศ. 2563", "7 มกราคม พ. ศ. 2563", "2020-01-07", "the era with a blank inside"),
    ("7 มกราคม พุทธศักราช 2563", "7 มกราคม พุทธศักราช 2563", "2020-01-07", "the era in full"),
    ("7 เดือนมกราคม 2563", "7 เดือนมกราคม 2563", "2020-01-07", "the word month in between"),
    ("7 มกราคม ค.ศ. 2020", "7 มกราคม ค.ศ. 2020", "2020-01-07", "Common Era, marked"),
    ("7 มกราคม 2020", "7 มกราคม 2020", "2020-01-07", "Common Era, told by its size"),
    ("6 พ.ย. 61", "6 พ.ย. 61", "2018-11-06", "two-digit Buddhist year"),
    ("6 พ.ย.61", "6 พ.ย.61", "2018-11-06", "the same, glued"),
    ("6 พ.ย 2561", "6 พ.ย 2561", "2018-11-06", "abbreviation without its last dot"),
    ("6 พ. ย. 2561", "6 พ. ย. 2561", "2018-11-06", "abbreviation with a blank inside"),
    ("6 พย 61", "6 พย 61", "2018-11-06", "abbreviation without dots, as typed in queries"),
    ("24 มี.ค. 63 เรื่อง มาตรการใหม่", "24 มี.ค. 63", "2020-03-24", "a word after a two-digit year"),
    ("14 ตุลา 2516", "14 ตุลา 2516", "1973-10-14", "spoken short month"),
    ("1 เม.ย. 2564", "1 เม.ย. 2564", "2021-04-01", "month that begins with a leading vowel"),
    ("30 มิ.ย. 2564", "30 มิ.ย. 2564", "2021-06-30", "month with a vowel mark"),
    ("5 กรกฏาคม 2564", "5 กรกฏาคม 2564", "2021-07-05", "the commonest misspelling is no problem"),
    ("28 กุมภาพันธ 2564", "28 กุมภาพันธ 2564", "2021-02-28", "February without its last mark"),
    ("29 กุมภาพันธ์ 2563", "29 กุมภาพันธ์ 2563", "2020-02-29", "leap day of a Buddhist year"),
    ("ลงวันที่ 26 ก.พ. 2568", "26 ก.พ. 2568", "2025-02-26", "ก.พ. is February behind a day"),
    ("กำหนดส่ง 7/1/2563", "7/1/2563", "2020-01-07", "figures, day first"),
    ("กำหนดส่ง 7/1/63", "7/1/63", "2020-01-07", "figures, two-digit year"),
    ("กำหนดส่ง 07-01-2563", "07-01-2563", "2020-01-07", "figures with hyphens"),
    ("กำหนดส่ง 7.1.2563", "7.1.2563", "2020-01-07", "figures with dots"),
    ("ณ 2020-01-07 แล้ว", "2020-01-07", "2020-01-07", "ISO"),
    ("ณ 2563-01-07 แล้ว", "2563-01-07", "2020-01-07", "ISO order, Buddhist year"),
    ("on 7 January 2020", "7 January 2020", "2020-01-07", "English"),
    ("on January 7, 2020", "January 7, 2020", "2020-01-07", "English, month first"),
    ("on 7th Jan. 2563", "7th Jan. 2563", "2020-01-07", "English month, Buddhist year"),
]


@pytest.mark.parametrize(("text", "quote", "first", "reason"), ONE, ids=[row[3] for row in ONE])
def test_one_day(text: str, quote: str, first: str, reason: str) -> None:
    """Each way to write one day gives exactly that day, and its quote is the text between its offsets."""
    (mention,) = find_dates(text)
    assert (mention.quote, facts(mention)) == (quote, span(first)), reason
    assert text[mention.start : mention.end] == quote, reason


SEVERAL = [
    ("วันที่ 5-7 มกราคม 2560", [("5-7 มกราคม 2560", span("2017-01-05", "2017-01-07"))], "a range, not its end"),
    ("26 – 27 ก.พ. 68", [("26 – 27 ก.พ. 68", span("2025-02-26", "2025-02-27"))], "en dash, two-digit year"),
    (
        "วันที่ 28 กุมภาพันธ์ ถึงวันที่ 3 มีนาคม 2563",
        [("28 กุมภาพันธ์ ถึงวันที่ 3 มีนาคม 2563", span("2020-02-28", "2020-03-03"))],
        "a range over two months",
    ),
    (
        "28 ธันวาคม - 3 มกราคม 2563",
        [("28 ธันวาคม - 3 มกราคม 2563", span("2019-12-28", "2020-01-03"))],
        "a range over New Year",
    ),
    (
        "1 ต.ค. 2562 จนถึง 30 ก.ย. 2563",
        [("1 ต.ค. 2562 จนถึง 30 ก.ย. 2563", span("2019-10-01", "2020-09-30"))],
        "a range of two full dates",
    ),
    (
        "วันที่ 3 และวันที่ 10 กันยายน 2562",
        [("3", span("2019-09-03")), ("10 กันยายน 2562", span("2019-09-10"))],
        "a shared month and year",
    ),
    (
        "วันที่ 3, 10 และ 17 กันยายน 2562",
        [("3", span("2019-09-03")), ("10", span("2019-09-10")), ("17 กันยายน 2562", span("2019-09-17"))],
        "a list of three",
    ),
    (
        "3 กันยายน และ 10 ตุลาคม 2562",
        [("3 กันยายน", span("2019-09-03")), ("10 ตุลาคม 2562", span("2019-10-10"))],
        "a shared year only",
    ),
    (
        "1 - 3 และ 5 มกราคม 2563",
        [("1 - 3", span("2020-01-01", "2020-01-03")), ("5 มกราคม 2563", span("2020-01-05"))],
        "a range inside a list",
    ),
    (
        "(2 มีนาคม 2563) และ (9 มีนาคม 2564)",
        [("2 มีนาคม 2563", span("2020-03-02")), ("9 มีนาคม 2564", span("2021-03-09"))],
        "two full dates",
    ),
    (
        "วันอังคารที่ 3 และวันพุธที่ 4 มีนาคม 2563",
        [("3", span("2020-03-03")), ("4 มีนาคม 2563", span("2020-03-04"))],
        "weekdays between",
    ),
    ("ครั้งที่ 3 และวันที่ 10 กันยายน 2562", [("10 กันยายน 2562", span("2019-09-10"))], "a meeting number is no day"),
    ("มกราคม 2563", [("มกราคม 2563", span("2020-01-01", "2020-01-31", "month"))], "a month"),
    ("เดือนกุมภาพันธ์ ปี 2563", [("กุมภาพันธ์ ปี 2563", span("2020-02-01", "2020-02-29", "month"))], "month of a year"),
    ("ก.พ. 2563", [("ก.พ. 2563", span("2020-02-01", "2020-02-29", "month"))], "ก.พ. with a year is February"),
    ("ก.พ. - มี.ค. 2563", [("ก.พ. - มี.ค. 2563", span("2020-02-01", "2020-03-31", "month"))], "so it is in a range"),
    (
        "มกราคม - มีนาคม 2563",
        [("มกราคม - มีนาคม 2563", span("2020-01-01", "2020-03-31", "month"))],
        "a range of months",
    ),
    (
        "พฤศจิกายน 2562 ถึงมกราคม 2563",
        [("พฤศจิกายน 2562 ถึงมกราคม 2563", span("2019-11-01", "2020-01-31", "month"))],
        "a range of months of two years",
    ),
    ("ในปี 2563", [("ปี 2563", span("2020-01-01", "2020-12-31", "year"))], "a year"),
    ("ช่วงปี 63", [("ปี 63", span("2020-01-01", "2020-12-31", "year"))], "a two-digit year"),
    ("ใน พ.ศ. 2563", [("พ.ศ. 2563", span("2020-01-01", "2020-12-31", "year"))], "a year with its era"),
    ("ปี ค.ศ. 2020", [("ปี ค.ศ. 2020", span("2020-01-01", "2020-12-31", "year"))], "a Common Era year"),
    ("ปี 2563 - 2565", [("ปี 2563 - 2565", span("2020-01-01", "2022-12-31", "year"))], "a range of years"),
    ("แผน (พ.ศ. 2561–2580)", [("พ.ศ. 2561–2580", span("2018-01-01", "2037-12-31", "year"))], "the same with era"),
    ("ปี 2563-65", [("ปี 2563-65", span("2020-01-01", "2022-12-31", "year"))], "the second year cut to two digits"),
    (
        "ปี 2563 และ 2565",
        [("ปี 2563", span("2020-01-01", "2020-12-31", "year")), ("2565", span("2022-01-01", "2022-12-31", "year"))],
        "two years",
    ),
    ("ต้นปี 2565", [("ต้นปี 2565", span("2022-01-01", "2022-04-30", "month"))], "early in a year: its first third"),
    ("กลางปี 2565", [("กลางปี 2565", span("2022-05-01", "2022-08-31", "month"))], "the middle third"),
    ("ปลายปี 65", [("ปลายปี 65", span("2022-09-01", "2022-12-31", "month"))], "the last third"),
    ("สิ้นปี 2565", [("สิ้นปี 2565", span("2022-12-01", "2022-12-31", "month"))], "the end is December"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), SEVERAL, ids=[row[2] for row in SEVERAL])
def test_ranges_lists_and_coarse_dates(text: str, expected: list[tuple[str, object]], reason: str) -> None:
    """A range is one mention, each date of a list is one, and months and years give all of their days."""
    assert [(mention.quote, facts(mention)) for mention in find_dates(text)] == expected, reason


NONE = [
    ("สำนักงาน ก.พ. 2563", "the Civil Service Commission in front of a number"),
    ("ก.พ. พิจารณาแล้ว 12 ราย", "the Civil Service Commission alone"),
    ("เสนอ ก.พ.ร. 2563", "another commission whose name begins the same"),
    ("มติ ก.ค.ศ. 2563", "a commission that begins like July"),
    ("เอกสาร 2563 ฉบับ", "a bare number"),
    ("7 มกราคม ของทุกปี", "no year to tell"),
    ("ปีงบประมาณ 2564", "a fiscal year"),
    ("ปีงบประมาณ พ.ศ. 2564", "a fiscal year with its era"),
    ("งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2564 – 2566", "a range of fiscal years"),
    ("ปีการศึกษา 2564", "an academic year"),
    ("ปีการผลิต 2563/64", "a crop year"),
    ("ปี 2563/64", "a season over two years"),
    ("พระราชบัญญัติการค้าข้าวสมมติ พ.ศ. 2489", "the year in the title of a law"),
    ("ระเบียบว่าด้วยการนั้น (ฉบับที่ 2) พ.ศ. 2560", "the year of an amendment"),
    ("กฎกระทรวง พ.ศ. ....", "a law that has no year yet"),
    ("ครั้งที่ 3/2564", "a meeting number"),
    ("แผน 5 ปี 60 วัน", "a duration"),
    ("อายุ 5 ปี 60 คน", "a count after a duration"),
    ("ศาลมีตุลาการ 3 คน และ 3 ตุลาการ 12 คน", "a word that begins like a spoken month"),
    ("โทร. 0-2280-9000 ต่อ 1/2/345", "telephone numbers"),
    ("ข้อ 1.2.3 และ 10.5.25", "section numbers"),
    ("", "an empty text"),
]


@pytest.mark.parametrize(("text", "reason"), NONE, ids=[row[1] for row in NONE])
def test_no_dates(text: str, reason: str) -> None:
    """What looks like a date and is none gives no mention."""
    assert find_dates(text) == [], reason


PROBLEMS = [
    ("7 มกราคม 2661", None, "year-out-of-range", "a year that cannot be"),
    ("7 มกราคม 2665", None, "year-out-of-range", "another one seen in official text"),
    ("7 มกราคม 255", None, "year-digits", "a year that lost a digit"),
    ("31 เมษายน 2563", None, "no-such-day", "April has thirty days"),
    ("29 กุมภาพันธ์ 2562", None, "no-such-day", "no leap year"),
    ("10 มีนาคม 2563 - 5 มีนาคม 2563", None, "range-reversed", "a range that ends before it begins"),
    ("7 มกราคม โ2563", "2020-01-07", "stray-letter", "a letter hit by accident; the date is certain"),
    ("7 มกราคม 25631", "2020-01-07", "trailing-digit", "the mark of a footnote glued to the year"),
    ("4 มถุนายน 2562", "2019-06-04", "misspelt-month", "a misspelt month that can be told"),
]


@pytest.mark.parametrize(("text", "first", "problem", "reason"), PROBLEMS, ids=[row[3] for row in PROBLEMS])
def test_typos_are_reported(text: str, first: str | None, problem: str, reason: str) -> None:
    """A wrong date is found with its problem named; it has a day only where that is certain; parse_date refuses it."""
    (mention,) = find_dates(text)
    assert mention.quote == text, reason
    assert (mention.first, mention.problem) == (date.fromisoformat(first) if first else None, problem), reason
    assert parse_date(text) is None, reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-07", date(2020, 1, 7)),
        ("7 ม.ค. 63", date(2020, 1, 7)),
        ("เมื่อวันอังคารที่ ๗ มกราคม ๒๕๖๓", date(2020, 1, 7)),
        ("(7 มกราคม 2563)", date(2020, 1, 7)),
        ("5-7 มกราคม 2560", None),
        ("มกราคม 2563", None),
        ("7 มกราคม 2563 หรือหลังจากนั้น", None),
        ("7 มกราคม 2563 และ 8 มกราคม 2563", None),
        ("คณะรัฐมนตรี", None),
    ],
)
def test_parse_date_takes_one_day_and_nothing_else(text: str, expected: date | None) -> None:
    """One day in any form is parsed; ranges, months, several dates and further words are refused."""
    assert parse_date(text) == expected


def test_dates_are_written_and_read_back() -> None:
    """Both Thai styles of every day of a leap year are read back as that day."""
    days = [date.fromordinal(date(2020, 1, 1).toordinal() + step) for step in range(366)]
    assert thai_date(days[6]) == "7 มกราคม 2563"
    assert thai_date(days[6], "short") == "7 ม.ค. 63"
    assert [parse_date(thai_date(day)) for day in days] == days
    assert [parse_date(thai_date(day, "short")) for day in days] == days


def test_fiscal_year_begins_in_october() -> None:
    """Fiscal year 2567 runs from 1 October 2566 to 30 September 2567."""
    days = (date(2023, 9, 30), date(2023, 10, 1), date(2024, 9, 30), date(2024, 10, 1))
    assert [fiscal_year(day) for day in days] == [2566, 2567, 2567, 2568]


def test_every_cited_date_of_real_text_is_found() -> None:
    """All 2,240 dates that real resolutions cite are found in the text around the citation."""
    path = DATA / "citations_dev.jsonl.gz"
    if not path.is_file():
        pytest.skip("the real citations (shared/data/citations_dev.jsonl.gz) are not on this machine")
    missed = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found = find_dates(row["text"])
            days = [(m.first, m.last) for m in found if m.precision == "day" and m.first and m.last]
            if not any(first <= date.fromisoformat(row["cited_date"]) <= last for first, last in days):
                missed.append(row["cited_date_raw"])
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "1 มกราคม " * 11_000,
        "3 และ " * 16_000 + "10 กันยายน 2562",
        "ปี 2563 - " * 10_000,
        "พระราชบัญญัติ พ.ศ. 2560 " * 4_000,
        "ค" + " " * 100_000 + "2563",
        "พ ศ " * 25_000,
        "1/" * 50_000,
        "1-" * 50_000,
        "9" * 100_000,
        "may " * 25_000,
    ],
    ids=lambda text: text[:12],
)
def test_scanning_is_linear(text: str) -> None:
    """100 KB of almost-dates takes less than a second of work, and twice as much about twice as long."""
    start = time.process_time()
    find_dates(text)
    once = time.process_time() - start
    find_dates(text * 2)
    assert once < 1
    assert time.process_time() - start < 4 * once + 0.5
