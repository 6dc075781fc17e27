"""Withdrawing a document from a whole home: rows, indexes, files, caches, jobs, a server at work; and the proof."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from kb.access import EVERYTHING
from kb.errors import BadInput, Busy, NotFound
from kb.ingest.readers.page_cache import PageCache, RecognisedPage
from kb.runtime import Runtime
from kb.search import SearchFilter, every_resolution, get_resolution
from kb.settings import Settings
from kb.store import DocumentVersion, Job
from kb.workflows import LoadReport, withdrawal_proof
from kb.workflows import withdraw as withdrawing
from kb.workflows.deciding import Deciding
from kb.workflows.jobs import JobWorker, get_job, receive_document
from kb.workflows.withdraw import Premises, WithdrawalReport, preview_withdrawal, withdraw

PAGE = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574

1. เรื่อง ขออนุมัติสร้างสะพานลอยคนข้ามสำหรับฝูงเต่าอพยพในเขตเทศบาลนครสมมุติ
คณะรัฐมนตรีมีมติอนุมัติวงเงินสิบห้าล้านบาทให้กรมนับเต่าสมมุติสร้างสะพานลอยหลังคากระเบื้องเคลือบสีมรกต
2. เรื่อง ร่างกฎกระทรวงกำหนดเส้นผ่านศูนย์กลางลูกโป่งลมสวรรค์ที่ใช้ในงานวัดประจำปี
คณะรัฐมนตรีมีมติเห็นชอบร่างกฎกระทรวงตามที่สำนักงานคณะกรรมการลูกโป่งแห่งชาติสมมุติเสนอ
"""
QUESTION = "สะพานลอยฝูงเต่าอพยพ"
REFS = ("2031-01-05-01", "2031-01-05-02")


@pytest.fixture
def home(own_runtime: Runtime) -> Runtime:
    """A home of the test's own, with the sample corpus."""
    return own_runtime


def loaded(home: Runtime, folder: Path, name: str = "page.txt", text: str = PAGE, encoding: str = "utf-8") -> Path:
    """A document of a folder outside the home."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode(encoding))
    report = home.load([path])
    assert report.loaded == [name]
    home.reader.refresh()
    return path


def parts(home: Runtime) -> tuple[Deciding, Premises]:
    """What withdrawing needs."""
    own = home.settings
    deciding = Deciding(home.database, home.indexer, home.encoder, home.registry)
    return deciding, Premises(own.home, own.original_directory, own.upload_directory, own.cache_directory)


def gone(home: Runtime, asked: str) -> WithdrawalReport:
    """Withdraw a document."""
    report = withdraw(*parts(home), asked, "สมชาย", "ส่งผิดแฟ้ม")
    home.reader.refresh()
    return report


def refs(home: Runtime) -> list[str]:
    """What is listed of the meeting."""
    with home.session() as session:
        return [each.id for each in every_resolution(session, SearchFilter(years=(2574,)), EVERYTHING)]


def test_nothing_is_left_of_it(home: Runtime, own_ask: Callable[..., Any], tmp_path: Path) -> None:
    """Not in rows, indexes, originals, nor in any byte of the home; the user's own file is left alone."""
    path = loaded(home, tmp_path / "in")
    found = own_ask(QUESTION)
    assert found.hits[0].id == REFS[0]
    before = len(list(home.settings.home.rglob("*")))
    report = gone(home, "page.txt")
    assert (report.gone, report.kept, report.files_left, report.problems) == (REFS, (), (), ())
    assert set(report.rows_left.values()) == {0}
    assert len(report.rows_left) == 20
    assert report.pieces >= 6
    assert report.words >= 3
    assert report.clean
    assert path.read_text(encoding="utf-8") == PAGE
    assert [each.partition("/")[0] for each in report.files_removed] == ["originals"]
    assert [hit.id for hit in own_ask(QUESTION).hits if hit.id in REFS] == []
    assert [hit.id for hit in own_ask(f'"{PAGE.splitlines()[2][12:50]}"').hits if hit.id in REFS] == []
    assert refs(home) == []
    with home.session() as session, pytest.raises(NotFound):
        get_resolution(session, REFS[0], EVERYTHING)
    generations = sorted(each.name for each in home.settings.index_directory.glob("g-*"))
    assert generations == [home.reader.live.name if home.reader.live else ""]
    assert len(list(home.settings.home.rglob("*"))) < before
    assert home.indexer.verify().problems == ()


def test_it_can_be_loaded_again(home: Runtime, tmp_path: Path) -> None:
    """The same bytes at the same place are new."""
    path = loaded(home, tmp_path / "in")
    gone(home, "page.txt")
    assert home.load([path]).added == 2
    assert refs(home) == list(REFS)


