"""What a resolution is bound up with, on its page: standing, chain, links, similar matters, people's word on them."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from kb.errors import Damaged

OURS = {"origin": "http://testserver"}
PENSION, LONGER, ENDED = "2015-03-15-02", "2018-01-14-03", "2025-11-16-01"
"""A scheme, the resolution that lengthens it, and the one that revokes it from 1 October 2569."""
TOPIC = 902


def text_of(html: str) -> str:
    """What is read on a page, blanks made one."""
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())


def banner(html: str) -> str:
    """The words of the banner."""
    return text_of(html.split('<div class="standing')[1].split(">", 1)[1].split("</div>", maxsplit=1)[0])


def judge(client: TestClient, link: str, **fields: str):
    """Send a judgement as the page does."""
    form = {"by": "สมศรี", "verdict": "confirmed", **fields}
    return client.post(f"/links/{link}/judgements", data=form, headers=OURS, follow_redirects=False)


@pytest.mark.parametrize(
    ("on", "begins"),
    [
        ("1 ก.พ. 2561", f"ขยายเวลาโดย {LONGER} เมื่อ 14 มกราคม 2561 ใช้ถึง 31 มีนาคม 2569 สถานะ ณ 1 กุมภาพันธ์ 2561"),
        ("2026-06-01", "สิ้นผลแล้ว เมื่อ 1 เมษายน 2569 สถานะ ณ 1 มิถุนายน 2569"),
        ("๒ ต.ค. ๒๕๖๙", f"ถูกยกเลิกโดย {ENDED} เมื่อ 1 ตุลาคม 2569 สถานะ ณ 2 ตุลาคม 2569"),
    ],
)
def test_standing_on_a_day(linked, on: str, begins: str) -> None:
    """In either era and with Thai digits; since when, until when, by which; a machine's link is warned of."""
    html = linked.get(f"/resolutions/{PENSION}", params={"on": on}).text
    told = banner(html)
    assert told.startswith(begins)
    assert "ยังไม่มีเจ้าหน้าที่ยืนยัน" in told
    assert f'name="on" value="{on}"' in html


def test_before_its_meeting_there_is_no_standing(linked) -> None:
    """It says so, instead of a banner."""
    html = linked.get(f"/resolutions/{PENSION}", params={"on": "2000-01-01"}).text
    assert "ณ 1 มกราคม 2543 ยังไม่มีมตินี้" in html
    assert '<div class="standing' not in html


def test_the_chain(linked) -> None:
    """First decision, extension, revocation, in order, each with its standing; this one is marked."""
    html = linked.get(f"/resolutions/{PENSION}").text
    steps = html.split('aria-labelledby="chain"')[1].split("</ol>")[0].split("<li class=")[1:]
    assert [re.match('"([a-z-]+)"', step)[1] for step in steps] == ["first", "extension", "revocation"]  # type: ignore[index]
    assert ['aria-current="true"' in step for step in steps] == [True, False, False]
    assert f'href="/resolutions/{LONGER}"' in steps[1]
    assert f'href="/resolutions/{ENDED}"' in steps[2]
    assert "ยกเลิก" in text_of(steps[2])


def test_links_and_citations_in_the_text(linked) -> None:
    """The words that cite lead to what they cite; the boxes name both sides, and say that nobody has confirmed it."""
    html = linked.get(f"/resolutions/{LONGER}").text
    body = html.split('<div class="body">')[1].split("</article>")[0]
    cited = re.search(rf'<a class="cited" href="/resolutions/{PENSION}" title="([^"]+)">(.*?)</a>', body)
    assert cited
    assert unescape(cited[1]).startswith(f"{PENSION} โครงการเบี้ยยังชีพ")
    assert text_of(cited[2]) == "มติคณะรัฐมนตรีเมื่อวันที่ 15 มีนาคม 2558"
    box = text_of(html.split('<div id="links">')[1].split("</section>")[0])
    assert box.startswith("อ้างถึง cites 1 ขยายเวลา ยังไม่ยืนยัน")
    assert "“มติคณะรัฐมนตรีเมื่อวันที่ 15 มีนาคม 2558”" in box
    assert "ขยายเวลามตินี้" in text_of(linked.get(f"/resolutions/{PENSION}").text.split('<div id="links">')[1])


