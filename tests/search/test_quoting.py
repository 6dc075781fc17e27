"""Highlights point at the query's words in the text as it is shown, and at nothing else."""

from itertools import pairwise

import pytest

from kb.search.quoting import DISORDER, MOST_PASSAGES, ODD, Marked, Marker, Quotable, _ordinary, quoted_passages

CASES = [
    # words of the query, text as shown, what is marked in it
    ({"น้ำ"}, "น้ำท่วมและน้ำแล้ง", ["น้ำ", "น้ำ"]),
    ({"น้ำ"}, "น\u0e4d\u0e49าท่วม", ["น\u0e4d\u0e49า"]),  # sara am in two pieces, the tone between them
    ({"น้ำ"}, "น\u0e49\u0e4dาท่วม", ["น\u0e49\u0e4dา"]),  # and before them
    ({"น้ำ"}, "น\u200b้ำ", ["น\u200b้ำ"]),  # an invisible character inside
    ({"น้ำ"}, "๑๒๓ น้ำ", ["น้ำ"]),  # something else was folded before it: offsets still hold
    ({"2563"}, "พ.ศ. ๒๕๖๓", ["๒๕๖๓"]),  # Thai digits
    ({"2563"}, "ปี 2563 ถึง 25634", ["2563"]),  # not a part of a longer number
    ({"9282.92"}, "วงเงิน 9,282.92 บาท", ["9,282.92"]),  # thousands with commas
    ({"digital"}, "เงิน Digital Wallet และ DIGITAL", ["Digital", "DIGITAL"]),  # capital letters
    ({"it"}, "Item หรือ IT", ["IT"]),  # not a part of a Latin word
    ({"กพร"}, "สำนักงาน ก.พ.ร. และกพร", ["ก.พ.ร.", "กพร"]),  # an abbreviation with and without dots
    ({"กพ"}, "สำนักงาน ก.พ.ร. และ ก.พ.", ["ก.พ."]),  # not the beginning of a longer one
    ({"พร"}, "ก.พ.ร.", []),  # nor its end
    ({"ขาว"}, "ข่าว ข้าว ขาว", ["ขาว"]),  # marks make other words
    ({"กา"}, "กาฬ กำ กา", ["กา", "กา"]),
    ({"พร"}, "พระ พร", ["พร"]),  # a vowel after it belongs to its last letter
    ({"ทย"}, "ไทย", []),  # a vowel before it belongs to its first letter
    ({"คม"}, "คม่ คมิ คม", ["คม"]),
    ({"ต่าง"}, "ต่างๆ", ["ต่าง"]),  # the repetition sign is no letter
    ({"ข้าว", "ข้าวโพด"}, "ข้าวโพด", ["ข้าวโพด"]),  # the longer word takes the place
    ({"ก.*"}, "กขค ก.*", ["ก.*"]),  # nothing in a word is syntax
    ({""}, "กขค", []),  # an empty word marks nothing
    (set(), "กขค", []),
    ({"น้ำ"}, "", []),
]


def marks(marker: Marker, text: str) -> Marked:
    """What a marker marks in a text."""
    return marker.marked(marker.look(text))


@pytest.mark.parametrize("code", range(0x80, 0x180))
def test_what_is_taken_as_it_stands_needs_no_normalising(code: int) -> None:
    """The quick look says "ordinary" of no pair of letters that normalising would change inside words."""
    thai = chr(0xE01 + code % 0x5B)
    for text in (f"ก{chr(0xE00 + code - 0x80)}{thai}", f"a{chr(code)}", f"ก{chr(code)}", f"{thai}่{thai}ิ"):
        if _ordinary(text):
            assert not ODD.search(text)
            assert not DISORDER.search(text)
            assert text == text.lower()


@pytest.mark.parametrize(("text", "ordinary"), [("น้ำท่วม 12 “ก”\n", True), ("๑", False), ("A", False), ("ก่ิ", False)])
def test_the_quick_look_takes_plain_thai(text: str, ordinary: bool) -> None:
    """It is of use: plain text passes, what needs work does not."""
    assert _ordinary(text) is ordinary


@pytest.mark.parametrize(("words", "text", "marked"), CASES)
def test_marks(words: set[str], text: str, marked: list[str]) -> None:
    """Each case, by the very letters that are marked."""
    found = marks(Marker(dict.fromkeys(words, 1.0)), text).highlights
    assert [text[each.start : each.end] for each in found] == marked


