"""The parser against the reference split of 2020; skipped where the shared data is absent."""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.ingest import ParsedMatter, assign_letters, parse_page, resolution_id
from kb.text import title_key

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
REFERENCE = SHARED / "matters_2020_reference.jsonl.gz"
HEADS = ("กระทรวง", "สำนักงาน", "กรม")
VERBS = ("อนุมัติ", "เห็นชอบ", "รับทราบ", "อนุมัติหลักการ", "เห็นชอบในหลักการ")

# Where the reference itself is wrong; they count as missed all the same.
WRONG_AGENCY = {
    "2020-03-24-01": "copies a misprint of the page: a letter too many in the name of the ministry of industry",
    "2020-06-09-23": "copies a misprint of the page: a word doubled in the name of the ministry",
}
WRONG_VERB = {
    "2020-03-10-19": "takes the verb of an earlier resolution that the sentence mentions; this one is เห็นชอบ",
    "2020-10-20-13": "takes the verb of a decision further down; the cabinet itself รับทราบ",
    "2020-12-15-25": "takes the verb of a decision further down; the cabinet itself รับทราบ, and assigned",
}

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="skipped: ../shared/data is not beside the project")


@cache
def parsed() -> Mapping[str, ParsedMatter]:
    """Every matter of the pages of 2020 by its address."""
    registry = open_registry()
    found: dict[str, ParsedMatter] = {}
    for path in sorted((SHARED / "cabinet_pages" / "2020").glob("*.txt")):
        page = parse_page(path.read_text(encoding="utf-8-sig"), path.name, registry)
        for matter, letter in zip(page.matters, assign_letters(page.matters), strict=True):
            found[resolution_id(page.meeting_date, matter.number, letter)] = matter
    return found


@cache
def reference() -> Mapping[str, dict[str, str]]:
    """The rows of the reference by address."""
    with gzip.open(REFERENCE, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def test_2020_is_split_as_the_reference_says() -> None:
    """At least 99 % of the reference's addresses are found with the same title, and at most 1 % are extra."""
    found, expected = parsed(), {address: title_key(row["title"]) for address, row in reference().items()}
    same = [
        address for address, title in expected.items() if address in found and title_key(found[address].title) == title
    ]
    extra = set(found) - set(expected)
    assert len(expected) == 1417
    assert len(same) >= 0.99 * len(expected)
    assert len(extra) <= 0.01 * len(expected)


def is_same_agency(row: Mapping[str, str], matter: ParsedMatter | None, registry: AgencyRegistry) -> bool:
    """Same name or abbreviation, or one name contains the other; a reference may name it by its abbreviation."""
    if matter is None or not matter.agency:
        return False
    expected, name = "".join(row["agency"].split()), "".join(matter.agency.split())
    if expected in name or name in expected:
        return True
    if row["agency_abbr"] and row["agency_abbr"].rstrip(".") == (matter.agency_abbr or "").rstrip("."):
        return True
    mentions = registry.mentions(row["agency"])
    return bool(mentions) and mentions[0].start == 0 and mentions[0].agency.name == matter.agency


def test_the_proposing_agency_of_2020() -> None:
    """For at least 97 % of the matters a ministry, an office or a department proposed, it is the reference's agency."""
    found, registry = parsed(), open_registry()
    rows = {address: row for address, row in reference().items() if (row["agency"] or "").startswith(HEADS)}
    missed = {address for address, row in rows.items() if not is_same_agency(row, found.get(address), registry)}
    assert len(rows) == 1157
    assert len(missed) <= 0.03 * len(rows), sorted(missed)
    assert set(WRONG_AGENCY) <= missed


def test_the_outcome_of_2020() -> None:
    """For at least 97 % of the matters with one of the five common verbs, it is the first verb found."""
    found = parsed()
    rows = {address: row for address, row in reference().items() if row["action"] in VERBS}
    missed = {
        address
        for address, row in rows.items()
        if address not in found or (found[address].outcome or "").split(", ")[0] != row["action"]
    }
    assert len(rows) == 1307
    assert len(missed) <= 0.03 * len(rows), sorted(missed)
    assert set(WRONG_VERB) <= missed
