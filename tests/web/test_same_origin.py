"""Who may send something that changes the archive: pages of this host, and no other."""

import pytest

from kb.web.same_origin import is_same_origin

HOST = {"host": "kb.example:8000"}


@pytest.mark.parametrize(
    ("headers", "accepted"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),  # a neighbour under one domain
        ({"sec-fetch-site": "none"}, False),  # no page of ours posts by itself
        ({"sec-fetch-site": "cross-site", "origin": "http://kb.example:8000"}, False),  # both must not disagree
        ({"origin": "http://kb.example:8000"}, True),  # plain HTTP: browsers tell no more
        ({"origin": "http://KB.example:8000"}, True),
        ({"origin": "http://kb.example"}, False),  # another port is another origin
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://evil.example/?kb.example:8000"}, False),
        ({"origin": "null"}, False),  # a sandboxed page
        ({"origin": "http://[bad"}, False),
        ({}, False),  # programs use the API
    ],
)
def test_who_asks(headers: dict[str, str], accepted: bool) -> None:
    """Accepted or refused."""
    assert is_same_origin({**HOST, **headers}) is accepted


def test_no_host_matches_no_origin() -> None:
    """Two absent values are not the same one."""
    assert is_same_origin({}) is False
