"""The pages: what is typed is shown safely, filters and pages are plain links, problems are pages in Thai."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from kb.errors import Damaged


def links(html: str, prefix: str = "/search?") -> list[dict[str, list[str]]]:
    """The queries of all links that begin with a prefix."""
    return [
        parse_qs(urlsplit(unescape(link)).query)
        for link in re.findall(r'href="([^"]*)"', html)
        if link.startswith(prefix)
    ]


def test_home(client) -> None:
    """The first page asks, in Thai, needs no script, and carries the notice, escaped."""
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="th">' in page.text
    assert 'name="q" type="search"' in page.text
    assert "<script" not in page.text
    assert "ประกาศ &lt;ทดสอบ&gt;" in page.text


def test_no_notice_no_bar(own_client) -> None:
    """Without KB_NOTICE there is no notice."""
    assert 'class="notice"' not in own_client.get("/").text


def test_examples_on_the_first_page_find_something(client) -> None:
    """Each suggested search has hits in the sample."""
    suggested = links(client.get("/").text, "/search?q=")
    assert len(suggested) == 3
    for each in suggested:
        assert 'class="hits"' in client.get("/search", params=each).text


def test_results(client) -> None:
    """Hits with title, Thai date, agency, outcome, address, quotation with marks, reasons and source."""
    html = client.get("/search", params={"q": "นร 0505/ว 91 สระสำรองน้ำ"}).text
    first = html.split("<li>")[1].split("</li>")[0]
    assert 'href="/resolutions/2015-03-15-01"' in first
    assert "15 มีนาคม 2558 · กระทรวงเกษตรและสหกรณ์ · <strong>อนุมัติ</strong> · นร 0505/ว 91" in first
    assert "<mark>สระ</mark>" in first
    assert "<span>ตรงกับเลข นร 0505/ว 91</span>" in first
    assert "<span>พบคำ " in first
    assert "ที่มา: ชุดข้อมูลตัวอย่าง (เนื้อหาสมมติ)" in first
    assert "<title>นร 0505/ว 91 สระสำรองน้ำ – ฐานความรู้มติคณะรัฐมนตรี</title>" in html


@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='x", "{{ 7*7 }}", "&lt;b&gt;"]
)
def test_what_is_typed_is_never_html(client, q: str) -> None:
    """The query comes back as text only: in its box, in the title, in the links."""
    html = client.get("/search", params={"q": q, "agency": q}).text
    assert "<script" not in html
    assert "<img" not in html
    assert "onmouseover='x" not in html
    assert "49" not in html.split("</header>")[0]
    box = re.search(r'name="q" type="search" value="([^"]*)"', html)
    assert box
    assert unescape(box[1]) == q


def test_facet_links_switch_on_and_off(client) -> None:
    """A facet adds itself to the search; chosen, it is marked and its link takes it away; the form carries it on."""
    off = client.get("/search", params={"q": "หนี้", "group": "กฎหมาย"}).text
    html = client.get("/search", params={"q": "หนี้"}).text
    assert {"q": ["หนี้"], "group": ["กฎหมาย"], "page": ["1"]} in links(html)
    assert 'aria-current="true">กฎหมาย</a>' in off
    assert {"q": ["หนี้"], "page": ["1"]} in links(off)
    assert '<input type="hidden" name="group" value="กฎหมาย">' in off
    both = client.get("/search", params={"q": "หนี้", "group": ["กฎหมาย", "แต่งตั้ง"]}).text
    assert {"q": ["หนี้"], "group": ["แต่งตั้ง"], "page": ["1"]} in links(both)


def test_a_filter_alone_lists_the_newest(client) -> None:
    """No words, one filter: a list by date, and it says so."""
    html = client.get("/search", params={"group": "แต่งตั้ง"}).text
    assert "เรียงจากใหม่ไปเก่า" in html
    refs = re.findall(r'<h2><a href="/resolutions/([^"]+)"', html)
    assert refs[0].startswith("2026-06-14")
    assert [ref[:10] for ref in refs] == sorted((ref[:10] for ref in refs), reverse=True)


def test_paging(client) -> None:
    """Forth and back over all pages: each hit once, numbering goes on, the last page has no next."""
    seen, page, query = [], 1, {"q": "หนี้", "outcome": "รับทราบ"}
    while True:
        html = client.get("/search", params={**query, "page": page}).text
        assert f'<ol class="hits" start="{(page - 1) * 10 + 1}">' in html
        seen += re.findall(r'<h2><a href="/resolutions/([^"]+)"', html)
        assert ('rel="prev"' in html) == (page > 1)
        if 'rel="next"' not in html:
            break
        page += 1
        assert {"q": ["หนี้"], "outcome": ["รับทราบ"], "page": [str(page)]} in links(html)
    total = int(re.search(r"พบ\D* (\d+) เรื่อง", html)[1])  # type: ignore[index]
    assert len(seen) == len(set(seen)) == total > 10


def test_nothing_found(client) -> None:
    """No hit is said, with what to try."""
    html = client.get("/search", params={"q": "🙂"}).text
    assert "ไม่พบมติที่ตรงกับคำค้น" in html
    assert "/resolutions/" not in html


@pytest.mark.parametrize("params", [{}, {"q": ""}, {"q": "   "}])
def test_nothing_asked_is_the_first_page(client, params: dict[str, str]) -> None:
    """An empty box is no error."""
    page = client.get("/search", params=params)
    assert page.status_code == 200
    assert "ค้นหามติคณะรัฐมนตรี</h1>" in page.text


def test_a_resolution(client, sample_rows) -> None:
    """The whole text, with its particulars."""
    page = client.get("/resolutions/2015-03-15-02")
    assert page.status_code == 200
    row = sample_rows["2015-03-15-02"]
    text = unescape(re.sub("<[^>]+>", "", page.text))
    assert row["title"] in text
    assert row["body"] in text
    assert "15 มีนาคม 2558 · เรื่องที่ 2" in text
    assert "<dd>กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ (พม.)</dd>" in page.text


@pytest.mark.parametrize(
    ("path", "status", "thai", "english"),
    [
        ("/resolutions/2015-03-15-99", 404, "ไม่พบมติเลขที่ 2015-03-15-99", "there is no resolution 2015-03-15-99"),
        ("/nothing", 404, "ไม่พบหน้าหรือบริการที่เรียก", "there is nothing at this address"),
        ("/search?q=x&page=0", 422, "ค่าของ page ไม่ถูกต้อง", "page: "),
        ("/search?q=x&page=52", 422, "ค่าของ page ไม่ถูกต้อง", "page: "),
        ("/search?q=x&page=two", 422, "ค่าของ page ไม่ถูกต้อง", "page: "),
        ("/search?q=x&year=abc", 422, "ปีต้องเป็นตัวเลขสี่หลัก", "a year has four digits"),
        ("/search?q=x&year=" + "9" * 5000, 422, "ปีต้องเป็นตัวเลขสี่หลัก", "a year has four digits"),
        ("/search?q=x&year=²", 422, "ปีต้องเป็นตัวเลขสี่หลัก", "a year has four digits"),
        ("/search?q=" + "x" * 10_001, 422, "คำค้นยาว 10,001 ตัวอักษร", "shorten it"),
    ],
)
def test_a_problem_is_a_page(client, path: str, status: int, thai: str, english: str) -> None:
    """What went wrong, in Thai and English, in the frame of every page, with the right status."""
    page = client.get(path)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert thai in page.text
    assert english in page.text
    assert 'role="search"' in page.text


def test_the_question_stays_in_its_box_after_a_problem(client) -> None:
    """Nobody has to type it again."""
    assert 'value="น้ำท่วม"' in client.get("/search", params={"q": "น้ำท่วม", "year": "x"}).text


def test_years_in_either_era_and_thai_digits(client) -> None:
    """2563, 2020 and ๒๕๖๓ are one year."""
    refs = [
        re.findall(r'<h2><a href="/resolutions/([^"]+)"', client.get("/search", params={"q": "", "year": year}).text)
        for year in ("2563", "2020", "๒๕๖๓")
    ]
    assert refs[0] == refs[1] == refs[2]
    assert {ref[:4] for ref in refs[0]} == {"2020"}


def test_a_broken_index_is_told_as_unavailable(client, monkeypatch) -> None:
    """A page that cannot be answered now says so with 503, and what repairs it."""

    def damaged() -> None:
        raise Damaged("ดัชนีเสียหาย สั่ง kb index --rebuild", "the index is damaged; run kb index --rebuild")

    monkeypatch.setattr(client.app.state.runtime, "indexes", damaged)
    page = client.get("/search?q=x")
    assert page.status_code == 503
    assert "ดัชนีเสียหาย สั่ง kb index --rebuild" in page.text


def test_an_unforeseen_error_is_a_page_too(client, monkeypatch) -> None:
    """No trace of the program reaches the reader."""

    def broken() -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(client.app.state.runtime, "indexes", broken)
    page = client.get("/search?q=x")
    assert page.status_code == 500
    assert "เกิดข้อผิดพลาดภายใน" in page.text
    assert "secret detail" not in page.text


def test_the_stylesheet_is_served_and_asks_nobody_else(client) -> None:
    """The page's look comes from this server alone."""
    style = client.get("/static/style.css")
    assert style.headers["content-type"].startswith("text/css")
    for text in (style.text, client.get("/").text, client.get("/search?q=น้ำ").text):
        assert "http://" not in text
        assert "https://" not in text
        assert "@import" not in text
