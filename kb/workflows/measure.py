"""Measure search: judged queries against the archive, or against paragraphs in a throw-away index."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from sqlmodel import Session, col, select

from kb.access import EVERYTHING
from kb.agencies import AgencyRegistry
from kb.embeddings import Encoder
from kb.errors import BadInput
from kb.index import Generation, Generations, Indexer
from kb.ingest import ParsedDocument, ParsedMatter, resolution_id
from kb.ingest.records import Storing, store_document
from kb.search import Evaluation, JudgedQuery, Mode, Ranked, SearchQuery, evaluate, ranked
from kb.search.weights import DEFAULT, Weights
from kb.store import Resolution, open_database
from kb.text import Tokeniser
from kb.workflows.prepare import prepared, preparing

PER_MEETING = 500
FIRST_DAY = date(1900, 1, 1)
TIER_STEP = 1000.0
"""Added to a score for each tier, so that one number orders as search does."""


@dataclass(frozen=True)
class Paragraph:
    """A row of a corpus to measure on."""

    id: str
    title: str
    text: str


def evaluate_archive(
    session: Session,
    indexes: Generation,
    encoder: Encoder,
    queries: Sequence[JudgedQuery],
    mode: Mode,
    today: date,
    weights: Weights = DEFAULT,
) -> Evaluation:
    """Measure the search of a home against judged queries over its own resolutions."""

    def answer(text: str) -> list[Ranked]:
        found = ranked(session, indexes, encoder, SearchQuery(text, mode=mode), EVERYTHING, today, weights)
        return [Ranked(each.row.ref, TIER_STEP * each.tier + each.score) for each in found.ranking]

    live = select(Resolution.ref).where(col(Resolution.withdrawn).is_(False))
    return evaluate(queries, answer, set(session.exec(live)))


def evaluate_corpus(
    paragraphs: Iterable[Paragraph],
    queries: Sequence[JudgedQuery],
    encoder: Encoder,
    tokeniser: Tokeniser,
    registry: AgencyRegistry,
    mode: Mode,
    today: date,
) -> Evaluation:
    """Measure the same search over other texts, stored and indexed by the same code in a folder removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="kb-evaluate-") as folder:
        database = open_database(Path(folder) / "kb.sqlite3")
        ids: dict[str, str] = {}
        for document, keys in _documents(paragraphs):
            ids.update(keys)
            drafts = prepared(document, encoder)
            with database.writing() as session:
                store_document(session, document, drafts, Storing(encoder.fingerprint, registry, preparing(encoder)))
        generations = Generations(Path(folder) / "index")
        indexer = Indexer(database, generations, encoder, tokeniser)
        indexer.catch_up()
        indexes = generations.open(indexer.shape, tokeniser)

        def answer(text: str) -> list[Ranked]:
            with database.reading() as session:
                found = ranked(session, indexes, encoder, SearchQuery(text, mode=mode), EVERYTHING, today)
            return [Ranked(ids[each.row.ref], TIER_STEP * each.tier + each.score) for each in found.ranking]

        result = evaluate(queries, answer, set(ids.values()))
        database.close()
    return result


def read_paragraphs(lines: Iterable[str]) -> Iterator[Paragraph]:
    """Read `{"id", "title"?, "text"}` rows.

    Raises `BadInput` naming the line that is wrong or that has the id of an earlier one, or when there is none at all.
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            paragraph = Paragraph(str(row["id"]), str(row.get("title") or ""), str(row["text"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(
                f"บรรทัดที่ {number} ของไฟล์ข้อความไม่ถูกต้อง ต้องเป็น JSON ที่มี id และ text",
                f"line {number} of the corpus is wrong: it must be a JSON object with id and text",
            ) from error
        if paragraph.id in seen:
            raise BadInput(
                f"บรรทัดที่ {number} ของไฟล์ข้อความมี id ซ้ำ: {paragraph.id}",
                f"line {number} of the corpus has the id of an earlier line: {paragraph.id}",
            )
        seen.add(paragraph.id)
        yield paragraph
    if not seen:
        raise BadInput("ไฟล์ข้อความว่างเปล่า ต้องมีอย่างน้อยหนึ่งบรรทัด", "the corpus is empty; it needs at least one row")


def _documents(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[ParsedDocument, dict[str, str]]]:
    """Paragraphs as documents of `PER_MEETING` matters, and which address each paragraph's id got."""
    rest = iter(paragraphs)
    day = FIRST_DAY
    while chunk := list(islice(rest, PER_MEETING)):
        text, matters = "", []
        for number, each in enumerate(chunk, 1):
            title_start = len(text)
            text += f"{each.title}\n"
            body_start = len(text)
            text += f"{each.text}\n"
            matters.append(_matter(number, each.title, title_start, body_start, len(text) - 1))
        name = f"paragraphs-{day.isoformat()}"
        keys = {resolution_id(day, number): each.id for number, each in enumerate(chunk, 1)}
        yield ParsedDocument(name, name, "jsonl", name, day, text, tuple(matters), ()), keys
        day += timedelta(days=1)


def _matter(number: int, title: str, title_start: int, body_start: int, end: int) -> ParsedMatter:
    return ParsedMatter(
        number=number, title=title, title_start=title_start, title_end=title_start + len(title), body_start=body_start,
        body_end=end, group=None, agency=None, agency_abbr=None, outcome=None, letter_number=None,
    )  # fmt: skip
