"""A worker whose verbs do what a hostile file makes a parser do. Started by the tests as a program of its own."""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kb.errors import NotFound, Unreadable
from kb.ingest.readers.wire import HEAD
from kb.ingest.readers.worker import serve

Told = dict[str, Any]
spoilt = False


def echo(told: Told, data: bytes) -> Told:
    """What was asked, how many bytes came, who answers."""
    return {"said": told.get("say"), "bytes": len(data), "pid": os.getpid(), "spoilt": spoilt}


def surroundings(_told: Told, _data: bytes) -> Told:
    """What can be seen from inside."""
    return {
        "environment": dict(os.environ),
        "folder": str(Path.cwd()),
        "temporary": tempfile.gettempdir(),
        "session": os.getsid(0),
        "descriptors": sorted(int(each.name) for each in Path("/proc/self/fd").iterdir()),
    }


def sleep(told: Told, _data: bytes) -> Told:
    """Never done; leaves a file and two child programs behind."""
    Path(tempfile.gettempdir(), "left.txt").write_text("left", encoding="utf-8")
    child = subprocess.Popen(["sleep", "1000"])
    apart = subprocess.Popen(["sleep", "1000"], start_new_session=True)
    beside = Path(tempfile.gettempdir(), "note")
    beside.write_text(f"{os.getpid()} {child.pid} {apart.pid}", encoding="utf-8")
    if told.get("note"):
        beside.rename(told["note"])
    time.sleep(1000)
    return {}


def segfault(_told: Told, _data: bytes) -> Told:
    """Read where nothing is."""
    ctypes.string_at(8)
    return {}


def spoil(_told: Told, _data: bytes) -> Told:
    """Answer well, and break at the next question: a library with damaged memory."""
    global spoilt  # noqa: PLW0603 - what is spoilt is the process
    spoilt = True
    return {}


def fragile(told: Told, data: bytes) -> Told:
    """Crash when the worker was spoilt before."""
    return segfault(told, data) if spoilt else echo(told, data)


def allocate(told: Told, _data: bytes) -> Told:
    """Take so much memory."""
    return {"length": len(bytearray(told["bytes"]))}


def leave(_told: Told, _data: bytes) -> Told:
    """Exit in the middle."""
    os._exit(0)


def refuse(told: Told, _data: bytes) -> Told:
    """Give a reason."""
    kind = {"unreadable": Unreadable, "not found": NotFound}[told["kind"]]
    raise kind("อ่านไม่ได้", "cannot be read")


def stumble(_told: Told, _data: bytes) -> Told:
    """An error that no reader should raise."""
    raise RecursionError("too deep")


def babble(told: Told, _data: bytes) -> Told:
    """Write what is no frame to where answers go."""
    pipe = max(int(each.name) for each in Path("/proc/self/fd").iterdir() if each.name.isdigit() and _is_pipe(each))
    os.write(pipe, {"huge": HEAD.pack(2**32 - 1, 2**63), "text": HEAD.pack(4, 0) + b"moo!"}[told["how"]])
    time.sleep(1000)
    return {}


def _is_pipe(entry: Path) -> bool:
    return entry.is_symlink() and str(entry.readlink()).startswith("pipe:")


def print_aloud(told: Told, data: bytes) -> Told:
    """A library that writes to the standard streams, and a program that does."""
    os.write(1, b"noise")
    os.write(2, b"noise")
    subprocess.run(["echo", "noise"], check=True)
    return echo(told, data) | {"read": sys.stdin.read()}


VERBS = {
    verb.__name__: verb
    for verb in (
        echo, surroundings, sleep, segfault, spoil, fragile, allocate, leave, refuse, stumble, babble, print_aloud,
    )
}  # fmt: skip

if __name__ == "__main__":
    serve(VERBS, int(sys.argv[1]), Path.cwd())
