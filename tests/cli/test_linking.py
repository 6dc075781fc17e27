"""`kb linking …` and `kb topics …`: what is printed for people and for programs."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

PROJECT, REVOCATION = "2015-03-15-02", "2025-11-16-01"
LINK = f"{REVOCATION}~{PROJECT}"
FIELDS = {"resolution", "start", "end", "quote", "cited_date", "relation", "status", "resolved", "how"}


def test_mentions_as_lines(kb) -> None:
    """One JSON object a line with the promised fields, the quote being what stands at its place."""
    rows = [json.loads(line) for line in kb("linking", "mentions", "--jsonl").out.splitlines()]
    assert len(rows) > 80
    assert all(set(row) >= FIELDS for row in rows)
    assert {"resolution": REVOCATION, "relation": "revokes", "resolved": PROJECT}.items() <= next(
        row for row in rows if row["resolution"] == REVOCATION and row["resolved"] == PROJECT
    ).items()
    resolved = kb("linking", "mentions", "--status", "resolved", "--jsonl").out.splitlines()
    assert len(resolved) == sum(row["status"] == "resolved" for row in rows)
    told = kb("linking", "mentions", "--limit", "2")
    assert len(told.out.splitlines()) == 2
    assert f"resolved {len(resolved)}" in told.err


def test_links_chain_and_dangling_in_words(kb) -> None:
    """Thai first, with what is unconfirmed said so."""
    assert f"{PROJECT}  ยกเลิก" in kb("linking", "links", REVOCATION).out
    chain = kb("linking", "chain", PROJECT, "--on", "1 มกราคม 2570").out
    assert "ถูกยกเลิก (revoked)" in chain
    assert f"{REVOCATION}  revocation -> {PROJECT}" in chain
    assert "ยังไม่มีผู้ยืนยัน (unconfirmed)" in chain
    assert "ไม่มีการประชุม (no meeting)" in kb("linking", "dangling").out
    assert json.loads(kb("linking", "similar", PROJECT, "--limit", "3").out)["items"]


def test_judging_a_link(kb) -> None:
    """Appended, told back, and in force."""
    said = json.loads(kb("linking", "judge", LINK, "rejected", "--by", "ก.", "--note", "คนละเรื่อง").out)
    assert (said["verdict"], said["by"], said["note"]) == ("rejected", "ก.", "คนละเรื่อง")
    assert PROJECT not in kb("linking", "links", REVOCATION).out
    assert [each["verdict"] for each in json.loads(kb("linking", "judgements", LINK).out)] == ["rejected"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("linking", "links", "1999-01-01-01"), 3, "ไม่พบมติเลขที่"),
        (("linking", "judge", PROJECT, "confirmed", "--by", "ก."), 2, "is not a link"),
        (("linking", "judge", LINK, "perhaps", "--by", "ก."), 2, "unknown verdict"),
        (("linking", "mentions", "--status", "lost"), 2, "status must be one of"),
        (("linking", "law", "99999"), 3, "there is no law"),
        (("linking", "graph", "graph.txt"), 2, "must end in .graphml or .json"),
        (("topics", "show", "99999"), 3, "there is no topic"),
        (("search", "น้ำ", "--standing", "gone"), 2, "unknown standing"),
    ],
)
def test_what_cannot_be_is_told(kb, words: tuple[str, ...], code: int, told: str) -> None:
    """In Thai and English, with an exit code."""
    ran = kb(*words)
    assert (ran.code, told in ran.err) == (code, True)


def test_the_graph_as_files(kb, tmp_path: Path) -> None:
    """Both forms hold the same nodes and edges."""
    xml, plain = tmp_path / "graph.graphml", tmp_path / "graph.json"
    assert kb("linking", "graph", xml).code == kb("linking", "graph", plain).code == 0
    graph = json.loads(plain.read_text(encoding="utf-8"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    tree = ElementTree.parse(xml)
    nodes = {node.get("id") for node in tree.iterfind(".//g:node", space)}
    edges = {(edge.get("source"), edge.get("target")) for edge in tree.iterfind(".//g:edge", space)}
    assert nodes == {node["id"] for node in graph["nodes"]}
    assert edges == {(link["source"], link["target"]) for link in graph["links"]}
    assert len(nodes) == 126
    assert (REVOCATION, PROJECT) in edges
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".graphml", ".json")) == [
        "graph.graphml",
        "graph.json",
    ]


def test_topics(kb) -> None:
    """Listed, named, shown, built anew with the name kept, split and merged."""
    first, second = json.loads(kb("topics", "list", "--limit", "2", "--json").out)
    assert "ชื่อใหม่" in kb("topics", "name", first["id"], "ชื่อใหม่", "--by", "ก.").out
    built = kb("topics", "build").out
    assert "topics in" in built
    shown = json.loads(kb("topics", "show", first["id"], "--json").out)
    assert shown["summary"]["name"] == "ชื่อใหม่"
    assert "มติตั้งต้น (founding)" in kb("topics", "show", first["id"]).out
    assert kb("topics", "split", first["id"], shown["members"][0]["id"], "--by", "ก.").code == 0
    assert kb("topics", "merge", first["id"], second["id"], "--by", "ก.").code == 0
    assert kb("topics", "show", second["id"]).code == 3
    assert "born" in kb("topics", "diff").out
    assert kb("topics", "list", "--themes").out.count("มติ") >= 2


def test_search_by_standing_and_topic(kb) -> None:
    """The banner stands under the hit; filters leave only what they let through."""
    told = kb("search", "โครงการเบี้ยยังชีพเสริมผู้สูงอายุ ร่มโพธิ์ ระยะนำร่อง", "--standing", "revoked", "--on", "2027-01-01").out
    assert f"! ถูกยกเลิก โดย {REVOCATION} (revoked) (ยังไม่มีผู้ยืนยัน / unconfirmed)" in told
    listed = json.loads(kb("list", "--standing", "revoked", "--on", "2027-01-01", "--json").out)
    assert PROJECT in {each["id"] for each in listed}
    topic = json.loads(kb("topics", "list", "--limit", "1", "--json").out)[0]
    assert len(json.loads(kb("list", "--topic", topic["id"], "--json").out)) == topic["resolutions"]


def test_nothing_left_to_link(kb) -> None:
    """What ingest did need not be done again."""
    report = json.loads(kb("linking", "run", "--json").out)
    assert (report["resolutions"], report["looked_up"]) == (0, 0)
