"""Documents sent in: received with 202, loaded by a job, findable afterwards; a bad one fails with its reason."""

import json
import time
from pathlib import Path

import pytest

ROW = {
    "meeting_date": "2011-07-10",
    "number": 1,
    "title": "โครงการเลี้ยงกระต่ายบนที่สูง",
    "body": "คณะรัฐมนตรีมีมติอนุมัติโครงการเลี้ยงกระต่ายบนที่สูง",
}


def jsonl(*rows: dict[str, object]) -> bytes:
    """Rows as a file."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def sent(client, name: str, data: bytes):
    """Send a file; gives the response."""
    return client.post("/api/v1/documents", files={"file": (name, data)})


def finished(client, location: str) -> dict[str, object]:
    """The job when it has come to its end."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        job = client.get(location).json()
        if job["state"] not in ("queued", "running"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_a_document_is_received_loaded_and_found(own_client, own_home: Path) -> None:
    """202 with the job's address; the job ends well and says what it did; search finds the new matter within 2 s."""
    response = sent(own_client, "มติ.jsonl", jsonl(ROW))
    body = response.json()
    assert response.status_code == 202
    assert body["state"] == "queued"
    assert response.headers["location"] == body["location"] == f"/api/v1/jobs/{body['id']}"
    job = finished(own_client, body["location"])
    assert (job["state"], job["name"], job["report"]["loaded"]) == ("done", "มติ.jsonl", ["มติ.jsonl#2011-07-10"])
    assert job["report"]["rejected"] == []
    assert job["created_at"] <= job["finished_at"]
    assert job["finished_at"].endswith("Z")
    own_client.app.state.runtime.reader.refresh()
    hit = own_client.get("/api/v1/search", params={"q": "เลี้ยงกระต่ายบนที่สูง"}).json()["hits"][0]
    assert (hit["id"], hit["title"]) == ("2011-07-10-01", ROW["title"])
    assert not any((own_home / "uploads" / "incoming").iterdir())


def test_a_running_server_shows_it_by_itself(own_client) -> None:
    """Nobody has to reload anything: within two seconds of the job's end the matter is found."""
    finished(own_client, sent(own_client, "a.jsonl", jsonl(ROW)).json()["location"])
    until = time.monotonic() + 2
    found = []
    while time.monotonic() < until and not found:
        hits = own_client.get("/api/v1/search", params={"q": "2011-07-10-01"}).json()["hits"]
        found = [hit["id"] for hit in hits if hit["id"] == "2011-07-10-01"]
        time.sleep(0.05)
    assert found == ["2011-07-10-01"]


def test_the_same_name_again_corrects_and_takes_nothing_away(own_client) -> None:
    """A corrected matter is updated; two officers' files of one name never withdraw each other's matters.

    Sent unchanged, a file changes nothing, and its report is the same: no one learns of a copy he may not see.
    """
    location = sent(own_client, "a.jsonl", jsonl(ROW, {**ROW, "number": 2, "title": "เรื่องที่สอง"})).json()["location"]
    assert finished(own_client, location)["state"] == "done"
    location = sent(own_client, "a.jsonl", jsonl({**ROW, "title": ROW["title"] + " ระยะที่ 2"})).json()["location"]
    report = finished(own_client, location)["report"]
    location = sent(own_client, "a.jsonl", jsonl({**ROW, "title": ROW["title"] + " ระยะที่ 2"})).json()["location"]
    assert finished(own_client, location)["report"] == report
    assert own_client.get("/api/v1/resolutions/2011-07-10-01").json()["summary"]["title"].endswith("ระยะที่ 2")
    assert own_client.get("/api/v1/resolutions/2011-07-10-02").json()["withdrawn"] is False


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bad.jsonl", b"not json\n"),
        ("bad.zip", b"PK\x03\x04 truncated"),
        ("bad.txt", b"\x00\x01\x02\x03" * 100),
        ("nothing.exe", b"MZ\x90\x00\x03\x00\x00\x00"),
    ],
)
def test_a_bad_file_fails_with_its_reason(own_client, name: str, data: bytes) -> None:
    """The job ends as failed and says why, in Thai and English; the server goes on."""
    job = finished(own_client, sent(own_client, name, data).json()["location"])
    assert job["state"] == "failed"
    reason = job["report"]["rejected"][0]
    assert reason["name"].startswith(name)
    assert reason["thai"]
    assert reason["english"]
    assert own_client.get("/api/v1/search?q=น้ำ").status_code == 200


