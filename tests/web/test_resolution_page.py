"""The page of a resolution: sources with their pages, facts that lead into the text, commitments with evidence."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kb.access import EVERYTHING
from kb.app import create_app
from kb.search import get_facts, get_resolution
from kb.search.pages_of import page_of, pages_of, waiting_pages
from kb.settings import Settings
from kb.store import Page

REF = "2031-01-05-01"
NAME = "page <b>หน้า<img src=x onerror=a> & co.txt"
TEXT = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574

1. เรื่อง ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ
คณะรัฐมนตรีมีมติอนุมัติตามที่กระทรวงมหาดไทยเสนอ ทั้งนี้ ให้กระทรวงมหาดไทยร่วมกับกระทรวงคมนาคม รายงานผลการดำเนินงานต่อคณะรัฐมนตรีภายใน 30 วัน
สาระสำคัญของเรื่อง
เต่า <script>alert(1)</script> ในจังหวัดระยองข้ามถนนไม่สะดวก วงเงิน 12.5 ล้านบาท ตามพระราชบัญญัติทางหลวงชนบทสมมุติ พ.ศ. 2535
ความเห็นของหน่วยงาน
1. สำนักงบประมาณ พิจารณาแล้วไม่ขัดข้อง
"""
ENGINE = "tesseract 5.3.0 tha+eng 200 dpi"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Iterator[TestClient]:
    """A client over a home with one page of a hostile name, of whose four pages the third waits for OCR."""
    folder: Path = tmp_path_factory.mktemp("web")
    (folder / NAME).write_text(TEXT, encoding="utf-8")
    app = create_app(Settings(folder / "home"))
    with TestClient(app, raise_server_exceptions=False) as client:
        runtime = app.state.runtime
        assert runtime.load([folder / NAME]).added == 1
        with runtime.database.writing() as session:
            version = get_resolution(session, REF, EVERYTHING).version
            for number, (start, end) in enumerate([(0, 60), (61, 200), (201, 201), (202, len(TEXT))], 1):
                session.add(
                    Page(version_id=version, number=number, start=start, end=end, engine=ENGINE, quality=0.625,
                         needs_ocr=number == 3)
                )  # fmt: skip
        yield client


def section(html: str, heading: str) -> str:
    """What stands under a heading."""
    return html.split(heading)[1].split("</section>", maxsplit=1)[0]


def test_a_hostile_name_or_text_is_text(loaded) -> None:
    """Nothing of a document becomes markup."""
    html = loaded.get(f"/resolutions/{REF}").text
    assert "<script" not in html
    assert "<img" not in html
    assert unescape(html).count(NAME) == 2
    assert "เต่า <script>alert(1)</script> ใน" in unescape(html)


def test_sources(loaded) -> None:
    """What the document is, that it is the main one, how it was read, where it waits, and a link to the original."""
    box = section(loaded.get(f"/resolutions/{REF}").text, 'id="sources"')
    assert '<span class="tag main">ฉบับหลัก</span> หน้าสรุปการประชุม (สแกน)' in box
    assert "อ่านจากภาพด้วย OCR คุณภาพ 62% อ่านได้ไม่ชัด โปรดเทียบกับต้นฉบับ" in box
    assert "หน้า 3 ยังอ่านไม่ได้ รออ่านด้วย OCR" in box
    link = re.search(r'<a href="([^"]+)" target="_blank" rel="noopener">เปิดต้นฉบับ หน้า 2</a>', box)
    assert link
    assert loaded.get(link[1]).content == TEXT.encode()
    assert "secret" not in box


def test_every_jump_has_its_place(loaded) -> None:
    """Facts and parts lead to the very words; no link leads nowhere."""
    html = loaded.get(f"/resolutions/{REF}").text
    for target in re.findall(r'href="#([^"]+)"', html):
        assert html.count(f'id="{target}"') == 1
    for words in ("พระราชบัญญัติทางหลวงชนบทสมมุติ พ.ศ. 2535", "12.5 ล้านบาท", "ระยอง", "สำนักงบประมาณ"):
        jump = re.search(rf'<a href="#(t\d+)">{re.escape(words)}</a>', html)
        assert jump
        behind = html.split(f'<span id="{jump[1]}"></span>')[1]
        assert re.sub("<[^>]+>", "", behind).startswith(words)
    contents = re.findall(r">([^<]+)</a>", html.split('class="contents"')[1].split("</nav>")[0])
    assert contents[0] == "มติ"
    assert {"สาระสำคัญ", "ความเห็นของหน่วยงาน"} <= set(contents)


def test_the_kind_is_shown_with_its_rule(loaded) -> None:
    """The class, why, and by which rule."""
    with loaded.app.state.runtime.session() as session:
        kind = get_facts(session, REF, EVERYTHING).facts["kind"]
    box = section(loaded.get(f"/resolutions/{REF}").text, "ข้อเท็จจริงที่อ่านได้")
    assert f"{kind['why']} (กฎ {kind['rule']})" in box
    assert f"{kind['code']} มติ" in box


def test_commitments(loaded) -> None:
    """Who with whom does what by which day, how sure, in which state; its words are marked in the body."""
    html = loaded.get(f"/resolutions/{REF}").text
    box = section(html, 'id="commitments"')
    assert "ข้อสั่งการที่พบ: ข้อเสนอให้ติดตาม" in box
    assert "<strong>กระทรวงมหาดไทย</strong> ร่วมกับ กระทรวงคมนาคม" in box
    assert "กำหนด: 4 กุมภาพันธ์ 2574 (“ภายใน 30 วัน”) · ความมั่นใจสูง · ข้อเสนอ รอเจ้าหน้าที่พิจารณา" in box
    assert re.search(r"ดูข้อความ \(หน้า [24]\)", box)
    marked = re.sub("<[^>]+>", "", html.split("<mark>")[1].split("</mark>")[0])
    assert marked.startswith("ให้กระทรวงมหาดไทยร่วมกับ")
    assert "<button" not in box


def test_pages_of(loaded) -> None:
    """The page a place stands on, at its first and last letter too; None without pages."""
    with loaded.app.state.runtime.session() as session:
        version = get_resolution(session, REF, EVERYTHING).version
        places = [(version, start) for start in (250, 0, 59, 61, 200, 202, 0)]
        assert pages_of(session, places) == [4, 1, 1, 2, 2, 4, 1]
        assert page_of(session, version, 61) == 2
        assert pages_of(session, [(version + 1, 0), (version, 0)]) == [None, 1]
        assert pages_of(session, []) == []
        assert waiting_pages(session, [version, version + 1]) == {version: (3,)}
