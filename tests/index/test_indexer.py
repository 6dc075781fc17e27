"""The indexer: whatever the order of changes, the indexes hold what a rebuild from the database would hold."""

import os
import threading
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text

from kb.errors import Busy, Damaged, Mismatch
from kb.index import Generation, Generations, Indexer, LexicalClause, LexicalFilter
from kb.index.indexer import MOST_SHARDS, shards_to_merge
from kb.index.rows import decoded, encoded

DAY = date(2031, 2, 2)


def matter(number: int, title: str, body: str = "เห็นชอบตามที่เสนอ") -> dict[str, Any]:
    """One matter of a document."""
    return {"number": number, "title": title, "body": body}


def change_everything(archive: Any) -> None:
    """Add, reword, withdraw and revive matters, catching up after each step."""
    steps = [
        ("second", [matter(1, "ขอซื้อลูกโป่งให้เด็กทุกหมู่บ้าน"), matter(2, "รายงานการนับดาว ประจำปี")]),
        ("third", [matter(1, f"เรื่องที่พิจารณาลำดับ {number}") | {"number": number} for number in range(1, 30)]),
        ("second", [matter(1, "ขอซื้อลูกโป่งให้เด็กทุกหมู่บ้าน", "ไม่อนุมัติ เพราะลูกโป่งแตกง่าย")]),  # 2 is withdrawn
        ("second", [matter(2, "รายงานการนับดาว ประจำปี", "รับทราบ มีดาวเพิ่มขึ้นหกดวง")]),  # revived, and 1 withdrawn
        ("third", [matter(7, "เรื่องที่พิจารณาลำดับ 7", "ข้อความใหม่ทั้งหมด " * 100)]),
    ]
    for name, matters in steps:
        archive.store(archive.document(name, DAY if name == "second" else date(2031, 2, 9), *matters))
        archive.indexer.catch_up()


def answers(archive: Any, opened: Generation, query: str) -> dict[str, Any]:
    """Everything both indexes say to a query: resolutions by words with scores, passages by cosine."""
    clauses = [LexicalClause(name, word, 1.0) for word in archive.tokeniser.words(query) for name in ("title", "body")]
    vectors = opened.vectors.search(archive.encoder.encode_queries([query])[0], 1000)
    return {
        "words": {hit.resolution: hit.score for hit in opened.lexical.search(clauses, LexicalFilter(), 1000)},
        "passages": vectors.keys.tolist(),
        "cosines": vectors.score.tolist(),
    }


QUERIES = ("ลูกโป่ง", "รายงานการนับดาว", "เรื่องที่พิจารณาลำดับ 7", "ข้อความใหม่", "เต่าข้ามถนน", "เห็นชอบ")


def test_added_matters_are_found_as_after_a_rebuild(filled: Any) -> None:
    """Hits and scores are the same whether the index grew step by step or was built at once."""
    for number in range(6):
        filled.store(filled.document(f"page-{number}", date(2031, 3, 1 + number), matter(1, f"ขอซื้อลูกโป่งชุดที่ {number}")))
        filled.indexer.catch_up()
    grown = [answers(filled, filled.open(), query) for query in QUERIES]
    filled.indexer.rebuild()
    built = [answers(filled, filled.open(), query) for query in QUERIES]
    assert len(grown[0]["words"]) == 6
    for one, other in zip(grown, built, strict=True):
        assert one["words"] == pytest.approx(other["words"], rel=1e-5)
        assert one["passages"] == other["passages"]
        assert one["cosines"] == pytest.approx(other["cosines"], abs=1e-6)


def test_changed_and_withdrawn_matters_leave_what_a_rebuild_gives(filled: Any) -> None:
    """The same resolutions, passages and cosines; BM25 counts what is gone until segments merge, so it may differ."""
    change_everything(filled)
    grown = [answers(filled, filled.open(), query) for query in QUERIES]
    held = filled.open().lexical.resolutions(), filled.open().vectors.passage_keys().tolist()
    assert filled.indexer.verify().problems == ()
    filled.indexer.rebuild()
    built = [answers(filled, filled.open(), query) for query in QUERIES]
    assert held == (filled.open().lexical.resolutions(), filled.open().vectors.passage_keys().tolist())
    for one, other in zip(grown, built, strict=True):
        assert one["words"].keys() == other["words"].keys()
        assert one["passages"] == other["passages"]
        assert one["cosines"] == pytest.approx(other["cosines"], abs=1e-6)


