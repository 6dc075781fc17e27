"""`kb watch`: what comes is loaded and told, what is in the way is told once, Ctrl-C ends it well."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from kb.errors import Busy
from kb.runtime import Runtime
from kb.settings import Settings
from kb.store import Resolution

Person = Callable[..., Any]
GOOD = "5 มกราคม 2574\nเรื่อง การนับดาวทะเล\nคณะรัฐมนตรีมีมติรับทราบ\n"


@pytest.fixture
def home(own_home: Path) -> Path:
    """The sample home."""
    return own_home


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to watch; the fifth pause is ended by Ctrl-C."""
    pauses = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr("kb.workflows.watch.time.sleep", pause)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_a_good_and_a_bad_file(person: Person, folder: Path, home: Path) -> None:
    """Both are told of once; the good one can be shown; the classification said holds for what is loaded."""
    (folder / "a.txt").write_text(GOOD)
    (folder / "b.xyz").write_bytes(b"x")
    ran = person("watch", folder, "--classification", "ลับ")
    assert (ran.code, ran.out.count("loaded 1 documents: 1 new")) == (0, 1)
    assert ran.err.count("b.xyz: files of kind .xyz are not read") == 1
    runtime = Runtime(Settings(home))
    with runtime.session() as session:
        level = session.execute(
            select(col(Resolution.classification)).where(col(Resolution.ref) == "2031-01-05-01")
        ).scalar()
    runtime.close()
    assert level == "ลับ"


def test_a_program_in_the_way(person: Person, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told once, the watch goes on, and the file is loaded when it can be."""
    (folder / "a.txt").write_text(GOOD)
    load, tries = Runtime.load, []

    def busy_at_first(*args: Any) -> Any:
        tries.append(1)
        if len(tries) < 3:
            raise Busy("ไม่ว่าง", "another program is writing")
        return load(*args)

    monkeypatch.setattr(Runtime, "load", busy_at_first)
    ran = person("watch", folder)
    assert (ran.code, ran.err.count("another program is writing"), len(tries)) == (0, 1, 3)
    assert "loaded 1 documents: 1 new" in ran.out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["none"], "there is no folder none"),
        (["{folder}", "--every", "0"], "0.1"),
        (["{folder}", "--classification", "ลับสุดยอด"], "must be one of ปกติ, ลับ, ลับมาก, ลับที่สุด"),
    ],
    ids=["no folder", "no pause", "no such classification"],
)
def test_what_cannot_be_watched(person: Person, folder: Path, args: list[str], told: str) -> None:
    """Refused at once."""
    ran = person("watch", *(arg.format(folder=folder) for arg in args))
    assert (ran.code, told in ran.err) == (2, True)
