"""What lies under a path: everything that may be a document, in order, and nothing passed over in silence."""

import os
from pathlib import Path

import pytest

from kb.ingest.walking import file_and_member, files_under, is_companion, shown_name


@pytest.mark.parametrize(
    ("name", "companion"),
    [
        pytest.param("README.md", True, id="comes with a collection"),
        pytest.param("x/License", True, id="in any folder, without suffix"),
        pytest.param("notice.txt", True, id="as text"),
        pytest.param("run.PY", True, id="a program"),
        pytest.param("~$มติ.docx", True, id="the lock of an open document"),
        pytest.param("Notice.pdf", False, id="a scanned notice is a document"),
        pytest.param("license.docx", False, id="and so is a typed licence"),
        pytest.param("readme first.md", False, id="only begins alike"),
        pytest.param("มติ.txt", False, id="a document"),
    ],
)
def test_companions(name: str, companion: bool) -> None:
    """What only accompanies a collection is known by its name."""
    assert is_companion(name) is companion


def test_every_file_once_by_path(tmp_path: Path) -> None:
    """Folders below, links to files, not what is hidden; a link back to the top does not go round in circles."""
    for name in ("ข/2.txt", "ข/1.txt", "a.txt", ".x.txt", ".x/y.txt", "__pycache__/z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "ข" / "loop").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    found = files_under([tmp_path, tmp_path / "a.txt", tmp_path / "ข" / ".." / "none.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.txt",
        "b.txt",
        "ข/../none.txt",
        "ข/1.txt",
        "ข/2.txt",
    ]


def test_a_hidden_or_companion_file_that_is_named_is_read(tmp_path: Path) -> None:
    """Whoever names it wants it."""
    (tmp_path / "README.md").write_text("x")
    assert files_under([tmp_path / "README.md"]) == [tmp_path / "README.md"]


def test_a_folder_that_cannot_be_opened_is_given_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it is refused with a reason, and not taken for empty."""
    (tmp_path / "ปิด").mkdir()
    (tmp_path / "a.txt").write_text("x")
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("ปิด"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert files_under([tmp_path]) == [tmp_path / "a.txt", tmp_path / "ปิด"]


@pytest.mark.parametrize(
    ("uri", "parts"),
    [
        ("/a/x.pdf", ("/a/x.pdf", "")),
        ("/a/x.zip!y.pdf", ("/a/x.zip", "y.pdf")),
        ("/a/x.tar.gz!d/y!z.pdf", ("/a/x.tar.gz", "d/y!z.pdf")),
        ("/a!b/ด่วน!.pdf", ("/a!b/ด่วน!.pdf", "")),
        ("/a!b/x!.ZIP!y.pdf", ("/a!b/x!.ZIP", "y.pdf")),
        ("/a/x.zip", ("/a/x.zip", "")),
        ("/a/x.zip!y.zip!z.pdf", ("/a/x.zip", "y.zip!z.pdf")),
    ],
)
def test_a_file_and_its_member(uri: str, parts: tuple[str, str]) -> None:
    """A mark in a name is no member's; behind the name of an archive it is."""
    assert file_and_member(uri) == parts


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("มติ.txt".encode(), "มติ.txt"),
        ("มติ.txt".encode("cp874"), "มติ.txt"),
        (b"\xff\xfe.txt", "\\xff\\xfe.txt"),
    ],
    ids=["UTF-8", "of an old Thai system", "of none"],
)
def test_names_that_can_be_shown(raw: bytes, shown: str) -> None:
    """Whatever the bytes, a name that a database takes."""
    assert shown_name(os.fsdecode(raw)) == shown
    assert shown.encode()
