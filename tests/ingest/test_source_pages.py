"""Documents of pages and tables: spans, engines in refusals, pages that wait, classification, originals."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.errors import Cancelled, KbError, Unreadable
from kb.ingest import ParsedDocument, Rejected, Skipped, read_sources
from kb.ingest.means import Means
from kb.ingest.readers.reading import PageText, Reading
from kb.ingest.table_mapping import parse_mapping

HEAD = "5 มกราคม 2574\nเรื่อง การนับดาวทะเล"
BODY = "คณะรัฐมนตรีมีมติรับทราบ"
MENU = "รายการอาหารกลางวันมีแกงจืด"
SCAN = PageText(2, "", "pdftotext 22", 0.0, needs_ocr=True)


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies that come with the program."""
    return open_registry()


@pytest.fixture
def read(registry: AgencyRegistry, tmp_path: Path) -> Callable[..., Any]:
    """Read one file whose pages are given; `found.kept` are the originals."""
    (tmp_path / "in").mkdir()

    def run(name: str, data: bytes, *pages: PageText, known: bool = False, **named: Any) -> tuple[list[Any], list[str]]:
        kept: list[str] = []
        (tmp_path / "in" / name).write_bytes(data)
        means = Means(
            registry,
            read=lambda _data, _name: Reading(pages, ("เตือน (warned)",)),
            keep=lambda sha256, _data: kept.append(sha256),
            **named,
        )
        return list(read_sources([tmp_path / "in"], lambda _sha256, _uri: known, means=means)), kept

    return run


def page(number: int, text: str, engine: str = "pdftotext 22", repairs: tuple[str, ...] = ()) -> PageText:
    """A page that was read."""
    return PageText(number, text, engine, 0.9, repairs)


def reason(found: list[Any]) -> KbError:
    """Why the one document was refused."""
    (rejected,) = found
    assert isinstance(rejected, Rejected)
    return rejected.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"anything"),
        ("a.DOCX", b"anything"),
        ("a.txt", b"%PDF-1.4 named wrongly"),
        ("a", b"\x89PNG without a name"),
        ("a.jpeg", b"\xff\xd8\xff"),
    ],
)
def test_pages_keep_their_place_and_how_they_were_read(read: Callable[..., Any], name: str, data: bytes) -> None:
    """By name or by the bytes; each page's span gives its own text, with engine, quality and repairs."""
    pages = (page(1, HEAD), page(2, BODY, "tesseract 5", ("mended: 1",)))
    (document,), kept = read(name, data, *pages)
    assert isinstance(document, ParsedDocument)
    assert [document.text[each.start : each.end] for each in document.pages] == [HEAD, BODY]
    told = [(each.number, each.engine, each.quality, each.repairs, each.needs_ocr) for each in document.pages]
    assert told == [(1, "pdftotext 22", 0.9, (), False), (2, "tesseract 5", 0.9, ("mended: 1",), False)]
    digest = hashlib.sha256(data).hexdigest()
    assert (document.kind, document.sha256, document.original, kept) == ("text", digest, digest, [digest])
    assert (document.recognised, "เตือน (warned)" in document.warnings) == (True, True)


def test_people_s_corrections_stand_in_the_pages(read: Callable[..., Any]) -> None:
    """Spans are those of the corrected text."""
    mend = lambda uri, text: text.replace("ดาวทะเล", "ปลาดาวและหอย") if uri.endswith("a.pdf") else text  # noqa: E731
    (document,), _ = read("a.pdf", b"x", page(1, HEAD), page(2, BODY), mend=mend)
    assert document.matters[0].title == "การนับปลาดาวและหอย"
    assert document.text[document.pages[1].start : document.pages[1].end] == BODY


def test_one_page_that_waits_among_good_ones(read: Callable[..., Any]) -> None:
    """Loaded: the page has its place, no text, and is known to wait."""
    (document,), _ = read("a.pdf", b"x", page(1, HEAD), SCAN, page(3, BODY))
    assert [(each.start, each.end, each.needs_ocr) for each in document.pages] == [
        (0, len(HEAD), False), (len(HEAD) + 1, len(HEAD) + 1, True), (len(HEAD) + 2, len(document.text), False),
    ]  # fmt: skip
    assert len(document.matters) == 1


