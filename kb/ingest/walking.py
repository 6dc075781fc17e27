"""Which files lie under the paths that were given, and under which names people see them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from kb.ingest.archives import is_archive

# Files that come with a collection and are not part of it: left out when a folder or an archive is walked.
COMPANIONS = frozenset({"readme", "license", "licence", "notice", "changelog", "authors", "contributing", "makefile"})
COMPANION_TEXTS = frozenset({"", ".md", ".txt", ".rst"})  # a Notice.pdf is a document
COMPANION_SUFFIXES = frozenset({".py", ".ipynb", ".sh", ".yml", ".yaml", ".toml", ".cfg", ".ini", ".old"})
LOCK_PREFIX = "~$"  # what Word and Excel put beside a file that is open


def files_under(paths: Sequence[Path]) -> list[Path]:
    """Every file to read, each once, by path. A path given by name is kept even when it does not exist."""
    found: set[Path] = set()
    for path in map(Path.absolute, paths):
        if path.is_dir():
            found.update(walk(path))
        else:
            found.add(path)
    return sorted(found)


def walk(root: Path) -> Iterator[Path]:
    """The files below a folder, hidden and companion ones left out; a folder that cannot be opened is given itself."""
    closed: list[Path] = []
    for folder, folders, files in os.walk(root, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
        yield from (Path(folder, name) for name in files if not name.startswith(".") and not is_companion(name))
    yield from closed


def is_companion(name: str) -> bool:
    """Whether a file only accompanies a collection (a readme, a script, a lock file of an office program)."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    companion = suffix in COMPANION_SUFFIXES or (path.stem.lower() in COMPANIONS and suffix in COMPANION_TEXTS)
    return companion or path.name.startswith(LOCK_PREFIX)


def file_and_member(uri: str) -> tuple[str, str]:
    """The file on disk that a uri stands for, and the member in it: "" where the file is no archive.

    A name may hold the mark of a member, "!", itself: it counts only behind the name of an archive.
    """
    at = uri.find("!")
    while at >= 0:
        if is_archive(uri[:at]):
            return uri[:at], uri[at + 1 :]
        at = uri.find("!", at + 1)
    return uri, ""


def shown_name(name: str) -> str:
    """A name as text that can be stored and shown: one of an old Thai system is read, other odd bytes are written out.

    Python carries bytes that are no UTF-8 in lone surrogates, which no database takes.
    """
    if not any("\ud800" <= letter <= "\udfff" for letter in name):
        return name
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("cp874")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace")
