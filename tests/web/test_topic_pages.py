"""Pages of topics, of laws and of what is missing."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

OURS = {"origin": "http://testserver"}
PENSION, LONGER = "2015-03-15-02", "2018-01-14-03"
THEME, TOPIC, OTHER = 901, 902, 903
"""As the fixture makes them: a theme of two topics, of three resolutions and of one."""


def text_of(html: str) -> str:
    """What is read on a page, blanks made one."""
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())


def test_topics(linked) -> None:
    """Themes over their topics, the larger first, with figures; a resolution leads to its topic."""
    html = linked.get("/topics").text
    assert f'<h2><a href="/topics/{THEME}">สวัสดิการ</a></h2>' in html
    rows = [text_of(row) for row in re.findall("<tr>(.*?)</tr>", html, re.DOTALL)[1:]]
    assert rows == ["เบี้ย <ยังชีพ>322558–2563–", "อื่น112568–"]
    assert "ยังไม่มีกลุ่มประเด็น" in linked.get("/topics?crossing=true").text
    assert f'<a href="/topics/{TOPIC}">เบี้ย &lt;ยังชีพ&gt;</a> (3 มติ)' in linked.get(f"/resolutions/{PENSION}").text


def test_a_topic(linked) -> None:
    """Years as a picture with words and as a table, agencies, founding resolutions, members, history."""
    html = linked.get(f"/topics/{TOPIC}").text
    assert 'aria-label="จำนวนมติแต่ละปี: ปี 2558 1 เรื่อง, ปี 2561 1 เรื่อง, ปี 2563 1 เรื่อง"' in html
    assert html.count("<rect x=") == 3
    assert '<th scope="row">2561</th><td class="number">1</td>' in html
    assert '<span>กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์</span> <span class="number">2</span>' in html
    founding = html.split("founding resolutions")[1].split("</ul>")[0]
    assert re.findall(r'href="/resolutions/([^"]+)"', founding) == [PENSION]
    members = html.split('lang="en">resolutions<')[1].split("</ul>")[0]
    assert re.findall(r'href="/resolutions/([^"]+)"', members) == [PENSION, LONGER, "2020-09-13-03"]
    other = linked.get(f"/topics/{OTHER}").text
    assert f'แยกออกมาจาก <a href="/topics/{TOPIC}">กลุ่มที่ {TOPIC}</a>' in other
    assert "เข้ากลุ่มภายหลัง" in other
    assert f'<a href="/topics/{OTHER}">อื่น</a>' in linked.get(f"/topics/{THEME}").text


def test_a_topic_is_named(linked) -> None:
    """With who says so; the label stays to be seen; an empty name takes it back."""
    page = linked.post(f"/topics/{OTHER}/name", data={"name": "เงินชรา", "by": ""}, headers=OURS)
    assert (page.status_code, "กรุณาระบุชื่อผู้ตัดสินใจ" in page.text) == (422, True)
    sent = linked.post(
        f"/topics/{OTHER}/name", data={"name": "เงินชรา", "by": "สมศรี"}, headers=OURS, follow_redirects=False
    )
    assert (sent.status_code, sent.headers["location"]) == (303, f"/topics/{OTHER}")
    html = linked.get(f"/topics/{OTHER}").text
    assert "<h1>เงินชรา</h1>" in html
    assert "ชื่อที่ระบบตั้ง: อื่น" in html
    linked.post(f"/topics/{OTHER}/name", data={"name": "", "by": "สมศรี"}, headers=OURS)
    assert "<h1>อื่น</h1>" in linked.get(f"/topics/{OTHER}").text


def test_search_by_topic(linked) -> None:
    """A topic and a theme are filters; a hit leads to its topic, and the chip bears its name."""
    html = linked.get("/search", params={"topic": TOPIC}).text
    assert sorted(re.findall(r'<h2><a href="/resolutions/([^"]+)"', html)) == [PENSION, LONGER, "2020-09-13-03"]
    assert f'<a class="topic" href="/topics/{TOPIC}" title="กลุ่มประเด็น">เบี้ย &lt;ยังชีพ&gt;</a>' in html
    assert "เบี้ย &lt;ยังชีพ&gt; ×</a>" in html
    assert f'<input type="hidden" name="topic" value="{TOPIC}">' in html
    assert len(re.findall("<h2><a href", linked.get("/search", params={"topic": THEME}).text)) == 4
    box = html.split("<h2>สถานะ</h2>")[1].split("</section>")[0]
    queries = [parse_qs(urlsplit(unescape(to)).query) for to in re.findall('href="([^"]+)"', box)]
    assert all(query["topic"] == [str(TOPIC)] and len(query["standing"]) == 1 for query in queries)


def test_laws(linked) -> None:
    """Found by a word of the title, each with its resolutions; the facts of a resolution lead there."""
    html = linked.get("/laws", params={"q": "วินัยการเงิน"}).text
    ((number, title),) = re.findall(r'<th scope="row"><a href="/laws/(\d+)">([^<]+)</a>', html)
    assert title == "พระราชบัญญัติวินัยการเงินการคลังของรัฐ พ.ศ. 2561"
    law = linked.get(f"/laws/{number}").text
    assert f"<h1>{title}</h1>" in law
    ref = re.findall(r'href="/resolutions/([^"]+)"', law)[0]
    assert f'<a class="about" href="/laws/{number}"' in linked.get(f"/resolutions/{ref}").text
    assert "ไม่พบกฎหมายที่ชื่อมีคำว่า “&lt;x&gt;”" in linked.get("/laws", params={"q": "<x>"}).text


def test_what_is_missing(linked) -> None:
    """Days that are cited and not in the archive, with the title given."""
    told = text_of(linked.get("/dangling").text)
    assert "23 กุมภาพันธ์ 25571ทั้งการประชุมแนวทางบริหารรายการลงทุนขนาดใหญ่ของส่วนราชการ" in told
