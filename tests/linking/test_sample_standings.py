"""The judged standings of the sample through a loaded home: mentions found, looked up, typed, reckoned."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.access import EVERYTHING
from kb.linking.chain_view import get_chain
from kb.runtime import Runtime
from kb.settings import Settings
from kb.workflows.linking import Said, judge_link

CORPUS = Path(__file__).resolve().parents[2] / "corpora" / "sample"


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the sample corpus."""
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], tuple[str, str | None] | None]:
    """How a resolution stands on a day, and by which, in a home with the sample and its conflicts.

    Where the sample says that a person has to tell which resolution is meant, one has.
    """
    runtime = Runtime(Settings(tmp_path_factory.mktemp("standings")))
    runtime.load([CORPUS / "resolutions.jsonl", CORPUS / "conflicts.jsonl"])
    for link in rows_of("conflict_chains.jsonl"):
        if link.get("confirmed"):
            relation, _, part = link["relation"].partition("-")
            said = Said("retyped", "ผู้ตรวจ", relation=relation, part=bool(part))
            judge_link(runtime.indexer, f"{link['from']}~{link['to']}", said, EVERYTHING)

    def told(ref: str, day: str) -> tuple[str, str | None] | None:
        with runtime.session() as session:
            found = get_chain(session, ref, EVERYTHING, date.fromisoformat(day)).standing
        return (found.standing, found.by) if found else None

    return told


def test_judged_standings_through_a_loaded_home(standing: Callable[[str, str], tuple[str, str | None] | None]) -> None:
    """A check against losing ground: what is wrong is a link that was not found, and calls nothing revoked."""
    rows = rows_of("standing.jsonl")
    wrong = [row for row in rows if standing(row["ref"], row["on"]) != (row["standing"], row["by"])]
    assert len(rows) == 307
    assert len(wrong) <= 23
    for row in wrong:
        told = standing(row["ref"], row["on"])
        assert told is not None
        assert told[0] != "revoked"
