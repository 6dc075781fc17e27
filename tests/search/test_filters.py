"""Filters mean the same in every mode and in lists, and facet counts are what a user gets by choosing them."""

from datetime import date

import pytest

from kb.access import EVERYTHING
from kb.errors import BadInput
from kb.search import SearchFilter, list_resolutions
from kb.search.filtering import day_ranges

WHOLE_2020 = ((date(2020, 1, 1), date(2020, 12, 31)),)
NEVER = ((date(1, 1, 1), date(1, 1, 1)),)


@pytest.mark.parametrize(
    ("within", "ranges"),
    [
        (SearchFilter(), ()),
        (SearchFilter(years=(2020,)), WHOLE_2020),
        (SearchFilter(years=(2563,)), WHOLE_2020),  # the other era
        (SearchFilter(years=(2563, 2020)), WHOLE_2020),  # the same year twice
        (SearchFilter(years=(2563, 2565)), (*WHOLE_2020, (date(2022, 1, 1), date(2022, 12, 31)))),
        (SearchFilter(first=date(2020, 5, 1)), ((date(2020, 5, 1), date(9999, 12, 31)),)),
        (SearchFilter(last=date(2020, 5, 1)), ((date(1, 1, 1), date(2020, 5, 1)),)),
        (SearchFilter(years=(2563,), first=date(2020, 5, 1)), ((date(2020, 5, 1), date(2020, 12, 31)),)),
        (SearchFilter(years=(2563,), first=date(2021, 5, 1)), NEVER),  # nothing is both
        (SearchFilter(years=(0,)), NEVER),
        (SearchFilter(years=(-5,)), NEVER),
        (SearchFilter(years=(10**30,)), NEVER),
    ],
)
def test_day_ranges(within: SearchFilter, ranges: object) -> None:
    """Years of either era and bounds give ranges of days; what cannot be met gives a day without meetings."""
    assert day_ranges(within) == ranges


def in_2020(row) -> bool:
    """Of a meeting in 2020."""
    return row["meeting_date"].startswith("2020")


FILTERS = [
    ({"years": (2563,)}, in_2020),
    ({"years": (2020,)}, in_2020),
    ({"years": (2563, 2021)}, lambda row: row["meeting_date"][:4] in ("2020", "2021")),
    (
        {"first": date(2020, 5, 17), "last": date(2020, 9, 13)},
        lambda row: "2020-05-17" <= row["meeting_date"] <= "2020-09-13",
    ),
    ({"first": date(2026, 2, 8)}, lambda row: row["meeting_date"] >= "2026-02-08"),
    ({"agencies": ("กระทรวงการคลัง",)}, lambda row: row["agency"] == "กระทรวงการคลัง"),
    ({"agencies": ("กค.",)}, lambda row: row["agency"] == "กระทรวงการคลัง"),  # by its abbreviation
    (
        {"agencies": ("กค.", "พม.")},
        lambda row: row["agency"] in ("กระทรวงการคลัง", "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"),
    ),
    ({"groups": ("กฎหมาย",)}, lambda row: row["group"] == "กฎหมาย"),
    ({"groups": ("กฎหมาย", "แต่งตั้ง")}, lambda row: row["group"] in ("กฎหมาย", "แต่งตั้ง")),
    ({"outcomes": ("อนุมัติ",)}, lambda row: row["outcome"] == "อนุมัติ"),  # and not อนุมัติหลักการ
    ({"outcomes": ("เห็นชอบ",)}, lambda row: row["outcome"] == "เห็นชอบ"),  # and not เห็นชอบในหลักการ
    ({"outcomes": ("ยืนยัน", "ไม่ขัดข้อง")}, lambda row: row["outcome"] in ("ยืนยัน", "ไม่ขัดข้อง")),
    (
        {"years": (2563,), "agencies": ("กค.",), "outcomes": ("เห็นชอบ",)},
        lambda row: in_2020(row) and row["agency"] == "กระทรวงการคลัง" and row["outcome"] == "เห็นชอบ",
    ),
    ({"agencies": ("กระทรวงที่ไม่มี",)}, lambda _row: False),
    ({"groups": ("อื่น",)}, lambda _row: False),
    ({"outcomes": ("%",)}, lambda _row: False),  # no pattern of SQL
    ({"years": (2400,)}, lambda _row: False),
]


