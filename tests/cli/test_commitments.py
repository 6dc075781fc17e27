"""`kb facts` and `kb commitments`: suggestions shown, accepted, dismissed; the decision holds when it is read again."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.embeddings import open_encoder

Person = Callable[..., Any]
PAGE = """7 มกราคม 2563
เรื่อง การนับหอยทากในเขตเทศบาล
คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงคมนาคมเสนอ และให้กระทรวงมหาดไทยรายงานผลการนับหอยทากต่อคณะรัฐมนตรีภายใน 30 วัน
"""
WHO = ("--by", "สมชาย")
opened_once = cache(open_encoder)


@pytest.fixture
def home(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample home; the model is opened once for all commands."""
    monkeypatch.setattr("kb.runtime.open_encoder", opened_once)
    return own_home


@pytest.fixture
def key(person: Person, tmp_path: Path) -> int:
    """The id of one suggestion."""
    (tmp_path / "2020-01-07-05.txt").write_text(PAGE)
    assert person("ingest", tmp_path / "2020-01-07-05.txt").code == 0
    (found,) = person("facts", "2020-01-07-05").json["commitments"]
    return int(found["id"])


def state(person: Person) -> list[tuple[str, str | None]]:
    """State of each commitment of the resolution, and who decided."""
    found = person("facts", "2020-01-07-05").json["commitments"]
    return [(each["state"], each["decided_by"]) for each in found]


def test_a_suggestion_is_shown_with_who_what_and_when(person: Person, key: int) -> None:
    """In the list for people and for programs; the due date counts from the meeting."""
    lines = person("commitments", "list", "--limit", 200).out.splitlines()
    at = next(at for at, each in enumerate(lines) if each.split()[0] == str(key))
    line, what, due = lines[at : at + 3]
    assert line.split() == [str(key), "2020-01-07-05", "suggested", "กระทรวงมหาดไทย"]
    assert "รายงานผลการนับหอยทาก" in what
    assert due.strip() == "กำหนด (due): 6 กุมภาพันธ์ 2563"
    (found,) = (each for each in person("commitments", "list", "--limit", 200, "--json").json if each["id"] == key)
    assert (found["lead_agency"], found["due_on"], found["state"]) == ("กระทรวงมหาดไทย", "2020-02-06", "suggested")


@pytest.mark.parametrize(("verb", "after"), [("accept", "accepted"), ("dismiss", "dismissed")])
def test_a_decision_holds(person: Person, key: int, tmp_path: Path, verb: str, after: str) -> None:
    """It moves between the lists, and stays when a new version says the same words."""
    assert after in person("commitments", verb, key, *WHO).out
    listed = {
        name: person("commitments", "list", "--state", name, "--limit", 200, "--json").json
        for name in ("suggested", after)
    }
    assert [key in [each["id"] for each in found] for found in listed.values()] == [False, True]
    (tmp_path / "2020-01-07-05.txt").write_text(PAGE.replace("เห็นชอบ", "รับทราบและเห็นชอบ"))
    assert person("ingest", tmp_path / "2020-01-07-05.txt", "--json").json["updated"] == 1
    assert state(person) == [(after, "สมชาย")]


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["accept", "999", *WHO], 3, "there is no commitment 999"),
        (["accept", "99999999999999999999", *WHO], 3, "there is no commitment"),
        (["accept", "{key}", "--by", "  "], 2, "say who decides"),
        (["dismiss", "{key}"], 2, "--by"),
        (["list", "--state", "done"], 2, "--state must be one of suggested, accepted, dismissed"),
    ],
    ids=["unknown", "too large for a key", "nobody", "who is not said", "no such state"],
)
def test_what_cannot_be_decided(person: Person, key: int, args: list[str], code: int, told: str) -> None:
    """Told, and the suggestion stays one."""
    ran = person("commitments", *(arg.format(key=key) for arg in args))
    assert (ran.code, told in ran.err, state(person)) == (code, True, [("suggested", None)])


def test_facts_of_an_unknown_resolution(person: Person) -> None:
    """Not found."""
    assert person("facts", "2020-01-07-99").code == 3
