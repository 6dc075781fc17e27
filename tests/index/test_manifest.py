"""What a generation says of itself."""

import hashlib
import json
from pathlib import Path

import pytest

from kb.errors import Damaged
from kb.index.manifest import REPAIR, Manifest, Shape, damaged, manifest_from, sha256_of

SHAPE = Shape("thai", "abc", 256, "nlpo3/1")
MANIFEST = Manifest(SHAPE, 7, 3, 11, ("vectors-0000000007",), {"removed.npy": "00ff", "lexical/meta.json": "11"})


def test_a_manifest_comes_back_as_it_was_written() -> None:
    """And the same manifest always gives the same bytes: its checksum stands in the pointer."""
    assert manifest_from(MANIFEST.to_bytes()) == MANIFEST
    assert MANIFEST.to_bytes() == manifest_from(MANIFEST.to_bytes()).to_bytes()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"shape": 5}',
        MANIFEST.to_bytes().replace(b"last_change", b"last_chance"),  # a field nobody knows
        MANIFEST.to_bytes().replace(b"dimension", b"dimensiom"),
        json.dumps({"shape": {}, "shards": []}).encode(),  # fields missing
    ],
)
def test_anything_else_is_damaged(data: bytes) -> None:
    """Never a KeyError in somebody's face: the repair is named."""
    with pytest.raises(Damaged, match=REPAIR):
        manifest_from(data)


def test_checksum_of_a_file(tmp_path: Path) -> None:
    """Sha256 of the bytes; a file that cannot be read is damaged, by name."""
    (tmp_path / "a").write_bytes(b"resolution")
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"resolution").hexdigest()
    with pytest.raises(Damaged, match="b"):
        sha256_of(tmp_path / "b")


def test_the_message_says_what_is_broken_what_is_safe_and_what_to_do() -> None:
    """In both languages."""
    error = damaged("removed.npy")
    assert error.english == (
        "the search index is damaged (removed.npy); the data behind it is whole: run kb index --rebuild"
    )
    assert error.thai == "ดัชนีค้นหาเสียหาย (removed.npy) ข้อมูลต้นทางยังครบ กรุณาสั่ง kb index --rebuild"
