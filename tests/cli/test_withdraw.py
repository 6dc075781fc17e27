"""`kb withdraw`: asks first, then proves that nothing is left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Person = Callable[..., Any]
WHO = ("--by", "สมชาย", "--reason", "ส่งผิดแฟ้ม")


def test_it_is_gone_with_proof(person: Person, home: Path) -> None:
    """The proof in words and as JSON; afterwards neither it nor its resolutions are known."""
    ran = person("withdraw", "page.txt", *WHO, "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert "2 resolutions gone, 0 kept" in ran.out
    assert "proof: 0 rows left in 20 tables" in ran.out
    assert "0 files hold one" in ran.out
    assert person("withdraw", "page.txt", *WHO, "--yes").code == 3
    assert person("show", "2031-01-05-01").code == 3
    assert all("ฝูงเต่าอพยพ".encode() not in path.read_bytes() for path in home.rglob("*") if path.is_file())
    report = person("withdraw", "letter.txt", *WHO, "--yes", "--json").json
    assert (report["gone"], report["files_left"], report["problems"]) == (["2031-01-05-00"], [], [])
    assert set(report["rows_left"].values()) == {0}


def test_nothing_happens_without_a_yes(person: Person) -> None:
    """Where nobody can answer it says what would go and what to add."""
    ran = person("withdraw", "page.txt", *WHO)
    assert ran.code == 2
    assert "2031-01-05-01, 2031-01-05-02" in ran.err
    assert "confirm with --yes" in ran.err
    assert person("show", "2031-01-05-01").code == 0


def test_a_copy_that_is_left_is_told(person: Person, home: Path, tmp_path: Path) -> None:
    """Exit code 5 and the file's name; once it is removed, --finish finds nothing to do."""
    (home / "notes.txt").write_bytes((tmp_path / "page.txt").read_bytes())
    ran = person("withdraw", "page.txt", *WHO, "--yes")
    assert (ran.code, ran.err) == (5, "  notes.txt\n")
    assert person("withdraw", "--finish").code == 0


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("page.txt", "--yes", "--by", "สมชาย"), 2, "say why"),
        (("page.txt", "--yes", "--reason", "ผิด"), 2, "say who"),
        (("none.txt", "--yes", *WHO), 3, "no document none.txt"),
        ((), 2, "name a document"),
    ],
)
def test_who_what_and_why(person: Person, args: tuple[str, ...], code: int, told: str) -> None:
    """Each must be said."""
    ran = person("withdraw", *args)
    assert ran.code == code
    assert told in ran.err
