"""What became of agencies: the seed's successions are sound, and today's agency leads to its predecessors."""

from datetime import date

import pytest

from kb.agencies import AgencyRegistry, Succession, open_registry, read_seed, read_successions
from kb.agencies.checking import faults
from kb.agencies.history import ancestors, descendants, lineage, predecessors, successors

REGISTRY = open_registry()
MHESI = "กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม"
MOST = "กระทรวงวิทยาศาสตร์และเทคโนโลยี"
DAY = date(2020, 1, 1)
LINE = [
    Succession("ก", "ข", "renamed", DAY),
    Succession("ข", "ง", "merged", date(2021, 1, 1)),
    Succession("ค", "ง", "merged", date(2021, 1, 1)),
    Succession("ง", "จ", "split", date(2022, 1, 1)),
    Succession("ง", "ฉ", "split", date(2022, 1, 1)),
]
"""ก became ข; ข and ค became ง; ง was split into จ and ฉ."""


def test_the_seed_is_sound() -> None:
    """Unique names, known parents, ends after beginnings, successions between known agencies that never turn back."""
    assert faults(read_seed(), read_successions()) == []
    assert len(read_successions()) == 56


def test_the_seed_tells_of_every_succession_when_and_by_what_law() -> None:
    """A source for each; the ends of the two agencies fit the day; few days are in doubt."""
    known = {agency.name: agency for agency in read_seed()}
    for each in read_successions():
        assert each.source != ""
        assert date(1932, 6, 24) < each.on < date(2026, 1, 1)
        if each.kind != "split":
            assert known[each.predecessor].until == each.on, each
        if each.kind != "merged":
            assert known[each.successor].since == each.on, each
    assert sum(not each.certain for each in read_successions()) == 7


@pytest.mark.parametrize(
    ("today", "before"),
    [
        ("ดศ.", ["กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร"]),  # renamed
        ("ดีอี", ["กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร"]),  # by its everyday name
        (
            "อว.",
            [MOST, "สำนักงานคณะกรรมการการอุดมศึกษา", "กระทรวงวิทยาศาสตร์ เทคโนโลยีและสิ่งแวดล้อม", "ทบวงมหาวิทยาลัย"],
        ),  # two merged, each with a past of its own
        ("กรมท่าอากาศยาน", ["กรมการบินพลเรือน"]),  # one of two it was split into
        ("สำนักงาน กสทช.", ["สำนักงานคณะกรรมการกิจการโทรคมนาคมแห่งชาติ"]),
        ("กรมประมง", []),  # no past known
    ],
)
def test_asking_for_todays_agency_finds_its_predecessors(today: str, before: list[str]) -> None:
    """Over any number of steps, nearest first, itself at the head."""
    found = REGISTRY.ancestors(today)
    assert found == (REGISTRY.canonical(today), *before)


def test_direct_steps_have_their_kind_and_day() -> None:
    """What led to an agency, and what it led to."""
    assert [(each.predecessor, each.kind, each.on) for each in REGISTRY.predecessors("อว.")] == [
        (MOST, "merged", date(2019, 5, 2)),
        ("สำนักงานคณะกรรมการการอุดมศึกษา", "merged", date(2019, 5, 2)),
    ]
    assert [(each.successor, each.kind) for each in REGISTRY.successors("ไอซีที")] == [
        ("กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "renamed")
    ]


def test_lineage_goes_both_ways_and_leaves_siblings_out() -> None:
    """From ข: how it came to be and all it became, but not ค, which only met it later."""
    assert [(each.predecessor, each.successor) for each in lineage(LINE, "ข")] == [
        ("ก", "ข"), ("ข", "ง"), ("ง", "จ"), ("ง", "ฉ"),
    ]  # fmt: skip
    assert ancestors(LINE, "จ") == ("จ", "ง", "ข", "ค", "ก")
    assert descendants(LINE, "ก") == ("ก", "ข", "ง", "จ", "ฉ")
    assert (predecessors(LINE, "ก"), successors(LINE, "ฉ")) == ((), ())


def test_an_agency_unknown_to_history_is_its_own_line() -> None:
    """No successions, no error."""
    assert AgencyRegistry(()).ancestors("กค.") == ("กค.",)
    assert AgencyRegistry(()).lineage("กค.") == ()
