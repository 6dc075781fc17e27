"""What many tests need: a home that holds the sample corpus, loaded once, and the doors that open on it."""

import hashlib
import json
import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from kb.access import EVERYTHING, Policy
from kb.agencies import open_registry
from kb.app import create_app
from kb.embeddings import Encoder
from kb.index import Generation, Generations, Indexer
from kb.ingest import ParsedDocument, ParsedMatter
from kb.ingest.records import Stored, Storing, store_document
from kb.runtime import Runtime
from kb.search import SearchFilter, SearchQuery, SearchResults, search
from kb.settings import Settings
from kb.store import open_database
from kb.text import Tokeniser, open_tokeniser
from kb.workflows.prepare import prepared, preparing

REPOSITORY = Path(__file__).resolve().parents[1]
TODAY = date(2026, 6, 20)
"""The present day of every test that needs one."""

Ask = Callable[..., SearchResults]


@pytest.fixture(scope="session")
def today() -> date:
    """The present day of every test that needs one."""
    return TODAY


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample corpus: 126 invented resolutions."""
    return REPOSITORY / "corpora" / "sample" / "resolutions.jsonl"


@pytest.fixture(scope="session")
def sample_queries() -> Path:
    """The judged queries over the sample corpus."""
    return REPOSITORY / "corpora" / "sample" / "queries.jsonl"


@pytest.fixture(scope="session")
def sample_rows(sample: Path) -> dict[str, dict[str, Any]]:
    """The rows of the sample corpus by the address their resolutions get."""
    rows = [json.loads(line) for line in sample.read_text(encoding="utf-8").splitlines()]
    return {f"{row['meeting_date']}-{row['number']:02d}": row for row in rows}


@pytest.fixture(scope="session")
def sample_home(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample corpus loaded and indexed. For reading only: a test that writes takes `own_home`."""
    home = tmp_path_factory.mktemp("sample") / "home"
    runtime = Runtime(Settings(home))
    report = runtime.load([sample])
    runtime.close()
    assert report.added == 126
    return home


@pytest.fixture
def own_home(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the home with the sample corpus, to be written to."""
    return Path(shutil.copytree(sample_home, tmp_path / "home"))


@pytest.fixture(scope="session")
def sample_runtime(sample_home: Path) -> Iterator[Runtime]:
    """The parts of the sample home, for reading."""
    runtime = Runtime(Settings(sample_home))
    yield runtime
    runtime.close()


@pytest.fixture
def own_runtime(own_home: Path) -> Iterator[Runtime]:
    """The parts of a home of the test's own."""
    runtime = Runtime(Settings(own_home))
    yield runtime
    runtime.close()


def asking(runtime: Runtime) -> Ask:
    """A function that searches: text, then `policy=` or fields of `SearchFilter` and `SearchQuery` by name."""

    def ask(text: str, policy: Policy = EVERYTHING, **named: Any) -> SearchResults:
        within = {name: named.pop(name) for name in SearchFilter.__dataclass_fields__ if name in named}
        with runtime.session() as session:
            return search(
                session,
                runtime.indexes(),
                runtime.encoder,
                SearchQuery(text, SearchFilter(**within), **named),
                policy,
                TODAY,
            )

    return ask


@pytest.fixture(scope="session")
def ask(sample_runtime: Runtime) -> Ask:
    """Search the sample home."""
    return asking(sample_runtime)


@pytest.fixture(scope="session")
def ask_of() -> Callable[[Runtime], Ask]:
    """Search any home: gives the asking function of a runtime."""
    return asking


@pytest.fixture
def own_ask(own_runtime: Runtime) -> Ask:
    """Search a home of the test's own."""
    return asking(own_runtime)


@pytest.fixture(scope="session")
def client(sample_home: Path) -> Iterator[TestClient]:
    """A client of an application over the sample home, for reading."""
    app = create_app(Settings(sample_home, notice="ประกาศ <ทดสอบ>"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def own_client(own_home: Path) -> Iterator[TestClient]:
    """A client of an application over a home of the test's own."""
    with TestClient(create_app(Settings(own_home)), raise_server_exceptions=False) as client:
        yield client


class LetterEncoder:
    """An encoder for tests of storing and indexing: counts of letter pairs, 32 of them, at unit length."""

    name, dimension, fingerprint = "letters", 32, "letters-1"

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """A row a text; the same text gives the same row."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for one, other in pairwise(text):
                row[(31 * ord(one) + ord(other)) % self.dimension] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    encode_queries = encode_passages


class Archive:
    """A small home to store invented documents in, with its index; matters are `(number, title, body)` and more."""

    def __init__(self, home: Path, tokeniser: Tokeniser, encoder: Encoder | None = None) -> None:
        self.home = home
        self.tokeniser = tokeniser
        self.encoder: Encoder = encoder or LetterEncoder()
        self.registry = open_registry()
        self.database = open_database(home / "kb.sqlite3")
        self.generations = Generations(home / "index")
        self.indexer = Indexer(self.database, self.generations, self.encoder, tokeniser)

    def document(self, name: str, day: date, *matters: dict[str, Any], sha256: str = "") -> ParsedDocument:
        """A document as a reader would hand it on: "N. เรื่อง title" above each body."""
        text, parsed = "", []
        for matter in matters:
            head = f"{matter['number']}. เรื่อง "
            title, body = len(text) + len(head), len(text) + len(head) + len(matter["title"]) + 1
            text += f"{head}{matter['title']}\n{matter['body']}\n\n"
            spans = (title, body - 1, body, body + len(matter["body"]))
            named = {"group": None, "agency": None, "agency_abbr": None, "outcome": None, "letter_number": None}
            more = {**named, **{key: value for key, value in matter.items() if key != "body"}}
            places = dict(zip(("title_start", "title_end", "body_start", "body_end"), spans, strict=True))
            parsed.append(ParsedMatter(**more, **places))
        digest = sha256 or hashlib.sha256(f"{name} {day} {text}".encode()).hexdigest()
        return ParsedDocument(f"/documents/{name}", name, "meeting-page", digest, day, text, tuple(parsed), ())

    def store(self, document: ParsedDocument) -> Stored:
        """Store a document in a unit of work of its own; the index does not follow by itself."""
        drafts = prepared(document, self.encoder)
        with self.database.writing() as session:
            storing = Storing(self.encoder.fingerprint, self.registry, preparing(self.encoder))
            return store_document(session, document, drafts, storing)

    def open(self) -> Generation:
        """The live generation."""
        return self.generations.open(self.indexer.shape, self.tokeniser)


@pytest.fixture(scope="session")
def tokeniser() -> Tokeniser:
    """The tokeniser that a home uses by default."""
    return open_tokeniser()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without a row: copying it is quicker than migrating one for each test."""
    path = tmp_path_factory.mktemp("empty") / "kb.sqlite3"
    open_database(path).close()
    return path


@pytest.fixture
def new_archive(tmp_path: Path, tokeniser: Tokeniser, empty_database: Path) -> Iterator[Callable[..., Archive]]:
    """A maker of empty archives: a name, and an encoder if another than letter pairs is wanted."""
    made: list[Archive] = []

    def make(name: str = "archive", encoder: Encoder | None = None) -> Archive:
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        if not (home / "kb.sqlite3").exists():
            shutil.copy(empty_database, home / "kb.sqlite3")
        made.append(Archive(home, tokeniser, encoder))
        return made[-1]

    yield make
    for archive in made:
        archive.database.close()


@pytest.fixture
def archive(new_archive: Callable[..., Archive]) -> Archive:
    """An empty archive of the test's own."""
    return new_archive()


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
