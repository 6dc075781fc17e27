"""The rows of the sample corpus as meetings, in the order they were held."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

RESOLUTIONS = Path(__file__).resolve().parents[1] / "sample" / "resolutions.jsonl"
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
BUDDHIST = 543
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Matter:
    """One invented resolution, as its row has it."""

    day: date
    number: int
    title: str
    body: str
    agency: str
    outcome: str
    group: str
    source: str
    letter_number: str | None
    letter_date: date | None

    @property
    def address(self) -> str:
        """`2015-03-15-01`."""
        return f"{self.day.isoformat()}-{self.number:02d}"


@dataclass(frozen=True)
class Meeting:
    """The matters of one day by agenda number; `place` counts meetings from 0 and picks font, dpi and other looks."""

    place: int
    day: date
    matters: tuple[Matter, ...]


def read_meetings(meetings: int | None = None, matters: int | None = None) -> list[Meeting]:
    """The first `meetings` of the sample with the first `matters` of each; None is all."""
    rows = [json.loads(line) for line in RESOLUTIONS.read_text(encoding="utf-8").splitlines()]
    all_matters = sorted(map(_matter, rows), key=lambda matter: (matter.day, matter.number))
    days = [list(found) for _, found in groupby(all_matters, key=lambda matter: matter.day)]
    return [Meeting(at, found[0].day, tuple(found[:matters])) for at, found in enumerate(days[:meetings])]


def _matter(row: dict[str, str]) -> Matter:
    return Matter(
        day=date.fromisoformat(row["meeting_date"]),
        number=int(row["number"]),
        title=row["title"],
        body=row["body"],
        agency=row["agency"],
        outcome=row["outcome"],
        group=row["group"],
        source=row["source"],
        letter_number=row.get("letter_number"),
        letter_date=date.fromisoformat(row["letter_date"]) if "letter_date" in row else None,
    )


def thai_date(day: date) -> str:
    """`15 มีนาคม 2558`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST}"


def thai_digits(text: str) -> str:
    """The text with every Arabic digit as its Thai one."""
    return text.translate(THAI_DIGITS)
