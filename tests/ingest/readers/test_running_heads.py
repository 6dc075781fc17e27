"""Page numbers, running heads and feet: what goes, and what only looks like one and stays."""

import pytest

from kb.ingest.readers.running_heads import Stripped, without_running_heads

BODY = "ให้หน่วยงานรายงานผล\nภายในสามสิบวัน\nและเสนอคณะรัฐมนตรี\nเพื่อทราบต่อไป\nทั้งนี้ ตามระเบียบ\nที่เกี่ยวข้อง\nทุกประการ\nจบ"
SUBJECTS = ("การศึกษา", "งบประมาณ", "สาธารณสุข", "คมนาคม")
BODIES = [BODY.replace("\n", f" {subject}\n") + f" {subject}" for subject in SUBJECTS]
"""Four pages that say different things."""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- 2 -", "a number between dashes"),
        ("– ๒ –", "in Thai digits, with long dashes"),
        ("-๑0-", "in both kinds of digits"),
        ("[12]", "in brackets"),
        ("หน้า 2 จาก 5", "of how many"),
        ("หน้า ๒/๕", "short"),
        ("หน้าที่ ๒", "with an ordinal"),
        ("หนา ๒", "its tone mark lost"),
        ("Page 2 of 5", "English"),
        ("เล่ม ๑๓๙ ตอนพิเศษ ๑๕๔ ง ราชกิจจานุเบกษา ๓๐ มิถุนายน ๒๕๖๕", "the head of the Royal Gazette"),
    ],
)
def test_plain_page_numbers_go_from_a_single_page(line: str, reason: str) -> None:
    """One page is enough to know these, at the top and at the foot."""
    assert without_running_heads([f"{line}\n{BODY}"]) == [Stripped(BODY, (line,))], reason
    assert without_running_heads([f"{BODY}\n{line}"]) == [Stripped(BODY, (line,))], reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("๒", "a bare number may be a figure"),
        ("(๒)", "or an item"),
        ("๒๗๐", "or the end of a table"),
        ("วันที่ 2 มีนาคม 2565", "a date"),
        ("รายงานประจำปี", "a heading seen once"),
        ("หน้า 2 ของรายงานกล่าวว่า", "a sentence about a page"),
    ],
)
def test_other_lines_of_a_single_page_stay(line: str, reason: str) -> None:
    """Nothing is taken away that one page cannot prove."""
    assert without_running_heads([f"{line}\n{BODY}"]) == [Stripped(f"{line}\n{BODY}", ())], reason


def test_bare_numbers_go_when_they_count_the_pages() -> None:
    """Two pages in a row agree; the figure at the end of a table does not count."""
    pages = [f"{BODIES[0]}\n๒๗๐", f"๒\n{BODIES[1]}", f"๓\n{BODIES[2]}", f"4\n{BODIES[3]}"]
    assert [page.removed for page in without_running_heads(pages)] == [(), ("๒",), ("๓",), ("4",)]


def test_repeated_heads_and_feet_go() -> None:
    """A line at the edge of most pages, whatever figures are in it, is no text."""
    pages = [f"แผนพัฒนาฉบับที่ ๑๓\nตอนที่ {at}\n{body}\nสำนักงานตัวอย่าง หน้าที่ส่ง {at}" for at, body in enumerate(BODIES, 1)]
    stripped = without_running_heads(pages)
    assert [page.text for page in stripped] == BODIES
    assert stripped[1].removed == ("แผนพัฒนาฉบับที่ ๑๓", "ตอนที่ 2", "สำนักงานตัวอย่าง หน้าที่ส่ง 2")


@pytest.mark.parametrize("line", ["ที่ นร 0505/12", "เรื่อง การประชุม", "เรียน เลขาธิการ", "บันทึกข้อความ", "1,234"])
def test_lines_of_letters_stay(line: str) -> None:
    """A file of many letters repeats these, and each letter needs its own."""
    pages = [f"{line}\n{body}" for body in BODIES]
    assert [page.removed for page in without_running_heads(pages)] == [()] * 4


def test_two_pages_prove_no_running_head() -> None:
    """What stands on two pages may be a heading said twice."""
    pages = [f"แผนพัฒนา\n{BODY}"] * 2
    assert [page.text for page in without_running_heads(pages)] == pages


def test_a_tone_mark_beside_its_head_goes_with_it() -> None:
    """A font may set the mark of หน้า apart; it belongs to no other line."""
    assert without_running_heads([f"{BODY}\n้\nหนา ๑"]) == [Stripped(BODY, ("้", "หนา ๑"))]


def test_no_pages_and_blank_pages() -> None:
    """Nothing in, nothing out."""
    assert without_running_heads([]) == []
    assert without_running_heads(["", "\n"]) == [Stripped("", ()), Stripped("\n", ())]
