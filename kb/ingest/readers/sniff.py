"""What a file is, told by its bytes; its name is believed only where the bytes say nothing."""

import codecs
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal

from kb.errors import Unreadable
from kb.ingest.encoding import decode, refuse_size
from kb.ingest.readers.office_zip import refuse_unsafe
from kb.ingest.readers.reading import Limits

Kind = Literal["pdf", "docx", "xlsx", "html", "image", "text"]

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_RTF, _PDF = b"{\\rtf", b"%PDF-"
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PEEKED = 1024
_HTML = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|center|script|style)\b",
    re.I | re.S,
)
_TAG = re.compile(r"<(?:p|br|div|table|tr|td|span|b|h[1-6]|li|ul|ol|a|font|body|html)\b[^>]*>", re.I)
_WEB_ARCHIVE = re.compile(r"\s*(?:From: <?Saved by|MIME-Version: 1\.0)", re.I)

_SUFFIXES: dict[Kind, frozenset[str]] = {
    "pdf": frozenset({".pdf"}),
    "docx": frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    "xlsx": frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    "html": frozenset({".html", ".htm", ".xhtml", ".php", ".asp", ".aspx"}),
    "image": frozenset({".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".tif", ".tiff", ".bmp", ".webp"}),
    "text": frozenset({".txt", ".text", ".csv", ".tsv", ".md", ".log", ".json", ".jsonl", ".ndjson"}),
}
_CALLED: dict[Kind, tuple[str, str]] = {
    "pdf": (" PDF", "a PDF"),
    "docx": ("เอกสาร Word", "a Word document"),
    "xlsx": ("ตาราง Excel", "an Excel workbook"),
    "html": ("หน้าเว็บ", "a web page"),
    "image": ("ภาพ", "an image"),
    "text": ("ข้อความ", "plain text"),
}


def sniff(data: bytes, name: str) -> Kind:
    """What the bytes are. Raises Unreadable, with what to do, for a kind that is not read.

    A damaged file is what its name says, so that its own reader tells what is wrong with it.
    """
    refuse_size(len(data), name, len(data))  # its reader holds it to the limits
    suffix = suffix_of(name)
    head = data[:_PEEKED]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(_PDF) or (suffix == ".pdf" and _PDF in head):
        return "pdf"
    if data.startswith(_ZIP):
        return _zipped(data, name, suffix)
    if data.startswith(_OLE):
        raise _older_office(data, name, suffix)
    if data.startswith(_RTF):
        raise _rewrite(name, "RTF", ".docx")
    if _is_picture(data, suffix):
        return "image"
    return _written(data, name, suffix)


def suffix_of(name: str) -> str:
    """The suffix of a document's name in lower case, with its point; of an archive's member that of the member."""
    return PurePosixPath(name.rpartition("!")[2]).suffix.lower()


def wrong_suffix(kind: Kind, name: str) -> str | None:
    """A warning when a name says another kind than the bytes; None where it says the same, or nothing known."""
    suffix = suffix_of(name)
    said = next((other for other, suffixes in _SUFFIXES.items() if suffix in suffixes), None)
    if said == kind or (said is None and suffix not in {".doc", ".xls"}):
        return None
    thai, english = _CALLED[kind]
    return (
        f"ชื่อไฟล์ลงท้ายด้วย {suffix} แต่เนื้อไฟล์เป็น{thai} จึงอ่านตามเนื้อไฟล์ "
        f"(named {suffix}, but it is {english} and was read as that)"
    )


def _is_picture(data: bytes, suffix: str) -> bool:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return True
    if data.startswith(b"BM"):  # two letters that a text may begin with
        return suffix == ".bmp" or b"\x00" in data[:64]
    return data.startswith(_PICTURES)


def _zipped(data: bytes, name: str, suffix: str) -> Kind:
    said: Kind | None = "docx" if suffix in _SUFFIXES["docx"] else "xlsx" if suffix in _SUFFIXES["xlsx"] else None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except Exception as error:  # a damaged archive makes the library raise nearly anything
        if said:
            return said
        raise _unknown(name) from error
    if "mimetype" in members and "content.xml" in members:
        refuse_unsafe(data, name, Limits(), "Excel" if b"opendocument.spreadsheet" in data[:200] else "Word")
    parts = {member.partition("/")[0].lower() for member in members if "/" in member}
    if "[Content_Types].xml" in members or said:
        if "word" in parts:
            return "docx"
        if "xl" in parts:
            return "xlsx"
        if "ppt" in parts:
            raise _rewrite(name, "PowerPoint", ".pdf")
        if said:
            return said
    raise Unreadable(
        f"{name}: เป็นไฟล์บีบอัด zip ไม่ใช่เอกสาร โปรดตั้งชื่อให้ลงท้ายด้วย .zip แล้วนำเข้าใหม่ ไฟล์ข้างในจะถูกอ่านทีละไฟล์",
        f"{name}: a zip archive, no document; give it a name ending in .zip and load that: the files inside are read",
    )


def _older_office(data: bytes, name: str, suffix: str) -> Unreadable:
    """Why a file of the older Office formats, or an encrypted one of the newer, is not read."""
    if "PowerPoint Document".encode("utf-16-le") in data:
        return _rewrite(name, "PowerPoint 97-2003", ".pdf")
    excel = "Workbook".encode("utf-16-le") in data or suffix.startswith(".xl")
    try:
        refuse_unsafe(data, name, Limits(), "Excel" if excel else "Word")
    except Unreadable as reason:
        return reason
    return _unknown(name)


def _written(data: bytes, name: str, suffix: str) -> Kind:
    """Which kind of text; bytes that are none are refused in the words of the kind they claim to be."""
    known = {suffix} - _SUFFIXES["text"] - _SUFFIXES["html"] - {""}
    try:
        text = decode(data[: _PEEKED * 64], name)
    except Unreadable as error:
        if suffix in _SUFFIXES["html"]:
            return "html"
        if known and not data.startswith(_MARKS):
            raise _unknown(name) from error
        raise
    if _WEB_ARCHIVE.match(text):
        raise _rewrite(name, "MHTML", ".pdf")
    if _HTML.match(text) or (suffix in _SUFFIXES["html"] and _TAG.search(text)):
        return "html"
    return "text"


def _rewrite(name: str, written: str, suffix: str) -> Unreadable:
    return Unreadable(
        f"{name}: เป็นไฟล์รูปแบบ {written} ซึ่งอ่านไม่ได้ โปรดเปิดแล้วบันทึกเป็น {suffix} และนำเข้าใหม่",
        f"{name}: written as {written}, which is not read; open it, save it as {suffix} and load that",
    )


def _unknown(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: เนื้อไฟล์ไม่ใช่เอกสารที่รู้จัก หรือเสียหาย โปรดตรวจไฟล์ต้นทาง บันทึกเป็น PDF, DOCX, ภาพ หรือ .txt แล้วนำเข้าใหม่",
        f"{name}: no kind of document that is known, or damaged; check the original, save it as PDF, DOCX, an image or "
        ".txt and load that",
    )
