"""`kb quarantine`: what could not be read and why; read again once the reason is gone."""

import importlib.util
import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kb.embeddings import open_encoder
from kb.ingest import readers
from kb.ingest.readers import Sandbox, ocr

HERE = Path(__file__).parent
Person = Callable[..., Any]
PAGE_LINES = ["5 มกราคม 2574", "เรื่อง การขึ้นทะเบียนปลาดาวในเขตเทศบาล", "คณะรัฐมนตรีมีมติรับทราบตามที่กระทรวงมหาดไทยเสนอ"]
GOOD = "5 มกราคม 2574\nเรื่อง การนับดาวทะเล\nคณะรัฐมนตรีมีมติรับทราบ\n"


def _made() -> ModuleType:
    """The writer of PDFs that the tests of readers have."""
    spec = importlib.util.spec_from_file_location("made_pdf", HERE.parent / "ingest" / "readers" / "made_pdf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _made()
which = shutil.which
opened_once = cache(open_encoder)


@pytest.fixture
def home(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample home; the model is opened once for all commands."""
    monkeypatch.setattr("kb.runtime.open_encoder", opened_once)
    return own_home


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no recogniser is installed."""
    monkeypatch.setattr(
        shutil, "which", lambda name, *more, **named: (name != "tesseract" and which(name, *more)) or None
    )


@pytest.fixture
def with_tesseract(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Install one, which reads what `scanning_worker` says."""

    def install() -> None:
        program = (sys.executable, str(HERE / "scanning_worker.py"))
        monkeypatch.setattr(readers, "Sandbox", lambda processes: Sandbox(processes, program))
        monkeypatch.setattr(shutil, "which", lambda name, *_more, **_named: f"/usr/bin/{name}")
        monkeypatch.setattr(ocr, "_installed", lambda: frozenset({"tha", "eng"}))
        monkeypatch.setattr(ocr, "_version", lambda: "5")

    return install


def listed(person: Person) -> dict[str, dict[str, Any]]:
    """What is in quarantine, by name."""
    return {each["name"]: each for each in person("quarantine", "list", "--json").json}


def test_a_scan_waits_for_the_recogniser_and_is_then_read(
    person: Person, tmp_path: Path, without_tesseract: None, with_tesseract: Callable[[], None]
) -> None:
    """Not dropped, not taken for text: it waits under a code of its own, and a retry reads it once it can be."""
    (tmp_path / "สแกน.pdf").write_bytes(made.pdf([made.PICTURE]))
    ran = person("ingest", tmp_path / "สแกน.pdf", "--json")
    assert (ran.code, ran.json["rejected"][0]["code"]) == (8, "kb.needs-ocr")
    waiting = listed(person)["สแกน.pdf"]
    assert waiting["english"] == (
        "สแกน.pdf: 1 scanned pages wait to be recognised; install tesseract-ocr and tesseract-ocr-tha, then run "
        "kb quarantine retry"
    )
    assert person("quarantine", "show", waiting["id"]).json == waiting
    assert person("quarantine", "retry", "--json").json["rejected"][0]["code"] == "kb.needs-ocr"
    assert person("show", "2031-01-05-01").code == 3
    with_tesseract()
    report = person("quarantine", "retry", "--json").json
    assert (report["loaded"], report["added"], report["rejected"]) == (["สแกน.pdf"], 1, [])
    assert "การขึ้นทะเบียนหอยทากในเขตเทศบาล" in person("show", "2031-01-05-01").out
    assert person("quarantine", "list").out == "ไม่มีเอกสารที่อ่านไม่ได้\nnothing is in quarantine\n"


def test_one_unreadable_page_among_good_ones(
    person: Person, tmp_path: Path, without_tesseract: None, with_tesseract: Callable[[], None]
) -> None:
    """Loaded with a warning; left alone while nothing has changed; read again when the recogniser is there, once."""
    path = tmp_path / "a.pdf"
    path.write_bytes(made.pdf([made.text(PAGE_LINES), made.PICTURE]))
    report = person("ingest", path, "--json").json
    assert (report["loaded"], report["added"]) == (["a.pdf"], 1)
    assert "1 pages wait to be recognised" in report["warnings"][0]["warning"]
    assert listed(person) == {}
    assert person("ingest", path, "--json").json["already_loaded"] == 1
    with_tesseract()
    report = person("ingest", path, "--json").json
    assert (report["loaded"], report["warnings"]) == (["a.pdf"], [])
    assert "ปลาดาว" in person("show", "2031-01-05-01").out
    assert person("ingest", path, "--json").json["already_loaded"] == 1


def test_where_the_readable_pages_tell_nothing_the_others_are_waited_for(
    person: Person, tmp_path: Path, without_tesseract: None
) -> None:
    """A scanned resolution with a typed list behind it is no document without a resolution."""
    lines = ["รายชื่อแนบท้ายเอกสารฉบับนี้มีหลายรายการ"] * 12
    (tmp_path / "b.pdf").write_bytes(made.pdf([made.PICTURE, made.text(lines)]))
    person("ingest", tmp_path / "b.pdf")
    assert (listed(person)["b.pdf"]["code"], "1 scanned pages wait" in listed(person)["b.pdf"]["english"]) == (
        "kb.needs-ocr",
        True,
    )


def test_only_those_that_are_named_are_read_again(person: Person, tmp_path: Path) -> None:
    """The other one stays, though it could be read by now."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\x00" * 64)
    person("ingest", tmp_path / "a.txt", tmp_path / "b.txt")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD.replace("ดาวทะเล", name))
    key = listed(person)["a.txt"]["id"]
    assert person("quarantine", "retry", key, "--json").json["loaded"] == ["a.txt"]
    assert list(listed(person)) == ["b.txt"]


@pytest.mark.parametrize("name", ["a!b.txt", "ด่วน!.txt", "a#L3.txt", "a#2031-01-05-ลับ.txt"])
def test_a_name_with_marks_in_it_is_found_again(person: Person, tmp_path: Path, name: str) -> None:
    """Marks that uris are made of, in a file's own name."""
    (tmp_path / name).write_bytes(b"\x00" * 64)
    person("ingest", tmp_path / name)
    (tmp_path / name).write_text(GOOD)
    ran = person("quarantine", "retry")
    assert ("1 documents" in ran.out, ran.err.strip(), listed(person)) == (True, "", {})


def test_members_and_rows_are_read_again_with_their_file(person: Person, tmp_path: Path) -> None:
    """A bad member of an archive and a bad row of a table: mended, nothing of either is left in quarantine."""
    table, packed = tmp_path / "t.csv", tmp_path / "z.zip"
    head = "วันประชุม,ลำดับ,เรื่อง,มติ,ชั้นความลับ\n"
    for rows, member in (("วันไหน,1,ก,ข,ลับ\n", b"\x00" * 64), ("2031-01-05,1,เรื่องลับ,ข,ลับ\n", GOOD.encode())):
        table.write_text(head + rows)
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("x/1.txt", member)
        if "วันไหน" in rows:
            person("ingest", table, packed)
            assert sorted(listed(person)) == ["t.csv#L2", "z.zip!x/1.txt"]
    report = person("quarantine", "retry", "--json").json
    assert (sorted(report["loaded"]), listed(person)) == (["t.csv#2031-01-05-ลับ", "z.zip!x/1.txt"], {})


def test_a_file_that_is_gone_is_told(person: Person, tmp_path: Path) -> None:
    """It stays in quarantine: it may come back."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00" * 64)
    person("ingest", path)
    path.unlink()
    ran = person("quarantine", "retry")
    assert (ran.code, ran.err.strip()) == (0, f"{path}: ไม่มีไฟล์นี้แล้ว (the file is gone)")
    assert list(listed(person)) == ["a.txt"]


def test_the_list_for_people(person: Person, tmp_path: Path) -> None:
    """Id, code and name, then the reason in both languages."""
    (tmp_path / "a.xyz").write_bytes(b"x")
    person("ingest", tmp_path / "a.xyz")
    first, thai, english = person("quarantine", "list").out.splitlines()
    assert first.split() == [str(listed(person)["a.xyz"]["id"]), "kb.unreadable", "a.xyz"]
    assert thai.strip().startswith("a.xyz: ยังอ่านไฟล์ชนิด .xyz ไม่ได้")
    assert english.strip().startswith("a.xyz: files of kind .xyz are not read")


@pytest.mark.parametrize("verb", ["show", "retry"])
@pytest.mark.parametrize("key", ["999", "99999999999999999999"])
def test_an_unknown_id(person: Person, verb: str, key: str) -> None:
    """Not found, however large."""
    ran = person("quarantine", verb, key)
    assert (ran.code, f"there is nothing with the id {key} in quarantine" in ran.err) == (3, True)


def test_the_three_lists_need_an_archive(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On an empty home they say so and create nothing."""
    for args in (["list"], ["show", "1"], ["retry"]):
        monkeypatch.setattr(sys, "argv", ["kb"])
        ran = person("--home", tmp_path / "none", "quarantine", *args)
        assert (ran.code, (tmp_path / "none").exists()) == (3, False)
    assert json.loads(person("quarantine", "list", "--json").out) == []
