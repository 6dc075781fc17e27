"""Loading documents and all that follows, seen from outside."""

import json
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from kb.errors import BadInput
from kb.runtime import Runtime
from kb.settings import Settings
from kb.store import Passage, Quarantined, Resolution, Vector
from kb.workflows import LoadOptions


@pytest.fixture
def runtime(tmp_path: Path):
    """The parts of an empty home."""
    runtime = Runtime(Settings(tmp_path / "home"))
    yield runtime
    runtime.close()


def row(number: int, title: str = "โครงการบ้านต้นไม้", day: str = "2011-07-10") -> str:
    """A line of a document."""
    body = f"คณะรัฐมนตรีมีมติอนุมัติ{title} ตามที่กระทรวงมหาดไทยเสนอ"
    return json.dumps({"meeting_date": day, "number": number, "title": title, "body": body}, ensure_ascii=False) + "\n"


def test_what_is_told_is_committed(runtime: Runtime, tmp_path: Path) -> None:
    """When a document's name is handed out, another connection already sees its resolutions."""
    path = tmp_path / "a.jsonl"
    path.write_text(row(1) + row(2, day="2011-07-17"), encoding="utf-8")
    seen: list[tuple[str, int]] = []

    def told(name: str) -> None:
        with runtime.database.reading() as session:
            seen.append((name, session.execute(select(func.count(col(Resolution.id)))).scalar_one()))

    runtime.load([path], LoadOptions(on_document=told))
    assert seen == [("a.jsonl#2011-07-10", 1), ("a.jsonl#2011-07-17", 2)]


def test_each_resolution_has_a_title_passage_body_passages_and_their_vectors(runtime: Runtime, tmp_path: Path) -> None:
    """A short body is one passage, a long one several that cover it; each passage has its vector of this model."""
    path = tmp_path / "a.jsonl"
    path.write_text(row(1) + row(2, "โครงการ" + "สร้างบ้านต้นไม้ในอุทยาน " * 100), encoding="utf-8")
    runtime.load([path])
    with runtime.database.reading() as session:
        kinds = session.execute(
            select(Resolution.number, Passage.kind, func.count(col(Passage.id)))
            .join(Passage, col(Passage.resolution_id) == col(Resolution.id))
            .group_by(col(Resolution.number), col(Passage.kind))
        ).all()
        vectors = session.execute(select(Vector)).scalars().all()
        passages = session.execute(select(func.count(col(Passage.id)))).scalar_one()
    counts = {(number, kind): count for number, kind, count in kinds}
    assert (counts[1, "title"], counts[1, "body"], counts[2, "title"]) == (1, 1, 1)
    assert counts[2, "body"] >= 3
    assert len(vectors) == passages
    assert {vector.model for vector in vectors} == {runtime.encoder.fingerprint}
    assert {len(vector.data) for vector in vectors} == {2 * runtime.encoder.dimension}


def test_a_bad_file_is_quarantined_until_it_is_read_well(runtime: Runtime, tmp_path: Path) -> None:
    """Its reason is kept; corrected at the same place, it is loaded and the reason goes."""
    path = tmp_path / "a.jsonl"
    path.write_text("not json\n", encoding="utf-8")
    report = runtime.load([path])
    assert report.nothing_but_failures
    assert [each["code"] for each in report.rejected] == ["kb.unreadable"]

    def quarantined(session: Session) -> list[str]:
        return list(session.execute(select(Quarantined.name)).scalars())

    with runtime.database.reading() as session:
        assert quarantined(session) == ["a.jsonl#L1"]
    path.write_text(row(1), encoding="utf-8")
    assert runtime.load([path]).added == 1
    with runtime.database.reading() as session:
        assert quarantined(session) == []


def test_a_missing_path_stops_before_anything_is_read(runtime: Runtime, tmp_path: Path) -> None:
    """A slip in the second path: the first is not loaded either, and nothing is quarantined."""
    path = tmp_path / "a.jsonl"
    path.write_text(row(1), encoding="utf-8")
    with pytest.raises(BadInput, match="there is no file or folder"):
        runtime.load([path, tmp_path / "missing.jsonl"])
    assert (runtime.status()["resolutions"], runtime.status()["quarantined"]) == (0, 0)


def test_an_empty_folder_is_no_failure(runtime: Runtime, tmp_path: Path) -> None:
    """Nothing to do is not wrong."""
    (tmp_path / "empty").mkdir()
    report = runtime.load([tmp_path / "empty"])
    assert (report.loaded, report.rejected, report.nothing_but_failures) == ([], [], False)


def test_the_report_counts_and_times(runtime: Runtime, tmp_path: Path) -> None:
    """Counts are of resolutions, stages have their seconds."""
    path = tmp_path / "a.jsonl"
    path.write_text(row(1) + row(2) + "oops\n", encoding="utf-8")
    report = runtime.load([path])
    assert (report.added, report.updated, report.withdrawn, len(report.rejected)) == (2, 0, 0, 1)
    assert not report.nothing_but_failures
    assert {"read", "embed", "store", "index"} <= set(report.seconds)
    assert all(seconds >= 0 for seconds in report.seconds.values())


def test_the_index_follows_by_itself(runtime: Runtime, tmp_path: Path, ask_of) -> None:
    """After a load everything is found, nothing is pending."""
    path = tmp_path / "a.jsonl"
    path.write_text(row(1), encoding="utf-8")
    runtime.load([path])
    assert runtime.indexer.behind() == 0
    assert [hit.id for hit in ask_of(runtime)("บ้านต้นไม้").hits] == ["2011-07-10-01"]


def test_what_a_dead_writer_left_is_caught_up(runtime: Runtime, tmp_path: Path, ask_of, monkeypatch) -> None:
    """Documents committed without their index (the writer died) are found after `catch_up`, as every door calls it."""
    path = tmp_path / "a.jsonl"
    path.write_text(row(1), encoding="utf-8")
    runtime.load([path])
    path.write_text(row(1) + row(2, "โครงการเรือนกล้วยไม้"), encoding="utf-8")
    with monkeypatch.context() as broken:
        broken.setattr(runtime.indexer, "catch_up", lambda: None)
        runtime.load([path])
    assert runtime.indexer.behind() > 0
    runtime.catch_up()
    runtime.reader.refresh()
    assert runtime.indexer.behind() == 0
    assert ask_of(runtime)("เรือนกล้วยไม้").hits[0].id == "2011-07-10-02"
