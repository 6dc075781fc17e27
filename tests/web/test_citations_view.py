"""What a resolution cites, as boxes and as links in its text."""

from datetime import date

import pytest

from kb.linking.link_view import EndView, LinksView, LinkView
from kb.linking.links import Evidence
from kb.linking.mentions_view import MentionView
from kb.search import ResolutionDetail, ResolutionSummary
from kb.web.citations_view import citation_spans, link_boxes

START = 100
BODY = "ตามมติ (7 ม.ค. 63 และ 2 ก.พ. 64) เรื่อง ปลูกป่า และมติเมื่อวันที่ 31 เม.ย. 60"
TWO, NONE = "7 ม.ค. 63 และ 2 ก.พ. 64", "มติเมื่อวันที่ 31 เม.ย. 60"


def detail(body: str = BODY) -> ResolutionDetail:
    """A resolution with this body, 100 letters into its document."""
    summary = ResolutionSummary("2022-03-01-01", date(2022, 3, 1), 1, "ก", None, None, None, None, None, None, 0, "")
    return ResolutionDetail(summary, body, START, START + len(body), "d", 1, 1, "", withdrawn=False)


def link(day: date, quote: str, **more: object) -> LinkView:
    """A link to the first matter of a day, resting on this quotation."""
    at = START + BODY.index(quote)
    far = EndView(f"{day.isoformat()}-01", day, f"เรื่องวันที่ {day.day}", "ทส.", "อนุมัติ")
    evidence = (Evidence(at, at + len(quote), quote, "refers", None, False),)
    told = {"relation": "refers", "part": False, "confirmed": False, "how": "context", "score": 0.8, **more}
    return LinkView(f"2022-03-01-01~{far.id}", far, evidence=evidence, **told)  # type: ignore[arg-type]


def lost(quote: str, status: str, problem: str | None = None, candidates: tuple[str, ...] = ()) -> MentionView:
    """A mention that leads nowhere."""
    at = START + BODY.index(quote)
    return MentionView(
        1, "2022-03-01-01", at, at + len(quote), quote, None, None, "refers", None, False, problem, status, None, None,
        0.0, candidates,
    )  # fmt: skip


FIRST, SECOND = link(date(2020, 1, 7), TWO), link(date(2021, 2, 2), TWO)


def told(links: LinksView, body: str = BODY) -> list[tuple[str, str | None, str]]:
    """The words of each span in order, where they lead, and what is told of them."""
    spans = sorted(citation_spans(links, detail(body)), key=lambda each: each.start)
    return [(body[each.start : each.end], each.to, each.note) for each in spans]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (
            LinksView("x", (FIRST,), (), ()),
            [(TWO, "/resolutions/2020-01-07-01", "2020-01-07-01 เรื่องวันที่ 7")],
        ),
        (  # two days in one mention: each leads to its own
            LinksView("x", (FIRST, SECOND), (), ()),
            [
                ("7 ม.ค. 63", "/resolutions/2020-01-07-01", "2020-01-07-01 เรื่องวันที่ 7"),
                ("2 ก.พ. 64", "/resolutions/2021-02-02-01", "2021-02-02-01 เรื่องวันที่ 2"),
            ],
        ),
        (
            LinksView("x", (), (), (lost(NONE, "impossible date", "no-such-day"),)),
            [(NONE, None, "วันที่ตามที่พิมพ์ไว้เป็นไปไม่ได้ (ไม่มีวันที่นี้ในปฏิทิน)")],
        ),
        (LinksView("x", (), (FIRST,), ()), []),  # what cites it stands in another text
    ],
)
def test_spans(links: LinksView, expected: list[tuple[str, str | None, str]]) -> None:
    """The very words, where they lead, and why not."""
    assert told(links) == expected


def test_words_that_are_not_there_are_left_out() -> None:
    """A text that has changed since is not linked in the wrong place."""
    assert told(LinksView("x", (FIRST,), (), ()), "อื่น" + BODY[4:]) == [
        (TWO, "/resolutions/2020-01-07-01", "2020-01-07-01 เรื่องวันที่ 7")
    ]
    assert told(LinksView("x", (FIRST,), (), ()), BODY[1:]) == []


def test_boxes() -> None:
    """Relation, day, words, how a machine came to it, and what a person may choose from."""
    cited = link(date(2021, 2, 2), TWO, relation="revokes", part=True, confirmed=True, how="person")
    boxes = link_boxes(LinksView("x", (FIRST,), (cited,), (lost(NONE, "ambiguous", None, ("a", "b")),)))
    (first,), (second,), (third,) = boxes.cites, boxes.cited_by, boxes.lost
    assert (first.other, first.day, first.relation_name, first.agency) == (
        "2020-01-07-01", "7 มกราคม 2563", "อ้างถึง", "ทส.",
    )  # fmt: skip
    assert (first.words, first.how, first.confirmed) == ((TWO,), "เนื้อความรอบข้างตรงกัน", False)
    assert (second.relation_name, second.part, second.confirmed) == ("ยกเลิก", True, True)
    assert third.why == "อาจหมายถึงได้หลายเรื่อง รอเจ้าหน้าที่เลือก"
    assert third.choices == (("2022-03-01-01~a", "a"), ("2022-03-01-01~b", "b"))
