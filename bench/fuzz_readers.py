"""Mutated files of every format through the sandbox: what comes back, how long it takes, what is left behind.

    python bench/fuzz_readers.py [--mutations 200] [--formats pdf,docx] [--seed 1] [--seconds 10]

Each mutation must end as a reading or as one reason in two languages, within the limit; a document read between them
must not change. Exit status 1 when one does not.
"""

import argparse
import base64
import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
from PIL import Image, ImageDraw

from kb.errors import Unreadable
from kb.ingest.archives import read_members
from kb.ingest.readers import Sandbox, ocr, read_document, sandboxed_table
from kb.ingest.readers.images import render_image
from kb.ingest.readers.pdf_text import render_page
from kb.ingest.readers.reading import Limits
from kb.ingest.readers.verbs import VERBS
from kb.ingest.readers.wire import Told
from kb.ingest.readers.worker import serve

SENTENCE = "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงการคลังเสนอ และให้รายงานผลภายใน ๓๐ วัน"
WITNESS = f"เรื่อง ร่างกฎกระทรวง\n{SENTENCE}"
EDGES = (0, 1, 0x7F, 0x80, 0xFF)


def pdf_file() -> bytes:
    """Two pages with text and one with a picture alone."""
    from weasyprint import HTML  # noqa: PLC0415 - of no use to the tests, which bring a PDF of their own

    picture = base64.b64encode(png_file()).decode()
    page = f"<p style='page-break-after: always'>{SENTENCE * 5}</p>"
    return bytes(HTML(string=f"{page}{page}<img src='data:image/png;base64,{picture}'>").write_pdf())


def docx_file() -> bytes:
    """Paragraphs, a list, a table."""
    document = docx.Document()
    for at in range(5):
        document.add_paragraph(f"{at}. {SENTENCE}", style="List Number" if at % 2 else None)
    table = document.add_table(2, 2)
    table.cell(0, 0).text = SENTENCE
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_file() -> bytes:
    """A table with merged cells and a date."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["วันที่", "วาระที่", "เรื่อง", "มติ"], ["2020-01-07", 1, "เรื่องแรก", SENTENCE], ["", 2, "ที่สอง", SENTENCE]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def html_file() -> bytes:
    """A page with a table and lists, in an encoding in which damaged bytes are still text."""
    rows = "".join(f"<tr><td>{at}<td>{SENTENCE}</tr>" for at in range(5))
    items = f"<ol><li>{SENTENCE}<ul><li>{SENTENCE}</ul></ol>"
    head = "<!DOCTYPE html><html><head><meta charset=tis-620><title>มติ</title></head>"
    return f"{head}<body>{items}<table>{rows}</table></body></html>".encode("cp874")


def png_file() -> bytes:
    """A small picture of text."""
    picture = Image.new("L", (300, 60), 255)
    ImageDraw.Draw(picture).text((10, 20), "resolution 2563", fill=0)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def zip_file() -> bytes:
    """An archive of texts, which is no document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(5):
            archive.writestr(f"{at}.txt", SENTENCE * 20)
    return out.getvalue()


def csv_file() -> bytes:
    """A table of resolutions, in an encoding in which damaged bytes are still text."""
    rows = "".join(f'2020-01-0{at},{at},"เรื่อง ""{at}""","{SENTENCE}\n{SENTENCE}"\n' for at in range(1, 8))
    return f"วันที่,วาระที่,เรื่อง,มติ\n{rows}".encode("cp874")


FORMATS: dict[str, Callable[[], bytes]] = {
    "pdf": pdf_file, "docx": docx_file, "xlsx": xlsx_file, "html": html_file, "png": png_file, "zip": zip_file,
    "csv": csv_file,
}  # fmt: skip


