"""HTML -> PDF with a text layer, by two producers that write text in different ways. Bytes are the same every time."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

MADE = "D:20260101000000+00'00'"
_STAMP = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")
LONGEST_PRINT_S = 120


class Missing(Exception):
    """A program, package or font that a form needs is not on this machine; the text says which and how to get it."""


def find_chromium() -> str:
    """The program; raises Missing."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    raise Missing("chromium was not found; install it (Debian: chromium) or leave out pdf-chromium, scan and scan-clean")


def print_with_chromium(program: str, html: str, target: Path) -> None:
    """One page of HTML printed by a headless browser; raises Missing when it prints nothing."""
    with tempfile.TemporaryDirectory(prefix="forms-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "page.html")
        source.write_text(html, encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run",
            "--disable-dev-shm-usage", "--disable-background-networking", "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/page.pdf", source.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_PRINT_S, check=False)
        printed = Path(folder, "page.pdf")
        if not printed.exists():
            raise Missing(f"{program} printed no PDF (exit {done.returncode}): {done.stderr.strip()[-300:]}")
        target.write_bytes(_STAMP.sub(_same_time, printed.read_bytes()))


def _same_time(found: re.Match[bytes]) -> bytes:
    """A stamp of equal length, so that no offset in the file moves."""
    head, inside, tail = found[0].partition(b"(")
    return head + inside + MADE.encode().ljust(len(tail) - 1)[: len(tail) - 1] + b")"


def print_with_weasyprint(html: str, target: Path) -> None:
    """One page of HTML printed by WeasyPrint; raises Missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise Missing(
            f"WeasyPrint cannot be loaded ({error}); install it (pip install weasyprint; Debian: libpango-1.0-0 "
            "libpangoft2-1.0-0) or leave out pdf-weasyprint and letter"
        ) from error
    HTML(string=html).write_pdf(target, pdf_identifier=b"sample")
