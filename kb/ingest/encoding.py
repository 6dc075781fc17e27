"""Bytes of a text file -> text, whatever Thai encoding they are in; refusal in words when they are no text."""

import codecs
import re

from kb.errors import Unreadable

MAX_BYTES = 64 * 1024 * 1024  # of one document; a year of meeting pages is about 20 MB
MOST_CONTROLS = 0.01  # share of control characters above which the bytes are not text
LEAST_THAI = 0.5  # share of Thai among the letters below which a single-byte reading is a wrong guess
CUT_CHARACTER = 3  # bytes at the end that may be half a UTF-8 character where a download was cut

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffd]")
_THAI = re.compile(r"[\u0e01-\u0e5b]")
_LETTER = re.compile(r"[^\W\d_]|[\u0e31-\u0e4e]")


def decode(data: bytes, name: str, largest: int = MAX_BYTES) -> str:
    """The text of `data`, every line end a line feed, without a byte-order mark; `name` is for messages.

    UTF-8, UTF-16 with a mark, then CP874 (TIS-620) if that gives plausible Thai. Raises Unreadable for anything else,
    for emptiness and for more than `largest` bytes.
    """
    refuse_size(len(data), name, largest)
    text = _marked(data) or _utf8(data) or _single_byte(data)
    if text is None or _share(_CONTROL, text) > MOST_CONTROLS:
        raise Unreadable(
            f"{name}: ไม่ใช่ไฟล์ข้อความ หรือใช้รหัสอักษรที่ไม่รู้จัก โปรดบันทึกเป็นข้อความ UTF-8 แล้วนำเข้าใหม่",
            f"{name}: not a text file, or in an unknown encoding; save it as UTF-8 text and load it again",
        )
    if not text.strip():
        raise _empty(name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_size(size: int, name: str, largest: int = MAX_BYTES) -> None:
    """Raise Unreadable when a document of `size` bytes is empty or larger than `largest`."""
    if size == 0:
        raise _empty(name)
    if size > largest:
        limit = largest // (1024 * 1024)
        raise Unreadable(
            f"{name}: ใหญ่เกิน {limit} MiB โปรดแบ่งเป็นไฟล์ย่อยแล้วนำเข้าใหม่",
            f"{name}: larger than {limit} MiB; split it into smaller files and load those",
        )


def _empty(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: ไฟล์ว่างเปล่า โปรดตรวจไฟล์ต้นทางแล้วนำเข้าใหม่",
        f"{name}: the file is empty; check the original and load it again",
    )


def _marked(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at_the_end = len(data) - error.start <= CUT_CHARACTER and error.reason == "unexpected end of data"
        return data[: error.start].decode("utf-8") if at_the_end else None


def _single_byte(data: bytes) -> str | None:
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    letters = len(_LETTER.findall(text))
    return text if letters and len(_THAI.findall(text)) >= LEAST_THAI * letters else None


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(len(text), 1)
