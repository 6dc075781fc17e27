"""Generations on disk: what a kill, a full disk or a flipped bit may do to them, and what it may not."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.errors import Busy, Damaged, Mismatch, NotFound, Unwritable
from kb.index import Generations, generations
from kb.index.manifest import Shape

DAY = date(2031, 1, 12)


class Killed(BaseException):
    """Stands for a kill: nothing catches it."""


def more(archive: Any, number: int) -> None:
    """Store one more matter, so that the index is behind by one."""
    title = f"ขอความเห็นชอบโครงการว่าวรุ่นที่ {number}"
    day = date.fromordinal(DAY.toordinal() + number)
    archive.store(archive.document(f"more-{number}", day, {"number": 1, "title": title, "body": "เห็นชอบ"}))


def files_under(directory: Path) -> dict[str, bytes]:
    """Every file with its bytes, locks left out."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


def test_before_the_first_generation_there_is_nothing_to_open(archive: Any) -> None:
    """A new home: no pointer, no manifest, and a message that says what to do."""
    assert archive.generations.pointer() is None
    assert archive.generations.manifest() is None
    with pytest.raises(NotFound, match="load documents with kb ingest"):
        archive.open()


def test_a_generation_of_an_empty_home_answers(archive: Any) -> None:
    """A server may start before the first document comes."""
    archive.indexer.catch_up()
    opened = archive.open()
    assert (opened.name, opened.manifest.last_change, opened.lexical.rows, opened.vectors.rows) == (
        "g-00000001",
        0,
        0,
        0,
    )


def test_the_manifest_lists_every_file_of_the_generation(filled: Any) -> None:
    """A file that were not listed would not be checked."""
    folder = filled.home / "index" / "g-00000001"
    assert sorted(filled.open().manifest.files) == sorted(set(files_under(folder)) - {"manifest.json"})


def test_another_shape_is_refused_with_the_repair(filled: Any) -> None:
    """Another model, dimension or tokeniser: nothing is read from what it did not make."""
    shape = filled.indexer.shape
    others = [
        Shape(shape.model, "other weights", shape.dimension, shape.tokeniser),
        Shape(shape.model, shape.model_fingerprint, shape.dimension + 1, shape.tokeniser),
        Shape(shape.model, shape.model_fingerprint, shape.dimension, "newmm/other dictionary"),
        Shape(shape.model, shape.model_fingerprint, shape.dimension, shape.tokeniser, format=99),
    ]
    for other in others:
        with pytest.raises(Mismatch, match="run kb index --rebuild"):
            filled.generations.open(other, filled.tokeniser)
    assert filled.open().lexical.rows == 5


def test_a_flipped_byte_in_any_file_is_noticed_and_repaired(filled: Any, tmp_path: Path, new_archive: Any) -> None:
    """Every file of a home's index, the manifest and the pointer too: refused, kept for a person to see, rebuilt."""
    filled.database.close()
    names = sorted(name for name in files_under(filled.home / "index"))
    assert {"CURRENT", "g-00000001/manifest.json", "g-00000001/removed.npy"} < set(names)
    assert len(names) > 10
    for number, name in enumerate(names):
        shutil.copytree(filled.home, tmp_path / f"copy{number}")
        copy = new_archive(f"copy{number}")
        path = copy.home / "index" / name
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0x01  # 0x10 would make the digit 2 of a checksum a quote: a pointer that is none
        path.write_bytes(data)
        with pytest.raises(Damaged, match="run kb index --rebuild"):
            copy.open()
        with pytest.raises(Damaged):
            copy.indexer.catch_up() if name in ("CURRENT", "g-00000001/manifest.json") else copy.indexer.verify()
        copy.indexer.rebuild()
        assert copy.indexer.verify().problems == ()
        assert copy.open().lexical.rows == 5
        (aside,) = (copy.home / "index").glob("damaged-g-00000001-*")
        if name != "CURRENT":
            assert (aside / name.partition("/")[2]).read_bytes() == data
        copy.database.close()


