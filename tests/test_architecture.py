"""The shape of the project, held by tests: who imports whom, one door for each library, two languages in errors."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
FILES = sorted((REPOSITORY / "kb").rglob("*.py"))
ROOMS = (
    "errors", "settings", "text", "store", "agencies", "access", "embeddings", "index", "ingest", "search", "workflows",
    "runtime", "api", "web", "app", "cli",
)  # fmt: skip


def named(path: Path) -> str:
    """A file as its path inside the project."""
    return path.relative_to(REPOSITORY).as_posix()


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contract of the package in a folder."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package, to plant faults in."""
    shutil.copytree(
        REPOSITORY / "kb", tmp_path / "kb", ignore=shutil.ignore_patterns("__pycache__", "bundled", "*.jsonl")
    )
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def test_rooms_import_only_rooms_below(copied: Path) -> None:
    """The contract holds."""
    checked = lint_imports(copied)
    assert checked.returncode == 0, checked.stdout
    assert "1 kept, 0 broken" in checked.stdout


@pytest.mark.parametrize(
    ("room", "wrong"),
    [
        ("text/numerals.py", "import kb.store"),  # up from the lowest room
        ("search/metrics.py", "import kb.ingest"),  # between strangers
        ("store/changes.py", "from kb import index"),
        ("index/passages.py", "import kb.settings\nimport kb.search"),
        ("api/schemas.py", "import kb.web"),  # neither edge knows the other
        ("workflows/prepare.py", "import kb.runtime"),
    ],
)
def test_a_wrong_import_is_caught(copied: Path, room: str, wrong: str) -> None:
    """The contract is no decoration: an import in the wrong direction breaks it."""
    path = copied / "kb" / room
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{wrong}\n", encoding="utf-8")
    checked = lint_imports(copied)
    assert checked.returncode == 1
    assert "0 kept, 1 broken" in checked.stdout


def test_every_room_is_under_the_contract() -> None:
    """A new room that nobody put into the layers would be held by nothing."""
    rooms = {each.stem for each in (REPOSITORY / "kb").glob("[a-z]*.py")}
    rooms |= {each.parent.name for each in (REPOSITORY / "kb").glob("*/__init__.py")}
    told = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    layered = set(re.findall(r"kb\.([a-z]+)", told[told.index("layers = [") :]))
    assert rooms - layered == set()
    assert set(ROOMS) <= rooms


@pytest.mark.parametrize(
    ("library", "door"),
    [
        ("tantivy", "kb/index/lexical.py"),
        ("faiss", "kb/embeddings/vectors.py"),
        ("pythainlp", "kb/text/_pythainlp.py"),
        ("nlpo3", "kb/text/_nlpo3.py"),
        ("rapidfuzz", "kb/agencies/suggestions.py"),
        ("pypdfium2", "kb/ingest/readers/pdf_file.py"),
        ("docx", "kb/ingest/readers/docx.py"),
        ("openpyxl", "kb/ingest/readers/spreadsheet.py"),
        ("lxml", "kb/ingest/readers/html.py"),
        ("holidays", "kb/text/working_days.py"),
        ("igraph", "kb/linking/topics/communities.py"),
        ("threadpoolctl", "kb/linking/topics/space.py"),
        ("uvicorn", "kb/cli/http_server.py"),
        ("fastapi_offline", "kb/app.py"),
    ],
)
def test_heavy_libraries_have_one_door(library: str, door: str) -> None:
    """One file imports each engine."""
    assert [named(path) for path in FILES if library in imported(path)] == [door]


@pytest.mark.parametrize("library", ["sentence_transformers", "torch", "transformers", "datasets", "sklearn", "scipy"])
def test_the_optional_extra_has_one_door(library: str) -> None:
    """No file imports what the base install lacks; one alone opens it, by name and on demand."""
    assert [named(path) for path in FILES if library in imported(path)] == []
    opening = [named(path) for path in FILES if "import_module(" in path.read_text(encoding="utf-8")]
    assert opening == ["kb/embeddings/models_extra.py"]
    assert f'"{library}' in (REPOSITORY / opening[0]).read_text(encoding="utf-8")


def test_torch_is_never_loaded_by_search() -> None:
    """Opening the bundled model and searching imports no torch: a fresh process shows it."""
    code = (
        "import sys; from kb.embeddings import open_encoder; open_encoder().encode_queries(['น้ำ']); "
        "import kb.app, kb.cli; print({'torch', 'sentence_transformers', 'datasets'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    "room", ["text", "store", "agencies", "access", "embeddings", "index", "ingest", "search", "workflows"]
)
def test_rooms_know_no_web_and_no_environment(room: str) -> None:
    """Below the edges nothing imports a web library, the command line's, or reads the environment."""
    for path in FILES:
        if path.is_relative_to(REPOSITORY / "kb" / room):
            assert imported(path) & {"fastapi", "starlette", "uvicorn", "typer", "jinja2"} == set(), named(path)
            assert "os.environ" not in path.read_text(encoding="utf-8"), named(path)


def messages() -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Where a domain error is made, and its two messages."""
    kinds = {"BadInput", "NotFound", "Unreadable", "Mismatch", "Damaged", "Busy", "MissingExtra", "KbError"}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                assert len(node.args) == 2, f"{named(path)}:{node.lineno}"
                yield f"{named(path)}:{node.lineno}", node.args[0], node.args[1]


def said(node: ast.expr) -> str | None:
    """The words of a message, whatever is filled in left out; None when it is made elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(each.value) for each in node.values if isinstance(each, ast.Constant))
    return None


def test_every_error_speaks_thai_and_english() -> None:
    """The first message of each is Thai, the second English."""
    seen = 0
    for place, thai, english in messages():
        if (words := said(thai)) is not None:
            assert re.search("[ก-๎]{3}", words), place
            seen += 1
        if (words := said(english)) is not None:
            assert re.search("[a-z]{3}", words), place
    assert seen > 40


def test_the_settings_are_documented() -> None:
    """docs/settings.md tells of every KB_ variable that is read, and of no other."""
    read = set(re.findall(r"\"(KB_[A-Z_]+)\"", (REPOSITORY / "kb" / "settings.py").read_text(encoding="utf-8")))
    told = set(
        re.findall(r"^\| `(KB_[A-Z_]+)`", (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8"), re.M)
    )
    assert read == told != set()


@pytest.mark.parametrize("path", [path for path in FILES if "migrations" not in path.parts], ids=named)
def test_files_and_functions_stay_readable(path: Path) -> None:
    """No file over 300 lines, no function over 60."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name
