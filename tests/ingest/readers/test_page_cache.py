"""The cache of recognised pages: what is kept comes back, what is damaged does not."""

import json
import threading
from pathlib import Path

import pytest

from kb.ingest.readers.page_cache import PageCache, RecognisedPage

SHA, OTHER = "ab" + "0" * 62, "ab" + "1" * 62
SETTINGS = "tesseract 5.3.0 tha+eng"
PAGE = RecognisedPage("คณะรัฐมนตรีรับทราบ\nข้อ ๑", 0.91, "tesseract 5.3.0 tha+eng 300 dpi", ("deskew: 1",))


@pytest.fixture
def cache(tmp_path: Path) -> PageCache:
    """A cache with one page."""
    made = PageCache(tmp_path / "pages")
    made.put(SHA, 3, SETTINGS, PAGE)
    return made


def entry(tmp_path: Path) -> Path:
    """The file of the one page."""
    (found,) = (each for each in tmp_path.rglob("*") if each.is_file())
    return found


@pytest.mark.parametrize(
    ("sha256", "page", "settings", "known"),
    [
        (SHA, 3, SETTINGS, True),
        (OTHER, 3, SETTINGS, False),  # another document
        (SHA, 4, SETTINGS, False),  # another page
        (SHA, 3, "tesseract 5.4.0 tha+eng", False),  # another engine
    ],
)
def test_key(cache: PageCache, sha256: str, page: int, settings: str, known: bool) -> None:
    """A page is known by document, number and settings together."""
    assert cache.get(sha256, page, settings) == (PAGE if known else None)


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",  # a disk that was full
        lambda kept: kept[: len(kept) // 2],  # cut off
        lambda kept: kept.replace(b"0.91", b"0.99"),  # changed, and still well-formed
        lambda kept: b"[" * 100_000,  # nested until a parser breaks
        lambda kept: b"null",
        lambda kept: b'{"settings": 1, "checksum": "", "page": {}}',
        lambda kept: bytes(255 - each for each in kept),
    ],
)
def test_damage_is_ignored_and_replaced(cache: PageCache, tmp_path: Path, damage: object) -> None:
    """A damaged entry is as if it were not there."""
    assert callable(damage)
    path = entry(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get(SHA, 3, SETTINGS) is None
    cache.put(SHA, 3, SETTINGS, PAGE)
    assert cache.get(SHA, 3, SETTINGS) == PAGE


def test_two_writers(tmp_path: Path) -> None:
    """Whoever reads while others write the same page gets one whole page or none, and nothing is left beside it."""
    pages = [RecognisedPage(letter * 20_000, 0.5, "engine") for letter in "กข"]
    cache = PageCache(tmp_path)

    def write(page: RecognisedPage) -> None:
        for _ in range(40):
            cache.put(SHA, 1, SETTINGS, page)

    threads = [threading.Thread(target=write, args=[page]) for page in pages]
    for each in threads:
        each.start()
    seen = {cache.get(SHA, 1, SETTINGS) for _ in range(80)}
    for each in threads:
        each.join()
    assert seen <= {None, *pages}
    assert cache.get(SHA, 1, SETTINGS) in pages
    assert entry(tmp_path).suffix == ".json"


def test_forgetting(cache: PageCache, tmp_path: Path) -> None:
    """A withdrawn document leaves no page behind, another one stays; what is not there is forgotten at once."""
    cache.put(OTHER, 1, SETTINGS, PAGE)
    cache.put(SHA, 4, "other settings", PAGE)
    cache.forget(SHA)
    cache.forget(SHA)
    assert cache.get(SHA, 3, SETTINGS) is None
    assert cache.get(OTHER, 1, SETTINGS) == PAGE
    assert [json.loads(entry(tmp_path).read_bytes())["page"]["text"]] == [PAGE.text]


def test_a_cache_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """Where its folder should be is a file."""
    (tmp_path / "pages").write_text("no folder", encoding="utf-8")
    cache = PageCache(tmp_path / "pages")
    cache.put(SHA, 1, SETTINGS, PAGE)
    assert cache.get(SHA, 1, SETTINGS) is None


def test_a_key_is_no_path(cache: PageCache) -> None:
    """Only a sha256 names a document: nothing outside the folder is reached."""
    with pytest.raises(ValueError, match="etc"):
        cache.forget("../../etc")