@pytest.mark.parametrize(
    "content",
    [
        b"",  # torn write of an old file system
        b"g-00000001",
        b"[]",
        b'{"generation": "g-00000001"}',
        b'{"generation": null, "manifest_sha256": null}',
        b'{"generation": 1, "manifest_sha256": 2}',
        b'{"generation": "g-99999999", "manifest_sha256": "00"}',
        b'{"generation": "", "manifest_sha256": ""}',
        b"\x00" * 100,  # blocks that were never written
    ],
)
def test_a_pointer_that_is_none_is_damage_that_a_rebuild_repairs(filled: Any, content: bytes) -> None:
    """Whatever stands in the pointer file, the error is the same and so is the way out."""
    (filled.home / "index" / "CURRENT").write_bytes(content)
    with pytest.raises(Damaged, match="run kb index --rebuild"):
        filled.open()
    with pytest.raises(Damaged):
        filled.indexer.catch_up()
    filled.indexer.rebuild()
    assert filled.indexer.verify().problems == ()


@pytest.mark.parametrize(
    "hurt",
    [
        lambda folder: next(folder.glob("*.faiss")).write_bytes(next(folder.glob("*.faiss")).read_bytes()[:-40]),
        lambda folder: next(folder.glob("*.faiss")).write_bytes(b""),
        lambda folder: next(folder.glob("*.npy")).unlink(),
        lambda folder: next((folder / "lexical").glob("*.term")).unlink(),
        lambda folder: (folder / "lexical" / "meta.json").unlink(),
        lambda folder: shutil.rmtree(folder / "lexical"),
        lambda folder: (folder / "manifest.json").unlink(),
        shutil.rmtree,
    ],
    ids=[
        "FAISS cut short",
        "FAISS empty",
        "keys gone",
        "terms gone",
        "meta gone",
        "no words",
        "no manifest",
        "nothing",
    ],
)
def test_missing_and_cut_files_are_noticed_and_repaired(filled: Any, hurt: Callable[[Path], None]) -> None:
    """As a failing disk or a careless hand leaves them; what is left of the generation is set aside."""
    folder = filled.home / "index" / "g-00000001"
    hurt(folder)
    left = files_under(folder) if folder.exists() else None
    fresh = Generations(filled.home / "index")
    with pytest.raises(Damaged, match="run kb index --rebuild"):
        fresh.open(filled.indexer.shape, filled.tokeniser)
    filled.indexer.rebuild()
    assert filled.indexer.verify().problems == ()
    aside = list((filled.home / "index").glob("damaged-g-00000001-*"))
    assert [files_under(path) for path in aside] == ([] if left is None else [left])
    assert filled.open().name == "g-00000002"


def test_a_second_damage_does_not_take_the_place_of_the_first(filled: Any) -> None:
    """Each damaged generation keeps its own folder, and numbers go on rising."""
    for name in ("g-00000001", "g-00000002"):
        (filled.home / "index" / name / "removed.npy").write_bytes(b"")
        filled.indexer.rebuild()
    kept = sorted(path.name[:18] for path in (filled.home / "index").glob("damaged-*"))
    assert kept == ["damaged-g-00000001", "damaged-g-00000002"]
    assert filled.open().name == "g-00000003"


