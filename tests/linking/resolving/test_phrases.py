"""Phrases in common, letter by letter."""

import pytest

from kb.linking.resolving.phrases import LENGTH, Phrases, grams


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("โครงการสะพานข้ามลำน้ำ", "โครงการ สะพาน\nข้ามลำน้ำ", "blanks and line breaks do not count"),
        ("Smart Bridge Project", "smart (bridge) PROJECT", "nor do case and brackets"),
        ("วงเงิน 412.75 ล้านบาท", "วงเงิน 41275 ล้านบาท", "nor marks inside a number"),
    ],
)
def test_what_does_not_count(one: str, other: str, why: str) -> None:
    """Two printings of the same letters have the same grams."""
    assert grams(one).tolist() == grams(other).tolist(), why
    assert len(grams(one)) > 0


def test_too_short_a_text_has_no_grams() -> None:
    """Down to the empty one."""
    assert [len(grams("ก" * count)) for count in (0, 1, LENGTH - 1, LENGTH, LENGTH + 3)] == [0, 0, 0, 1, 4]


def test_marks_above_and_below_count() -> None:
    """ข่าว is not ข้าว."""
    assert grams("ข่าวสารของชุมชน").tolist() != grams("ข้าวสารของชุมชน").tolist()


def test_what_is_shared_with_each() -> None:
    """A phrase of one matter alone is its own; one of two counts half for each; a stranger shares nothing."""
    told = Phrases(["แผนพัฒนาหม่อนไหมชุมชนระยะที่สอง", "แผนพัฒนาหม่อนไหมชุมชนภาคเหนือ", "การสำรวจการอ่าน"])
    both = told.shared(grams("แผนพัฒนาหม่อนไหมชุมชน"))
    assert both.share.tolist() == [0.5, 0.5, 0.0]
    assert both.own.tolist() == [0.0, 0.0, 0.0]
    assert both.run[0] == both.run[1] > 0
    assert both.run[2] == 0
    one = told.shared(grams("แผนพัฒนาหม่อนไหมชุมชนภาคเหนือ"))
    assert int(one.share.argmax()) == 1
    assert one.own[0] == 0 < one.own[1]


def test_nothing_asked_or_nothing_told() -> None:
    """Empty on either side."""
    assert Phrases(["แผนพัฒนาหม่อนไหมชุมชน"]).shared(grams("")).run.tolist() == [0.0]
    assert Phrases(["", ""]).shared(grams("แผนพัฒนาหม่อนไหมชุมชน")).share.tolist() == [0.0, 0.0]
    assert Phrases([]).shared(grams("แผนพัฒนาหม่อนไหมชุมชน")).share.tolist() == []
