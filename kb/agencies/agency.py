"""An agency as a record, what became of agencies in time, and the seed tables of what is known from the start."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from kb.agencies.kinds import Kind, kind_of

SEED = Path(__file__).with_name("seed.jsonl")
SUCCESSIONS = Path(__file__).with_name("successions.jsonl")

Change = Literal["renamed", "merged", "split"]


@dataclass(frozen=True)
class Spell:
    """The time in which an agency went by a name or an abbreviation; `until` is the first day it no longer did."""

    name: str
    since: date | None
    until: date | None

    def covers(self, on: date) -> bool:
        """Whether the name was in use on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Agency:
    """One agency. `abbreviations` come as officially written ("กค.", "สำนักงาน ก.พ.ร."), the usual one first.

    `parent` is the full name of the ministry or body it belongs to, None when it belongs to none or none is known.
    `since` and `until` bound its existence: `until` is the first day it no longer existed, None while it lives.
    `spells` gives the time of those of its names and abbreviations that were not in use as long as itself.
    """

    name: str
    abbreviations: tuple[str, ...]
    parent: str | None
    other_names: tuple[str, ...]
    kind: Kind = "other"
    since: date | None = None
    until: date | None = None
    spells: tuple[Spell, ...] = ()

    @property
    def abbr(self) -> str | None:
        """The usual abbreviation, None when it has none."""
        return self.abbreviations[0] if self.abbreviations else None

    def existed(self, on: date) -> bool:
        """Whether there was such an agency on that day; true where no date is known."""
        return Spell(self.name, self.since, self.until).covers(on)

    def called(self, name: str, on: date) -> bool:
        """Whether it existed on that day and this name of it was then in use."""
        return self.existed(on) and all(spell.covers(on) for spell in self.spells if spell.name == name)


@dataclass(frozen=True)
class Succession:
    """One agency took over from another, known by their official names. `on` is the first day of the new order.

    "renamed": the same body under a new name; "merged": several became one, or one joined another; "split": a part or
    all of it became a body of its own. `source` names the law; `certain` is false where the day is not beyond doubt.
    """

    predecessor: str
    successor: str
    kind: Change
    on: date
    source: str = ""
    certain: bool = True


def read_seed(path: Path = SEED) -> tuple[Agency, ...]:
    """The agencies of a seed table: JSON lines with `name`, `abbreviations`, `parent`, `other_names`.

    Optional: `kind` (else told from the name), `since`, `until`, and `former`: names once official, with their times.
    """
    return tuple(_agency(row) for row in _rows(path))


def read_successions(path: Path = SUCCESSIONS) -> tuple[Succession, ...]:
    """The known successions, oldest first."""
    found = (
        Succession(
            row["predecessor"],
            row["successor"],
            row["kind"],
            date.fromisoformat(row["on"]),
            row["source"],
            row["certain"],
        )
        for row in _rows(path)
    )
    return tuple(sorted(found, key=lambda each: (each.on, each.predecessor, each.successor)))


def _agency(row: dict[str, Any]) -> Agency:
    former = tuple(
        Spell(each["name"], _day(each.get("since")), _day(each.get("until"))) for each in row.get("former", ())
    )
    told = row["other_names"]
    return Agency(
        name=row["name"],
        abbreviations=tuple(row["abbreviations"]),
        parent=row["parent"],
        other_names=(*told, *(spell.name for spell in former if spell.name not in told)),
        kind=row.get("kind") or kind_of(row["name"], told),
        since=_day(row.get("since")),
        until=_day(row.get("until")),
        spells=former,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