def mutations(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """`count` damaged copies, the same for the same seed: bits, runs, cuts, repeats; parts of a zip, packed again."""
    chance = random.Random(seed)
    for _ in range(count):
        inside = data.startswith(b"PK") and chance.random() < 0.5
        yield repacked(data, chance) if inside else damaged(data, chance)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One damaged copy."""
    new = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        at, length = chance.randrange(len(new)), chance.choice((1, 2, 4, 16, 256))
        match chance.randrange(6):
            case 0:
                new[at] ^= 1 << chance.randrange(8)
            case 1:
                new[at : at + length] = bytes([chance.choice(EDGES)]) * min(length, len(new) - at)
            case 2:
                new[at : at + length] = chance.randbytes(min(length, len(new) - at))
            case 3:
                del new[at : at + length]
            case 4:
                new[at:at] = new[at : at + length] * chance.choice((1, 3, 50))
            case _:
                new = new[: max(1, chance.randrange(len(new)))] if chance.random() < 0.2 else new
        new = new or bytearray(b"x")
    return bytes(new)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A zip with one damaged member and right checksums: the damage reaches the parser inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hurt = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if name == hurt and content else content)
    return out.getvalue()


def outcome(data: bytes, kind: str, limits: Limits, sandbox: Sandbox) -> str:
    """What becomes of one file: "read", or its reason without the name of the file. Raises anything but Unreadable."""
    name = f"ทดสอบ.{kind}"
    try:
        if kind == "zip":
            unpack(data)
        elif kind in {"xlsx", "csv"}:
            sandboxed_table(data, name, limits, None, sandbox)
        else:
            read_document(data, name, limits, sandbox=sandbox)
    except Unreadable as reason:
        return reason.english.replace(f"{name}: ", "")
    return "read"


def unpack(data: bytes) -> None:
    """Every member of an archive, as a load reads them; raises the first reason."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ทดสอบ.zip"
        path.write_bytes(data)
        for member in read_members(path):
            member.load()


def draw(told: Told, data: bytes) -> Told:
    """Draw the page as for the recogniser, which is not what is looked at here: it would take a second a page."""
    drawn = (
        render_image(data, told["number"], 150, told["name"])
        if told["kind"] == "image"
        else render_page(data, told["number"], 150)
    )
    return {"text": f"drawn {len(drawn) > 0}", "confidence": 90.0, "engine": "drawn", "repairs": []}


def opened() -> Sandbox:
    """Workers with the real readers, which draw pages and do not recognise them."""
    return Sandbox(2, (sys.executable, __file__, "--worker"))


def fuzzed(
    kind: str, data: bytes, count: int, seed: int, limits: Limits, sandbox: Sandbox
) -> tuple[Counter[str], float]:
    """How often each outcome came, and the longest time one took. Prints what went wrong, counted as "WRONG"."""
    told: Counter[str] = Counter()
    slowest = 0.0
    for at, mutation in enumerate(mutations(data, count, seed)):
        start = time.perf_counter()
        try:
            reason = outcome(mutation, kind, limits, sandbox)
            if time.perf_counter() - start > limits.seconds + 2:
                reason = "WRONG: over the limit"
            if at % 20 == 0 and read_document(WITNESS.encode(), "w.txt", limits, sandbox=sandbox).text != WITNESS:
                reason = "WRONG: another document was affected"
        except Exception as error:
            reason = f"WRONG: {error!r}"
        slowest = max(slowest, time.perf_counter() - start)
        if reason.startswith("WRONG"):
            print(f"{kind} mutation {at}: {reason}")
        told[reason.partition(":")[0] if reason.startswith("WRONG") else reason] += 1
    return told, slowest


def main() -> int:
    """Mutate, read, tell."""
    options = argparse.ArgumentParser()
    options.add_argument("--mutations", type=int, default=200)
    options.add_argument("--formats", default=",".join(FORMATS))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=10)
    asked = options.parse_args()
    limits = Limits(seconds=asked.seconds, seconds_a_recognised_page=asked.seconds)
    ocr.is_available = lambda: True
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        with opened() as sandbox:
            for kind in asked.formats.split(","):
                told, slowest = fuzzed(kind, FORMATS[kind](), asked.mutations, asked.seed, limits, sandbox)
                wrong += told["WRONG"]
                print(f"{kind:5} {asked.mutations} mutations: {told.pop('read', 0)} read, slowest {slowest:.2f} s")
                for reason, count in told.most_common():
                    print(f"      {count:4} {reason[:90]}")
        tempfile.tempdir = None
        left = [path.name for path in Path(folder).iterdir()]
    print(f"wrong: {wrong}; left behind: {left}")
    return 1 if wrong or left else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        serve({**VERBS, "recognise": draw}, int(sys.argv[2]), Path.cwd())
    sys.exit(main())
