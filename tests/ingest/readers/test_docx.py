"""Word: numbering, tables, notes and tracked changes as a reader of the document sees them; hostile files refused."""

import io
import random
import zipfile

import docx
import pytest

from kb.errors import Unreadable
from kb.ingest.readers.docx import read_docx
from kb.ingest.readers.reading import Limits, Reading

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="urn:r" xmlns:v="urn:v" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:a="urn:a" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PARTS = ("numbering", "styles", "footnotes", "endnotes", "header")


def word(body: str, prologue: str = "", **parts: str) -> bytes:
    """A Word file of this body, and of these parts without their root elements."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{MAIN}.{part}+xml"/>' for part in parts if part in PARTS
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{RELATION}/{part}" Target="{part}.xml"/>' for at, part in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{MAIN}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"{prologue}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    for part, inside in parts.items():
        root = roots.get(part, part)
        files[f"word/{part}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inside: str, properties: str = "") -> str:
    """A paragraph of plain texts and of elements."""
    runs = (each if each.startswith("<") else run(each) for each in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def item(text: str, list_id: int, level: int = 0) -> str:
    """A numbered paragraph."""
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(at: int, style: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def cell(*paragraphs: str, properties: str = "") -> str:
    """A table cell."""
    inside = "".join(each if each.startswith("<") else para(each) for each in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of cells."""
    inside = "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{inside}</w:tbl>"


def read(data: bytes, limits: Limits | None = None) -> Reading:
    """The reading of a file."""
    return read_docx(data, "ก.docx", limits or Limits())


def box(text: str) -> str:
    """A text box, with the older way of saying the same."""
    content = f"<w:txbxContent>{para(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


