"""Bytes of a web page -> text: by its mark, by what it says of itself unless that is wrong, else as any text file."""

import codecs
import re

from kb.ingest.encoding import decode

_HEAD = 4096  # bytes in which a page says its encoding
_META = re.compile(rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]*?encoding\s*=\s*["']([\w.:-]+)""", re.I)
_THAI = frozenset(
    {"tis-620", "tis620", "tis-62", "windows-874", "iso-8859-11", "cp874", "x-windows-874", "dos-874", "ms874", "thai"}
)
# What editors wrote over Thai pages by themselves: no Thai page is in these.
_WESTERN = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"})
_MOST_LOST = 0.01  # share of bytes an encoding does not know above which it is the wrong one


def page_text(data: bytes, name: str) -> str:
    """The text of a page. Raises Unreadable when it is no text in any encoding, too large or empty."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not _is_utf8(data):
        told = _told(data[:_HEAD])
        if told and (text := _decoded(data, told)) is not None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return decode(data, name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _told(head: bytes) -> str | None:
    match = _META.search(head) or _XML.search(head)
    told = match[1].decode("ascii", "replace").lower() if match else ""
    if told in _THAI or told in _WESTERN:
        return "cp874"
    try:
        info = codecs.lookup(told)
    except LookupError:
        return None
    # Codecs that turn no bytes into text (rot13, base64) and those that would pass a body of NULs.
    return told if info._is_text_encoding and not told.startswith(("utf-16", "utf-32", "utf-7")) else None


def _decoded(data: bytes, encoding: str) -> str | None:
    text = data.decode(encoding, errors="replace")
    return text if text.count("\ufffd") <= _MOST_LOST * len(data) else None
