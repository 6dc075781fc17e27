"""Dates as real papers print them: each row is one form, in an invented carrier, with what tells it apart."""

from datetime import date

import pytest

from kb.text import DateMention, find_dates

DAYS = [
    # text, days meant as "first[/last]", separated by blanks, reason
    ("ครม.24 กันยายน 2567", "2024-09-24", "glued to the dot of an abbreviation"),
    ("เปิด 28 ธ.ค. 62 - 1 ม.ค. 63", "2019-12-28/2020-01-01", "a short range over New Year, both years printed"),
    ("28 ธ.ค. 62 -\n25 ม.ค. 63", "2019-12-28/2020-01-25", "the same in the cell of a table, broken"),
    ("1 เม.ย. 64 - 30 ก.ย. 64", "2021-04-01/2021-09-30", "a short range in one year"),
    ("1 ม.ค. 64 ถึงวันที่ 31 ธ.ค. 69", "2021-01-01/2026-12-31", "a short range in words"),
    ("1 พ.ค. - 31 ต.ค. 63", "2020-05-01/2020-10-31", "a short range that shares its year"),
    ("20-24 ก.ย. 64", "2021-09-20/2021-09-24", "a short range in one month"),
    ("15 มี.ค.63", "2020-03-15", "short month glued to a short year"),
    ("10 พ.ค. 65", "2022-05-10", "all short"),
    ("13 พ.ค. 2564", "2021-05-13", "short month, long year"),
    ("11พฤษภาคม 2562", "2019-05-11", "day glued to the month"),
    ("9เมษายน พ.ศ. 2563", "2020-04-09", "the same before an era"),
    ("19 พฤศจิกายน2562", "2019-11-19", "month glued to the year"),
    ("13 ธันวาคม\xa0 2561", "2018-12-13", "two kinds of blanks"),
    ("14\xa0มกราคม\xa02563", "2020-01-14", "non-breaking blanks only"),
    ("12 \xa0กรกฎาคม 2564", "2021-07-12", "doubled blanks before the month"),
    ("21\xa0 พฤษภาคม\xa0 พ.ศ. 2567", "2024-05-21", "blanks all over"),
    ("13\nเดือนกันยายน 2564", "2021-09-13", "broken before the word month"),
    ("20 พฤศจิกายน\n2561", "2018-11-20", "broken before the year"),
    ("10 กรกฎาคม พุทธศักราช 2557", "2014-07-10", "the era in full"),
    ("1 ตุลาคม พ.ศ 2562", "2019-10-01", "the era without its last dot"),
    ("22 กุมภาพันธ์ \xa0พ.ศ. 2566", "2023-02-22", "blanks before the era"),
    ("01/10/2567", "2024-10-01", "figures with leading zeros"),
    ("1 - 12 พฤษภาคม 2566", "2023-05-01/2023-05-12", "a range with blanks"),
    ("10 – 12 พฤศจิกายน 2564", "2021-11-10/2021-11-12", "an en dash"),
    ("10-11 กุมภาพันธ์ 2567", "2024-02-10/2024-02-11", "no blanks"),
    ("12 -14 พฤศจิกายน 2565", "2022-11-12/2022-11-14", "a blank on one side"),
    ("16\xa0–\xa019 พฤศจิกายน 2562", "2019-11-16/2019-11-19", "non-breaking blanks around the dash"),
    ("20 – 22\xa0เมษายน\xa02563", "2020-04-20/2020-04-22", "mixed blanks"),
    ("15 ถึงวันที่ 16 พฤศจิกายน 2566", "2023-11-15/2023-11-16", "a range in words in one month"),
    ("1 จนถึงวันที่ 30 พฤศจิกายน 2567", "2024-11-01/2024-11-30", "other words"),
    ("1 กรกฎาคม - 29 สิงหาคม 2564", "2021-07-01/2021-08-29", "a range that shares the year"),
    ("1 กรกฎาคม-30 กันยายน 2565", "2022-07-01/2022-09-30", "the same, glued"),
    ("21 กรกฎาคม- 13 สิงหาคม 2565", "2022-07-21/2022-08-13", "a blank on one side"),
    ("29 พฤศจิกายน -13 ธันวาคม 2562", "2019-11-29/2019-12-13", "a blank on the other"),
    ("1 กรกฎาคม ถึง 30 กันยายน 2565", "2022-07-01/2022-09-30", "in words"),
    ("27 พฤศจิกายน ถึงวันที่ 1 ธันวาคม 2566", "2023-11-27/2023-12-01", "in words with วันที่"),
    ("1 กรกฎาคม –\n31 ธันวาคม 2562", "2019-07-01/2019-12-31", "broken at the dash"),
    ("1 กรกฎาคม 2562 ถึงวันที่ 31 พฤษภาคม 2563", "2019-07-01/2020-05-31", "two full dates"),
    ("10 พฤศจิกายน 2572 ถึงวันที่\n28 กุมภาพันธ์ 2573", "2029-11-10/2030-02-28", "broken between them"),
    ("1 ธันวาคม 2563 ถึง วันที่ 28 กุมภาพันธ์ 2564", "2020-12-01/2021-02-28", "a blank inside the words"),
    ("1 ธันวาคม 2567 จนถึง วันที่ 30 พฤศจิกายน 2568", "2024-12-01/2025-11-30", "longer words"),
    ("11 เมษายน 2565 – 17 เมษายน 2565", "2022-04-11/2022-04-17", "two full dates and a dash"),
    ("1 ตุลาคม 2562-21 กุมภาพันธ์ 2563", "2019-10-01/2020-02-21", "glued"),
    ("1 กันยายน 2565- 30 เมษายน 2566", "2022-09-01/2023-04-30", "half glued"),
    ("1 ตุลาคม 2563 - วันที่ 28 กุมภาพันธ์ 2564", "2020-10-01/2021-02-28", "วันที่ behind a dash"),
    ("1 กันยายน พ.ศ. 2564 ถึงวันที่ 30 พฤศจิกายน พ.ศ. 2564", "2021-09-01/2021-11-30", "eras on both"),
    ("12 พฤศจิกายน 2562 จนถึงวันที่ 11 พฤศจิกายน พ.ศ. 2571", "2019-11-12/2028-11-11", "an era on one"),
    ("วันที่ 3 สิงหาคม และวันที่ 5 ตุลาคม 2564", "2021-08-03 2021-10-05", "two days that share a year"),
    ("(19 มีนาคม และ 25 มิถุนายน 2562)", "2019-03-19 2019-06-25", "the same in brackets"),
    ("วันที่ 7, 14 และ 21 มกราคม 2563", "2020-01-07 2020-01-14 2020-01-21", "three days of a month"),
    ("วันที่ 7 และ 14 ม.ค. 63", "2020-01-07 2020-01-14", "two days, all short"),
    ("๒๔ มีนาคม ๒๕๖๓ และ ๓ เมษายน ๒๕๖๓", "2020-03-24 2020-04-03", "two full dates in Thai digits"),
    ("(๒๖-๒๗ ก.พ. ๖๘)", "2025-02-26/2025-02-27", "a short range in Thai digits"),
    ("๕ พฤศจิกายน ๒๕๖๑", "2018-11-05", "Thai digits"),
    ("ลว. ๒ ม.ค. ๖๓", "2020-01-02", "short, behind ลว."),
    ("๗/๑/๒๕๖๓", "2020-01-07", "Thai figures"),
    ("วันพฤหัสบดีที่ 2 มกราคม พ.ศ. 2563", "2020-01-02", "a weekday"),
    ("ณ วันที่ 30 เดือน กันยายน พ.ศ. 2564", "2021-09-30", "the form of contracts"),
    ("ให้ไว้ ณ วันที่ ๑๑ เมษายน พ.ศ. ๒๕๖๒", "2019-04-11", "the form of laws"),
    ("24 June 2022", "2022-06-24", "English"),
    ("June 24, 2022", "2022-06-24", "English, month first"),
    ("24th of June 2022", "2022-06-24", "English with an ordinal"),
]
COARSE = [
    ("กรกฎาคม - กันยายน 2563", "2020-07-01/2020-09-30", "months"),
    ("กรกฎาคม-กันยายน 2563", "2020-07-01/2020-09-30", "glued"),
    ("กรกฎาคม ถึงสิงหาคม 2564", "2021-07-01/2021-08-31", "in words"),
    ("กันยายน ถึง พฤศจิกายน 2563", "2020-09-01/2020-11-30", "with blanks"),
    ("กรกฎาคม –\nสิงหาคม 2565", "2022-07-01/2022-08-31", "broken"),
    ("กรกฎาคม 2564 ถึงเดือนกันยายน 2564", "2021-07-01/2021-09-30", "the word month"),
    ("กันยายน 2564-สิงหาคม 2565", "2021-09-01/2022-08-31", "over two years, glued"),
    ("ต.ค. 63 - ก.ย. 64", "2020-10-01/2021-09-30", "short months and years"),
    ("ก.ค. 65", "2022-07-01/2022-07-31", "a short month and year"),
    ("เดือนกันยายน พ.ศ. 2563", "2020-09-01/2020-09-30", "an era"),
    ("July 2023", "2023-07-01/2023-07-31", "English"),
    ("35 เดือนพฤศจิกายน 2562", "2019-11-01/2019-11-30", "a figure no month has as its day"),
    ("40\nพฤศจิกายน 2566", "2023-11-01/2023-11-30", "the same above the line"),
    ("กลางปี ค.ศ. 2026", "2026-05-01/2026-08-31", "the middle of a Common Era year"),
    ("ค.ศ. 2013 - 2018", "2013-01-01/2018-12-31", "years with an era"),
    ("ค.ศ. 2015-2025", "2015-01-01/2025-12-31", "glued"),
    ("ค.ศ. 2018 – 2023", "2018-01-01/2023-12-31", "an en dash"),
    ("ปี ค.ศ. 2014 - 2024", "2014-01-01/2024-12-31", "the word year and an era"),
    ("ปี ค.ศ.2026", "2026-01-01/2026-12-31", "glued to its era"),
    ("ปี ค.ศ 2024", "2024-01-01/2024-12-31", "the era without its last dot"),
    ("ปีพ.ศ. 2548 - พ.ศ. 2554", "2005-01-01/2011-12-31", "an era on both"),
    ("พ.ศ. 2553 ถึง พ.ศ. 2566", "2010-01-01/2023-12-31", "in words"),
    ("ปี พ.ศ. 2513 จนถึงปี พ.ศ. 2553", "1970-01-01/2010-12-31", "longer words"),
    ("ปี 2019-2024", "2019-01-01/2024-12-31", "Common Era told by its size"),
    ("ปี 2555 -2559", "2012-01-01/2016-12-31", "a blank on one side"),
    ("ปี\n2562", "2019-01-01/2019-12-31", "broken"),
    ("ปี 47", "2004-01-01/2004-12-31", "two digits"),
]
PROBLEMS = [
    ("28 ธันวาคม 22563", "year-digits", "a digit struck twice"),
    ("26 มิถุนายน 264", "year-digits", "a digit lost in the middle"),
    ("26 กันยายน 256", "year-digits", "a digit lost at the end"),
    ("17 ตุลาคม 2657", "year-out-of-range", "digits swapped"),
    ("31 กันยายน 2563", "no-such-day", "September has thirty"),
    ("29 ธันวาคม 2566-1 มกราคม 2566", "range-reversed", "the year not moved on"),
    ("10 กรกฎาคม 25621", "trailing-digit", "a footnote"),
    ("1 พฤศจิการยน 2562", "misspelt-month", "a letter too many"),
    ("14 พฤจิกายน 2566", "misspelt-month", "a letter too few"),
    ("1 มษายน 2564", "misspelt-month", "the leading vowel lost"),
]


