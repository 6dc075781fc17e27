"""The one door to FAISS: immutable shards of passage vectors, and an exact search over several of them.

A shard is two files: `NAME.faiss`, the vectors row by row, and `NAME.npy`, for each row the keys of its passage and its
resolution and whether it is a title. Nothing here checks a file: FAISS reads damaged ones without a word, so the caller
compares sha256 with the manifest first.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

EXACT_LIMIT = 10_000
"""Up to this many vectors a shard keeps half precision, as the database does, and nothing is lost; a larger one keeps
eight bits a dimension. Over 58,000 passages that reads half the memory, takes 1.3 ms instead of 3.0, and changes one in
two hundred of the nearest hundred and no figure of the quality table."""

REMOVED = "removed.npy"

Vectors = NDArray[np.float32]
Keys = NDArray[np.int64]


@dataclass(frozen=True)
class Shard:
    """Vectors that were written together. `keys` (rows, 3): passage id, resolution id, 1 for a title and 0 else."""

    index: "faiss.Index"
    keys: Keys

    @property
    def rows(self) -> int:
        """How many vectors the shard holds, removed ones included."""
        return len(self.keys)


@dataclass(frozen=True)
class VectorHits:
    """Best passages of a query, best first: `keys` as in `Shard`, and for each row its cosine."""

    keys: Keys
    score: Vectors


NO_KEYS: Keys = np.empty((0, 3), np.int64)
NO_HITS = VectorHits(NO_KEYS, np.empty(0, np.float32))


class VectorIndex:
    """A snapshot of shards less the passages removed since they were written. Immutable and safe to share."""

    def __init__(self, shards: Sequence[Shard], removed: Keys) -> None:
        self.shards = tuple(shards)
        self.removed = removed
        self._live = tuple(~np.isin(shard.keys[:, 0], removed) for shard in self.shards)
        self._owners = tuple(_Owners(shard.keys[:, 1]) for shard in self.shards)

    @property
    def rows(self) -> int:
        """How many vectors can be found."""
        return int(sum(live.sum() for live in self._live))

    def search(self, query: Vectors, limit: int | None, resolutions: Keys | None = None) -> VectorHits:
        """The `limit` passages nearest to a unit vector of shape (dimension,), within `resolutions` if given.

        Without a limit every passage is scored, which is cheap only within few resolutions. A zero vector (a query with
        no known word) has no neighbours. Of equal passages the older comes first.
        """
        if not query.any() or not self.shards:
            return NO_HITS
        found = []
        for shard, live, owners in zip(self.shards, self._live, self._owners, strict=True):
            wanted = live if resolutions is None else live & owners.mask(resolutions)
            found.append(_search_shard(shard, wanted, query, limit))
        keys = np.concatenate([hits.keys for hits in found])
        score = np.concatenate([hits.score for hits in found])
        best = np.lexsort((keys[:, 0], -score))[:limit]  # FAISS gives equal ones in any order
        return VectorHits(keys[best], score[best])

    def passage_keys(self) -> Keys:
        """Keys of every findable passage, ascending."""
        kept = [shard.keys[live, 0] for shard, live in zip(self.shards, self._live, strict=True)]
        return np.sort(np.concatenate(kept)) if kept else np.empty(0, np.int64)


class _Owners:
    """Which rows of a shard belong to a resolution: sorted once, so that a look-up does not pass over all rows."""

    def __init__(self, owners: Keys) -> None:
        self._rows = np.argsort(owners, kind="stable")
        self._sorted = owners[self._rows]

    def mask(self, resolutions: Keys) -> NDArray[np.bool_]:
        """True for each row of one of these resolutions, which may be in any order but each only once."""
        first = np.searchsorted(self._sorted, resolutions, "left")
        count = np.searchsorted(self._sorted, resolutions, "right") - first
        before = np.cumsum(count) - count
        places = np.repeat(first - before, count) + np.arange(count.sum())
        mask = np.zeros(len(self._rows), np.bool_)
        mask[self._rows[places]] = True
        return mask


def _search_shard(shard: Shard, wanted: NDArray[np.bool_], query: Vectors, limit: int | None) -> VectorHits:
    count = int(wanted.sum())
    if count == 0:
        return NO_HITS
    parameters = None
    if count < shard.rows:
        bitmap = np.packbits(wanted, bitorder="little")
        selector = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
        # Its constructor, made at run time, keeps the selector alive; setting `sel` would not.
        parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
    # OpenMP keeps this number for each thread apart, and a server searches in many: said once at the start, it held for
    # the first thread alone, and two cores shared by two threads a query made every query twice as slow.
    faiss.omp_set_num_threads(1)
    scores, rows = shard.index.search(query[None, :], count if limit is None else min(limit, count), params=parameters)
    found = rows[0] >= 0  # FAISS pads with -1
    return VectorHits(shard.keys[rows[0][found]], scores[0][found])


def build_shard(keys: Keys, vectors: Vectors) -> Shard:
    """A shard of these unit vectors, shape (rows, dimension), and their keys, shape (rows, 3)."""
    dimension = vectors.shape[1]
    exact = len(vectors) <= EXACT_LIMIT
    kind = faiss.ScalarQuantizer.QT_fp16 if exact else faiss.ScalarQuantizer.QT_8bit_uniform
    index = faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    if not exact:
        index.train(vectors)
    index.add(vectors)
    return Shard(index, keys)


def merge_shards(shards: Sequence[Shard], removed: Keys) -> Shard:
    """One shard with what is left of several; SQ8 rows come back as they were stored."""
    keys, vectors = [], []
    for shard in shards:
        live = ~np.isin(shard.keys[:, 0], removed)
        keys.append(shard.keys[live])
        vectors.append(shard.index.reconstruct_n(0, shard.rows)[live])
    return build_shard(np.concatenate(keys), np.concatenate(vectors))


def write_shard(shard: Shard, directory: Path, name: str) -> list[str]:
    """Write a shard's two files into `directory` and return their names; raises OSError (a full disk, for one)."""
    files = [f"{name}.faiss", f"{name}.npy"]
    try:
        faiss.write_index(shard.index, str(directory / files[0]))
    except RuntimeError as error:
        raise OSError(str(error)) from error
    with (directory / files[1]).open("wb") as stream:
        np.save(stream, shard.keys)
    return files


def write_removed(removed: Keys, directory: Path) -> str:
    """Write the ids of passages that are in a shard but gone, and return the file's name."""
    with (directory / REMOVED).open("wb") as stream:
        np.save(stream, removed)
    return REMOVED


def read_removed(directory: Path) -> Keys:
    """What `write_removed` wrote."""
    return _read_array(directory / REMOVED)


def read_shard(directory: Path, name: str) -> Shard:
    """Read a shard whose files have been checked against the manifest."""
    return Shard(faiss.read_index(str(directory / f"{name}.faiss")), read_keys(directory, name))


def read_keys(directory: Path, name: str) -> Keys:
    """The keys of a shard alone: all that is needed to tell which of its rows a change touches."""
    return _read_array(directory / f"{name}.npy")


def _read_array(path: Path) -> Keys:
    keys: Keys = np.load(io.BytesIO(path.read_bytes()), allow_pickle=False)
    return keys
