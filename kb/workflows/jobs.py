"""Documents received over HTTP: queued in the database, loaded one at a time by a worker, resumed after a crash."""

import contextlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

from sqlalchemy import select, update
from sqlmodel import col

from kb.access import CLASSIFICATIONS
from kb.errors import BadInput, Cancelled, KbError, NotFound
from kb.ingest.readers.reading import Progress
from kb.store import Database, Job, utc_now
from kb.workflows.load import LoadReport
from kb.workflows.reading import LoadOptions

log = logging.getLogger(__name__)

LARGEST_UPLOAD = 64 * 1024 * 1024
"""Bytes."""
LONGEST_NAME = 200
"""Bytes of a file's name; file systems take 255."""
IDLE_S = 5.0


TOLD_EVERY_S = 1.0
"""How often a running job writes down how far it is, and looks whether it should stop."""
TOLD = ("loaded", "skipped", "rejected", "warnings")
"""What of a load its sender is told. Counts of new and changed resolutions, and that bytes were known already, would
tell of copies that he may not see."""

Load = Callable[[Sequence[Path], LoadOptions], LoadReport]


@dataclass(frozen=True)
class JobView:
    """A job as its sender sees it: queued, running, done, failed or cancelled.

    `progress` is pages read of all, pages a second and seconds left, while it runs. `report` lists the documents that
    were read and those that were not, with the reasons, or the reason of a failure.
    """

    id: str
    state: str
    name: str
    created_at: datetime
    finished_at: datetime | None
    progress: dict[str, object] | None
    report: dict[str, object] | None


def receive_document(
    database: Database, uploads: Path, name: str, data: bytes, classification: str | None = None
) -> JobView:
    """Keep a document on disk and queue it; it is loaded soon, and after a crash too. Raises `BadInput`."""
    if classification not in (None, *CLASSIFICATIONS):
        levels = ", ".join(CLASSIFICATIONS)
        raise BadInput(f"ชั้นความลับต้องเป็น {levels}", f"the classification must be one of {levels}")
    plain = _plain_name(name)
    if not data:
        raise BadInput(f"ไฟล์ {plain} ว่างเปล่า", f"{plain} is empty")
    if len(data) > LARGEST_UPLOAD:
        most = LARGEST_UPLOAD // 1024**2
        raise BadInput(
            f"ไฟล์ {plain} ใหญ่เกิน {most} MiB กรุณาใช้คำสั่ง kb ingest", f"{plain} is over {most} MiB; use kb ingest"
        )
    job = Job(id=secrets.token_urlsafe(12), name=plain, path="", classification=classification)
    folder = uploads / "incoming" / job.id
    folder.mkdir(parents=True)
    path = folder / plain
    path.write_bytes(data)
    job.path = str(path)
    view = _view(job)
    with database.writing() as session:
        session.add(job)
    return view


def _plain_name(name: str) -> str:
    """A file's own name, whatever path or control characters a sender put into it; raises `BadInput`."""
    plain = "".join(letter for letter in PurePosixPath(PureWindowsPath(name).name).name if letter.isprintable())
    if not plain or plain.startswith("."):
        raise BadInput("ไฟล์ต้องมีชื่อ", "the file needs a name")
    if len(plain.encode("utf-8", "replace")) > LONGEST_NAME:
        raise BadInput("ชื่อไฟล์ยาวเกินไป กรุณาตั้งชื่อให้สั้นลง", "the file's name is too long; give it a shorter one")
    return plain


def get_job(database: Database, key: str) -> JobView:
    """A job's state; raises `NotFound`."""
    with database.reading() as session:
        job = session.get(Job, key)
        if job is None:
            raise NotFound(f"ไม่พบงานเลขที่ {key}", f"there is no job {key}")
        return _view(job)


def cancel_job(database: Database, key: str) -> JobView:
    """Ask a job to stop: a waiting one never starts, a running one ends after the page in hand.

    Raises `NotFound`, and `BadInput` for one that has ended.
    """
    with database.writing() as session:
        job = session.get(Job, key)
        if job is None:
            raise NotFound(f"ไม่พบงานเลขที่ {key}", f"there is no job {key}")
        if job.finished_at is not None:
            raise BadInput(f"งานเลขที่ {key} จบแล้ว ยกเลิกไม่ได้", f"job {key} has ended and cannot be cancelled")
        job.cancelling = True
        if waiting := job.state == "queued":
            job.state, job.finished_at = "cancelled", utc_now()
        session.add(job)
        session.flush()
        view, incoming = _view(job), Path(job.path)
    if waiting:
        with contextlib.suppress(OSError):  # what is left lies in a folder of its own, under no name of a document
            incoming.unlink(missing_ok=True)
            incoming.parent.rmdir()
    return view


