"""Looking for what should be gone: pieces of its text in every file of a home, its own words in the word index."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, col

from kb.errors import KbError
from kb.index import Generation, Indexer, LexicalFilter
from kb.store import DocumentVersion
from kb.text import Tokeniser

PIECE = 40
"""Characters of a piece that is looked for."""
LEAST = 16
"""The shortest line that serves as one where no line is longer."""
MOST_PIECES, MOST_TRIED = 12, 200
MOST_WORDS, MOST_OWN_WORDS = 3_000, 50
BLOCK = 8 * 1024**2


@dataclass(frozen=True)
class Traces:
    """How a document can be known again: pieces of text and words that nothing else of this home holds."""

    pieces: tuple[str, ...]
    words: tuple[str, ...]


def traces_of(session: Session, documents: Sequence[int], tokeniser: Tokeniser) -> Traces:
    """Pieces of the documents' texts that no other document's text holds; their words."""
    of_them = select(col(DocumentVersion.text)).where(col(DocumentVersion.document_id).in_(documents))
    texts = list(session.execute(of_them.order_by(col(DocumentVersion.id).desc())).scalars())
    lines = list(dict.fromkeys(line.strip() for text in texts for line in text.splitlines() if line.strip()))
    able = list(dict.fromkeys(_windows(lines)))
    step = max(1, len(able) // MOST_PIECES)
    spread = [piece for start in range(step) for piece in able[start::step]]  # each round goes over the whole text
    own = (piece for piece in spread[:MOST_TRIED] if not _elsewhere(session, documents, piece))
    pieces = list(islice(own, MOST_PIECES))
    words = dict.fromkeys(word for text in texts for word in tokeniser.words(text))
    return Traces(tuple(pieces), tuple(list(words)[:MOST_WORDS]))


def _windows(lines: Sequence[str]) -> Iterator[str]:
    long = [line for line in lines if len(line) >= PIECE]
    if not long:
        yield from (line for line in lines if len(line) >= LEAST)
    for line in long:
        yield from (line[start : start + PIECE] for start in range(0, len(line) - PIECE + 1, PIECE))
        yield line[-PIECE:]


def _elsewhere(session: Session, documents: Sequence[int], piece: str) -> bool:
    holding = select(col(DocumentVersion.id)).where(
        col(DocumentVersion.document_id).not_in(documents), func.instr(col(DocumentVersion.text), piece) > 0
    )
    return session.execute(holding.limit(1)).first() is not None


def own_words(before: Generation | None, words: Sequence[str], gone: Sequence[int]) -> tuple[str, ...]:
    """Words that, in the index as it was, only resolutions that are gone now held."""
    removed = set(gone)
    own: list[str] = []
    for word in words if before is not None else ():
        if len(own) == MOST_OWN_WORDS:
            break
        having = before.lexical.having_all([word], LexicalFilter(), len(removed) + 1) if before else []
        if having and removed.issuperset(having):
            own.append(word)
    return tuple(own)


def index_problems(indexer: Indexer, words: Sequence[str]) -> list[tuple[str, str]]:
    """What is wrong with the live index, in Thai and English: it differs from the database, or holds a gone word."""
    try:
        problems = list(indexer.verify().problems)
        live = indexer.generations.open(indexer.shape, indexer.tokeniser)
    except KbError as error:
        return [(error.thai, error.english)]
    left = [word for word in words if live.lexical.frequency(word) > 0]
    if left:
        problems.append(("ดัชนีคำยังมีคำของเอกสารที่ถอน", "the word index still holds words of what was withdrawn"))
    return problems


def files_holding(home: Path, pieces: Sequence[str]) -> tuple[str, ...]:
    """The files under `home` in which one of these pieces stands, in UTF-8, in Windows-874 or escaped as JSON does."""
    forms = [form for piece in pieces for form in forms_of(piece)]
    found = (path for path in sorted(home.rglob("*")) if path.is_file() and not path.is_symlink())
    return tuple(path.relative_to(home).as_posix() for path in found if holds(path, forms))


def forms_of(piece: str) -> list[bytes]:
    """How words may stand in a file."""
    forms = [piece.encode("utf-8"), json.dumps(piece)[1:-1].encode("ascii")]
    try:
        forms.append(piece.encode("cp874"))
    except UnicodeEncodeError:
        return forms
    return list(dict.fromkeys(forms))


def holds(path: Path, forms: Sequence[bytes]) -> bool:
    """Whether a file holds any of these bytes; it is read in blocks. One that goes away meanwhile holds nothing."""
    overlap = max(map(len, forms), default=1) - 1
    kept = b""
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                block = kept + block
                if any(form in block for form in forms):
                    return True
                kept = block[len(block) - overlap :] if overlap else b""
    except OSError:
        return path.exists()
    return False
