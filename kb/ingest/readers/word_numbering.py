"""Word keeps the numbers of its lists nowhere: they are counted again from numbering.xml while the text is read."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from kb.ingest.readers.list_numbers import BULLET, numeral
from kb.ingest.readers.word_elements import Element, attribute, child, children, integer, is_on
from kb.ingest.readers.word_styles import ListPlace

_LEVEL_NUMBER = re.compile(r"%([1-9])")
_PRINTED_BULLETS = frozenset("-–—•*·▪■□●○◦➢✓√")


@dataclass(frozen=True)
class _Level:
    """One level of a list. `restart` is the number of levels above whose items start it again."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int = 0
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(frozen=True)
class _List:
    definition: int
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of one document and how far each has been counted; asked for its paragraphs in their order."""

    def __init__(self, root: Element | None) -> None:
        self._lists = _lists(root) if root is not None else {}
        self._counts: dict[int, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[int, int]] = set()

    def level_of_style(self, list_id: int, styles: list[str]) -> int:
        """The level that a list reserves for a paragraph style (or one it is based on), else the first."""
        found = self._lists.get(list_id)
        levels = found.levels.items() if found else ()
        return next((at for name in styles for at, level in levels if level.paragraph_style == name), 0)

    def label(self, place: ListPlace) -> str:
        """The label of the next paragraph at this place, with the blank after it: "1. ", "(๑) ", "• " or ""."""
        found = self._lists.get(place.list_id or 0)
        at = place.level or 0
        if found is None or at not in found.levels:
            return ""
        level = found.levels[at]
        counts = self._count(place.list_id or 0, found, at)
        if level.style == "bullet":
            return f"{level.text if level.text in _PRINTED_BULLETS else BULLET} "
        printed = _LEVEL_NUMBER.sub(lambda match: _number(int(match[1]) - 1, level, found, counts), level.text)
        return printed + level.suffix if printed else ""

    def _count(self, list_id: int, found: _List, at: int) -> dict[int, int]:
        counts = self._counts[found.definition]
        first = (list_id, at) not in self._started
        self._started.add((list_id, at))
        if first and at in found.starts:
            counts[at] = found.starts[at]
        else:
            counts[at] = counts.get(at, found.levels[at].start - 1) + 1
        for below, level in found.levels.items():
            if below > at and at < level.restart:
                counts.pop(below, None)
        return counts


def _number(at: int, level: _Level, found: _List, counts: dict[int, int]) -> str:
    above = found.levels.get(at, _Level())
    value = counts.get(at, above.start)
    return numeral(value, "decimal" if level.legal else above.style)


def _lists(root: Element) -> dict[int, _List]:
    definitions = {integer(each, "abstractNumId"): each for each in children(root, "abstractNum")}
    linked = {attribute(child(each, "styleLink")): each for each in definitions.values()}
    lists = {}
    for each in children(root, "num"):
        list_id, definition = integer(each, "numId"), integer(child(each, "abstractNumId"))
        element = definitions.get(definition)
        if list_id is None or definition is None or element is None:
            continue
        link = attribute(child(element, "numStyleLink"))
        levels = _levels(linked.get(link, element) if link else element)
        starts = {}
        for override in children(each, "lvlOverride"):
            at = integer(override, "ilvl") or 0
            levels |= _levels(override)
            if (start := integer(child(override, "startOverride"))) is not None:
                starts[at] = start
                levels[at] = replace(levels.get(at, _Level(restart=at)), start=start)
        lists[list_id] = _List(definition, levels, starts)
    return lists


def _levels(parent: Element) -> dict[int, _Level]:
    return {at: _level(each, at) for each in children(parent, "lvl") if (at := integer(each, "ilvl")) is not None}


def _level(element: Element, at: int) -> _Level:
    start, restart = integer(child(element, "start")), integer(child(element, "lvlRestart"))
    # A Thai format that older versions do not know stands in an alternative, with a plain one beside it.
    style = child(element, "numFmt")
    if style is None:
        style = child(element, "AlternateContent", "Choice", "numFmt")
    return _Level(
        start=0 if start is None else start,
        style=attribute(style) or "decimal",
        text=attribute(child(element, "lvlText")) or "",
        suffix="" if attribute(child(element, "suff")) == "nothing" else " ",
        restart=at if restart is None else restart,
        legal=is_on(child(element, "isLgl")),
        paragraph_style=attribute(child(element, "pStyle")),
    )
