"""Tables at the command line: a dry run that touches nothing, a mapping, an export that loads again."""

import json
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.cli import main
from kb.embeddings import open_encoder

Person = Callable[..., Any]
TABLE = "วันประชุม,ลำดับ,เรื่อง,ผลมติ,หมายเหตุ\n2031-01-05,1,การนับดาวทะเล,รับทราบ,-\nวันไหน,ข,ปลา,อนุมัติ,\n"
opened_once = cache(open_encoder)


@pytest.fixture
def home(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample home; the model is opened once for all commands."""
    monkeypatch.setattr("kb.runtime.open_encoder", opened_once)
    return own_home


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with one good row and one bad one."""
    path = tmp_path / "ตาราง.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run the command on a home that does not exist; gives code, output and errors, and that nothing was created."""

    def run(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kb", "--home", str(tmp_path / "none"), *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        assert not (tmp_path / "none").exists()
        return int(ended.value.code or 0), told.out, told.err

    return run


def test_a_dry_run_for_people(nowhere: Callable[..., Any], table: Path) -> None:
    """Counts, which column is which, what is not used, each wrong cell; no home is made."""
    code, out, err = nowhere("ingest", table, "--dry-run", "--map", "body=ผลมติ")
    assert (code, "1 rows can be loaded, 1 cannot" in out) == (0, True)
    assert [line.split() for line in out.splitlines()[2:]] == [
        ["body", "ผลมติ"],
        ["meeting_date", "วันประชุม"],
        ["number", "ลำดับ"],
        ["title", "เรื่อง"],
    ]
    assert "columns not used: “หมายเหตุ”" in err
    assert "แถว (row) 3 วันประชุม" in err
    assert "แถว (row) 3 ลำดับ" in err


def test_a_dry_run_for_programs(nowhere: Callable[..., Any], table: Path, tmp_path: Path) -> None:
    """The same as JSON, a table each, by the path that was given: two tables of one name are two."""
    other = tmp_path / "ก" / table.name
    other.parent.mkdir()
    other.write_text(TABLE, encoding="utf-8")
    code, out, err = nowhere("ingest", table, other, "--dry-run", "--json", "--map", "body=ผลมติ")
    plans = json.loads(out)
    assert (code, err, list(plans)) == (0, "", [str(table), str(other)])
    plan = plans[str(table)]
    assert plan["columns"] == {"body": "ผลมติ", "meeting_date": "วันประชุม", "number": "ลำดับ", "title": "เรื่อง"}
    assert (plan["unused"], len(plan["warnings"])) == (["หมายเหตุ"], 1)
    (row,) = plan["rows"]
    assert (row["row"], row["meeting_date"], row["number"], row["title"], row["body"]) == (
        2, "2031-01-05", 1, "การนับดาวทะเล", "รับทราบ",
    )  # fmt: skip
    assert [(each["row"], each["column"]) for each in plan["errors"]] == [(3, "วันประชุม"), (3, "ลำดับ")]
    assert "“วันไหน” is no date" in plan["errors"][0]["english"]
    assert "“วันไหน” ไม่ใช่วันที่" in plan["errors"][0]["thai"]


def test_a_dry_run_writes_nothing_into_a_home(person: Person, table: Path, home: Path) -> None:
    """Every file is as it was."""
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    assert person("ingest", table, "--dry-run", "--map", "body=ผลมติ").code == 0
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["{folder}/a.pdf"], 2, "--dry-run is for tables"),
        (["{folder}"], 2, "--dry-run is for tables"),
        (["{folder}/none.csv"], 2, "there is no file"),
        (["{table}", "--map", "ชื่อ"], 2, "the mapping “ชื่อ” cannot be read"),
        (["{table}", "--map", "body=ไม่มี"], 2, "ไม่มี"),
        (["{folder}/bad.xlsx"], 8, "bad.xlsx"),
    ],
    ids=["no table", "a folder", "no file", "no mapping", "no such column", "a damaged table"],
)
def test_what_cannot_be_planned(
    nowhere: Callable[..., Any], table: Path, tmp_path: Path, args: list[str], code: int, told: str
) -> None:
    """One reason each, and still no home."""
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    ran = nowhere("ingest", "--dry-run", *(arg.format(folder=tmp_path, table=table) for arg in args))
    assert (ran[0], told in ran[2]) == (code, True)


def test_what_was_planned_is_what_is_loaded(person: Person, table: Path) -> None:
    """The good row is found, the bad one is in quarantine under its row."""
    report = person("ingest", table, "--map", "body=ผลมติ", "--json").json
    assert (report["added"], [each["name"] for each in report["rejected"]]) == (1, ["ตาราง.csv#L3"])
    assert "การนับดาวทะเล" in person("show", "2031-01-05-01").out


def test_an_export_loads_again(person: Person, tmp_path: Path) -> None:
    """All of the home; loaded into the home it came from it changes nothing."""
    path = tmp_path / "มติ.XLSX"
    assert person("export", path).out == f"เขียน 126 มติลงใน {path}\nwrote 126 resolutions to {path}\n"
    report = person("ingest", path, "--json").json
    assert (report["added"], report["rejected"], person("status", "--json").json["resolutions"]) == (0, [], 126)


@pytest.mark.parametrize(
    ("name", "code", "told"), [("a.pdf", 2, "must end in .xlsx or .csv"), ("none/a.csv", 9, "cannot write or open")]
)
def test_where_an_export_cannot_go(person: Person, tmp_path: Path, name: str, code: int, told: str) -> None:
    """Told, and nothing is written."""
    ran = person("export", tmp_path / name)
    assert (ran.code, told in ran.err, (tmp_path / name).exists()) == (code, True, False)


def test_nothing_to_export_from(nowhere: Callable[..., Any], tmp_path: Path) -> None:
    """Without an archive."""
    assert nowhere("export", tmp_path / "a.csv")[0] == 3
