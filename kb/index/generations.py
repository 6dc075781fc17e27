"""Generations on disk: built beside the live one, made durable, renamed, then the pointer flips.

    index/CURRENT            names the live generation and the sha256 of its manifest
    index/g-00000012/        a generation: manifest.json, lexical/, vector shards; never written to again
    index/building-…/        one being built; a leftover of a killed writer is removed by the next
    index/damaged-…/         one that did not match its checksums; kept for a person to look at

Files that do not change from one generation to the next are hard links, so a small change is cheap.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kb.embeddings.vectors import VectorIndex, read_removed, read_shard
from kb.errors import Busy, KbError, Mismatch, NotFound, Unwritable
from kb.index.lexical import LexicalIndex
from kb.index.manifest import REPAIR, Manifest, Shape, damaged, manifest_from, sha256_of
from kb.text import Tokeniser

POINTER = "CURRENT"
LOCK_WAIT_S = 120.0
NAME = re.compile(r"(?:damaged-)?g-(\d{8,})(?:-|$)")
KEPT = 2
"""Generations kept on disk: the live one and the one that a slow reader may still be opening."""


@dataclass(frozen=True)
class Generation:
    """An immutable snapshot that answers queries, with the tokeniser that cut its words."""

    name: str
    manifest: Manifest
    lexical: LexicalIndex
    vectors: VectorIndex
    tokeniser: Tokeniser
    remembered: dict[int, Any] = field(default_factory=dict, compare=False)
    """What searches have read of its resolutions, by id; it goes when the generation does."""
    noted: dict[Any, Any] = field(default_factory=dict, compare=False)
    """What searches have read of what linking wrote, by who asks and for which day."""


@dataclass(frozen=True)
class Pointer:
    """The content of the pointer file."""

    generation: str
    manifest_sha256: str


class Generations:
    """The generations of one home. Safe to use from several processes at once."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._verified: dict[tuple[int, int, int], str] = {}

    @contextmanager
    def writing(self, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
        """Hold the only right to write, across processes; raises `Busy` after `wait_s` seconds, and `Unwritable`."""
        lock = FileLock(self.directory / ".lock", timeout=wait_s)
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise Busy(
                "โปรแกรมอื่นกำลังสร้างดัชนีอยู่ กรุณารอให้เสร็จแล้วลองใหม่",
                "another program is writing the index; wait for it and try again",
            ) from error
        except OSError as error:
            raise unwritable(self.directory, error) from error
        try:
            self._remove_leftovers()
            yield
        finally:
            lock.release()

    def pointer(self) -> Pointer | None:
        """The live generation's name and manifest checksum; None before the first one."""
        try:
            values = json.loads((self.directory / POINTER).read_bytes())
            pointer = Pointer(values["generation"], values["manifest_sha256"])
            number_of(pointer.generation)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(POINTER) from error
        return pointer

    def manifest(self) -> Manifest | None:
        """The live generation's manifest, its checksum checked; None before the first generation."""
        pointer = self.pointer()
        return None if pointer is None else self._manifest_of(pointer)

    def _manifest_of(self, pointer: Pointer) -> Manifest:
        path = self.directory / pointer.generation / "manifest.json"
        if sha256_of(path) != pointer.manifest_sha256:
            raise damaged(path.name)
        return manifest_from(path.read_bytes())

    def open(self, shape: Shape, tokeniser: Tokeniser) -> Generation:
        """Open the live generation, every file checked.

        Raises `NotFound` before the first one, `Mismatch` for another shape, `Damaged` for a wrong checksum.
        """
        for attempt in range(5):
            pointer = self.pointer()
            try:
                return self._open(pointer, shape, tokeniser)
            except KbError:
                # A writer may have moved on and cleaned up while the files were being read.
                if attempt == 4 or self.pointer() == pointer:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def _open(self, pointer: Pointer | None, shape: Shape, tokeniser: Tokeniser) -> Generation:
        if pointer is None:
            raise NotFound(
                "ยังไม่มีดัชนีค้นหา กรุณานำเข้าเอกสารด้วย kb ingest ก่อน",
                "there is no search index yet; load documents with kb ingest first",
            )
        manifest = self._manifest_of(pointer)
        require_shape(manifest, shape)
        directory = self.directory / pointer.generation
        self.check_files(directory, manifest)
        try:
            shards = [read_shard(directory, name) for name in manifest.shards]
            vectors = VectorIndex(shards, read_removed(directory))
            lexical = LexicalIndex(directory / "lexical")
        except (OSError, ValueError, RuntimeError) as error:
            raise damaged(directory.name) from error
        return Generation(pointer.generation, manifest, lexical, vectors, tokeniser)

    def check_files(self, directory: Path, manifest: Manifest, fresh: bool = False) -> None:
        """Compare every file with its sha256 (a file seen well before is not read again, unless `fresh`)."""
        for name, expected in manifest.files.items():
            path = directory / name
            try:
                status = path.stat()
            except OSError as error:
                raise damaged(name) from error
            identity = (status.st_ino, status.st_size, status.st_mtime_ns)
            if fresh or self._verified.get(identity) != expected:
                if sha256_of(path) != expected:
                    raise damaged(name)
                self._verified[identity] = expected

    def publish(self, fill: Callable[[Path], Manifest]) -> Manifest:
        """Let `fill` write a generation into a new folder, make it durable, and flip the pointer to it.

        Call it while `writing`. If it is killed at any moment, or raises (`Unwritable` when the disk is full), the old
        generation stays live and whole.
        """
        building = self.directory / f"building-{secrets.token_hex(6)}"
        try:
            building.mkdir()
            manifest = fill(building)
            data = manifest.to_bytes()
            (building / "manifest.json").write_bytes(data)
            for path in [*building.rglob("*"), building]:
                _sync(path)
            name = self._next_name()
            building.rename(self.directory / name)
            _sync(self.directory)
            self._point_at(Pointer(name, hashlib.sha256(data).hexdigest()))
        except OSError as error:
            raise unwritable(self.directory, error) from error
        finally:
            shutil.rmtree(building, ignore_errors=True)  # there is none when all went well
        self._clean_up(name)
        return manifest

    def set_aside(self) -> Path | None:
        """Move the live generation out of the way, never deleting it; returns where it went."""
        try:
            pointer = self.pointer()
        except KbError:
            pointer = None
            (self.directory / POINTER).replace(self.directory / f"damaged-{POINTER}-{secrets.token_hex(3)}")
        if pointer is None or not (self.directory / pointer.generation).is_dir():
            return None
        aside = self.directory / f"damaged-{pointer.generation}-{secrets.token_hex(3)}"
        (self.directory / pointer.generation).rename(aside)
        return aside

    def remove_older(self) -> list[str]:
        """Remove every generation but the live one, those set aside too; returns the names of any that would not go.

        For what must be gone from disk. A reader that still holds an older one keeps answering from it until it swaps.
        """
        with self.writing():
            pointer = self.pointer()
            live = pointer.generation if pointer else ""
            old = [
                path for pattern in ("g-*", "damaged-*") for path in self.directory.glob(pattern) if path.name != live
            ]
            for path in old:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
            return sorted(path.name for path in old if path.exists())

    def _next_name(self) -> str:
        taken = [path.name for pattern in ("g-*", "damaged-g-*") for path in self.directory.glob(pattern)]
        with contextlib.suppress(KbError):
            if pointer := self.pointer():
                taken.append(pointer.generation)
        return f"g-{max(map(number_of, taken), default=0) + 1:08d}"

    def _point_at(self, pointer: Pointer) -> None:
        temporary = self.directory / f"{POINTER}.new"
        temporary.write_text(
            json.dumps({"generation": pointer.generation, "manifest_sha256": pointer.manifest_sha256}), encoding="utf-8"
        )
        _sync(temporary)
        temporary.replace(self.directory / POINTER)
        _sync(self.directory)

    def _clean_up(self, live: str) -> None:
        """Remove generations that nobody needs. What a reader at work in one makes remain goes the next time."""
        for old in sorted(path for path in self.directory.glob("g-*") if path.name < live)[: -(KEPT - 1)]:
            shutil.rmtree(old, ignore_errors=True)

    def _remove_leftovers(self) -> None:
        """Remove what killed writers left: generations half built, or built and never pointed at."""
        leftovers = list(self.directory.glob("building-*"))
        with contextlib.suppress(KbError):
            if pointer := self.pointer():
                leftovers.extend(path for path in self.directory.glob("g-*") if path.name > pointer.generation)
        for leftover in leftovers:
            shutil.rmtree(leftover, ignore_errors=True)


def number_of(name: str) -> int:
    """The number in a generation's name, set aside or not; raises ValueError for any other name."""
    match = NAME.match(name)
    if match is None:
        raise ValueError(name)
    return int(match[1])


def require_shape(manifest: Manifest, shape: Shape) -> None:
    """Raise `Mismatch` if an index of this manifest must not be read or added to by a program of that shape."""
    if manifest.shape == shape:
        return
    raise Mismatch(
        f"ดัชนีนี้สร้างด้วยแบบจำลองหรือตัวตัดคำชุดอื่น ({manifest.shape.model}, {manifest.shape.tokeniser}) "
        f"แต่โปรแกรมใช้ ({shape.model}, {shape.tokeniser}) กรุณาสั่ง {REPAIR}",
        f"this index was built by another model or tokeniser ({manifest.shape.model}, {manifest.shape.tokeniser}) than "
        f"the one in use ({shape.model}, {shape.tokeniser}): run {REPAIR}",
    )


def unwritable(directory: Path, error: OSError) -> Unwritable:
    """The error for a folder of indexes in which nothing can be written."""
    reason = error.strerror or str(error)
    return Unwritable(
        f"เขียนดัชนีใน {directory} ไม่ได้ ({reason}) ข้อมูลที่นำเข้าแล้วยังครบ กรุณาตรวจพื้นที่ว่างและสิทธิ์การเขียน",
        f"cannot write the index in {directory} ({reason}); what was loaded is safe: check free space and permissions",
    )


def link_files(source: Path, target: Path, names: list[str]) -> None:
    """Make the files of one generation part of the next: hard links, or copies where the disk has no links."""
    for name in names:
        try:
            os.link(source / name, target / name)
        except OSError:
            shutil.copy2(source / name, target / name)


def _sync(path: Path) -> None:
    """Make a file's or a folder's content survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
