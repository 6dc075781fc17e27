"""Counts and filters beside search results: links that switch one value and leave the rest."""

from urllib.parse import parse_qs, urlsplit

import pytest

from kb.errors import BadInput
from kb.search import Facets, FacetValue, TopicValue
from kb.web.asking import asked
from kb.web.results_view import chips, facet_boxes

FACETS = Facets(
    years=(FacetValue("2567", 3),),
    agencies=(),
    groups=(),
    outcomes=(FacetValue("อนุมัติ", 2),),
    standings=(FacetValue("in force", 2), FacetValue("revoked", 1)),
    topics=(TopicValue(7, "ปลูกป่า", 2),),
)


def query(address: str) -> dict[str, list[str]]:
    """The query of an address."""
    return parse_qs(urlsplit(address).query)


def test_boxes_name_values_in_thai_and_switch_them() -> None:
    """Standings by their Thai names, topics by theirs with their numbers in the address; no empty filters."""
    ask = asked("ป่า", standing=["revoked"], on="31 ม.ค. 68")
    boxes = {box.title: box.lines for box in facet_boxes(FACETS, ask)}
    assert list(boxes) == ["ปี พ.ศ.", "สถานะ", "กลุ่มประเด็น", "ผลมติ"]
    in_force, revoked = boxes["สถานะ"]
    assert (in_force.name, in_force.count, in_force.on) == ("มีผลใช้บังคับ", 2, False)
    assert query(in_force.to) == {
        "q": ["ป่า"], "standing": ["revoked", "in force"], "on": ["31 ม.ค. 68"], "page": ["1"],
    }  # fmt: skip
    assert revoked.on
    assert query(revoked.to) == {"q": ["ป่า"], "on": ["31 ม.ค. 68"], "page": ["1"]}
    (topic,) = boxes["กลุ่มประเด็น"]
    assert topic.name == "ปลูกป่า"
    assert query(topic.to)["topic"] == ["7"]


def test_chips_take_filters_away() -> None:
    """Each by its name; a topic that no hit is in goes by its number; the day is one too."""
    ask = asked("", year=["2567"], standing=["spent"], topic=[7, 9], on="2025-01-31")
    found = chips(FACETS, ask)
    assert [each.name for each in found] == [
        "2567", "สิ้นผลแล้ว", "ปลูกป่า", "กลุ่มประเด็น 9", "สถานะ ณ 2025-01-31",
    ]  # fmt: skip
    assert query(found[2].to)["topic"] == ["9"]
    assert "on" not in query(found[4].to)
    assert ask.carried()[-1] == ("on", "2025-01-31")


def test_a_day_alone_asks_nothing() -> None:
    """It says how standings are read, not what is sought."""
    assert asked("", on="2025-01-31").nothing
    assert not asked("", topic=[3]).nothing


def test_a_day_that_is_none() -> None:
    """Told in both languages."""
    with pytest.raises(BadInput) as error:
        asked("x", on="เมื่อวาน").within()
    assert "อ่านวันที่ “เมื่อวาน” ไม่ได้" in error.value.thai
    assert "is no date" in error.value.english
