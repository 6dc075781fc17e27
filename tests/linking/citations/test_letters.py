"""Resolutions cited by the letter that made them known, and those cited by neither a day nor a letter."""

from datetime import date

import pytest

from kb.linking.citations import find_mentions

MEETING = date(2024, 6, 4)
CABINET = "คณะรัฐมนตรี"

# words, (letter, day) of each mention
LETTERS = [
    ("ตามหนังสือสำนักเลขาธิการคณะรัฐมนตรี ด่วนที่สุด ที่ นร 0503/ว 125", [("นร0503/ว125", None)]),
    ("ตามหนังสือเวียนสำนักเลขาธิการคณะรัฐมนตรี ที่ นร 0503/ว125", [("นร0503/ว125", None)]),
    ("แจ้งมติคณะรัฐมนตรีตามหนังสือ สลค. ที่ นร0503/ว125", [("นร0503/ว125", None)]),
    ("ตามหนังสือสำนักเลขาธิการคณะรัฐมนตรี ที่ นร ๐๕๐๓/ว ๑๒๕", [("นร0503/ว125", None)]),
    (
        "ตามหนังสือสำนักเลขาธิการคณะรัฐมนตรี ที่ นร 0505/ว 98 และ ที่ นร 0505/ว 99",
        [("นร0505/ว98", None), ("นร0505/ว99", None)],
    ),
    ("แจ้งมติคณะรัฐมนตรีตามหนังสือสำนักเลขาธิการคณะรัฐมนตรี ที่ นร 0505/1234", [("นร0505/1234", None)]),
    (
        "ตามมติคณะรัฐมนตรีเมื่อวันที่ 8 กันยายน 2563 (เรื่อง เรือพาย) (แจ้งตามหนังสือ"
        "สำนักเลขาธิการคณะรัฐมนตรี ด่วนที่สุด ที่ นร 0503/ว 125 ลงวันที่ 9 กันยายน 2563)",
        [("นร0503/ว125", "2020-09-08")],
    ),
    (
        "ตามมติคณะรัฐมนตรีเมื่อวันที่ 8 กันยายน 2563 แจ้งตามหนังสือสำนักเลขาธิการคณะรัฐมนตรี ที่ นร 0503/ว 125",
        [("นร0503/ว125", "2020-09-08")],
    ),
    ("คณะรัฐมนตรีรับทราบหนังสือสำนักงาน ก.พ. ที่ นร 1008.1/ว 12 ลงวันที่ 9 กันยายน 2563", []),
    ("เสนอคณะรัฐมนตรีตามหนังสือกระทรวงการคลัง ที่ กค 0503/ว 125 ลงวันที่ 9 กันยายน 2563", []),
    ("ตามหนังสือสำนักเลขาธิการคณะรัฐมนตรี ที่ นร 0505/1234 ลงวันที่ 9 กันยายน 2563", []),
]


@pytest.mark.parametrize(("words", "expected"), LETTERS)
def test_letters(words: str, expected: list[tuple[str, str | None]]) -> None:
    """A circular of the secretariat stands for a resolution; right behind a dated one it belongs to that."""
    found = find_mentions(words, 0, len(words), MEETING)
    assert [(each.letter, each.on.isoformat() if each.on else None) for each in found] == expected


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("ให้ปฏิบัติตามมติคณะรัฐมนตรีดังกล่าว", 1),
        ("ให้ปฏิบัติตามกฎหมายและมติคณะรัฐมนตรีที่เกี่ยวข้อง", 1),
        ("ให้ปฏิบัติตามมติคณะรัฐมนตรีดังกล่าว และตามมติคณะรัฐมนตรีดังกล่าวทุกปี", 1),
        ("ให้ปฏิบัติตามมติคณะรัฐมนตรีดังกล่าว และมติคณะรัฐมนตรีที่เกี่ยวข้อง", 2),
        ("ให้ปฏิบัติตามมติคณะรัฐมนตรี", 0),
        ("ให้นำเสนอคณะรัฐมนตรีมีมติต่อไป", 0),
    ],
)
def test_resolutions_named_without_a_day(words: str, count: int) -> None:
    """Few and sure: once for each wording, with neither a day nor a letter."""
    found = find_mentions(words, 0, len(words), MEETING)
    assert len(found) == count
    assert {(each.on, each.day, each.letter) for each in found} <= {(None, None, None)}