@pytest.mark.parametrize(("within", "wanted"), FILTERS)
def test_a_filter_alone_lists_all_it_lets_through(ask, sample_rows, sample_runtime, within, wanted) -> None:
    """Values of a field are joined by or, fields by and; an empty query and a list agree with the rows themselves."""
    expected = sorted(key for key, row in sample_rows.items() if wanted(row))
    found = ask("", limit=100, **within)
    assert (found.total, sorted(hit.id for hit in found.hits)) == (len(expected), expected[:100])
    with sample_runtime.session() as session:
        listed = list_resolutions(session, SearchFilter(**within), EVERYTHING, limit=200)
    assert sorted(each.id for each in listed.items) == expected


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
@pytest.mark.parametrize(("within", "wanted"), FILTERS)
def test_no_hit_of_any_mode_breaks_the_filter(ask, sample_rows, within, wanted, mode: str) -> None:
    """A question with a filter gives only what the filter lets through, exact matches included."""
    found = ask('โครงการ หนี้ น้ำ "การ" นร 0505/ว 91', mode=mode, limit=100, **within)
    assert [hit.id for hit in found.hits if not wanted(sample_rows[hit.id])] == []
    if any(map(wanted, sample_rows.values())):
        assert found.hits


def test_one_value_with_a_known_and_an_unknown_agency(ask) -> None:
    """A name nobody has does not hide the others, nor let more through."""
    known = ask("", agencies=("กค.",), limit=100).total
    assert ask("", agencies=("กค.", "ไม่มี"), limit=100).total == known


def test_newest_first_without_a_question(ask) -> None:
    """A filter alone lists by meeting, newest first, then by number."""
    hits = ask("", groups=("แต่งตั้ง",), limit=100).hits
    assert [hit.id for hit in hits] == [
        hit.id for hit in sorted(hits, key=lambda hit: (-hit.meeting_date.toordinal(), hit.number))
    ]


@pytest.mark.parametrize("text", ["หนี้", "", '"สระสำรองน้ำ"'])
def test_facets_sum_up(ask, text: str) -> None:
    """Years, agencies, groups and outcomes each count every found resolution once (the sample has one of each)."""
    found = ask(text, first=date(2000, 1, 1))
    for values in (found.facets.years, found.facets.agencies, found.facets.groups, found.facets.outcomes):
        assert sum(each.count for each in values) == found.total


def test_facet_order(ask) -> None:
    """Years newest first in the Buddhist era; the others by count, then by name."""
    facets = ask("", first=date(2000, 1, 1)).facets
    years = [each.value for each in facets.years]
    assert years == [str(year) for year in range(2569, 2557, -1)]
    pairs = [(-each.count, each.value) for each in facets.agencies]
    assert pairs == sorted(pairs)


def test_choosing_a_facet_gives_its_count(ask) -> None:
    """A count is a promise: with that value as filter, a list has just so many."""
    facets = ask("", first=date(2000, 1, 1)).facets
    for name, values in (("agencies", facets.agencies), ("groups", facets.groups), ("outcomes", facets.outcomes)):
        for each in values:
            assert ask("", **{name: (each.value,)}).total == each.count
    for each in facets.years:
        assert ask("", years=(int(each.value),)).total == each.count


def test_a_range_the_wrong_way_round_is_refused(ask) -> None:
    """From after to is a slip that would find nothing silently."""
    with pytest.raises(BadInput, match="วันเริ่มต้นต้องไม่หลังวันสิ้นสุด"):
        ask("น้ำ", first=date(2021, 1, 1), last=date(2020, 1, 1))
