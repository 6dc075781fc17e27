"""One image, or a TIFF of several, as pages to be recognised."""

import io
import math
import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from kb.errors import Unreadable
from kb.ingest.readers.reading import Limits
from kb.ingest.readers.scanned_page import PAPER

A4_INCHES = 8.27
"""Width that a picture without a believable resolution is taken to have: the scale of letters must be told somehow."""
BELIEVABLE = range(70, 1300)  # dots per inch


def image_pages(data: bytes, name: str, limits: Limits) -> int:
    """How many pages an image has. Raises Unreadable for one that is damaged, too large or of too many pages."""
    with _opened(data, name) as picture:
        pages = getattr(picture, "n_frames", 1)
    if pages > limits.pages:
        raise Unreadable(
            f"{name}: มี {pages} หน้า เกินที่กำหนด {limits.pages} หน้า โปรดแบ่งเป็นหลายไฟล์แล้วนำเข้าใหม่",
            f"{name}: has {pages} pages, more than the {limits.pages} allowed; split it and load the parts",
        )
    return int(pages)


def render_image(data: bytes, number: int, dpi: int, name: str = "image") -> bytes:
    """Page `number` (from 1) as a grey PNG at `dpi`; paper under anything transparent. Raises Unreadable."""
    with _opened(data, name) as picture:
        try:
            picture.seek(number - 1)
            upright = _eight_bits(ImageOps.exif_transpose(picture))
            flat = upright.convert("RGBA")
            paper = Image.new("RGBA", flat.size, (PAPER, PAPER, PAPER, PAPER))
            grey = Image.alpha_composite(paper, flat).convert("L")
        except (OSError, ValueError, EOFError, SyntaxError) as error:
            raise _damaged(name, error) from error
        scale = dpi / _resolution(picture)
    if abs(scale - 1) > 0.05:
        size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    grey.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits in 8: taken as it is, all but the blackest ink would turn into paper."""
    if picture.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    return picture


def _resolution(picture: Image.Image) -> float:
    """Dots per inch, as the file tells or as its width on A4 makes likely."""
    told = picture.info.get("dpi", (0, 0))
    across = float(told[0]) if isinstance(told, tuple) and told else 0.0
    width = min(picture.size)
    likely = math.isfinite(across) and int(across) in BELIEVABLE
    if likely and 3 < width / across < 40:
        return across
    return max(width / A4_INCHES, 30.0)


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable(
            f"{name}: ภาพใหญ่เกินไป โปรดสแกนใหม่ที่ 300 จุดต่อนิ้วหรือน้อยกว่า",
            f"{name}: the image is too large; scan it again at 300 dots per inch or less",
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> Unreadable:
    return Unreadable(
        f"{name}: ไฟล์ภาพเสียหายหรือไม่สมบูรณ์ โปรดสแกนหรือบันทึกใหม่แล้วนำเข้าใหม่",
        f"{name}: the image is damaged or incomplete ({type(error).__name__}); scan or save it again",
    )
