"""Documents received over HTTP: queued in the database, loaded one at a time by a worker, resumed after a crash."""

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

from sqlalchemy import select
from sqlmodel import col

from kb.errors import BadInput, KbError, NotFound
from kb.store import Database, Job, utc_now
from kb.workflows.load import LoadReport

log = logging.getLogger(__name__)

LARGEST_UPLOAD = 64 * 1024 * 1024
"""Bytes."""
LONGEST_NAME = 200
"""Bytes of a file's name; file systems take 255."""
IDLE_S = 5.0


@dataclass(frozen=True)
class JobView:
    """A job as its sender sees it. `report` is that of `kb ingest --json`, or the reason of a failure."""

    id: str
    state: str
    name: str
    created_at: datetime
    finished_at: datetime | None
    report: dict[str, object] | None


def receive_document(database: Database, uploads: Path, name: str, data: bytes) -> JobView:
    """Keep a document on disk and queue it; it is loaded soon, and after a crash too. Raises `BadInput`."""
    plain = _plain_name(name)
    if not data:
        raise BadInput(f"ไฟล์ {plain} ว่างเปล่า", f"{plain} is empty")
    if len(data) > LARGEST_UPLOAD:
        most = LARGEST_UPLOAD // 1024**2
        raise BadInput(
            f"ไฟล์ {plain} ใหญ่เกิน {most} MiB กรุณาใช้คำสั่ง kb ingest", f"{plain} is over {most} MiB; use kb ingest"
        )
    job = Job(id=secrets.token_urlsafe(12), name=plain, path="")
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


def _view(job: Job) -> JobView:
    finished = _in_utc(job.finished_at) if job.finished_at else None
    return JobView(job.id, job.state, job.name, _in_utc(job.created_at), finished, job.report)


def _in_utc(moment: datetime) -> datetime:
    """SQLite gives times back without their zone; all of ours are in UTC, and an answer says so."""
    return moment.replace(tzinfo=UTC)


class JobWorker:
    """One thread that loads queued documents in the order they came."""

    def __init__(self, database: Database, uploads: Path, load: Callable[[Sequence[Path]], LoadReport]) -> None:
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
        job = self._set(key, state="running")
        try:
            report = self._load([self._settle(Path(job.path), key)])
            state = "failed" if report.nothing_but_failures else "done"
            self._set(key, state=state, report=asdict(report), finished_at=utc_now())
        except KbError as error:
            reason = {"code": error.code, "thai": error.thai, "english": error.english}
            self._set(key, state="failed", report=reason, finished_at=utc_now())
        except Exception as error:
            log.exception("job %s failed", key)
            reason = {
                "code": "kb.internal",
                "thai": "เกิดข้อผิดพลาดภายใน",
                "english": f"internal error: {type(error).__name__}",
            }
            self._set(key, state="failed", report=reason, finished_at=utc_now())

    def _settle(self, incoming: Path, key: str) -> Path:
        """Move an upload to its lasting place, one of its own: two officers' files of one name are two documents."""
        settled = self._uploads / "documents" / key / incoming.name
        settled.parent.mkdir(parents=True, exist_ok=True)
        if incoming.exists():
            incoming.replace(settled)
            incoming.parent.rmdir()
        return settled

    def _set(self, key: str, **values: object) -> Job:
        with self._database.writing() as session:
            job = session.get_one(Job, key)
            for name, value in values.items():
                setattr(job, name, value)
            session.add(job)
            session.flush()
            session.expunge(job)
            return job
