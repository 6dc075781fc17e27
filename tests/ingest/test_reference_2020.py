"""The parser against the reference split of 2020; skipped where the shared data is absent."""

import gzip
import json
from pathlib import Path

import pytest

from kb.agencies import open_registry
from kb.ingest import assign_letters, parse_page, resolution_id
from kb.text import title_key

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
REFERENCE = SHARED / "matters_2020_reference.jsonl.gz"

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="skipped: ../shared/data is not beside the project")


def test_2020_is_split_as_the_reference_says() -> None:
    """At least 99 % of the reference's addresses are found with the same title, and at most 1 % are extra."""
    registry = open_registry()
    found: dict[str, tuple[str, str | None]] = {}
    for path in sorted((SHARED / "cabinet_pages" / "2020").glob("*.txt")):
        page = parse_page(path.read_text(encoding="utf-8-sig"), path.name, registry)
        for matter, letter in zip(page.matters, assign_letters(page.matters), strict=True):
            found[resolution_id(page.meeting_date, matter.number, letter)] = (title_key(matter.title), matter.group)
    with gzip.open(REFERENCE, "rt", encoding="utf-8") as lines:
        expected = {row["id"]: title_key(row["title"]) for row in map(json.loads, lines)}
    same = [address for address, title in expected.items() if address in found and found[address][0] == title]
    extra = set(found) - set(expected)
    assert len(expected) == 1417
    assert len(same) >= 0.99 * len(expected)
    assert len(extra) <= 0.01 * len(expected)
