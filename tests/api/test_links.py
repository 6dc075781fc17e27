"""Links, chains, mentions, laws and topics over HTTP, on the sample corpus."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

API = "/api/v1"
PROJECT, EXTENSION, REVOCATION = "2015-03-15-02", "2018-01-14-03", "2025-11-16-01"
LINK = f"{REVOCATION}~{PROJECT}"


def get(client: TestClient, path: str, **query: Any) -> Any:
    """The JSON of a page that is there."""
    answer = client.get(f"{API}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_links_both_ways(client: TestClient) -> None:
    """What it cites and what cites it, with relation, evidence and how sure that is."""
    found = get(client, f"/resolutions/{PROJECT}/links")
    assert found["id"] == PROJECT
    relations = {each["other"]["id"]: each["relation"] for each in found["cited_by"]}
    assert (relations[EXTENSION], relations[REVOCATION]) == ("extends", "revokes")
    (link,) = [each for each in found["cited_by"] if each["other"]["id"] == REVOCATION]
    assert (link["id"], link["confirmed"], link["part"]) == (LINK, False, False)
    assert "15 มีนาคม 2558" in link["evidence"][0]["quote"]
    assert 0 < link["score"] <= 1


@pytest.mark.parametrize(
    ("on", "standing", "by"),
    [
        ("2016-06-01", "in force", None),
        ("1 มกราคม 2566", "extended", EXTENSION),  # a Thai date
        ("2027-01-01", "revoked", REVOCATION),
    ],
)
def test_the_chain_on_a_day(client: TestClient, on: str, standing: str, by: str | None) -> None:
    """How it stands depends on the day; each step of the chain is told with what it does."""
    chain = get(client, f"/resolutions/{PROJECT}/chain", on=on)
    assert (chain["standing"]["standing"], chain["standing"]["by"]) == (standing, by)
    assert chain["standing"]["unconfirmed"] is (by is not None)
    roles = {each["id"]: each["role"] for each in chain["steps"]}
    assert (roles[PROJECT], roles[EXTENSION], roles[REVOCATION]) == ("first", "extension", "revocation")
    assert [each["meeting_date"] for each in chain["steps"]] == sorted(each["meeting_date"] for each in chain["steps"])


def test_before_its_meeting_a_resolution_has_no_standing(client: TestClient) -> None:
    """None, and no error."""
    assert get(client, f"/resolutions/{PROJECT}/chain", on="2010-01-01")["standing"] is None


def test_similar_matters_carry_reasons_and_passages(client: TestClient) -> None:
    """Other resolutions, best first within an agency, none of them itself."""
    found = get(client, f"/resolutions/{PROJECT}/similar", limit=5)
    assert 0 < len(found["items"]) <= 5
    assert PROJECT not in {each["ref"] for each in found["items"]}
    for each in found["items"]:
        assert each["reasons"]
        assert 0 < each["score"] <= 1


def test_a_judgement_is_appended_and_holds(own_client: TestClient) -> None:
    """Reject, look, confirm again: the history stays, the newest word counts."""
    url = f"{API}/links/{LINK}/judgements"
    said = own_client.post(url, json={"verdict": "rejected", "by": "ก.", "note": "คนละโครงการ"})
    assert said.status_code == 201
    assert (said.json()["link"], said.json()["verdict"], said.json()["by"]) == (LINK, "rejected", "ก.")
    cited_by = get(own_client, f"/resolutions/{PROJECT}/links")["cited_by"]
    assert REVOCATION not in {each["other"]["id"] for each in cited_by}
    assert get(own_client, f"/resolutions/{PROJECT}/chain", on="2027-01-01")["standing"]["standing"] != "revoked"
    own_client.post(url, json={"verdict": "confirmed", "by": "ข."})
    assert [(each["verdict"], each["by"]) for each in get(own_client, f"/links/{LINK}/judgements")] == [
        ("rejected", "ก."),
        ("confirmed", "ข."),
    ]
    standing = get(own_client, f"/resolutions/{PROJECT}/chain", on="2027-01-01")["standing"]
    assert (standing["standing"], standing["unconfirmed"]) == ("revoked", False)


def test_mentions_by_status_and_page(client: TestClient) -> None:
    """A walk over all of one status; what dangles is among those that found nothing."""
    seen: list[dict[str, Any]] = []
    while page := get(client, "/mentions", status="no meeting", limit=3, after=seen[-1]["id"] if seen else 0):
        seen += page
    assert len(seen) == len({each["id"] for each in seen}) > 4
    assert {each["status"] for each in seen} == {"no meeting"}
    assert {each["resolved"] for each in seen} == {None}
    days = {each["cited_date"] for each in get(client, "/mentions/dangling") if not each["meeting_in_archive"]}
    assert days == {each["cited_date"] for each in seen if each["cited_date"]}


def test_laws_and_who_touches_them(client: TestClient) -> None:
    """The most touched first; one with its resolutions."""
    laws = get(client, "/laws")
    assert [each["resolutions"] for each in laws] == sorted((each["resolutions"] for each in laws), reverse=True)
    page = get(client, f"/laws/{laws[0]['id']}")
    assert page["title"] == laws[0]["title"]
    assert len(page["resolutions"]) == laws[0]["resolutions"]
    assert get(client, "/laws", q="ไม่มีกฎหมายนี้") == []


def test_topics_and_words_on_them(own_client: TestClient) -> None:
    """List, show, name, split and merge."""
    topics = get(own_client, "/topics")
    one, other = topics[0]["id"], topics[1]["id"]
    named = own_client.post(f"{API}/topics/{one}/name", json={"name": "ชื่อใหม่", "by": "ก."})
    assert named.json()["summary"]["name"] == "ชื่อใหม่"
    members = [each["id"] for each in get(own_client, f"/topics/{one}")["members"]]
    split = own_client.post(f"{API}/topics/{one}/split", json={"resolutions": members[:2], "by": "ก."})
    assert split.status_code == 201
    assert [each["id"] for each in split.json()["members"]] == members[:2]
    merged = own_client.post(f"{API}/topics/{one}/merge", json={"others": [other], "by": "ก."})
    assert merged.json()["summary"]["resolutions"] == topics[0]["resolutions"] - 2 + topics[1]["resolutions"]
    gone = own_client.get(f"{API}/topics/{other}")
    assert (gone.status_code, str(one) in gone.json()["detail"]) == (404, True)
    assert {each["id"] for each in get(own_client, "/themes")} >= {topics[0]["theme"]}


def test_search_filters_by_standing_and_topic(client: TestClient) -> None:
    """The same words, fewer hits; facets count both."""
    everything = get(client, "/search", q="ผู้สูงอายุ", limit=50)
    assert {each["value"] for each in everything["facets"]["standings"]} >= {"revoked"}
    revoked = get(client, "/search", q="ผู้สูงอายุ", standing="revoked", on="2027-01-01", limit=50)
    assert PROJECT in {each["id"] for each in revoked["hits"]}
    assert {each["standing"]["standing"] for each in revoked["hits"]} == {"revoked"}
    topic = next(each["topic"] for each in everything["hits"] if each["topic"])
    within = get(client, "/search", q="ผู้สูงอายุ", topic=topic["id"], limit=50)
    assert {each["topic"]["id"] for each in within["hits"]} == {topic["id"]}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/resolutions/1999-01-01-01/links", None, 404),
        ("GET", "/resolutions/1999-01-01-01/chain", None, 404),
        ("GET", "/resolutions/1999-01-01-01/similar", None, 404),
        ("GET", f"/resolutions/{PROJECT}/chain?on=someday", None, 422),
        ("GET", "/links/nonsense/judgements", None, 422),
        ("GET", f"/links/{PROJECT}~1999-01-01-01/judgements", None, 404),
        ("POST", f"/links/{LINK}/judgements", {"verdict": "maybe", "by": "ก."}, 422),
        ("POST", f"/links/{LINK}/judgements", {"verdict": "confirmed", "by": ""}, 422),
        ("GET", "/mentions?status=lost", None, 422),
        ("GET", "/laws/99999999", None, 404),
        ("GET", "/topics/99999999", None, 404),
        ("POST", "/topics/99999999/name", {"name": "x", "by": "ก."}, 404),
        ("GET", "/search?q=น้ำ&standing=gone", None, 422),
    ],
)
def test_what_is_not_there_or_cannot_be(
    client: TestClient, method: str, path: str, body: dict[str, Any] | None, status: int
) -> None:
    """One shape of error, in Thai and English."""
    answer = client.request(method, f"{API}{path}", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
