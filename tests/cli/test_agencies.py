"""`kb agencies …`: what is printed for people and for programs, and what an edit does to search."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kb


def test_list_and_show(kb: Kb) -> None:
    """A line each; one in full with its history, as text and as JSON."""
    listed = kb("agencies", "list", "--query", "ไอซีที")
    assert listed.out.split("\t")[1:] == ["ทก.", "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "0\n"]
    assert listed.err == "ทั้งหมด 1 หน่วยงาน (1 agencies)\n"
    assert [each["abbr"] for each in kb("agencies", "list", "-q", "ไอซีที", "--json").json["items"]] == ["ทก."]
    shown = kb("agencies", "show", "ดศ.")
    assert "16 ก.ย. 59  กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร เปลี่ยนชื่อเป็น กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม" in shown.out
    told = kb("agencies", "show", "ดศ.", "--json").json
    assert (told["summary"]["kind"], told["lineage"][0]["on"]) == ("ministry", "2016-09-16")
    assert kb("agencies", "show", told["summary"]["id"], "--json").json == told


def test_show_on_a_day(kb: Kb) -> None:
    """An abbreviation as it was meant then."""
    assert (
        kb("agencies", "show", "คสช.", "--on", "5 ม.ค. 53")
        .out.splitlines()[0]
        .endswith("คณะกรรมการสุขภาพแห่งชาติ  (คณะกรรมการ)")
    )
    assert kb("agencies", "show", "คสช.", "--on", "2015-01-06").code == 2
    assert kb("agencies", "show", "ไม่มี", "--on", "2015-01-06").code == 3


def test_a_merge_is_seen_by_search_and_undone(kb: Kb) -> None:
    """The filter finds under the agency that stays, and after undoing as before."""

    def found(agency: str) -> set[str]:
        return {each["id"] for each in kb("search", "--agency", agency, "--limit", 100, "--json").json["hits"]}

    finance, interior = found("กระทรวงการคลัง"), found("กระทรวงมหาดไทย")
    assert len(finance) > 3 < len(interior)
    merged = kb("agencies", "merge", "กค.", "มท.")
    assert merged.out == (
        "รวม กค. เข้ากับ มท. แล้ว ยกเลิกได้ด้วย kb agencies undo 1\n"
        "กค. is merged into มท.; kb agencies undo 1 takes it back\n"
    )
    assert found("กระทรวงมหาดไทย") == finance | interior
    undone = kb("agencies", "undo", 1, "--json").json
    assert undone == {"undone": 1, "back": "กระทรวงการคลัง", "kept": "กระทรวงมหาดไทย"}
    assert (found("กระทรวงการคลัง"), found("กระทรวงมหาดไทย")) == (finance, interior)


def test_review_accept_map_and_rename(kb: Kb, tmp_path: Path) -> None:
    """Two names nobody knows, from a page; one becomes an agency, one turns out to be a known one."""
    page = tmp_path / "2031-01-07.jsonl"
    told = {"meeting_date": "2031-01-07", "body": "ว่าวจุฬา"}
    rows = [
        {**told, "number": number, "title": f"เรื่องว่าวที่ {number}", "agency": agency}
        for number, agency in ((1, "คณะกรรมการว่าวแห่งชาติ"), (2, "กระทรวงดิจิตอลเพื่อเศรษฐกิจ"))
    ]  # fmt: skip
    page.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    assert kb("ingest", page, "--json").json["added"] == 2
    queue = {each["name"]: each for each in kb("agencies", "review", "--json").json}
    assert set(queue) == {"คณะกรรมการว่าวแห่งชาติ", "กระทรวงดิจิตอลเพื่อเศรษฐกิจ"}
    assert "→ กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม" in kb("agencies", "review").out
    mapped = kb("agencies", "map", queue["กระทรวงดิจิตอลเพื่อเศรษฐกิจ"]["id"], "ดศ.", "--json").json
    assert (mapped["merge"], mapped["kept"]) == (1, "ดศ.")
    assert kb("agencies", "accept", "คณะกรรมการว่าวแห่งชาติ", "--parent", "กก.", "--kind", "คณะกรรมการ").code == 0
    assert kb("agencies", "review", "--json").json == []
    renamed = kb("agencies", "rename", "คณะกรรมการว่าวแห่งชาติ", "คณะกรรมการว่าวไทย", "--json").json
    assert (renamed["name"], renamed["parent"], renamed["resolutions"]) == (
        "คณะกรรมการว่าวไทย",
        "กระทรวงการท่องเที่ยวและกีฬา",
        1,
    )
    hits = kb("search", "ว่าวจุฬา", "--agency", "คณะกรรมการว่าวไทย", "--json").json["hits"]
    assert [each["agency"] for each in hits] == ["คณะกรรมการว่าวไทย"]


def test_export_and_import(kb: Kb, tmp_path: Path) -> None:
    """What was exported is no change; a wrong row is told with its line and exit code 2, and stops the import."""
    path = tmp_path / "agencies.csv"
    assert kb("agencies", "export", path).out == f"ส่งออกไปที่ {path} แล้ว\nexported to {path}\n"
    assert path.read_bytes().startswith("\ufeffชื่อหน่วยงาน,".encode())
    same = kb("agencies", "import", path, "--json").json
    assert (same["added"], same["changed"], same["problems"]) == ([], [], [])
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], "กรมว่าว,กรม,,,กระทรวงการคลัง,,,", "กรมงาม,x,,,,,,"]), encoding="utf-8")
    wrong = kb("agencies", "import", path)
    assert (wrong.code, wrong.out.splitlines()[1]) == (2, "would add 1, change 0, leave 0")
    assert "บรรทัด 3 กรมงาม: ไม่มีประเภท “x”" in wrong.err
    assert kb("agencies", "show", "กรมว่าว").code == 3
    path.write_text("\n".join([lines[0], "กรมว่าว,กรม,,,กระทรวงการคลัง,,,"]), encoding="utf-8")
    assert kb("agencies", "import", path, "--dry-run").out.startswith("จะเพิ่ม 1 แก้ไข 0")
    assert kb("agencies", "import", path).out.startswith("เพิ่ม 1 แก้ไข 0")
    assert kb("agencies", "show", "กรมว่าว").code == 0


@pytest.mark.parametrize(
    ("args", "code", "thai", "english"),
    [
        (["merge", "กค.", "กระทรวงการคลัง"], 2, "คือหน่วยงานเดียวกันอยู่แล้ว", "are one agency already"),
        (["merge", "กค.", "กอช."], 2, "หมายถึงได้หลายหน่วยงาน", "may mean several agencies"),
        (["map", "กค.", "มท."], 2, "ไม่ได้รอการตรวจทาน", "does not wait for review"),
        (["accept", "กค."], 2, "ตรวจทานแล้ว", "has been reviewed"),
        (["accept", "กค.", "--kind", "x"], 2, "ไม่มีประเภท “x”", "no kind is called 'x'"),
        (["show", "ไม่มีกรมนี้"], 3, "ไม่มีหน่วยงานชื่อ", "there is no agency called"),
        (["show", "กค.", "--on", "soon"], 2, "อ่านวันที่ “soon” ไม่ได้", "'soon' is no date"),
        (["show", "\udcff"], 2, "ไม่ใช่ UTF-8", "not UTF-8"),
        (["list", "-q", "\udcff"], 2, "ไม่ใช่ UTF-8", "not UTF-8"),
        (["list", "--limit", "0"], 2, "จำนวนต่อหน้า", "limit must be between"),
        (["undo", "1"], 3, "ไม่มีการรวมหน่วยงานหมายเลข 1", "there is no merge number 1"),
        (["import", "missing.csv"], 8, "อ่านไฟล์ missing.csv ไม่ได้", "cannot read missing.csv"),
        (["export", "/nowhere/x.csv"], 9, "เขียนไฟล์ /nowhere/x.csv ไม่ได้", "cannot write /nowhere/x.csv"),
    ],
)
def test_an_error_is_told_in_both_languages_with_its_code(
    kb: Kb, args: list[str], code: int, thai: str, english: str
) -> None:
    """On standard error, in Thai first; nothing on standard output."""
    ran = kb("agencies", *args)
    assert (ran.code, ran.out) == (code, "")
    assert thai in ran.err.splitlines()[0]
    assert english in ran.err.splitlines()[1]
