"""Corrections through a whole home: search follows them, and a changed file loaded again does not undo them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.access import EVERYTHING
from kb.errors import Busy
from kb.ingest.correcting_text import Rewording
from kb.runtime import Runtime
from kb.search import get_resolution, list_sources
from kb.workflows.corrections import correct, correct_text, list_disagreements, take_back, take_back_text
from kb.workflows.deciding import Deciding
from kb.workflows.sourcing import choose_main, classify, join, split

PAGE = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574

1. เรื่อง ขออนุมัติสร้างสะพานลอยสำหรับฝูงเตาอพยพในเขตเทศบาลนครสมมุติ
คณะรัฐมนตรีมีมติอนุมัติวงเงิน S ล้านบาท
2. เรื่อง ร่างกฎกระทรวงกำหนดเส้นผ่านศูนย์กลางลูกโป่งลมสวรรค์ที่ใช้ในงานวัดประจำปี
คณะรัฐมนตรีมีมติเห็นชอบ
"""
ONE, TWO = "2031-01-05-01", "2031-01-05-02"


@pytest.fixture
def home(own_runtime: Runtime, tmp_path: Path) -> Runtime:
    """The sample home with a page that was read badly."""
    loaded(own_runtime, tmp_path, PAGE)
    return own_runtime


def loaded(home: Runtime, folder: Path, text: str) -> None:
    """Load the page as it is now."""
    (folder / "page.txt").write_text(text, encoding="utf-8")
    assert home.load([folder / "page.txt"]).loaded == ["page.txt"]
    home.reader.refresh()


def deciding(home: Runtime) -> Deciding:
    """What decisions need."""
    return Deciding(home.database, home.indexer, home.encoder, home.registry)


def shown(home: Runtime, ref: str = ONE) -> tuple[str, str, str | None]:
    """Title, body and outcome of a resolution."""
    with home.session() as session:
        detail = get_resolution(session, ref, EVERYTHING)
    return detail.summary.title, detail.body, detail.summary.outcome


def found(home: Runtime, ask: Callable[..., Any], text: str) -> list[str]:
    """The hits of the meeting, once the indexes have been read again."""
    home.reader.refresh()
    return [hit.id for hit in ask(text, years=(2574,), mode="lexical").hits]


def test_corrected_words_are_found_and_stay(home: Runtime, own_ask: Callable[..., Any], tmp_path: Path) -> None:
    """A title and a figure that were misread: right at once, right after the file changed, wrong again when undone."""
    parts = deciding(home)
    assert found(home, own_ask, "เต่า") == []
    title = correct_text(parts, "page.txt", Rewording("ฝูงเตาอพยพ", "ฝูงเต่าอพยพ"), "สมชาย")
    correct_text(parts, "page.txt", Rewording("วงเงิน S ล้านบาท", "วงเงิน 5 ล้านบาท"), "สมชาย")
    assert found(home, own_ask, "เต่า") == [ONE]
    loaded(home, tmp_path, PAGE.replace("มีมติเห็นชอบ", "มีมติเห็นชอบตามที่เสนอ"))
    assert shown(home)[1] == "คณะรัฐมนตรีมีมติอนุมัติวงเงิน 5 ล้านบาท"
    assert shown(home, TWO)[1] == "คณะรัฐมนตรีมีมติเห็นชอบตามที่เสนอ"
    assert found(home, own_ask, "เต่า") == [ONE]
    taken, stored = take_back_text(parts, title.id, "สมหญิง")
    assert (taken.active, ONE in stored.updated) == (False, True)
    assert found(home, own_ask, "เต่า") == []
    loaded(home, tmp_path, PAGE.replace("วงเงิน S ล้านบาท", "ตามที่เสนอ"))
    with home.session() as session:
        assert [each.after for each in list_disagreements(session, EVERYTHING).texts] == ["วงเงิน 5 ล้านบาท"]


def test_a_corrected_field_filters(home: Runtime, own_ask: Callable[..., Any], tmp_path: Path) -> None:
    """Facets and filters go by what was corrected; a new version that disagrees is offered."""
    parts = deciding(home)
    made = correct(parts, ONE, "outcome", "รับทราบ", "สมชาย")
    home.reader.refresh()
    assert [hit.id for hit in own_ask("", years=(2574,), outcomes=("รับทราบ",)).hits] == [ONE]
    loaded(home, tmp_path, PAGE.replace("มีมติอนุมัติวงเงิน", "มีมติเห็นชอบวงเงิน"))
    assert shown(home)[2] == "รับทราบ"
    with home.session() as session:
        assert [each.disagreeing for each in list_disagreements(session, EVERYTHING).fields] == ["เห็นชอบ"]
    assert take_back(parts, made.id, "สมชาย").active is False
    assert shown(home)[2] == "เห็นชอบ"


def test_decisions_return_addresses(home: Runtime) -> None:
    """Join, choose, split and classify say where things stand now."""
    parts = deciding(home)
    assert join(parts, ONE, TWO, "สมชาย") == ONE
    assert shown(home, TWO) == shown(home, ONE)
    first, second = sources(home)
    assert choose_main(parts, second, "สมชาย") == ONE
    assert sources(home) == [second, first]
    assert split(parts, second, "สมชาย") == TWO
    assert classify(parts, "page.txt", "ลับ", "สมชาย") == (ONE, TWO)
    assert sources(home) == [first]


def sources(home: Runtime) -> list[int]:
    """Numbers of the sources of the first matter, the main one first."""
    with home.session() as session:
        return [each.id for each in list_sources(session, ONE, EVERYTHING)]


def test_a_decision_stands_while_the_indexes_are_busy(home: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer holds them: the decision is in the database and comes into the index with the next catch-up."""

    def busy(_wait: float) -> None:
        raise Busy("ไม่ว่าง", "busy")

    with monkeypatch.context() as patched:
        patched.setattr(home.indexer, "catch_up", busy)
        correct(deciding(home), ONE, "outcome", "รับทราบ", "สมชาย")
    assert shown(home)[2] == "รับทราบ"
    assert home.indexer.behind() == 1
    home.indexer.catch_up()
    assert home.indexer.behind() == 0
