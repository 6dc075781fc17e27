"""Addresses as people type them."""

import pytest

from kb.cli.http_server import encoded_line

REST = b"Host: x\r\n\r\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("GET /search?q=ขา HTTP/1.1\r\n".encode(), b"GET /search?q=%E0%B8%82%E0%B8%B2 HTTP/1.1\r\n"),
        (b"GET /search?q=%E0%B8%82&year=2563 HTTP/1.1\r\n", b"GET /search?q=%E0%B8%82&year=2563 HTTP/1.1\r\n"),
        ("POST /documents?x=ขา HTTP/1.1\r\n".encode(), "POST /documents?x=ขา HTTP/1.1\r\n".encode()),
        (b"\xe0\xb8\x82 GET", b"\xe0\xb8\x82 GET"),
    ],
)
def test_thai_letters_of_a_get_address_are_encoded(given: bytes, expected: bytes) -> None:
    """What curl sends unencoded is understood; what is encoded, no GET, or no request line stays as it is."""
    assert encoded_line(given + REST) == expected + REST