def test_old_words_and_vectors_of_a_changed_matter_are_gone(filled: Any) -> None:
    """A corrected page is found by its new words, and no longer by those it lost."""
    filled.store(filled.document("page", DAY, matter(1, "ขอซื้อลูกโป่ง", "สีม่วง")))
    filled.indexer.catch_up()
    before = set(filled.open().vectors.passage_keys().tolist())
    filled.store(filled.document("page", DAY, matter(1, "ขอซื้อลูกโป่ง", "สีเขียว")))
    filled.indexer.catch_up()
    opened = filled.open()

    def found(word: str) -> int:
        return len(opened.lexical.search([LexicalClause("body", word, 1.0)], LexicalFilter(), 10))

    assert (found("ม่วง"), found("สีม่วง")) == (0, 0)
    assert found("เขียว") + found("สีเขียว") > 0
    assert len(before - set(opened.vectors.passage_keys().tolist())) == 2  # the title's and the body's passage


def test_catching_up_with_nothing_to_do_publishes_nothing(filled: Any) -> None:
    """The same generation, the same manifest."""
    before = filled.generations.pointer()
    assert filled.indexer.catch_up().last_change == 5
    assert filled.generations.pointer() == before
    assert filled.indexer.behind() == 0


def test_behind_counts_what_the_index_has_not_seen(filled: Any) -> None:
    """A server heals itself by it."""
    filled.store(filled.document("page", DAY, matter(1, "หนึ่ง"), matter(2, "สอง")))
    assert filled.indexer.behind() == 2
    filled.indexer.catch_up()
    assert filled.indexer.behind() == 0


def test_a_home_without_an_index_is_behind_by_everything(archive: Any) -> None:
    """Also before the first generation."""
    assert archive.indexer.behind() == 0
    archive.store(archive.document("page", DAY, matter(1, "หนึ่ง"), matter(2, "สอง")))
    assert archive.indexer.behind() == 2


def inodes(folder: Path) -> dict[str, int]:
    """Which file on the disk each name stands for."""
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_unchanged_files_are_shared_between_generations(filled: Any) -> None:
    """A small change writes little: the large files of the generation before are hard links."""
    filled.store(filled.document("page", DAY, matter(1, "หนึ่ง")))
    filled.indexer.catch_up()
    before, after = (inodes(filled.home / "index" / name) for name in ("g-00000001", "g-00000002"))
    shared = {name for name in before if after.get(name) == before[name]}
    assert {"vectors-0000000005.faiss", "vectors-0000000005.npy"} <= shared
    assert {Path(name).suffix for name in shared} >= {".term", ".idx", ".fast", ".store"}
    assert not shared & {"manifest.json", "removed.npy", "lexical/meta.json", "lexical/.managed.json"}


def test_publishing_never_writes_to_the_generation_before(filled: Any) -> None:
    """Readers hold it: not a byte of its files may change, though they are shared."""
    folder = filled.home / "index" / "g-00000001"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    filled.store(filled.document("first", date(2031, 1, 5), matter(1, "ขออนุมัติสร้างสะพานให้เต่าข้ามถนน", "ถอนเรื่อง")))
    filled.indexer.catch_up()
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("rows", "dead", "live", "expected"),
    [
        ({"a": 100}, 0, 101, []),  # few shards, nothing dead
        ({"a": 10}, 0, 31, []),  # the second stands beside the first
        ({"a": 9, "b": 50}, 0, 69, ["a"]),  # the third is one too many: all but b
        ({"a": 9, "b": 50, "c": 8, "d": 1}, 0, 69, ["d", "c", "a"]),  # many from before: all but b
        ({"a": 100, "b": 1}, 25, 80, ["a", "b"]),  # a quarter is dead
        ({"a": 100}, 15, 87, []),  # less than a fifth is: they stay hidden
        ({"a": 5}, 1, 0, ["a"]),  # the last matter was withdrawn
    ],
)
def test_which_shards_are_written_anew(rows: Mapping[str, int], dead: int, live: int, expected: list[str]) -> None:
    """All when much is dead, all but the largest when they are many, else none."""
    assert shards_to_merge(rows, dead, live) == expected


