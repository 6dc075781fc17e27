"""Each route answers with what the rooms know: ISO dates out, either era in, cursors that walk to the end."""

import re

import pytest

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def test_search(client, sample_rows) -> None:
    """A hit carries everything a page needs; offsets point into the texts given with them."""
    body = client.get("/api/v1/search", params={"q": "นร 0505/ว 91 สระสำรองน้ำ", "limit": 3}).json()
    assert (body["query"], body["mode"], body["offset"], body["limit"]) == ("นร 0505/ว 91 สระสำรองน้ำ", "hybrid", 0, 3)
    assert len(body["hits"]) == 3
    hit = body["hits"][0]
    row = sample_rows["2015-03-15-01"]
    assert (hit["id"], hit["title"], hit["meeting_date"]) == ("2015-03-15-01", row["title"], "2015-03-15")
    assert (hit["number"], hit["agency"], hit["agency_abbr"]) == (1, "กระทรวงเกษตรและสหกรณ์", "กษ.")
    assert (hit["outcome"], hit["letter_number"], hit["letter_date"]) == ("อนุมัติ", "นร 0505/ว 91", "2015-03-19")
    assert (hit["tier"], hit["reasons"][0]["kind"]) == (3, "number")
    marked = [hit["title"][each["start"] : each["end"]] for each in hit["title_highlights"]]
    assert "สระ" in marked
    assert body["understood"]["letter_numbers"] == ["นร0505/ว91"]
    assert sum(each["count"] for each in body["facets"]["groups"]) == body["total"]


@pytest.mark.parametrize("q", ["22 มี.ค. 63", "22 มีนาคม 2563", "2020-03-22", "๒๒ มี.ค. ๒๕๖๓"])
def test_buddhist_era_text_in_iso_dates_out(client, q: str) -> None:
    """A date typed in any form finds the meeting, which is told in ISO form."""
    body = client.get("/api/v1/search", params={"q": q, "limit": 5}).json()
    assert {hit["meeting_date"] for hit in body["hits"]} == {"2020-03-22"}
    assert body["understood"]["dates"] == ["22 มีนาคม 2563"]


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
def test_a_walk_by_cursor(client, mode: str) -> None:
    """Pages by cursor are the whole answer once; the last page has none."""
    params = {"q": "หนี้ครัวเรือน", "mode": mode, "limit": 20}
    whole = client.get("/api/v1/search", params={**params, "limit": 100}).json()
    seen, cursor = [], None
    while True:
        page = client.get("/api/v1/search", params=params | ({"cursor": cursor} if cursor else {})).json()
        seen += [hit["id"] for hit in page["hits"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == whole["total"]
    assert seen[:100] == [hit["id"] for hit in whole["hits"]]


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({"year": 2563}, lambda row: row["meeting_date"].startswith("2020")),
        ({"year": [2563, 2021]}, lambda row: row["meeting_date"][:4] in ("2020", "2021")),
        ({"from": "17 พ.ค. 63", "to": "2020-09-13"}, lambda row: "2020-05-17" <= row["meeting_date"] <= "2020-09-13"),
        (
            {"agency": "กค.", "outcome": ["เห็นชอบ", "อนุมัติ"]},
            lambda row: row["agency"] == "กระทรวงการคลัง" and row["outcome"] in ("เห็นชอบ", "อนุมัติ"),
        ),
        ({"group": "แต่งตั้ง"}, lambda row: row["group"] == "แต่งตั้ง"),
    ],
)  # fmt: skip
def test_filters_of_search_and_of_the_list(client, sample_rows, params, wanted) -> None:
    """The same parameters mean the same at both addresses."""
    expected = sorted(key for key, row in sample_rows.items() if wanted(row))
    found = client.get("/api/v1/search", params={**params, "limit": 100}).json()
    listed = client.get("/api/v1/resolutions", params={**params, "limit": 200}).json()
    assert sorted(hit["id"] for hit in found["hits"]) == expected
    assert sorted(each["id"] for each in listed["items"]) == expected


