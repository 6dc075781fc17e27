"""The cited title as printed, and where it ends; the titles are invented."""

from datetime import date

import pytest

from kb.linking.citations import find_mentions

MEETING = date(2024, 6, 4)
RESOLUTION = "ตามมติคณะรัฐมนตรีเมื่อวันที่ 8 กันยายน 2563"

# words behind the date, the title read, whether it is open, the last words of the mention
TITLES = [
    (" (เรื่อง การยืมเรือพาย) แล้ว", "การยืมเรือพาย", False, "เรือพาย)"),
    ("(เรื่อง การยืมเรือพาย)", "การยืมเรือพาย", False, "เรือพาย)"),
    (" (เรื่องการยืมเรือพาย)", "การยืมเรือพาย", False, "เรือพาย)"),
    (" [เรื่อง การยืมเรือพาย] แล้ว", "การยืมเรือพาย", False, "เรือพาย]"),
    (" (เรื่อง การยืมเรือพาย (ระยะที่ 2) และไม้พาย) แล้ว", "การยืมเรือพาย (ระยะที่ 2) และไม้พาย", False, "ไม้พาย)"),
    (" [เรื่อง การยืมเรือพาย (ระยะที่ 2)] แล้ว", "การยืมเรือพาย (ระยะที่ 2)", False, "2)]"),
    (' เรื่อง "การยืมเรือพาย" แล้ว', "การยืมเรือพาย", False, 'เรือพาย"'),
    (" (เรื่อง การยืมเรือพาย แจ้งตามหนังสือสำนักเลขาธิการคณะรัฐมนตรี) แล้ว", "การยืมเรือพาย", False, "เรือพาย"),
    (" เรื่อง การยืมเรือพาย\nต่อมา", "การยืมเรือพาย", True, "เรือพาย"),
    ("\nเรื่อง การยืมเรือพาย\n", "การยืมเรือพาย", True, "เรือพาย"),
    (" เรื่อง การยืมเรือพาย ที่เห็นชอบให้ยืมไม้พาย", "การยืมเรือพาย", True, "เรือพาย"),
    (" เรื่อง การยืมเรือพาย โดยให้ยืมไม้พาย", "การยืมเรือพาย", True, "เรือพาย"),
    (" เรื่อง การยืมเรือพาย ซึ่งให้ยืมไม้พาย", "การยืมเรือพาย", True, "เรือพาย"),
    (" เรื่อง การยืมเรือพายดังกล่าว", "การยืมเรือพาย", True, "เรือพาย"),
    (" เรื่อง การยืมเรือพาย อย่างเคร่งครัด", "การยืมเรือพาย", True, "เรือพาย"),
    (" เรื่อง การยืมเรือพาย (แจ้งตามหนังสือ)", "การยืมเรือพาย", True, "เรือพาย"),
]


@pytest.mark.parametrize(("behind", "title", "is_open", "last"), TITLES)
def test_where_a_title_ends(behind: str, title: str, is_open: bool, last: str) -> None:
    """A bracket or a quotation mark closes a title; else it is open and ends before the words that go on."""
    text = RESOLUTION + behind
    (mention,) = find_mentions(text, 0, len(text), MEETING)
    assert mention.title is not None
    assert (mention.title.quote, mention.title_open) == (title, is_open)
    assert mention.span.quote.endswith(last)


def test_a_bracket_around_the_whole_citation_closes_its_title() -> None:
    """The bracket was opened before the resolution, so it is no part of the mention."""
    text = "[ตามมติคณะรัฐมนตรี (8 กันยายน 2563) เรื่อง การยืมเรือพาย] แล้ว"
    (mention,) = find_mentions(text, 0, len(text), MEETING)
    assert mention.title is not None
    assert (mention.title.quote, mention.title_open) == ("การยืมเรือพาย", False)
    assert mention.span.quote == "มติคณะรัฐมนตรี (8 กันยายน 2563) เรื่อง การยืมเรือพาย"


@pytest.mark.parametrize("beside", [" และ", " ประกอบกับ", "รวมทั้ง"])
def test_an_open_title_ends_before_the_resolution_beside_it(beside: str) -> None:
    """What joins two resolutions belongs to the title of neither."""
    text = f"{RESOLUTION} เรื่อง การยืมเรือพาย{beside}มติคณะรัฐมนตรีเมื่อวันที่ 5 มกราคม 2564"
    first, _ = find_mentions(text, 0, len(text), MEETING)
    assert first.title is not None
    assert first.title.quote == "การยืมเรือพาย"


@pytest.mark.parametrize("behind", [" เรื่องนี้ยุติแล้ว", " เรื่องดังกล่าวยุติแล้ว", " แล้ว", "\n\n"])
def test_no_title(behind: str) -> None:
    """เรื่องนี้ is this matter, no title."""
    text = RESOLUTION + behind
    (mention,) = find_mentions(text, 0, len(text), MEETING)
    assert mention.title is None
    assert mention.title_open is False


def test_days_of_one_mention_share_their_title() -> None:
    """The title behind the last day is that of all."""
    text = "ตามมติคณะรัฐมนตรีเมื่อวันที่ 8 และ 15 กันยายน 2563 (เรื่อง การยืมเรือพาย) แล้ว"
    first, second = find_mentions(text, 0, len(text), MEETING)
    assert first.title == second.title
    assert first.title is not None


def test_an_open_title_ends_before_the_next_citation() -> None:
    """Each citation has its own title."""
    text = f"{RESOLUTION} เรื่อง การยืมเรือพาย และมติคณะรัฐมนตรีเมื่อวันที่ 5 มกราคม 2564 เรื่อง การคืนเรือพาย"
    titles = [mention.title.quote for mention in find_mentions(text, 0, len(text), MEETING) if mention.title]
    assert titles == ["การยืมเรือพาย", "การคืนเรือพาย"]
