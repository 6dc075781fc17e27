"""What a model is trained on: titled texts, read from JSON lines."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from kb.errors import Unreadable

_DAYS = ("day", "pub_date", "meeting_date")
"""Fields that may hold the day of a row, ISO."""


@dataclass(frozen=True)
class TitledText:
    """A news item or a matter: `title` and `body` as they were written, and the day it is of, where known."""

    title: str
    body: str
    day: date | None = None


def read_titled_texts(file: Path) -> Iterator[TitledText]:
    """Rows of a JSONL file (`.gz` too) that have `title` and `body`; rows where one is empty are left out.

    A row's day is its `day`, `pub_date` or `meeting_date`, if it has one. Raises Unreadable, with the line's number,
    for what is not JSON, has no title and body, or has a day that is none.
    """
    try:
        with _open(file) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    text = _titled_text(file, number, line)
                    if text.title.strip() and text.body.strip():
                        yield text
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Unreadable(f"อ่านไฟล์ฝึก “{file}” ไม่ได้: {error}", f"cannot read {str(file)!r}: {error}") from error


def _open(file: Path) -> IO[str]:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8")
    return file.open(encoding="utf-8")


def _titled_text(file: Path, number: int, line: str) -> TitledText:
    try:
        row = json.loads(line)
        return TitledText(str(row["title"] or ""), str(row["body"] or ""), _day(row))
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            f"“{file}” บรรทัด {number}: ต้องเป็น JSON ที่มี title และ body (และวันที่แบบ ISO ถ้ามี)",
            f"{str(file)!r} line {number}: expected JSON with `title` and `body` (and an ISO day, if any)",
        ) from error


def _day(row: dict[str, Any]) -> date | None:
    found = next((row[name] for name in _DAYS if row.get(name)), None)
    return None if found is None else date.fromisoformat(found)
