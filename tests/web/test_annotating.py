"""A body with places and evidence: escaped, every place once, overlapping evidence made one."""

import pytest

from kb.web.annotating import annotated


@pytest.mark.parametrize(
    ("text", "places", "evidence", "html"),
    [
        ("มติ", [], [], "มติ"),  # nothing to show
        ("<b>&", [], [], "&lt;b&gt;&amp;"),  # markup in a text is text
        ("กขคง", [2], [], 'กข<a id="t2"></a>คง'),
        ("กขคง", [0, 0], [], '<a id="t0"></a>กขคง'),  # one target for two facts at one place
        ("กขคง", [1], [(1, 3)], 'ก<mark><a id="t1"></a>ขค</mark>ง'),
        ("กขคง", [2], [(1, 3)], 'ก<mark>ข<a id="t2"></a>ค</mark>ง'),  # a place inside evidence
        ("กขคง", [], [(0, 2), (1, 4)], "<mark>กขคง</mark>"),  # overlapping
        ("กขคง", [], [(0, 2), (2, 4)], "<mark>กขคง</mark>"),  # touching
        ("กขคง", [3], [(3, 4)], 'กขค<mark><a id="t3"></a>ง</mark>'),  # to the very end
        ("กขคง", [4, 9, -1], [(2, 9), (3, 3), (-1, 2)], 'กขคง<a id="t4"></a>'),  # what lies outside is left out
        ("<i>", [0], [(0, 3)], '<mark><a id="t0"></a>&lt;i&gt;</mark>'),
        ("", [], [], ""),
    ],
)
def test_a_body_as_html(text: str, places: list[int], evidence: list[tuple[int, int]], html: str) -> None:
    """The exact markup."""
    assert str(annotated(text, places, evidence)) == html