def days(mention: DateMention) -> str:
    """What a mention means, as the tables write it."""
    first, last = mention.first or date.min, mention.last or date.min
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


@pytest.mark.parametrize(("text", "expected", "reason"), DAYS, ids=[row[2] for row in DAYS])
def test_days_and_ranges_of_days(text: str, expected: str, reason: str) -> None:
    """Every form gives exactly the days it means."""
    found = find_dates(text)
    assert (" ".join(map(days, found)), {mention.precision for mention in found}) == (expected, {"day"}), reason


@pytest.mark.parametrize(("text", "expected", "reason"), COARSE, ids=[row[2] for row in COARSE])
def test_months_and_years(text: str, expected: str, reason: str) -> None:
    """A month or a year gives all of its days and never passes for one of them."""
    (mention,) = find_dates(text)
    assert days(mention) == expected, reason
    assert mention.precision in {"month", "year"}, reason


@pytest.mark.parametrize(("text", "problem", "reason"), PROBLEMS, ids=[row[2] for row in PROBLEMS])
def test_misprints_are_named(text: str, problem: str, reason: str) -> None:
    """A date that cannot be, or was not written right, is found with what is wrong."""
    assert [mention.problem for mention in find_dates(text)] == [problem], reason


def test_counts_behind_a_month_are_no_years() -> None:
    """Three digits that begin with 2 and are counted are no mistyped year."""
    assert find_dates("ระหว่างวันที่ 5 มกราคม 264 คน") == []
