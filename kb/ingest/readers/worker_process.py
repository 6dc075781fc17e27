"""One worker as its parent holds it: started clean, asked with a deadline, and killed with all it started."""

import contextlib
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from kb.errors import Busy
from kb.ingest.readers.process_tree import kill_group
from kb.ingest.readers.wire import HEAD, MOST_BYTES, MOST_TOLD, Told, packed, unpacked

PROGRAM = (sys.executable, "-m", "kb.ingest.readers.worker")
START_SECONDS = 60.0
"""In which a worker says that it is there; a busy machine may need a few, and none is charged to a document."""

_CHUNK = 1024**2
_TICK_MS = 100  # how often it is looked whether to stop


class WorkerDied(Exception):
    """The worker ended, or answered what is no answer."""


class Stopped(Exception):
    """Whoever asked no longer wants the answer."""


class WorkerProcess:
    """A process in a session and a folder of its own, with nothing of this one's environment but where programs are.

    Not for two threads at once. `asked` counts questions; `holding` names the document sent last, which need not be
    sent again.
    """

    def __init__(self, program: Sequence[str], memory_bytes: int) -> None:
        self.memory_bytes = memory_bytes
        self.asked = 0
        self.holding: str | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="kb-reader-"))
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the program is this package's own
                [*program, str(memory_bytes)],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                cwd=self._folder,
                env=_environment(self._folder),
            )
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        assert self._process.stdin is not None  # noqa: S101 - said for the type checker
        assert self._process.stdout is not None  # noqa: S101
        self._questions, self._answers = self._process.stdin, self._process.stdout
        os.set_blocking(self._questions.fileno(), False)
        os.set_blocking(self._answers.fileno(), False)
        self._ready = False

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def is_idle(self) -> bool:
        """Whether it lives and says nothing unasked."""
        told = select.poll()
        told.register(self._answers.fileno(), select.POLLIN)
        return not told.poll(0)

    def wait_until_ready(self, stop: Callable[[], bool]) -> None:
        """Return once it has started. Raises Busy when it does not start, Stopped."""
        if self._ready:
            return
        try:
            self._receive(monotonic() + START_SECONDS, stop)
        except (WorkerDied, TimeoutError) as problem:
            raise Busy(
                "เริ่มโปรแกรมอ่านเอกสารไม่ได้ หน่วยความจำหรือจำนวนโปรแกรมอาจเต็ม โปรดรอสักครู่แล้วลองใหม่",
                "the program that reads documents cannot start; memory or processes may be used up: try again later",
            ) from problem
        self._ready = True

    def exchange(self, told: Told, data: bytes, digest: str, end: float, stop: Callable[[], bool]) -> Told:
        """The answer to one question about a document. Raises TimeoutError at `end` (monotonic), WorkerDied, Stopped.

        After any of these the worker is in no state to be asked again.
        """
        same = self.holding == digest
        self.asked += 1
        self.holding = digest
        body = b"" if same else data
        self._send([packed(told | {"same": same}, len(body)), body], end, stop)
        return self._receive(end, stop)

    def end(self) -> None:
        """Kill it and every program it started, and take its folder away."""
        kill_group(self._process.pid)
        self._process.wait()
        for pipe in (self._questions, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _send(self, parts: Sequence[bytes], end: float, stop: Callable[[], bool]) -> None:
        pipe = self._questions.fileno()
        for part in parts:
            left = memoryview(part)
            while left:
                _wait(pipe, select.POLLOUT, end, stop)
                try:
                    left = left[os.write(pipe, left[:_CHUNK]) :]
                except BlockingIOError:
                    continue
                except OSError as problem:
                    raise WorkerDied from problem

    def _receive(self, end: float, stop: Callable[[], bool]) -> Told:
        length, more = HEAD.unpack(self._read(HEAD.size, end, stop))
        if length > MOST_TOLD or more > MOST_BYTES:
            raise WorkerDied
        try:
            return unpacked(self._read(length, end, stop))
        except (ValueError, RecursionError) as problem:
            raise WorkerDied from problem

    def _read(self, length: int, end: float, stop: Callable[[], bool]) -> bytearray:
        pipe = self._answers.fileno()
        read = bytearray()
        while len(read) < length:
            _wait(pipe, select.POLLIN, end, stop)
            try:
                chunk = os.read(pipe, min(_CHUNK, length - len(read)))
            except BlockingIOError:
                continue
            if not chunk:
                raise WorkerDied
            read += chunk
        return read


def _wait(pipe: int, event: int, end: float, stop: Callable[[], bool]) -> None:
    """Until a pipe can be read or written, or its other end is gone."""
    poll = select.poll()
    poll.register(pipe, event)
    while True:
        if stop():
            raise Stopped
        left = end - monotonic()
        if left <= 0:
            raise TimeoutError
        if poll.poll(min(_TICK_MS, 1 + 1000 * left)):
            return


def _environment(folder: Path) -> dict[str, str]:
    """What a worker is told of its surroundings: where programs and modules are, and nothing else."""
    return {
        "PATH": os.pathsep.join(os.get_exec_path()),
        "PYTHONPATH": os.pathsep.join(str(Path(each).resolve()) for each in sys.path if Path(each).exists()),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "TMPDIR": str(folder),
        "OMP_THREAD_LIMIT": "1",
    }