def test_a_server_at_work_shows_it_no_more(home: Runtime, ask_of: Callable[..., Any], tmp_path: Path) -> None:
    """Another process that watches: within seconds it is gone from hits and facets, without a word said to it."""
    loaded(home, tmp_path / "in")
    server = Runtime(Settings(home.settings.home))
    server.warm_up()
    server.watch()
    ask = ask_of(server)
    try:
        assert ask(QUESTION).hits[0].id == REFS[0]
        assert gone(home, "page.txt").clean
        until = time.monotonic() + 5
        while ask("", years=(2574,)).total and time.monotonic() < until:
            time.sleep(0.05)
        assert time.monotonic() < until
        assert [hit.id for hit in ask(QUESTION).hits if hit.id in REFS] == []
        assert "เต่าอพยพ" not in repr(ask(QUESTION).hits)
    finally:
        server.close()


def test_what_a_letter_still_tells_stays(home: Runtime, own_ask: Callable[..., Any], tmp_path: Path) -> None:
    """The second page of the meeting corrected matter 1; withdrawn, the first page is shown again."""
    loaded(home, tmp_path / "in")
    second = PAGE.split("2. เรื่อง", maxsplit=1)[0].replace("สีมรกต", "สีทับทิมแวววาวระยิบระยับ")
    loaded(home, tmp_path / "in", "second.txt", second)
    with home.session() as session:
        assert get_resolution(session, REFS[0], EVERYTHING).summary.source == "second.txt"
    report = gone(home, "second.txt")
    assert (report.gone, report.kept, report.clean) == ((), (REFS[0],), True)
    assert report.pieces >= 1  # only what the first page does not say
    with home.session() as session:
        shown = get_resolution(session, REFS[0], EVERYTHING)
    assert shown.summary.source == "page.txt"
    assert "สีมรกต" in shown.body
    assert own_ask(QUESTION).hits[0].id == REFS[0]


def test_an_upload_goes_with_its_job(home: Runtime, tmp_path: Path) -> None:
    """The file that was sent, the job's name, place and report; that a job ran stays."""
    del tmp_path
    uploads = home.settings.upload_directory
    worker = JobWorker(home.database, uploads, home.load)
    job = receive_document(home.database, uploads, "ลับเฉพาะเต่า.txt", PAGE.encode("cp874"))
    worker.start()
    until = time.monotonic() + 20
    while get_job(home.database, job.id).finished_at is None and time.monotonic() < until:
        time.sleep(0.02)
    worker.stop()
    assert refs(home) == list(REFS)
    report = gone(home, "ลับเฉพาะเต่า.txt")
    assert report.clean, report
    assert any(each.startswith("uploads/") for each in report.files_removed)
    view = get_job(home.database, job.id)
    assert (view.state, view.name) == ("done", "ถอนแล้ว (withdrawn)")
    assert "ลับเฉพาะเต่า" not in repr(view)
    with home.session() as session:
        assert session.execute(select(col(Job.path))).scalar_one() == ""
    assert [each for each in uploads.rglob("*") if each.is_file()] == []


