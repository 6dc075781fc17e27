"""Jobs that are cancelled, killed half way, told of while they run; and what a resumed one does."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kb.errors import BadInput, Cancelled, NotFound
from kb.ingest.readers.reading import Progress
from kb.store import Database, Job, open_database
from kb.workflows import JobView, JobWorker, LoadOptions, LoadReport, cancel_job, get_job, jobs, receive_document
from kb.workflows.jobs import Load

STOP = Cancelled("ยกเลิก", "cancelled")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    database = open_database(tmp_path / "kb.sqlite3")
    yield database
    database.close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is told, and cancelling looked for, at once."""
    monkeypatch.setattr(jobs, "TOLD_EVERY_S", 0.0)


def until(true: Callable[[], Any]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def received(database: Database, tmp_path: Path, name: str = "a.txt", **more: Any) -> JobView:
    """A queued document."""
    return receive_document(database, tmp_path / "up", name, b"x", **more)


def worked(database: Database, tmp_path: Path, load: Load, *keys: str) -> list[JobView]:
    """Let a worker run until these jobs have ended."""
    worker = JobWorker(database, tmp_path / "up", load)
    worker.start()
    until(lambda: all(get_job(database, key).finished_at for key in keys))
    worker.stop()
    return [get_job(database, key) for key in keys]


def change(database: Database, key: str, **values: object) -> None:
    """What another process did to a job."""
    with database.writing() as session:
        session.get_one(Job, key).sqlmodel_update(values)


def loaded(_paths: Sequence[Path], _options: LoadOptions) -> LoadReport:
    """A load that goes well."""
    return LoadReport(loaded=["x"])


def never(_paths: Sequence[Path], _options: LoadOptions) -> LoadReport:
    """A load that must not be begun."""
    raise AssertionError


def pages_until_stopped(_paths: Sequence[Path], options: LoadOptions) -> LoadReport:
    """A load of a document without end, which stops where it is told to."""
    while not options.stop():
        options.on_page(Progress(3, 10, 2.0, 3.5))
        time.sleep(0.01)
    raise STOP


def test_a_waiting_job_never_starts_and_leaves_no_file(database: Database, tmp_path: Path) -> None:
    """Cancelled at once; the worker passes it over, and the bytes are gone."""
    job = received(database, tmp_path)
    view = cancel_job(database, job.id)
    assert (view.state, view.finished_at is not None) == ("cancelled", True)
    assert list((tmp_path / "up" / "incoming").iterdir()) == []
    other = received(database, tmp_path, "b.txt")
    assert [each.state for each in worked(database, tmp_path, loaded, job.id, other.id)] == ["cancelled", "done"]


def test_a_running_job_ends_after_the_page_in_hand(database: Database, tmp_path: Path) -> None:
    """Its progress is told while it runs and gone afterwards; the reason says what stays."""
    job = received(database, tmp_path)
    worker = JobWorker(database, tmp_path / "up", pages_until_stopped)
    worker.start()
    until(lambda: get_job(database, job.id).progress)
    running = get_job(database, job.id)
    assert (running.state, running.finished_at) == ("running", None)
    assert running.progress == {"done": 3, "total": 10, "pages_per_second": 2.0, "seconds_left": 3.5}
    assert cancel_job(database, job.id).state == "running"
    until(lambda: get_job(database, job.id).finished_at)
    worker.stop()
    ended = get_job(database, job.id)
    assert (ended.state, ended.progress) == ("cancelled", None)
    assert ended.report == {"code": "kb.cancelled", "thai": "ยกเลิก", "english": "cancelled"}


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_what_has_ended_cannot_be_cancelled(database: Database, tmp_path: Path, state: str) -> None:
    """It says so, and its state stays."""
    job = received(database, tmp_path)
    change(database, job.id, state=state, finished_at=job.created_at)
    with pytest.raises(BadInput, match="has ended and cannot be cancelled"):
        cancel_job(database, job.id)
    assert get_job(database, job.id).state == state


def test_an_unknown_job_cannot_be_cancelled(database: Database) -> None:
    """Not found, like one that is asked for."""
    with pytest.raises(NotFound, match="there is no job none"):
        cancel_job(database, "none")


def test_one_cancelled_before_its_server_died_is_not_begun_again(database: Database, tmp_path: Path) -> None:
    """However short: it is not read at all."""
    job = received(database, tmp_path)
    change(database, job.id, state="running", cancelling=True, progress={"done": 1})
    (ended,) = worked(database, tmp_path, never, job.id)
    assert (ended.state, ended.progress) == ("cancelled", None)


def test_one_cancelled_between_choosing_and_beginning(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was told that it is cancelled is not belied."""
    job = received(database, tmp_path)
    chosen = JobWorker._next

    def then_cancelled(worker: JobWorker) -> str | None:
        key = chosen(worker)
        if key is not None:
            cancel_job(database, key)
        return key

    monkeypatch.setattr(JobWorker, "_next", then_cancelled)
    (ended,) = worked(database, tmp_path, never, job.id)
    assert ended.state == "cancelled"


def test_a_server_that_stops_leaves_its_job_to_the_next(database: Database, tmp_path: Path) -> None:
    """It stops after the page in hand; the job goes on running in name, and another server ends it, with its file."""
    job = received(database, tmp_path, classification="ลับ")
    first = JobWorker(database, tmp_path / "up", pages_until_stopped)
    first.start()
    until(lambda: get_job(database, job.id).progress)
    first.stop()
    assert (get_job(database, job.id).state, get_job(database, job.id).finished_at) == ("running", None)
    told: list[tuple[bytes, str | None, bool]] = []

    def load(paths: Sequence[Path], options: LoadOptions) -> LoadReport:
        told.extend((path.read_bytes(), options.classification, options.as_new) for path in paths)
        return LoadReport(loaded=["x"])

    (ended,) = worked(database, tmp_path, load, job.id)
    assert (ended.state, ended.progress, told) == ("done", None, [(b"x", "ลับ", True)])


def test_a_crash_while_the_file_was_moved(database: Database, tmp_path: Path) -> None:
    """Moved already, its first folder still there: it is loaded from where it is, and the folder is tidied."""
    job = received(database, tmp_path)
    settled = tmp_path / "up" / "documents" / job.id / "a.txt"
    settled.parent.mkdir(parents=True)
    (tmp_path / "up" / "incoming" / job.id / "a.txt").replace(settled)
    change(database, job.id, state="running")
    (ended,) = worked(database, tmp_path, loaded, job.id)
    assert ended.state == "done"
    assert list((tmp_path / "up" / "incoming").iterdir()) == []


def test_two_servers_of_one_home_end_every_job(database: Database, tmp_path: Path) -> None:
    """They may take the same job; neither lets it fail because the other moved its file."""
    keys = [received(database, tmp_path, f"{n}.txt").id for n in range(12)]
    workers = [JobWorker(database, tmp_path / "up", loaded) for _ in range(2)]
    for worker in workers:
        worker.start()
    until(lambda: all(get_job(database, key).finished_at for key in keys))
    for worker in workers:
        worker.stop()
    assert [get_job(database, key).state for key in keys] == ["done"] * 12


def test_a_sender_is_told_nothing_of_copies(database: Database, tmp_path: Path) -> None:
    """Counts of new and changed resolutions, and that bytes were known, stay here."""
    job = received(database, tmp_path)
    report = LoadReport(loaded=["x"], already_loaded=1, added=2, updated=3, withdrawn=4)
    (ended,) = worked(database, tmp_path, lambda _paths, _options: report, job.id)
    assert ended.report == {"loaded": ["x"], "skipped": [], "rejected": [], "warnings": []}


def test_a_classification_that_is_none(database: Database, tmp_path: Path) -> None:
    """Refused before anything is kept."""
    with pytest.raises(BadInput, match="must be one of ปกติ, ลับ, ลับมาก, ลับที่สุด"):
        received(database, tmp_path, classification="ลับสุดยอด")
    assert not (tmp_path / "up").exists()
