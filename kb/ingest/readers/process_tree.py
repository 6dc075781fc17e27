"""A process and all below it, also those that began a session of their own, as recognisers do."""

import contextlib
import os
import signal
from pathlib import Path


def below(pid: int) -> list[int]:
    """The processes that a process started, and those they did; empty where the system does not tell."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, task.read_text(encoding="ascii").split()):
                found += [child, *below(child)]
    return found


def kill_group(pid: int) -> None:
    """Kill the group that a process leads, and all below it. The process must not have been waited for.

    It is stopped first, so that it starts nothing meanwhile.
    """
    _send(pid, signal.SIGSTOP)
    for each in below(pid):
        _send(each, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def kill_own_group() -> None:
    """End with all that was started from here."""
    for each in below(os.getpid()):
        _send(each, signal.SIGKILL)
    os.killpg(0, signal.SIGKILL)


def _send(pid: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, what)
