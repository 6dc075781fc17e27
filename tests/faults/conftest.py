"""Real processes of the command, a corpus of invented meetings, and homes made from it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.embeddings import Encoder, open_encoder

MEETINGS = 40
PER_MEETING = 3
ENVIRONMENT = {**{key: value for key, value in os.environ.items() if not key.startswith("KB_")}, "PYTHONUTF8": "1"}
WORDS = ("สะพานเต่า", "ลูกโป่งงานวัด", "ตลาดนัดหิ่งห้อย", "ห้องสมุดลอยน้ำ", "สนามเด็กเล่นบนเขา", "ขนมครกแห่งชาติ")


def kb(home: Path, *arguments: str) -> list[str]:
    """The command line of a real process."""
    return [sys.executable, "-m", "kb", "--home", str(home), *arguments]


def run(home: Path, *arguments: str, **named: Any) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        kb(home, *arguments), env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False, **named
    )


def write_meeting(path: Path, day: date, *titles: str) -> Path:
    """A JSONL file with one meeting."""
    rows = [
        {"meeting_date": day.isoformat(), "number": number, "title": title, "body": f"เห็นชอบให้ดำเนินการ {title} " * 9}
        for number, title in enumerate(titles, 1)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def meeting() -> Callable[..., Path]:
    """Writes a JSONL file with one meeting: a path, its date, titles."""
    return write_meeting


@pytest.fixture(scope="session")
def command() -> Callable[..., list[str]]:
    """The command line of a real process: a home, then arguments."""
    return kb


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """What processes are started with: nobody's own settings."""
    return ENVIRONMENT


@pytest.fixture(scope="session")
def finished() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command to its end: a home, then arguments."""
    return run


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty files, each one meeting of three matters."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(MEETINGS):
        day = date.fromordinal(date(2031, 1, 5).toordinal() + 7 * number)
        titles = [f"โครงการ{WORDS[(number + each) % len(WORDS)]}ระยะที่ {number}" for each in range(PER_MEETING)]
        write_meeting(folder / f"meeting-{number:02d}.jsonl", day, *titles)
    return folder


@pytest.fixture(scope="session")
def bundled() -> Encoder:
    """The model that the command uses by default."""
    return open_encoder()


@pytest.fixture(scope="session")
def loaded_home(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the corpus; copy it before writing to it."""
    home = tmp_path_factory.mktemp("loaded") / "home"
    done = run(home, "ingest", str(corpus))
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(loaded_home: Path, tmp_path: Path) -> Path:
    """A home of the test's own that holds the corpus."""
    return Path(shutil.copytree(loaded_home, tmp_path / "home"))


class Server:
    """`kb serve` in a process of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            kb(home, "serve", "--port", str(self.port)),
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def get(self, path: str, **query: str) -> tuple[int, dict[str, Any]]:
        """Status and JSON of an API path; status 0 while nobody listens."""
        url = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urllib.parse.urlencode(query)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)
        except (urllib.error.URLError, ConnectionError):
            return 0, {}

    def until(self, wanted: Callable[[tuple[int, dict[str, Any]]], bool], path: str, **query: str) -> Any:
        """Ask every 20 ms until the answer is as wanted; gives up after 30 s with the last answer."""
        deadline = time.monotonic() + 30
        while True:
            answer = self.get(path, **query)
            if wanted(answer):
                return answer
            assert self.process.poll() is None, "the server has ended"
            assert time.monotonic() < deadline, answer
            time.sleep(0.02)

    def listening(self) -> "Server":
        """Wait until the process answers at all."""
        self.until(lambda answer: answer[0] == 200, "health/live")
        return self

    def first_hit(self, text: str) -> dict[str, Any] | None:
        """The best hit for a text."""
        _, answer = self.get("search", q=text, limit="1")
        hits = answer.get("hits") or [None]
        return hits[0]  # type: ignore[no-any-return]


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Server]]:
    """Start servers; they end with the test."""
    servers: list[Server] = []

    def start(home: Path) -> Server:
        servers.append(Server(home))
        return servers[-1]

    yield start
    for each in servers:
        each.process.kill()
        each.process.wait(timeout=30)
