"""Bytes to text: the encodings Thai files come in, and what is refused."""

import pytest

from kb.errors import Unreadable
from kb.ingest.encoding import decode

THAI = "สรุปผลการประชุม เรื่องน้ำ\nบรรทัดที่สอง ๑๒๓\n"


@pytest.mark.parametrize(
    "data",
    [
        THAI.encode(),  # UTF-8
        b"\xef\xbb\xbf" + THAI.encode(),  # with a mark
        b"\xff\xfe" + THAI.encode("utf-16-le"),
        b"\xfe\xff" + THAI.encode("utf-16-be"),
        THAI.encode("cp874"),  # Windows Thai
        THAI.encode("tis-620"),
        THAI.replace("\n", "\r\n").encode(),  # DOS line ends
        THAI.replace("\n", "\r").encode(),
        THAI.encode() + "ก".encode()[:2],  # cut in the middle of a letter
    ],
)
def test_every_thai_encoding_gives_the_same_text(data: bytes) -> None:
    """One text comes out of all of them, with plain line ends and no mark."""
    assert decode(data, "a.txt") == THAI


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02" * 50, "not a text file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
        ("déjà vu naïveté".encode("latin-1"), "not a text file"),  # single bytes that make no Thai
    ],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, word: str) -> None:
    """Emptiness, binary junk and foreign single-byte encodings name what is wrong and what to do."""
    with pytest.raises(Unreadable, match=word) as caught:
        decode(data, "a.txt")
    assert "โปรด" in caught.value.thai


def test_a_huge_document_is_refused() -> None:
    """More than the named limit is refused before it is decoded."""
    with pytest.raises(Unreadable, match="split it"):
        decode(THAI.encode(), "a.txt", 10)
