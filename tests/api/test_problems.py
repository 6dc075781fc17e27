"""Every error under /api has one shape, RFC 9457, in English and Thai, with a stable code."""

import pytest

from kb.errors import BadInput, Busy, Damaged, KbError, Mismatch, MissingExtra, NotFound, Unreadable

SHAPE = {"type", "title", "status", "detail", "detail_th", "code"}


def pinned(response, status: int, code: str) -> dict[str, object]:
    """Check what is the same for every problem; gives its body."""
    body = response.json()
    assert response.status_code == body["status"] == status
    assert response.headers["content-type"] == "application/problem+json"
    assert set(body) == SHAPE
    assert (body["code"], body["type"]) == (code, f"urn:kb:problem:{code}")
    assert any("ก" <= letter <= "ฮ" for letter in body["detail_th"])
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (BadInput, 422, "Unprocessable Content"),
        (Unreadable, 422, "Unprocessable Content"),
        (NotFound, 404, "Not Found"),
        (Busy, 503, "Service Unavailable"),
        (Mismatch, 503, "Service Unavailable"),
        (Damaged, 503, "Service Unavailable"),
        (MissingExtra, 503, "Service Unavailable"),
        (KbError, 500, "Internal Server Error"),
    ],
)
def test_each_kind_of_domain_error(client, monkeypatch, error: type[KbError], status: int, title: str) -> None:
    """The table of statuses, by what a client really gets."""

    def raising() -> None:
        raise error("ภาษาไทย", "English")

    monkeypatch.setattr(client.app.state.runtime, "indexes", raising)
    body = pinned(client.get("/api/v1/search?q=x"), status, error.code)
    assert (body["title"], body["detail"], body["detail_th"]) == (title, "English", "ภาษาไทย")


def test_an_unforeseen_error_tells_nothing_of_the_program(client, monkeypatch) -> None:
    """500 in the same shape, without the error's own words."""

    def broken() -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(client.app.state.runtime, "indexes", broken)
    response = client.get("/api/v1/search?q=x")
    pinned(response, 500, "kb.error")
    assert "secret" not in response.text


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2/search", "/api/", "/api/v1/search/x", "/api/v1/../x"])
def test_an_unknown_path(client, path: str) -> None:
    """Nothing at this address."""
    if path == "/api/v1/../x":  # the client itself folds it to /api/x
        path = "/api/x"
    pinned(client.get(path), 404, "kb.http-404")


@pytest.mark.parametrize(
    ("method", "path"), [("post", "/api/v1/search"), ("delete", "/api/v1/resolutions/x"), ("get", "/api/v1/documents")]
)
def test_a_wrong_method(client, method: str, path: str) -> None:
    """405, naming the methods there are."""
    response = getattr(client, method)(path)
    pinned(response, 405, "kb.http-405")
    assert response.headers["allow"] in ("GET", "POST")


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/api/v1/search", "type a query, or choose at least one filter"),
        ("/api/v1/search?q=%20%20", "type a query, or choose at least one filter"),
        ("/api/v1/search?q=" + "x" * 10_001, "the query has 10,001 characters, more than 10,000; shorten it"),
        ("/api/v1/search?q=x&mode=fuzzy", "mode: Input should be 'hybrid', 'lexical' or 'vector'"),
        ("/api/v1/search?q=x&limit=0", "limit: Input should be greater than or equal to 1"),
        ("/api/v1/search?q=x&limit=101", "limit: Input should be less than or equal to 100"),
        (
            "/api/v1/search?q=x&limit=many",
            "limit: Input should be a valid integer, unable to parse string as an integer",
        ),
        (
            "/api/v1/search?q=x&year=abc",
            "year.0: Input should be a valid integer, unable to parse string as an integer",
        ),
        ("/api/v1/search?q=x&from=yesterday", "from: 'yesterday' is no date, write 2020-01-07"),
        ("/api/v1/search?q=x&to=2020-02-30", "to: '2020-02-30' is no date, write 2020-01-07"),
        ("/api/v1/search?q=x&from=2021-01-01&to=2020-01-01", "the first date must not be after the last one"),
        ("/api/v1/search?q=x&cursor=garbage", "this is no cursor of ours; use next_cursor unchanged"),
        ("/api/v1/search?q=x&cursor=%F0%9F%99%82", "this is no cursor of ours; use next_cursor unchanged"),
        ("/api/v1/resolutions?limit=201", "limit: Input should be less than or equal to 200"),
        (
            "/api/v1/resolutions?cursor=garbage",
            "this is no cursor of ours; use next_cursor of the page before, unchanged",
        ),
    ],
)
def test_bad_input_names_the_parameter(client, path: str, detail: str) -> None:
    """422 with what is wrong."""
    assert pinned(client.get(path), 422, "kb.bad-input")["detail"] == detail


def test_thai_names_the_parameter_too(client) -> None:
    """The framework's refusals have a Thai sentence as well."""
    body = client.get("/api/v1/search?q=x&limit=0").json()
    assert body["detail_th"] == "ค่าของ limit ไม่ถูกต้อง กรุณาตรวจสอบแล้วส่งใหม่"


def test_what_is_not_there(client) -> None:
    """A resolution and a job nobody has."""
    assert pinned(client.get("/api/v1/resolutions/2015-03-15-99"), 404, "kb.not-found")["detail"] == (
        "there is no resolution 2015-03-15-99"
    )
    assert pinned(client.get("/api/v1/jobs/none"), 404, "kb.not-found")["detail"] == "there is no job none"


def test_a_document_without_a_file(client) -> None:
    """The form needs its field."""
    assert pinned(client.post("/api/v1/documents"), 422, "kb.bad-input")["detail"] == "file: Field required"
