"""Days as people write them and as they read them."""

from datetime import UTC, date, datetime, timedelta, timezone

from kb.errors import BadInput
from kb.text import parse_date, thai_date

THAILAND = timezone(timedelta(hours=7))


def a_day(text: str) -> date | None:
    """A day as typed, in either era; None for an empty text. Raises `BadInput`."""
    if not text.strip():
        return None
    found = parse_date(text)
    if found is None:
        raise BadInput(
            f"อ่านวันที่ “{text}” ไม่ได้ กรุณาพิมพ์เช่น 31 ม.ค. 2568 หรือ 2025-01-31",
            f"{text!r} is no date; write it as 31 ม.ค. 2568 or 2025-01-31",
        )
    return found


def day_of(moment: datetime) -> str:
    """The Thai day of a moment; one without a zone is in UTC, as the store has it."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return thai_date(known.astimezone(THAILAND).date())
