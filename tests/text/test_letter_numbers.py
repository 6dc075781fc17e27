"""Letter numbers: each row is one way to write one, with the reason it is here."""

import pytest

from kb.text import find_letter_numbers

FOUND = [
    ("ตามหนังสือ ที่ นร 0505/ว 125 ลงวันที่", "นร 0505/ว 125", "นร0505/ว125", "a circular"),
    ("ที่ นร ๐๕๐๕/ว ๑๒๕", "นร ๐๕๐๕/ว ๑๒๕", "นร0505/ว125", "Thai digits"),
    ("นร 0503/2562", "นร 0503/2562", "นร0503/2562", "a plain letter"),
    ("นร0505/ว125", "นร0505/ว125", "นร0505/ว125", "no blanks"),
    ("นร  0505 / ว  125", "นร  0505 / ว  125", "นร0505/ว125", "many blanks"),
    ("นร\xa00505/ว\xa0125", "นร\xa00505/ว\xa0125", "นร0505/ว125", "non-breaking blanks"),
    ("กค 0402.2/12345", "กค 0402.2/12345", "กค0402.2/12345", "a division after a dot"),
    ("มท 0211.3.1/ว 99", "มท 0211.3.1/ว 99", "มท0211.3.1/ว99", "a section after two dots"),
    ("กค 0402.2/ว(ล) 12", "กค 0402.2/ว(ล) 12", "กค0402.2/ว(ล)12", "a secret circular"),
    ("นร (กคร) 0505/12", "นร (กคร) 0505/12", "นร(กคร)0505/12", "an office in brackets"),
    ("ที่ อว 68.1(2)/123", "อว 68.1(2)/123", "อว68.1(2)/123", "a university's number, vouched for by ที่"),
    ("ที่ ศธ 6593/77", "ศธ 6593/77", "ศธ6593/77", "a file number without a zero, vouched for by ที่"),
    ("หนังสือกระทรวง (ที่ สธ 0201/8)", "สธ 0201/8", "สธ0201/8", "in brackets"),
    ("ด่วนที่สุด ที่ กษ 1203/ว 7", "กษ 1203/ว 7", "กษ1203/ว7", "behind a mark of urgency"),
    ("ส.ส. 0014/5", "ส.ส. 0014/5", "สส0014/5", "an abbreviation with dots"),
]


@pytest.mark.parametrize(("text", "quote", "key", "reason"), FOUND, ids=[row[3] for row in FOUND])
def test_forms(text: str, quote: str, key: str, reason: str) -> None:
    """Each form is found whole, quoted as written, and has the one canonical key."""
    (letter,) = find_letter_numbers(text)
    assert (letter.quote, letter.key) == (quote, key), reason
    assert text[letter.start : letter.end] == quote, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ครั้งที่ 3/2564", "a meeting number"),
        ("บ้านเลขที่ 12/34 ถนน 5/6", "an address"),
        ("จำนวน คน 12/30", "a share of people"),
        ("ปี 2562/63", "a season"),
        ("พ.ศ. 2562/63", "the era is no office"),
        ("7/1/2563", "a date in figures"),
        ("นร 0505/12/2563", "a longer chain of figures"),
        ("กระทรวง 0505/12", "the end of a word is no office"),
        ("และ/หรือ", "a slash between words"),
    ],
)
def test_what_is_none(text: str, reason: str) -> None:
    """Figures with a slash that are no letter number give nothing."""
    assert find_letter_numbers(text) == [], reason


def test_two_letters_in_one_sentence() -> None:
    """Letters are found in reading order."""
    text = "หนังสือที่ นร 0505/ว 1 และที่ นร 0503/22 ตามลำดับ"
    assert [letter.key for letter in find_letter_numbers(text)] == ["นร0505/ว1", "นร0503/22"]
