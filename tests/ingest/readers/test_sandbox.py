"""The sandbox: whatever a parser does to its process, one clear reason comes back and nothing is left behind."""

import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kb.errors import Busy, Cancelled, KbError, NotFound, Unreadable
from kb.ingest.readers.sandbox import Question, Sandbox
from kb.ingest.readers.wire import storable, unpacked

FAULTY = Path(__file__).with_name("faulty_worker.py")
PROGRAM = (sys.executable, str(FAULTY))
MEMORY = 1024**3


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where workers get their folders, to see that none stays."""
    there = tmp_path / "temporary"
    there.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(there))
    return there


@pytest.fixture
def sandbox(folder: Path) -> Iterator[Sandbox]:
    """Two workers that do what hostile files do; nothing of theirs stays."""
    with Sandbox(2, PROGRAM) as made:
        yield made
    assert list(folder.iterdir()) == []


def question(verb: str, data: bytes = b"", seconds: float = 30, memory: int = MEMORY, **told: Any) -> Question:
    """What is asked about the document `a.pdf`."""
    return Question(verb, told, data, "a.pdf", seconds, memory)


def is_gone(pid: int) -> bool:
    """Whether a process ends within ten seconds."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":  # ended; whoever inherited it has not asked yet
            return True
        time.sleep(0.05)
    return False


def noted(note: Path) -> list[int]:
    """The processes that the verb `sleep` tells of."""
    for _ in range(1000):
        if note.exists() and " " in note.read_text(encoding="utf-8"):
            break
        time.sleep(0.02)
    return [int(each) for each in note.read_text(encoding="utf-8").split()]


def test_question_and_answer(sandbox: Sandbox) -> None:
    """Thai, a lone surrogate and megabytes pass; the same worker answers again, and gets a known document only once."""
    data = os.urandom(5_000_000)
    first = sandbox.ask(question("echo", data, say="มติ\udc80"))
    again = sandbox.ask(question("echo", data))
    assert first == {"said": "มติ\udc80", "bytes": 5_000_000, "pid": again["pid"], "spoilt": False}
    assert again["bytes"] == 5_000_000
    assert sandbox.ask(question("echo", b"other"))["bytes"] == 5


def test_nothing_is_inherited(sandbox: Sandbox, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret of the environment, no open file, no session: a folder of its own and five descriptors."""
    monkeypatch.setenv("KB_SECRET", "สิ่งลับ")
    seen = sandbox.ask(question("surroundings"))
    assert set(seen["environment"]) - {"LC_CTYPE"} == {
        "PATH", "PYTHONPATH", "PYTHONSAFEPATH", "PYTHONDONTWRITEBYTECODE", "LANG", "TMPDIR", "OMP_THREAD_LIMIT",
    }  # fmt: skip
    assert seen["environment"]["OMP_THREAD_LIMIT"] == "1"
    assert Path(seen["folder"]).parent == folder
    assert seen["temporary"] == seen["folder"]
    assert seen["session"] != os.getsid(0)
    assert len(seen["descriptors"]) == 6  # the standard three, two pipes, the listing itself


def test_standard_streams_are_no_answer(sandbox: Sandbox) -> None:
    """What libraries and programs print goes nowhere, and they can read nothing."""
    answer = sandbox.ask(question("print_aloud", say="ok"))
    assert (answer["said"], answer["read"]) == ("ok", "")


@pytest.mark.parametrize(
    ("verb", "told", "reason"),
    [
        ("segfault", {}, "broke off, the file"),
        ("leave", {}, "broke off, the file"),
        ("stumble", {}, "broke off (RecursionError), the file"),
        ("allocate", {"bytes": 2 * MEMORY}, "needs more than 1,024 MB of memory"),
        ("babble", {"how": "huge"}, "broke off, the file"),
        ("babble", {"how": "text"}, "broke off, the file"),
        ("refuse", {"kind": "unreadable"}, "cannot be read"),
        ("sleep", {}, "not read within 0.7 seconds"),
    ],
)
def test_one_clear_reason(sandbox: Sandbox, verb: str, told: dict[str, Any], reason: str) -> None:
    """Each way to fail is Unreadable in both languages, and the next document is read."""
    with pytest.raises(Unreadable) as caught:
        sandbox.ask(question(verb, seconds=0.7 if verb == "sleep" else 30, **told))
    assert reason in caught.value.english
    assert verb == "refuse" or (caught.value.english.startswith("a.pdf: ") and caught.value.thai.startswith("a.pdf: "))
    assert sandbox.ask(question("echo", say=1))["said"] == 1


def test_other_reasons_keep_their_kind(sandbox: Sandbox) -> None:
    """A worker's NotFound is NotFound here."""
    with pytest.raises(NotFound, match="cannot be read"):
        sandbox.ask(question("refuse", kind="not found"))


def test_no_hang_over_the_limit(sandbox: Sandbox, tmp_path: Path) -> None:
    """At the limit the worker and what it started are killed."""
    sandbox.ask(question("echo"))
    start = time.monotonic()
    with pytest.raises(Unreadable):
        sandbox.ask(question("sleep", seconds=1.5, note=str(tmp_path / "note")))
    assert time.monotonic() - start < 4
    assert all(map(is_gone, noted(tmp_path / "note")))


def test_an_earlier_document_is_not_charged_to_a_later(sandbox: Sandbox) -> None:
    """A warm worker that dies may have been spoilt before: a fresh one is asked, within the same time."""
    sandbox.ask(question("spoil"))
    assert sandbox.ask(question("fragile", say="ok"))["said"] == "ok"


def test_memory_may_differ(sandbox: Sandbox) -> None:
    """A document that is allowed more gets a worker with more."""
    with pytest.raises(Unreadable):
        sandbox.ask(question("allocate", bytes=MEMORY))
    assert sandbox.ask(question("allocate", bytes=MEMORY, memory=2 * MEMORY))["length"] == MEMORY


def test_many_threads(sandbox: Sandbox) -> None:
    """Eight threads, two workers, some crashes: every answer belongs to its question."""

    def ask(at: int) -> Any:
        try:
            return sandbox.ask(question("segfault" if at % 8 == 7 else "echo", str(at).encode(), say=at)).get("said")
        except Unreadable:
            return "crashed"

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(40)))
    assert answers == ["crashed" if at % 8 == 7 else at for at in range(40)]


