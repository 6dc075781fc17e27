"""The command line: what it prints for people and for programs, and the exit code a script can rely on."""

import json
import os
import socket
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kb.cli import main
from kb.cli.main import EXIT_CODES, exit_code_of
from kb.errors import KbError


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


Kb = Callable[..., Ran]


@pytest.fixture
def kb(monkeypatch, capsys) -> Kb:
    """Run the command in this process, whatever settings the developer's shell has."""
    for name in [name for name in os.environ if name.startswith("KB_")]:
        monkeypatch.delenv(name)

    def run(*args: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kb", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def sample_kb(kb: Kb, sample_home: Path) -> Kb:
    """Run a command on the sample home."""
    return lambda *args: kb("--home", sample_home, *args)


def test_version(kb: Kb) -> None:
    """Name and version."""
    assert kb("--version") == Ran(0, f"resolution-kb {version('resolution-kb')}\n", "")


def test_a_checkout_that_was_never_installed_has_a_version_too(kb: Kb, monkeypatch) -> None:
    """Without an installed distribution the version says so, and the API document can still be made."""

    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("kb.settings.metadata.version", absent)
    assert kb("--version") == Ran(0, "resolution-kb 0+source\n", "")
    assert kb("openapi").json["info"]["version"] == "0+source"


def test_help_names_every_command(kb: Kb) -> None:
    """All ten, in Thai and English."""
    told = kb("--help")
    assert told.code == 0
    for name in ("ingest", "index", "status", "search", "show", "list", "evaluate", "train", "serve", "openapi"):
        assert f" {name} " in told.out
        help_of = kb(name, "--help")
        assert help_of.code == 0
        assert "--json" in help_of.out


@pytest.mark.parametrize(
    ("args", "code", "thai", "english"),
    [
        (["search"], 2, "กรุณาพิมพ์คำค้น", "type a query"),
        (["search", "x" * 10_001], 2, "คำค้นยาว 10,001", "shorten it"),
        (["search", "น้ำ", "--mode", "fuzzy"], 2, "โหมดการค้นต้องเป็น", "mode must be one of"),
        (["search", "น้ำ", "--from", "soon"], 2, "อ่านวันที่ “soon” ไม่ได้", "'soon' is no date"),
        (["search", "น้ำ", "--limit", "0"], 2, "จำนวนผลต่อหน้า", "limit must be between"),
        (["search", "น้ำ\udcff"], 2, "ไม่ใช่ UTF-8", "not UTF-8"),
        (["search", "", "--agency", "\udcff"], 2, "ไม่ใช่ UTF-8", "not UTF-8"),
        (["list", "--group", "\udcff"], 2, "ไม่ใช่ UTF-8", "not UTF-8"),
        (["show", "2015-03-15-99"], 3, "ไม่พบมติเลขที่ 2015-03-15-99", "there is no resolution"),
        (["show", "\udcff"], 2, "ไม่ใช่ UTF-8", "not UTF-8"),
        (["evaluate", "missing.jsonl"], 2, "อ่านไฟล์ missing.jsonl ไม่ได้", "cannot read missing.jsonl"),
        (["evaluate", "missing.jsonl", "--mode", "fuzzy"], 2, "โหมดการค้นต้องเป็น", "mode must be one of"),
    ],
)
def test_an_error_is_told_in_both_languages_with_its_code(
    sample_kb: Kb, args: list[str], code: int, thai: str, english: str
) -> None:
    """On standard error, in Thai first; nothing on standard output; no trace of the program."""
    ran = sample_kb(*args)
    assert (ran.code, ran.out) == (code, "")
    told = ran.err.splitlines()
    assert told[0].startswith("ผิดพลาด: ")
    assert thai in told[0]
    assert told[1].startswith("error: ")
    assert english in told[1]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ["nothing"],
        ["search", "a", "b"],
        ["search", "--nothing"],
        ["search", "x", "--limit", "many"],
        ["show"],
        ["ingest"],
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_usage_is_2(sample_kb: Kb, args: list[str]) -> None:
    """Unknown commands and options, and missing arguments."""
    ran = sample_kb(*args)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage" in ran.err


def test_exit_codes_are_apart() -> None:
    """Each kind of error has its own code; an unknown one has 1."""
    assert [code for _, code in EXIT_CODES] == list(range(2, 10))
    assert [exit_code_of(kind("ก", "a")) for kind, _ in EXIT_CODES] == list(range(2, 10))
    assert exit_code_of(KbError("ก", "a")) == 1


def test_ctrl_c_is_130(monkeypatch, kb: Kb, sample_home: Path) -> None:
    """Interrupted: the code that shells expect, without a trace."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.cli.resolutions.search", interrupted)
    ran = kb("--home", sample_home, "search", "น้ำ")
    assert ran.code == 130
    assert "Traceback" not in ran.err


def test_bad_settings_are_told_too(monkeypatch, sample_kb: Kb) -> None:
    """A setting with a bad value stops every command with what it may be."""
    monkeypatch.setenv("KB_TOKENISER", "letters")
    ran = sample_kb("status")
    assert ran.code == 2
    assert "KB_TOKENISER must be one of auto, nlpo3, newmm, not 'letters'" in ran.err


def test_search_for_people(sample_kb: Kb) -> None:
    """Count, title, address, Thai date, agency, outcome, a quotation and the reasons."""
    ran = sample_kb("search", "นร 0505/ว 91", "--limit", 1)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("พบ")
    assert lines[2] == "1. โครงการสระสำรองน้ำร่วมใจเพื่อการเพาะปลูกนอกเขตชลประทาน ระยะที่ 1"
    assert lines[3] == "   2015-03-15-01 · 15 มีนาคม 2558 · กระทรวงเกษตรและสหกรณ์ | อนุมัติ | เศรษฐกิจ - สังคม"
    assert lines[-1].startswith("   เหตุผล: ตรงกับเลข นร 0505/ว 91")


def test_search_for_programs(sample_kb: Kb) -> None:
    """The same answer as JSON, with filters, mode, limit and offset."""
    args = ["search", "หนี้", "--json", "--year", 2564, "--year", "2022", "--agency", "กค.", "--mode", "lexical"]
    whole = sample_kb(*args).json
    assert {hit["meeting_date"][:4] for hit in whole["hits"]} == {"2021", "2022"}
    assert {hit["agency"] for hit in whole["hits"]} == {"กระทรวงการคลัง"}
    part = sample_kb(*args, "--limit", 1, "--offset", 1).json
    assert [hit["id"] for hit in part["hits"]] == [whole["hits"][1]["id"]]
    assert part["total"] == whole["total"]
    within = sample_kb("search", "--json", "--from", "17 พ.ค. 63", "--to", "2020-05-17", "--limit", 100).json
    assert {hit["meeting_date"] for hit in within["hits"]} == {"2020-05-17"}


def test_no_hits(sample_kb: Kb) -> None:
    """Nothing found is no error."""
    ran = sample_kb("search", "🙂")
    assert (ran.code, ran.out) == (0, "ไม่พบมติที่ตรงกับคำค้น (no hits)\n")


def test_show(sample_kb: Kb, sample_rows) -> None:
    """One resolution in full, for people and for programs."""
    row = sample_rows["2015-03-15-02"]
    ran = sample_kb("show", "2015-03-15-02")
    assert ran.code == 0
    assert ran.out.startswith("2015-03-15-02  15 มีนาคม 2558  เรื่องที่ 2\n" + row["title"])
    assert ran.out.endswith(row["body"] + "\n")
    told = sample_kb("show", "2015-03-15-02", "--json").json
    assert (told["body"], told["summary"]["title"]) == (row["body"], row["title"])


FIELDS = [
    "id", "meeting_date", "number", "title", "agency", "agency_abbr", "outcome", "group", "letter_number",
    "letter_date", "body_chars", "source",
]  # fmt: skip


def test_list_jsonl_is_fixed_for_tools(sample_kb: Kb, sample_rows) -> None:
    """One line per resolution, oldest first, with exactly these fields of exactly these kinds."""
    ran = sample_kb("list", "--jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in rows] == sorted(sample_rows)
    for row in rows:
        assert list(row) == FIELDS
        assert isinstance(row["number"], int)
        assert isinstance(row["body_chars"], int)
        told = sample_rows[row["id"]]
        assert (row["title"], row["outcome"], row["body_chars"]) == (told["title"], told["outcome"], len(told["body"]))
        assert row["letter_number"] == told.get("letter_number")
    assert [dict(row) for row in sample_kb("list", "--json").json] == rows


def test_list_for_people_and_with_filters(sample_kb: Kb) -> None:
    """Tab-separated: address, short Thai date, abbreviation, title."""
    ran = sample_kb("list", "--group", "แต่งตั้ง", "--year", "2561")
    assert [line.split("\t")[:3] for line in ran.out.splitlines()] == [["2018-10-07-04", "7 ต.ค. 61", "พม."]]


def test_a_list_with_bodies_can_be_loaded_again(kb: Kb, sample_kb: Kb, tmp_path: Path) -> None:
    """What `list --jsonl` prints, with the body of `show` beside it, is a document that gives the same list."""
    rows = [json.loads(line) for line in sample_kb("list", "--jsonl", "--year", "2563").out.splitlines()]
    export = tmp_path / "export.jsonl"
    with export.open("w", encoding="utf-8") as stream:
        for row in rows:
            body = sample_kb("show", row["id"], "--json").json["body"]
            stream.write(json.dumps({**row, "body": body}, ensure_ascii=False) + "\n")
    home = tmp_path / "home"
    assert kb("--home", home, "ingest", export).code == 0
    again = [json.loads(line) for line in kb("--home", home, "list", "--jsonl").out.splitlines()]
    assert again == rows


def test_ingest(kb: Kb, tmp_path: Path, sample: Path) -> None:
    """Creates the home; says what it did in both languages; a second run changes nothing."""
    home = tmp_path / "deep" / "home"
    first = kb("--home", home, "ingest", sample)
    assert first.code == 0
    assert "นำเข้า 36 เอกสาร: มติใหม่ 126" in first.out
    assert "loaded 36 documents: 126 new" in first.out
    second = kb("--home", home, "ingest", sample, "--json").json
    assert (second["loaded"], second["already_loaded"], second["added"], second["updated"]) == ([], 36, 0, 0)
    assert second["rejected"] == []


def test_ingest_of_good_and_bad(kb: Kb, tmp_path: Path) -> None:
    """One bad file never stops a run: 0 with the reasons on standard error; 8 when there was nothing but bad files."""
    row = {"meeting_date": "2011-07-10", "number": 1, "title": "เรื่องดี", "body": "คณะรัฐมนตรีมีมติรับทราบ"}
    (tmp_path / "good.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text("not json", encoding="utf-8")
    home = tmp_path / "home"
    ran = kb("--home", home, "ingest", tmp_path / "bad.jsonl")
    assert ran.code == 8
    assert "bad.jsonl" in ran.err
    ran = kb("--home", home, "ingest", tmp_path / "bad.jsonl", tmp_path / "good.jsonl", "--json")
    assert ran.code == 0
    assert ran.json["added"] == 1
    assert [set(each) for each in ran.json["rejected"]] == [{"name", "code", "thai", "english"}]


def test_ingest_of_a_missing_path(kb: Kb, tmp_path: Path, sample: Path) -> None:
    """A slip in a path is told before anything is read."""
    home = tmp_path / "home"
    ran = kb("--home", home, "ingest", sample, tmp_path / "missing")
    assert ran.code == 2
    assert "there is no file or folder" in ran.err
    assert kb("--home", home, "status", "--json").json["resolutions"] == 0


def test_index_and_status(kb: Kb, own_home: Path) -> None:
    """Verify, rebuild, and what the home holds."""
    verdict = kb("--home", own_home, "index", "--verify", "--json")
    assert (verdict.code, verdict.json["resolutions"], verdict.json["problems"]) == (0, 126, [])
    before = kb("--home", own_home, "status", "--json").json
    assert (before["resolutions"], before["index_behind"], before["index_problem"]) == (126, 0, None)
    assert "the index is clean: 126 resolutions" in kb("--home", own_home, "index", "--rebuild").out
    after = kb("--home", own_home, "status", "--json").json
    assert after["index"] != before["index"]
    assert "resolutions            126" in kb("--home", own_home, "status").out


def test_an_index_of_another_tokeniser(kb: Kb, own_home: Path, monkeypatch) -> None:
    """Refused with 4 and the command that repairs it; which then does."""
    monkeypatch.setenv("KB_TOKENISER", "newmm")
    ran = kb("--home", own_home, "search", "น้ำ")
    assert ran.code == 4
    assert "kb index --rebuild" in ran.err
    assert kb("--home", own_home, "index", "--rebuild").code == 0
    assert kb("--home", own_home, "search", "น้ำ").code == 0


def test_a_database_that_is_none(kb: Kb, tmp_path: Path) -> None:
    """A damaged database: 5, and what to do."""
    (tmp_path / "kb.sqlite3").write_bytes(b"this is no database" * 100)
    ran = kb("--home", tmp_path, "status")
    assert ran.code == 5
    assert "put a backup in its place" in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ["search", "น้ำ"],
        ["show", "2015-03-15-01"],
        ["list"],
        ["index"],
        ["index", "--rebuild"],
        ["status"],
        ["train", "x"],
    ],
)
@pytest.mark.parametrize("folder", ["new", "."])
def test_reading_where_no_archive_is(kb: Kb, tmp_path: Path, folder: str, args: list[str]) -> None:
    """A slip in --home, whether the folder is there or not: 3 with what to do, and nothing is created."""
    ran = kb("--home", tmp_path / folder, *args)
    assert (ran.code, ran.out) == (3, "")
    assert "ไม่มีคลังมติที่" in ran.err
    assert "load documents with kb ingest" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_search_of_an_empty_home(kb: Kb, tmp_path: Path) -> None:
    """An archive that nothing was loaded into yet: no hits, no error."""
    (tmp_path / "empty").mkdir()
    assert kb("--home", tmp_path / "home", "ingest", tmp_path / "empty").code == 0
    assert kb("--home", tmp_path / "home", "search", "น้ำ", "--json").json["total"] == 0


def test_an_empty_home_option(kb: Kb, tmp_path: Path, monkeypatch) -> None:
    """An unset variable of a script is no name for the present folder."""
    monkeypatch.chdir(tmp_path)
    ran = kb("--home", "", "ingest", tmp_path)
    assert ran.code == 2
    assert "--home is empty" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_openapi_creates_no_home(kb: Kb, tmp_path: Path) -> None:
    """The document describes the program; no archive is needed or made."""
    assert kb("--home", tmp_path / "home", "openapi").code == 0
    assert list(tmp_path.iterdir()) == []


def test_serve_on_a_port_that_is_taken(kb: Kb, tmp_path: Path) -> None:
    """Told before anything is said or made."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = kb("--home", tmp_path / "home", "serve", "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert f"127.0.0.1 พอร์ต {port} ไม่ได้" in ran.err
    assert "choose another --port or --host" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "", "x" * 300])
