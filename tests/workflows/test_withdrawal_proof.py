"""The search through files that proves a withdrawal."""

import json
from pathlib import Path

import pytest

from kb.workflows import withdrawal_proof


def test_a_block_border_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that stand over the border of two blocks are found."""
    monkeypatch.setattr(withdrawal_proof, "BLOCK", 16)
    words = "ฝูงเต่าอพยพ".encode()
    for ahead in range(40):
        (tmp_path / "file").write_bytes(b"x" * ahead + words + b"y")
        assert withdrawal_proof.holds(tmp_path / "file", [words]), ahead
    assert not withdrawal_proof.holds(tmp_path / "file", [words + b"z"])
    assert not withdrawal_proof.holds(tmp_path / "gone", [words])


@pytest.mark.parametrize("form", ["utf-8", "cp874", "json", "inside"])
def test_the_forms_words_may_have(tmp_path: Path, form: str) -> None:
    """UTF-8, Windows-874, JSON escapes, between other bytes; in a folder below; nothing else is named."""
    words = "ฝูงเต่าอพยพข้ามสะพาน"
    forms = {"json": json.dumps(words).encode(), "inside": b"\xff\x00" + words.encode() + b"\xff"}
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "file").write_bytes(forms[form] if form in forms else words.encode(form))
    (tmp_path / "other").write_bytes(words[:-1].encode())
    assert withdrawal_proof.files_holding(tmp_path, [words]) == ("below/file",)
    assert withdrawal_proof.files_holding(tmp_path, []) == ()


def test_words_that_windows_874_lacks() -> None:
    """They are looked for in the other forms."""
    assert withdrawal_proof.forms_of("é") == ["é".encode(), b"\\u00e9"]
