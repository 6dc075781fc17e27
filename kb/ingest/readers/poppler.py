"""The one door to poppler: the text of a PDF as `pdftotext -raw` reads it, each line with its place on the page."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from time import monotonic

from kb.errors import Unreadable
from kb.ingest.readers.wrapped_lines import Line
from kb.text.thai_letters import MARKS

PROGRAM = "pdftotext"

_VERSION = re.compile(r"version\s+(\S+)")
_BOX = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_PAGE = "<page "
_WIDE_GAP, _CELL_GAP = 2.0, 3.5
"""Gaps of so many line heights part cells, not words: where there are several, and where there is one."""
_MARKS_ALONE = re.compile(f"[{MARKS}]*")
_NO_WIDTH, _MOST_GHOSTS = 0.01, 0.2

_Box = tuple[float, float, float, float, str]


@lru_cache(maxsize=1)
def poppler_engine() -> str | None:
    """Name, version and order of reading, for the record; None where poppler is not installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    told = subprocess.run([program, "-v"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603
    version = _VERSION.search(told.stderr + told.stdout)
    return f"{PROGRAM} {version[1] if version else '?'} -raw"


def poppler_pages(data: bytes, seconds: float) -> list[list[Line]] | None:
    """The pages as lines in reading order; None where poppler cannot read the file (another reader may).

    Raises Unreadable when it takes longer than `seconds`; the programs are then killed.
    """
    with tempfile.TemporaryDirectory(prefix="kb-pdf-") as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(data)
        answers = _answers([["-raw"], ["-raw", "-bbox"]], path, seconds)
    if answers is None:
        return None
    text, boxes = answers
    pages = text.split("\f")[:-1]
    boxed = boxes.split(_PAGE)[1:]
    if len(boxed) != len(pages):
        boxed = [""] * len(pages)
    return [placed_lines(page, told) for page, told in zip(pages, boxed, strict=True)]


def _answers(options: Sequence[list[str]], path: Path, seconds: float) -> list[str] | None:
    """What the program says with each of the options, all run at once; None when one fails."""
    end = monotonic() + seconds
    running = [
        subprocess.Popen(  # noqa: S603
            [PROGRAM, *each, "-q", "-enc", "UTF-8", str(path), "-"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for each in options
    ]
    try:
        told = [each.communicate(timeout=max(0.1, end - monotonic()))[0] for each in running]
    except subprocess.TimeoutExpired as problem:
        raise Unreadable(
            f"อ่านไฟล์ PDF ไม่เสร็จใน {seconds:g} วินาที จึงหยุดอ่าน กรุณาแบ่งไฟล์แล้วส่งใหม่",
            f"reading the PDF took more than {seconds:g} seconds and was stopped; split the file and send it again",
        ) from problem
    finally:
        for each in running:
            if each.poll() is None:
                each.kill()
                each.communicate()
    if any(each.returncode for each in running):
        return None
    return [each.decode("utf-8", "replace") for each in told]


def placed_lines(page: str, boxes: str) -> list[Line]:
    """The lines of one page, each with the place that the boxes of its words tell; without places where they differ.

    Words without width are dropped: some producers leave the letters of a cluster once more where nothing is drawn.
    """
    lines = page.split("\n")
    words = [(float(a), float(b), float(c), float(d), unescape(word)) for a, b, c, d, word in _BOX.findall(boxes)]
    ghosts = sum(map(_is_ghost, words))
    dropping = ghosts > 0 and ghosts <= _MOST_GHOSTS * len(words)
    coming = iter(words)
    placed = []
    for line in lines:
        compact = "".join(line.split())
        mine = list(_of_line(coming, len(compact)))
        if compact and "".join("".join(word[4].split()) for word in mine) != compact:
            return [Line(each) for each in lines]
        if dropping and any(map(_is_ghost, mine)):
            line, mine = _without_ghosts(line, mine), [word for word in mine if not _is_ghost(word)]  # noqa: PLW2901
        if mine or not compact:
            placed.append(_placed(line, mine))
    return placed


def _is_ghost(word: _Box) -> bool:
    return word[2] - word[0] <= _NO_WIDTH * (word[3] - word[1]) and not _MARKS_ALONE.fullmatch(word[4])


def _without_ghosts(line: str, words: Sequence[_Box]) -> str:
    """The line with the words that have a width, and the blanks before them."""
    kept: list[str] = []
    at = 0
    for word in words:
        found = line.find(word[4], at)
        if found < 0:
            return " ".join(word[4] for word in words if not _is_ghost(word))
        if not _is_ghost(word):
            kept.append(line[at : found + len(word[4])])
        at = found + len(word[4])
    return "".join(kept)


def _of_line(words: Iterator[_Box], letters: int) -> Iterator[_Box]:
    """The next words, as many as make up so many letters."""
    while letters > 0 and (word := next(words, None)) is not None:
        letters -= len("".join(word[4].split()))
        yield word


def _placed(line: str, words: Sequence[_Box]) -> Line:
    if not words:
        return Line(line)
    height = max(word[3] - word[1] for word in words)
    gaps = [after[0] - word[2] for word, after in pairwise(words)]
    wide = sum(1 for gap in gaps if gap > _WIDE_GAP * height)
    return Line(
        line,
        left=min(word[0] for word in words),
        right=max(word[2] for word in words),
        top=min(word[1] for word in words),
        height=height,
        row=wide > 1 or max(gaps, default=0.0) > _CELL_GAP * height,
    )