def _view(job: Job) -> JobView:
    finished = _in_utc(job.finished_at) if job.finished_at else None
    return JobView(job.id, job.state, job.name, _in_utc(job.created_at), finished, job.progress, job.report)


def _in_utc(moment: datetime) -> datetime:
    """SQLite gives times back without their zone; all of ours are in UTC, and an answer says so."""
    return moment.replace(tzinfo=UTC)


class JobWorker:
    """One thread that loads queued documents in the order they came."""

    def __init__(self, database: Database, uploads: Path, load: Load) -> None:
        self._database = database
        self._uploads = uploads
        self._load = load
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="job-worker", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier process left unfinished first."""
        self._thread.start()

    def wake(self) -> None:
        """There may be a new job."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the job in hand and end."""
        self._stopping = True
        self._wake.set()
        self._thread.join(timeout=60)

    def _run(self) -> None:
        while not self._stopping:
            try:
                key = self._next()
                if key is not None:
                    self._work(key)
                    continue
            except Exception:
                log.exception("the job worker met an error; it goes on")
            self._wake.wait(IDLE_S)
            self._wake.clear()

    def _next(self) -> str | None:
        waiting = col(Job.state).in_(("queued", "running"))
        with self._database.reading() as session:
            return session.execute(select(col(Job.id)).where(waiting).order_by(col(Job.created_at)).limit(1)).scalar()

    def _work(self, key: str) -> None:
        job = self._begin(key)
        if job is None:
            return
        watch = _Watch(self._database, key, lambda: self._stopping)
        options = LoadOptions(
            classification=job.classification, on_page=watch.tell, stop=watch.should_stop, as_new=True
        )
        try:
            report = self._load([self._settle(Path(job.path), key)], options)
            state = "failed" if report.nothing_but_failures else "done"
            self._end(key, state, {name: getattr(report, name) for name in TOLD})
        except Cancelled as error:
            if watch.cancelled():
                self._end(key, "cancelled", _reason(error))
        except KbError as error:
            self._end(key, "failed", _reason(error))
        except Exception as error:
            log.exception("job %s failed", key)
            unknown = KbError("เกิดข้อผิดพลาดภายใน", f"internal error: {type(error).__name__}")
            self._end(key, "failed", {**_reason(unknown), "code": "kb.internal"})

    def _end(self, key: str, state: str, report: dict[str, object]) -> None:
        self._set(key, state=state, report=report, progress=None, finished_at=utc_now())

    def _settle(self, incoming: Path, key: str) -> Path:
        """Move an upload to its lasting place, one of its own: two officers' files of one name are two documents."""
        settled = self._uploads / "documents" / key / incoming.name
        settled.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # moved before a crash, or by another server of this home
            incoming.replace(settled)
        with contextlib.suppress(OSError):
            incoming.parent.rmdir()
        return settled

    def _begin(self, key: str) -> Job | None:
        """Mark a job as running; None for one that was cancelled meanwhile, or before a crash could tell."""
        with self._database.writing() as session:
            job = session.get_one(Job, key)
            if job.finished_at is not None:
                return None
            job.state = "cancelled" if job.cancelling else "running"
            if job.cancelling:
                job.finished_at, job.progress = utc_now(), None
            session.add(job)
            session.flush()
            session.expunge(job)
        return None if job.cancelling else job

    def _set(self, key: str, **values: object) -> None:
        with self._database.writing() as session:
            job = session.get_one(Job, key)
            for name, value in values.items():
                setattr(job, name, value)
            session.add(job)


class _Watch:
    """What a running job tells of itself and is told, at most once a second."""

    def __init__(self, database: Database, key: str, stopping: Callable[[], bool]) -> None:
        self._database = database
        self._key = key
        self._stopping = stopping
        self._told = self._asked = time.monotonic()
        self._cancelled = False

    def tell(self, progress: Progress) -> None:
        """Write down how far the reading is."""
        if time.monotonic() - self._told >= TOLD_EVERY_S:
            self._told = time.monotonic()
            with self._database.writing() as session:
                session.execute(update(Job).where(col(Job.id) == self._key).values(progress=asdict(progress)))

    def should_stop(self) -> bool:
        """Whether someone cancelled the job, or the server is going down: then the job is taken up again later."""
        if not self._cancelled and time.monotonic() - self._asked >= TOLD_EVERY_S:
            self._asked = time.monotonic()
            self.cancelled()
        return self._cancelled or self._stopping()

    def cancelled(self) -> bool:
        """Whether someone cancelled the job."""
        with self._database.reading() as session:
            asked = session.execute(select(col(Job.cancelling)).where(col(Job.id) == self._key)).scalar()
        self._cancelled = bool(asked)
        return self._cancelled


def _reason(error: KbError) -> dict[str, object]:
    return {"code": error.code, "thai": error.thai, "english": error.english}
