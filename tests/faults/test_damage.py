"""Damaged indexes and homes that cannot be written to: what a server and the command say, and how they recover."""

import json
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest


def live(home: Path) -> Path:
    """The folder of the live generation."""
    return home / "index" / str(json.loads((home / "index" / "CURRENT").read_text())["generation"])


def cut_short(home: Path) -> Path:
    """Half of the vectors are missing, as after a copy that ran out of space."""
    (path,) = live(home).glob("*.faiss")
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2)
    return path


def flip(home: Path) -> Path:
    """One bit of the manifest is another."""
    path = live(home) / "manifest.json"
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)
    return path


def delete(home: Path) -> Path:
    """A file of the word index is gone."""
    path = next((live(home) / "lexical").glob("*.idx"))
    path.unlink()
    return path


@pytest.fixture
def home(one_generation: Path, tmp_path: Path) -> Path:
    """A home whose index is one generation of one shard."""
    return Path(shutil.copytree(one_generation, tmp_path / "home"))


@pytest.fixture(scope="session")
def one_generation(loaded_home: Path, tmp_path_factory: pytest.TempPathFactory, finished: Any) -> Path:
    """The home behind `home`; for reading only."""
    home = Path(shutil.copytree(loaded_home, tmp_path_factory.mktemp("one") / "home"))
    assert finished(home, "index", "--rebuild").returncode == 0
    return home


QUERY = "ตลาดนัดหิ่งห้อย"


@pytest.mark.parametrize("hurt", [cut_short, flip, delete])
def test_a_server_on_a_damaged_index_names_the_repair_and_recovers(
    home: Path, hurt: Callable[[Path], Path], serve: Callable[[Path], Any], finished: Any
) -> None:
    """It starts, is not ready and says what to do; the repair by another process is seen without a restart."""
    hurt(home)
    damaged = sorted(path.name for path in live(home).rglob("*") if not path.name.endswith(".lock"))
    server = serve(home).listening()
    status, answer = server.until(lambda answer: answer[1].get("code") != "kb.starting", "health/ready")
    assert (status, answer["code"]) == (503, "kb.index-damaged")
    assert "run kb index --rebuild" in answer["detail"]
    assert "กรุณาสั่ง kb index --rebuild" in answer["detail_th"]
    assert server.get("search", q=QUERY)[0] == 503
    assert server.get("resolutions", limit="1")[0] == 200  # the database behind the index is whole
    refused = finished(home, "search", QUERY)
    assert (refused.returncode, "kb index --rebuild" in refused.stderr) == (5, True)
    repaired = finished(home, "index", "--rebuild")
    assert (repaired.returncode, repaired.stderr) == (0, "")
    _, answer = server.until(lambda answer: answer[0] == 200, "health/ready")
    assert (answer["status"], answer["resolutions"]) == ("ready", 120)
    assert QUERY in server.first_hit(QUERY)["title"]
    (aside,) = (home / "index").glob("damaged-g-*")
    assert sorted(path.name for path in aside.rglob("*") if not path.name.endswith(".lock")) == damaged


def test_damage_under_a_running_server(home: Path, serve: Callable[[Path], Any], finished: Any) -> None:
    """What it has open goes on answering, health says that something is wrong, and the repair clears it."""
    server = serve(home).listening()
    server.until(lambda answer: answer[0] == 200, "health/ready")
    flip(home)
    _, answer = server.until(lambda answer: answer[1]["status"] == "degraded", "health/ready")
    assert "run kb index --rebuild" in answer["problem"]
    assert QUERY in server.first_hit(QUERY)["title"]
    assert finished(home, "index", "--rebuild").returncode == 0
    _, answer = server.until(lambda answer: answer[1]["status"] == "ready", "health/ready")
    assert answer["problem"] is None


def test_loading_into_a_damaged_index_is_refused_before_anything_is_read(
    home: Path, tmp_path: Path, finished: Any, meeting: Any
) -> None:
    """Nothing is stored that could not be found; after the repair the same command works."""
    path = meeting(tmp_path / "new.jsonl", date(2034, 1, 1), "ขอเปิดโรงเรียนสอนว่าว")
    flip(home)
    refused = finished(home, "ingest", str(path))
    assert (refused.returncode, refused.stdout) == (5, "")
    assert "kb index --rebuild" in refused.stderr
    assert finished(home, "index", "--rebuild").returncode == 0
    assert finished(home, "ingest", str(path)).returncode == 0
    assert "2034-01-01-01" in finished(home, "search", "โรงเรียนสอนว่าว").stdout


def test_an_older_database_put_back_beside_a_newer_index_is_noticed(home: Path, finished: Any) -> None:
    """The index knows changes that the backup lacks: its ids may come to mean other matters."""
    with sqlite3.connect(home / "kb.sqlite3") as connection:
        connection.execute('DELETE FROM "change" WHERE seq > 100')
    connection.close()
    refused = finished(home, "index", "--verify")
    assert (refused.returncode, "run kb index --rebuild" in refused.stderr) == (4, True)
    assert finished(home, "index", "--rebuild").returncode == 0


def in_words(done: Any) -> bool:
    """Whether a failed command told a person what is wrong and what to do, in both languages, and nothing else."""
    lines = done.stderr.strip().splitlines()
    return (
        done.returncode == 9 and len(lines) == 2 and lines[0].startswith("ผิดพลาด: ") and lines[1].startswith("error: ")
    )


def test_a_home_that_cannot_be_made_is_told_in_words(tmp_path: Path, finished: Any) -> None:
    """It would lie under a file; no traceback, an exit code, and what to check."""
    (tmp_path / "taken").write_text("a file")
    done = finished(tmp_path / "taken" / "home", "ingest", "pyproject.toml")
    assert in_words(done), done.stderr
    assert "check the free space and the permissions" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_home_that_may_not_be_written_to_is_told_in_words(home: Path, corpus: Path, finished: Any) -> None:
    """The folder and what is in it are read-only for this user."""
    for path in [*home.rglob("*"), home]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        done = finished(home, "ingest", str(corpus))
        assert in_words(done), done.stderr
    finally:
        for path in [home, *home.rglob("*")]:
            path.chmod(0o700)


@pytest.mark.parametrize("most_kib", [60, 300, 700])
def test_a_full_disk_while_loading_is_told_in_words(most_kib: int, corpus: Path, tmp_path: Path, finished: Any) -> None:
    """No file may grow past a limit, which stops the database or the index; with space again, all is well."""
    home = tmp_path / "home"

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_kib * 1024, most_kib * 1024))

    done = finished(home, "ingest", str(corpus), preexec_fn=limited)
    assert in_words(done), (done.returncode, done.stdout, done.stderr)
    assert list(home.glob("index/building-*")) == []
    assert finished(home, "ingest", str(corpus)).returncode == 0
    verdict = json.loads(finished(home, "index", "--verify", "--json").stdout)
    assert (verdict["resolutions"], verdict["problems"]) == (120, [])


def test_an_index_that_cannot_be_written_is_told_in_words(home: Path, finished: Any) -> None:
    """The database is sound: the message says that what was loaded is safe."""
    (home / "index").rename(home / "elsewhere")
    (home / "index").write_text("a file in its place")
    done = finished(home, "index")
    assert in_words(done), done.stderr
    assert "what was loaded is safe" in done.stderr
