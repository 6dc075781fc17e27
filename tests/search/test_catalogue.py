"""Lists and single resolutions, without a question."""

import base64
from pathlib import Path

import pytest
from sqlmodel import col, select

from kb.access import EVERYTHING
from kb.errors import BadInput, NotFound
from kb.runtime import Runtime
from kb.search import SearchFilter, every_resolution, get_resolution, list_agencies, list_resolutions
from kb.store import Resolution

ALL = SearchFilter()


def test_newest_meeting_first_then_by_number(sample_runtime: Runtime, sample_rows) -> None:
    """The order of a list, over all of the sample."""
    with sample_runtime.session() as session:
        listed = [each.id for each in list_resolutions(session, ALL, EVERYTHING, 200).items]
    expected = sorted(sample_rows)
    expected.sort(key=lambda key: key[:10], reverse=True)
    assert listed == expected


@pytest.mark.parametrize("limit", [1, 7, 50, 126, 200])
def test_a_walk_by_cursor_is_the_whole_list(sample_runtime: Runtime, sample_rows, limit: int) -> None:
    """Every page but the last is full and has a cursor; together they hold everything once."""
    pages, cursor = [], None
    with sample_runtime.session() as session:
        while not pages or cursor:
            page = list_resolutions(session, ALL, EVERYTHING, limit, cursor)
            pages.append([each.id for each in page.items])
            cursor = page.next_cursor
    assert all(len(page) == limit for page in pages[:-1])
    assert sorted(key for page in pages for key in page) == sorted(sample_rows)
    assert len(pages) == -(-len(sample_rows) // limit)


def test_a_filter_holds_over_pages(sample_runtime: Runtime, sample_rows) -> None:
    """The cursor walks within the filter."""
    within = SearchFilter(agencies=("กค.",))
    found, cursor = [], ""
    with sample_runtime.session() as session:
        while cursor is not None:
            page = list_resolutions(session, within, EVERYTHING, 3, cursor)
            found += [each.id for each in page.items]
            cursor = page.next_cursor
    assert sorted(found) == sorted(key for key, row in sample_rows.items() if row["agency"] == "กระทรวงการคลัง")


@pytest.mark.parametrize(
    "cursor",
    ["x", "????", "ก", "\ud800", base64.b64encode(b"2020-01-01").decode(), base64.b64encode(b"2020-13-01 x").decode(),
     base64.b64encode(b"a b c").decode(), base64.b64encode("๒๐๒๐ x".encode()).decode()],
)  # fmt: skip
def test_a_cursor_not_from_here_is_refused(sample_runtime: Runtime, cursor: str) -> None:
    """Whatever is wrong with it, it is bad input."""
    with sample_runtime.session() as session, pytest.raises(BadInput, match="cursor"):
        list_resolutions(session, ALL, EVERYTHING, 10, cursor)


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_limit_out_of_range_is_refused(sample_runtime: Runtime, limit: int) -> None:
    """Between 1 and 200."""
    with sample_runtime.session() as session, pytest.raises(BadInput, match="200"):
        list_resolutions(session, ALL, EVERYTHING, limit)


def test_every_resolution_oldest_first(sample_runtime: Runtime, sample_rows) -> None:
    """The export order: by meeting, then number; body lengths are those of the rows."""
    with sample_runtime.session() as session:
        found = list(every_resolution(session, ALL, EVERYTHING))
    assert [each.id for each in found] == sorted(sample_rows)
    assert [each.body_chars for each in found] == [len(sample_rows[each.id]["body"]) for each in found]


def test_one_resolution_in_full(sample_runtime: Runtime, sample_rows) -> None:
    """Title, body, agency, outcome, letter and source come back as they were given."""
    row = sample_rows["2015-03-15-01"]
    with sample_runtime.session() as session:
        detail = get_resolution(session, "2015-03-15-01", EVERYTHING)
    assert (detail.summary.title, detail.body) == (row["title"], row["body"])
    assert (detail.summary.agency, detail.summary.agency_abbr) == ("กระทรวงเกษตรและสหกรณ์", "กษ.")
    assert (detail.summary.outcome, detail.summary.letter_number) == ("อนุมัติ", "นร 0505/ว 91")
    assert detail.summary.source == row["source"]
    assert detail.document.endswith("resolutions.jsonl#2015-03-15")
    assert (detail.versions, detail.withdrawn) == (1, False)


@pytest.mark.parametrize("ref", ["2015-03-15-99", "", "x", "2015-03-15-01 ", "2015-03-15-1", "' OR 1=1 --", "\x00"])
def test_an_address_nobody_has(sample_runtime: Runtime, ref: str) -> None:
    """Not found, with the address in the message."""
    with sample_runtime.session() as session, pytest.raises(NotFound) as caught:
        get_resolution(session, ref, EVERYTHING)
    assert ref in caught.value.thai


def test_a_withdrawn_resolution_is_shown_but_not_listed(own_runtime: Runtime, own_ask, tmp_path: Path) -> None:
    """A later version of its document no longer holds it: gone from search and lists, still there by its address."""
    page = tmp_path / "page.jsonl"
    rows = [
        f'{{"meeting_date": "2001-01-07", "number": {n}, "title": "เรื่อง {n} แพะ", "body": "ฟาร์มแพะ"}}' for n in (1, 2)
    ]
    page.write_text("\n".join(rows), encoding="utf-8")
    own_runtime.load([page])
    page.write_text(rows[0], encoding="utf-8")
    assert own_runtime.load([page]).withdrawn == 1
    own_runtime.reader.refresh()
    with own_runtime.session() as session:
        detail = get_resolution(session, "2001-01-07-02", EVERYTHING)
        assert (detail.withdrawn, detail.summary.title, detail.body) == (True, "เรื่อง 2 แพะ", "ฟาร์มแพะ")
        listed = [each.id for each in every_resolution(session, SearchFilter(years=(2001,)), EVERYTHING)]
    assert listed == ["2001-01-07-01"]
    assert [hit.id for hit in own_ask("ฟาร์มแพะ", years=(2001,)).hits] == ["2001-01-07-01"]


def test_agencies_with_their_counts(sample_runtime: Runtime, sample_rows) -> None:
    """Each agency of the sample with how many it proposed, the busiest first."""
    with sample_runtime.session() as session:
        found = list_agencies(session, EVERYTHING)
        official = session.execute(select(Resolution.agency_id).where(col(Resolution.agency_id).is_not(None))).all()
    assert sum(each.resolutions for each in found) == len(official) == len(sample_rows)
    counts = [each.resolutions for each in found]
    assert counts == sorted(counts, reverse=True)
    treasury = next(each for each in found if each.abbr == "กค.")
    assert treasury.name == "กระทรวงการคลัง"
    assert treasury.resolutions == sum(row["agency"] == "กระทรวงการคลัง" for row in sample_rows.values())
