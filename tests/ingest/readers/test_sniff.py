"""What a file is, by its bytes: a table of files as they come, with names that are right, wrong or missing."""

import codecs
import io
import zipfile

import pytest

from kb.errors import Unreadable
from kb.ingest.readers.sniff import sniff, suffix_of, wrong_suffix

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


WORD = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")
EXCEL = zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
HTML = "<!DOCTYPE html><html><body><p>มติคณะรัฐมนตรี</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n...", "a.pdf", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", "a", "pdf"),  # what some gateways put before it
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4", "a.pdf", "pdf"),  # and worse, where the name says so too
        (b"%PDF-1.7", "a.docx", "pdf"),
        (WORD, "a.docx", "docx"),
        (WORD, "a.pdf", "docx"),
        (WORD, "", "docx"),
        (WORD[:60], "a.docx", "docx"),  # cut off: its reader says what is wrong
        (EXCEL, "a.docx", "xlsx"),
        (EXCEL[:60], "a.xlsx", "xlsx"),
        (b"\x89PNG\r\n\x1a\n....", "a.jpg", "image"),
        (b"\xff\xd8\xff\xe0", "scan", "image"),
        (b"II*\x00....", "a.tif", "image"),
        (b"MM\x00*....", "a.tif", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "image"),
        (b"BM\x36\x00\x00\x00\x00\x00", "a", "image"),
        ("BM คือตัวย่อของหน่วยงาน".encode(), "a.txt", "text"),
        (HTML.encode(), "a.html", "html"),
        (HTML.encode(), "a.pdf", "html"),  # a page that says "not found", saved as what was asked for
        (HTML.encode(), "a.doc", "html"),  # a web form that calls its export Word
        (codecs.BOM_UTF16_LE + HTML.encode("utf-16-le"), "a.htm", "html"),
        (HTML.encode("cp874"), "a.htm", "html"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='x'>", "a.xhtml", "html"),
        ("มติคณะรัฐมนตรี<br>เรื่อง".encode(), "a.html", "html"),  # half a page
        ("มติคณะรัฐมนตรี ไม่มีแท็ก".encode(), "a.html", "text"),
        ("มติ <ข้อ ๑> เห็นชอบ".encode(), "a.txt", "text"),
        ("มติคณะรัฐมนตรี".encode("cp874"), "a.txt", "text"),
        ("เรื่อง,มติ\nก,ข".encode(), "a.csv", "text"),
        (b"%PDF is how such files begin".rjust(60), "a.txt", "text"),
    ],
)
def test_kind(data: bytes, name: str, kind: str) -> None:
    """Bytes before names."""
    assert sniff(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "save it as .docx (Word)"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "save it as .xlsx (Excel)"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "save it as .xlsx (Excel)"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "a.ppt", "save it as .pdf"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "protected by a password"),
        (OLE, "a.msg", "save it as .docx (Word)"),
        (b"{\\rtf1\\ansi", "a.doc", "save it as .docx"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", "save it as .pdf"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "save it as .docx"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.ods", "save it as .xlsx"),
        (zipped("a.txt", "b.pdf"), "a.pdf", "give it a name ending in .zip"),
        (zipped("a.txt")[:40], "a.bin", "no kind of document that is known"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.mht", "save it as .pdf"),
        (bytes(range(256)) * 8, "a.pdf", "no kind of document that is known"),  # a PDF without its beginning
        (bytes(range(256)) * 8, "a.txt", "not a text file"),
        (b"", "a.pdf", "the file is empty"),
    ],
)
def test_refused(data: bytes, name: str, reason: str) -> None:
    """What is not read says how it could be."""
    with pytest.raises(Unreadable) as caught:
        sniff(data, name)
    assert reason in caught.value.english
    assert caught.value.thai.startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("pdf", "a.pdf", None),
        ("pdf", "a.PDF", None),
        ("pdf", "scan", None),  # no suffix says nothing
        ("pdf", "มติ 7 ม.ค. 63", None),  # nor does a date
        ("pdf", "a.docx", "named .docx, but it is a PDF"),
        ("html", "a.zip!folder.x/b.doc", "named .doc, but it is a web page"),
        ("image", "a.jpg", None),
        ("text", "a.csv", None),
        ("text", "a.html", "named .html, but it is plain text"),
    ],
)
def test_warning(kind: str, name: str, told: str | None) -> None:
    """A name that says another kind than the bytes is told of, in both languages."""
    warning = wrong_suffix(kind, name)  # type: ignore[arg-type]
    if told is None:
        assert warning is None
    else:
        assert warning is not None
        assert told in warning
        assert warning.startswith("ชื่อไฟล์ลงท้ายด้วย ")


def test_suffix_of_a_member() -> None:
    """Of the file in the archive, not of the archive."""
    assert suffix_of("ปี 2563.zip!folder/มติ.PDF") == ".pdf"
