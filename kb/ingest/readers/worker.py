"""A process that parses untrusted files for another: `python -m kb.ingest.readers.worker <bytes of memory>`.

It answers one frame (see wire) with one frame, until its input ends. It may be killed at any time: nothing it holds is
worth keeping. What it may do is set by the operating system: memory here, time by whoever started it.
"""

import os
import resource
import select
import shutil
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from kb.errors import KbError
from kb.ingest.readers.process_tree import kill_own_group
from kb.ingest.readers.verbs import VERBS
from kb.ingest.readers.wire import HEAD, Told, Verb, error_as_told, packed, unpacked

READY: Told = {"ready": True}
_GRACE, _MOST_SECONDS = 5, 10**6
"""Seconds after the time allowed at which a worker whose parent cannot kill it any more ends by itself."""


def main() -> None:
    """Serve the verbs of the readers, in a folder of this worker's own."""
    serve(VERBS, int(sys.argv[1]), Path.cwd())


def serve(verbs: Mapping[str, Verb], memory: int, folder: Path) -> None:
    """Answer until the input ends; `folder` is this worker's own and goes when whoever started it dies."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    questions, answers = _own_pipes()
    threading.Thread(target=_end_with_parent, args=(questions.fileno(), folder), daemon=True).start()
    _send(answers, READY)
    document = b""
    while head := questions.read(HEAD.size):
        told_length, length = HEAD.unpack(head)
        told = unpacked(questions.read(told_length))
        if not told["same"]:
            document = b""
            document = questions.read(length)
        signal.alarm(int(min(told["seconds"], _MOST_SECONDS)) + _GRACE)
        _send(answers, _answer(verbs[told["verb"]], told, document))
        signal.alarm(0)
    _end(folder)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, which no library and no program started here can read or write."""
    questions, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    return os.fdopen(questions, "rb"), os.fdopen(answers, "wb")


def _end_with_parent(questions: int, folder: Path) -> None:
    """Wait until nobody holds the other end, then end, whatever is being parsed."""
    watched = select.poll()
    watched.register(questions, 0)
    watched.poll()
    _end(folder)


def _end(folder: Path) -> None:
    """End with every program started from here, and leave no file."""
    shutil.rmtree(folder, ignore_errors=True)
    kill_own_group()


def _answer(verb: Verb, told: Told, document: bytes) -> Told:
    try:
        return {"answer": verb(told, document)}
    except KbError as reason:
        return {"error": error_as_told(reason)}
    except MemoryError:
        return {"memory": True}
    except Exception as error:  # a parser may raise anything over a file made to harm it; the parent tells it in words
        return {"failed": type(error).__name__}


def _send(answers: BinaryIO, told: Told) -> None:
    answers.write(packed(told, 0))
    answers.flush()


if __name__ == "__main__":
    main()
