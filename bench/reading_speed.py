"""How fast documents are read, and how much of that time is ours.

    python bench/reading_speed.py [--pages 240] [--scans 12] [--processes 2]

Text: PDFs made here from invented sentences, through `read_document` with the sandbox, repair and quality, one after
another and as many at once as there are processes. Scans: pages of the same, drawn at 200 dpi. The share that is ours
is the whole path less what the programs take alone on the same bytes (pdftotext twice, as the reader asks it; Tesseract
once a page, as the recogniser asks it), and is also told as processor time.
"""

import argparse
import io
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from PIL import Image
from weasyprint import HTML

from kb.ingest.readers import Sandbox, ocr, read_document
from kb.ingest.readers.reading import Limits, Reading

WHO = "กระทรวงการคลัง", "กระทรวงมหาดไทย", "สำนักงบประมาณ", "กระทรวงศึกษาธิการ", "สำนักงานคณะกรรมการกฤษฎีกา"
DID = "เห็นชอบตามที่เสนอ", "อนุมัติหลักการร่างกฎกระทรวง", "รับทราบรายงานผลการดำเนินการ", "ให้รับความเห็นไปพิจารณา"
THEN = "และให้รายงานผลภายใน ๓๐ วัน", "โดยให้ดำเนินการตามระเบียบที่เกี่ยวข้อง", "วงเงิน ๑๒,๕๐๐,๐๐๐ บาท", "ต่อไปด้วย"
DPI = 200


def document(pages: int, seed: int) -> bytes:
    """A PDF of about so many A4 pages: numbered paragraphs, a running head, a page number."""
    chance = random.Random(seed)
    style = (
        "@page { size: A4; @top-center { content: 'สำนักเลขาธิการคณะรัฐมนตรี' } @bottom-center { content: counter(page) } }"
        "body { font-family: 'Garuda', 'Norasi', sans-serif; font-size: 16pt }"
    )
    sheets = []
    for _ in range(pages):
        lines = [f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(THEN)}" for _ in range(24)]
        sheets.append(f"<p>{'</p><p>'.join(' '.join(lines[at : at + 4]) for at in range(0, 24, 4))}</p>")
    return bytes(HTML(string=f"<html lang=th><style>{style}</style>{''.join(sheets)}").write_pdf())


def scan(data: bytes, pages: int) -> bytes:
    """The first pages of a PDF as a TIFF of pictures."""
    opened = pypdfium2.PdfDocument(data)
    pictures = [opened[at].render(scale=DPI / 72, grayscale=True).to_pil() for at in range(pages)]
    opened.close()
    out = io.BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=pictures[1:], dpi=(DPI, DPI), compression="tiff_lzw")
    return out.getvalue()


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Wall clock and processor seconds of what was done, here and in programs that ended, and what came of it."""
    before, start = _processor(), time.perf_counter()
    result = work()
    return time.perf_counter() - start, _processor() - before, result


def _processor() -> float:
    kinds = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(kind.ru_utime + kind.ru_stime for kind in kinds)


def read_all(documents: Sequence[bytes], suffix: str, processes: int) -> list[Reading]:
    """Every document through the whole path, as many at once as there are processes; starting them counts too."""
    with Sandbox(processes) as sandbox, ThreadPoolExecutor(processes) as threads:
        return list(
            threads.map(lambda data: read_document(data, suffix, Limits(), None, processes, None, sandbox), documents)
        )


def poppler_alone(documents: Sequence[bytes], processes: int) -> None:
    """The programs that the reader starts, with nothing of ours around them."""

    def both(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.pdf"
            path.write_bytes(data)
            running = [
                subprocess.Popen(["pdftotext", *how, "-q", "-enc", "UTF-8", str(path), "-"], stdout=subprocess.PIPE)
                for how in (["-raw"], ["-raw", "-bbox"])
            ]
            for each in running:
                each.communicate()

    with ThreadPoolExecutor(processes) as threads:
        list(threads.map(both, documents))


def tesseract_alone(tiff: bytes, processes: int) -> None:
    """One run a page at the first of the recogniser's attempts."""
    pictures = Image.open(io.BytesIO(tiff))
    pages = []
    for at in range(getattr(pictures, "n_frames", 1)):
        pictures.seek(at)
        out = io.BytesIO()
        pictures.save(out, "PNG", dpi=(DPI, DPI))
        pages.append(out.getvalue())
    command = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        ocr.LANGUAGES,
        "--dpi",
        str(DPI),
        "--psm",
        "6",
        "-c",
        ocr.LINE_SIZE,
    ]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"}

    def one(png: bytes) -> None:
        subprocess.run([*command, "tsv"], input=png, capture_output=True, check=True, env=environment)

    with ThreadPoolExecutor(processes) as threads:
        list(threads.map(one, pages))


def told(what: str, pages: int, whole: tuple[float, float, object], alone: tuple[float, float, object] | None) -> None:
    """One line of the report."""
    wall, processor, _ = whole
    line = f"{what}: {pages} pages in {wall:.2f} s = {pages / wall:.1f} pages/s"
    line += f"; processor {1000 * processor / pages:.1f} ms/page"
    if alone:
        ours = 100 * (1 - alone[1] / processor)
        line += f", of which ours {ours:.0f} %; the programs alone {pages / alone[0]:.1f} pages/s"
    print(line)


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=int, default=240)
    options.add_argument("--scans", type=int, default=12)
    options.add_argument("--processes", type=int, default=2)
    asked = options.parse_args()
    documents = [document(asked.pages // 4, seed) for seed in range(4)]
    readings = read_all(documents, "a.pdf", asked.processes)
    count = sum(len(reading.pages) for reading in readings)
    print(f"{count} pages, {sum(len(reading.text) for reading in readings) // count} characters a page")
    poppler = timed(lambda: poppler_alone(documents, 1)) if shutil.which("pdftotext") else None
    told("text PDFs, one after another", count, timed(lambda: read_all(documents, "a.pdf", 1)), poppler)
    both = timed(lambda: poppler_alone(documents, asked.processes)) if poppler else None
    whole = timed(lambda: read_all(documents, "a.pdf", asked.processes))
    told(f"text PDFs, {asked.processes} at once", count, whole, both)
    if asked.scans and ocr.is_available():
        tiff = scan(documents[0], min(asked.scans, asked.pages // 4))
        alone = timed(lambda: tesseract_alone(tiff, asked.processes))
        whole = timed(lambda: read_all([tiff], "a.tif", asked.processes))
        told(f"scans at {DPI} dpi, {asked.processes} at once", asked.scans, whole, alone)


if __name__ == "__main__":
    main()