@pytest.mark.parametrize(
    ("asked", "word", "text", "marked"),
    [
        ("22 มี.ค. 63", "มีค", "จะมีความ มี.ค. 63", ["มี.ค."]),  # the month, not the beginning of a word
        ("มิ.ย", "มิย", "12 มิ.ย. 65", ["มิ.ย."]),  # typed without its last dot
        ("เม.ย.", "เมย", "30 เม.ย. 65", ["เม.ย."]),
        ("ก.พ.", "กพ", "ฝึกพล สำนักงาน ก.พ.", ["ก.พ."]),
        ("กพ", "กพ", "สำนักงาน ก.พ. และ กพ", ["ก.พ.", "กพ"]),  # typed without dots: both ways
        ("กค.", "กค", "(กค.) รายงาน", ["กค"]),  # letters without dots between
        ("คน", "คน", "คนไทย 5 คน", ["คน", "คน"]),  # a word that only looks like one
    ],
)
def test_an_abbreviation_is_marked_as_one(asked: str, word: str, text: str, marked: list[str]) -> None:
    """What was asked for with dots is marked where it has dots."""
    found = marks(Marker({word: 1.0}, asked), text).highlights
    assert [text[each.start : each.end] for each in found] == marked


def test_highlights_are_in_order_and_apart() -> None:
    """Places come in reading order and never overlap, whatever the words."""
    text = "โครงการข้าวโพดและข้าวเปลือก ข้าวโพดเลี้ยงสัตว์"
    found = marks(Marker({"ข้าว": 1, "ข้าวโพด": 2, "โพด": 1, "โครงการ": 1}), text).highlights
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert [text[each.start : each.end] for each in found] == ["โครงการ", "ข้าวโพด", "ข้าว", "ข้าวโพด"]


def test_every_highlight_of_the_sample_is_whole_letters(ask) -> None:
    """Over real hits: what is marked, and what is left on either side, can stand alone; titles as well as passages."""
    seen = 0
    for text in ("หนี้ครัวเรือน กยศ.", "ค่าแรงขั้นต่ำ ปี ๒๕๖๓", "ร่างพระราชบัญญัติ พ.ศ.", "รถรับส่งนักเรียน 14 วัน"):
        for hit in ask(text, limit=50).hits:
            shown = [(hit.title, hit.title_highlights), *((each.text, each.highlights) for each in hit.passages)]
            for whole, highlights in shown:
                for each in highlights:
                    seen += 1
                    assert whole[each.start : each.end].strip() == whole[each.start : each.end] != ""
                    assert whole[each.end : each.end + 1] not in set("ะาำัิีึืฺุู็่้๊๋์ํ")
                    assert whole[max(each.start - 1, 0) : each.start] not in set("เแโใไ")
    assert seen > 500


def test_passages_are_cut_from_the_document(ask, sample_runtime) -> None:
    """A quoted passage's span into the resolution's document gives back its text."""
    from kb.access import EVERYTHING  # noqa: PLC0415
    from kb.search import get_resolution  # noqa: PLC0415

    for hit in ask("สระสำรองน้ำ").hits:
        with sample_runtime.session() as session:
            detail = get_resolution(session, hit.id, EVERYTHING)
        assert 1 <= len(hit.passages) <= MOST_PASSAGES
        for each in hit.passages:
            assert detail.body[each.start - detail.start : each.end - detail.start] == each.text


def test_the_best_three_passages() -> None:
    """Of four, the three that hold most of the query's weight and are nearest in meaning, best first."""
    texts = ["ไม่มีอะไร", "น้ำ", "น้ำและไฟ", "ไฟ"]
    bodies = [Quotable(key, "body", key * 10, key * 10 + len(text), text) for key, text in enumerate(texts, 1)]
    passages, words = quoted_passages(bodies, {1: 0.0, 2: 0.1, 3: 0.3, 4: 0.2}, Marker({"น้ำ": 3.0, "ไฟ": 1.0}))
    assert [each.id for each in passages] == [3, 2, 4]
    assert words == {"น้ำ", "ไฟ"}
    assert passages[0].similarity == 0.3
