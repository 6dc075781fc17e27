"""The sample corpus as decisions and typed links, the links taken from its planted chains."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.ingest.facts.parts import find_parts
from kb.ingest.facts.resolution_kind import find_kind
from kb.linking.standing import (
    Decision,
    Standing,
    TypedLink,
    effect_day,
    end_told,
    is_kept,
    is_open_ended,
    new_end,
    period_end,
)

CORPUS = Path(__file__).resolve().parents[3] / "corpora" / "sample"


@dataclass(frozen=True)
class Judged:
    """A row of the standings that were written by reading."""

    ref: str
    on: date
    standing: Standing
    by: str | None
    why: str


@dataclass(frozen=True)
class Planted:
    """The sample: decisions by id, ids by address, links, and the standings that are right."""

    decisions: Mapping[int, Decision]
    ids: Mapping[str, int]
    links: tuple[TypedLink, ...]
    judged: tuple[Judged, ...]


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the sample corpus."""
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


def address(row: Mapping[str, Any]) -> str:
    """The address that a row of resolutions gets."""
    return f"{row['meeting_date']}-{row['number']:02d}"


def resolved_part(body: str) -> tuple[int, int]:
    """Where the decision stands in a body."""
    part = next(part for part in find_parts(body, 0, len(body), ()) if part.label == "resolved")
    return part.start, part.end


def decision_of(key: int, row: Mapping[str, Any]) -> Decision:
    """A row of resolutions as a decision, its kind and end read by the machine."""
    body, title, on = row["body"], row["title"], date.fromisoformat(row["meeting_date"])
    kind = find_kind(body, None, title, find_parts(body, 0, len(body), ()), row["group"], row["outcome"], on)
    span = resolved_part(body)
    end = period_end(body, *span, on, len(body)) or period_end(title, 0, len(title), on)
    return Decision(
        key, address(row), on, kind.code, kind.is_default, row["outcome"], title,
        end[0] if end else None, end[1] if end else None, is_open_ended(body, *span),
    )  # fmt: skip


def link_of(planted: Mapping[str, Any], citing: Mapping[str, Any], ids: Mapping[str, int]) -> TypedLink:
    """A planted link, with what the citing text tells of the change."""
    body, on = citing["body"], date.fromisoformat(citing["meeting_date"])
    relation, _, part = planted["relation"].partition("-")
    at = body.index(planted["form"])
    mention, decision = (at, at + len(planted["form"])), resolved_part(body)
    effect = effect_day(body, mention, decision) if relation in {"revokes", "amends"} else None
    end = new_end(body, mention, (0, len(body)), on, relation) if relation in {"extends", "amends"} else None
    told = end_told(body, 0, len(body), on) if relation == "reports" else None
    return TypedLink(
        ids[planted["from"]], planted["from"], ids[planted["to"]], planted["to"], on, relation,
        cited_on=date.fromisoformat(planted["to"][:10]), part=bool(part), confirmed=planted.get("confirmed", False),
        quote=planted["form"], outcome=citing["outcome"], takes_effect=effect[0] if effect else None,
        new_end=end[0] if end and isinstance(end[0], date) else told[0] if told else None,
        longer_by=end[0] if end and isinstance(end[0], int) else None, keeps=is_kept(body, mention) is not None,
    )  # fmt: skip


@pytest.fixture(scope="session")
def planted_rows() -> dict[str, dict[str, Any]]:
    """The rows of the sample, and of its conflicting cases, by address."""
    return {address(row): row for name in ("resolutions.jsonl", "conflicts.jsonl") for row in rows_of(name)}


@pytest.fixture(scope="session")
def planted(planted_rows: dict[str, dict[str, Any]]) -> Planted:
    """The sample with its conflicting cases."""
    rows = planted_rows
    ids = {ref: key for key, ref in enumerate(sorted(rows), 1)}
    chains = rows_of("chains.jsonl") + rows_of("conflict_chains.jsonl")
    return Planted(
        {ids[ref]: decision_of(ids[ref], row) for ref, row in rows.items()},
        ids,
        tuple(link_of(one, rows[one["from"]], ids) for one in chains),
        tuple(Judged(**(row | {"on": date.fromisoformat(row["on"])})) for row in rows_of("standing.jsonl")),
    )


StandingOf = Callable[[str, date], tuple[str, str | None] | None]
"""The standing of a resolution on a day, and the address of the one that brought it about."""


@pytest.fixture(scope="session")
def wrong_rows(planted: Planted) -> Callable[[StandingOf], list[tuple[str, str, str, object]]]:
    """The judged rows that a way of telling standings gets wrong: address, day, what is right, what was told."""

    def wrong(standing_of: StandingOf) -> list[tuple[str, str, str, object]]:
        return [
            (row.ref, row.on.isoformat(), row.standing, told)
            for row in planted.judged
            if (told := standing_of(row.ref, row.on)) != (row.standing, row.by)
        ]

    return wrong


Linking = Callable[..., TypedLink]


@pytest.fixture(scope="session")
def link() -> Linking:
    """A link from one numbered resolution to another; the day is that of its meeting."""

    def made(citing: int, cited: int, on: str, relation: str = "amends", **more: Any) -> TypedLink:
        day = date.fromisoformat(on)
        return TypedLink(citing, f"r{citing}", cited, f"r{cited}", day, relation, **({"outcome": "เห็นชอบ"} | more))  # type: ignore[arg-type]

    return made
