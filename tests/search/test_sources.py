"""Sources of a resolution, and what a secret one beside an open one tells those who may not see it: nothing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.access import CLASSIFICATIONS, EVERYTHING, Policy
from kb.errors import NotFound
from kb.ingest.correcting_text import Rewording
from kb.runtime import Runtime
from kb.search import SearchFilter, every_resolution, get_resolution, list_resolutions, list_sources
from kb.settings import Settings
from kb.workflows import sourcing
from kb.workflows.corrections import correct_text, list_corrections
from kb.workflows.deciding import Deciding

ORDINARY = Policy(("ปกติ",))
REF, FORMER = "2031-01-05-01", "2031-01-05-00"
TITLE = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
PAGE = f"""สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574

1. เรื่อง {TITLE}
คณะรัฐมนตรีมีมติอนุมัติตามที่กระทรวงมหาดไทยเสนอ
"""
LETTER = f"""ที่ นร 0505/ว 9731
สำนักเลขาธิการคณะรัฐมนตรี
ทำเนียบรัฐบาล กทม. 10300

8 มกราคม 2574

เรื่อง {TITLE}
เรียน รัฐมนตรีว่าการกระทรวงมหาดไทย

คณะรัฐมนตรีได้ประชุมปรึกษาเมื่อวันที่ 5 มกราคม 2574 ลงมติว่า อนุมัติ โดยให้ใช้กระเบื้องเคลือบมรกตจากคลังลับใต้ดิน

จึงเรียนยืนยันมา
"""
SECRETS = ("9731", "2031-01-08", "date(2031, 1, 8)", "มรกต", "หนังสือลับ", "'letter'")


ORDERS = {"page first": ("page.txt", "หนังสือลับ.txt"), "letter first": ("หนังสือลับ.txt", "page.txt")}


def both(home: Runtime, folder: Path, order: str) -> Runtime:
    """A public page and a secret letter of one matter, loaded in this order."""
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "หนังสือลับ.txt").write_text(LETTER, encoding="utf-8")
    for path in ORDERS[order]:
        report = home.load([folder / path])
        assert report.loaded == [path], report
        if path != "page.txt":
            sourcing.classify(deciding(home), path, "ลับ", "สมชาย")
    home.reader.refresh()
    return home


@pytest.fixture(scope="module", params=ORDERS)
def home(
    request: pytest.FixtureRequest, sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Runtime]:
    """A home that holds both, for reading."""
    folder = tmp_path_factory.mktemp("both")
    runtime = Runtime(Settings(Path(shutil.copytree(sample_home, folder / "home"))))
    yield both(runtime, folder, request.param)
    runtime.close()


def deciding(home: Runtime) -> Deciding:
    """What decisions need."""
    return Deciding(home.database, home.indexer, home.encoder, home.registry)


def test_a_cleared_reader_sees_both(home: Runtime) -> None:
    """The open page is the main one, the letter beside it, with all it says."""
    with home.session() as session:
        page, letter = list_sources(session, REF, EVERYTHING)
        assert list_sources(session, REF, Policy(CLASSIFICATIONS[:2])) == (page, letter)
    assert (page.document, page.kind, page.classification, page.main) == ("page.txt", "meeting-page", "ปกติ", True)
    told = (letter.document, letter.kind, letter.classification, letter.main, letter.letter_number)
    assert told == ("หนังสือลับ.txt", "letter", "ลับ", False, "นร 0505/ว 9731")
    assert letter.original == letter.sha256


def test_others_see_the_page_alone(home: Runtime) -> None:
    """Neither number, date, text, name nor count of the letter, in the resolution, its sources or the lists."""
    with home.session() as session:
        sources = list_sources(session, REF, ORDINARY)
        detail = get_resolution(session, REF, ORDINARY)
        listed = list_resolutions(session, SearchFilter(years=(2574,)), ORDINARY)
        every = list(every_resolution(session, SearchFilter(years=(2574,)), ORDINARY))
    assert [each.document for each in sources] == ["page.txt"]
    assert (detail.summary.letter_number, detail.summary.letter_date, detail.versions) == (None, None, 1)
    assert len(listed.items) == len(every) == 1
    for secret in SECRETS:
        assert secret not in repr((detail, sources, listed, every)), secret


def test_the_letters_former_address_tells_nothing(home: Runtime, request: pytest.FixtureRequest) -> None:
    """Where the letter came first it leads those who may see the letter to both, and others nowhere."""
    with home.session() as session:
        with pytest.raises(NotFound):
            get_resolution(session, FORMER, ORDINARY)
        with pytest.raises(NotFound):
            list_sources(session, FORMER, ORDINARY)
        if "letter first" in request.node.name:
            assert get_resolution(session, FORMER, EVERYTHING).summary.id == REF
            assert get_resolution(session, FORMER, Policy(CLASSIFICATIONS[:2])).summary.id == REF


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
@pytest.mark.parametrize("text", ["นร 0505/ว 9731", "8 มกราคม 2574", "กระเบื้องเคลือบมรกตจากคลังลับใต้ดิน", "สะพานลอยเต่า", ""])
def test_searches_tell_nothing_of_it(home: Runtime, ask_of: Callable[..., Any], text: str, mode: str) -> None:
    """Asked by its number, its date or its words, a resolution answers as if there were no letter."""
    found = ask_of(home)(text, ORDINARY, mode=mode, limit=100, years=(2574,))
    for secret in SECRETS:
        assert secret not in repr((found.hits, found.facets)), secret
    assert found.total <= 1
    if text.startswith(("นร", "8 ")):
        assert not any("เลข" in reason.thai or "วันที่" in reason.thai for hit in found.hits for reason in hit.reasons)


def test_a_letter_alone_is_not_there(own_runtime: Runtime, tmp_path: Path) -> None:
    """Secret and the only source: the resolution does not exist for others, nor do its sources."""
    (tmp_path / "หนังสือลับ.txt").write_text(LETTER, encoding="utf-8")
    own_runtime.load([tmp_path / "หนังสือลับ.txt"])
    assert sourcing.classify(deciding(own_runtime), "หนังสือลับ.txt", "ลับ", "สมชาย") == (FORMER,)
    with own_runtime.session() as session:
        assert [each.main for each in list_sources(session, FORMER, EVERYTHING)] == [True]
        for look in (list_sources, get_resolution):
            with pytest.raises(NotFound) as hidden:
                look(session, FORMER, ORDINARY)
            with pytest.raises(NotFound) as absent:
                look(session, "2031-01-05-77", ORDINARY)
            assert hidden.value.english == absent.value.english.replace("-77", "-00")


def test_corrections_of_its_text_are_not_told(own_runtime: Runtime, tmp_path: Path) -> None:
    """What a person corrected in the secret letter is listed for those who may see the letter."""
    home = both(own_runtime, tmp_path, "page first")
    words = Rewording("คลังลับใต้ดิน", "คลังลับบนดิน")
    correct_text(deciding(home), "หนังสือลับ.txt", words, "สมชาย")
    with home.session() as session:
        assert [each.after for each in list_corrections(session, EVERYTHING).texts] == ["คลังลับบนดิน"]
        assert list_corrections(session, ORDINARY).texts == ()
        assert [each.version for each in list_sources(session, REF, ORDINARY)] == [
            each.version for each in list_sources(session, REF, EVERYTHING) if each.main
        ]


def test_sources_of_an_address_nobody_has(home: Runtime) -> None:
    """Not found."""
    with home.session() as session, pytest.raises(NotFound):
        list_sources(session, "2031-01-05-99", EVERYTHING)
