"""A server and a loading command over one home: what one commits, the other finds."""

import json
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

MOST_SECONDS = 2.0
"""From the commit of a document to the answer that shows it."""


def loading(command: list[str], environment: dict[str, str]) -> tuple[subprocess.Popen[str], float]:
    """Start to load one document; returns when its commit was reported, with the moment of that."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert "document" in json.loads(process.stdout.readline())
    return process, time.monotonic()


def test_what_another_process_loads_is_found_within_two_seconds(
    home: Path, tmp_path: Path, serve: Callable[[Path], Any], command: Any, environment: dict[str, str], meeting: Any
) -> None:
    """New matters, a corrected page and a withdrawn matter show in a running server, each within the limit."""
    server = serve(home).listening()
    path, day = tmp_path / "tuesday.jsonl", date(2032, 2, 1)
    steps: list[tuple[list[str], str, str | None]] = [
        (["ขอจัดตั้งพิพิธภัณฑ์กบเขียด", "แต่งตั้งผู้พิทักษ์หิมะ"], "พิพิธภัณฑ์กบเขียด", "ขอจัดตั้งพิพิธภัณฑ์กบเขียด"),
        (["ขอจัดตั้งพิพิธภัณฑ์กบเขียดและอึ่งอ่าง", "แต่งตั้งผู้พิทักษ์หิมะ"], "อึ่งอ่าง", "ขอจัดตั้งพิพิธภัณฑ์กบเขียดและอึ่งอ่าง"),
        (["ขอจัดตั้งพิพิธภัณฑ์กบเขียดและอึ่งอ่าง"], "ผู้พิทักษ์หิมะ", None),
    ]
    for titles, query, expected in steps:
        meeting(path, day, *titles)
        process, committed = loading(command(home, "ingest", "--json-lines", str(path)), environment)

        def shown(query: str = query) -> str | None:
            hit = server.first_hit(f'"{query}"')
            return hit["title"] if hit and query in hit["title"] else None

        while shown() != expected:
            assert time.monotonic() - committed < MOST_SECONDS, (titles, shown())
            time.sleep(0.02)
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert server.get("health/ready")[1]["status"] == "ready"


def test_a_server_replays_what_a_killed_loader_left(
    home: Path, tmp_path: Path, serve: Callable[[Path], Any], command: Any, environment: dict[str, str], meeting: Any
) -> None:
    """The loader died between its commit and the index: the running server brings the index up by itself."""
    server = serve(home).listening()
    before = server.get("health/ready")[1]["resolutions"]
    days = [date(2033, 1, each) for each in (2, 9, 16)]
    for number, day in enumerate(days):
        meeting(tmp_path / f"{number}.jsonl", day, f"เรื่องที่ค้างไว้ลำดับ {number}")
    process, _ = loading(command(home, "ingest", "--json-lines", str(tmp_path)), environment)
    process.kill()
    process.communicate()
    server.until(lambda answer: answer[1].get("resolutions", 0) > before, "health/ready")
    assert server.first_hit('"เรื่องที่ค้างไว้ลำดับ 0"')["id"] == "2033-01-02-01"


def test_two_loaders_of_the_same_folder(
    corpus: Path, tmp_path: Path, command: Any, environment: dict[str, str], finished: Any
) -> None:
    """Started at the same moment on an empty home: each document is stored once, and the index is clean."""
    home = tmp_path / "home"
    both = [
        subprocess.Popen(
            command(home, "ingest", "--json", str(corpus)), env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    reports = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum(report["added"] for report in reports) == 120
    assert [report["rejected"] for report in reports] == [[], []]
    status = json.loads(finished(home, "status", "--json").stdout)
    assert [status[name] for name in ("documents", "document_versions", "resolutions", "index_behind")] == [
        40,
        40,
        120,
        0,
    ]
    assert finished(home, "index", "--verify").returncode == 0
