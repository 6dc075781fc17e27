"""Search over shards of vectors, against the same arithmetic done by numpy."""

from pathlib import Path

import numpy as np
import pytest

from kb.embeddings import vectors as module
from kb.embeddings.vectors import (
    Shard,
    VectorIndex,
    build_shard,
    merge_shards,
    read_keys,
    read_removed,
    read_shard,
    write_removed,
    write_shard,
)

DIMENSION = 24
NONE_REMOVED = np.empty(0, np.int64)


def unit_vectors(rows: int, seed: int = 5) -> np.ndarray:
    """Random unit vectors in half precision, as the store keeps them."""
    drawn = np.random.default_rng(seed).normal(size=(rows, DIMENSION))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


def keys_of(rows: int, first: int = 100) -> np.ndarray:
    """Passage ids from `first` on, four to a resolution, the first of which is the title."""
    ids = np.arange(first, first + rows)
    return np.stack([ids, ids // 4, ids % 4 == 0], axis=1).astype(np.int64)


def nearest(keys: np.ndarray, rows: np.ndarray, query: np.ndarray, limit: int) -> tuple[list[int], np.ndarray]:
    """Passage ids and cosines of the nearest rows, by numpy."""
    score = rows @ query
    best = np.argsort(-score, kind="stable")[:limit]
    return keys[best, 0].tolist(), score[best]


@pytest.fixture
def shards() -> tuple[Shard, ...]:
    """500 vectors in three shards of different size."""
    keys, rows = keys_of(500), unit_vectors(500)
    return tuple(
        build_shard(keys[part], rows[part]) for part in (slice(0, 300), slice(300, 490), slice(490, 500))
    )  # fmt: skip


@pytest.mark.parametrize("limit", [1, 10, 300, 500, 5000])
def test_search_is_exact_over_several_shards(shards: tuple[Shard, ...], limit: int) -> None:
    """Hits, order and cosines are those of a full scan; a limit beyond the rows gives every row once, unpadded."""
    query = unit_vectors(1, seed=6)[0]
    hits = VectorIndex(shards, NONE_REMOVED).search(query, limit)
    ids, score = nearest(keys_of(500), unit_vectors(500), query, limit)
    assert hits.keys[:, 0].tolist() == ids
    np.testing.assert_allclose(hits.score, score, atol=2e-6)


def test_keys_travel_with_the_rows(shards: tuple[Shard, ...]) -> None:
    """Each hit tells its resolution and whether it is a title."""
    hits = VectorIndex(shards, NONE_REMOVED).search(unit_vectors(1, seed=6)[0], 40)
    assert all(resolution == passage // 4 for passage, resolution, _ in hits.keys.tolist())
    assert all(title == int(passage % 4 == 0) for passage, _, title in hits.keys.tolist())


def test_removed_passages_are_never_found(shards: tuple[Shard, ...]) -> None:
    """The nearest ones are removed: what is left moves up, and nothing pads the list."""
    query = unit_vectors(1, seed=6)[0]
    ids, _ = nearest(keys_of(500), unit_vectors(500), query, 500)
    index = VectorIndex(shards, np.array(ids[:450]))
    assert index.search(query, 500).keys[:, 0].tolist() == ids[450:]
    assert index.rows == 50
    assert index.passage_keys().tolist() == sorted(ids[450:])


def test_search_within_resolutions(shards: tuple[Shard, ...]) -> None:
    """Only passages of those resolutions, less the removed ones; a resolution nobody knows adds nothing."""
    query = unit_vectors(1, seed=6)[0]
    within = np.array([30, 31, 146, 999])
    hits = VectorIndex(shards, np.array([121])).search(query, 50, within)
    wanted = np.isin(keys_of(500)[:, 1], within) & (keys_of(500)[:, 0] != 121)
    ids, score = nearest(keys_of(500)[wanted], unit_vectors(500)[wanted], query, 50)
    assert len(ids) == 11
    assert hits.keys[:, 0].tolist() == ids
    np.testing.assert_allclose(hits.score, score, atol=2e-6)


def test_search_without_a_limit_scores_all_that_is_wanted(shards: tuple[Shard, ...]) -> None:
    """The completing step: every passage of the resolutions, however many they are."""
    hits = VectorIndex(shards, NONE_REMOVED).search(unit_vectors(1)[0], None, np.array([25, 26]))
    assert sorted(hits.keys[:, 0].tolist()) == list(range(100, 108))


def test_search_within_no_resolution_finds_nothing(shards: tuple[Shard, ...]) -> None:
    """An empty filter is a filter, not the absence of one."""
    assert VectorIndex(shards, NONE_REMOVED).search(unit_vectors(1)[0], 5, NONE_REMOVED).keys.tolist() == []


def test_a_zero_query_has_no_neighbours(shards: tuple[Shard, ...]) -> None:
    """A question with no known word is near nothing; without this it would be equally near everything."""
    hits = VectorIndex(shards, NONE_REMOVED).search(np.zeros(DIMENSION, np.float32), 5)
    assert (len(hits.keys), len(hits.score)) == (0, 0)


@pytest.mark.parametrize("shards_of", ["no shard", "an empty shard", "all removed"])
def test_an_index_of_nothing_answers(shards_of: str, shards: tuple[Shard, ...]) -> None:
    """A home without documents, one whose last change only withdrew, and one where all is withdrawn."""
    index = {
        "no shard": VectorIndex([], NONE_REMOVED),
        "an empty shard": VectorIndex([build_shard(keys_of(0), unit_vectors(0))], NONE_REMOVED),
        "all removed": VectorIndex(shards, keys_of(500)[:, 0]),
    }[shards_of]
    assert index.search(unit_vectors(1)[0], 5).keys.shape == (0, 3)
    assert (index.rows, index.passage_keys().tolist()) == (0, [])


def test_written_shards_come_back_as_they_were(shards: tuple[Shard, ...], tmp_path: Path) -> None:
    """Two files a shard; the same hits after reading; keys can be read alone."""
    assert write_shard(shards[0], tmp_path, "a") == ["a.faiss", "a.npy"]
    back = read_shard(tmp_path, "a")
    query = unit_vectors(1, seed=6)[0]
    before = VectorIndex(shards[:1], NONE_REMOVED).search(query, 300)
    after = VectorIndex([back], NONE_REMOVED).search(query, 300)
    assert after.keys.tolist() == before.keys.tolist()
    assert after.score.tolist() == before.score.tolist()
    assert read_keys(tmp_path, "a").tolist() == shards[0].keys.tolist()


def test_removed_ids_come_back_as_they_were(tmp_path: Path) -> None:
    """One file; an empty list too."""
    for removed in ([], [3, 1 << 40]):
        assert write_removed(np.array(removed, np.int64), tmp_path) == "removed.npy"
        assert read_removed(tmp_path).tolist() == removed


def test_an_empty_shard_can_be_written_and_merged(shards: tuple[Shard, ...], tmp_path: Path) -> None:
    """A change that only withdraws matters makes one."""
    write_shard(build_shard(keys_of(0), unit_vectors(0)), tmp_path, "none")
    merged = merge_shards([read_shard(tmp_path, "none"), shards[2]], NONE_REMOVED)
    assert merged.keys.tolist() == shards[2].keys.tolist()


def test_merging_keeps_every_live_vector_as_it_was(shards: tuple[Shard, ...]) -> None:
    """One shard for three: same hits, cosines to the last bit, and the removed rows are gone for good."""
    removed = np.array([100, 250, 599])
    merged = merge_shards(shards, removed)
    query = unit_vectors(1, seed=6)[0]
    apart, together = VectorIndex(shards, removed), VectorIndex([merged], NONE_REMOVED)
    assert (merged.rows, together.rows, apart.rows) == (497, 497, 497)
    assert together.search(query, 500).keys.tolist() == apart.search(query, 500).keys.tolist()
    assert together.search(query, 500).score.tolist() == apart.search(query, 500).score.tolist()


def test_beyond_the_limit_a_shard_is_compressed_and_still_near(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Eight bits a dimension: the file shrinks, cosines move by less than 0.01, removed rows stay hidden."""
    keys, rows = keys_of(2000), unit_vectors(2000)
    write_shard(build_shard(keys, rows), tmp_path, "exact")
    monkeypatch.setattr(module, "EXACT_LIMIT", 1999)
    write_shard(build_shard(keys, rows), tmp_path, "small")
    sizes = [(tmp_path / f"{name}.faiss").stat().st_size for name in ("exact", "small")]
    assert sizes[1] < 0.6 * sizes[0]
    query = unit_vectors(1, seed=6)[0]
    ids, score = nearest(keys, rows, query, 2000)
    hits = VectorIndex([read_shard(tmp_path, "small")], np.array(ids[:3])).search(query, 2000)
    found = dict(zip(hits.keys[:, 0].tolist(), hits.score.tolist(), strict=True))
    assert sorted(found) == sorted(ids[3:])
    np.testing.assert_allclose([found[each] for each in ids[3:]], score[3:], atol=0.01)
    assert len(set(hits.keys[:10, 0].tolist()) & set(ids[3:13])) >= 9


def test_merging_into_a_compressed_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exact shards that grow past the limit together are compressed together."""
    keys, rows = keys_of(1000), unit_vectors(1000)
    monkeypatch.setattr(module, "EXACT_LIMIT", 600)
    parts = [build_shard(keys[:600], rows[:600]), build_shard(keys[600:], rows[600:])]
    merged = merge_shards(parts, keys[:100, 0])
    query = unit_vectors(1, seed=6)[0]
    hits = VectorIndex([merged], NONE_REMOVED).search(query, 900)
    expected = dict(zip(keys[100:, 0].tolist(), (rows[100:] @ query).tolist(), strict=True))
    found = dict(zip(hits.keys[:, 0].tolist(), hits.score.tolist(), strict=True))
    assert found.keys() == expected.keys()
    np.testing.assert_allclose([found[key] for key in expected], list(expected.values()), atol=0.01)


def test_of_equal_passages_the_older_comes_first() -> None:
    """The same text many times over two shards: passage ids rise, so that pages of results do not shuffle."""
    row = unit_vectors(1)
    shards = [build_shard(keys_of(3, first), np.repeat(row, 3, axis=0)) for first in (100, 200)]
    hits = VectorIndex(shards, NONE_REMOVED).search(row[0], 6)
    assert hits.keys[:, 0].tolist() == [100, 101, 102, 200, 201, 202]


def test_a_shard_that_cannot_be_written_is_an_error_of_the_disk(shards: tuple[Shard, ...], tmp_path: Path) -> None:
    """FAISS tells of a missing folder or a full disk by RuntimeError; callers expect OSError."""
    with pytest.raises(OSError, match="could not open"):
        write_shard(shards[2], tmp_path / "absent", "a")
