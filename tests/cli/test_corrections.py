"""`kb sources`, `join`, `split`, `main`, `classify`, `correct`, `correct-text`, `corrections`."""

from collections.abc import Callable
from typing import Any

import pytest

Person = Callable[..., Any]
ONE, TWO, ZERO = "2031-01-05-01", "2031-01-05-02", "2031-01-05-00"
BY = ("--by", "สมชาย")


def shown(person: Person, ref: str) -> dict[str, Any]:
    """A resolution's summary."""
    summary: dict[str, Any] = person("show", ref, "--json").json["summary"]
    return summary


def test_join_list_and_split(person: Person) -> None:
    """Two become one, both documents are listed, and one becomes two again; search follows."""
    assert person("join", ONE, ZERO, *BY).out == f"รวม {ZERO} ไว้ใต้ {ONE} แล้ว\n{ZERO} now leads to {ONE}\n"
    told = person("sources", ONE, "--json").json
    assert [(each["document"], each["main"], each["how"], each["kind"]) for each in told] == [
        ("page.txt", True, "new", "meeting-page"),
        ("letter.txt", False, "person", "letter"),
    ]
    assert shown(person, ZERO)["id"] == ONE
    assert shown(person, ONE)["letter_number"] == "นร 0505/ว 9731"
    assert person("search", "นร 0505/ว 9731", "--json").json["hits"][0]["id"] == ONE
    lines = person("sources", ONE)
    assert lines.err == "ทั้งหมด 2 แหล่ง (2 sources)\n"
    assert [line.split("\t")[1:5] for line in lines.out.splitlines()] == [
        ["หลัก/main", "meeting-page", "ปกติ", "new"],
        ["-", "letter", "ปกติ", "person"],
    ]
    letter = told[1]["id"]
    assert person("main", letter, *BY, "--json").json == {"resolution": ONE}
    assert shown(person, ONE)["source"] == "letter.txt"
    assert person("split", letter, *BY).out.startswith(f"แหล่งที่มา {letter} เป็นมติ {ZERO} แล้ว")
    assert shown(person, ZERO)["id"] == ZERO
    assert person("search", "นร 0505/ว 9731", "--json").json["hits"][0]["id"] == ZERO


def test_classify(person: Person) -> None:
    """By name; the answer says how many resolutions it tells of."""
    assert person("classify", "page.txt", "ลับ", *BY).out == "page.txt: ลับ (2 มติ)\npage.txt is now ลับ: 2 resolutions\n"
    told = person("sources", ONE, "--json").json
    assert [each["classification"] for each in told] == ["ลับ"]


def test_correct_a_field_and_take_it_back(person: Person) -> None:
    """The history tells who, what before and after; after taking it back the page speaks again."""
    made = person("correct", ONE, "letter_date", "8 ม.ค. 2574", *BY, "--note", "ตามหนังสือ", "--json").json
    assert (made["before"], made["after"], made["by"], made["note"]) == (None, "2031-01-08", "สมชาย", "ตามหนังสือ")
    assert shown(person, ONE)["letter_date"] == "2031-01-08"
    listed = person("corrections", ONE)
    assert listed.out.split("\t")[:5] == [str(made["id"]), ONE, "letter_date", "- → 2031-01-08", "สมชาย"]
    assert listed.err == "ทั้งหมด 1 รายการ (1 corrections)\n"
    assert person("corrections", TWO).out == ""
    undone = person("correct", "--undo", made["id"], "--by", "สมหญิง")
    assert undone.out.endswith("\t(ไม่มีผลแล้ว / no longer in force)\n")
    assert shown(person, ONE)["letter_date"] is None


def test_correct_text(person: Person) -> None:
    """Misread words: the outcome is read again; the list tells both kinds; what a new version lacks is offered."""
    assert shown(person, ONE)["outcome"] is None
    made = person("correct-text", "page.txt", "มีมตอนุมัติ", "มีมติอนุมัติ", *BY)
    assert "มีมตอนุมัติ → มีมติอนุมัติ" in made.out
    assert shown(person, ONE)["outcome"] == "อนุมัติ"
    listed = person("corrections", "--json").json
    assert (listed["fields"], [each["after"] for each in listed["texts"]]) == ([], ["มีมติอนุมัติ"])
    assert person("corrections", "--disagreeing", "--json").json == {"fields": [], "texts": []}
    number = listed["texts"][0]["id"]
    assert person("correct-text", "--undo", number, *BY, "--json").json["active"] is False
    assert shown(person, ONE)["outcome"] is None


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("sources", "2031-01-05-99"), 3, "no resolution"),
        (("join", ONE, ONE, *BY), 2, "one resolution already"),
        (("join", ONE, ZERO, "--by", " "), 2, "who decides"),
        (("split", "999999", *BY), 3, "no source number"),
        (("main", "-1", *BY), 2, ""),  # no number of a source
        (("classify", "none.txt", "ลับ", *BY), 3, "no document none.txt"),
        (("classify", "page.txt", "secret", *BY), 2, "no classification"),
        (("correct", ONE, "colour", "red", *BY), 2, "title, agency, outcome, group, letter_number, letter_date"),
        (("correct", ONE, "outcome", *BY), 2, "give REF FIELD VALUE"),
        (("correct", "--undo", "77", *BY), 3, "no correction number 77"),
        (("correct-text", "page.txt", "เรื่อง", "เรี่อง", *BY), 2, "2 times"),
        (("correct-text", "page.txt", "ก", *BY), 2, "give DOCUMENT BEFORE AFTER"),
        (("correct", ONE, "title", "\udcff", *BY), 2, "not UTF-8"),
    ],
)
def test_what_is_refused_says_why(person: Person, args: tuple[str, ...], code: int, told: str) -> None:
    """An exit code for programs, a sentence in both languages for people."""
    ran = person(*args)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
