"""The search form of Thai text, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.text import normalise, normalise_mapped, title_key

AM = "\u0e33"
ROWS = [
    ("น\u0e4d\u0e32", "น" + AM, "decomposed ำ"),
    ("น\u0e49\u0e4d\u0e32", "น\u0e49" + AM, "decomposed ำ behind the tone"),
    ("น\u0e4d\u0e49\u0e32", "น\u0e49" + AM, "decomposed ำ around the tone"),
    ("น" + AM + "\u0e49", "น\u0e49" + AM, "the tone typed after ำ"),
    (unicodedata.normalize("NFKC", "น\u0e49" + AM), "น\u0e49" + AM, "what NFKC does to ำ"),
    ("ก" + AM + AM, "ก" + AM, "ำ typed twice"),
    ("ก" + AM + "\u0e34" + AM + "\u0e34", "ก\u0e34" + AM, "ำ and a mark typed twice"),
    ("\u0e40\u0e40ผน", "แผน", "two เ for แ"),
    ("ท\u0e48\u0e35", "ท\u0e35\u0e48", "tone before the vowel"),
    ("ผ\u0e49\u0e39", "ผ\u0e39\u0e49", "tone before the vowel below"),
    ("ท\u0e35\u0e35\u0e48\u0e48", "ท\u0e35\u0e48", "marks typed twice"),
    ("ข\u0e32\u0e49ว", "ข\u0e49\u0e32ว", "tone after า"),
    ("ก\u0e48\u0e49\u0e32", "ก\u0e49\u0e32", "two tones: the last typed stays"),
    ("สิทธิ์", "สิทธิ์", "vowel and thanthakhat belong together"),
    ("มติ\u200bครม\ufeff", "มติครม", "zero-width characters"),
    ("มติ\u00adครม", "มติครม", "soft hyphen"),
    ("มติ\xa0 ครม", "มติ ครม", "non-breaking blank beside a blank"),
    ("ก\t \u3000ข", "ก ข", "kinds of blanks"),
    ("ก\r\nข\n\nค", "ก\nข\n\nค", "line breaks stay, blank lines too"),
    ("๑๒๓", "123", "Thai digits"),
    ("ปี๒๕๖๓", "ปี2563", "Thai digits in a word"),
    ("ป\uf701", "ปิ", "private-use glyph of a shifted vowel"),
    ("ป\uf70b", "ป้", "private-use glyph of a lowered tone"),
    ("\uf70fา", "ญา", "private-use glyph of a consonant without its foot"),
    ("\u201cก\u201d – ข", '"ก" - ข', "quotes and dashes"),
    ("ＡＢ１２", "AB12", "full-width letters and digits"),
    ("e\u0301", "é", "canonical composition"),
    ("ก\u0301\u0e31\u0e38", "ก\u0e38\u0e31", "a mark of another script on a Thai letter"),
    ("ฤ\u0e45", "ฤๅ", "the long form of ฤ is kept"),
    ("มากกกก", "มากกกก", "stretched words are the writer's own"),
    ("SMEs", "SMEs", "letter case stays"),
    ("พ.ศ. ….", "พ.ศ. ….", "ellipses stay"),
    ("\ud800ก", "\ufffdก", "a lone surrogate becomes writable"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_search_form(text: str, expected: str, reason: str) -> None:
    """Each fault becomes the one search form; the mapped form agrees; a second pass changes nothing."""
    assert normalise(text) == expected, reason
    assert normalise_mapped(text).text == expected, reason
    assert normalise(expected) == expected, reason


def test_marks_keep_words_apart() -> None:
    """News, rice and white differ in one mark each and stay three words."""
    words = ("ข่าว", "ข้าว", "ขาว")
    assert tuple(normalise(word) for word in words) == words
    assert len({title_key(word) for word in words}) == 3


THAI = st.text(alphabet="กขนทเแาำะๅ่้๊๋ิีุูัํ็์ฺๆ๑ 1.\n\t\u200b\xa0\uf70ba\u0301\r…", max_size=40)


@settings(max_examples=400, deadline=None)
@given(st.one_of(THAI, st.text(max_size=30)))
def test_properties(text: str) -> None:
    """For any text: idempotent, composed, plain and mapped alike, and offsets rise from inside to its very end."""
    plain = normalise(text)
    mapped = normalise_mapped(text)
    origins = [mapped.origin(index) for index in range(len(plain) + 1)]
    assert normalise(plain) == plain
    assert unicodedata.is_normalized("NFC", plain)
    assert mapped.text == plain
    assert origins == sorted(origins)
    assert origins[-1] == len(text)
    assert all(0 <= origin < len(text) for origin in origins[:-1])


def test_spans_lead_back_to_the_original() -> None:
    """What is found in the search form is highlighted in the original, faults included."""
    original = "แผน\u200b  บริหาร น\u0e4d\u0e49\u0e32 ปี ๒๕๖๓"
    mapped = normalise_mapped(original)
    for found, shown in (("น้ำ", "น\u0e4d\u0e49\u0e32"), ("2563", "๒๕๖๓"), ("บริหาร", "บริหาร")):
        at = mapped.text.index(found)
        start, end = mapped.span(at, at + len(found))
        assert original[start:end] == shown


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("ร่างกฎกระทรวง พ.ศ. ….", "ร่างกฎกระทรวง พ.ศ. ....", "ellipsis or dots"),
        ("ร่างกฎกระทรวง พ.ศ. …", "ร่างกฎกระทรวง  พ.ศ.", "any number of dots, any blanks"),
        ("แผน “ใหม่” (ฉบับที่ ๒)", 'แผน "ใหม่"(ฉบับที่ 2)', "quotes, digits"),
        ("แผนบริหาร\nน้ำ", "แผนบริหารนํ้า", "a line break and a decomposed ำ"),
        ("มาตรการ SMEs – ระยะแรก", "มาตรการ smes - ระยะแรก", "letter case and dashes"),
    ],
)
def test_titles_fold_together(one: str, other: str, reason: str) -> None:
    """Two printings of one title have one key."""
    assert title_key(one) == title_key(other) != "", reason


def test_titles_that_differ_keep_apart() -> None:
    """A number or a tone mark makes another title; a title of punctuation has no key."""
    assert title_key("ฉบับที่ 2") != title_key("ฉบับที่ 3")
    assert title_key("ราคาข้าว") != title_key("ราคาข่าว")
    assert title_key(" …“”.-_ ") == ""