def test_the_list_by_cursor(client, sample_rows) -> None:
    """Newest first, everything once."""
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/v1/resolutions", params={"limit": 50, "cursor": cursor}).json()
        seen += page["items"]
        cursor = page["next_cursor"]
    assert sorted(each["id"] for each in seen) == sorted(sample_rows)
    assert [each["meeting_date"] for each in seen] == sorted((each["meeting_date"] for each in seen), reverse=True)


def test_one_resolution(client, sample_rows) -> None:
    """In full, with its place in its document."""
    body = client.get("/api/v1/resolutions/2015-03-15-01").json()
    row = sample_rows["2015-03-15-01"]
    assert body["summary"]["title"] == row["title"]
    assert body["summary"]["meeting_date"] == "2015-03-15"
    assert body["body"] == row["body"]
    assert body["end"] - body["start"] == len(row["body"])
    assert re.fullmatch("[0-9a-f]{64}", body["sha256"])


def test_agencies(client, sample_rows) -> None:
    """The busiest first, with names, abbreviations and counts."""
    body = client.get("/api/v1/agencies", params={"limit": 200}).json()["items"]
    assert sum(each["resolutions"] for each in body) == len(sample_rows)
    assert body[0]["resolutions"] == max(each["resolutions"] for each in body)
    assert {"name": "กระทรวงการคลัง", "abbr": "กค."}.items() <= next(
        each for each in body if each["abbr"] == "กค."
    ).items()


def test_health(client) -> None:
    """Alive at once, ready with the index that answers."""
    assert client.get("/api/v1/health/live").json()["status"] == "alive"
    ready = client.get("/api/v1/health/ready")
    assert ready.status_code == 200
    body = ready.json()
    assert (body["status"], body["resolutions"], body["problem"]) == ("ready", 126, None)
    assert body["generation"]


def test_not_ready_names_the_repair(tmp_path, sample_home) -> None:
    """A home whose index was made by another tokeniser: alive, not ready, and the command that repairs it."""
    import shutil  # noqa: PLC0415

    from fastapi.testclient import TestClient  # noqa: PLC0415

    from kb.app import create_app  # noqa: PLC0415
    from kb.settings import Settings  # noqa: PLC0415

    home = shutil.copytree(sample_home, tmp_path / "home")
    with TestClient(create_app(Settings(home, tokeniser="newmm")), raise_server_exceptions=False) as client:
        assert client.get("/api/v1/health/live").status_code == 200
        ready = client.get("/api/v1/health/ready")
        assert (ready.status_code, ready.json()["code"]) == (503, "kb.index-mismatch")
        assert "kb index --rebuild" in ready.json()["detail"]
        asked = client.get("/api/v1/search?q=น้ำ")
        assert (asked.status_code, asked.json()["code"]) == (503, "kb.index-mismatch")
        assert client.get("/api/v1/resolutions/2015-03-15-01").status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_the_description_page_needs_no_network(client, path: str) -> None:
    """Everything it loads comes from this server and is there."""
    html = client.get(path).text
    assert re.findall(r"""["'(](?:https?:)?//[^"')]*""", html) == []
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert loaded
    assert {client.get(each).status_code for each in loaded} == {200}


@pytest.mark.parametrize("q", ["%ED%A0%80", "%00", "%FF%FE", "%F0%9F%99%82", "'%3B--", "%E2%80%AE"])
@pytest.mark.parametrize("name", ["q", "agency", "group", "outcome"])
def test_odd_bytes_are_answered(client, name: str, q: str) -> None:
    """Whatever bytes stand in a parameter, there is an answer."""
    assert client.get(f"/api/v1/search?{name}={q}").status_code == 200
    assert client.get(f"/api/v1/resolutions?{name}={q}").status_code == 200
