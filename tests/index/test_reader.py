"""The live generation as one process sees it."""

from datetime import date
from typing import Any

import pytest

from kb.errors import Busy, Damaged, NotFound
from kb.index import Generations, Indexer, IndexReader, reader


@pytest.fixture
def reading(filled: Any) -> IndexReader:
    """A reader of the filled archive, as another process has it."""
    return IndexReader(Generations(filled.home / "index"), filled.indexer.shape, filled.tokeniser)


def add(archive: Any, number: int) -> None:
    """Store and index one more matter."""
    matter = {"number": 1, "title": f"ลูกโป่งชุดที่ {number}", "body": "เห็นชอบ"}
    archive.store(archive.document(f"page-{number}", date(2031, 3, number), matter))
    archive.indexer.catch_up()


def break_live(archive: Any) -> None:
    """Empty a file of the live generation."""
    name = archive.generations.pointer().generation
    (archive.home / "index" / name / "removed.npy").write_bytes(b"")


def test_nothing_is_opened_before_it_is_wanted(reading: IndexReader) -> None:
    """A command that needs no index does not pay for one; the first question opens it."""
    assert reading.live is None
    assert reading.generation().name == "g-00000001"


def test_before_the_first_generation_the_error_says_what_to_do(archive: Any) -> None:
    """And it goes when there is one."""
    empty = IndexReader(archive.generations, archive.indexer.shape, archive.tokeniser)
    with pytest.raises(NotFound, match="kb ingest"):
        empty.generation()
    archive.indexer.catch_up()
    assert empty.generation().name == "g-00000001"
    assert empty.problem is None


def test_refresh_follows_the_pointer(filled: Any, reading: IndexReader) -> None:
    """The generation held stays until asked to look; then the newest one answers."""
    held = reading.generation()
    add(filled, 1)
    assert reading.generation() is held
    reading.refresh()
    assert (reading.generation().name, reading.generation().lexical.rows) == ("g-00000002", 6)
    held = reading.generation()
    reading.refresh()
    assert reading.generation() is held


def test_a_bad_generation_does_not_take_the_good_one_away(filled: Any, reading: IndexReader) -> None:
    """What was opened goes on answering, and the problem is told; the repair clears it."""
    held = reading.generation()
    add(filled, 1)
    break_live(filled)
    reading.refresh()
    assert reading.generation() is held
    assert isinstance(reading.problem, Damaged)
    filled.indexer.rebuild()
    reading.refresh()
    assert (reading.problem, reading.generation().lexical.rows) == (None, 6)


def test_a_manifest_that_changes_under_a_running_reader_is_told(filled: Any, reading: IndexReader) -> None:
    """The open snapshot answers, but the next start would not."""
    held = reading.generation()
    path = filled.home / "index" / held.name / "manifest.json"
    path.write_bytes(path.read_bytes() + b" ")
    reading.refresh()
    assert reading.generation() is held
    assert isinstance(reading.problem, Damaged)


def test_a_passing_problem_passes(reading: IndexReader) -> None:
    """Another writer was busy when the server wanted to catch up: with the next look all is well again."""
    reading.generation()
    reading.problem = Busy("กำลังเขียน", "busy")
    reading.refresh()
    assert reading.problem is None


def test_a_damaged_generation_is_not_read_again_at_every_look(
    filled: Any, reading: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking costs nothing for a while; then it is tried again, and a repair under another name is seen at once."""
    break_live(filled)
    opened: list[int] = []
    real = Generations.open
    monkeypatch.setattr(Generations, "open", lambda *values: opened.append(1) or real(*values))
    for _ in range(3):
        reading.refresh()
    assert (len(opened), isinstance(reading.problem, Damaged)) == (1, True)
    monkeypatch.setattr(reader, "RETRY_S", -1.0)
    with monkeypatch.context() as later:
        later.setattr(reader.time, "monotonic", lambda: reading._retry_at + 1)
        reading.refresh()
    assert len(opened) == 2
    Indexer(filled.database, Generations(filled.home / "index"), filled.encoder, filled.tokeniser).rebuild()
    reading.refresh()
    assert (reading.problem, reading.generation().name) == (None, "g-00000002")


def test_a_reader_survives_the_loss_of_the_index_folder(filled: Any, reading: IndexReader) -> None:
    """Someone removed the folder: the snapshot answers and the message says what to do."""
    held = reading.generation()
    (filled.home / "index").rename(filled.home / "gone")
    reading.refresh()
    assert reading.generation() is held
    assert isinstance(reading.problem, NotFound)