def test_a_kill_after_the_commit(home: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are gone, files and old index are not; --finish, or the next withdrawal, takes them too."""
    loaded(home, tmp_path / "in")
    monkeypatch.setattr(withdrawing, "_cleaned", lambda _parts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        gone(home, "page.txt")
    monkeypatch.undo()
    sent = home.settings.upload_directory / "documents" / "job" / "copy.txt"
    sent.parent.mkdir(parents=True)
    sent.write_text(PAGE, encoding="utf-8")  # sent a second time, and never loaded
    pieces = ["สะพานลอยคนข้ามสำหรับฝูงเต่าอพยพ"]
    assert len(withdrawal_proof.files_holding(home.settings.home, pieces)) >= 2
    assert withdrawing.finish_withdrawals(*parts(home)) == ()
    assert withdrawal_proof.files_holding(home.settings.home, pieces) == ()


def table(folder: Path) -> Path:
    """A file of two meetings."""
    rows = [
        {"meeting_date": f"2031-01-{day}", "number": 1, "title": f"เรื่องของวันที่ {day} {words}", "body": words * 3}
        for day, words in (("05", "สะพานลอยหลังคากระเบื้องเคลือบสีมรกตสำหรับฝูงเต่า"), ("12", "ลูกโป่งลมสวรรค์ในงานวัดประจำปี"))
    ]
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("asked", ["rows.jsonl", None])
def test_a_whole_file(home: Runtime, tmp_path: Path, asked: str | None) -> None:
    """Every document of it at once, by name or path; the original goes with the last of them."""
    path = table(tmp_path)
    home.load([path])
    report = withdraw(*parts(home), asked or str(path), "สมชาย", "ส่งผิดแฟ้ม", whole_file=True)
    assert (len(report.documents), report.gone) == (2, ("2031-01-05-01", "2031-01-12-01"))
    assert (report.originals_kept, report.clean, len(report.files_removed)) == ((), True, 1)
    assert path.exists()


def test_one_meeting_of_a_file_of_several(home: Runtime, tmp_path: Path) -> None:
    """The original holds other documents too: it is kept, and the proof says where the words still stand."""
    home.load([table(tmp_path)])
    report = gone(home, "rows.jsonl#2031-01-05")
    assert (report.gone, len(report.originals_kept), report.clean) == (("2031-01-05-01",), 1, False)
    sha256 = report.originals_kept[0]
    assert report.files_left == (f"originals/{sha256[:2]}/{sha256}",)
    assert set(report.rows_left.values()) == {0}
    last = gone(home, "rows.jsonl#2031-01-12")
    assert (last.gone, last.clean) == (("2031-01-12-01",), True)


@pytest.mark.parametrize("encoding", ["utf-8", "cp874", "json"])
def test_the_proof_finds_what_was_left(home: Runtime, tmp_path: Path, encoding: str) -> None:
    """A copy that nobody knew of, in whatever encoding, is named in the report."""
    loaded(home, tmp_path / "in")
    left = home.settings.home / "logs" / "copy.bin"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"\0" * 100 + (json.dumps(PAGE).encode() if encoding == "json" else PAGE.encode(encoding)))
    report = gone(home, "page.txt")
    assert (report.files_left, report.clean) == (("logs/copy.bin",), False)


def test_cached_pages_go(home: Runtime, tmp_path: Path) -> None:
    """Those recognised from its bytes; other documents' pages stay."""
    loaded(home, tmp_path / "in")
    with home.session() as session:
        newest = select(col(DocumentVersion.sha256)).order_by(col(DocumentVersion.id).desc())
        digest = session.execute(newest.limit(1)).scalar_one()
    cache = PageCache(home.settings.cache_directory)
    page, settings = RecognisedPage(PAGE, 0.9, "tesseract"), "300 dpi"
    cache.put(digest, 1, settings, page)
    cache.put("ab" * 32, 1, settings, RecognisedPage("หน้าอื่น", 0.9, "tesseract"))
    assert cache.get(digest, 1, settings) is not None
    report = gone(home, "page.txt")
    assert cache.get(digest, 1, settings) is None
    assert cache.get("ab" * 32, 1, settings) is not None
    assert report.clean


def test_what_could_not_be_finished_is_told(home: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer holds the indexes: the rows are gone all the same, the report says so and is not clean."""
    loaded(home, tmp_path / "in")

    def busy(*_: object) -> None:
        raise Busy("ไม่ว่าง", "busy")

    with monkeypatch.context() as patched:
        patched.setattr(home.indexer, "catch_up", busy)
        patched.setattr(home.indexer, "rebuild", busy)
        report = gone(home, "page.txt")
    assert ("ไม่ว่าง", "busy") in report.problems
    assert not report.clean
    assert set(report.rows_left.values()) == {0}
    assert withdrawing.finish_withdrawals(*parts(home)) == ()
    assert withdrawal_proof.files_holding(home.settings.home, ["สะพานลอยคนข้ามสำหรับฝูงเต่าอพยพ"]) == ()


def test_the_preview_and_names_that_several_have(home: Runtime, tmp_path: Path) -> None:
    """By name, number or uri; a name that two documents have is no name; one that none has is not found."""
    path = loaded(home, tmp_path / "in")
    other = loaded(home, tmp_path / "other", text=PAGE.replace("5 มกราคม", "12 มกราคม"))
    with home.session() as session:
        found = preview_withdrawal(session, str(path))
        number = found.documents[0][0]
        assert (found.documents, found.gone, found.kept) == (((number, str(path)),), REFS, ())
        assert preview_withdrawal(session, str(number)) == found
        assert preview_withdrawal(session, str(other)).documents == ((number + 1, str(other)),)
        with pytest.raises(BadInput, match="2 files are named"):
            preview_withdrawal(session, "page.txt", whole_file=True)
        with pytest.raises(BadInput, match="2 documents are named") as caught:
            preview_withdrawal(session, "page.txt")
        assert str(path) in caught.value.thai
        for asked in ("none.txt", "", "0", "99999999999999999999999"):
            with pytest.raises(NotFound):
                preview_withdrawal(session, asked)


def test_two_of_one_kind(home: Runtime, tmp_path: Path) -> None:
    """A copy of the document under another name: every piece of text stands there too, so none can be looked for."""
    loaded(home, tmp_path / "in")
    copy = tmp_path / "in" / "copy.txt"
    copy.write_text(PAGE + "\n", encoding="utf-8")
    assert isinstance(home.load([copy]), LoadReport)
    report = gone(home, "page.txt")
    assert (report.gone, report.kept, report.pieces, report.clean) == ((), REFS, 0, True)
