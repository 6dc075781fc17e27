"""Where a matter belongs: a table of what is known, what is told, and the reason."""

from typing import Any

import pytest

from kb.ingest.document import ParsedMatter
from kb.ingest.places import NEW, Known, Place, places_of
from kb.ingest.similarity import Title
from kb.text import title_key

BRIDGE = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
BRIDGE_MISREAD = "ขออนุมัตสร้างสะพานลอยใหเต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
BALLOONS = "ร่างกฎกระทรวงกำหนดขนาดลูกโป่งที่ใช้ในงานวัด พ.ศ. ...."
POST = "แต่งตั้งข้าราชการให้ดำรงตำแหน่งประเภทบริหารระดับสูง"
POST_A = "แต่งตั้งข้าราชการให้ดำรงตำแหน่งประเภทบริหารระดับสูง (กระทรวงสมมุติหนึ่ง)"
POST_B = "แต่งตั้งข้าราชการให้ดำรงตำแหน่งประเภทบริหารระดับสูง (กระทรวงสมมุติสอง)"
LETTER, OTHER_LETTER = "นร 0505/ว 125", "นร 0505/ว 126"
KEY, OTHER_KEY = "นร0505/ว125", "นร0505/ว126"


def matter(number: int, title: str, letter: str | None = None, suffix: str = "") -> ParsedMatter:
    """A matter as a document tells it."""
    return ParsedMatter(number, title, 0, 0, 0, 0, None, None, None, None, letter, suffix)


def known(key: int, number: int, title: str, *letters: str, own: bool = False, letter: str = "") -> Known:
    """A resolution of the meeting."""
    return Known(key, number, letter, Title.of(title), frozenset(letters), own)


@pytest.mark.parametrize(
    ("told", "there", "place"),
    [
        (matter(0, BRIDGE, LETTER), [known(1, 5, BRIDGE, KEY)], Place(1, "letter")),  # number of the letter
        (matter(0, BRIDGE_MISREAD, LETTER), [known(1, 5, BRIDGE, KEY)], Place(1, "letter")),  # title misread
        (matter(0, BALLOONS, LETTER), [known(1, 5, BRIDGE, KEY)], NEW),  # a misprint: titles nothing alike
        (matter(0, BRIDGE, LETTER), [known(1, 5, BRIDGE)], Place(1, "title")),  # the page names no letter
        (matter(0, BRIDGE_MISREAD, LETTER), [known(1, 5, BRIDGE)], Place(1, "title")),
        (matter(0, BRIDGE, OTHER_LETTER), [known(1, 5, BRIDGE, KEY)], Place(1, "title")),  # two letters of one matter
        (matter(0, BRIDGE, LETTER), [known(1, 5, BALLOONS)], NEW),  # another matter of the day
        (matter(0, POST, LETTER), [known(1, 5, POST_A), known(2, 6, POST_B)], NEW),  # appointments: either may be meant
        (matter(0, POST_A, LETTER), [known(1, 5, POST_A), known(2, 6, POST_B)], Place(1, "title")),  # named in full
        (matter(0, POST_A, LETTER), [known(1, 5, POST_A), known(2, 6, POST_B, KEY)], Place(2, "letter")),
        (matter(5, BRIDGE, LETTER), [known(1, 0, BRIDGE, KEY)], Place(1, "letter")),  # the letter came first
        (matter(5, BRIDGE), [known(1, 0, BRIDGE, KEY)], Place(1, "title")),
        (matter(5, BRIDGE), [known(1, 5, BRIDGE_MISREAD)], Place(1, "number")),  # a scan came first
        (matter(5, BRIDGE), [known(1, 6, BRIDGE)], NEW),  # both tell a number, and not the same one
        (matter(5, BALLOONS), [known(1, 5, BRIDGE)], NEW),  # a number used twice in one meeting
        (matter(5, BALLOONS), [known(1, 5, BRIDGE, own=True)], Place(1, "number")),  # reworded in its own document
        (matter(0, BALLOONS), [known(1, 0, BRIDGE, own=True)], NEW),  # no number: nothing tells it was reworded
        (matter(5, BRIDGE, suffix="b"), [known(1, 5, BRIDGE)], NEW),  # the letter behind the number is another
        (matter(5, BRIDGE, suffix="b"), [known(1, 5, BRIDGE, letter="b")], Place(1, "number")),
    ],
)  # fmt: skip
def test_where_a_matter_belongs(told: ParsedMatter, there: list[Known], place: Place) -> None:
    """By letter number, by number and title, by title alone where either side has no number, in this order."""
    assert places_of([told], there, {}) == [place]


@pytest.mark.parametrize(
    ("judged", "place"),
    [
        ({(0, title_key(BRIDGE)): 2}, Place(2, "person")),  # said of this very title
        ({(0, title_key(BRIDGE_MISREAD)): 2}, Place(2, "person")),  # said when the scan was read worse
        ({(0, title_key(BALLOONS)): 2}, Place(1, "letter")),  # said of another matter
        ({(5, title_key(BRIDGE)): 2}, Place(1, "letter")),  # said of another number
        ({(0, title_key(BRIDGE)): 9}, Place(1, "letter")),  # the resolution is gone
    ],
)
def test_a_person_decides_before_anything_else(judged: dict[tuple[int, str], int], place: Place) -> None:
    """A judgement stands over letter number and title."""
    there = [known(1, 5, BRIDGE, KEY), known(2, 6, BALLOONS)]
    assert places_of([matter(0, BRIDGE, LETTER)], there, judged) == [place]


def test_two_matters_of_a_document_share_a_place_only_when_a_person_says_so() -> None:
    """A page that lists one matter twice: two resolutions, until someone joins them."""
    twice = [matter(5, BRIDGE), matter(7, BRIDGE)]
    assert places_of(twice, [known(1, 5, BRIDGE)], {}) == [Place(1, "number"), NEW]
    judged = {(5, title_key(BRIDGE)): 1, (7, title_key(BRIDGE)): 1}
    assert places_of(twice, [known(1, 5, BRIDGE)], judged) == [Place(1, "person"), Place(1, "person")]


def test_the_better_title_gets_the_number() -> None:
    """Of two matters with one number each goes to the resolution whose title is its own, whatever their order."""
    there = [known(1, 5, POST_B), known(2, 5, POST_A, letter="b")]
    told: list[Any] = [matter(5, POST_A), matter(5, POST_B)]
    assert [each.resolution for each in places_of(told, there, {})] == [2, 1]
    assert [each.resolution for each in places_of(told[::-1], there, {})] == [1, 2]
