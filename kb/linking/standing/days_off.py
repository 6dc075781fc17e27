"""Holidays that the cabinet sets for certain days: the resolution is done with after the last of them."""

import re
from datetime import date, timedelta

from kb.linking.mention import Span
from kb.text import find_dates

LONGEST = timedelta(days=800)
"""A holiday is set for this year or the next; a date further off is something else."""
_DAYS_OFF = re.compile(r"วันหยุด(?:ราชการ|ชดเชย)|หยุดราชการ")


def days_off_end(title: str, text: str, start: int, end: int, on: date) -> tuple[date, Span] | None:
    """The last day that a decision on holidays at `start`-`end` of `text` names; None for other decisions, and where it
    names no day to come.
    """
    if not _DAYS_OFF.search(title):
        return None
    days = [
        (each.last, Span(start + each.start, start + each.end, each.quote))
        for each in find_dates(text[start:end])
        if each.last is not None and each.precision == "day" and on <= each.last <= on + LONGEST
    ]
    return max(days, key=lambda each: each[0], default=None)