def test_one_bad_row_does_not_fail_the_rest(own_client) -> None:
    """Good rows are loaded, the bad one is told."""
    data = jsonl(ROW) + b"\nnot json\n"
    job = finished(own_client, sent(own_client, "mixed.jsonl", data).json()["location"])
    assert (job["state"], len(job["report"]["loaded"]), len(job["report"]["rejected"])) == ("done", 1, 1)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../escape.jsonl", "escape.jsonl"),
        ("/etc/escape.jsonl", "escape.jsonl"),
        ("..\\..\\escape.jsonl", "escape.jsonl"),
        ("C:\\x\\escape.jsonl", "escape.jsonl"),
        ("incoming/../escape.jsonl", "escape.jsonl"),
        ("es\x1bca\u202epe.jsonl", "escape.jsonl"),
    ],
)
def test_a_path_in_a_name_leads_nowhere(own_client, own_home: Path, name: str, kept: str) -> None:
    """Only the last part of a name counts, without control characters; the file stays in its folder."""
    from kb.workflows import receive_document  # noqa: PLC0415 - the client would quote some of these names itself

    runtime = own_client.app.state.runtime
    job = receive_document(runtime.database, own_home / "uploads", name, jsonl(ROW))
    own_client.app.state.worker.wake()
    assert job.name == kept
    assert finished(own_client, f"/api/v1/jobs/{job.id}")["state"] == "done"
    assert [each.name for each in (own_home / "uploads" / "documents").glob("*/*")] == [kept]
    ours = ("kb.sqlite3", "linking.lock", "topics.npz")
    assert [each.name for each in own_home.iterdir() if each.is_file() and not each.name.startswith(ours)] == []


@pytest.mark.parametrize(
    ("name", "data", "english"),
    [
        ("empty.jsonl", b"", "empty.jsonl is empty"),
        ("..", b"x", "the file needs a name"),
        ("/", b"x", "the file needs a name"),
        (".hidden", b"x", "the file needs a name"),
        ("ก" * 300 + ".txt", b"x", "the file's name is too long; give it a shorter one"),
    ],
)
def test_what_cannot_be_received(own_client, own_home: Path, name: str, data: bytes, english: str) -> None:
    """Refused at once, nothing is kept and no job is made."""
    response = sent(own_client, name, data)
    assert (response.status_code, response.json()["detail"]) == (422, english)
    assert not (own_home / "uploads").exists()


def test_too_large(own_client, own_home: Path, monkeypatch) -> None:
    """Over the limit: refused, with what to do instead."""
    monkeypatch.setattr("kb.workflows.jobs.LARGEST_UPLOAD", 1024**2)
    response = sent(own_client, "big.jsonl", b"x" * (1024**2 + 1))
    assert response.status_code == 422
    assert response.json()["detail"] == "big.jsonl is over 1 MiB; use kb ingest"
    assert not (own_home / "uploads").exists()


def test_jobs_left_by_a_dead_server_are_resumed(own_home: Path) -> None:
    """A document received before a crash, even one half worked on, is loaded when a server starts again."""
    from fastapi.testclient import TestClient  # noqa: PLC0415
    from sqlmodel import Session  # noqa: PLC0415

    from kb.app import create_app  # noqa: PLC0415
    from kb.runtime import Runtime  # noqa: PLC0415
    from kb.settings import Settings  # noqa: PLC0415
    from kb.store import Job  # noqa: PLC0415
    from kb.workflows import receive_document  # noqa: PLC0415

    before = Runtime(Settings(own_home))
    queued = receive_document(before.database, own_home / "uploads", "one.jsonl", jsonl(ROW))
    begun = receive_document(before.database, own_home / "uploads", "two.jsonl", jsonl({**ROW, "number": 2}))
    with before.database.writing() as session:
        assert isinstance(session, Session)
        job = session.get_one(Job, begun.id)
        job.state = "running"
        session.add(job)
    before.close()
    with TestClient(create_app(Settings(own_home))) as client:
        assert [finished(client, f"/api/v1/jobs/{each.id}")["state"] for each in (queued, begun)] == ["done", "done"]
        assert client.get("/api/v1/resolutions/2011-07-10-02").status_code == 200
