"""What sort of body an agency is: by rule from the name, by the seed where no rule can know."""

import pytest

from kb.agencies import KINDS, THAI_KINDS, kind_of, open_registry
from kb.agencies.kinds import read_kind

REGISTRY = open_registry()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("กระทรวงการคลัง", "ministry"),
        ("ทบวงมหาวิทยาลัย", "ministry"),  # of ministry rank
        ("กรมประมง", "department"),
        ("สำนักงานปลัดกระทรวงการคลัง", "office"),  # of a ministry, not one
        ("สำนักงบประมาณ", "office"),
        ("กองอำนวยการรักษาความมั่นคงภายในราชอาณาจักร", "office"),
        ("การรถไฟแห่งประเทศไทย", "state enterprise"),
        ("บริษัท ขนส่ง จำกัด", "state enterprise"),
        ("สำนักงานนวัตกรรมสมมุติ (องค์การมหาชน)", "public organisation"),  # before office
        ("องค์การบริหารส่วนจังหวัดสมมุติ", "local government"),  # before องค์การ
        ("คณะกรรมการว่าวแห่งชาติ", "committee"),
        ("คณะอนุกรรมการว่าว", "committee"),
        ("ศาลปกครอง", "court"),
        ("สำนักงานศาลยุติธรรม", "court"),  # before office
        ("กองทุนการออมแห่งชาติ", "other"),  # a fund is no กอง
        ("มหาวิทยาลัยสมมุติ", "other"),
        ("สภากาชาดไทย", "other"),  # a council by name only
    ],
)
def test_the_name_tells_the_kind(name: str, kind: str) -> None:
    """The first rule that fits decides."""
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("กกต.", "independent body"),  # a committee by its name
        ("ธปท.", "independent body"),  # a bank by its name
        ("สำนักนายกรัฐมนตรี", "ministry"),  # an office by its name
        ("สำนักงานสลากกินแบ่งรัฐบาล", "state enterprise"),
        ("สทอภ.", "public organisation"),  # told by another name of it
        ("ก.บ.ศป.", "court"),
    ],
)
def test_the_seed_knows_what_no_rule_can(asked: str, kind: str) -> None:
    """Overrides, and what another name of the agency tells."""
    found = REGISTRY.find(asked)
    assert found is not None
    assert found.kind == kind


def test_every_kind_occurs_and_has_a_thai_word_that_reads_back() -> None:
    """No dead kind; the words are those of the table that people edit."""
    assert {agency.kind for agency in REGISTRY.agencies} == set(KINDS)
    assert [read_kind(THAI_KINDS[kind]) for kind in KINDS] == list(KINDS) == [read_kind(kind) for kind in KINDS]
    assert read_kind("กระทรวงใหญ่") is None
