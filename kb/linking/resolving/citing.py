"""The matter whose text speaks of earlier resolutions."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Citing:
    """A matter of the archive that cites. `start` and `end` bound it in the text its mentions have their offsets in.

    The bounds take in its title where that stands in the same text: a title may cite too.
    """

    id: int
    ref: str
    on: date
    title: str
    agency: str | None
    agency_abbr: str | None
    start: int
    end: int
