"""Export, and import into another home: the same resolutions; a file that cannot be written is left as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from kb.errors import Unwritable
from kb.runtime import Runtime
from kb.store import Agency, DocumentVersion, Resolution
from kb.workflows.corrections import correct
from kb.workflows.deciding import Deciding
from kb.workflows.export import export_table

ODD = """5 มกราคม 2574
เรื่อง =SUM(A1) “หอยทาก”; ปลาดาว, และอื่น ๆ
คณะรัฐมนตรีมีมติ
\t1. รับทราบ\v

2. @อนุมัติ -1 +2
"""


def rows(runtime: Runtime) -> list[tuple[Any, ...]]:
    """What every live resolution says, by address."""
    body = func.substr(
        col(DocumentVersion.text), col(Resolution.body_start) + 1, col(Resolution.body_end) - col(Resolution.body_start)
    )
    statement = (
        select(
            col(Resolution.ref), col(Resolution.title), body, col(Agency.name), col(Resolution.agency_abbr),
            col(Resolution.outcome), col(Resolution.group), col(Resolution.letter_number), col(Resolution.letter_date),
            col(Resolution.classification),
        )
        .join(DocumentVersion, col(DocumentVersion.id) == col(Resolution.version_id))
        .outerjoin(Agency, col(Agency.id) == col(Resolution.agency_id))
        .where(col(Resolution.withdrawn).is_(False))
        .order_by(col(Resolution.ref))
    )  # fmt: skip
    with runtime.session() as session:
        return [tuple(row) for row in session.execute(statement)]


def exported(runtime: Runtime, path: Path) -> int:
    """Export a home; gives how many."""
    with runtime.session() as session:
        return export_table(session, path)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_fresh_home_gets_the_same_resolutions(
    sample_runtime: Runtime, new_home: Callable[[], Runtime], tmp_path: Path, suffix: str
) -> None:
    """All of the sample, field by field; exported again it is the same once more."""
    path = tmp_path / f"มติ{suffix}"
    assert exported(sample_runtime, path) == 126
    fresh = new_home()
    report = fresh.load([path])
    assert (report.added, report.rejected, report.warnings) == (126, [], [])
    assert rows(fresh) == rows(sample_runtime)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_odd_text_and_corrections_go_along(new_home: Callable[[], Runtime], tmp_path: Path, suffix: str) -> None:
    """What looks like a formula is text; a control character does no harm; the corrected title is the one told."""
    first, second = new_home(), new_home()
    (tmp_path / "2031-01-05-03.txt").write_text(ODD)
    (tmp_path / "2031-01-05-04.txt").write_text(ODD.replace("หอยทาก", "ดาวทะเล"))
    first.load([tmp_path / "2031-01-05-03.txt", tmp_path / "2031-01-05-04.txt"])
    parts = Deciding(first.database, first.indexer, first.encoder, first.registry)
    correct(parts, "2031-01-05-04", "title", "การดูแลดาวทะเล", "สมชาย")
    path = tmp_path / f"a{suffix}"
    assert exported(first, path) == 2
    report = second.load([path])
    assert (report.added, report.rejected) == (2, [])
    told, again = rows(first), rows(second)
    assert [row[0] for row in again] == ["2031-01-05-03", "2031-01-05-04"]
    assert [row[1] for row in again] == [row[1] for row in told]
    assert [row[2].replace("\v", "") for row in told] == [row[2].replace("\v", "") for row in again]
    assert (told[0][1][:8], told[1][1]) == ("=SUM(A1)", "การดูแลดาวทะเล")


def test_nothing_to_export(new_home: Callable[[], Runtime], tmp_path: Path) -> None:
    """An empty archive gives a table of headings."""
    assert exported(new_home(), tmp_path / "a.csv") == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0].startswith("วันที่ประชุม,วาระที่,เรื่อง")
    assert [path.name for path in tmp_path.glob("*.*")] == ["a.csv"]


def test_where_nothing_can_be_written(new_home: Callable[[], Runtime], tmp_path: Path) -> None:
    """Told as such; a folder of that name stays what it is, and nothing half written is left."""
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    runtime = new_home()
    for path in (tmp_path / "a.csv", tmp_path / "none" / "a.csv", tmp_path / "file" / "a.csv"):
        with pytest.raises(Unwritable):
            exported(runtime, path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "file", "home0"]
