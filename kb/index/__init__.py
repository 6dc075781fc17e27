"""Derived indexes: words (Tantivy) and vectors (FAISS) in immutable generations, and the indexer that writes them."""

from kb.index.generations import Generation, Generations
from kb.index.indexer import Indexer, Verdict
from kb.index.lexical import TEXT_FIELDS, LexicalClause, LexicalFilter, LexicalHit, LexicalIndex
from kb.index.passages import passage_spans
from kb.index.reader import IndexReader
from kb.index.rows import TITLE, encoded, text_of

__all__ = [
    "TEXT_FIELDS",
    "TITLE",
    "Generation",
    "Generations",
    "IndexReader",
    "Indexer",
    "LexicalClause",
    "LexicalFilter",
    "LexicalHit",
    "LexicalIndex",
    "Verdict",
    "encoded",
    "passage_spans",
    "text_of",
]
