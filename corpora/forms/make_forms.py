"""Write the sample corpus in the forms documents really come in. Everything in them is invented.

    python corpora/forms/make_forms.py OUT [--only FORM,...] [--meetings N]

Forms: pdf-chromium, pdf-typst, scan-clean, scan, docx, xlsx, csv, html, letter.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from layout import blocks, truth  # noqa: E402 - beside this file
from letter_form import letter_lines, letter_page  # noqa: E402
from looks import missing_fonts  # noqa: E402
from office_form import word_document, write_tables  # noqa: E402
from pdf_form import Missing, find_chromium, print_with_chromium, print_with_weasyprint  # noqa: E402
from sample import Meeting, read_meetings  # noqa: E402
from scan_form import scan  # noqa: E402
from typst_form import print_with_typst  # noqa: E402
from web_form import printable, web_page  # noqa: E402

FORMS = ("pdf-chromium", "pdf-typst", "scan-clean", "scan", "docx", "xlsx", "csv", "html", "letter")
PRINTED = {"pdf-chromium", "pdf-typst", "scan-clean", "scan", "letter"}


def make(out: Path, forms: Sequence[str] = FORMS, meetings: int | None = None) -> None:
    """Write these forms of the first `meetings` into folders of `out`, with the true text beside in `truth/`.

    Raises Missing, which says what is not installed, before anything is written.
    """
    if PRINTED & set(forms) and (absent := missing_fonts()):
        raise Missing(f"these fonts are missing: {', '.join(absent)}; install them (Debian: fonts-thai-tlwg)")
    if {"pdf-chromium", "scan", "scan-clean"} & set(forms):
        find_chromium()
    found = read_meetings(meetings)
    for name in (*forms, "truth"):
        (out / name).mkdir(parents=True, exist_ok=True)
    for meeting in found:
        (out / "truth" / f"{meeting.day}.txt").write_text(truth(blocks(meeting)), encoding="utf-8")
    for form in forms:
        MAKERS[form](out, found)


def _chromium(out: Path, meetings: Sequence[Meeting], folder: str = "pdf-chromium") -> None:
    program = find_chromium()
    (out / folder).mkdir(exist_ok=True)

    def print_one(meeting: Meeting) -> None:
        target = out / folder / f"{meeting.day}.pdf"
        if not target.exists():
            print_with_chromium(program, printable(meeting), target)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(print_one, meetings))


def _typst(out: Path, meetings: Sequence[Meeting]) -> None:
    for meeting in meetings:
        print_with_typst(meeting, out / "pdf-typst" / f"{meeting.day}.pdf")


def _scans(name: str, *, worn: bool) -> Callable[[Path, Sequence[Meeting]], None]:
    def write(out: Path, meetings: Sequence[Meeting]) -> None:
        _chromium(out, meetings, "printed")
        for meeting in meetings:
            scan(out / "printed" / f"{meeting.day}.pdf", out / name / f"{meeting.day}.pdf", meeting.place, worn)

    return write


def _word(out: Path, meetings: Sequence[Meeting]) -> None:
    for meeting in meetings:
        (out / "docx" / f"{meeting.day}.docx").write_bytes(word_document(meeting))


def _html(out: Path, meetings: Sequence[Meeting]) -> None:
    for meeting in meetings:
        (out / "html" / f"{meeting.day}.html").write_bytes(web_page(meeting))


def _letters(out: Path, meetings: Sequence[Meeting]) -> None:
    lettered = [matter for meeting in meetings for matter in meeting.matters if matter.letter_number]
    for place, matter in enumerate(lettered):
        print_with_weasyprint(letter_page(matter, place), out / "letter" / f"letter {matter.address}.pdf")
        told = "\n".join(text for _, text in letter_lines(matter))
        (out / "truth" / f"letter {matter.address}.txt").write_text(told + "\n", encoding="utf-8")


MAKERS: dict[str, Callable[[Path, Sequence[Meeting]], None]] = {
    "pdf-chromium": _chromium,
    "pdf-typst": _typst,
    "scan-clean": _scans("scan-clean", worn=False),
    "scan": _scans("scan", worn=True),
    "docx": _word,
    "xlsx": lambda out, meetings: write_tables(meetings, out / "xlsx" / "resolutions.xlsx", None),
    "csv": lambda out, meetings: write_tables(meetings, None, out / "csv" / "resolutions.csv"),
    "html": _html,
    "letter": _letters,
}


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default=",".join(FORMS))
    parser.add_argument("--meetings", type=int)
    options = parser.parse_args()
    forms = options.only.split(",")
    if unknown := set(forms) - set(FORMS):
        parser.error(f"no such form: {', '.join(sorted(unknown))}; there are {', '.join(FORMS)}")
    try:
        make(options.out, forms, options.meetings)
    except Missing as missing:
        raise SystemExit(str(missing)) from missing


if __name__ == "__main__":
    main()
