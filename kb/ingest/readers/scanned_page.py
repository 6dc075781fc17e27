"""A scanned page made ready for recognition: straightened, specks taken out."""

import io
import math

import numpy as np
from PIL import Image, ImageFilter, ImageOps

Image.MAX_IMAGE_PIXELS = 100_000_000  # a larger picture is refused, not unpacked
STEEPEST = 3.0
"""Degrees by which a page may be turned; more is no careless scan."""
COARSE, FINE = 0.5, 0.1
"""Degrees from one try to the next."""
WIDTH = 600  # pixels in which the slope of lines is looked for
TALLEST = 6_000  # and pixels of height beyond which it is no page but a strip
INK = 160  # a grey below this is ink
STRAIGHT = 0.15  # degrees that harm nothing
PAPER = 255


def straightened(png: bytes) -> bytes:
    """The page as a grey PNG with its lines level and single specks gone; the size stays."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    angle = slope(picture)
    if abs(angle) > STRAIGHT:
        picture = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    if is_speckled(picture):
        picture = picture.filter(ImageFilter.MedianFilter(3))
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def slope(picture: Image.Image) -> float:
    """By how many degrees to turn a page so that its lines are level: the turn whose rows of ink differ most."""
    height = min(max(1, math.ceil(picture.height * WIDTH / picture.width)), TALLEST)
    small = ImageOps.invert(picture.resize((WIDTH, height))).point(lambda grey: 255 if grey > PAPER - INK else 0)

    def contrast(angle: float) -> float:
        rows = np.asarray(small.rotate(angle, resample=Image.Resampling.BILINEAR)).sum(1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-STEEPEST, STEEPEST + COARSE / 2, COARSE), key=contrast)
    return float(max(np.arange(coarse - COARSE, coarse + COARSE + FINE / 2, FINE), key=contrast))


def is_speckled(picture: Image.Image) -> bool:
    """Whether more than a few dots of ink stand alone: a median takes those out, and would thin clean small print."""
    ink = np.asarray(picture) < INK
    inner = ink[1:-1, 1:-1]
    beside = np.zeros(inner.shape, np.uint8)
    for down in (0, 1, 2):
        for right in (0, 1, 2):
            if (down, right) != (1, 1):
                beside += ink[down : down + inner.shape[0], right : right + inner.shape[1]]
    alone = int((inner & (beside == 0)).sum())
    return alone > SPECKS * ink.size


SPECKS = 2e-5
"""Share of single dots among all pixels above which a page is speckled."""
