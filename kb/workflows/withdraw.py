"""Withdraw a document loaded by mistake: rows, indexes, files, caches, jobs; and prove that nothing of it is left."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from kb.errors import KbError
from kb.index import Generation
from kb.index.manifest import sha256_of
from kb.ingest.finding import file_on_disk, find_all_documents, find_document, parts_of_file
from kb.ingest.originals import Originals
from kb.ingest.withdrawing import Withdrawn, resolutions_of, rows_left, withdraw_document, withdrawn_sums
from kb.store import Document, wipe
from kb.workflows.deciding import Deciding
from kb.workflows.job_traces import forget_in_jobs
from kb.workflows.withdrawal_proof import files_holding, index_problems, own_words, traces_of


@dataclass(frozen=True)
class Premises:
    """Where a home keeps files beside its database."""

    home: Path
    originals: Path
    uploads: Path
    cache: Path


@dataclass(frozen=True)
class WithdrawalPreview:
    """What would be withdrawn: number and uri of each document, and the addresses that would go or still be told."""

    documents: tuple[tuple[int, str], ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True)
class WithdrawalReport:
    """The documents withdrawn, by number, and the proof. `rows_left` counts by table what still belongs to it: all 0.

    `pieces` of its text and `words` only it held were looked for; `files_left` are the files of the home that hold one.
    `problems` are pairs of a Thai and an English sentence. `originals_kept` are of files other documents are read from.
    """

    documents: tuple[int, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    rows_left: dict[str, int]
    files_removed: tuple[str, ...]
    originals_kept: tuple[str, ...]
    pieces: int
    words: int
    files_left: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]

    @property
    def clean(self) -> bool:
        """Whether nothing of it was found anywhere."""
        return not (any(self.rows_left.values()) or self.files_left or self.problems)


def preview_withdrawal(session: Session, asked: str, *, whole_file: bool = False) -> WithdrawalPreview:
    """What `withdraw` would do. Raises `NotFound`, and `BadInput` where several documents, or files, have that name."""
    documents = _asked(session, asked, whole_file=whole_file)
    keys = [each.id or 0 for each in documents]
    gone, kept = resolutions_of(session, keys)
    return WithdrawalPreview(
        tuple((each.id or 0, each.uri) for each in documents),
        tuple(each.ref for each in gone),
        tuple(each.ref for each in kept),
    )


def withdraw(
    parts: Deciding, premises: Premises, asked: str, by: str, reason: str, *, whole_file: bool = False
) -> WithdrawalReport:
    """Withdraw a document, or every document of a file, and prove it.

    The rows go in one transaction; what fails after it is told in the report. Searches see it no more as soon as the
    indexes have followed, within a second or so of the commit; writing indexes and database anew is what takes time.
    Raises as the preview does.
    """
    before = _index_before(parts)
    with parts.database.reading() as session:
        keys = [each.id or 0 for each in _asked(session, asked, whole_file=whole_file)]
        traces = traces_of(session, keys, parts.indexer.tokeniser)
    with parts.database.writing() as session:
        session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
        withdrawn = []
        for document in _asked(session, asked, whole_file=whole_file):
            name = document.name
            withdrawn.append(withdraw_document(session, document, by, reason, parts.storing))
            forget_in_jobs(session, withdrawn[-1].uri, name, whole=_alone(session, withdrawn[-1]))
        alone = [each for each in withdrawn if _alone(session, each)]
    words = own_words(before, traces.words, [key for each in withdrawn for key in each.resolutions])
    problems = list(_cleaned(parts))
    removed = [*_remove_uploads(premises.uploads, alone), *_remove_files(parts, premises)]
    problems += index_problems(parts.indexer, words)
    with parts.database.reading() as session:
        left = _left(session, withdrawn)
    gone = [ref for each in withdrawn for ref in each.gone]
    return WithdrawalReport(
        documents=tuple(each.document for each in withdrawn),
        gone=tuple(gone),
        kept=tuple(dict.fromkeys(ref for each in withdrawn for ref in each.kept if ref not in gone)),
        rows_left=left,
        files_removed=tuple(path.relative_to(premises.home).as_posix() for path in removed),
        originals_kept=tuple(sorted(_shared(withdrawn))),
        pieces=len(traces.pieces),
        words=len(words),
        files_left=files_holding(premises.home, [*traces.pieces, *(each.uri for each in alone)]),
        problems=tuple(dict.fromkeys(problems)),
    )


def _asked(session: Session, asked: str, *, whole_file: bool) -> list[Document]:
    return find_all_documents(session, asked) if whole_file else [find_document(session, asked)]


def _alone(session: Session, withdrawn: Withdrawn) -> bool:
    """Whether no document of its file is left."""
    return not parts_of_file(session, file_on_disk(withdrawn.uri))


def _left(session: Session, withdrawn: Sequence[Withdrawn]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for each in withdrawn:
        for table, rows in rows_left(session, each).items():
            counted[table] = counted.get(table, 0) + rows
    return counted


def _shared(withdrawn: Sequence[Withdrawn]) -> set[str]:
    """Checksums of files that other documents are still read from: the last one of a file to go shares with none."""
    freed = {sha256 for each in withdrawn for sha256 in each.originals}
    return {sha256 for each in withdrawn for sha256 in each.shared} - freed


def _index_before(parts: Deciding) -> Generation | None:
    with suppress(KbError):
        return parts.indexer.generations.open(parts.indexer.shape, parts.indexer.tokeniser)
    return None


def _cleaned(parts: Deciding) -> Iterator[tuple[str, str]]:
    """Bring the indexes and the database file to a state that never held it; gives what did not work."""
    from kb.workflows.linking import follow  # noqa: PLC0415 - slow to load, and most commands withdraw nothing
    from kb.workflows.topics import follow_topics, forget_topic_vectors  # noqa: PLC0415

    indexer = parts.indexer
    steps: list[Callable[[], object]] = [
        indexer.catch_up,
        indexer.rebuild,
        lambda: follow(indexer),
        lambda: forget_topic_vectors(indexer),
        lambda: follow_topics(indexer),
    ]
    for step in steps:
        try:
            step()
        except KbError as error:
            yield error.thai, error.english
    try:
        stayed = parts.indexer.generations.remove_older()
    except KbError as error:
        yield error.thai, error.english
    else:
        if stayed:
            listed = ", ".join(stayed)
            yield f"ลบดัชนีรุ่นเก่าไม่ได้: {listed}", f"older generations of the index would not go: {listed}"
    if not wipe(parts.database):
        yield (
            "มีโปรแกรมอื่นเปิดฐานข้อมูลรุ่นก่อนอยู่ กรุณาปิดแล้วสั่ง kb withdraw --finish",
            "another program still reads an older state of the database; stop it, then run kb withdraw --finish",
        )


def finish_withdrawals(parts: Deciding, premises: Premises) -> tuple[tuple[str, str], ...]:
    """Do what earlier withdrawals may have left undone when they were interrupted; returns what still does not work."""
    problems = list(_cleaned(parts))
    for _ in _remove_files(parts, premises):
        pass
    return (*problems, *index_problems(parts.indexer, ()))


def _remove_uploads(uploads: Path, alone: Sequence[Withdrawn]) -> Iterator[Path]:
    """The files that were sent to this home, and nothing outside of it."""
    for path in sorted({Path(file_on_disk(each.uri)) for each in alone}):
        if path.is_relative_to(uploads) and path.is_file():
            yield _removed(path)


def _remove_files(parts: Deciding, premises: Premises) -> Iterator[Path]:
    """Originals, recognised pages and copies sent twice of all bytes that were withdrawn and nobody else needs."""
    with parts.database.reading() as session:
        sums = withdrawn_sums(session)
        kept = {file_on_disk(uri) for uri in session.execute(select(col(Document.uri))).scalars()}
    originals = Originals(premises.originals)
    for path in sorted(map(originals.path, sums)):
        if path.is_file():
            yield _removed(path)
    for sha256 in sorted(sums):
        for path in sorted((premises.cache / sha256[:2] / sha256).glob("*")):
            yield _removed(path)
    for path in sorted(premises.uploads.rglob("*")):
        if path.is_file() and str(path) not in kept and sha256_of(path) in sums:
            yield _removed(path)


def _removed(path: Path) -> Path:
    """The path of a file that is gone now, and its folder if that is empty."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()
    return path


def problems_told(problems: Sequence[tuple[str, str]]) -> list[str]:
    """Each problem as one line, Thai and English."""
    return [f"{thai} ({english})" for thai, english in problems]
