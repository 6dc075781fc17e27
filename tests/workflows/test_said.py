"""What a person says of a document when it is loaded holds, whoever has the same bytes and however late it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kb.runtime import Runtime
from kb.store import Document
from kb.workflows import LoadOptions

GOOD = "5 มกราคม 2574\nเรื่อง การนับดาวทะเล\nคณะรัฐมนตรีมีมติรับทราบ\n"


def said(runtime: Runtime) -> dict[str, str | None]:
    """The classification said of each document."""
    with runtime.session() as session:
        return dict(session.execute(select(col(Document.name), col(Document.classification))).all())  # type: ignore[arg-type]


def test_known_bytes_that_are_sent_again_are_a_document_of_their_own(
    new_home: Callable[[], Runtime], tmp_path: Path
) -> None:
    """Each with what was said of it; nobody finds his own document missing because another one is hidden."""
    runtime = new_home()
    for name, level in (("a.txt", "ลับ"), ("b.txt", None), ("c.txt", "ลับมาก")):
        (tmp_path / name).write_text(GOOD)
        runtime.load([tmp_path / name], LoadOptions(classification=level, as_new=True))
    assert said(runtime) == {"a.txt": "ลับ", "b.txt": None, "c.txt": "ลับมาก"}


@pytest.mark.parametrize(("again", "level"), [(None, "ลับ"), ("ปกติ", "ปกติ"), ("ลับมาก", "ลับมาก")])
def test_what_was_said_of_one_that_could_not_be_read(
    new_home: Callable[[], Runtime], tmp_path: Path, again: str | None, level: str
) -> None:
    """It holds when it is read at last, unless a person says otherwise then."""
    runtime, path = new_home(), tmp_path / "a.txt"
    path.write_bytes(b"\x00" * 64)
    runtime.load([path], LoadOptions(classification="ลับ"))
    path.write_text(GOOD)
    runtime.load([path], LoadOptions(classification=again))
    assert said(runtime) == {"a.txt": level}
