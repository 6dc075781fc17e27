"""An agency as a record, and the seed table of those known from the start."""

import json
from dataclasses import dataclass
from pathlib import Path

SEED = Path(__file__).with_name("seed.jsonl")


@dataclass(frozen=True)
class Agency:
    """One agency. `abbreviations` come as officially written ("กค.", "สำนักงาน ก.พ.ร."), the usual one first.

    `parent` is the full name of the ministry or body it belongs to, None when it belongs to none or none is known.
    """

    name: str
    abbreviations: tuple[str, ...]
    parent: str | None
    other_names: tuple[str, ...]

    @property
    def abbr(self) -> str | None:
        """The usual abbreviation, None when it has none."""
        return self.abbreviations[0] if self.abbreviations else None


def read_seed(path: Path = SEED) -> tuple[Agency, ...]:
    """The agencies of a seed table: JSON lines with `name`, `abbreviations`, `parent`, `other_names`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(
        Agency(row["name"], tuple(row["abbreviations"]), row["parent"], tuple(row["other_names"])) for row in rows
    )
