"""How far a page's text can be trusted: tables of right pages and of every kind of junk."""

import time

import pytest

from kb.ingest.readers.quality import TRUSTED, text_quality

SENTENCE = (
    "คณะรัฐมนตรีมีมติเห็นชอบให้กระทรวงการคลังดำเนินการตามแผนการจัดสรรงบประมาณสำหรับโครงการปรับปรุงอาคารสถานที่ "
    "และให้รายงานผลต่อคณะรัฐมนตรีภายในสามสิบวันนับแต่วันที่มีมติ ทั้งนี้ ให้รับความเห็นของสำนักงบประมาณไปพิจารณาด้วย "
)
ENGLISH = (
    "The Cabinet approved in principle a draft Memorandum of Understanding (MOU) between the two governments; "
    "growth of 3.5% and PM2.5 were reported, see https://www.example.go.th/a?b=1&c=2 or write to a.b@example.go.th "
)
FIGURES = "รวม 1,234.50 2,000 (45.2%) - 3.1% ๑,๒๐๐ 12/2563 100% +5.2 <10 >=4 $500 2 x 3 = 6\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SENTENCE * 3, "prose"),
        (ENGLISH * 3, "a page of English only"),
        (SENTENCE + ENGLISH, "both"),
        (FIGURES * 10, "a table of figures"),
        ("ลงชื่อ.....................(นาย..........)\nวันที่ ____ / ____ / 2565", "a form to fill in"),
        ("ที่ นร 0505/ว 125 ลงวันที่ 3 มี.ค. 2564 เรียน เลขาธิการ ก.พ.ร. และ รมว.กค.", "abbreviations and letter numbers"),
        ("นายพรชัย ศรีสุข\nนางสาวมาลี ใจดี\nนายสมพงษ์ ทองคำ", "names"),
        ("วิตามินเอ/บี และโควิด-19 (COVID-19) ของบริษัท ABC จำกัด", "scripts that meet"),
    ],
)
def test_right_text_is_trusted(text: str, reason: str) -> None:
    """Nothing that an author writes looks like junk."""
    assert text_quality(text) >= 0.9, reason


def shifted(text: str, by: int) -> str:
    """Each letter by so many codes on: what a font without a map to Unicode gives."""
    return "".join(letter if letter.isspace() else chr(max(33, ord(letter) + by)) for letter in text)


def without(text: str, first: int, last: int) -> str:
    """The text without the characters from one code to another."""
    return "".join(letter for letter in text if not first <= ord(letter) <= last)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("'1>@01>#1/2@$@12B (&?&#?P bd_) 2@1#O@ล>ล@0#?PQOQ%@12? OหNพ1>1@&??!>/@ห@1", "letters and signs at random"),
        (SENTENCE.encode("cp874").decode("latin-1"), "the old Thai code page read as Latin"),
        (SENTENCE.encode().decode("cp1252", "ignore"), "UTF-8 read as Latin"),
        (shifted(SENTENCE * 2, 1), "Thai letters moved by one"),
        (shifted(ENGLISH * 2, -29), "Latin letters moved by 29, the usual shift of subset fonts"),
        (without(SENTENCE * 3, 0x0E48, 0x0E4B), "all tone marks lost"),
        (without(SENTENCE * 3, 0x0E31, 0x0E3A), "all vowels above and below lost"),
        ("\ufffd\ufffdก\ufffd \ufffd\ufffd\ufffd", "replacement characters"),
        (" ".join(SENTENCE), "every letter alone"),
        ("่้่้่้ ิีิี", "marks on nothing"),
    ],
)
def test_junk_is_not_trusted(text: str, reason: str) -> None:
    """Each kind of junk lies below the threshold."""
    assert text_quality(text) < TRUSTED, reason


@pytest.mark.parametrize("text", ["", " \n\t ", "........\n____"])
def test_nothing_has_no_quality(text: str) -> None:
    """An empty page is not a good page."""
    assert text_quality(text) == 0.0


def test_half_a_page_of_junk_loses_half() -> None:
    """The score is a share, so a page with one bad table is told from a bad page."""
    assert 0.4 <= text_quality(SENTENCE + "2@1#O@ล>ล@0#?PQOQ%@12? " * 10) <= 0.6


@pytest.mark.parametrize(
    "text", ["่" * 100_000, "ก" * 100_000, "1" * 100_000, "a" * 100_000, "Aa" * 50_000, "a.b@" * 25_000, "1+" * 50_000]
)
def test_hostile_runs_take_no_time(text: str) -> None:
    """100,000 characters without a break are judged in linear time."""
    start = time.perf_counter()
    text_quality(text)
    assert time.perf_counter() - start < 1.0
