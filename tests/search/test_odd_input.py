"""Whatever is typed gets an answer or a clear refusal, never another error."""

import time

import pytest

from kb.errors import BadInput
from kb.search import LONGEST_QUERY

ANSWERED = {
    "only punctuation": "!!! ... () ๆ ฯ",
    "emoji": "🙂👨‍👩‍👧🇹🇭",
    "zero-width characters": "\u200b\u200d\ufeff",
    "a zero-width character inside": "ภัย\u200bแล้ง",
    "as long as allowed, one letter": "ก" * LONGEST_QUERY,
    "as long as allowed, prose": ("กรมชลประทานเสนอโครงการอ่างเก็บน้ำเพื่อบรรเทาภัยแล้ง " * 300)[:LONGEST_QUERY],
    "as long as allowed, digits": "1234567890" * (LONGEST_QUERY // 10),
    "as long as allowed, marks": "ก" + "\u0e49" * (LONGEST_QUERY - 1),
    "as long as allowed, different words": " ".join(map(str, range(2000)))[:LONGEST_QUERY],
    "as long as allowed, dates": ("7 มกราคม 2563 " * 800)[:LONGEST_QUERY],
    "as long as allowed, letter numbers": ("นร 0505/ว 91 " * 800)[:LONGEST_QUERY],
    "as long as allowed, quotes": '"' * LONGEST_QUERY,
    "as long as allowed, one phrase again and again": ('"น้ำ" ' * 2000)[:LONGEST_QUERY],
    "as long as allowed, different phrases": " ".join(f'"น้ำ {number}"' for number in range(1500))[:LONGEST_QUERY],
    "a lone surrogate": "\ud800ภัยแล้ง",
    "a null byte": "ภัย\x00แล้ง",
    "SQL": "'; DROP TABLE resolution; -- %_\\",
    "the syntax of the word index": 'title:น้ำ AND (body:"x" OR *) ~2 ^3 [a TO b] +x -y IN [z]',
    "right to left": "\u202eمرحبا שלום\u202c",
    "one quote": '"',
    "a regular expression": "(.*)+$[ก-ฮ]{1,9}\\",
    "a date that is none": "32 มกราคม 2563",
    "a year beyond the calendar": "ปี 99999 และ พ.ศ. 543",
    "letters of two scripts joined": "น้ำwater น้ำ水",
    "capital letters with odd small ones": "İSTANBUL ẞ น้ำ",
    "line breaks": "น้ำ\r\n\u2028ท่วม\x0b",
}


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
@pytest.mark.parametrize("text", ANSWERED.values(), ids=ANSWERED.keys())
def test_an_answer(ask, text: str, mode: str) -> None:
    """Each of these is answered within two seconds, and its answer can be written as JSON text."""
    started = time.perf_counter()
    found = ask(text, mode=mode)
    assert time.perf_counter() - started < 2.0
    assert found.mode == mode
    assert len(found.hits) == min(found.total, 10)
    for hit in found.hits:
        for passage in hit.passages:
            assert all(0 <= each.start < each.end <= len(passage.text) for each in passage.highlights)


@pytest.mark.parametrize("text", ["🙂", "\u200b\u200d", "\u202eمرحبا שלום", '"' * 50, "!!! ..."])
@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
def test_nothing_said_finds_nothing(ask, text: str, mode: str) -> None:
    """A query without a word that the archive could hold has no hits, instead of arbitrary ones."""
    found = ask(text, mode=mode)
    assert (found.total, found.hits) == (0, ())
    assert found.facets.years == ()


REFUSED = [
    ("", {}, "type a query"),  # nothing asked
    ("  \n\t ", {}, "type a query"),
    ("ก" * (LONGEST_QUERY + 1), {}, "10,001 characters"),
    ("น้ำ", {"mode": "fuzzy"}, "mode must be one of hybrid, lexical, vector"),
    ("น้ำ", {"limit": 0}, "limit must be between 1 and 100"),
    ("น้ำ", {"limit": 101}, "limit must be between 1 and 100"),
    ("น้ำ", {"offset": -1}, "500"),
    ("น้ำ", {"offset": 501}, "500"),
]


@pytest.mark.parametrize(("text", "named", "english"), REFUSED)
def test_a_refusal_says_what_to_do(ask, text: str, named: dict[str, object], english: str) -> None:
    """What cannot be answered is refused as bad input, in Thai and in English."""
    with pytest.raises(BadInput) as caught:
        ask(text, **named)
    assert english in caught.value.english
    assert any("ก" <= letter <= "ฮ" for letter in caught.value.thai)
