"""The head of a meeting page: is it one, and on which day did the cabinet meet?"""

import re
from collections.abc import Sequence
from datetime import date

from kb.ingest.lines import Line, heading, page_lines
from kb.text import find_dates

HEAD_LINES = 30  # non-blank lines in which a page says what it is
HEAD_LENGTH = 12_000  # characters those lines may take

_SUMMARY = re.compile(r"สรุป(?:ข่าว|ผล|มติ)*\s*(?:การ)?ประชุม\s*(?:คณะรัฐมนตรี|ครม\.?)|ผลการประชุม\s*(?:คณะรัฐมนตรี|ครม\.?)")
_TODAY = re.compile(r"วันนี้|เมื่อวันที่|เมื่อวัน")


def is_meeting_page(text: str) -> bool:
    """Whether `text` is a cabinet-meeting summary: its first lines say so and a numbered matter follows."""
    head = _head(text)
    if not any(_SUMMARY.search(line.text) for line in head):
        return False
    return any((found := heading(text, line, at)) and found.strict for at, line in enumerate(page_lines(text)))


def find_meeting_date(text: str) -> date | None:
    """The day of the meeting, as named beside "ประชุมคณะรัฐมนตรี", else after "วันนี้" or "เมื่อวันที่".

    The day of publication, which stands alone in its line, is never taken for it.
    """
    head = _head(text)
    named = [line for line in head if _SUMMARY.search(line.text)]
    today = [line for line in head if _TODAY.match(line.text)]
    return next((day for line in [*named, *today] if (day := _first_day(line.text)) is not None), None)


def _head(text: str) -> Sequence[Line]:
    lines = page_lines(text[:HEAD_LENGTH])
    first = next(
        (at for at, line in enumerate(lines) if (found := heading(text, line, at)) and found.strict), HEAD_LINES
    )
    return lines[: min(first, HEAD_LINES)]


def _first_day(text: str) -> date | None:
    days = (mention.first for mention in find_dates(text) if mention.precision == "day")
    return next((day for day in days if day is not None), None)