def test_what_leads_nowhere_is_told_with_its_reason(linked) -> None:
    """In the text where it is pointed at, and in a box for all."""
    html = linked.get("/resolutions/2015-09-06-01").text
    assert '<span class="cited lost" title="ยังไม่มีมติของการประชุมวันนั้นในคลัง">' in html
    assert "23 กุมภาพันธ์ 2557 · ยังไม่มีมติของการประชุมวันนั้นในคลัง" in text_of(html)


def test_a_link_is_confirmed_and_rejected(linked) -> None:
    """Back on the page the word is acknowledged; a rejected one is gone from page and standing, and can come back."""
    link = f"{LONGER}~{PENSION}"
    sent = judge(linked, link, back=LONGER)
    assert (sent.status_code, sent.headers["location"]) == (
        303, f"/resolutions/{LONGER}?judged={link}#links",
    )  # fmt: skip
    page = linked.get(sent.headers["location"]).text
    assert f'บันทึกผลการพิจารณาแล้ว <a href="/links/{link}/judgements">' in page
    assert "ยืนยันแล้ว" in page.split('<div id="links">')[1].split("</section>")[0]
    extended = linked.get(f"/resolutions/{PENSION}", params={"on": "2018-02-01"}).text
    assert "ยังไม่มีเจ้าหน้าที่ยืนยัน" not in banner(extended)
    assert judge(linked, link, verdict="rejected", by="สมชาย", note="คนละเรื่อง").status_code == 303
    assert 'class="cited" ' not in linked.get(f"/resolutions/{LONGER}").text
    told = text_of(linked.get(f"/links/{link}/judgements").text)
    assert told.index("ไม่ใช่ การอ้างถึง มีผลอยู่สมชาย") < told.index("ยืนยันเป็น ขยายเวลา การอ้างถึงสมศรี")
    assert judge(linked, link).status_code == 303
    assert 'class="cited" ' in linked.get(f"/resolutions/{LONGER}").text


def test_a_link_is_retyped(linked) -> None:
    """A person's relation holds at once: what was lengthened is revoked in part, and nothing warns of it."""
    later, earlier = "2021-12-05-04", LONGER
    judge(linked, f"{later}~{earlier}", verdict="retyped", relation="revokes", part="1", back=earlier)
    html = linked.get(f"/resolutions/{earlier}", params={"on": "2021-12-06"}).text
    assert banner(html).startswith(f"ถูกยกเลิกบางส่วนโดย {later} เมื่อ 5 ธันวาคม 2564")
    assert "ยังไม่มีเจ้าหน้าที่ยืนยัน" not in banner(html)
    hits = linked.get("/search", params={"standing": "partly revoked", "on": "2021-12-06"}).text
    hit = next(each for each in hits.split("<li>") if f'<h2><a href="/resolutions/{earlier}"' in each)
    assert f'ถูกยกเลิกบางส่วนโดย <a href="/resolutions/{later}">{later}</a> เมื่อ 5 ธันวาคม 2564' in hit
    assert 'class="unsure"' not in hit


@pytest.mark.parametrize(
    ("link", "fields", "status", "thai"),
    [
        (f"{LONGER}~{PENSION}", {"by": " "}, 422, "กรุณาระบุชื่อผู้พิจารณา"),
        (f"{LONGER}~{PENSION}", {"verdict": "maybe"}, 422, "ไม่รู้จักผลการพิจารณา"),
        (f"{LONGER}~{PENSION}", {"verdict": "retyped"}, 422, "กรุณาระบุความสัมพันธ์ที่ถูกต้อง"),
        (f"{LONGER}~2015-03-15-99", {}, 404, "ไม่พบความเชื่อมโยง"),
        ("nothing", {}, 422, "ไม่ถูกต้อง"),
    ],
)
def test_a_word_that_cannot_be(linked, link: str, fields: dict[str, str], status: int, thai: str) -> None:
    """A page that says what is wrong."""
    page = judge(linked, link, **fields)
    assert (page.status_code, thai in page.text) == (status, True)