def test_many_small_changes_do_not_pile_up(filled: Any) -> None:
    """After many changes there are still few shards and files, and the large shard was never rewritten."""
    large = filled.document("large", DAY, *(matter(number, f"เรื่องใหญ่ที่ {number}") for number in range(1, 120)))
    filled.store(large)
    filled.indexer.catch_up()
    shard = filled.open().manifest.shards[-1]
    for number in range(2 * MOST_SHARDS):
        filled.store(filled.document(f"page-{number}", date(2032, 1, 1 + number), matter(1, f"ลูกโป่งชุดที่ {number}")))
        filled.indexer.catch_up()
    manifest = filled.open().manifest
    assert len(manifest.shards) <= MOST_SHARDS
    assert shard in manifest.shards
    assert len(manifest.files) < 12 * 10
    assert filled.indexer.verify().problems == ()


def test_dead_vectors_are_swept_when_they_are_many(filled: Any) -> None:
    """A page corrected again and again leaves one shard without dead rows."""
    for number in range(4):
        filled.store(
            filled.document("page", DAY, *(matter(each, f"เรื่อง {each}", f"ฉบับ {number}") for each in range(1, 40)))
        )
        filled.indexer.catch_up()
    opened = filled.open()
    stored = sum(shard.rows for shard in opened.vectors.shards)
    assert opened.vectors.rows == 12 + 2 * 39  # those of `MATTERS`, and a title and a body for each of the page
    assert stored - opened.vectors.rows <= 0.25 * opened.vectors.rows
    assert filled.indexer.verify().problems == ()


class OtherEncoder:
    """The archive's encoder turned around: other vectors, another fingerprint."""

    name, dimension, fingerprint = "mirror", 32, "mirror-1"

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def encode_passages(self, texts: Any) -> np.ndarray:
        """Rows turned around."""
        return np.ascontiguousarray(self._inner.encode_passages(texts)[:, ::-1])

    encode_queries = encode_passages


def test_another_model_needs_a_rebuild_which_embeds_anew(filled: Any) -> None:
    """Nothing is added to vectors of another model; the rebuild computes what the database does not keep."""
    other = Indexer(filled.database, filled.generations, OtherEncoder(filled.encoder), filled.tokeniser)
    with pytest.raises(Mismatch, match=r"another model.*run kb index --rebuild"):
        other.catch_up()
    query = filled.encoder.encode_queries(["เต่าข้ามถนน"])[0]
    before = filled.open().vectors.search(query, 50)
    other.rebuild()
    after = filled.generations.open(other.shape, filled.tokeniser).vectors.search(query[::-1].copy(), 50)
    assert after.keys.tolist() == before.keys.tolist()
    assert after.score == pytest.approx(before.score, abs=2e-3)
    with pytest.raises(Mismatch):
        filled.open()


def test_a_mismatch_is_not_damage(filled: Any) -> None:
    """A sound index of another model is replaced, not set aside."""
    Indexer(filled.database, filled.generations, OtherEncoder(filled.encoder), filled.tokeniser).rebuild()
    assert list((filled.home / "index").glob("damaged-*")) == []


def test_an_index_newer_than_the_database_is_refused(filled: Any) -> None:
    """A backup was put back: ids after it will be given again to other matters, and hits would be wrong."""
    with filled.database.writing() as session:
        session.execute(text("DELETE FROM change WHERE seq > 3"))
    for look in (filled.indexer.behind, filled.indexer.catch_up, filled.indexer.verify):
        with pytest.raises(Mismatch, match=r"newer than the database.*run kb index --rebuild"):
            look()
    filled.indexer.rebuild()
    assert filled.indexer.verify().last_change == 3


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE resolution SET withdrawn = 1 WHERE id = 2", "word index"),
        ("DELETE FROM passage WHERE id = 3", "vector index"),
    ],
)
def test_verify_tells_what_does_not_agree_with_the_database(filled: Any, statement: str, problem: str) -> None:
    """Rows changed behind the change log's back are found by comparing keys."""
    with filled.database.writing() as session:
        session.execute(text(statement))
    assert problem in " ".join(english for _, english in filled.indexer.verify().problems)
    filled.indexer.rebuild()
    assert filled.indexer.verify().problems == ()


def test_verify_replays_what_is_pending_first(filled: Any) -> None:
    """After a kill the database may be ahead: that is no fault of the index."""
    filled.store(filled.document("page", DAY, matter(1, "หนึ่ง")))
    verdict = filled.indexer.verify()
    assert (verdict.last_change, verdict.resolutions, verdict.passages, verdict.problems) == (
        6,
        6,
        verdict.passages,
        (),
    )


