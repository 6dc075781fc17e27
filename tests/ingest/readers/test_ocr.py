"""The recogniser: the surest attempt is kept, time is kept to, its absence is known; and two pages really read."""

import io
import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kb.ingest.readers import ocr
from kb.ingest.readers.ocr import ATTEMPTS, SURE, Recognised, recognise_page
from kb.ingest.readers.pdf_text import render_page

LINES = ("สำนักเลขาธิการคณะรัฐมนตรี", "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงมหาดไทยเสนอ", "ให้รายงานผลการนับหอยทากภายใน ๓๐ วัน")


def blank(_dpi: int) -> bytes:
    """A page of paper."""
    out = io.BytesIO()
    Image.new("L", (40, 60), 255).save(out, "PNG")
    return out.getvalue()


class Attempts:
    """Attempts whose confidence is given in their order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *confidence: float, seconds: float = 0.0) -> None:
        self.made: list[tuple[int, int]] = []
        left = list(confidence)

        def attempt(_png: bytes, dpi: int, mode: int, _seconds: float) -> Recognised:
            self.made.append((dpi, mode))
            time.sleep(seconds)
            return Recognised(f"{dpi} {mode}", left.pop(0), "fake")

        monkeypatch.setattr(ocr, "_attempt", attempt)


@pytest.mark.parametrize(
    ("confidence", "made", "text"),
    [
        ((SURE,), 1, "200 6"),
        ((80.0, 95.0), 2, "300 6"),
        ((80.0, 70.0, 60.0, 50.0), 4, "200 6"),
        ((60.0, 70.0, 65.0, 90.0), 4, "150 6"),
        ((0.0, 0.0, 0.0, 0.0), 4, "200 6"),
    ],
    ids=["sure at once", "the second is sure", "the first was best", "the last was best", "nothing on it"],
)
def test_the_surest_attempt_is_kept(
    monkeypatch: pytest.MonkeyPatch, confidence: tuple[float, ...], made: int, text: str
) -> None:
    """The first sure one ends it."""
    attempts = Attempts(monkeypatch, *confidence)
    assert recognise_page(blank, 60).text == text
    assert attempts.made == list(ATTEMPTS[:made])


def test_each_scale_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another mode needs no other picture."""
    Attempts(monkeypatch, 1, 2, 3, 4)
    drawn: list[int] = []
    recognise_page(lambda dpi: (drawn.append(dpi), blank(dpi))[1], 60)
    assert drawn == [200, 300, 150]


def test_no_attempt_is_begun_that_could_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once half of the time is used up what there is must do."""
    attempts = Attempts(monkeypatch, 10, 20, 30, 40, seconds=0.15)
    assert recognise_page(blank, 0.25).confidence == 10
    assert attempts.made == [(200, 6)]


def test_it_is_there_only_with_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without Thai would give junk."""
    for path, languages, there in (
        (None, {"tha", "eng"}, False),
        ("/x/tesseract", {"eng"}, False),
        ("/x/tesseract", {"tha", "eng", "osd"}, True),
    ):
        monkeypatch.setattr(shutil, "which", lambda _name, path=path: path)
        monkeypatch.setattr(ocr, "_installed", lambda languages=languages: frozenset(languages))
        assert ocr.is_available() is there


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Install a script as Tesseract, in a folder that is no standard one."""

    def install(script: str) -> None:
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
        monkeypatch.setattr(ocr, "_version", lambda: "9")
        monkeypatch.setattr(ocr, "languages", lambda: "tha+eng")

    return install


TELLS = 'printf "กข  ค\\n" > $2.txt; printf "h\\n5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t96\\tกขค\\n" > $2.tsv'


def test_a_program_elsewhere_is_run_where_it_is(program: Callable[[str], None]) -> None:
    """What is found is what is started; it is told its languages, and names itself."""
    program(f'[ "$4" = tha+eng ] && [ -z "$KB_HOME" ] || exit 1; {TELLS}')
    assert recognise_page(blank, 20) == Recognised("กข ค", 96.0, "tesseract 9 tha+eng 200 dpi psm 6")


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", f"{TELLS}; exit 3"], ids=["fails", "dies", "fails late"])
def test_a_program_that_fails_gives_no_text(program: Callable[[str], None], script: str) -> None:
    """And no confidence."""
    program(script)
    found = recognise_page(blank, 20)
    assert (found.text, found.confidence) == ("", 0.0)


def test_a_program_that_hangs_is_killed(program: Callable[[str], None], tmp_path: Path) -> None:
    """Within the time, and it does not go on."""
    program(f"echo $$ > {tmp_path}/pid; exec sleep 60")
    begun = time.monotonic()
    assert recognise_page(blank, 1.0) == Recognised("", 0.0, "tesseract 9 tha+eng 200 dpi psm 6")
    assert time.monotonic() - begun < 3
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.fixture(scope="module")
def scan() -> Callable[[int], bytes]:
    """A page of Thai in a Thai font, drawn as a scan would be."""
    if not ocr.is_available():
        pytest.skip("tesseract with tha and eng is not installed")
    try:
        from weasyprint import HTML  # noqa: PLC0415 - a test may go without it
    except (ImportError, OSError) as error:
        pytest.skip(f"weasyprint or its system libraries are missing: {error}")
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    data = HTML(
        string=f"<style>@page{{size:A4}} p{{font:20pt Garuda, Loma, 'Noto Sans Thai'}}</style>{lines}"
    ).write_pdf()
    assert data is not None
    return lambda dpi: render_page(data, 1, dpi)


def written(found: Recognised) -> list[str]:
    """Its lines without spaces; ำ in two parts, as Tesseract writes it, is put together by the repair that follows."""
    return found.text.replace(" ", "").replace("ํา", "ำ").split("\n")


def test_a_clean_page_is_read(scan: Callable[[int], bytes]) -> None:
    """Word by word, with how sure it is and at which scale."""
    found = recognise_page(scan, 60)
    assert written(found) == [line.replace(" ", "") for line in LINES]
    assert found.confidence >= SURE - 10
    assert found.engine.startswith("tesseract ")
    assert f" {ocr.languages()} " in found.engine


def test_a_page_laid_in_askew_is_read(scan: Callable[[int], bytes]) -> None:
    """By two degrees and a half."""

    def turned(dpi: int) -> bytes:
        out = io.BytesIO()
        Image.open(io.BytesIO(scan(dpi))).convert("L").rotate(2.5, fillcolor=255, expand=True).save(out, "PNG")
        return out.getvalue()

    found = recognise_page(turned, 60)
    assert written(found)[1] == LINES[1]
