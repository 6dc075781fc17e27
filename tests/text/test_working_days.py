"""The working days of government offices: the cabinet's own lists of holidays, and counting over them."""

from datetime import date, timedelta

import pytest

from kb.text.working_days import FIRST_YEAR, LAST_YEAR, add_working_days, is_working_day


@pytest.mark.parametrize(
    ("day", "works", "reason"),
    [
        ("2024-04-11", True, "a plain Thursday"),
        ("2024-04-13", False, "a Saturday"),
        ("2024-04-16", False, "substitute for a Songkran day on a weekend"),
        ("2024-04-12", False, "special holiday declared for 2567"),
        ("2024-12-30", False, "special holiday declared for the end of 2567"),
        ("2023-05-05", False, "special holiday declared for 2566"),
        ("2023-07-31", False, "special holiday declared for 2566"),
        ("2023-12-29", False, "special holiday declared for 2566"),
        ("2022-07-15", False, "one of four special holidays of 2565"),
        ("2022-07-29", False, "one of four special holidays of 2565"),
        ("2022-10-14", False, "one of four special holidays of 2565"),
        ("2022-12-30", False, "one of four special holidays of 2565"),
        ("2021-02-12", False, "special holiday of 2564"),
        ("2021-04-12", False, "special holiday of 2564"),
        ("2021-10-22", False, "a substitute moved here by the cabinet"),
        ("2021-10-25", True, "the day that substitute was moved from"),
        ("2020-04-13", True, "Songkran of 2563 was put off"),
        ("2020-07-27", False, "and made up for here"),
        ("2020-09-04", False, "and here"),
        ("2020-09-07", False, "and here"),
        ("2019-12-30", False, "special holiday of 2562 that the package lacks"),
        ("2017-10-26", False, "the royal cremation"),
        ("2024-05-01", True, "labour day closes firms and banks, not government offices"),
        ("2024-05-10", False, "the ploughing ceremony closes government offices"),
        ("2021-05-03", True, "a substitute for labour day is none either"),
    ],
)
def test_a_day_is_worked_or_not(day: str, works: bool, reason: str) -> None:
    """Weekends, yearly holidays, their substitutes and the cabinet's special ones."""
    assert is_working_day(date.fromisoformat(day)) is works, reason


def test_the_holidays_of_a_year_are_those_the_cabinet_listed() -> None:
    """All weekdays off in 2567, as in the cabinet's overview of that year: 12 April and 30 December among them."""
    days = (date(2024, 1, 1) + timedelta(days=count) for count in range(366))
    off = [day.strftime("%m-%d") for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert off == [
        "01-01", "02-26", "04-08", "04-12", "04-15", "04-16", "05-06", "05-10", "05-22", "06-03", "07-22", "07-29",
        "08-12", "10-14", "10-23", "12-05", "12-10", "12-30", "12-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "n", "reached", "reason"),
    [
        ("2024-03-05", 0, "2024-03-05", "no days"),
        ("2024-03-05", 1, "2024-03-06", "the next day"),
        ("2024-03-08", 1, "2024-03-11", "over a weekend"),
        ("2024-04-11", 1, "2024-04-17", "over a special holiday, Songkran and its substitute"),
        ("2024-12-27", 1, "2025-01-02", "over the turn of the year"),
        ("2024-03-05", 30, "2024-04-22", "thirty working days over five holidays"),
    ],
)
def test_counting(day: str, n: int, reached: str, reason: str) -> None:
    """The n-th working day after a day."""
    assert add_working_days(date.fromisoformat(day), n) == date.fromisoformat(reached), reason


@pytest.mark.parametrize("year", range(2017, 2028))
def test_every_year_of_the_archive_has_its_holidays(year: int) -> None:
    """Between 14 and 24 weekdays are off in each year, and Songkran or its replacement is among them."""
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(365)]
    off = [day for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert 14 <= len(off) <= 24
    assert any(day.month == 4 for day in off)


def test_years_outside_the_calendar_are_not_told() -> None:
    """No day is made up where no calendar is known."""
    assert add_working_days(date(FIRST_YEAR - 1, 6, 1), 3) is None
    assert add_working_days(date(LAST_YEAR, 12, 30), 30) is None