def test_verify_reads_every_file_again(filled: Any) -> None:
    """A file that this process has seen well, and that changed on the disk since without its date changing."""
    path = filled.home / "index" / "g-00000001" / "vectors-0000000005.npy"
    assert filled.indexer.verify().problems == ()
    status = path.stat()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(Damaged, match="vectors-0000000005"):
        filled.indexer.verify()


def test_a_reader_keeps_answering_while_generations_come_and_go(filled: Any) -> None:
    """Its files are unlinked, renamed aside, rebuilt: the snapshot answers the same to the end."""
    held = filled.open()
    before = answers(filled, held, "เต่าข้ามถนน")
    assert before["words"]
    change_everything(filled)
    (filled.home / "index" / filled.open().name / "removed.npy").write_bytes(b"")
    filled.indexer.rebuild()
    assert not (filled.home / "index" / held.name).exists()
    assert answers(filled, held, "เต่าข้ามถนน") == before
    assert held.lexical.resolutions() == [1, 2, 3, 4, 5]


def test_opened_generations_leave_no_thread_and_no_file_open(filled: Any) -> None:
    """A server opens a generation with every change, for months."""
    threads, files = Path("/proc/self/task"), Path("/proc/self/fd")
    if not threads.exists():
        pytest.skip("threads are counted through /proc")
    filled.open()
    before = len(list(threads.iterdir())), len(list(files.iterdir()))
    for _ in range(20):
        filled.open()
    patience = time.monotonic() + 10  # Tantivy's watchers end half a second after their index has gone
    while len(list(threads.iterdir())) > before[0] + 2 and time.monotonic() < patience:
        time.sleep(0.05)
    after = len(list(threads.iterdir())), len(list(files.iterdir()))
    assert after[0] <= before[0] + 2
    assert after[1] <= before[1] + 4


def test_several_indexers_at_once_agree(filled: Any) -> None:
    """Two processes ingest at the same time: each catches up after its commits, and nothing is lost or doubled."""
    errors: list[BaseException] = []

    def work(worker: int) -> None:
        indexer = Indexer(filled.database, Generations(filled.home / "index"), filled.encoder, filled.tokeniser)
        try:
            for number in range(5):
                day = date(2033 + worker, 1, 1 + number)
                filled.store(filled.document(f"{worker}-{number}", day, matter(1, f"ลูกโป่ง {worker} {number}")))
                indexer.catch_up()
        except BaseException as error:
            errors.append(error)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert errors == []
    assert filled.indexer.verify().problems == ()
    assert filled.open().lexical.rows == 5 + 15


def test_catching_up_waits_no_longer_than_it_was_told(filled: Any) -> None:
    """A server that looks after a dead writer must not hang behind a living one."""
    filled.store(filled.document("page", DAY, matter(1, "หนึ่ง")))
    other = Generations(filled.home / "index")
    with other.writing(), pytest.raises(Busy):
        filled.indexer.catch_up(wait_s=0.05)


def test_stored_vectors_come_back_in_half_precision() -> None:
    """Two bytes a number, little-endian, row by row."""
    rows = np.array([[1, -0.5, 0.333], [0, 65504, 1e-7]], np.float32)
    blobs = encoded(rows)
    assert [len(blob) for blob in blobs] == [6, 6]
    assert blobs[0][:2] == b"\x00\x3c"
    assert decoded(blobs).tolist() == rows.astype(np.float16).astype(np.float32).tolist()


def test_vectors_of_another_model_are_left_alone(new_archive: Callable[..., Any]) -> None:
    """A home may keep vectors of two models; each rebuild takes its own."""
    archive = new_archive()
    archive.store(archive.document("page", DAY, matter(1, "ขอซื้อลูกโป่ง")))
    with archive.database.writing() as session:
        wrong = np.zeros(32, "<f2").tobytes()
        session.execute(
            text("INSERT INTO vector SELECT passage_id, 'someone else', :data FROM vector"), {"data": wrong}
        )
    archive.indexer.rebuild()
    query = archive.encoder.encode_queries(["ขอซื้อลูกโป่ง"])[0]
    assert archive.open().vectors.search(query, 5).score[0] == pytest.approx(1, abs=2e-3)
