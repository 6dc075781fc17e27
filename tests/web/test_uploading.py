"""Documents sent from the page: taken in by jobs, refused with reasons, followed without a script."""

import json
import re
import time
from html import unescape

import pytest

from kb.store import Job

OURS = {"origin": "http://testserver"}
ROW = {"meeting_date": "2011-07-10", "number": 1, "title": "เลี้ยงกระต่ายบนที่สูง", "body": "คณะรัฐมนตรีมีมติอนุมัติ"}
GOOD = json.dumps(ROW, ensure_ascii=False).encode()


def send(client, *files: tuple[str, bytes], headers: dict[str, str] = OURS, **fields: str):
    """Send the form as a browser does."""
    parts = [("files", file) for file in files]
    return client.post("/upload", files=parts, data=fields, headers=headers, follow_redirects=False)


def ended(client, address: str) -> str:
    """The job's page when it refreshes no more."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        html = client.get(address).text
        if 'http-equiv="refresh"' not in html:
            return html
        time.sleep(0.05)
    raise AssertionError(html)


def put(client, **columns: object) -> str:
    """A job as the worker would have left it, out of its reach; gives its page."""
    client.app.state.worker.stop()
    with client.app.state.runtime.database.writing() as session:
        session.add(Job(**{"id": "j1", "name": "a.pdf", "path": "", **columns}))
    return client.get("/jobs/j1").text


def test_the_form(client) -> None:
    """It works without a script, names every classification and the limits, and every page leads to it."""
    html = client.get("/upload").text
    assert '<form class="fields" action="/upload" method="post" enctype="multipart/form-data">' in html
    assert '<input id="files" name="files" type="file" multiple required>' in html
    options = re.findall(r"<option[^>]*>([^<]+)</option>", html)
    assert options == ["ตามที่พิมพ์ในเอกสาร (as printed)", "ปกติ", "ลับ", "ลับมาก", "ลับที่สุด"]
    assert "ไฟล์ละไม่เกิน 64 MiB" in html
    assert "<script" not in html
    assert '<a href="/upload">นำเข้าเอกสาร</a>' in client.get("/").text


def test_one_file_is_followed_to_its_end(own_client) -> None:
    """Sent, one is led to its job; at its end the page rests and names what was loaded; the class is kept."""
    sent = send(own_client, ("มติ.jsonl", GOOD), classification="ลับ")
    assert sent.status_code == 303
    html = ended(own_client, sent.headers["location"])
    assert '<span class="tag state done">นำเข้าแล้ว</span>' in html
    assert "<li>มติ.jsonl#2011-07-10</li>" in html
    assert "/cancel" not in html
    sources = own_client.get("/api/v1/resolutions/2011-07-10-01/sources").json()
    assert [each["classification"] for each in sources] == ["ลับ"]


def test_several_files_are_one_page(own_client) -> None:
    """Each file has its job; one that is bad says why beside the others."""
    sent = send(own_client, ("a.jsonl", GOOD), ("b.exe", b"MZ\x90\x00\x03"))
    assert sent.headers["location"].startswith("/jobs?id=")
    html = unescape(ended(own_client, sent.headers["location"]))
    assert re.findall("<h1>(.*?)</h1>", html) == ["a.jsonl", "b.exe"]
    assert re.findall('class="tag state (.*?)"', html) == ["done", "failed"]
    assert "อ่านไม่ได้" in html


@pytest.mark.parametrize(
    ("files", "fields", "thai"),
    [
        ([], {}, "ยังไม่ได้เลือกไฟล์"),
        ([("a.jsonl", b"")], {}, "ไฟล์ a.jsonl ว่างเปล่า"),
        ([("a.jsonl", GOOD)], {"classification": "ลับสุดยอด"}, "ชั้นความลับต้องเป็น"),
        ([(f"{n}.txt", b"x") for n in range(51)], {}, "เลือกไว้ 51 ไฟล์"),
    ],
)
def test_what_cannot_be_taken_is_told_on_the_form(own_client, files, fields, thai: str) -> None:
    """422, the reason in both languages, the form again, and no job."""
    page = send(own_client, *files, **fields)
    assert page.status_code == 422
    assert thai in page.text
    assert 'name="files"' in page.text
    assert "/jobs/" not in page.text


def test_an_empty_field_as_a_browser_sends_it(own_client) -> None:
    """A part with an empty file name is no file."""
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename=""\r\n'
    body += b"Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    headers = {**OURS, "content-type": "multipart/form-data; boundary=x"}
    page = own_client.post("/upload", content=body, headers=headers)
    assert page.status_code == 422
    assert "ยังไม่ได้เลือกไฟล์" in page.text


def test_good_ones_go_on_beside_a_refused_one(own_client) -> None:
    """The form names the one that was taken and leads to its job."""
    page = send(own_client, ("good.jsonl", GOOD), ("empty.txt", b""))
    assert page.status_code == 422
    assert re.search(r'<a href="/jobs/[^"]+">good\.jsonl</a>', page.text)
    assert "empty.txt is empty" in page.text


@pytest.mark.parametrize("path", ["/upload", "/jobs/j1/cancel"])
@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_site_changes_nothing(own_client, own_home, path: str, headers: dict[str, str]) -> None:
    """403 with a clear page; nothing is kept."""
    page = own_client.post(path, files=[("files", ("a.jsonl", GOOD))], headers=headers)
    assert page.status_code == 403
    assert "คำขอนี้ไม่ได้ส่งมาจากหน้าเว็บของระบบ" in page.text
    assert "this was not sent from a page of this site" in page.text
    assert not (own_home / "uploads").exists()


def test_a_running_job_shows_how_far_it_is(own_client) -> None:
    """Pages, pace and time left; the page refreshes itself and offers to cancel."""
    progress = {"done": 3, "total": 40, "pages_per_second": 0.5, "seconds_left": 74.0}
    html = put(own_client, state="running", progress=progress)
    assert '<meta http-equiv="refresh" content="2">' in html
    assert '<progress value="3" max="40"' in html
    assert "อ่านแล้ว 3 จาก 40 หน้า · 0.5 หน้าต่อวินาที · เหลือประมาณ 1 นาที" in html
    assert '<form class="fields" action="/jobs/j1/cancel" method="post">' in html


def test_cancelling(own_client) -> None:
    """A waiting job never starts; its page says so and offers no more; a second time is told as too late."""
    put(own_client, state="queued")
    sent = own_client.post("/jobs/j1/cancel", headers=OURS, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/jobs/j1?stopping=1")
    html = own_client.get(sent.headers["location"]).text
    assert '<span class="tag state cancelled">ยกเลิกแล้ว</span>' in html
    assert "refresh" not in html
    assert own_client.post("/jobs/j1/cancel", headers=OURS).status_code == 422


def test_a_running_job_that_is_stopping_says_so(own_client) -> None:
    """The page in hand is read to its end."""
    put(own_client, state="running")
    assert "กำลังหยุดหลังหน้าที่อ่านอยู่" in own_client.get("/jobs/j1?stopping=1").text


HOSTILE = "<script>alert(1)</script>\"'><img src=x>.pdf"


def test_names_and_reasons_are_text(own_client) -> None:
    """A name with HTML in it is shown as it is, wherever it stands."""
    said = {"name": HOSTILE, "thai": HOSTILE, "english": HOSTILE, "code": "x"}
    report = {
        "loaded": [HOSTILE],
        "rejected": [said],
        "skipped": [{"name": HOSTILE, "reason": HOSTILE}],
        "warnings": [{"name": HOSTILE, "warning": HOSTILE}],
    }
    html = put(own_client, name=HOSTILE, state="done", report=report)
    assert "<script" not in html
    assert "<img" not in html
    assert unescape(html).count(HOSTILE) == 10


def test_a_failure_gives_its_reason(own_client) -> None:
    """In Thai and English."""
    html = put(own_client, state="failed", report={"code": "x", "thai": "ไฟล์เสีย", "english": "the file is broken"})
    assert "<p>ไฟล์เสีย</p>" in html
    assert "the file is broken" in html


def test_no_such_job(client) -> None:
    """A page in Thai and English; a list of none leads back to the form."""
    page = client.get("/jobs/nothing")
    assert page.status_code == 404
    assert "ไม่พบงานเลขที่ nothing" in page.text
    assert client.get("/jobs", follow_redirects=False).headers["location"] == "/upload"
