"""Openings of matters in recognised text: put back where a scan spoilt them, and nothing else touched."""

import pytest

from kb.ingest.readers.ocr_openings import with_openings

TITLE = "โครงการสระสำรองน้ำ"


@pytest.mark.parametrize(
    ("read", "mended", "count"),
    [
        (f"1. ถื่อง {TITLE}", f"1. เรื่อง {TITLE}", 1),  # the word misread
        (f"” 1. ฉลื่อง {TITLE}", f"1. เรื่อง {TITLE}", 1),  # a speck before the number
        (f"1 รตง {TITLE}\n2. เรื่อง {TITLE}", f"1. เรื่อง {TITLE}\n2. เรื่อง {TITLE}", 1),  # its stop lost
        (f"12 รื่อง {TITLE}\n2. เรื่อง {TITLE}", f"1. เรื่อง {TITLE}\n2. เรื่อง {TITLE}", 1),  # the stop read as a figure
        (  # a figure misread, told by its neighbours
            f"1. เรื่อง {TITLE}\n7 มง {TITLE}\n3. เรื่อง {TITLE}",
            f"1. เรื่อง {TITLE}\n2. เรื่อง {TITLE}\n3. เรื่อง {TITLE}",
            1,
        ),
        (  # no blank left
            f"2. เรื่อง {TITLE}\nเศรษฐกิจ\n3เลือง {TITLE}",
            f"2. เรื่อง {TITLE}\nเศรษฐกิจ\n3. เรื่อง {TITLE}",
            1,
        ),
        (f"2. เรื่อง เรือง {TITLE}", f"2. เรื่อง {TITLE}", 1),  # a bold word seen twice
        (f"3. เรื่อง รื่อง {TITLE}", f"3. เรื่อง {TITLE}", 1),
        (f"ofe ofe ohe ohe ole ohe ole oke oke กฎหมาย\n1. เรื่อง {TITLE}", f"* * *\nกฎหมาย\n1. เรื่อง {TITLE}", 1),
    ],
)
def test_spoilt_openings_are_put_back(read: str, mended: str, count: int) -> None:
    """The forms that rough scans of seven fonts gave."""
    assert with_openings(read) == (mended, count)


@pytest.mark.parametrize(
    "text",
    [
        f"1. เรื่อง {TITLE}\n2. เรื่อง {TITLE}",  # as it should be
        "1. ทาง ราชการกำหนดเวลา",  # a word
        "2. แห่ง ที่สองอยู่ริมคลอง",  # another
        "3. อนุมัติหลักการร่างกฎกระทรวง",  # an item of a resolution
        "15 แห่ง ในจังหวัดนครพนม",
        "The Mekong River Commission meets in June",  # Latin words in a line are no rule of stars
    ],
)
def test_other_lines_stay(text: str) -> None:
    """A real word between number and text is left alone."""
    assert with_openings(text) == (text, 0)
