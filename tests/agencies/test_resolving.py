"""Whom an abbreviation means on a day and in a document, and when it means nobody."""

from datetime import date

import pytest

from kb.agencies import REASONS, Agency, AgencyRegistry, Spell, Succession, open_registry

REGISTRY = open_registry()
HEALTH, NCPO = "คณะกรรมการสุขภาพแห่งชาติ", "คณะรักษาความสงบแห่งชาติ"
SAVINGS, INDUSTRY = "กองทุนการออมแห่งชาติ", "คณะกรรมการพัฒนาอุตสาหกรรมแห่งชาติ"
CASES = [
    ("กค.", None, None, "กระทรวงการคลัง", "only one"),
    ("คสช.", date(2010, 1, 5), None, HEALTH, "date"),  # before the other began
    ("คสช.", date(2020, 1, 7), None, HEALTH, "date"),  # after the other ended
    ("คสช.", date(2015, 1, 6), None, None, "ambiguous"),  # both existed
    ("คสช.", date(2019, 7, 15), None, None, "ambiguous"),  # the last day of the other
    ("คสช.", date(2019, 7, 16), None, HEALTH, "date"),  # the first day without it
    ("คสช.", date(2000, 1, 4), None, None, "not then"),  # neither existed
    ("คสช.", None, None, None, "ambiguous"),  # no date: no guess
    ("คสช.", date(2015, 1, 6), f"ตามที่{NCPO}มีคำสั่ง และ คสช. เห็นชอบ", NCPO, "named"),
    ("คสช.", date(2010, 1, 5), f"ตามที่{NCPO}มีคำสั่ง", HEALTH, "date"),  # a date beats words
    ("กอช.", None, f"{SAVINGS} (กอช.) ร่วมกับ{INDUSTRY}", SAVINGS, "defined"),  # both named, one with the abbreviation
    ("กอช.", None, f"{SAVINGS} ร่วมกับ{INDUSTRY}", None, "ambiguous"),  # both named, none with it
    ("กอช.", None, f"ที่ประชุม{INDUSTRY}ครั้งที่ 1", INDUSTRY, "named"),
    ("กอช.", None, "กอช. เห็นว่า", None, "ambiguous"),  # the abbreviation itself is no context
    ("กอช.", date(2005, 1, 4), f"{SAVINGS}", None, "ambiguous"),  # what did not exist is not meant; two are left
    ("กปส.", None, "กรมประชาสัมพันธ์\n(กปส.) รายงาน", "กรมประชาสัมพันธ์", "defined"),
    ("ปตท.", None, None, "บริษัท ปตท. จำกัด (มหาชน)", "latest"),  # one line: the last of it
    ("ปตท.", date(2000, 1, 4), None, "การปิโตรเลียมแห่งประเทศไทย", "date"),
    ("ดศ.", date(2010, 1, 5), None, None, "not then"),  # not yet a ministry
    ("กระทรวงดีอี", date(2020, 1, 7), None, "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "only one"),
    ("สำนักงานคณะกรรมการพัฒนาการเศรษฐกิจและสังคมแห่งชาติ", date(2020, 1, 7), None, None, "not then"),  # the name was given up
    ("สศช.", date(2001, 1, 2), None, "สำนักงานสภาพัฒนาการเศรษฐกิจและสังคมแห่งชาติ", "only one"),  # the abbreviation was not
    ("กอช", None, None, None, "ambiguous"),  # without the dot
    ("ไม่มีชื่อนี้", date(2020, 1, 7), "กรมประมง", None, "unknown"),
    ("", None, None, None, "unknown"),
]


@pytest.mark.parametrize(("asked", "on", "context", "name", "why"), CASES)
def test_resolve(asked: str, on: date | None, context: str | None, name: str | None, why: str) -> None:
    """By the day first, then by the words around it, and never by a guess; the reason is told."""
    resolved = REGISTRY.resolve(asked, on, context)
    assert (resolved.agency.name if resolved.agency else None, resolved.why) == (name, why)
    assert (resolved.candidates == ()) == (why == "unknown")


def test_every_reason_can_be_told() -> None:
    """Each way to decide has its sentence in Thai and in English, and the table above tries each."""
    assert set(REASONS) == {case[4] for case in CASES}


@pytest.mark.parametrize(
    ("on", "name"),
    [(date(2001, 1, 2), "การปิโตรเลียมแห่งประเทศไทย"), (date(2001, 10, 1), "บริษัท ปตท. จำกัด (มหาชน)")],
)
def test_a_registry_as_of_a_day_finds_what_existed_then(on: date, name: str) -> None:
    """`find` and `mentions` of a document's day need no more care from who reads it."""
    registry = REGISTRY.as_of(on)
    found = registry.find("ปตท.")
    assert found is not None
    assert found.name == name
    assert [mention.agency.name for mention in registry.mentions("ให้ ปตท. รายงาน")] == [name]


def test_a_day_decides_what_is_ambiguous_without_one() -> None:
    """คสช. is nobody without a date; in 2010 it is one, in 2015 again nobody."""
    found = [REGISTRY.as_of(date(year, 1, 5)).find("คสช.") for year in (2010, 2015)]
    assert [each.name if each else None for each in found] == [HEALTH, None]
    assert [REGISTRY.find("คสช."), REGISTRY.is_ambiguous("คสช."), REGISTRY.is_ambiguous("ปตท.")] == [None, True, False]


def test_registries_of_days_are_made_once_for_a_time_without_change() -> None:
    """Reading an archive of forty years does not build a registry a document."""
    assert REGISTRY.as_of(date(2018, 3, 6)) is REGISTRY.as_of(date(2018, 3, 13))
    assert REGISTRY.as_of(date(1940, 1, 2)).find("กค.") == REGISTRY.find("กค.")


def test_a_name_counts_only_in_its_own_time() -> None:
    """Two agencies that passed an abbreviation on without being one line."""
    old = Agency("กองหนึ่ง", ("ก.ส.",), None, (), spells=(Spell("ก.ส.", None, date(2000, 1, 1)),))
    new = Agency("กองสอง", ("ก.ส.",), None, (), spells=(Spell("ก.ส.", date(2000, 1, 1), None),))
    registry = AgencyRegistry((old, new))
    found = [registry.resolve("กส", date(year, 6, 1)).agency for year in (1999, 2000)]
    assert found == [old, new]


def test_the_last_of_a_line_needs_all_others_behind_it() -> None:
    """Where one stranger has the abbreviation too, it is nobody's."""
    names = ("หนึ่ง", "สอง", "สาม")
    agencies = tuple(Agency(name, ("ก.ส.",), None, ()) for name in names)
    line = (
        Succession("หนึ่ง", "สอง", "renamed", date(2001, 1, 1)),
        Succession("สอง", "สาม", "renamed", date(2002, 1, 1)),
    )
    assert AgencyRegistry(agencies, line).find("ก.ส.") == agencies[2]
    assert AgencyRegistry(agencies, line[:1]).find("ก.ส.") is None
