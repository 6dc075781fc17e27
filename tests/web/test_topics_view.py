"""Topics in words and bars."""

from datetime import UTC, datetime

from kb.linking.topic_view import Counted, TopicEventView, TopicPage, TopicSummary
from kb.web.topics_view import chart_of, theme_boxes, topic_box


def summary(number: int, theme: int | None = None) -> TopicSummary:
    """A topic, or a theme."""
    return TopicSummary(number, f"กลุ่ม {number}", "ก", False, theme, None, 9, 2, True, 2560, 2563)


def test_topics_stand_under_their_themes() -> None:
    """In order, the largest few of each, and how many more; those under none at the end."""
    themes = (summary(1), summary(2), summary(3))
    topics = [*(summary(10 + n, 1) for n in range(7)), summary(20, 2), summary(30, 99)]
    boxes = theme_boxes(themes, topics)
    assert [(box.theme.id if box.theme else None, len(box.topics), box.more) for box in boxes] == [
        (1, 5, 2), (2, 1, 0), (None, 1, 0),
    ]  # fmt: skip
    assert [(len(box.topics), box.more) for box in theme_boxes(themes, topics, None)] == [(7, 0), (1, 0), (1, 0)]


def test_a_chart_has_a_column_for_each_year() -> None:
    """Years without any are there, empty; the highest fills the height; words tell the same."""
    chart = chart_of((Counted("2560", 2), Counted("2562", 4)))
    assert [(each.year, each.count, each.x, each.y, each.height, each.middle) for each in chart.columns] == [
        ("2560", 2, 16, 43.0, 43.0, 28.0), ("2561", 0, 48, 86.0, 0.0, 60.0), ("2562", 4, 80, 0.0, 86.0, 92.0),
    ]  # fmt: skip
    assert (chart.column, chart.width) == (24.0, 128.0)
    assert chart.words == "ปี 2560 2 เรื่อง, ปี 2562 4 เรื่อง"


def test_long_charts_name_few_years_and_always_the_last() -> None:
    """Labels do not run into each other."""
    chart = chart_of([Counted(str(year), 1) for year in range(2475, 2570)])
    named = [each.year for each in chart.columns if each.told]
    assert named == [str(year) for year in range(2481, 2570, 8)]


def test_agencies_and_history() -> None:
    """Shares of the largest; the rest are counted; days are Thai days."""
    agencies = tuple(Counted(f"หน่วยงาน {n}", 20 - n) for n in range(14))
    event = TopicEventView("split", (4,), datetime(2026, 6, 19, 20, 0, tzinfo=UTC).replace(tzinfo=None))
    page = TopicPage(summary(5), (), (), (), agencies, (Counted("2563", 1),), (), (event,))
    box = topic_box(page)
    assert [(each.count, each.percent) for each in box.agencies[:3]] == [(20, 100), (19, 95), (18, 90)]
    assert (len(box.agencies), box.more_agencies) == (12, 2)
    assert [(each.what, each.others, each.day) for each in box.events] == [("แยกออกมาจาก", (4,), "20 มิถุนายน 2569")]
