"""Web pages: encodings as they are and as pages claim, blocks as lines, the main part without what surrounds it."""

import random

import pytest

from kb.errors import Unreadable
from kb.ingest.readers.html import read_html
from kb.ingest.readers.reading import Limits


def read(page: str | bytes) -> str:
    """The text of a page."""
    return read_html(page if isinstance(page, bytes) else page.encode(), "ก.html", Limits()).text


BLOCKS = [
    ("<p>มติ  <b>คณะ</b>รัฐมนตรี\n วันนี้</p>", "มติ คณะรัฐมนตรี วันนี้", "blanks collapse, inline marks join"),
    ("<p>ก<p>ข<div>ค</div>ง", "ก\nข\nค\nง", "blocks are lines, also unclosed ones"),
    ("<p>ก<br>ข<br/><br>ค", "ก\nข\nค", "line breaks"),
    ("<p>ก&nbsp;&nbsp;ข &amp; &#3588; &lt;ง&gt; &ndash;", "ก ข & ค <ง> –", "entities"),
    ("<p>ก</p>\n\n<p>\n</p><p>ข</p>", "ก\nข", "no blank lines from the source"),
    ("<pre>\n ก   ข\n\n\tค</pre>ง", " ก   ข\n\n\tค\nง", "preformatted text keeps its blanks"),
    ("<ol><li>ก<li><p>ข</p></ol>", "1. ก\n2. ข", "numbers of a list"),
    ("<ol start=3 type=a><li>ก<li value=9>ข<li>ค</ol>", "c. ก\ni. ข\nj. ค", "start, style and a given value"),
    ("<ol reversed><li>ก<li>ข</ol>", "2. ก\n1. ข", "counted down"),
    ('<ol style="list-style-type: thai"><li>ก</ol>', "๑. ก", "Thai numerals"),
    ("<ul><li>ก<ol><li>ข</ol><li>ค</ul>", "• ก\n1. ข\n• ค", "lists in lists"),
    ("<ul><li> <li>ก</ul>ข", "• ก\nข", "an empty item leaves no bullet"),
    ("<dl><dt>ก<dd>ข</dl>", "ก\nข", "definitions"),
    ("<script>x</script><style>y</style>ก<noscript>z</noscript>ข", "กข", "programs are no text, their tails are"),
    ('<p hidden>ก</p><p style="color:red; display: none">ข</p>ค', "ค", "hidden text"),
    ("<nav>เมนู</nav><div role=navigation>เมนู</div><p>ก</p><footer>ติดต่อ</footer>", "ก", "what surrounds the page"),
    ("<p>ก<!-- ความเห็น --><?php x ?>ข", "กข", "comments"),
    ("<form><p>ก</p><select><option>เลือก</select></form>", "ก", "a page wrapped in a form is still read"),
    ("<title>ชื่อหน้า</title><body>ก", "ก", "the head is not shown in the page"),
    ("ก\x00ข" + "ค" * 200, "กข" + "ค" * 200, "a stray NUL byte"),
]
TABLES = [
    ("<table><tr><th>ที่<th>เรื่อง<tr><td>1<td>น้ำ<br>ดื่ม</table>", "ที่\tเรื่อง\n1\tน้ำ ดื่ม", "one line a row"),
    ("<table><tr><td colspan=2>รวม<td>5</table>", "รวม\t\t5", "a cell over two columns: once, places kept"),
    ("<table><tr><td rowspan=2>กค.<td>1<td>ก<tr><td>2<td>ข<tr><td>3<td>4</table>", "กค.\t1\tก\n\t2\tข\n3\t4",
     "a cell over two rows: once"),
    ("<table><tr><td>เมนู<td>" + "<p>ก" * 9 + "</table>", "เมนู" + "\nก" * 9, "a table that lays out the page"),
    ("<table><tr><td><table><tr><td>ก<td>ข</table></table>", "ก ข", "a table alone in a cell"),
    ("<table><td>ก<td>ข</table>ค", "ก\tข\nค", "cells without a row"),
    ("<td>ก</td><table><tr><td>ข", "ก\nข", "an unclosed table loses nothing"),
    ("<table><tr><td colspan=99999999>ก<td>ข</table>", "ก" + "\t" * 100 + "ข", "an absurd span is capped"),
    ("<table><caption>ตาราง</caption><tr><td>ก<td><pre>ข\n ค</pre></table>", "ตาราง\nก\tข ค", "caption"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "text", "why"), BLOCKS + TABLES, ids=[row[2] for row in BLOCKS + TABLES])
def test_lines_are_the_blocks_of_the_page(page: str, text: str, why: str) -> None:
    """What a reader of the page sees, line by line."""
    assert read(page) == text, why


