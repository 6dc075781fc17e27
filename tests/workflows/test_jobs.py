"""The worker: one job after the other, in order, and nothing that a job does can stop it."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from kb.errors import Busy, NotFound
from kb.store import Database, open_database
from kb.workflows import JobView, JobWorker, LoadOptions, LoadReport, get_job, receive_document
from kb.workflows.jobs import Load


@pytest.fixture
def database(tmp_path: Path):
    """An empty database."""
    database = open_database(tmp_path / "kb.sqlite3")
    yield database
    database.close()


def worked(database: Database, uploads: Path, load: Load, jobs: list[JobView]) -> list[JobView]:
    """Let a worker run until these jobs have ended."""
    worker = JobWorker(database, uploads, load)
    worker.start()
    until = time.monotonic() + 20
    while any(get_job(database, job.id).finished_at is None for job in jobs) and time.monotonic() < until:
        time.sleep(0.02)
    worker.stop()
    return [get_job(database, job.id) for job in jobs]


def test_jobs_run_in_the_order_they_came(database: Database, tmp_path: Path) -> None:
    """Each is loaded from its settled place, with the bytes that were sent."""
    loaded: list[tuple[str, bytes]] = []

    def load(paths: Sequence[Path], _options: LoadOptions) -> LoadReport:
        loaded.extend((path.relative_to(tmp_path).as_posix(), path.read_bytes()) for path in paths)
        return LoadReport(loaded=["x"])

    jobs = [receive_document(database, tmp_path / "up", f"{n}.txt", bytes([n])) for n in (3, 1, 2)]
    assert [job.state for job in worked(database, tmp_path / "up", load, jobs)] == ["done"] * 3
    places = [(f"up/documents/{job.id}/{job.name}", bytes([n])) for job, n in zip(jobs, (3, 1, 2), strict=True)]
    assert loaded == places


def test_a_job_that_fails_does_not_stop_the_next(database: Database, tmp_path: Path) -> None:
    """A domain error keeps its words; another one tells no more than its kind; the job after them is done."""
    errors: list[Exception | None] = [Busy("ไม่ว่าง", "busy"), RuntimeError("secret"), None]

    def load(_paths: Sequence[Path], _options: LoadOptions) -> LoadReport:
        error = errors.pop(0)
        if error:
            raise error
        return LoadReport(loaded=["x"])

    jobs = [receive_document(database, tmp_path / "up", f"{n}.txt", b"x") for n in range(3)]
    first, second, third = worked(database, tmp_path / "up", load, jobs)
    assert [job.state for job in (first, second, third)] == ["failed", "failed", "done"]
    assert first.report == {"code": "kb.busy", "thai": "ไม่ว่าง", "english": "busy"}
    assert second.report == {
        "code": "kb.internal",
        "thai": "เกิดข้อผิดพลาดภายใน",
        "english": "internal error: RuntimeError",
    }
    assert third.report is not None
    assert third.report["loaded"] == ["x"]


def test_times_are_told_with_their_zone(database: Database, tmp_path: Path) -> None:
    """Created before finished, both in UTC, as stored and read again."""
    job = receive_document(database, tmp_path / "up", "a.txt", b"x")
    (done,) = worked(database, tmp_path / "up", lambda _paths: LoadReport(loaded=["x"]), [job])
    assert done.finished_at is not None
    assert done.created_at <= done.finished_at
    assert done.created_at.utcoffset() == done.finished_at.utcoffset()
    assert done.created_at == job.created_at


def test_an_unknown_job(database: Database) -> None:
    """Not found, in both languages."""
    with pytest.raises(NotFound) as caught:
        get_job(database, "none")
    assert (caught.value.thai, caught.value.english) == ("ไม่พบงานเลขที่ none", "there is no job none")
