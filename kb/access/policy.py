"""What a caller may see: the classifications (ลำดับชั้นความลับ) open to him."""

from dataclasses import dataclass

CLASSIFICATIONS = ("ปกติ", "ลับ", "ลับมาก", "ลับที่สุด")
"""Lowest first."""


@dataclass(frozen=True)
class Policy:
    """A caller's view. What it leaves out does not exist for him: not in hits, counts, facets or suggestions."""

    classifications: tuple[str, ...]

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden, so that no filter is needed."""
        return set(self.classifications) == set(CLASSIFICATIONS)


EVERYTHING = Policy(CLASSIFICATIONS)
