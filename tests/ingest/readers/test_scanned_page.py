"""A scan made ready: lines level, specks gone, and what is clean left as it is."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from kb.ingest.readers.scanned_page import is_speckled, slope, straightened


def page(turned: float = 0.0, width: int = 800, height: int = 1000) -> Image.Image:
    """Lines of words, as dark bars, on a page that was laid in askew."""
    greys = np.full((height, width), 255, np.uint8)
    for top in range(100, height - 100, 40):
        for left in range(80, width - 120, 90):
            greys[top : top + 14, left : left + 70] = 20
    return Image.fromarray(greys).rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=255)


def speckled(share: float) -> Image.Image:
    """The page with that share of single dots."""
    greys = np.array(page())
    rows, columns = np.divmod(np.random.default_rng(1).integers(0, greys.size, int(greys.size * share)), greys.shape[1])
    greys[rows, columns] = 0
    return Image.fromarray(greys)


def png(picture: Image.Image) -> bytes:
    """A picture as PNG."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def opened(data: bytes) -> Any:
    """A PNG as a picture."""
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("turned", [-2.8, -1.0, -0.4, 0.0, 0.3, 1.5, 2.9])
def test_the_slope_is_found_to_a_tenth_of_a_degree(turned: float) -> None:
    """The turn that makes the lines level is the one against which the page was turned."""
    assert slope(page(turned)) == pytest.approx(-turned, abs=0.15)


@pytest.mark.parametrize("turned", [-2.5, 1.2])
def test_a_page_is_straightened_at_its_size(turned: float) -> None:
    """Afterwards nothing is left to turn, and the corners are paper."""
    straight = opened(straightened(png(page(turned))))
    assert (straight.mode, straight.size, straight.format) == ("L", (800, 1000), "PNG")
    assert slope(straight) == pytest.approx(0.0, abs=0.15)
    assert straight.getpixel((0, 0)) == 255


def test_a_clean_level_page_is_left_as_it_is() -> None:
    """Dot by dot: a filter would thin small print."""
    assert np.array_equal(np.asarray(opened(straightened(png(page())))), np.asarray(page()))


@pytest.mark.parametrize(
    ("share", "yes"), [(0.0, False), (5e-6, False), (1e-3, True), (0.02, True)], ids=["none", "a few", "dusty", "noisy"]
)
def test_specks_are_counted(share: float, yes: bool) -> None:
    """Single dots of ink, away from the words."""
    assert is_speckled(speckled(share)) is yes


def test_specks_are_taken_out_and_words_stay() -> None:
    """Nearly all of the dots go; the bars of ink do not."""
    before, clean = np.asarray(speckled(1e-3)) < 160, np.asarray(page()) < 160
    after = np.asarray(opened(straightened(png(speckled(1e-3))))) < 160
    assert (after & ~clean).sum() < 0.05 * (before & ~clean).sum()
    assert (after & clean).sum() > 0.97 * clean.sum()


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (1, 3000), (3000, 1), (3, 40_000)])
def test_odd_sizes_do_no_harm(size: tuple[int, int]) -> None:
    """A strip is not blown up to gigabytes; a dot is still a picture."""
    assert opened(straightened(png(Image.new("L", size, 255)))).size == size