def test_serve_at_a_host_that_is_not_ours(kb: Kb, tmp_path: Path, free_port: int, host: str) -> None:
    """An address of no interface, a name that is none, nothing, one too long: the same."""
    ran = kb("--home", tmp_path / "home", "serve", "--host", host, "--port", free_port)
    assert (ran.code, ran.out) == (2, "")
    assert "choose another --port or --host" in ran.err


def test_evaluate(sample_kb: Kb, tmp_path: Path) -> None:
    """The named figures, for people and programs, and over paragraphs of one's own."""
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"query": "นร 0505/ว 91", "positive": "2015-03-15-01"}\n', encoding="utf-8")
    told = sample_kb("evaluate", queries, "--json").json
    assert told == {
        "mode": "hybrid", "n": 1, "missing": 0,
        "ndcg@10": 1.0, "mrr@10": 1.0, "recall@1": 1.0, "recall@10": 1.0, "recall@100": 1.0,
    }  # fmt: skip
    assert "ndcg@10      1.0000" in sample_kb("evaluate", queries, "--mode", "lexical").out
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        '{"id": "x", "title": "แมว", "text": "แมวชอบปลาทู"}\n{"id": "y", "text": "หมาเห่าเสียงดัง"}\n', encoding="utf-8"
    )
    queries.write_text('{"query": "แมวกินปลาทู", "positive": ["x"]}\n', encoding="utf-8")
    assert sample_kb("evaluate", queries, "--corpus", corpus, "--json").json["mrr@10"] == 1.0


