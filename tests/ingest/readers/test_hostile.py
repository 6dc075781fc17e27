"""Hostile and broken files: no crash, no hang, no other document affected, one clear reason each."""

import importlib.util
import io
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from kb.errors import Unreadable
from kb.ingest.readers import Sandbox, ocr, read_document, sandboxed_table
from kb.ingest.readers.reading import Limits

HERE = Path(__file__).parent
BENCH = HERE.parents[2] / "bench"
LIMITS = Limits(seconds=10, seconds_a_recognised_page=10, unpacked_bytes=8 * 1024**2, memory_bytes=768 * 1024**2)
MUTATIONS = 25
"""Of each format here; all 200 by bench/fuzz_readers.py."""


def _loaded(path: Path) -> ModuleType:
    """A file of Python that is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


made = _loaded(HERE / "made_pdf.py")
fuzz = _loaded(BENCH / "fuzz_readers.py")
LINES = ["คณะรัฐมนตรีมีมติรับทราบ", "ให้กระทรวงมหาดไทยดำเนินการ"]
PDF = made.pdf([made.text(LINES), made.PICTURE, b""])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where everything temporary goes, so that what is left behind is seen."""
    there = tmp_path_factory.mktemp("hostile")
    before, tempfile.tempdir = tempfile.tempdir, str(there)
    yield there
    tempfile.tempdir = before


@pytest.fixture(scope="module")
def sandbox(folder: Path) -> Iterator[Sandbox]:
    """Real readers, pages drawn and not recognised; no process's folder stays."""
    with fuzz.opened() as opened:
        yield opened
    assert list(folder.iterdir()) == []


@pytest.fixture(autouse=True)
def _recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: True)


def zipped(members: dict[str, bytes], level: int = 9) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(document: bytes, folder: str = "word") -> bytes:
    """The least of an Office file around one part."""
    part = "document.xml" if folder == "word" else "workbook.xml"
    kind = "wordprocessingml.document" if folder == "word" else "spreadsheetml.sheet"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        f'Target="{folder}/{part}"/></Relationships>'
    )
    return zipped(
        {"[Content_Types].xml": types.encode(), "_rels/.rels": relations.encode(), f"{folder}/{part}": document}
    )


