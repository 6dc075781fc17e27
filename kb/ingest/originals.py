"""Originals: every loaded file kept once, under the sha256 of its bytes."""

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from kb.errors import Damaged, NotFound
from kb.store import unwritable


class Originals:
    """A folder of files named by their content. Adding is safe from several processes; nothing is ever changed."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def path(self, sha256: str) -> Path:
        """Where the bytes with this checksum stand, whether or not they do."""
        return self.directory / sha256[:2] / sha256

    def add(self, sha256: str, data: bytes) -> None:
        """Keep bytes, synced to disk before their name appears; a damaged copy is replaced. Raises `Unwritable`."""
        path = self.path(sha256)
        if _holds(path, data):
            return
        beside = path.with_name(f".{sha256}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise unwritable(path.parent, error.strerror or str(error)) from error

    def read(self, sha256: str) -> bytes:
        """The bytes; raises `NotFound` when they are not kept, `Damaged` when they are no longer what they were."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise NotFound("ไม่มีไฟล์ต้นฉบับของเอกสารนี้", "the original of this document is not kept here") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Damaged(
                "ไฟล์ต้นฉบับเสียหาย กรุณานำสำเนาสำรองกลับมา หรือส่งไฟล์เดิมเข้าอีกครั้งทาง POST /api/v1/documents",
                "the original is damaged; put a backup back, or send the same file again by POST /api/v1/documents",
            )
        return data


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
