"""Office files are zip archives: what one would cost, and whether it can be read, is told before it is parsed."""

import io
import zipfile
from collections.abc import Iterable
from typing import Literal

from kb.errors import Unreadable
from kb.ingest.readers.reading import Limits

Office = Literal["Word", "Excel"]

MAX_MEMBERS = 10_000
SAVED_AS: dict[Office, str] = {"Word": ".docx", "Excel": ".xlsx"}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of the older binary formats, and of the wrapping of an encrypted file
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1  # general purpose bit 0 of a zip member
_PROLOGUE = 4096  # bytes in which a document type can be declared before the root element
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_STRICT = b"purl.oclc.org/ooxml"


def refuse_unsafe(data: bytes, name: str, limits: Limits, office: Office) -> None:
    """Raise Unreadable for what is no such file, or encrypted, of another format, a bomb or one that declares entities.

    Nothing is unpacked but the first bytes of each XML member: a member gives no more bytes than it declares.
    """
    if data.startswith(_OLE):
        raise _encrypted(name) if _ENCRYPTED_STREAM in data else _other_format(name, office, "97-2003")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _refuse_costly(infos, name, limits, office)
            if any(info.flag_bits & _ENCRYPTED for info in infos):
                raise _encrypted(name)
            if "mimetype" in archive.namelist():
                raise _other_format(name, office, "OpenDocument")
            _refuse_prologues(archive, infos, name, office)
    except Unreadable:
        raise
    except MemoryError:
        raise
    except Exception as error:  # a damaged archive makes the library raise nearly anything
        raise damaged(name, office) from error


def damaged(name: str, office: Office) -> Unreadable:
    """The reason for a file that its own library cannot read."""
    suffix = SAVED_AS[office]
    return Unreadable(
        f"{name}: ไฟล์ {office} เสียหายหรือไม่ใช่ไฟล์ {suffix} โปรดเปิดด้วย {office} บันทึกเป็น {suffix} แล้วนำเข้าใหม่",
        f"{name}: the {office} file is damaged or no {suffix}; open it in {office}, save it as {suffix} and load that",
    )


def _refuse_costly(infos: Iterable[zipfile.ZipInfo], name: str, limits: Limits, office: Office) -> None:
    sizes = [(info.file_size, info.filename.lower().endswith((".xml", ".rels"))) for info in infos]
    largest_xml = max((size for size, is_xml in sizes if is_xml), default=0)
    unpacked = sum(size for size, _ in sizes)
    # A part of a Word file is held in memory as a whole; a sheet is read row by row.
    too_large = unpacked > limits.unpacked_bytes or (office == "Word" and largest_xml > limits.file_bytes)
    if len(sizes) > MAX_MEMBERS or too_large:
        raise Unreadable(
            f"{name}: เมื่อคลายแล้วใหญ่ผิดปกติ อาจเป็นไฟล์อันตราย โปรดตรวจที่มา หรือแบ่งเป็นไฟล์ย่อยแล้วนำเข้าใหม่",
            f"{name}: unusually large when unpacked, perhaps made to do harm; check where it came from, or split it",
        )


def _refuse_prologues(archive: zipfile.ZipFile, infos: Iterable[zipfile.ZipInfo], name: str, office: Office) -> None:
    for info in infos:
        if not info.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(info) as member:
            prologue = member.read(_PROLOGUE)
        if any(doctype in prologue for doctype in _DOCTYPES):
            raise Unreadable(
                f"{name}: มีการประกาศเอนทิตีที่ไฟล์ {office} ไม่มี อาจเป็นไฟล์อันตราย โปรดตรวจที่มาของไฟล์",
                f"{name}: declares entities, which no {office} file does, perhaps to do harm; check where it came from",
            )
        if info.filename == "_rels/.rels" and _STRICT in prologue:
            raise _other_format(name, office, "Strict Open XML")


def _encrypted(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: ตั้งรหัสผ่านไว้ โปรดเปิดด้วยรหัสผ่าน บันทึกโดยไม่ตั้งรหัสผ่าน แล้วนำเข้าใหม่",
        f"{name}: protected by a password; open it, save it without one and load that",
    )


def _other_format(name: str, office: Office, written: str) -> Unreadable:
    suffix = SAVED_AS[office]
    return Unreadable(
        f"{name}: เป็นไฟล์รูปแบบ {written} ซึ่งอ่านไม่ได้ โปรดเปิดแล้วบันทึกเป็น {suffix} ({office}) และนำเข้าใหม่",
        f"{name}: written as {written}, which is not read; open it, save it as {suffix} ({office}) and load that",
    )
