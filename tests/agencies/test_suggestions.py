"""Whom an unknown name may mean."""

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.agencies.suggestions import suggest

REGISTRY = open_registry()


@pytest.mark.parametrize(
    ("name", "abbr", "first", "ground"),
    [
        ("กระทรวงดิจิตอลเพื่อเศรษฐกิจและสังคม", None, "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "spelling"),  # misspelt
        ("กรมปะมง", None, "กรมประมง", "spelling"),  # a short name, too short for the registry to correct alone
        ("ส่วนราชการหนึ่ง", "ทส.", "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม", "abbreviation"),  # by what stands beside it
        ("กองแผนงาน กรมชลประทาน", None, "กรมชลประทาน", "contains"),  # a part of a known one
        ("สำนักงานคณะกรรมการวิจัยแห่งชาติ (วช.)", None, "สำนักงานการวิจัยแห่งชาติ", "spelling"),  # a former name
    ],
)
def test_the_likeliest_comes_first(name: str, abbr: str | None, first: str, ground: str) -> None:
    """With what speaks for it."""
    best = suggest(name, abbr, REGISTRY)[0]
    assert (best.agency.name, best.ground) == (first, ground)


def test_an_ambiguous_abbreviation_suggests_all_who_share_it() -> None:
    """A person decides; each is named once, at its best score."""
    found = suggest("กองทุนการออมแห่งชาต", "กอช.", REGISTRY)
    assert [(each.agency.name, each.score) for each in found] == [
        ("กองทุนการออมแห่งชาติ", 100.0),
        ("คณะกรรมการพัฒนาอุตสาหกรรมแห่งชาติ", 100.0),
        ("คณะกรรมการเอกลักษณ์ของชาติ", 100.0),
    ]


def test_a_name_like_none_suggests_nobody() -> None:
    """Words that many agencies share are no likeness."""
    assert suggest("คณะกรรมการเรือสำเภาทองคำ", None, REGISTRY) == ()
    assert suggest("กรมประมง", "กป.", AgencyRegistry(())) == ()
