"""Originals by checksum: kept once, whole or not at all, never given out when they are no longer what they were."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kb.errors import Damaged, NotFound, Unwritable
from kb.ingest.originals import Originals

DATA = "ต้นฉบับสมมุติ".encode()
KEY = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    """A folder that is not there yet."""
    return Originals(tmp_path / "originals")


def test_what_is_kept_is_given_back(originals: Originals) -> None:
    """Under its checksum, in a folder of its first two letters; a second time changes nothing."""
    originals.add(KEY, DATA)
    path = originals.directory / KEY[:2] / KEY
    first = path.stat().st_mtime_ns
    originals.add(KEY, DATA)
    assert (originals.path(KEY), originals.read(KEY), path.stat().st_mtime_ns) == (path, DATA, first)


def test_many_at_once_leave_one_file(originals: Originals) -> None:
    """Whoever is first, the file is whole and nothing half written is left beside it."""
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: originals.add(KEY, DATA * 1), range(40)))
    assert [path.name for path in (originals.directory / KEY[:2]).iterdir()] == [KEY]
    assert originals.read(KEY) == DATA


@pytest.mark.parametrize("wrong", [b"", DATA[:-1], DATA.replace(b"\xb8", b"\xb9")], ids=["empty", "cut", "changed"])
def test_a_damaged_one_is_told_and_mended_by_the_same_bytes(originals: Originals, wrong: bytes) -> None:
    """It is never given out; sending the file again puts it right."""
    originals.add(KEY, DATA)
    originals.path(KEY).write_bytes(wrong)
    with pytest.raises(Damaged, match="the original is damaged; put a backup back, or send the same file again"):
        originals.read(KEY)
    originals.add(KEY, DATA)
    assert originals.read(KEY) == DATA


def test_one_that_is_not_here(originals: Originals) -> None:
    """Not found, in both languages."""
    with pytest.raises(NotFound) as caught:
        originals.read(KEY)
    assert caught.value.thai == "ไม่มีไฟล์ต้นฉบับของเอกสารนี้"
    assert caught.value.english == "the original of this document is not kept here"


@pytest.mark.parametrize(
    "place", ["originals", "originals/x"], ids=["the folder is a file", "a folder's name is taken"]
)
def test_where_nothing_can_be_written(tmp_path: Path, place: str) -> None:
    """Told as such, with no trace of the try."""
    taken = tmp_path / place.replace("x", KEY[:2])
    taken.parent.mkdir(exist_ok=True)
    taken.write_bytes(b"file")
    with pytest.raises(Unwritable):
        Originals(tmp_path / "originals").add(KEY, DATA)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [taken]