TEXTS = [
    (para("มติ", "คณะรัฐมนตรี"), "มติคณะรัฐมนตรี", "runs join without a blank: Thai words are cut anywhere"),
    (para("<w:r><w:tab/><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:br/><w:t>ค</w:t></w:r>"), "ก\tข\nค", "tab, line break"),
    (para("ก") + para() + para() + para() + para("ข"), "ก\n\nข", "of several blank lines one is kept"),
    (para("ก", "<w:ins>" + run("แทรก") + "</w:ins>", "<w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del>"), "กแทรก",
     "insertions kept, deletions left out"),
    (para("<w:moveFrom>" + run("เดิม") + "</w:moveFrom>") + para("<w:moveTo>" + run("ใหม่") + "</w:moveTo>"), "ใหม่",
     "moved text stands where it was moved to"),
    (para("ต้น", properties="<w:rPr><w:del/></w:rPr>") + para("ปลาย"), "ต้นปลาย", "a deleted paragraph end joins"),
    (para("เห็น", run("ซ่อน", "<w:vanish/>"), run("คืน", '<w:vanish w:val="0"/>')), "เห็นคืน", "hidden text left out"),
    (para("<w:hyperlink>" + run("ลิงก์") + "</w:hyperlink>", "<w:fldSimple>" + run("7") + "</w:fldSimple>"), "ลิงก์7",
     "links and results of fields are text"),
    (para('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>', "5"), "5", "no field code"),
    ("<w:sdt><w:sdtContent>" + para("กรอก") + "</w:sdtContent></w:sdt>", "กรอก", "a filled form field"),
    ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + para("คลิก") + "</w:sdtContent></w:sdt>" + para("ก"),
     "ก", "a form field nobody filled"),
    (para("ก", box("กรอบ"), "ข") + para("ค"), "กข\nกรอบ\nค", "a text box once, below its paragraph"),
    (para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " เห็นชอบ"), "☑ เห็นชอบ", "a ticked box"),
    (para("<w:r><w:t>ก</w:t><w:noBreakHyphen/><w:t>ข</w:t><w:softHyphen/></w:r>"), "ก-ข", "hyphens"),
    (para("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1", "a formula's letters"),
    (para("<w:r><w:rPr/><w:rPr/></w:r>", "<!-- x -->", "ก", "<?x y?>"), "ก", "comments of XML are no text"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_text_is_what_a_reader_sees(body: str, text: str, why: str) -> None:
    """Each kind of inline content."""
    assert read(word(body)).text == text, why


TABLES = [
    (table([cell("ที่"), cell("เรื่อง")], [cell("1"), cell("น้ำ", "ดื่ม")]), "ที่\tเรื่อง\n1\tน้ำ ดื่ม", "one line a row"),
    (para("ก") + table([cell("1")], [cell("2")]) + para("ข"), "ก\n1\n2\nข", "tables stand in place"),
    (table([cell("รวม", properties='<w:gridSpan w:val="2"/>'), cell("5")]), "รวม\t5", "cells merged across: once"),
    (table([cell("กค.", properties='<w:vMerge w:val="restart"/>'), cell("1"), cell("ก")],
           [cell("เก่า", properties="<w:vMerge/>"), cell("2"), cell("ข")]), "กค.\t1\tก\n\t2\tข", "merged down: once"),
    (table([cell(), cell("ข"), cell()]), "ข", "a row with one filled cell"),
    (table([cell("เมนู"), cell(*"123456789")]), "เมนู\n1\n2\n3\n4\n5\n6\n7\n8\n9", "a table that lays out a page"),
    (table([cell("ก"), cell(table([cell("ใน"), cell("ซ้อน")]))]), "ก\tใน ซ้อน", "a table inside a cell"),
    (table([cell("ก"), cell("<w:p><w:r><w:t>ข</w:t><w:tab/><w:t>ค</w:t></w:r></w:p>")]), "ก\tข ค", "no tab in a cell"),
    ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("ลบ") + "</w:tr><w:tr>" + cell("คง") + "</w:tr></w:tbl>", "คง",
     "a deleted row"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "why"), TABLES, ids=[row[2] for row in TABLES])
def test_tables_give_one_line_a_row(body: str, text: str, why: str) -> None:
    """Cells side by side, merged ones once."""
    assert read(word(body)).text == text, why


def test_numbers_are_counted_as_word_shows_them() -> None:
    """Levels, restarts, overrides, Thai numerals and letters; lists of one definition count on together."""
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        + level(0, "thaiNumbers", "%1.")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "thaiLetters", "(%3)", '<w:suff w:val="nothing"/>')
        + '</w:abstractNum><w:abstractNum w:abstractNumId="8">' + level(0, "bullet", "\uf0b7") + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        '</w:lvlOverride></w:num><w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>'
    )  # fmt: skip
    body = "".join(
        (item("ก", 1), item("ข", 1, 1), item("ค", 1, 1), item("ง", 1, 2), item("จ", 1, 2), item("ฉ", 2),
         item("ช", 1, 1), item("ซ", 3), item("ฌ", 3), item("ญ", 4), item("ฎ", 0), item("ฏ", 99))
    )  # fmt: skip
    assert read(word(body, numbering=numbering)).text.split("\n") == [
        "๑. ก", "1.1 ข", "1.2 ค", "(ก)ง", "(ข)จ", "๒. ฉ", "2.1 ช", "๕. ซ", "๖. ฌ", "• ญ", "ฎ", "ฏ",
    ]  # fmt: skip


