"""The working days of Thai government offices: weekends and official holidays left out, special ones included."""

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

FIRST_YEAR, LAST_YEAR = 2017, 2037  # years that a deadline of the archive can touch; of others nothing is told
_SATURDAY = 5
# Private firms and banks close on these; government offices do not, and the cabinet does not list them.
_NOT_OFFICIAL = ("National Labor Day", "National Children's Day")
# Declared by the cabinet and missing from the package: a special holiday of 2019, and a substitute holiday that the
# cabinet moved (from Monday 25 to Friday 22 October 2021).
_DECLARED = frozenset({date(2019, 12, 30), date(2021, 10, 22)})
_MOVED_AWAY = frozenset({date(2021, 10, 25)})


def is_working_day(day: date) -> bool:
    """Whether government offices open: no weekend and no holiday, substitutes and special holidays included."""
    return day.weekday() < _SATURDAY and day not in _closed(day.year)


def add_working_days(day: date, n: int) -> date | None:
    """The n-th working day after `day`; `day` itself when n is 0. None outside the years of the calendar."""
    reached, left = day, n
    while left > 0:
        if not FIRST_YEAR <= reached.year <= LAST_YEAR:
            return None
        reached += timedelta(days=1)
        left -= is_working_day(reached)
    return reached if FIRST_YEAR <= reached.year <= LAST_YEAR else None


@cache
def _closed(year: int) -> Container[date]:
    """The official holidays of a year, those on a weekend among them."""
    import holidays  # noqa: PLC0415  (a tenth of a second that only deadlines in working days need)

    calendar = holidays.country_holidays("TH", years=year, categories=("government", "public"))
    named = {day for day, names in calendar.items() if any(not _unofficial(name) for name in names.split("; "))}
    return frozenset((named | {day for day in _DECLARED if day.year == year}) - _MOVED_AWAY)


def _unofficial(name: str) -> bool:
    return name.startswith(_NOT_OFFICIAL)
