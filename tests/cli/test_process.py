"""The command as a process: pipes, signals, and a server that starts, answers and ends."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

KB = [sys.executable, "-m", "kb"]
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}


def started(*args: object) -> subprocess.Popen[str]:
    """Start the command."""
    return subprocess.Popen(
        [*KB, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=PLAIN
    )


def test_a_reader_that_leaves_is_no_error_to_tell(sample_home: Path) -> None:
    """`kb list --jsonl | head -1`: the line comes, nothing is complained about."""
    with started("--home", sample_home, "list", "--jsonl") as process:
        assert process.stdout
        assert process.stderr
        first = process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
        process.wait(timeout=20)
    assert json.loads(first)["id"] == "2015-03-15-01"
    assert told == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are needed to hold the command at a known place")
def test_ctrl_c(sample_home: Path, tmp_path: Path) -> None:
    """A signal in the middle of the work: 130, no trace."""
    pipe = tmp_path / "queries.jsonl"
    os.mkfifo(pipe)
    with started("--home", sample_home, "evaluate", pipe) as process:
        held = os.open(pipe, os.O_WRONLY)  # waits until the command has opened it and so is at work
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
        os.close(held)
    assert process.returncode == 130
    assert "Traceback" not in told


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_thai_comes_out_under_any_locale(sample_home: Path, encoding: str) -> None:
    """A terminal without a Thai locale gets the same bytes as any other."""
    environment = {**PLAIN, "LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "" if encoding == "ascii" else encoding}
    out = subprocess.run(
        [*KB, "--home", str(sample_home), "show", "2015-03-15-01", "--json"],
        capture_output=True,
        env=environment,
        check=True,
    ).stdout
    assert "สระสำรองน้ำ" in out.decode("utf-8")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve(own_home: Path, free_port: int, ending: signal.Signals) -> None:
    """Says where it serves, answers page and API, writes its log (without what people asked), ends when told to."""
    with started("--home", own_home, "serve", "--port", free_port, "--json") as process:
        try:
            assert process.stdout
            told = json.loads(process.stdout.readline())
            assert told["url"] == f"http://127.0.0.1:{free_port}/"
            assert json.loads(answered(told["url"] + "api/v1/search?q=secretword"))["query"] == "secretword"
            assert "<html" in answered(told["url"])
        finally:
            process.send_signal(ending)
            process.communicate(timeout=30)
    log = (own_home / "logs" / "kb.log").read_text(encoding="utf-8")
    assert "Application startup complete" in log
    assert "secretword" not in log
    assert process.returncode in (0, 130, -ending)


def answered(url: str) -> str:
    """The body of an answer, when the server is up."""
    until = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                return response.read().decode()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
