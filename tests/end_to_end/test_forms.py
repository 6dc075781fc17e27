"""The sample corpus in the forms documents come in: each gives the same resolutions, with few wrong characters."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from rapidfuzz.distance import Levenshtein

from kb.access import EVERYTHING
from kb.ingest.readers import read_document
from kb.ingest.readers.ocr import is_available
from kb.ingest.readers.reading import Limits
from kb.runtime import Runtime
from kb.search import SearchFilter, every_resolution, get_resolution, list_sources
from kb.settings import Settings
from kb.text import normalise

REPOSITORY = Path(__file__).resolve().parents[2]
MAKER = REPOSITORY / "corpora" / "forms" / "make_forms.py"
MEETINGS = 2
Told = dict[str, tuple[str, str | None, str | None, str]]


def dense(text: str) -> str:
    """Normalised, without white space: Thai has no blanks between words, and wraps hide whether there was one."""
    return "".join(normalise(text).split())


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms that this machine can make of two meetings, each in its folder, and `truth/`."""
    folder = tmp_path_factory.mktemp("forms")
    for form in ("docx", "xlsx", "csv", "html", "pdf-typst", "letter", "pdf-chromium", "scan"):
        command = [sys.executable, str(MAKER), str(folder), "--only", form, "--meetings", str(MEETINGS)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            shutil.rmtree(folder / form, ignore_errors=True)
            (folder / f"{form}.missing").write_text(made.stderr[-300:])
    return folder


def folder_of(forms: Path, form: str) -> Path:
    """A form's folder; the test is skipped, with the maker's words, where it could not be made or read."""
    if not (forms / form).exists():
        pytest.skip(f"skipped: {form} cannot be made here: {(forms / f'{form}.missing').read_text()}")
    if form == "scan" and not is_available():
        pytest.skip("skipped: Tesseract with Thai is not installed")
    return forms / form


def told_by(home: Path, paths: list[Path]) -> Told:
    """Title, agency, outcome and body, by address, of what a home says that was loaded from these paths."""
    runtime = Runtime(Settings(home))
    assert runtime.load(paths).rejected == []
    with runtime.session() as session:
        listed = list(every_resolution(session, SearchFilter(), EVERYTHING))
        told = {
            each.id: (each.title, each.agency, each.outcome, get_resolution(session, each.id, EVERYTHING).body)
            for each in listed
        }
    runtime.close()
    return told


@pytest.fixture(scope="module")
def rows(forms: Path) -> Path:
    """The rows of the two meetings as JSON lines."""
    days = {path.stem for path in (forms / "truth").glob("[0-9]*.txt")}
    lines = (REPOSITORY / "corpora" / "sample" / "resolutions.jsonl").read_text(encoding="utf-8").splitlines()
    path = forms / "rows.jsonl"
    path.write_text("\n".join(line for line in lines if json.loads(line)["meeting_date"] in days), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def right(rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What every form has to give."""
    return told_by(tmp_path_factory.mktemp("right") / "home", [rows])


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "html", "pdf-typst", "pdf-chromium"])
def test_every_text_form_gives_the_same_resolutions(form: str, forms: Path, right: Told, tmp_path: Path) -> None:
    """Address, title, agency, outcome and, but for three letters of a PDF's own making, the body."""
    found = told_by(tmp_path / "home", [folder_of(forms, form)])
    assert found.keys() == right.keys()
    for key, (title, agency, outcome, body) in right.items():
        assert (dense(found[key][0]), found[key][1:3]) == (dense(title), (agency, outcome)), key
        assert Levenshtein.distance(dense(found[key][3]), dense(body)) <= (3 if form.startswith("pdf") else 0), key


@pytest.mark.parametrize("form", ["docx", "html", "pdf-typst", "pdf-chromium", "letter"])
def test_wrong_characters_of_text_forms(form: str, forms: Path) -> None:
    """At most one in two hundred."""
    assert wrong_characters(folder_of(forms, form), forms / "truth", most=3) <= 0.005


def test_wrong_characters_of_a_scan(forms: Path, tmp_path: Path, right: Told) -> None:
    """At most one in twenty-five on a skewed, noisy scan; its matters are found under their addresses."""
    (scan,) = sorted(folder_of(forms, "scan").iterdir())[:1]
    assert wrong_characters(scan.parent, forms / "truth", most=1) <= 0.04
    found = told_by(tmp_path / "home", [scan])
    assert set(found) == {key for key in right if key.startswith(scan.stem)}


def test_letters_join_their_summaries(forms: Path, rows: Path, right: Told, tmp_path: Path) -> None:
    """Each letter is a second source of its resolution, whichever came first; none becomes a resolution of its own."""
    letters = folder_of(forms, "letter")
    for order, home in (([rows, letters], "rows"), ([letters, rows], "letters")):
        runtime = Runtime(Settings(tmp_path / home))
        for path in order:
            runtime.load([path])
        with runtime.session() as session:
            found = {each.id: each for each in every_resolution(session, SearchFilter(), EVERYTHING)}
            assert found.keys() == right.keys()
            for path in letters.iterdir():
                sources = list_sources(session, path.stem.removeprefix("letter "), EVERYTHING)
                assert sorted(each.kind for each in sources) == ["jsonl", "letter"], path.name
        runtime.close()


def wrong_characters(folder: Path, truth: Path, most: int) -> float:
    """Edits over the true length, of the first documents of a form."""
    edits = length = 0
    for path in sorted(folder.iterdir())[:most]:
        told = dense((truth / f"{path.stem}.txt").read_text(encoding="utf-8"))
        edits += Levenshtein.distance(told, dense(read_document(path.read_bytes(), path.name, Limits()).text))
        length += len(told)
    return edits / length


def benchmark() -> ModuleType:
    """The benchmark of all forms."""
    spec = importlib.util.spec_from_file_location("bench_forms", REPOSITORY / "bench" / "forms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_benchmark_counts_as_the_tests_do() -> None:
    """One definition of a wrong character."""
    assert benchmark().dense("ก ข\nน\u0e4d\u0e49า") == dense("ก ข\nน\u0e4d\u0e49า") == "กขน้ำ"
