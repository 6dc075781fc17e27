"""Topics in words and bars. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.linking.topic_view import Counted, TopicEventView, TopicPage, TopicSummary
from kb.web.days import day_of
from kb.web.wording import EVENTS

SHOWN = 5
"""Topics of a theme in the list of all themes."""
MOST_AGENCIES, MOST_MEMBERS = 12, 100
HEIGHT, WIDEST = 86.0, 480.0
"""Of the columns of a chart, and of the whole of it, in its own units."""
PITCH, LABEL = 32.0, 40.0
"""From one column to the next at most, and from one year told to the next at least."""
MARGIN = 16
"""Beside the columns, so that half a year's figures fit."""


@dataclass(frozen=True)
class ThemeBox:
    """A theme with its largest topics; `more` are not shown. One without `theme` holds topics under no theme."""

    theme: TopicSummary | None
    topics: tuple[TopicSummary, ...]
    more: int


@dataclass(frozen=True)
class Column:
    """A year of a chart: its count, and where its column stands."""

    year: str
    count: int
    x: float
    y: float
    height: float
    middle: float
    told: bool


@dataclass(frozen=True)
class Chart:
    """Activity by year as columns, years without any among them; `told` columns bear their year."""

    columns: tuple[Column, ...]
    column: float
    width: float
    words: str


@dataclass(frozen=True)
class AgencyLine:
    """An agency's share of a topic, in per cent of the largest."""

    name: str
    count: int
    percent: int


@dataclass(frozen=True)
class EventLine:
    """What became of the topic, on which day; `others` are topics."""

    what: str
    others: tuple[int, ...]
    day: str


@dataclass(frozen=True)
class TopicBox:
    """What the page of a topic shows beside its resolutions."""

    chart: Chart
    agencies: tuple[AgencyLine, ...]
    more_agencies: int
    events: tuple[EventLine, ...]


def theme_boxes(
    themes: Sequence[TopicSummary], topics: Sequence[TopicSummary], shown: int | None = SHOWN
) -> tuple[ThemeBox, ...]:
    """Themes with their topics, largest first; topics under no theme come last."""
    known: Mapping[int | None, TopicSummary] = {each.id: each for each in themes}
    of_theme: dict[int | None, list[TopicSummary]] = {each.id: [] for each in themes}
    for each in topics:
        of_theme.setdefault(each.theme if each.theme in known else None, []).append(each)
    return tuple(
        ThemeBox(known.get(key), tuple(found[:shown]), max(0, len(found) - (shown or len(found))))
        for key, found in of_theme.items()
        if found
    )


def topic_box(topic: TopicPage) -> TopicBox:
    """Activity, agencies and history of a topic."""
    most = max((each.count for each in topic.agencies), default=1)
    return TopicBox(
        chart=chart_of(topic.years),
        agencies=tuple(
            AgencyLine(each.value, each.count, max(1, round(100 * each.count / most)))
            for each in topic.agencies[:MOST_AGENCIES]
        ),
        more_agencies=max(0, len(topic.agencies) - MOST_AGENCIES),
        events=tuple(_event(each) for each in topic.events),
    )


def chart_of(years: Sequence[Counted]) -> Chart:
    """A column for each year from the first to the last."""
    counts = {int(each.value): each.count for each in years}
    span = range(min(counts), max(counts) + 1) if counts else range(0)
    most, pitch = max(counts.values(), default=1), min(PITCH, WIDEST / max(1, len(span)))
    every, wide = math.ceil(LABEL / pitch), round(pitch * 0.75, 2)
    columns = []
    for place, year in enumerate(span):
        height = round(HEIGHT * counts.get(year, 0) / most, 1)
        x = round(MARGIN + place * pitch, 2)
        told = (span[-1] - year) % every == 0
        columns.append(
            Column(str(year), counts.get(year, 0), x, round(HEIGHT - height, 1), height, round(x + wide / 2, 2), told)
        )
    words = ", ".join(f"ปี {each.value} {each.count} เรื่อง" for each in years)
    return Chart(tuple(columns), wide, round(len(span) * pitch + 2 * MARGIN, 2), words)


def _event(event: TopicEventView) -> EventLine:
    return EventLine(EVENTS.get(event.event, event.event), event.others, day_of(event.at))
