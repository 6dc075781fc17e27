"""A PDF -> the same pages as pictures in a PDF without text: rendered cleanly, or as a worn scanner gives them."""

import hashlib
import random
import time
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

POINTS = 72
CLEAN_DPI = (200, 300)
WORN_DPI = (200, 300, 240)
LARGEST_SKEW = 1.5
STAMP = time.struct_time((2026, 1, 1, 0, 0, 0, 3, 1, 0))


def scan(source: Path, target: Path, place: int, worn: bool) -> int:
    """Write the scan and return its dpi. The same name and place give the same bytes."""
    dpi = (WORN_DPI if worn else CLEAN_DPI)[place % len(WORN_DPI if worn else CLEAN_DPI)]
    seed = int.from_bytes(hashlib.sha256(f"{target.name} {worn}".encode()).digest()[:8])
    pages = _rendered(source, dpi)
    if worn:
        pages = [_worn(page, random.Random(seed + at), dpi) for at, page in enumerate(pages)]
    pages[0].save(
        target, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=72 if worn else 88,
        creationDate=STAMP, modDate=STAMP, producer="sample scanner",
    )  # fmt: skip
    return dpi


def _rendered(source: Path, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(source)
    try:
        return [page.render(scale=dpi / POINTS, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def _worn(page: Image.Image, chance: random.Random, dpi: int) -> Image.Image:
    """Skewed by at most 1.5 degrees, a little out of focus, greyish paper, grain and a few specks."""
    paper = chance.randint(228, 248)
    angle = chance.uniform(-LARGEST_SKEW, LARGEST_SKEW)
    turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.9) * dpi / 300))
    noise = np.random.default_rng(chance.getrandbits(64))
    ink = chance.randint(15, 60)
    grey = np.asarray(soft, np.float32) / 255 * (paper - ink) + ink
    grey += noise.normal(0, chance.uniform(4, 9), grey.shape).astype(np.float32)
    for _ in range(chance.randint(20, 60)):
        y, x = chance.randrange(grey.shape[0] - 3), chance.randrange(grey.shape[1] - 3)
        size = chance.randint(1, max(1, dpi // 120))
        grey[y : y + size, x : x + size] = chance.choice((ink, paper))
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))
