"""Facts and commitments over HTTP: told with evidence, decided by name, nothing large or odd breaks it."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

FIRST = {"state": "accepted", "by": "สมชาย"}


def suggested(client: TestClient) -> Any:
    """The first suggestion of the sample."""
    return client.get("/api/v1/commitments", params={"state": "suggested", "limit": 1}).json()[0]


def test_the_list_is_by_due_date_the_latest_first(client: TestClient) -> None:
    """Those without a day come last; the limit holds."""
    found = client.get("/api/v1/commitments", params={"limit": 200}).json()
    days = [each["due_on"] for each in found]
    known = [day for day in days if day]
    assert len(known) > 3
    assert days == sorted(known, reverse=True) + [None] * (len(days) - len(known))
    assert len(client.get("/api/v1/commitments", params={"limit": 2}).json()) == 2


def test_facts_tell_evidence_of_their_version(client: TestClient) -> None:
    """A suggestion stands among the facts of its resolution, with the words and where they are."""
    one = suggested(client)
    facts = client.get(f"/api/v1/resolutions/{one['resolution']}/facts").json()
    assert one in facts["commitments"]
    assert one["end"] - one["start"] == len(one["quote"])
    assert facts["version"] >= 1
    assert facts["facts"]


def test_a_suggestion_is_accepted_and_put_back(own_client: TestClient) -> None:
    """The decision is told with who and when, and shows in both places."""
    one = suggested(own_client)
    decided = own_client.post(f"/api/v1/commitments/{one['id']}", json=FIRST).json()
    assert {**decided, "decided_at": None} == {**one, "state": "accepted", "decided_by": "สมชาย"}
    assert decided["decided_at"]
    accepted = own_client.get("/api/v1/commitments", params={"state": "accepted"}).json()
    assert [each["id"] for each in accepted] == [one["id"]]
    own_client.post(f"/api/v1/commitments/{one['id']}", json={"state": "suggested", "by": "สมหญิง"})
    assert own_client.get("/api/v1/commitments", params={"state": "accepted"}).json() == []


@pytest.mark.parametrize(
    ("key", "body", "status"),
    [
        ("999999", FIRST, 404),
        ("0", FIRST, 422),
        ("99999999999999999999", FIRST, 422),
        ("x", FIRST, 422),
        ("1", {"state": "done", "by": "สมชาย"}, 422),
        ("1", {"state": "accepted"}, 422),
        ("1", {"state": "accepted", "by": ""}, 422),
        ("1", {"state": "accepted", "by": " \n"}, 422),
        ("1", {}, 422),
    ],
    ids=["unknown", "no key", "too large", "no number", "no such state", "nobody", "empty", "blank", "nothing"],
)
def test_what_cannot_be_decided(client: TestClient, key: str, body: dict[str, str], status: int) -> None:
    """A problem in both languages, and nothing changes."""
    response = client.post(f"/api/v1/commitments/{key}", json=body)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.json()["detail_th"]
    assert client.get("/api/v1/commitments", params={"state": "accepted"}).json() == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/commitments?state=done", 422),
        ("/commitments?limit=0", 422),
        ("/commitments?limit=201", 422),
        ("/resolutions/2031-01-05-99/facts", 404),
        ("/resolutions/%00/facts", 404),
    ],
)
def test_what_cannot_be_asked(client: TestClient, path: str, status: int) -> None:
    """Refused as a problem."""
    assert client.get(f"/api/v1{path}").status_code == status
