"""Similar matters by agency, with reasons and passages side by side."""

from datetime import UTC, date, datetime

from kb.linking.judgements import Verdict
from kb.linking.mention import Span
from kb.linking.similar import (
    AgencyShare,
    Excerpt,
    FoldedMatter,
    Reason,
    SharedPassage,
    SimilarMatter,
    SimilarMatters,
)
from kb.web.similar_view import similar_view

DAY = date(2020, 1, 7)
VERDICT = Verdict("confirmed", None, False, "สมศรี", "", datetime(2026, 1, 1, tzinfo=UTC))
PASSAGE = SharedPassage(
    Excerpt(Span(50, 57, "ปลูก<ป่า"), (Span(55, 57, "ป่"),)), Excerpt(Span(10, 17, "เลี้ยงป"), ()), 0.8123
)


def matter(number: int, agency: str | None, score: float, **more: object) -> SimilarMatter:
    """A similar matter of an agency."""
    told = {
        "verdict": None, "own_series": False, "reasons": (), "passages": (), "folded": (), "group": None,
        "outcome": "อนุมัติ", "agency_abbr": None, **more,
    }  # fmt: skip
    return SimilarMatter(number, f"2020-01-07-{number:02d}", f"เรื่อง {number}", DAY, agency, score=score, **told)  # type: ignore[arg-type]


def test_suggestions_by_agency() -> None:
    """The agency with most first, each with what of it is not shown; those without an agency last."""
    shares = (
        AgencyShare("ก", None, 3, "x", 0.8),
        AgencyShare("ข", None, 1, "x", 0.9),
        AgencyShare(None, None, 1, "x", 1),
    )
    items = (matter(1, "ข", 0.9), matter(2, "ก", 0.61), matter(3, "ก", 0.44), matter(4, None, 0.5))
    view = similar_view(SimilarMatters("2021-01-05-01", items, 5, False, 2, shares, (), "ไทย", "english"))
    assert [(group.agency, [each.id[-2:] for each in group.items], group.more) for group in view.groups] == [
        ("ก", ["02", "03"], 1), ("ข", ["01"], 0), ("ไม่ระบุหน่วยงาน", ["04"], 0),
    ]  # fmt: skip
    assert [(each.likeness, each.percent) for group in view.groups for each in group.items] == [
        ("คล้ายกัน", 61), ("คล้ายกันบ้าง", 44), ("คล้ายกันมาก", 90), ("คล้ายกันบ้าง", 50),
    ]  # fmt: skip
    assert view.groups[1].items[0].link == "2021-01-05-01~2020-01-07-01"


def test_reasons_words_and_passages() -> None:
    """A person's word stands apart from the reasons; passages are escaped and their shared words marked."""
    told = matter(
        1, "ก", 0.7, verdict=VERDICT, passages=(PASSAGE,),
        reasons=(Reason("judged", "สมศรี", "ตัดสิน", "judged"), Reason("law", "พ.ร.บ.", "เกี่ยวข้องกับพ.ร.บ.", "both")),
        folded=(FoldedMatter("2019-01-08-01", date(2019, 1, 8), "เรื่องก่อน"),),
    )  # fmt: skip
    shares = (AgencyShare("ก", None, 1, "x", 0.7),)
    twice = (FoldedMatter("2021-01-05-07", date(2021, 1, 5), "เรื่องนี้"),)
    view = similar_view(SimilarMatters("2021-01-05-01", (told,), 1, False, 1, shares, twice, "", ""))
    assert view.told_twice == (("2021-01-05-07", "5 มกราคม 2564", "เรื่องนี้"),)
    (box,) = view.groups[0].items
    assert (box.judged, box.reasons) == ("สมศรี ยืนยันแล้ว", ("เกี่ยวข้องกับพ.ร.บ.",))
    (pair,) = box.passages
    assert (pair.this, pair.other, pair.likeness) == ("ปลูก&lt;<mark>ป่</mark>า", "เลี้ยงป", "0.81")
    assert box.folded == (("2019-01-08-01", "8 มกราคม 2562", "เรื่องก่อน"),)
