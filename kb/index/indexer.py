"""Keeps the indexes in step with the database: replays the change log's tail, or builds everything anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlmodel import Session

from kb.embeddings import Encoder
from kb.embeddings.vectors import (
    REMOVED,
    Keys,
    build_shard,
    merge_shards,
    read_keys,
    read_removed,
    read_shard,
    write_removed,
    write_shard,
)  # fmt: skip
from kb.errors import KbError, Mismatch
from kb.index.generations import LOCK_WAIT_S, Generation, Generations, link_files, require_shape
from kb.index.lexical import writing
from kb.index.manifest import REPAIR, Manifest, Shape, sha256_of
from kb.index.rows import (
    count_live_resolutions,
    lexical_entries,
    live_passages,
    live_resolutions,
    passage_vectors,
)  # fmt: skip
from kb.store import Database, last_change, resolutions_changed_since
from kb.text import Tokeniser

MOST_SHARDS = 2
"""Vector shards of a generation; with one more, those of the small changes are merged."""
MOST_DEAD = 0.2
"""Share of vectors whose passage is gone, beyond which all shards are written anew."""
NO_IDS: Keys = np.empty(0, np.int64)

TRANSIENT = (".tantivy-meta.lock", ".tantivy-writer.lock", ".managed.json", "meta.json")
"""Files of Tantivy that are no part of a snapshot (locks) or are rewritten in place by name (the two others)."""


@dataclass(frozen=True)
class Verdict:
    """What a check of the index against the database found; clean when `problems` is empty."""

    last_change: int
    resolutions: int
    passages: int
    problems: tuple[tuple[str, str], ...]


class Indexer:
    """Writes generations. Every method may be called from several processes at once; one works, the others wait."""

    def __init__(self, database: Database, generations: Generations, encoder: Encoder, tokeniser: Tokeniser) -> None:
        self.database = database
        self.generations = generations
        self.encoder = encoder
        self.tokeniser = tokeniser
        self.shape = Shape(encoder.name, encoder.fingerprint, encoder.dimension, tokeniser.fingerprint)

    def behind(self) -> int:
        """How many changes the live generation has not seen.

        Raises `Damaged` if it cannot be told, `Mismatch` if the generation has seen more than the database holds.
        """
        manifest = self.generations.manifest()
        with self.database.reading() as session:
            require_known(manifest, session)
            return last_change(session) - (manifest.last_change if manifest else 0)

    def require_known(self, manifest: Manifest) -> None:
        """Raise `Mismatch` if an index has seen more than the database holds."""
        with self.database.reading() as session:
            require_known(manifest, session)

    def catch_up(self, wait_s: float = LOCK_WAIT_S) -> Manifest:
        """Bring the indexes to the last committed change; builds the first generation if there is none.

        Raises `Mismatch` or `Damaged`, each naming the repair, when there is nothing sound to add to, and `Busy` when
        another process has been writing for longer than `wait_s` seconds.
        """
        with self.generations.writing(wait_s):
            live = self.generations.manifest()
            if live is None:
                return self._build()
            require_shape(live, self.shape)
            with self.database.reading() as session:
                require_known(live, session)
                changed, seq = resolutions_changed_since(session, live.last_change)
                if not changed:
                    return live
                pointer = self.generations.pointer()
                assert pointer is not None  # noqa: S101 - there is a manifest
                source = self.generations.directory / pointer.generation
                self.generations.check_files(source, live)
                return self.generations.publish(
                    lambda target: self._extend(session, live, source, target, changed, seq)
                )

    def rebuild(self) -> Manifest:
        """Build everything anew from the database; an index that is damaged is set aside, not deleted."""
        with self.generations.writing():
            try:
                live = self.generations.manifest()
                pointer = self.generations.pointer()
                if live and pointer:
                    self.generations.check_files(self.generations.directory / pointer.generation, live, fresh=True)
            except KbError:
                self.generations.set_aside()
            return self._build()

    def verify(self) -> Verdict:
        """Replay what is pending, then compare every file with its checksum and every key with the database."""
        while True:
            self.catch_up()
            with self.generations.writing(), self.database.reading() as session:
                live = self.generations.open(self.shape, self.tokeniser)
                if last_change(session) == live.manifest.last_change:  # else a document was stored in between
                    return self._verdict(session, live)

    def _verdict(self, session: Session, live: Generation) -> Verdict:
        self.generations.check_files(self.generations.directory / live.name, live.manifest, fresh=True)
        resolutions, passages = live_resolutions(session), live_passages(session)
        problems = []
        if live.lexical.resolutions() != resolutions:
            problems.append(("ดัชนีคำไม่ตรงกับฐานข้อมูล", "the word index does not hold what the database holds"))
        if not np.array_equal(live.vectors.passage_keys(), passages):
            problems.append(("ดัชนีเวกเตอร์ไม่ตรงกับฐานข้อมูล", "the vector index does not hold what the database holds"))
        return Verdict(live.manifest.last_change, len(resolutions), len(passages), tuple(problems))

    def _build(self) -> Manifest:
        with self.database.reading() as session:
            seq = last_change(session)
            resolutions = live_resolutions(session)
            return self.generations.publish(lambda target: self._fill(session, target, resolutions, seq))

    def _fill(self, session: Session, target: Path, resolutions: Sequence[int], seq: int) -> Manifest:
        """Write a whole generation into the empty folder `target`."""
        (target / "lexical").mkdir()
        with writing(target / "lexical") as writer:
            for entry in lexical_entries(session, self.tokeniser, resolutions):
                writer.add(entry)
        found = passage_vectors(session, self.encoder, resolutions)
        names = [_shard_name(seq)]
        write_shard(build_shard(found.keys, found.vectors), target, names[0])
        write_removed(NO_IDS, target)
        return self._manifest(target, {}, seq, len(resolutions), len(found.keys), names)

    def _extend(
        self, session: Session, live: Manifest, source: Path, target: Path, changed: Sequence[int], seq: int
    ) -> Manifest:
        """Write into `target` the generation `live` (in `source`) with the changed resolutions taken anew."""
        keep = [name for name in live.files if Path(name).name not in (*TRANSIENT, REMOVED)]
        (target / "lexical").mkdir()
        link_files(source, target, keep)
        for name in ("meta.json", ".managed.json"):
            (target / "lexical" / name).write_bytes((source / "lexical" / name).read_bytes())
        with writing(target / "lexical") as writer:
            writer.remove(changed)
            for entry in lexical_entries(session, self.tokeniser, changed):
                writer.add(entry)
        names, passages = self._extend_vectors(session, live.shards, source, target, changed, seq)
        return self._manifest(target, live.files, seq, count_live_resolutions(session), passages, names)

    def _extend_vectors(
        self, session: Session, shards: Sequence[str], source: Path, target: Path, changed: Sequence[int], seq: int
    ) -> tuple[list[str], int]:
        """Add a shard for the changed resolutions, mark their old passages removed, merge when there are too many.

        Of the shards in `source` only the keys are read, and the vectors of those that are merged.
        """
        keys = {name: read_keys(source, name) for name in shards}
        stored = np.concatenate(list(keys.values()))
        gone = stored[np.isin(stored[:, 1], np.array(changed, np.int64)), 0]
        found = passage_vectors(session, self.encoder, changed)
        removed = np.setdiff1d(np.union1d(read_removed(source), gone), found.keys[:, 0])
        new = ~np.isin(found.keys[:, 0], stored[:, 0])  # a passage never changes its text, so neither its vector
        fresh = build_shard(found.keys[new], found.vectors[new])
        live_rows = len(stored) + fresh.rows - len(removed)
        merge = shards_to_merge({name: len(each) for name, each in keys.items()}, len(removed), live_rows)
        if merge:
            fresh = merge_shards([*(read_shard(source, name) for name in merge), fresh], removed)
            for name in merge:
                (target / f"{name}.faiss").unlink()
                (target / f"{name}.npy").unlink()
        kept = [name for name in shards if name not in merge]
        removed = np.intersect1d(removed, np.concatenate([NO_IDS, *(keys[name][:, 0] for name in kept)]))
        write_shard(fresh, target, _shard_name(seq))
        write_removed(removed, target)
        return [*kept, _shard_name(seq)], live_rows

    def _manifest(
        self, target: Path, known: dict[str, str], seq: int, resolutions: int, passages: int, names: Sequence[str]
    ) -> Manifest:
        files = {}
        for path in sorted(target.rglob("*")):
            if path.is_file() and not path.name.endswith(".lock"):
                name = path.relative_to(target).as_posix()
                rewritten = path.name in (*TRANSIENT, REMOVED)
                files[name] = known[name] if name in known and not rewritten else sha256_of(path)
        return Manifest(self.shape, seq, resolutions, passages, tuple(names), files)


def shards_to_merge(rows: Mapping[str, int], dead: int, live: int) -> list[str]:
    """Which shards (name to rows) are written anew with the one being added; `dead` and `live` count all vectors.

    All of them when too many vectors are dead, all but the largest when there are too many shards, else none.
    """
    if dead > MOST_DEAD * (live + 1):
        return list(rows)
    return sorted(rows, key=lambda name: rows[name])[:-1] if len(rows) + 1 > MOST_SHARDS else []


def require_known(manifest: Manifest | None, session: Session) -> None:
    """Raise `Mismatch` if an index has seen changes that the database does not hold: an older copy was put back."""
    if manifest is not None and manifest.last_change > last_change(session):
        raise Mismatch(
            f"ดัชนีใหม่กว่าฐานข้อมูล (อาจนำสำเนาสำรองกลับมาใช้) กรุณาสั่ง {REPAIR}",
            f"the index is newer than the database (was a backup put back?): run {REPAIR}",
        )


def _shard_name(seq: int) -> str:
    return f"vectors-{seq:010d}"
