"""The one door to Tesseract: an image of a page -> its text, and how sure the recogniser is of it.

Figures behind the numbers here are those of `bench/forms.py`; they stand in `docs/quality.md`.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.ingest.readers.ocr_lines import Line, lines_of
from kb.ingest.readers.ocr_words import mended_words
from kb.ingest.readers.scanned_page import straightened

SCRIPT = ("Thai", "script/Thai")
"""The model of the Thai script (Debian: tesseract-ocr-script-thai) reads Thai and Latin letters by itself, and with
half to two thirds of the errors on skewed and noisy pages; under which name it is installed differs."""
LANGUAGES = "tha+eng"
"""What is read with where that model is missing: beside English, เรื่อง now and then becomes Gas."""
LINE_SIZE = "textord_min_linesize=2.5"
"""Height of a line over that of its letters, at first guess. At Tesseract's own 1.25 the marks above Thai letters often
become a line of their own: 6.7 % of wrong characters in Garuda at 200 dpi, 0.7 % with this."""
ATTEMPTS = ((200, 6), (300, 6), (200, 3), (150, 6))
"""Dots per inch and Tesseract's page segmentation mode, tried in this order: 6 takes the page for one block of lines, 3
looks for columns."""
SURE = 92.0
"""Mean confidence (0 to 100, weighted by length) from which no other scale is tried."""


ENVIRONMENT = {
    "PATH": os.defpath,
    "LC_ALL": "C.UTF-8",
    "OMP_THREAD_LIMIT": "1",  # pages run side by side; threads of one page only wait for one another
}
"""All that Tesseract is told of its surroundings, when it is asked for its languages and when it reads."""


@dataclass(frozen=True)
class Recognised:
    """What was read from one image. `confidence` runs from 0 to 100; `engine` names program, languages and scale."""

    text: str
    confidence: float
    engine: str
    repairs: tuple[str, ...] = ()


def is_available() -> bool:
    """Whether Tesseract is installed and reads Thai."""
    if shutil.which("tesseract") is None:
        return False
    return languages() in SCRIPT or set(LANGUAGES.split("+")) <= _installed()


def languages() -> str:
    """The model or models that pages are read with."""
    return next((name for name in SCRIPT if name in _installed()), LANGUAGES)


def engine() -> str:
    """Program, version and languages; with the attempts it shapes what is read, so it belongs in the key of a cache."""
    return f"tesseract {_version()} {languages()}"


def recognise_page(render: Callable[[int], bytes], seconds: float) -> Recognised:
    """Recognise one page; `render(dpi)` gives it as a grey PNG. The surest of the attempts is kept.

    The first sure one ends it. At least one attempt is made; the others only while `seconds` are not used up. A page
    that takes longer than `seconds` at once has no text and confidence 0.
    """
    until = time.monotonic() + seconds
    best: Recognised | None = None
    pictures: dict[int, bytes] = {}
    for dpi, mode in ATTEMPTS:
        left = until - time.monotonic()
        if best is not None and left < seconds / 2:
            break
        if dpi not in pictures:
            pictures[dpi] = straightened(render(dpi))
        found = _attempt(pictures[dpi], dpi, mode, max(left, 1.0))
        if best is None or found.confidence > best.confidence:
            best = found
        if best.confidence >= SURE:
            break
    assert best is not None  # noqa: S101 - there are attempts
    return best


def _attempt(png: bytes, dpi: int, mode: int, seconds: float) -> Recognised:
    name = f"{engine()} {dpi} dpi psm {mode}"
    read = _run(png, dpi, mode, seconds)
    lines = [line for line in lines_of(*read) if not line.is_noise] if read else []
    letters = sum(line.letters for line in lines)
    confidence = sum(line.confidence * line.letters for line in lines) / letters if letters else 0.0
    mended = mended_words("\n".join(_spaced(line) for line in lines))
    return Recognised(mended.text, round(confidence, 1), name, mended.repairs)


def _spaced(line: Line) -> str:
    return re.sub(r"[ \t]+", " ", line.text).strip()


def _run(png: bytes, dpi: int, mode: int, seconds: float) -> tuple[str, str] | None:
    """Plain text and table of one run; None when it was killed at the limit or failed."""
    with tempfile.TemporaryDirectory(prefix="kb-ocr-") as folder:
        base = Path(folder) / "page"
        command = [_program(), "stdin", str(base), "-l", languages(), "--dpi", str(dpi), "--psm", str(mode)]
        command += ["-c", LINE_SIZE, "-c", "preserve_interword_spaces=1", "txt", "tsv"]
        process = subprocess.Popen(  # noqa: S603 - the command is ours; the picture comes by a pipe
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
        )
        try:
            process.communicate(png, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return None
        if process.returncode:
            return None
        return tuple(base.with_suffix(end).read_text(encoding="utf-8", errors="replace") for end in (".txt", ".tsv"))  # type: ignore[return-value]


@cache
def _version() -> str:
    told = _asked("--version")
    found = re.search(r"\d+(?:\.\d+)+", told)
    return found[0] if found else "unknown"


@cache
def _installed() -> frozenset[str]:
    told = _asked("--list-langs")
    return frozenset(told.split())


def _program() -> str:
    """Where Tesseract is: it is started by its full path, also from a folder that is no standard one."""
    return shutil.which("tesseract") or "tesseract"


def _asked(option: str) -> str:
    """What Tesseract says of itself, on either stream."""
    command = [_program(), option]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)  # noqa: S603 - ours
    return told.stdout + told.stderr