def test_evaluate_tells_of_positives_that_are_missing(sample_kb: Kb, tmp_path: Path) -> None:
    """Judgements over another archive explain a low figure; a grade of 0 asks for nothing."""
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        '{"query": "นร 0505/ว 91", "positive": ["2015-03-15-01", "1999-01-01-01"]}\n'
        '{"query": "น้ำ", "positive": {"1999-01-01-02": 1, "1999-01-01-03": 0}}\n',
        encoding="utf-8",
    )
    ran = sample_kb("evaluate", queries, "--json")
    assert (ran.code, ran.json["missing"], ran.json["recall@1"]) == (0, 2, 0.25)
    assert "2 of the positives are not among the texts, such as 1999-01-01-01" in ran.err


def test_evaluate_on_files_with_a_byte_order_mark_and_no_home(kb: Kb, tmp_path: Path) -> None:
    """Files as some editors save them; paragraphs of one's own need no archive and make none."""
    queries, corpus = tmp_path / "queries.jsonl", tmp_path / "corpus.jsonl"
    queries.write_text('{"query": "แมวกินปลาทู", "positive": ["x", "z"]}\n', encoding="utf-8-sig")
    corpus.write_text('{"id": "x", "text": "แมวชอบปลาทู"}\n', encoding="utf-8-sig")
    told = kb("--home", tmp_path / "home", "evaluate", queries, "--corpus", corpus, "--json").json
    assert (told["mrr@10"], told["missing"]) == (1.0, 1)
    assert not (tmp_path / "home").exists()
    ran = kb("--home", tmp_path / "home", "evaluate", queries)
    assert ran.code == 3
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(("name", "line"), [("queries", "{}"), ("corpus", '{"id": "x"}')])
def test_evaluate_names_a_bad_row(sample_kb: Kb, tmp_path: Path, name: str, line: str) -> None:
    """In either file, by its line."""
    good = {"queries": '{"query": "ก", "positive": "x"}', "corpus": '{"id": "x", "text": "กขค"}'}
    files = {each: tmp_path / f"{each}.jsonl" for each in good}
    for each, path in files.items():
        path.write_text(good[each] + "\n" + (line + "\n" if each == name else ""), encoding="utf-8")
    ran = sample_kb("evaluate", files["queries"], "--corpus", files["corpus"])
    assert ran.code == 2
    assert "line 2 " in ran.err


def test_train_refuses_an_existing_folder(sample_kb: Kb, tmp_path: Path) -> None:
    """No model is overwritten."""
    ran = sample_kb("train", tmp_path)
    assert ran.code == 2
    assert "choose a new folder" in ran.err


def test_openapi(sample_kb: Kb, client) -> None:
    """The same document that the server gives."""
    assert sample_kb("openapi").json == client.get("/openapi.json").json()


def test_home_is_what_is_written_to(kb: Kb, tmp_path: Path, monkeypatch, sample_home: Path) -> None:
    """KB_HOME names the home; --home overrides it."""
    monkeypatch.setenv("KB_HOME", str(tmp_path / "fromenv"))
    (tmp_path / "empty").mkdir()
    assert kb("ingest", tmp_path / "empty").code == 0
    assert kb("status", "--json").json["home"] == str(tmp_path / "fromenv")
    assert kb("--home", sample_home, "status", "--json").json["home"] == str(sample_home)
