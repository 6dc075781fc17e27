"""What a model is trained on: titled texts read from JSON lines, and the pairs of texts that should lie close."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kb.errors import Unreadable
from kb.text import normalise

WINDOW = 700
"""Characters of a passage at most, about as long as the passages that the index will hold."""

WINDOWS = 12
"""Passages taken from one text at most, so that a long annex does not outweigh a hundred short matters."""

SHORTEST = 20
"""Characters; a passage or title below this says too little to learn from."""


@dataclass(frozen=True)
class TitledText:
    """A news item or a matter: `title` and `body` as they were written."""

    title: str
    body: str


@dataclass(frozen=True)
class Pair:
    """Two texts about the same thing, in search form: `query` should find `passage` before any other passage."""

    query: str
    passage: str


def read_titled_texts(file: Path) -> Iterator[TitledText]:
    """Rows of a JSONL file (`.gz` too) that have `title` and `body`; rows where one is empty are left out.

    Raises Unreadable, with the line's number, for what is not JSON or has no title and body.
    """
    try:
        with _open(file) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    text = _titled_text(file, number, line)
                    if text.title.strip() and text.body.strip():
                        yield text
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Unreadable(f"อ่านไฟล์ฝึก “{file}” ไม่ได้: {error}", f"cannot read {str(file)!r}: {error}") from error


def _open(file: Path) -> IO[str]:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8")
    return file.open(encoding="utf-8")


def _titled_text(file: Path, number: int, line: str) -> TitledText:
    try:
        row = json.loads(line)
        return TitledText(str(row["title"] or ""), str(row["body"] or ""))
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            f"“{file}” บรรทัด {number}: ต้องเป็น JSON ที่มี title และ body",
            f"{str(file)!r} line {number}: expected JSON with `title` and `body`",
        ) from error


def pairs_from(texts: Iterable[TitledText]) -> list[Pair]:
    """Each title with each of the first windows of its body, in the order of the texts."""
    found = []
    for text in texts:
        title = flat(text.title)
        if len(title) >= SHORTEST:
            passages = windows(flat(text.body))[:WINDOWS]
            found += [Pair(title, passage) for passage in passages if len(passage) >= SHORTEST]
    return found


def flat(text: str) -> str:
    """The search form on one line."""
    return " ".join(normalise(text).split())


def windows(text: str, longest: int = WINDOW) -> Sequence[str]:
    """Neighbouring parts of a text, cut at a space in their last third where there is one; together the whole."""
    parts, start = [], 0
    while len(text) - start > longest:
        cut = text.rfind(" ", start + longest * 2 // 3, start + longest)
        end = cut if cut > 0 else start + longest
        parts.append(text[start:end].strip())
        start = end
    parts.append(text[start:].strip())
    return [part for part in parts if part]