def test_numbers_and_hiding_come_from_styles_too() -> None:
    """A style names the list, the list names the level of the style; styles inherit, a paragraph may opt out."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}'
        + level(1, "lowerRoman", "%2)", '<w:pStyle w:val="two"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="one"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="two"><w:basedOn w:val="one"/></w:style>'
        '<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        para("ก", properties='<w:pStyle w:val="one"/>')
        + para("ข", properties='<w:pStyle w:val="two"/>')
        + para("ค", properties='<w:pStyle w:val="one"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("ง", run("ซ่อน", '<w:rStyle w:val="secret"/>'), properties='<w:pStyle w:val="one"/>')
    )
    assert read(word(body, numbering=numbering, styles=styles)).text == "1. ก\ni) ข\nค\n2. ง"


def test_notes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    """Footnotes and endnotes are numbered together; a note without a mark is not shown by Word either."""
    footnotes = "".join(
        f'<w:footnote w:id="{at}">{para(text)}</w:footnote>' for at, text in ((2, "เชิงอรรถ"), (9, "ไม่มีที่อ้าง"))
    )
    body = (
        para("ก", '<w:r><w:endnoteReference w:id="1"/></w:r>')
        + para("ข", '<w:r><w:footnoteReference w:id="2"/></w:r>', " ต่อ", '<w:r><w:footnoteReference w:id="77"/></w:r>')
    )  # fmt: skip
    endnotes = f'<w:endnote w:id="1">{para("ท้าย")}{para("เรื่อง")}</w:endnote>'
    text = read(word(body, footnotes=footnotes, endnotes=endnotes)).text
    assert text == "ก[1]\nข[2] ต่อ[3]\n[1] ท้าย เรื่อง\n[2] เชิงอรรถ\n[3]"


def test_pages_are_the_authors_own_breaks() -> None:
    """A break before or inside a paragraph; a blank page is counted and not listed."""
    broken = '<w:r><w:br w:type="page"/></w:r>'
    body = para("ก", broken, "ข") + para(broken) + para("ค", properties="<w:pageBreakBefore/>")
    assert [(page.number, page.text) for page in read(word(body)).pages] == [(1, "ก"), (2, "ข"), (4, "ค")]


def test_what_is_left_out_is_told() -> None:
    """Counts in the repairs of the first page; header and pictures in warnings of both languages."""
    body = para("ก", run("ลับ", "<w:vanish/>"), "<w:del/>", "<w:r><w:drawing><a:blip/></w:drawing></w:r>")
    reading = read(word(body, header=para("ลับมาก")))
    assert reading.pages[0].repairs == ("hidden-text: 1", "tracked-deletion: 1")
    assert [warning.split(" (")[1].rstrip(")") for warning in reading.warnings] == [
        "headers and footers were left out",
        "1 pictures were not read; if they are scans, save the document as PDF and load that",
    ]
    assert "ลับมาก" in reading.warnings[0]


def test_a_document_of_python_docx_is_read() -> None:
    """The library's own template, styles and merged cells."""
    made = docx.Document()
    made.add_paragraph("เห็นชอบ", style="List Number")
    made.add_paragraph("รับทราบ", style="List Number")
    grid = made.add_table(1, 2)
    grid.cell(0, 0).text, grid.cell(0, 1).text = "ก", "ข"
    stream = io.BytesIO()
    made.save(stream)
    assert read(stream.getvalue()).text == "1. เห็นชอบ\n2. รับทราบ\nก\tข"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
GOOD = word(para("มติ"))
REFUSED = [
    (OLE, "97-2003", "an old .doc"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password", "encrypted by Word"),
    (b"hello", "damaged or no .docx", "not a zip"),
    (GOOD[: len(GOOD) // 2], "damaged or no .docx", "cut in half"),
    (word(para("&b;"), prologue=DOCTYPE), "declares entities", "entities that multiply"),
    (word(para("ก" * 100_000)), "unusually large", "unpacks beyond the limit"),
    (word(""), "no text", "nothing in it"),
    (word(para("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), "holds pictures and no text", "a scan in a Word file"),
    (word("<w:p>" * 300 + "</w:p>" * 300), "damaged or no .docx", "nests too deeply"),
    (word("<w:p><w:r>"), "damaged or no .docx", "broken XML"),
]


@pytest.mark.parametrize(("data", "reason", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refusals_say_what_is_wrong(data: bytes, reason: str, why: str) -> None:
    """One clear reason each."""
    with pytest.raises(Unreadable) as refused:
        read(data, Limits(unpacked_bytes=100_000))
    assert reason in refused.value.english, why


def test_other_zip_files_are_named() -> None:
    """OpenDocument is a zip, too; too many pages are refused."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(Unreadable, match="OpenDocument"):
        read(packed.getvalue())
    with pytest.raises(Unreadable, match="more than 1 pages"):
        read(word(para("ก") + para("ข", properties="<w:pageBreakBefore/>")), Limits(pages=1))


def test_mutations_never_crash() -> None:
    """200 damaged copies, packed and inside the packing: text or one clear reason, nothing else."""
    chance = random.Random(3)
    plain = word(para("มติ") + table([cell("ก"), cell("ข")]) + item("ค", 1), numbering=level(0, "decimal", "%1."))
    body = f"{para('มติ')}{table([cell('ก')])}"
    outcomes = set()
    for at in range(200):
        if at % 2:
            data = bytearray(plain)
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        else:
            cut = chance.randrange(len(body))
            data = bytearray(word(body[:cut] + chance.choice(["", "<", "&", "\x01", "</w:p>"]) + body[cut + 1 :]))
        try:
            outcomes.add(type(read(bytes(data))).__name__)
        except Unreadable:
            outcomes.add("Unreadable")
    assert outcomes == {"Reading", "Unreadable"}