@pytest.mark.parametrize("path", [f"/links/{LONGER}~{PENSION}/judgements", f"/topics/{TOPIC}/name"])
@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_site_says_nothing(linked, path: str, headers: dict[str, str]) -> None:
    """403, and no word is kept."""
    page = linked.post(path, data={"by": "ผู้บุกรุก", "verdict": "rejected", "name": "x"}, headers=headers)
    assert page.status_code == 403
    assert "คำขอนี้ไม่ได้ส่งมาจากหน้าเว็บของระบบ" in page.text
    assert "ผู้บุกรุก" not in linked.get(f"/links/{LONGER}~{PENSION}/judgements").text


def test_the_way_back_is_never_elsewhere(linked) -> None:
    """It leads to one of the two resolutions, whatever the form says."""
    sent = judge(linked, f"{ENDED}~{PENSION}", kind="similar", back="//evil.example")
    assert sent.headers["location"].startswith(f"/resolutions/{ENDED}?judged=")
    assert sent.headers["location"].endswith("#similar")
    assert "บันทึกผล" not in linked.get(f"/resolutions/{PENSION}", params={"judged": "a~<b>"}).text


def test_similar_matters(linked) -> None:
    """By agency, with score, reasons and passages to compare; what a person rejects does not come back."""
    ref = "2023-01-22-05"
    html = linked.get(f"/resolutions/{ref}").text.split('id="similar"')[1]
    assert re.search(r"พบเรื่องทำนองเดียวกัน (?:อย่างน้อย )?\d+ เรื่อง จาก \d+ หน่วยงาน", text_of(html))
    other = re.search(rf'action="/links/{ref}~([^/]+)/judgements"', html)[1]  # type: ignore[index]
    first = html.split("<li>")[1]
    assert f'href="/resolutions/{other}"' in first
    assert re.search(r'<span class="main">คล้ายกัน(?:มาก|บ้าง)? \d\d%</span>', first)
    assert '<div class="pair"><blockquote><p class="about">มตินี้</p>' in first
    judge(linked, f"{ref}~{other}", kind="similar", verdict="rejected")
    rest = linked.get(f"/resolutions/{ref}").text.split('id="similar"')[1]
    assert f"/links/{ref}~{other}/" not in rest


def test_the_page_stands_without_indexes(linked, monkeypatch) -> None:
    """Only what is compared is missing, and that is said."""

    def damaged() -> None:
        raise Damaged("ดัชนีเสียหาย", "the index is damaged")

    monkeypatch.setattr(linked.app.state.runtime, "indexes", damaged)
    page = linked.get(f"/resolutions/{PENSION}")
    assert page.status_code == 200
    assert "ยังเปรียบเทียบไม่ได้ในขณะนี้" in page.text
    assert 'aria-labelledby="chain"' in page.text


@pytest.mark.parametrize(
    ("path", "status", "thai"),
    [
        ("/topics/99999", 404, "ไม่พบกลุ่มประเด็นหมายเลข 99999"),
        ("/topics/x", 422, "ค่าของ topic_id ไม่ถูกต้อง"),
        ("/topics?theme=0", 422, "ค่าของ theme ไม่ถูกต้อง"),
        ("/laws/99999", 404, "ไม่พบกฎหมายหมายเลข 99999"),
        ("/links/nothing/judgements", 422, "เลขที่ความเชื่อมโยง nothing ไม่ถูกต้อง"),
        (f"/resolutions/{PENSION}?on=เมื่อวาน", 422, "อ่านวันที่ “เมื่อวาน” ไม่ได้"),
        ("/search?q=x&standing=gone", 422, "ไม่รู้จักสถานะ gone"),
        ("/search?q=x&topic=two", 422, "ไม่ถูกต้อง"),
        ("/search?q=x&on=x", 422, "อ่านวันที่ “x” ไม่ได้"),
    ],
)
def test_a_problem_is_a_page(linked, path: str, status: int, thai: str) -> None:
    """What went wrong, in the frame of every page."""
    page = linked.get(path)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert thai in page.text
    assert '<a href="/topics">กลุ่มประเด็น</a>' in page.text
