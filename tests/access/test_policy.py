"""What a caller may see."""

import pytest

from kb.access import CLASSIFICATIONS, EVERYTHING, Policy


def test_everything_is_every_classification_lowest_first() -> None:
    """The four of the Royal regulation, in rising order."""
    assert EVERYTHING.classifications == CLASSIFICATIONS == ("ปกติ", "ลับ", "ลับมาก", "ลับที่สุด")


@pytest.mark.parametrize(
    ("classifications", "expected"),
    [
        (CLASSIFICATIONS, True),
        (tuple(reversed(CLASSIFICATIONS)), True),  # order does not matter
        (CLASSIFICATIONS[:3], False),  # one is hidden
        ((), False),  # nothing may be seen
    ],
)
def test_only_a_policy_with_every_classification_sees_all(classifications: tuple[str, ...], expected: bool) -> None:
    """Whether the filter may be left out."""
    assert Policy(classifications).sees_all is expected