def test_a_killed_idle_worker_is_replaced(sandbox: Sandbox) -> None:
    """The system may kill a worker between two documents."""
    pid = sandbox.ask(question("echo"))["pid"]
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert sandbox.ask(question("echo"))["pid"] != pid


def test_stopping(sandbox: Sandbox, tmp_path: Path) -> None:
    """Once nobody wants the answer the worker is killed and Cancelled says so."""
    note = tmp_path / "note"
    with pytest.raises(Cancelled):
        sandbox.ask(question("sleep", note=str(note)), note.exists)
    assert all(map(is_gone, noted(note)))


def test_closing_ends_everything(folder: Path, tmp_path: Path) -> None:
    """Workers at work and idle ones end; nothing warns, no folder stays; asking later is refused."""
    reasons: list[KbError] = []

    def ask(sandbox: Sandbox) -> None:
        try:
            sandbox.ask(question("sleep", note=str(tmp_path / "note")))
        except KbError as reason:
            reasons.append(reason)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sandbox = Sandbox(2, PROGRAM)
        thread = threading.Thread(target=ask, args=[sandbox])
        thread.start()
        idle = sandbox.ask(question("echo"))["pid"]
        busy = noted(tmp_path / "note")
        sandbox.close()
        sandbox.close()
        thread.join()
        assert [type(each) for each in reasons] == [Cancelled]
        assert all(map(is_gone, [idle, *busy]))
        with pytest.raises(Cancelled):
            sandbox.ask(question("echo"))
        del sandbox, thread
        gc.collect()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("verb", ["echo", "sleep"])
def test_workers_end_when_their_parent_is_killed(verb: str, folder: Path, tmp_path: Path) -> None:
    """Idle or in the middle of a document, with the programs they started and their folders."""
    code = (
        "import sys, tempfile; from kb.ingest.readers.sandbox import *; tempfile.tempdir = sys.argv[1]; "
        f"sandbox = Sandbox(1, {PROGRAM!r}); ask = lambda verb: "
        "sandbox.ask(Question(verb, {'note': sys.argv[2]}, b'', 'a', 60.0, 2**30)); "
        f"print(ask('echo')['pid'], flush=True); ask({verb!r}); sys.stdin.read()"
    )
    note = tmp_path / "note"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(note)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        started = [int(parent.stdout.readline())]
        started += noted(note) if verb == "sleep" else []
        parent.kill()
    assert all(map(is_gone, started))
    for _ in range(100):
        if not list(folder.iterdir()):
            break
        time.sleep(0.05)
    assert list(folder.iterdir()) == []


def test_a_program_that_does_not_start(folder: Path) -> None:
    """That is no fault of the document: Busy, not Unreadable."""
    with (
        Sandbox(1, (sys.executable, "-c", "raise SystemExit(1)")) as sandbox,
        pytest.raises(Busy, match="cannot start"),
    ):
        sandbox.ask(question("echo"))
    assert list(folder.iterdir()) == []


def test_frames() -> None:
    """What is no object is no frame; text that no database takes is made storable."""
    with pytest.raises(ValueError, match="no object"):
        unpacked(b"[1]")
    assert storable("ก\x00ข\ud800ค") == "ก\ufffdข\ufffdค"