LONG = "เนื้อความของหน้า " * 5
MAIN = [
    (f"<p>ข้าง</p><main><p>{LONG}</main>", "main", LONG.strip()),
    (f"<p>ข้าง</p><div role=main><p>{LONG}</div>", "a role", LONG.strip()),
    (f"<h1>หัว</h1><p>ข้าง</p><article><p>{LONG}</article>", "its heading stands outside", f"หัว\n{LONG.strip()}"),
    (f"<main><article><h1>หัว</h1>{LONG}</article><footer>ลงชื่อ</footer></main>x", "a footer inside is part of it",
     f"หัว\n{LONG.strip()}\nลงชื่อ"),
    (f"<article>ก {LONG}</article><article>ข {LONG}</article>", "two articles: the whole page",
     f"ก {LONG.strip()}\nข {LONG.strip()}"),
    (f"<main>ว่าง</main><p>{LONG}</p>", "a main part with next to nothing is not believed", f"ว่าง\n{LONG.strip()}"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "why", "text"), MAIN, ids=[row[1] for row in MAIN])
def test_the_main_part_is_chosen(page: str, why: str, text: str) -> None:
    """Only where the page marks one that holds what it is for."""
    assert read(page) == text, why


THAI = "<p>มติคณะรัฐมนตรี เห็นชอบ"
ENCODED = [
    (THAI.encode(), "nothing said, UTF-8"),
    (THAI.encode("cp874"), "nothing said, TIS-620"),
    (("<meta charset=tis-620>" + THAI).encode("cp874"), "said rightly"),
    (
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-874">' + THAI.encode("cp874"),
        "the old way",
    ),
    (("<meta charset=iso-8859-1>" + THAI).encode("cp874"), "an editor's default written over it"),
    (("<meta charset=tis-620>" + THAI).encode(), "said TIS-620, is UTF-8"),
    (("<meta charset=utf-8>" + THAI).encode("cp874"), "said UTF-8, is TIS-620"),
    (("<meta charset=rot13>" + THAI).encode("cp874"), "an encoding that is none"),
    (("<?xml version='1.0' encoding='tis-620'?>" + THAI).encode("cp874"), "XHTML"),
    (THAI.encode("utf-8-sig"), "a byte-order mark"),
    (THAI.encode("utf-16"), "UTF-16 with its mark"),
]


@pytest.mark.parametrize(("data", "why"), ENCODED, ids=[row[1] for row in ENCODED])
def test_thai_is_read_in_any_encoding(data: bytes, why: str) -> None:
    """What the bytes are counts more than what the page says."""
    assert read(data) == "มติคณะรัฐมนตรี เห็นชอบ", why


def test_what_is_left_out_is_told() -> None:
    """Menus, hidden text and what surrounds the main part; programs are not worth telling."""
    page = f"<script>x</script>ข้าง<main><nav>เมนู</nav><p hidden>ซ่อน</p>{LONG}</main>"
    reading = read_html(page.encode(), "ก.html", Limits())
    assert reading.pages[0].repairs == ("hidden-text: 1", "menu-or-frame: 1", "outside-main-part: 1")
    assert (reading.pages[0].number, reading.pages[0].quality, reading.pages[0].needs_ocr) == (1, 1.0, False)


def test_deep_and_long_pages_lose_nothing() -> None:
    """Fonts that are never closed nest by hundreds in old pages; one text node may hold megabytes."""
    assert read("<font>" * 1000 + "ลึก" + "<p>ท้าย") == "ลึก\nท้าย"
    assert len(read("<p>" + "ก" * 11_000_000 + "<p>ท้าย")) == 11_000_005


REFUSED = [
    (b"", "empty", "nothing"),
    (b"<html><body><script>x</script>", "no text in the page", "only a program"),
    (b"<!-- -->", "no text in the page", "only a comment"),
    (bytes(range(256)) * 9, "not a text file", "no text"),
    (b"<div>" * 5000 + "ก".encode(), "nests too deeply", "beyond what the parser follows"),
    (b"<p>" + b"a" * 2_000_000, "larger than 1 MiB", "over the limit"),
]


@pytest.mark.parametrize(("data", "reason", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refusals_say_what_is_wrong(data: bytes, reason: str, why: str) -> None:
    """One clear reason each."""
    with pytest.raises(Unreadable) as refused:
        read_html(data, "ก.html", Limits(file_bytes=1024**2))
    assert reason in refused.value.english, why


def test_mutations_never_crash() -> None:
    """200 damaged copies: text or one clear reason, nothing else."""
    chance = random.Random(5)
    plain = "".join(row[0] for row in BLOCKS + TABLES).encode()
    outcomes = set()
    for _ in range(200):
        data = bytearray(plain)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.choice(b"<>/&\"'\x00\xffa= ")
        try:
            outcomes.add(type(read_html(bytes(data[: chance.randrange(len(data))]), "ก.html", Limits())).__name__)
        except Unreadable:
            outcomes.add("Unreadable")
    assert outcomes == {"Reading", "Unreadable"}
