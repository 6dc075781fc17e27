"""A watched folder: half-copied files wait, what vanishes is no matter, and nothing that passes ends the watch."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kb.errors import BadInput, Busy, Damaged, KbError, Unwritable
from kb.workflows.watch import Seen, look, settled, watch_folder

A, B = Path("a"), Path("b")


@pytest.mark.parametrize(
    ("before", "now", "done", "ready"),
    [
        pytest.param({}, {A: Seen(5, 1)}, {}, [], id="seen for the first time: it may be growing"),
        pytest.param({A: Seen(5, 1)}, {A: Seen(5, 1)}, {}, [A], id="the same twice: settled"),
        pytest.param({A: Seen(5, 1)}, {A: Seen(9, 1)}, {}, [], id="larger, at the same time of a coarse clock"),
        pytest.param({A: Seen(9, 1)}, {A: Seen(9, 2)}, {}, [], id="of its last size from the start, still written"),
        pytest.param({A: Seen(0, 1)}, {A: Seen(0, 1)}, {}, [], id="empty: a copy that has just begun"),
        pytest.param({A: Seen(5, 1)}, {A: Seen(5, 1)}, {A: Seen(5, 1)}, [], id="loaded already"),
        pytest.param({A: Seen(6, 2)}, {A: Seen(6, 2)}, {A: Seen(5, 1)}, [A], id="changed since it was loaded"),
        pytest.param({A: Seen(5, 1)}, {}, {}, [], id="gone"),
        pytest.param({B: Seen(1, 1), A: Seen(2, 2)}, {B: Seen(1, 1), A: Seen(2, 2)}, {}, [A, B], id="by path"),
    ],
)
def test_what_has_settled(
    before: dict[Path, Seen], now: dict[Path, Seen], done: dict[Path, Seen], ready: list[Path]
) -> None:
    """Two looks that agree, of something, that is new."""
    assert settled(before, now, done) == ready


def test_what_is_looked_at(tmp_path: Path) -> None:
    """All below the folder but what is hidden, half copied by its name, or beside the point; vanishing is no error."""
    half = ("x.pdf.part", "y.CRDOWNLOAD", "z.tmp")
    for name in ("a.pdf", "ปี 2563/ข.pdf", ".hidden.pdf", ".git/x.pdf", "~$w.docx", "README.md", *half):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"12345")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nothing")
    seen = look(tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in seen) == ["a.pdf", "ปี 2563/ข.pdf"]
    status = (tmp_path / "a.pdf").stat()
    assert seen[tmp_path / "a.pdf"] == Seen(5, status.st_mtime_ns)
    assert look(tmp_path / "no folder") == {}


class Watching:
    """A watch whose every pause is one step of a play: what others do to the folder meanwhile."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.loads: list[list[str]] = []
        self.complaints: list[KbError] = []
        self.errors: list[KbError | None] = []
        self._monkeypatch = monkeypatch

    def load(self, paths: Sequence[Path]) -> None:
        """Note what is loaded; raise what the test wants."""
        error = self.errors.pop(0) if self.errors else None
        self.loads.append([path.name for path in paths])
        if error:
            raise error

    def play(self, *steps: object) -> None:
        """Watch; after each look the next step is done, and one more look follows the last."""
        left = list(steps)

        def pause(_seconds: float) -> None:
            step = left.pop(0)
            if callable(step):
                step()

        self._monkeypatch.setattr("kb.workflows.watch.time.sleep", pause)
        watch_folder(self.folder, self.load, stop=lambda: not left, complain=self.complaints.append)

    def write(self, name: str, data: bytes, changed: int) -> None:
        """A file with these bytes, changed at that second."""
        (self.folder / name).write_bytes(data)
        os.utime(self.folder / name, (changed, changed))


@pytest.fixture
def watching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watching:
    """A watch of an empty folder."""
    return Watching(tmp_path, monkeypatch)


def test_a_file_that_is_being_copied_waits(watching: Watching) -> None:
    """It grows over three looks, rests, is loaded once; when it is replaced it is loaded again."""
    watching.play(
        lambda: watching.write("a.txt", b"1", 10),
        lambda: watching.write("a.txt", b"12", 11),
        lambda: watching.write("a.txt", b"123", 12),
        None,
        None,
        None,
        lambda: watching.write("a.txt", b"456", 13),
        None,
        None,
    )
    assert watching.loads == [["a.txt"], ["a.txt"]]


def test_a_file_renamed_when_its_copy_is_whole(watching: Watching) -> None:
    """Nothing is loaded under the name of the half copy."""
    whole = lambda: (watching.folder / "a.pdf.part").rename(watching.folder / "a.pdf")  # noqa: E731
    watching.play(lambda: watching.write("a.pdf.part", b"1", 10), None, None, whole, None, None)
    assert watching.loads == [["a.pdf"]]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(Busy("ไม่ว่าง", "busy"), id="another program writes"),
        pytest.param(Unwritable("ดิสก์เต็ม", "full"), id="the disk is full"),
        pytest.param(BadInput("ไม่มีไฟล์", "gone"), id="taken away between look and load"),
    ],
)
def test_a_passing_problem_is_told_once_and_the_load_made_again(watching: Watching, error: KbError) -> None:
    """Three tries fail for one reason: one complaint; the fourth loads, and then it is done."""
    watching.write("a.txt", b"1", 10)
    watching.errors = [error, error, error, None]
    watching.play(*[None] * 8)
    assert watching.loads == [["a.txt"]] * 4
    assert watching.complaints == [error]


def test_a_problem_that_a_person_must_repair_ends_the_watch(watching: Watching) -> None:
    """Broken indexes are told, not tried again for ever."""
    watching.write("a.txt", b"1", 10)
    watching.errors = [Damaged("เสียหาย", "damaged")]
    with pytest.raises(Damaged):
        watching.play(*[None] * 8)
    assert watching.loads == [["a.txt"]]


def test_a_file_that_comes_while_others_are_loaded_is_not_taken_for_done(watching: Watching) -> None:
    """What changed during the load was not what was loaded."""
    watching.write("a.txt", b"1", 10)
    load = watching.load
    watching.load = lambda paths: (load(paths), len(watching.loads) == 1 and watching.write("a.txt", b"2", 20))[0]  # type: ignore[method-assign]
    watching.play(*[None] * 5)
    assert watching.loads == [["a.txt"], ["a.txt"]]
