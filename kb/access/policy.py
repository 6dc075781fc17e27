"""What a caller may see: the classifications (ลำดับชั้นความลับ) open to him."""

from dataclasses import dataclass

CLASSIFICATIONS = ("ปกติ", "ลับ", "ลับมาก", "ลับที่สุด")
"""Lowest first."""


def higher(one: str | None, other: str | None) -> str | None:
    """The higher of two classifications; None says nothing."""
    return max((each for each in (one, other) if each is not None), key=CLASSIFICATIONS.index, default=None)


@dataclass(frozen=True)
class Policy:
    """A caller's view. What it leaves out does not exist for him: not in hits, counts, facets or suggestions."""

    classifications: tuple[str, ...]

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden, so that no filter is needed."""
        return set(self.classifications) == set(CLASSIFICATIONS)


EVERYTHING = Policy(CLASSIFICATIONS)
