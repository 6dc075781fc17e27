"""The one door to Tantivy: a word index over pre-tokenised Thai, one entry a resolution.

Every text field holds terms joined by spaces and is read with the whitespace tokenizer, so that no default tokenizer
ever touches Thai. Entries are deleted by the raw text field `key`: deleting by an integer silently deletes nothing.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tantivy

WRITER_HEAP = 200_000_000
TEXT_FIELDS = ("title", "title_parts", "body", "body_parts")


@dataclass(frozen=True)
class LexicalEntry:
    """What the word index keeps of one resolution. Terms are as the tokeniser gave them, in order."""

    resolution: int
    title: Sequence[str]
    title_parts: Sequence[str]
    body: Sequence[str]
    body_parts: Sequence[str]
    meeting_date: date
    agency: str | None
    group: str | None
    outcomes: Sequence[str]
    classification: str


@dataclass(frozen=True)
class LexicalFilter:
    """What a hit must be, whatever its words. Empty tuples let everything through; `days` are ranges, both ends in."""

    classifications: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    days: tuple[tuple[date, date], ...] = ()
    resolutions: frozenset[int] | None = None
    """Ids that may be hits, where something that this index does not know decides; None lets all through."""


@dataclass(frozen=True)
class LexicalClause:
    """One term looked for in one text field, and what its BM25 score is multiplied with."""

    field: str
    term: str
    weight: float


@dataclass(frozen=True)
class LexicalHit:
    """A resolution and its BM25 score, weighted over fields."""

    resolution: int
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("resolution", fast=True, indexed=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("agency", "group", "outcome", "classification"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", fast=True, indexed=True)
    return builder.build()


def _document(entry: LexicalEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("key", str(entry.resolution))
    document.add_unsigned("resolution", entry.resolution)
    for name in TEXT_FIELDS:
        document.add_text(name, " ".join(getattr(entry, name)))
    for name, value in (("agency", entry.agency), ("group", entry.group), ("classification", entry.classification)):
        if value:
            document.add_text(name, value)
    for outcome in entry.outcomes:
        document.add_text("outcome", outcome)
    document.add_unsigned("day", entry.meeting_date.toordinal())
    return document


class LexicalWriter:
    """Adds and removes entries; they become visible together when the `writing` block ends well."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def add(self, entry: LexicalEntry) -> None:
        """Add an entry whose resolution has none (remove it first to replace it)."""
        self._writer.add_document(_document(entry))

    def remove(self, resolutions: Iterable[int]) -> None:
        """Remove the entries of these resolutions, if they have any."""
        for key in resolutions:
            self._writer.delete_documents_by_term("key", str(key))


@contextmanager
def writing(directory: Path) -> Iterator[LexicalWriter]:
    """Open the index in `directory` for writing (an empty folder becomes an empty index); commit at the end.

    Raises OSError where Tantivy cannot write (a full disk, for one); it tells of that as ValueError.
    """
    try:
        index = tantivy.Index(_schema(), path=str(directory), reuse=True)
        writer = index.writer(heap_size=WRITER_HEAP, num_threads=1)
    except ValueError as error:
        raise OSError(str(error)) from error
    try:
        yield LexicalWriter(writer)
        _commit(writer)
    finally:
        writer.wait_merging_threads()


def _commit(writer: tantivy.IndexWriter) -> None:
    try:
        writer.commit()
    except ValueError as error:
        raise OSError(str(error)) from error


MOST_REMEMBERED = 100_000
"""Words whose frequency a snapshot remembers: a look-up in three fields costs as much as marking a word."""


class LexicalIndex:
    """A snapshot for reading; safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        index = tantivy.Index.open(str(directory))
        self._schema = index.schema
        self._searcher = index.searcher()
        self._frequencies: dict[str, int] = {}

    @property
    def rows(self) -> int:
        """How many resolutions can be found."""
        return int(self._searcher.num_docs)

    def resolutions(self) -> list[int]:
        """Ids of every resolution that can be found, ascending."""
        return sorted(hit.resolution for hit in self._run(tantivy.Query.all_query(), max(self.rows, 1)))

    def frequency(self, term: str) -> int:
        """In how many resolutions a term occurs, in title, body or as a part of a compound."""
        known = self._frequencies.get(term)
        if known is None:
            known = max(int(self._searcher.doc_freq(name, term)) for name in ("body", "title", "body_parts"))
            if len(self._frequencies) < MOST_REMEMBERED:
                self._frequencies[term] = known
        return known

    def rarity(self, term: str) -> float:
        """The idf of BM25: near 0 for a term of every resolution, the higher the rarer."""
        having = self.frequency(term)
        return math.log(1 + (self.rows - having + 0.5) / (having + 0.5))

    def search(self, clauses: Sequence[LexicalClause], within: LexicalFilter, limit: int) -> list[LexicalHit]:
        """Resolutions that satisfy any of the clauses, by the sum of their weighted BM25 scores, best first."""
        return self._run(self._filtered(self._any_of(clauses), within), limit) if clauses else []

    def having_all(self, terms: Sequence[str], within: LexicalFilter, limit: int) -> list[int]:
        """Resolutions that hold every one of the terms, in whatever text field."""
        if not terms:
            return []
        every = [
            (tantivy.Occur.Must, self._any_of([LexicalClause(name, term, 1.0) for name in TEXT_FIELDS]))
            for term in terms
        ]
        query = self._filtered(tantivy.Query.boolean_query(every), within)
        return [hit.resolution for hit in self._run(query, limit)]

    def _any_of(self, clauses: Sequence[LexicalClause]) -> tantivy.Query:
        boost, term = tantivy.Query.boost_query, tantivy.Query.term_query
        should = tantivy.Occur.Should
        return tantivy.Query.boolean_query(
            [(should, boost(term(self._schema, each.field, each.term, "freq"), each.weight)) for each in clauses]
        )

    def _filtered(self, scored: tantivy.Query, within: LexicalFilter) -> tantivy.Query:
        clauses = [(tantivy.Occur.Must, scored)]
        for name, values in (
            ("classification", within.classifications),
            ("agency", within.agencies),
            ("group", within.groups),
            ("outcome", within.outcomes),
        ):
            if values:
                clauses.append(self._silent(tantivy.Query.term_set_query(self._schema, name, list(values))))
        if within.resolutions is not None:
            keys = [str(key) for key in within.resolutions]
            clauses.append(self._silent(tantivy.Query.term_set_query(self._schema, "key", keys)))
        if within.days:
            ranges = [
                tantivy.Query.range_query(
                    self._schema, "day", tantivy.FieldType.Unsigned, first.toordinal(), last.toordinal()
                )
                for first, last in within.days
            ]
            any_range = tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in ranges])
            clauses.append(self._silent(any_range))
        return tantivy.Query.boolean_query(clauses) if len(clauses) > 1 else scored

    @staticmethod
    def _silent(query: tantivy.Query) -> tuple[tantivy.Occur, tantivy.Query]:
        """A clause that must hold and adds nothing to the score."""
        return tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)

    def _run(self, query: tantivy.Query, limit: int) -> list[LexicalHit]:
        hits = self._searcher.search(query, limit, count=False).hits
        if not hits:
            return []
        keys = self._searcher.fast_field_values("resolution", [address for _, address in hits])
        return [LexicalHit(int(key or 0), float(score)) for (score, _), key in zip(hits, keys, strict=True)]
