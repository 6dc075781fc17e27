"""Provinces: each row is one way to name them, in an invented carrier, with the reason it is here."""

import pytest

from kb.ingest.facts.provinces import find_provinces, province_names

NAMED = [
    ("ในจังหวัดเชียงใหม่ ลำพูน ลำปาง แพร่ และน่าน ต่อไป", "เชียงใหม่ ลำพูน ลำปาง แพร่ น่าน", "a list behind จังหวัด"),
    ("จ.เลย", "เลย", "abbreviated"),
    ("จ. เลย", "เลย", "abbreviated with a blank"),
    ("จังหวัด\nตราด", "ตราด", "broken over two lines"),
    ("5 จังหวัด ได้แก่ ยะลา ปัตตานี และนราธิวาส", "ยะลา ปัตตานี นราธิวาส", "a list that is introduced"),
    ("จังหวัดชายแดนภาคใต้ (ยะลา ปัตตานี นราธิวาส)", "ยะลา ปัตตานี นราธิวาส", "a list in brackets"),
    ("จังหวัดดังนี้ 1) ตาก 2) น่าน", "ตาก น่าน", "a numbered list"),
    ("ผู้ว่าราชการจังหวัดสงขลา", "สงขลา", "inside a longer word"),
    ("กรุงเทพมหานคร นนทบุรี และปทุมธานี", "กรุงเทพมหานคร นนทบุรี ปทุมธานี", "Bangkok needs no mark and opens a list"),
    ("จังหวัดขอนแก่นและจังหวัดเลย", "ขอนแก่น เลย", "the mark repeated"),
    ("จังหวัดอุบลราชธานี/ศรีสะเกษ", "อุบลราชธานี ศรีสะเกษ", "a slash"),
    ("อำเภอเมืองเชียงราย", "เชียงราย", "the district of the capital"),
    ("จังหวัดตราดกับตรัง", "ตราด ตรัง", "names that begin alike"),
    ("จังหวัดน่านมีฝน", "น่าน", "a word follows without a blank"),
    ("แพร่ระบาดในจังหวัดตาก", "ตาก", "an everyday word before"),
    ("จังหวัดแพร่ระบาด", "", "an everyday word right behind the mark"),
    ("จังหวัดตาก อากาศดี เลย", "ตาก", "other words end a list"),
    ("จังหวัดสงขลา ตากแดด", "สงขลา", "a name that is part of a longer word"),
    ("มหาวิทยาลัยเชียงใหม่ เลยไป", "", "the name of a school, and a word"),
    ("ตากข้าวจนแพร่หลายน่านน้ำ", "", "no mark at all"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), NAMED, ids=[row[2] for row in NAMED])
def test_provinces_are_found_where_they_are_meant(text: str, expected: str, reason: str) -> None:
    """The spans hold the names alone."""
    found = find_provinces(text)
    assert " ".join(each.name for each in found) == expected, reason
    assert [text[each.start : each.end] for each in found] == [each.name for each in found], reason


def test_all_77_have_their_english_name() -> None:
    """The table is whole."""
    names = province_names()
    assert (len(names), len(set(names.values()))) == (77, 77)
    assert (names["บึงกาฬ"], names["พระนครศรีอยุธยา"]) == ("Bueng Kan", "Phra Nakhon Si Ayutthaya")
    assert [find_provinces(f"จังหวัด{name}")[0].name for name in names] == list(names)
