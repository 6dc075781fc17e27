"""A watched folder: what is put there is loaded once it has come to rest."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.errors import BadInput, Busy, KbError, Unwritable
from kb.ingest.walking import walk

Load = Callable[[Sequence[Path]], object]
PASSING = (Busy, Unwritable, BadInput)
"""Problems that pass by themselves or by a person's hand while the watch goes on: a file that has just been taken away
is one."""


@dataclass(frozen=True)
class Seen:
    """A file as it looked: size in bytes, time of its last change in nanoseconds."""

    size: int
    changed: int


def look(folder: Path) -> dict[Path, Seen]:
    """The files below a folder that belong to it, but those named as half copied; one that goes away is passed over."""
    seen = {}
    for path in walk(folder):
        if path.name.lower().endswith(UNFINISHED):
            continue
        try:
            status = path.stat()
        except OSError:
            continue
        seen[path] = Seen(status.st_size, status.st_mtime_ns)
    return seen


UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".filepart")
"""How programs name what they are still writing."""


def settled(before: Mapping[Path, Seen], now: Mapping[Path, Seen], done: Mapping[Path, Seen]) -> list[Path]:
    """Files that look the same as a moment ago, hold something, and are not what was already loaded; by path."""
    return sorted(
        path for path, seen in now.items() if seen.size and before.get(path) == seen and done.get(path) != seen
    )


def _nobody(_error: KbError) -> None:
    """Nobody listens."""


def watch_folder(
    folder: Path,
    load: Load,
    pause_s: float = 2.0,
    stop: Callable[[], bool] = lambda: False,
    complain: Callable[[KbError], None] = _nobody,
) -> None:
    """Load what settles in a folder, until `stop`; a file that changes later is loaded again.

    A file counts as settled when two looks, `pause_s` seconds apart, show the same size and time: one that is being
    copied waits. A file that could not be read is in quarantine with its reason, and tried again when it changes.
    A load that could not be made at all (another program is writing, the disk is full, a file has gone) is told to
    `complain`, once for the same reason, and made again after the next pause. Any other error of `load` ends the watch.
    """
    before: dict[Path, Seen] = {}
    done: dict[Path, Seen] = {}
    told = ""
    while not stop():
        now = look(folder)
        ready = settled(before, now, done)
        if ready:
            try:
                load(ready)
            except PASSING as error:
                if error.english != told:
                    complain(error)
                told = error.english
            else:
                told = ""
                done.update({path: now[path] for path in ready})
        before = now
        time.sleep(pause_s)
