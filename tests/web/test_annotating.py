"""A body with places, evidence and citations: escaped, every place once, never a tag that crosses another."""

import pytest

from kb.web.annotating import CitedSpan, annotated


@pytest.mark.parametrize(
    ("text", "places", "evidence", "html"),
    [
        ("มติ", [], [], "มติ"),  # nothing to show
        ("<b>&", [], [], "&lt;b&gt;&amp;"),  # markup in a text is text
        ("กขคง", [2], [], 'กข<span id="t2"></span>คง'),
        ("กขคง", [0, 0], [], '<span id="t0"></span>กขคง'),  # one target for two facts at one place
        ("กขคง", [1], [(1, 3)], 'ก<mark><span id="t1"></span>ขค</mark>ง'),
        ("กขคง", [2], [(1, 3)], 'ก<mark>ข<span id="t2"></span>ค</mark>ง'),  # a place inside evidence
        ("กขคง", [], [(0, 2), (1, 4)], "<mark>กขคง</mark>"),  # overlapping
        ("กขคง", [], [(0, 2), (2, 4)], "<mark>กขคง</mark>"),  # touching
        ("กขคง", [3], [(3, 4)], 'กขค<mark><span id="t3"></span>ง</mark>'),  # to the very end
        ("กขคง", [4, 9, -1], [(2, 9), (3, 3), (-1, 2)], 'กขคง<span id="t4"></span>'),  # what lies outside is left out
        ("<i>", [0], [(0, 3)], '<mark><span id="t0"></span>&lt;i&gt;</mark>'),
        ("", [], [], ""),
    ],
)
def test_a_body_as_html(text: str, places: list[int], evidence: list[tuple[int, int]], html: str) -> None:
    """The exact markup."""
    assert str(annotated(text, places, evidence)) == html


A, B = CitedSpan(1, 3, "/resolutions/a", "เรื่อง <ก>"), CitedSpan(2, 4, "/resolutions/b", "")
LOST = CitedSpan(1, 3, None, "ไม่พบ")
OPEN = '<a class="cited" href="/resolutions/a" title="เรื่อง &lt;ก&gt;">'


@pytest.mark.parametrize(
    ("places", "evidence", "citations", "html"),
    [
        ([], [], [A], f"ก{OPEN}ขค</a>งจ"),
        ([], [], [LOST], 'ก<span class="cited lost" title="ไม่พบ">ขค</span>งจ'),
        ([2], [], [A], f'ก{OPEN}ข<span id="t2"></span>ค</a>งจ'),  # a place inside: no link within a link
        ([], [(1, 3)], [A], f"ก{OPEN}<mark>ขค</mark></a>งจ"),
        ([], [(0, 5)], [A], f"<mark>ก</mark>{OPEN}<mark>ขค</mark></a><mark>งจ</mark>"),  # evidence around a citation
        ([], [(2, 5)], [A], f"ก{OPEN}ข<mark>ค</mark></a><mark>งจ</mark>"),  # evidence that ends after it
        ([], [(0, 2)], [A], f"<mark>ก</mark>{OPEN}<mark>ข</mark>ค</a>งจ"),  # evidence that begins before it
        ([], [], [B, A], f"ก{OPEN}ขค</a>งจ"),  # of two that overlap the first
        (
            [],
            [],
            [CitedSpan(3, 9, "/x", ""), CitedSpan(-1, 2, "/x", ""), CitedSpan(2, 2, "/x", "")],
            "กขคงจ",
        ),  # outside
        ([], [], [CitedSpan(3, 5, "/x", "")], 'กขค<a class="cited" href="/x" title="">งจ</a>'),  # to the very end
    ],
)
def test_citations_in_a_body(places, evidence, citations, html: str) -> None:
    """The exact markup, well nested whatever overlaps."""
    assert str(annotated("กขคงจ", places, evidence, citations)) == html
