"""Which titles are rounds of one report."""

import pytest

from kb.linking.series import series_key

# two titles, whether they are rounds of one series, why the row is here
TITLES = [
    ("รายงานยอดขายเดือนมกราคม 2565", "รายงานยอดขายเดือนธันวาคม 2566", True, "month and year"),
    ("รายงานยอดขายประจำเดือนมีนาคม ๒๕๖๕", "รายงานยอดขายเดือนเมษายน 2565", True, "Thai figures, ประจำ"),
    ("ภาวะตลาดไตรมาสที่ 1/2565", "ภาวะตลาดไตรมาสสี่ และภาพรวมปี 2564", False, "the one says more"),
    ("ภาวะตลาดไตรมาสที่ 1/2565", "ภาวะตลาดไตรมาสสาม ปี 2562", True, "quarter in figures and in words"),
    ("มติคณะกรรมการตัวอย่าง ครั้งที่ 4/2563", "มติคณะกรรมการตัวอย่าง ครั้งที่ 5/2563 และครั้งที่ 6/2563", True, "rounds"),
    ("รายงานประจำปีงบประมาณ พ.ศ. 2563 ของกองทุนหนึ่ง", "รายงานประจำปี 2564 ของกองทุนหนึ่ง", True, "fiscal year or year"),
    ("แผนตัวอย่าง (พ.ศ. 2563 - 2565)", "แผนตัวอย่าง พ.ศ.2566-2570", True, "a span of years"),
    ("ผลงาน ณ วันที่ 30 กันยายน 2567", "ผลงาน ณ วันที่ 31 มี.ค. 2566", True, "a day"),
    ("ร่างระเบียบตัวอย่าง (ฉบับที่ ..) พ.ศ. ....", "ร่างระเบียบตัวอย่าง (ฉบับที่ 2) พ.ศ. ….", True, "an issue of a regulation"),
    ("รายงานยอดขายเดือนมกราคม 2565", "รายงานยอดซื้อเดือนมกราคม 2565", False, "another report of the same month"),
    ("การประชุมสมัยสามัญ ครั้งที่ 1", "การประชุมสมัยวิสามัญ ครั้งที่ 1", False, "สามัญ is no สาม"),
    ("ผังเมืองจังหวัดก", "ผังเมืองจังหวัดข", False, "another place is another matter"),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), TITLES, ids=[row[-1] for row in TITLES])
def test_series_keys(one: str, other: str, same: bool, why: str) -> None:
    """What stays when times and numbers are gone."""
    assert (series_key(one) == series_key(other)) is same, (why, series_key(one), series_key(other))


def test_a_key_is_letters() -> None:
    """With the marks on the last one kept."""
    assert series_key("มติสมัชชาตัวอย่างแห่งชาติ ครั้งที่ 12 พ.ศ. 2562") == "มติสมัชชาตัวอย่างแห่งชาติ"
    assert series_key("พ.ศ. 2565") == ""
