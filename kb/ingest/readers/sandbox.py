"""Where untrusted files are parsed: warm processes that can be killed, one document in each at a time."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Lock, Semaphore
from time import monotonic
from types import TracebackType
from typing import Self

from kb.errors import Cancelled, Unreadable
from kb.ingest.readers.wire import Told, error_from_told
from kb.ingest.readers.worker_process import PROGRAM, Stopped, WorkerDied, WorkerProcess

QUESTIONS_A_WORKER = 200
"""After so many a worker is replaced: what libraries leave behind in memory shall not be charged to a later file."""
_WAIT = 0.1


@dataclass(frozen=True)
class Question:
    """What a worker is asked. `seconds` of wall clock and `memory_bytes` of address space are all it may use."""

    verb: str
    told: Told
    data: bytes
    name: str
    seconds: float
    memory_bytes: int


class Sandbox:
    """At most `processes` workers, started when needed, kept for the next document, replaced after a kill or a crash.

    For many threads at once. Closing ends every worker, also one that is being asked. Workers also end when this
    program does, however it ends.
    """

    def __init__(self, processes: int = 2, program: Sequence[str] = PROGRAM) -> None:
        self.processes = max(1, processes)
        self._program = program
        self._free = Semaphore(self.processes)
        self._idle: list[WorkerProcess] = []
        self._lock = Lock()
        self._closing = Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers. Whoever is being answered gets Cancelled. A second call does nothing."""
        with self._lock:
            if self._closing.is_set():
                return
            self._closing.set()
        for _ in range(self.processes):
            self._free.acquire()
        for worker in self._idle:
            worker.end()
        self._idle.clear()
        for _ in range(self.processes):
            self._free.release()

    def ask(self, question: Question, stop: Callable[[], bool] = lambda: False) -> Told:
        """The answer. Raises the worker's own reason, Unreadable when it ran out of time or memory or died over the
        document, Cancelled once `stop` says so, Busy when no worker can be started.
        """

        def stopping() -> bool:
            return self._closing.is_set() or stop()

        while not self._free.acquire(timeout=_WAIT):
            if stopping():
                raise _cancelled()
        try:
            return self._asked(question, stopping)
        except Stopped:
            raise _cancelled() from None
        finally:
            self._free.release()

    def _asked(self, question: Question, stop: Callable[[], bool]) -> Told:
        digest = hashlib.sha256(question.data).hexdigest()
        told = question.told | {"verb": question.verb, "seconds": question.seconds}
        end: float | None = None
        while True:
            worker = self._taken(question.memory_bytes, digest, fresh=end is not None)
            answer: Told = {}
            try:
                worker.wait_until_ready(stop)
                end = end or monotonic() + question.seconds
                answer = worker.exchange(told, question.data, digest, end, stop)
            except WorkerDied:
                answer = {"died": True}
            except TimeoutError:
                raise _too_slow(question) from None
            finally:
                self._put_back(worker, healthy="answer" in answer or "error" in answer)
            if "answer" in answer and isinstance(answer["answer"], dict):
                return answer["answer"]
            if "error" in answer:
                raise error_from_told(answer["error"])
            if worker.asked == 1 or "failed" in answer:  # else an earlier document may be to blame: asked once more
                raise _why(answer, question)

    def _taken(self, memory_bytes: int, digest: str, *, fresh: bool) -> WorkerProcess:
        """An idle worker, one that holds the document if there is one; a new one where none is fit or it must be."""
        if self._closing.is_set():
            raise Stopped
        with self._lock:
            self._idle.sort(key=lambda each: each.holding == digest)
            worker = self._idle.pop() if self._idle else None
        if worker is not None:
            if worker.memory_bytes == memory_bytes and worker.is_idle() and not fresh:
                return worker
            worker.end()
        return WorkerProcess(self._program, memory_bytes)

    def _put_back(self, worker: WorkerProcess, *, healthy: bool) -> None:
        if healthy and worker.asked < QUESTIONS_A_WORKER:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.end()


def _cancelled() -> Cancelled:
    return Cancelled("หยุดอ่านตามที่ขอ โปรดสั่งใหม่เมื่อต้องการ", "reading was stopped as asked; ask again when it is wanted")


def _too_slow(question: Question) -> Unreadable:
    return Unreadable(
        f"{question.name}: อ่านไม่เสร็จใน {question.seconds:g} วินาที จึงหยุดอ่าน โปรดแบ่งไฟล์ หรือเพิ่มขีดจำกัดเวลา แล้วนำเข้าใหม่",
        f"{question.name}: not read within {question.seconds:g} seconds and stopped; split it or raise the limit, then "
        "load it again",
    )


def _why(answer: Told, question: Question) -> Unreadable:
    """Why a worker gave no answer."""
    name = question.name
    if "memory" in answer:
        most = question.memory_bytes // 1024**2
        return Unreadable(
            f"{name}: ต้องใช้หน่วยความจำเกิน {most:,} MB จึงหยุดอ่าน โปรดแบ่งไฟล์ หรือเพิ่มขีดจำกัดหน่วยความจำ แล้วนำเข้าใหม่",
            f"{name}: needs more than {most:,} MB of memory and was stopped; split it or raise the limit, then load it "
            "again",
        )
    shown = str(answer.get("failed", ""))
    what = f" ({shown})" if shown.isidentifier() else ""
    return Unreadable(
        f"{name}: โปรแกรมอ่านหยุดทำงานกลางคัน{what} ไฟล์อาจเสียหายหรือใช้หน่วยความจำเกินกำหนด "
        "โปรดเปิดด้วยโปรแกรมเดิม บันทึกใหม่ แล้วนำเข้าอีกครั้ง",
        f"{name}: the reader broke off{what}, the file is probably damaged or needs too much memory; open it in its "
        "own program, save it anew and load that",
    )
