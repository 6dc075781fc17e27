"""The counts and the filters beside search results, in words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.search import Facets, FacetValue
from kb.web.asking import Asked
from kb.web.standing_view import standing_name

MOST_VALUES = 10


@dataclass(frozen=True)
class FacetLine:
    """A value with its count; `to` switches it on or off, `on` tells which."""

    name: str
    count: int
    to: str
    on: bool


@dataclass(frozen=True)
class FacetBox:
    """The values of one filter."""

    title: str
    lines: tuple[FacetLine, ...]


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the search without it."""

    name: str
    to: str


def facet_boxes(facets: Facets, asked: Asked) -> tuple[FacetBox, ...]:
    """One box for each filter that has values."""
    boxes = (
        ("ปี พ.ศ.", "year", _same(facets.years)),
        ("สถานะ", "standing", [(each.value, standing_name(each.value), each.count) for each in facets.standings]),
        ("หน่วยงาน", "agency", _same(facets.agencies)),
        ("กลุ่มประเด็น", "topic", [(str(each.id), each.value, each.count) for each in facets.topics]),
        ("กลุ่มวาระ", "group", _same(facets.groups)),
        ("ผลมติ", "outcome", _same(facets.outcomes)),
    )
    return tuple(
        FacetBox(
            title,
            tuple(
                FacetLine(name, count, asked.toggled(filtering, value), value in asked.chosen[filtering])
                for value, name, count in values[:MOST_VALUES]
            ),
        )
        for title, filtering, values in boxes
        if values
    )


def chips(facets: Facets, asked: Asked) -> tuple[Chip, ...]:
    """The filters that are on."""
    topics: Mapping[str, str] = {str(each.id): each.value for each in facets.topics}

    def called(name: str, value: str) -> str:
        if name == "topic":
            return topics.get(value, f"กลุ่มประเด็น {value}")
        return standing_name(value) if name == "standing" else value

    found = [
        Chip(called(name, value), asked.toggled(name, value))
        for name, values in asked.chosen.items()
        for value in values
    ]
    return tuple([*found, Chip(f"สถานะ ณ {asked.on}", asked.link(on=[]))] if asked.on else found)


def _same(values: Iterable[FacetValue]) -> list[tuple[str, str, int]]:
    return [(each.value, each.value, each.count) for each in values]