@pytest.mark.parametrize(
    ("pages", "code", "english"),
    [
        ((SCAN, SCAN), "kb.needs-ocr", "a.pdf: 2 scanned pages wait to be recognised; install tesseract-ocr"),
        ((page(1, " \n"), SCAN), "kb.needs-ocr", "a.pdf: 1 scanned pages wait"),
        ((page(1, MENU), SCAN), "kb.needs-ocr", "a.pdf: 1 scanned pages wait"),
        ((page(1, MENU), page(2, "", "tesseract 5")), "kb.unreadable", "[2 pages read by pdftotext 22, tesseract 5]"),
        ((), "kb.unreadable", "a.pdf: no meeting date"),
    ],
    ids=["a scan", "a scan with a blank page", "what was read tells nothing", "all was read", "no pages"],
)
def test_refusals_name_what_waits_and_who_read(
    read: Callable[..., Any], pages: tuple[PageText, ...], code: str, english: str
) -> None:
    """Where pages wait they are to blame; where all were read, the engines are named. Nothing is kept."""
    found, kept = read("a.pdf", b"x", *pages)
    assert (reason(found).code, english in reason(found).english, kept) == (code, True, [])


def test_a_stop_is_handed_on_as_it_is(registry: AgencyRegistry, tmp_path: Path) -> None:
    """Not as a fault of the file."""

    def stop(_data: bytes, _name: str) -> Reading:
        raise Cancelled("ยกเลิก", "cancelled")

    (tmp_path / "a.pdf").write_bytes(b"x")
    found = list(read_sources([tmp_path], lambda _sha256, _uri: False, means=Means(registry, read=stop)))
    assert isinstance(reason(found), Cancelled)


def test_other_news_is_left_alone_and_not_kept(read: Callable[..., Any]) -> None:
    """Skipped with its reason, in a PDF too."""
    news = "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-เปิดงานว่าว\n\nวันนี้มีงานว่าว\n\nที่มา : http://www.thaigov.go.th/news/contents/details/1\n"
    (skipped,), kept = read("a.pdf", b"x", page(1, news))
    assert (type(skipped), skipped.already_loaded, kept) == (Skipped, False, [])


@pytest.mark.parametrize(
    ("said", "cell", "level"),
    [
        (None, "", None),
        ("ลับ", "", "ลับ"),
        (None, "ลับมาก", "ลับมาก"),
        ("ลับ", "ลับมาก", "ลับมาก"),
        ("ลับมาก", "ลับ", "ลับมาก"),
        ("ลับ", "ปกติ", "ลับ"),
    ],
)
def test_the_higher_classification_of_a_table_holds(
    read: Callable[..., Any], said: str | None, cell: str, level: str | None
) -> None:
    """What a person says of all rows never lowers what stands in a row."""
    table = f"วันประชุม,ลำดับ,เรื่อง,มติ,ชั้นความลับ\n2031-01-05,1,ดาวทะเล,รับทราบ,{cell}\n"
    (document,), kept = read("a.csv", table.encode(), classification=said)
    digest = hashlib.sha256(table.encode()).hexdigest()
    assert (document.kind, document.classification, document.original, kept) == ("table", level, digest, [digest])


def test_a_mapping_that_does_not_fit_is_a_refusal_of_that_table(read: Callable[..., Any]) -> None:
    """With the heading that is not there."""
    found, _ = read("a.csv", "วันประชุม,ลำดับ,เรื่อง\n2031-01-05,1,ก\n".encode(), asked=parse_mapping("body=สรุป"))
    assert "สรุป" in reason(found).english


@pytest.mark.parametrize("name", ["a.pdf", "a.csv"])
def test_known_bytes_are_not_kept_again(read: Callable[..., Any], name: str) -> None:
    """Skipped as already loaded."""
    (found,), kept = read(name, "วันประชุม,ลำดับ,เรื่อง,มติ\n2031-01-05,1,ก,ข\n".encode(), page(1, HEAD), known=True)
    assert (found.already_loaded, kept) == (True, [])


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["a pipe", "a folder named like a file"])
def test_what_is_no_file_is_not_waited_for(
    registry: AgencyRegistry, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """A pipe among the files would stop the run for ever."""
    make(tmp_path / "a.pdf")
    found = list(read_sources([tmp_path], lambda _sha256, _uri: False, registry))
    if make is os.mkfifo:
        assert "a.pdf: cannot be opened" in reason(found).english
        assert isinstance(reason(found), Unreadable)
    else:
        assert found == []
