"""A standing in a sentence and a chain as a time line."""

from datetime import date

import pytest

from kb.linking.chain_view import ChainStep, ChainView, ConflictView, StandingView
from kb.search import HitStanding
from kb.web.standing_view import chain_box, hit_banner, linked

TODAY = date(2026, 6, 20)
FIRST, NEWER = "2020-01-07-01", "2021-02-02-03"


def standing(name: str, first: date, last: date | None = None, by: str | None = None, **more: object) -> StandingView:
    """A standing, by a link nobody confirmed when `by` is given."""
    told = {"name": name, "link": f"{by}~{FIRST}" if by else None, "quote": None, "unconfirmed": by is not None}
    return StandingView(
        **{"standing": name, "first": first, "last": last, "by": by, "thai": "เพราะ", "english": "why", **told, **more}
    )  # type: ignore[arg-type]


def chain(*periods: StandingView, on: date = TODAY, steps: int = 0, **more: object) -> ChainView:
    """A chain of so many steps of which the last period holds."""
    made = tuple(
        ChainStep(f"2020-01-{7 + n:02d}-01", date(2020, 1, 7 + n), f"เรื่อง {n}", "amendment" if n else "first",
                  FIRST if n else None, f"2020-01-{7 + n:02d}-01~{FIRST}" if n else None, n == 1, "amended")
        for n in range(steps)
    )  # fmt: skip
    told = {"steps": made, "followers": (), "conflicts": (), "cut": False, **more}
    return ChainView(id=FIRST, on=on, standing=periods[-1] if periods else None, periods=periods, **told)  # type: ignore[arg-type]


DAY = date(2021, 2, 2)


@pytest.mark.parametrize(
    ("period", "tone", "lead", "by", "since"),
    [
        (standing("revoked", DAY, by=NEWER), "ended", "ถูกยกเลิกโดย", NEWER, "2 กุมภาพันธ์ 2564"),
        (standing("partly revoked", DAY, by=NEWER), "changed", "ถูกยกเลิกบางส่วนโดย", NEWER, "2 กุมภาพันธ์ 2564"),
        (standing("amended", DAY, by=NEWER), "changed", "แก้ไขโดย", NEWER, "2 กุมภาพันธ์ 2564"),
        (standing("extended", DAY, by=NEWER), "changed", "ขยายเวลาโดย", NEWER, "2 กุมภาพันธ์ 2564"),
        (standing("in force", DAY), "stands", "มีผลใช้บังคับ", None, ""),
        (standing("in force", DAY, by=NEWER), "stands", "มีผลใช้บังคับ", None, ""),  # shown alive by a later one
        (standing("spent", DAY), "spent", "สิ้นผลแล้ว", None, "2 กุมภาพันธ์ 2564"),
        (standing("unknown", DAY), "unknown", "ไม่ทราบสถานะ", None, ""),
        (standing("revoked", DAY), "ended", "ถูกยกเลิก", None, "2 กุมภาพันธ์ 2564"),  # by one that may not be seen
    ],
)
def test_the_banner(period: StandingView, tone: str, lead: str, by: str | None, since: str) -> None:
    """How it begins, by whom, since when."""
    banner = chain_box(chain(period), TODAY).banner
    assert banner is not None
    assert (banner.tone, banner.lead, banner.by, banner.since, banner.on) == (tone, lead, by, since, "")


def test_a_time_that_will_end_is_told() -> None:
    """The last day, where nothing but the time itself ends it."""
    now, after = standing("in force", DAY, date(2027, 9, 30)), standing("spent", date(2027, 10, 1))
    view = ChainView(FIRST, TODAY, now, (now, after), (), (), (), cut=False)
    assert chain_box(view, TODAY).banner.until == "30 กันยายน 2570"  # type: ignore[union-attr]
    revoked = standing("revoked", date(2027, 10, 1), by=NEWER)
    view = ChainView(FIRST, TODAY, now, (now, revoked), (), (), (), cut=False)
    assert chain_box(view, TODAY).banner.until == ""  # type: ignore[union-attr]


def test_another_day_is_told() -> None:
    """The banner says of which day it speaks, unless it is today; before the meeting there is none."""
    box = chain_box(chain(standing("in force", DAY), on=date(2022, 1, 31)), TODAY, "31 ม.ค. 65")
    assert box.banner.on == "31 มกราคม 2565"  # type: ignore[union-attr]
    assert box.typed == "31 ม.ค. 65"
    assert chain_box(chain(on=date(2000, 1, 1)), TODAY, "2000-01-01").banner is None


def test_steps_are_shown_folded_and_marked() -> None:
    """A chain of one is no chain; of many the further ones are folded; unconfirmed links are told."""
    assert chain_box(chain(standing("in force", DAY), steps=1), TODAY).steps == ()
    box = chain_box(chain(standing("in force", DAY), steps=15), TODAY)
    assert (len(box.steps), len(box.rest)) == (12, 3)
    first, second, third = box.steps[:3]
    assert (first.does, first.to, first.here, first.unconfirmed) == ("มติแรก", None, True, False)
    assert (second.does, second.to, second.here, second.unconfirmed) == ("แก้ไขหรือทบทวน", FIRST, False, False)
    assert (third.unconfirmed, third.standing, third.day) == (True, "มีผลใช้บังคับตามที่แก้ไข", "9 มกราคม 2563")


def test_conflicts_lead_to_what_they_name() -> None:
    """In Thai with links, and in English."""
    told = ConflictView("circle", f"{NEWER}~{FIRST}", f"{NEWER} และ {FIRST} <ขัดกัน>", "they contradict")
    ((thai, english),) = chain_box(chain(conflicts=(told,)), TODAY).conflicts
    assert thai == (
        f'<a href="/resolutions/{NEWER}">{NEWER}</a> และ <a href="/resolutions/{FIRST}">{FIRST}</a> &lt;ขัดกัน&gt;'
    )
    assert english == "they contradict"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2021-02-02-03b", '<a href="/resolutions/2021-02-02-03b">2021-02-02-03b</a>'),
        ("until 2021-02-02", "until 2021-02-02"),  # a day is no address
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_addresses_become_links(text: str, html: str) -> None:
    """Only what is an address."""
    assert linked(text) == html


@pytest.mark.parametrize(
    ("told", "lead"),
    [
        (None, None),
        (HitStanding("in force", DAY, None, False), None),  # nothing to warn of
        (HitStanding("unknown", DAY, None, False), None),
        (HitStanding("revoked", DAY, NEWER, True), "ถูกยกเลิกโดย"),
        (HitStanding("spent", DAY, None, False), "สิ้นผลแล้ว"),
    ],
)
def test_a_hit_tells_only_what_has_changed(told: HitStanding | None, lead: str | None) -> None:
    """A banner where someone could be misled."""
    banner = hit_banner(told)
    assert (banner.lead if banner else None) == lead
