"""Opening an original: under its own name, for whoever may see all that it says."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kb.access import CLASSIFICATIONS, EVERYTHING, Policy
from kb.errors import Damaged, NotFound
from kb.ingest.originals import Originals
from kb.runtime import Runtime
from kb.store import Document, DocumentVersion
from kb.workflows import LoadOptions
from kb.workflows.originals import Original, open_original

OPEN = Policy(CLASSIFICATIONS[:1])
MATTER = "5 มกราคม 2574\nเรื่อง การดูแลหอยทากริมคลองแห่งที่ {}\nคณะรัฐมนตรีมีมติรับทราบ\n"


@pytest.fixture
def runtime(new_home: Callable[[], Runtime]) -> Runtime:
    """A home of the test's own, empty."""
    return new_home()


def documents(runtime: Runtime) -> dict[str, int]:
    """Key by name."""
    with runtime.session() as session:
        return dict(session.execute(select(col(Document.name), col(Document.id))).all())  # type: ignore[arg-type]


def original(runtime: Runtime, document: int, policy: Policy = EVERYTHING) -> Original:
    """An original."""
    with runtime.session() as session:
        return open_original(session, runtime.room, document, policy)


def hidden(runtime: Runtime, document: int, policy: Policy) -> bool:
    """Whether a caller is told that there is nothing."""
    try:
        original(runtime, document, policy)
    except NotFound:
        return True
    return False


@pytest.mark.parametrize(
    "name",
    ["มติ ครม. ๕ ม.ค..txt", "a#1.txt", "ด่วน!.txt", "a!b.txt", "x.jsonl#L3.txt", "a%2Fb.txt"],
    ids=["Thai", "a hash", "a mark of members before the dot", "and within", "like a row", "like an escape"],
)
def test_its_name_is_the_files_own(runtime: Runtime, tmp_path: Path, name: str) -> None:
    """Marks that uris are made of stay parts of a name."""
    data = MATTER.format(1).encode()
    (tmp_path / name).write_bytes(data)
    assert runtime.load([tmp_path / name]).rejected == []
    assert original(runtime, documents(runtime)[name]) == Original(name, data)


def test_a_member_of_an_archive(runtime: Runtime, tmp_path: Path) -> None:
    """Its own bytes under its own name, without the folders it lay in."""
    with zipfile.ZipFile(tmp_path / "a!.zip", "w") as archive:
        archive.writestr("../ปี 74/ข้อ!.txt", MATTER.format(1))
    runtime.load([tmp_path / "a!.zip"])
    (key,) = documents(runtime).values()
    assert original(runtime, key) == Original("ข้อ!.txt", MATTER.format(1).encode())


def test_the_newest_version_is_opened(runtime: Runtime, tmp_path: Path) -> None:
    """What it was before is kept, and not given out in its place."""
    path = tmp_path / "a.txt"
    for number in (1, 2):
        path.write_text(MATTER.format(number))
        runtime.load([path])
    assert original(runtime, documents(runtime)["a.txt"]).data == MATTER.format(2).encode()


@pytest.mark.parametrize(
    ("said", "printed", "policy", "is_hidden"),
    [
        (None, "", OPEN, False),
        ("ลับ", "", OPEN, True),
        (None, "ลับมาก\n", OPEN, True),
        ("ปกติ", "ลับมาก\n", OPEN, True),
        ("ลับ", "", Policy(CLASSIFICATIONS[:2]), False),
        ("ลับ", "ลับที่สุด\n", Policy(CLASSIFICATIONS[:3]), True),
    ],
    ids=["open", "said", "printed", "a lower word than printed", "cleared", "printed above clearance"],
)
def test_a_classified_one_does_not_exist_for_others(
    runtime: Runtime, tmp_path: Path, said: str | None, printed: str, policy: Policy, is_hidden: bool
) -> None:
    """Told in the words in which one that never was is told."""
    (tmp_path / "a.txt").write_text(printed + MATTER.format(1))
    runtime.load([tmp_path / "a.txt"], LoadOptions(classification=said))
    key = documents(runtime)["a.txt"]
    assert hidden(runtime, key, policy) is is_hidden
    with pytest.raises(NotFound, match="there is no original of document 999"):
        original(runtime, 999, policy)


def row(day: int, level: str | None) -> dict[str, object]:
    """A row of a file of rows."""
    told = {"meeting_date": f"2031-01-{day:02d}", "number": 1, "title": f"หอยทากวันที่ {day}", "body": "มีมติรับทราบ"}
    return told | ({"classification": level} if level else {})


def as_json_lines(path: Path) -> Path:
    """One open meeting, one secret, as JSON lines."""
    path = path.with_suffix(".jsonl")
    path.write_text("\n".join(json.dumps(each) for each in (row(5, None), row(12, "ลับมาก"))))
    return path


def as_table(path: Path) -> Path:
    """The same as a table, the secret row in the same meeting."""
    path = path.with_suffix(".csv")
    path.write_text("วันประชุม,ลำดับ,เรื่อง,มติ,ชั้นความลับ\n2031-01-05,1,หอยทาก,รับทราบ,ปกติ\n2031-01-05,2,ปลาดาว,อนุมัติ,ลับมาก\n")
    return path


@pytest.mark.parametrize("written", [as_json_lines, as_table])
def test_a_file_of_many_documents_is_as_secret_as_its_most_secret(
    runtime: Runtime, tmp_path: Path, written: Callable[[Path], Path]
) -> None:
    """An open meeting's original is the whole file, with the secret rows in it: whoever may not see those gets none."""
    runtime.load([written(tmp_path / "rows")])
    keys = documents(runtime).values()
    assert len(keys) == 2
    assert [hidden(runtime, key, OPEN) for key in keys] == [True, True]
    assert [hidden(runtime, key, Policy(CLASSIFICATIONS[:3])) for key in keys] == [False, False]


@pytest.mark.parametrize("other", ["a.txt#1.txt", "a.txt#L3.txt", "a.txt$.txt", "b.txt"])
def test_a_secret_file_beside_it_hides_nothing(runtime: Runtime, tmp_path: Path, other: str) -> None:
    """A file whose name only begins alike is another file; an open one does not tell of it."""
    for number, (name, level) in enumerate((("a.txt", None), (other, "ลับ"))):
        (tmp_path / name).write_text(MATTER.format(number))
        assert runtime.load([tmp_path / name], LoadOptions(classification=level)).loaded == [name]
    assert hidden(runtime, documents(runtime)[other], OPEN) is True
    assert hidden(runtime, documents(runtime)["a.txt"], OPEN) is False


def test_a_damaged_original_is_told(runtime: Runtime, tmp_path: Path) -> None:
    """It is not handed out, and not called missing."""
    (tmp_path / "a.txt").write_text(MATTER.format(1))
    runtime.load([tmp_path / "a.txt"])
    with runtime.session() as session:
        sha256 = session.execute(select(col(DocumentVersion.original))).scalar() or ""
    Originals(runtime.room.originals).path(sha256).write_bytes(b"else")
    with pytest.raises(Damaged):
        original(runtime, documents(runtime)["a.txt"])


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("ไทย".encode(), "utf-8"),
        ("ไทย".encode("cp874"), "windows-874"),
        (b"plain", "utf-8"),
        (b"\xef\xbb\xbfa", "utf-8"),
    ],
)
def test_how_plain_text_is_read(data: bytes, charset: str) -> None:
    """As the importer reads it, so that a browser shows Thai."""
    assert Original("a.txt", data).charset == charset
