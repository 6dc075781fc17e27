"""Originals over HTTP: the very bytes, under their own name, and nothing in them runs as a page of ours."""

from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlmodel import col

from kb.access import Policy
from kb.api import documents as edge
from kb.store import Document
from kb.workflows import LoadOptions

TEXT = "5 มกราคม 2574\nเรื่อง การนับดาวทะเล\nคณะรัฐมนตรีมีมติรับทราบ\n"
HTML = f"<html><body><script>alert(1)</script><pre>{TEXT}</pre></body></html>"
SEALED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def loaded(client: TestClient, path: Path, data: bytes, classification: str | None = None) -> str:
    """The address of the original of a file that was just loaded."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    runtime = client.app.state.runtime  # type: ignore[attr-defined]
    assert runtime.load([path], LoadOptions(classification=classification)).loaded == [path.name]
    with runtime.session() as session:
        key = session.execute(select(col(Document.id)).where(col(Document.uri) == str(path))).scalar()
    return f"/api/v1/documents/{key}/original"


@pytest.mark.parametrize(
    ("name", "data", "kind", "place"),
    [
        ("มติ ๕.txt", TEXT.encode(), "text/plain; charset=utf-8", "inline"),
        ("old.TXT", TEXT.encode("cp874"), "text/plain; charset=windows-874", "inline"),
        ("page.html", HTML.encode(), "application/octet-stream", "attachment"),
        ("page.HTM", HTML.encode(), "application/octet-stream", "attachment"),
        ("no suffix", TEXT.encode(), "application/octet-stream", "attachment"),
        ('a"; filename=b.html;\n.txt', TEXT.encode(), "text/plain; charset=utf-8", "inline"),
    ],
    ids=["Thai name", "old encoding", "HTML", "HTML by another name", "unknown", "a name that would break the header"],
)
def test_what_is_shown_and_what_is_only_saved(
    own_client: TestClient, tmp_path: Path, name: str, data: bytes, kind: str, place: str
) -> None:
    """The bytes as they came; the kind by the name, never guessed by the browser; no script, no copy in a cache."""
    response = own_client.get(loaded(own_client, tmp_path / "in" / name, data))
    assert (response.status_code, response.content) == (200, data)
    assert response.headers["content-type"] == kind
    assert response.headers["content-disposition"] == f"{place}; filename*=UTF-8''{quote(name, safe='')}"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == SEALED
    assert response.headers["cache-control"] == "private, no-store"


def test_a_pdf_opens_in_the_browser(own_client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inline, so that `#page=N` works; without the sandbox, in which browsers show no PDF."""
    monkeypatch.setitem(edge.SHOWN, ".txt", "application/pdf")
    response = own_client.get(loaded(own_client, tmp_path / "a.txt", TEXT.encode()))
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == "inline; filename*=UTF-8''a.txt"
    assert response.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_a_classified_one_is_hidden_in_the_words_of_one_that_is_not_there(
    own_client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a caller who may see only the open."""
    secret = loaded(own_client, tmp_path / "a.txt", TEXT.encode(), "ลับ")
    open_one = loaded(own_client, tmp_path / "b.txt", TEXT.replace("ดาวทะเล", "หอยเม่น").encode())
    assert own_client.get(secret).status_code == 200
    monkeypatch.setattr(edge, "EVERYTHING", Policy(("ปกติ",)))
    assert own_client.get(open_one).status_code == 200
    refused, none = own_client.get(secret), own_client.get("/api/v1/documents/999999/original")
    assert (refused.status_code, none.status_code) == (404, 404)
    key = secret.split("/")[4]
    assert refused.json() == {
        name: told.replace("999999", key) if isinstance(told, str) else told for name, told in none.json().items()
    }


@pytest.mark.parametrize(
    ("key", "status"),
    [("0", 422), ("-1", 422), ("99999999999999999999", 422), ("..%2F..%2Fkb.sqlite3", 404), ("x", 422)],
)
def test_no_way_to_another_file(client: TestClient, key: str, status: int) -> None:
    """Only numbers lead to originals."""
    response = client.get(f"/api/v1/documents/{key}/original")
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_one_whose_file_is_missing_or_damaged(own_client: TestClient, own_home: Path, tmp_path: Path) -> None:
    """Missing is 404; damaged is told with what to do, and none of its bytes."""
    address = loaded(own_client, tmp_path / "a.txt", TEXT.encode())
    (path,) = (
        each for each in (own_home / "originals").rglob("*") if each.is_file() and each.read_bytes() == TEXT.encode()
    )
    path.write_bytes(b"changed")
    damaged = own_client.get(address)
    assert (damaged.status_code, b"changed" in damaged.content) == (503, False)
    assert "put a backup back" in damaged.json()["detail"]
    path.unlink()
    assert own_client.get(address).status_code == 404
