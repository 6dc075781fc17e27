"""The registry over HTTP: pages of agencies, and one with its names, parent, lineage and counts."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from kb.api import agencies, register_problems
from kb.runtime import Runtime
from kb.web import problem_page
from kb.workflows.agencies import merge


@pytest.fixture
def client(own_runtime: Runtime) -> Iterator[TestClient]:
    """A client of these routes alone over a copy of the sample home."""
    app = FastAPI()
    app.state.runtime = own_runtime
    register_problems(app, problem_page)
    app.include_router(agencies.router)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_a_walk_over_all_agencies(client: TestClient, sample_rows) -> None:
    """Everything once, the busiest first, counts as in the archive."""
    seen, cursor, total = [], None, 0
    while True:
        page = client.get("/api/v1/agencies", params={"limit": 150, **({"cursor": cursor} if cursor else {})}).json()
        seen += page["items"]
        cursor, total = page["next_cursor"], page["total"]
        if cursor is None:
            break
    assert len({each["id"] for each in seen}) == len(seen) == total >= 490
    assert [each["resolutions"] for each in seen] == sorted((each["resolutions"] for each in seen), reverse=True)
    finance = next(each for each in seen if each["abbr"] == "กค.")
    assert finance["resolutions"] == sum(row["agency"] == "กระทรวงการคลัง" for row in sample_rows.values())
    assert (finance["kind"], finance["parent"], finance["reviewed"]) == ("ministry", None, True)


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("ไอซีที", ["กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร"]),
        ("ปปท", ["สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตในภาครัฐ"]),
        ("ฮฮฮ", []),
    ],
)
def test_agencies_by_words(client: TestClient, q: str, names: list[str]) -> None:
    """Of any of their names, dots or not."""
    page = client.get("/api/v1/agencies", params={"q": q}).json()
    assert ([each["name"] for each in page["items"]], page["total"], page["next_cursor"]) == (names, len(names), None)


def test_one_agency(client: TestClient) -> None:
    """In full; a merged one answers as the one it became."""
    found = client.get("/api/v1/agencies", params={"q": "อว."}).json()["items"]
    ministry = next(each for each in found if each["abbr"] == "อว.")
    detail = client.get(f"/api/v1/agencies/{ministry['id']}").json()
    assert detail["summary"] == ministry
    assert {"name": "อว.", "kind": "abbreviation", "since": None, "until": None} in detail["names"]
    assert [each["predecessor"] for each in detail["lineage"]][-2:] == [
        "กระทรวงวิทยาศาสตร์และเทคโนโลยี", "สำนักงานคณะกรรมการการอุดมศึกษา",
    ]  # fmt: skip
    assert detail["since"] == "2019-05-02"
    old = client.get("/api/v1/agencies", params={"q": "วท."}).json()["items"][0]
    merge(client.app.state.runtime.database, "วท.", "อว.")  # type: ignore[attr-defined]
    assert client.get(f"/api/v1/agencies/{old['id']}").json()["summary"]["name"] == ministry["name"]


@pytest.mark.parametrize(
    ("asked", "status", "thai"),
    [
        ("/api/v1/agencies/99999", 404, "ไม่มีหน่วยงานหมายเลข 99999"),
        ("/api/v1/agencies/x", 422, "ค่าของ agency_id ไม่ถูกต้อง"),
        ("/api/v1/agencies/0", 422, "ค่าของ agency_id ไม่ถูกต้อง"),
        ("/api/v1/agencies?limit=0", 422, "ค่าของ limit ไม่ถูกต้อง"),
        ("/api/v1/agencies?cursor=x", 422, "cursor ไม่ถูกต้อง"),
        ("/api/v1/agencies?cursor=YWdlbmNpZXMgLTE=", 422, "cursor ไม่ถูกต้อง"),  # agencies -1
    ],
)
def test_problems(client: TestClient, asked: str, status: int, thai: str) -> None:
    """As everywhere: RFC 9457, in both languages."""
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert thai in answer.json()["detail_th"]
