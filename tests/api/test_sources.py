"""GET /resolutions/{id}/sources."""

from fastapi.testclient import TestClient


def test_sources_of_a_resolution(client: TestClient) -> None:
    """One document of the sample told of it: the whole answer."""
    answer = client.get("/api/v1/resolutions/2015-03-15-01/sources")
    assert answer.status_code == 200
    (source,) = answer.json()
    assert source.pop("uri").endswith("resolutions.jsonl#2015-03-15")
    assert len(source.pop("sha256")) == len(source.pop("original")) == 64
    numbers = {name: source.pop(name) for name in ("id", "document_id", "version", "start", "end")}
    assert numbers["end"] > numbers["start"] > 0
    assert source == {
        "document": "ชุดข้อมูลตัวอย่าง (เนื้อหาสมมติ)",
        "kind": "jsonl",
        "classification": "ปกติ",
        "main": True,
        "chosen": False,
        "how": "new",
        "engine": None,
        "quality": None,
        "pages": 0,
        "title": client.get("/api/v1/resolutions/2015-03-15-01").json()["summary"]["title"],
        "letter_number": "นร 0505/ว 91",
        "letter_date": source["letter_date"],
    }


def test_an_address_nobody_has(client: TestClient) -> None:
    """A problem, like that of the resolution itself."""
    answer = client.get("/api/v1/resolutions/2015-03-15-99/sources")
    assert (answer.status_code, answer.json()["code"]) == (404, "kb.not-found")
    assert answer.headers["content-type"].startswith("application/problem+json")
