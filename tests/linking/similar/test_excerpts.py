"""Passages side by side: which pairs, and where the shared words stand."""

from typing import Any

import numpy as np
import pytest

from kb.linking.similar.excerpts import Reading, SideBySide, nearest_pairs
from kb.linking.similar.rows import Cut, Passages
from kb.text import Tokeniser


def passages(*rows: tuple[float, ...], first: int = 1) -> Passages:
    """Passages of these vectors, ten characters each; ids count from `first`."""
    vectors = np.array(rows, np.float32).reshape(len(rows), 2)
    cuts = tuple(Cut(first + place, 10 * place, 10 * place + 10) for place in range(len(rows)))
    return Passages(np.zeros(2, np.float32), cuts, vectors)


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        (passages((1, 0), (0, 1)), passages((0, 1), first=11), [(2, 11)], "the nearest of the one"),
        (passages((1, 0), (0, 1)), passages((0, 1), (1, 0), first=11), [(2, 11), (1, 12)], "each of the other once"),
        (passages((1, 0)), passages((0.6, 0.8), (1, 0), first=11), [(1, 12), (1, 11)], "the nearest pair first"),
        (passages(), passages((1, 0), first=11), [], "a matter of a title alone"),
        (passages((1, 0)), passages(), [], "the other of a title alone"),
    ],
)
def test_pairs_are_the_nearest(one: Passages, other: Passages, expected: list[tuple[int, int]], why: str) -> None:
    """By cosine."""
    assert [(pair.this.id, pair.other.id) for pair in nearest_pairs(one, other)] == expected, why


@pytest.mark.parametrize(
    ("text", "words", "expected", "why"),
    [
        ("อ่างเก็บน้ำและฝาย", {"ฝาย"}, ["ฝาย"], "one word"),
        ("กรมชลประทานขุดสระ", {"กรมชลประทาน", "ขุด", "สระ"}, ["กรมชลประทานขุดสระ"], "neighbours run together"),
        ("ฝาย สระ", {"ฝาย", "สระ"}, ["ฝาย สระ"], "over a blank, too"),
        ("ฝาย, สระ", {"ฝาย", "สระ"}, ["ฝาย", "สระ"], "not over a comma"),
        ("จํานวนน้ำ", {"จำนวน"}, ["จํานวน"], "a split ำ is found, and quoted as printed"),
        ("ASEAN", {"asean"}, ["ASEAN"], "capitals"),
        ("(ฝาย)", {"ฝาย"}, ["ฝาย"], "without the brackets"),
        ("ฝาย", set(), [], "nothing asked"),
    ],
)
def test_words_are_marked_where_they_stand(
    tokeniser: Tokeniser, text: str, words: set[str], expected: list[str], why: str
) -> None:
    """Spans are offsets into the text as given."""
    found = Reading(text, tokeniser).spans(frozenset(words))
    assert [text[start:end] for start, end in found] == expected, why


class Known:
    """A word index of 1,000 resolutions in which every word stands in three."""

    rows = 1000

    def frequency(self, word: str) -> int:
        """Always three, but เกษตรกร is everywhere."""
        return 900 if word == "เกษตรกร" else 3

    def rarity(self, word: str) -> float:
        """The same for all."""
        return 5.0


def test_the_shared_words_choose_among_near_pairs(tokeniser: Tokeniser) -> None:
    """Of passages about as near, the one that holds the words sought; marks are what both hold and what tells."""
    texts = {1: "เกษตรกรขุดสระและทำฝาย", 11: "เกษตรกรเลี้ยงปลา", 12: "ฝายของเกษตรกร"}
    index: Any = Known()
    one, other = passages((1.0, 0.0)), passages((1.0, 0.0), (0.95, 0.3122499), first=11)
    chosen, shared = SideBySide(texts, tokeniser, index, frozenset()).shown(nearest_pairs(one, other), {"ฝาย": 5.0})
    assert [(pair.other.span.quote, pair.cosine) for pair in chosen] == [("ฝายของเกษตรกร", 0.95)]
    assert list(shared) == ["ฝาย"]
    assert [(word.start, word.quote) for word in chosen[0].this.words] == [(texts[1].index("ฝาย"), "ฝาย")]
    assert [(word.start, word.quote) for word in chosen[0].other.words] == [(10, "ฝาย")]


def test_a_second_pair_is_shown_of_other_passages_if_it_is_about_as_good(tokeniser: Tokeniser) -> None:
    """Two passages of the one, two of the other."""
    texts = {1: "ขุดสระ", 2: "ทำฝาย", 11: "ขุดสระ", 12: "ทำฝาย"}
    index: Any = Known()
    beside = SideBySide(texts, tokeniser, index, frozenset())
    pairs = nearest_pairs(passages((1, 0), (0, 1)), passages((1, 0), (0, 1), first=11))
    assert [each.other.span.quote for each in beside.shown(pairs, {})[0]] == ["ขุดสระ", "ทำฝาย"]
    weaker = nearest_pairs(passages((1, 0), (0, 1)), passages((1, 0), (0.6, 0.7), first=11))
    assert [each.other.span.quote for each in beside.shown(weaker, {})[0]] == ["ขุดสระ"]