def lying(data: bytes) -> bytes:
    """A zip whose directory says that its last member unpacks to 100 bytes."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]


def picture_bomb() -> bytes:
    """A PNG of 900 million pixels in under a megabyte."""
    row = zlib.compress(b"\x00" * (30_000 // 8 + 1) * 30_000, 9)
    chunks = ((b"IHDR", (30_000).to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"), (b"IDAT", row), (b"IEND", b""))
    out = b"\x89PNG\r\n\x1a\n"
    for name, content in chunks:
        out += len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
    return out


def truncated_picture() -> bytes:
    """Half of a JPEG."""
    out = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(out, "JPEG")
    return out.getvalue()[:4000]


ZEROS = b"<w:document>" + b" " * 20 * 1024**2
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>'
DEEP = b"<w:document>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</w:document>"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        pytest.param(office(ZEROS), "a.docx", "unusually large when unpacked", id="word bomb"),
        pytest.param(office(ZEROS, "xl"), "a.xlsx", "unusually large when unpacked", id="excel bomb"),
        pytest.param(lying(office(ZEROS)), "a.docx", "damaged", id="word bomb that lies of its size"),
        pytest.param(office(LAUGHS), "a.docx", "declares entities", id="entities that multiply"),
        pytest.param(office(DEEP), "a.docx", "damaged", id="nested deeply"),
        pytest.param(picture_bomb(), "a.png", "too large", id="picture bomb"),
        pytest.param(truncated_picture(), "a.jpg", "damaged", id="half a picture"),
        pytest.param(made.pdf([b""] * 10_000), "a.pdf", "more than 2,000 pages", id="10,000 pages"),
        pytest.param(made.pdf([made.text(LINES)], encrypted=True), "a.pdf", "wants a password", id="encrypted"),
        pytest.param(PDF[: len(PDF) // 2], "a.pdf", "incomplete", id="half a PDF"),
        pytest.param(PDF[len(PDF) // 2 :], "a.pdf", "no kind of document that is known", id="the other half"),
        pytest.param(b"%PDF-1.7\n%%EOF", "a.pdf", "damaged or incomplete", id="nothing but a beginning and an end"),
        pytest.param(b"\x00" * 100_000, "a.pdf", "no kind of document", id="zeros"),
        pytest.param(b"<div>" * 300_000 + b"x", "a.html", "nests too deeply", id="HTML nested deeply"),
        pytest.param(zipped({"a.zip": zipped({"a.txt": b"x"})}), "a.docx", "damaged or no .docx", id="zip in a zip"),
    ],
)
def test_one_clear_reason(sandbox: Sandbox, data: bytes, name: str, reason: str) -> None:
    """Refused in time, in both languages, and the next document is read as ever."""
    start = time.monotonic()
    with pytest.raises(Unreadable, match=reason) as caught:
        read_document(data, name, LIMITS, sandbox=sandbox)
    assert time.monotonic() - start < LIMITS.seconds
    assert len(caught.value.thai) > 20
    assert read_document(fuzz.WITNESS.encode(), "w.txt", LIMITS, sandbox=sandbox).text == fuzz.WITNESS


def test_a_stream_that_swells(sandbox: Sandbox) -> None:
    """A page of a PDF that unpacks to 60 MB of drawing ends within the limit, read or refused."""
    packed = zlib.compress(b"0 0 m 9 9 l S " * (60 * 1024**2 // 14), 9)
    data = made.pdf([b"@" * 40]).replace(
        b"<< /Length 40 >>\nstream\n" + b"@" * 40,
        f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed,
    )
    start = time.monotonic()
    told = fuzz.outcome(data, "pdf", Limits(seconds=2, seconds_a_recognised_page=2, memory_bytes=2**30), sandbox)
    assert time.monotonic() - start < 11  # reading, then drawing
    assert told == "read" or told.startswith(("not read within 2 seconds", "the reader broke off", "needs more than"))


def test_wrong_extensions(sandbox: Sandbox) -> None:
    """Every format under the names of all others is read as what it is, or says what it is."""
    files = {"pdf": PDF} | {kind: build() for kind, build in fuzz.FORMATS.items() if kind not in {"pdf", "zip"}}
    texts = {}
    for kind, data in files.items():
        readings = [read_document(data, f"a.{other}", LIMITS, sandbox=sandbox) for other in sorted(files)]
        assert len({reading.text for reading in readings}) == 1, kind
        wrong = [f"named .{other}, but it is" in "".join(reading.warnings)
                 for other, reading in zip(sorted(files), readings, strict=True)]  # fmt: skip
        assert wrong == [other != kind for other in sorted(files)], kind
        texts[kind] = readings[0].text
    assert fuzz.SENTENCE in texts["docx"] and fuzz.SENTENCE in texts["xlsx"] and fuzz.SENTENCE in texts["html"]  # noqa: PT018
    with pytest.raises(Unreadable, match="not a text file"):
        sandboxed_table(PDF, "a.csv", LIMITS, None, sandbox)


@pytest.mark.parametrize("kind", list(fuzz.FORMATS))
def test_fuzzed(sandbox: Sandbox, kind: str) -> None:
    """Mutations of each format: a reading or a reason for each, none over the limit, none that touches another."""
    data = PDF if kind == "pdf" else fuzz.FORMATS[kind]()
    told, slowest = fuzz.fuzzed(kind, data, MUTATIONS, 7, LIMITS, sandbox)
    assert told["WRONG"] == 0
    assert told.total() == MUTATIONS
    assert slowest < LIMITS.seconds + 2
