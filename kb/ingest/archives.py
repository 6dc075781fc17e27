"""Members of zip and tar archives, read in memory and never unpacked to disk."""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from kb.errors import KbError, Unreadable
from kb.ingest.encoding import MAX_BYTES

MAX_MEMBERS = 500_000
MAX_UNPACKED = 4 * 1024**3  # bytes of one archive, all members together
ARCHIVE_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")

_ENCRYPTED = 0x1  # general purpose bit 0 of a zip member
_UTF8_NAME = 0x800  # bit 11: the member's name is UTF-8; without it zipfile guesses CP437
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Member:
    """One file of an archive: its name there, and its bytes or the reason why they cannot be had.

    The name is for showing and for the uri only; nothing is ever written where it points.
    """

    name: str
    load: Callable[[], bytes]


def is_archive(name: str) -> bool:
    """Whether the file name says zip or tar, packed or not."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def read_members(path: Path, largest: int = MAX_BYTES) -> Iterator[Member]:
    """The files of the archive, hidden ones left out: a zip's by name, a tar's in its own order (read once, forwards).

    Each `load` must be called before the next member is taken. Raises Unreadable when the archive itself is broken,
    has too many members or would unpack to more than MAX_UNPACKED bytes.
    """
    try:
        packed = _zip_members if path.name.lower().endswith(".zip") else _tar_members
        yield from packed(path, largest)
    except _BROKEN as error:
        raise Unreadable(
            f"{path.name}: ไฟล์บีบอัดเสียหายหรืออ่านไม่ได้ ({error}) โปรดดาวน์โหลดหรือบีบอัดใหม่",
            f"{path.name}: the archive is damaged or cannot be read ({error}); download or pack it again",
        ) from error


def _zip_members(path: Path, largest: int) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=_zip_name)
        _refuse_bomb(path.name, len(infos), sum(info.file_size for info in infos))
        for info in infos:
            if not _hidden(_zip_name(info)):
                yield Member(_zip_name(info), lambda info=info: _zip_bytes(archive, info, largest))  # type: ignore[misc]


def _zip_bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, largest: int) -> bytes:
    name = _zip_name(info)
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable(
            f"{name}: เข้ารหัสด้วยรหัสผ่าน โปรดถอดรหัสแล้วนำเข้าใหม่",
            f"{name}: protected by a password; unpack it and load the files",
        )
    try:
        with archive.open(info) as member:
            return _limited(member, name, largest)
    except (*_BROKEN, NotImplementedError) as error:
        raise _broken_member(name, error) from error


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; one stored without the UTF-8 flag is read as the Thai it most likely is."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp874"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _tar_members(path: Path, largest: int) -> Iterator[Member]:
    with tarfile.open(path, "r|*") as archive:
        unpacked = 0
        for count, info in enumerate(archive, start=1):
            unpacked += info.size
            _refuse_bomb(path.name, count, unpacked)
            if info.isreg() and not _hidden(info.name):
                yield Member(info.name, lambda info=info: _tar_bytes(archive, info, largest))  # type: ignore[misc]


def _tar_bytes(archive: tarfile.TarFile, info: tarfile.TarInfo, largest: int) -> bytes:
    try:
        member = archive.extractfile(info)
        return _limited(member, info.name, largest) if member else b""
    except _BROKEN as error:
        raise _broken_member(info.name, error) from error


def _limited(member: IO[bytes], name: str, largest: int) -> bytes:
    data = member.read(largest + 1)
    if len(data) > largest:
        limit = largest // (1024 * 1024)
        raise Unreadable(
            f"{name}: ใหญ่เกิน {limit} MiB โปรดแบ่งเป็นไฟล์ย่อยแล้วนำเข้าใหม่",
            f"{name}: larger than {limit} MiB; split it into smaller files and load those",
        )
    return data


def _refuse_bomb(name: str, members: int, unpacked: int) -> None:
    if members > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise Unreadable(
            f"{name}: มีไฟล์มากหรือใหญ่เกินไปเมื่อคลาย โปรดแบ่งเป็นไฟล์บีบอัดที่เล็กลง",
            f"{name}: too many files or too large when unpacked; split it into smaller archives",
        )


def _broken_member(name: str, error: Exception) -> KbError:
    if isinstance(error, KbError):
        return error
    return Unreadable(
        f"{name}: ไฟล์ในไฟล์บีบอัดเสียหาย ({error}) โปรดบีบอัดใหม่แล้วนำเข้าใหม่",
        f"{name}: damaged inside the archive ({error}); pack it again and load it",
    )


def _hidden(name: str) -> bool:
    return any(
        part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."}) for part in PurePosixPath(name).parts
    )