def test_a_kill_at_any_step_of_publishing_leaves_a_whole_generation(
    filled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after each write, sync and rename in turn: the old one is live until the new one is, never neither."""
    index, seen, killed_at = filled.home / "index", 5, 0
    while True:
        name = filled.open().name

        def fill(target: Path, source: Path = index / name, seen: int = seen) -> Any:
            manifest = filled.generations.manifest()
            (target / "lexical").mkdir()
            generations.link_files(source, target, list(manifest.files))
            return replace(manifest, last_change=seen + 1)

        with monkeypatch.context() as patch:
            kill_after(killed_at, patch)
            try:
                with filled.generations.writing():
                    filled.generations.publish(fill)
                break
            except Killed:
                killed_at += 1
        opened = Generations(index).open(filled.indexer.shape, filled.tokeniser)
        assert opened.manifest.last_change == (seen if opened.name == name else seen + 1)
        seen = opened.manifest.last_change
        with filled.generations.writing():
            assert list(index.glob("building-*")) == []
            assert max(path.name for path in index.glob("g-*")) == opened.name
    assert filled.open().manifest.last_change == seen + 1
    with filled.generations.writing():
        filled.generations.publish(fill)
    assert len(list(index.glob("g-*"))) == 2
    assert killed_at > 15


def kill_after(steps: int, patch: pytest.MonkeyPatch) -> None:
    """Make every change to the disk count, and the one after so many the last."""
    left = steps

    def counted(do: Callable[..., Any]) -> Callable[..., Any]:
        def step(*values: Any, **named: Any) -> Any:
            nonlocal left
            done = do(*values, **named)
            left -= 1
            if left < 0:
                raise Killed
            return done

        return step

    patch.setattr(generations, "_sync", counted(generations._sync))
    patch.setattr(generations.shutil, "rmtree", lambda *_, **__: None)  # the dead do not tidy up
    for verb in ("rename", "replace", "mkdir", "write_text", "write_bytes"):
        patch.setattr(Path, verb, counted(getattr(Path, verb)))


def test_leftovers_of_killed_writers_go_with_the_next_writer(filled: Any) -> None:
    """Half-built folders, and a generation that was built but never pointed at."""
    index = filled.home / "index"
    shutil.copytree(index / "g-00000001", index / "building-5f5f5f")
    shutil.copytree(index / "g-00000001", index / "g-00000002")
    with filled.generations.writing():
        assert sorted(path.name for path in index.iterdir() if path.is_dir()) == ["g-00000001"]


def test_a_fill_that_fails_leaves_nothing_and_the_old_one_live(filled: Any) -> None:
    """A full disk in the middle of building is told in words; the space is given back at once."""

    def full(_target: Path) -> Any:
        (_target / "half").write_bytes(b"0" * 100)
        raise OSError(28, "No space left on device")

    with (
        filled.generations.writing(),
        pytest.raises(Unwritable, match=r"No space left on device.*what was loaded is safe"),
    ):
        filled.generations.publish(full)
    assert sorted(path.name for path in (filled.home / "index").glob("[!.]*")) == ["CURRENT", "g-00000001"]
    assert filled.open().lexical.rows == 5


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    """The index folder would lie under a file."""
    (tmp_path / "taken").write_text("a file")
    with (
        pytest.raises(Unwritable, match="check free space and permissions"),
        Generations(tmp_path / "taken" / "index").writing(),
    ):
        pytest.fail("there is nothing to write to")


def test_only_one_writes_at_a_time(filled: Any) -> None:
    """The second waits as long as it was told to, then says why."""
    second = Generations(filled.home / "index")
    with filled.generations.writing(), pytest.raises(Busy, match="wait for it"), second.writing(wait_s=0.05):
        pytest.fail("two writers at once")
    with second.writing(wait_s=0.05):
        pass


def test_two_generations_are_kept(filled: Any) -> None:
    """The live one and the one before, for a reader that is just opening it."""
    for number in range(4):
        more(filled, number)
        filled.indexer.catch_up()
    assert sorted(path.name for path in (filled.home / "index").glob("g-*")) == ["g-00000004", "g-00000005"]


def test_opening_goes_on_with_the_next_one_when_the_pointer_moves(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer publishes and cleans up while a reader is between the pointer and the files."""
    check_files = filled.generations.check_files

    def slow(directory: Path, manifest: Any, fresh: bool = False) -> None:
        if directory.name == "g-00000001":
            more(filled, 1)
            other = type(filled.indexer)(
                filled.database, Generations(filled.home / "index"), filled.encoder, filled.tokeniser
            )
            other.catch_up()
            shutil.rmtree(directory)
        check_files(directory, manifest, fresh)

    monkeypatch.setattr(filled.generations, "check_files", slow)
    opened = filled.open()
    assert (opened.name, opened.lexical.rows) == ("g-00000002", 6)


def test_files_seen_well_once_are_not_read_again(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening the next generation hashes what is new in it only; `fresh` hashes everything."""
    filled.open()
    more(filled, 1)
    filled.indexer.catch_up()
    filled.open()
    hashed: list[str] = []
    monkeypatch.setattr(
        generations, "sha256_of", lambda path, real=generations.sha256_of: hashed.append(path.name) or real(path)
    )
    filled.open()
    assert hashed == ["manifest.json"]
    live, manifest = filled.home / "index" / "g-00000002", filled.generations.manifest()
    hashed.clear()
    filled.generations.check_files(live, manifest, fresh=True)
    assert len(hashed) == len(manifest.files)


def test_the_pointer_names_the_generation_and_its_manifest(filled: Any) -> None:
    """The form on disk, which other programs and backups may read."""
    values = json.loads((filled.home / "index" / "CURRENT").read_text(encoding="utf-8"))
    assert values["generation"] == "g-00000001"
    assert values["manifest_sha256"] == generations.sha256_of(filled.home / "index" / "g-00000001" / "manifest.json")
