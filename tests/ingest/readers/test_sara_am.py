"""า and ำ: the evidence of a document, the dictionary, and the witness of another reading."""

import pytest

from kb.ingest.readers.sara_am import Confusion, Mended, confusion, mended, mended_by_witness

LOST = Confusion(lost=True)


@pytest.mark.parametrize(
    ("texts", "found", "reason"),
    [
        (["กาหนดให้ดาเนินการ"], LOST, "telling words and no ำ at all"),
        (["ข้อความ", "กาหนดให้ดาเนินการ"], LOST, "one page speaks for all"),
        (["กาหนดให้ดาเนินการ สานักงาน ทำ"], LOST, "far more lost than kept"),
        (["กาหนดให้ทำตามคำสั่ง"], Confusion(), "one slip of an author"),
        (["เจรจาเป็นคราว ราคาสั่งซื้อ เวลาดับไฟ"], Confusion(), "parts of other words"),
        (["กำรงำนรำชกำร"], Confusion(swapped=True), "ำ where no word has it"),
        (["กำรงำน ตาแหน่ง สำนัก"], Confusion(lost=True, swapped=True), "both, in two fonts"),
        (["ทำงาน จำกัด งำช้าง กำราบ"], Confusion(), "right words"),
        ([], Confusion(), "nothing"),
    ],
)
def test_evidence(texts: list[str], found: Confusion, reason: str) -> None:
    """What a document is believed to do to the two letters."""
    assert confusion(texts) == found, reason


@pytest.mark.parametrize(
    ("seen", "right"),
    [
        ("จาเป็นที่", "จำเป็นที่"),
        ("เว็บไซต์สานักกฎหมาย", "เว็บไซต์สำนักกฎหมาย"),
        ("ทางานน้าประปา", "ทำงานน้ำประปา"),
        ("ค่าใช้จ่ายถ้ามา", "ค่าใช้จ่ายถ้ามา"),  # ค่ำ, ถ้ำ are words, but not what is meant
        ("ชาวนานาข้าว", "ชาวนานาข้าว"),
        ("กานา ปานามา", "กานา ปานามา"),
    ],
)
def test_the_dictionary(seen: str, right: str) -> None:
    """The fewest words, short ones dearer, and the usual one of two."""
    assert mended([seen], LOST).lines == [right]


@pytest.mark.parametrize(
    ("line", "witness", "right", "reason"),
    [
        ("ตาบลนาดี", "ต าบลนาดี", "ตำบลนาดี", "a blank for the ring; the name keeps its า"),
        ("ตาบลนาดี", "ตĠาบลนาดี", "ตำบลนาดี", "a sign for it"),
        ("แม่น้าคู้", "แม่นĠ้าคู้", "แม่น้ำคู้", "before the tone mark"),
        ("ลาเดียว", "ลำเดียว", "ลำเดียว", "the letter itself"),
        ("กาหนด", "ก าหนด ต่างไป", "กำหนด", "other letters: the dictionary decides"),
        ("นาดี", "นาดี\nน าดี", "นำดี", "two lines that contradict: the dictionary decides"),
    ],
)
def test_the_witness(line: str, witness: str, right: str, reason: str) -> None:
    """Another reading is believed line by line, where it has the same letters."""
    assert mended_by_witness([line], witness, LOST).lines == [right], reason


def test_a_witness_without_rings_is_none() -> None:
    """Where the other reading lost every ring too, its lines prove nothing."""
    assert mended_by_witness(["กาหนด"], "กาหนด", LOST) == Mended(["กำหนด"], restored=1)


def test_without_confusion_nothing_changes() -> None:
    """Not even what a witness says."""
    assert mended_by_witness(["กาหนด"], "ก าหนด", Confusion()) == Mended(["กาหนด"])
