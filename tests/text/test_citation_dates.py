"""The dates that real resolutions cite; skipped where the shared data is absent."""

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kb.text import find_dates

CITATIONS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "citations_dev.jsonl.gz"


def is_found(text: str, cited: date) -> bool:
    """Whether the scanner reads exactly this day somewhere in a text."""
    return any(mention.first == cited == mention.last and mention.precision == "day" for mention in find_dates(text))


def test_cited_dates_are_found_as_printed_and_in_context() -> None:
    """At least 99 % of the 2,240 cited days are read exactly: from the citation alone, and from the text around it."""
    if not CITATIONS.is_file():
        pytest.skip("skipped: ../shared/data/citations_dev.jsonl.gz is not beside the project")
    found: Counter[str] = Counter()
    with gzip.open(CITATIONS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            cited = date.fromisoformat(row["cited_date"])
            found["all"] += 1
            for field in ("cited_date_raw", "match", "text"):
                found[field] += is_found(row[field], cited)
    assert found["all"] == 2240
    assert min(found["cited_date_raw"], found["match"], found["text"]) >= 0.99 * found["all"]
