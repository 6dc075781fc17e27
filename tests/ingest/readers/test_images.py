"""Pictures as pages: right way up, at the right scale, ink on paper; odd and hostile ones refused with a reason."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFile, TiffImagePlugin

from kb.errors import Unreadable
from kb.ingest.readers.images import image_pages, render_image
from kb.ingest.readers.reading import Limits


def saved(picture: Image.Image, form: str = "PNG", **more: Any) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def drawn(data: bytes, number: int = 1, dpi: int = 200) -> Any:
    """The greys of a page."""
    picture = Image.open(io.BytesIO(render_image(data, number, dpi)))
    assert (picture.format, picture.mode) == ("PNG", "L")
    return np.asarray(picture)


def sixteen_bits() -> Image.Image:
    """White paper with a dark, not black, band, as a scanner of 16 bits gives it."""
    greys = np.full((300, 200), 0xF000, np.uint16)
    greys[100:200] = 0x2000
    return Image.fromarray(greys)


def tiff(numerator: int, denominator: int) -> bytes:
    """A TIFF that says so many dots per inch."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()  # type: ignore[no-untyped-call]
    rational = TiffImagePlugin.IFDRational(numerator, denominator)
    tags[282], tags[283], tags[296] = rational, rational, 2
    return saved(Image.new("L", (827, 1169), 255), "TIFF", tiffinfo=tags)


@pytest.mark.parametrize(
    ("data", "paper", "ink"),
    [
        pytest.param(saved(sixteen_bits(), "TIFF"), 0xF0, 0x20, id="16 bits in TIFF"),
        pytest.param(saved(sixteen_bits()), 0xF0, 0x20, id="16 bits in PNG"),
        pytest.param(saved(Image.new("LA", (200, 300), (0, 0))), 255, 255, id="black, but wholly transparent"),
        pytest.param(saved(Image.new("P", (200, 300), 0), transparency=0), 255, 255, id="transparent by palette"),
        pytest.param(saved(Image.new("1", (200, 300), 0), "TIFF"), 0, 0, id="one bit, black"),
        pytest.param(saved(Image.new("CMYK", (200, 300), (0, 0, 0, 255)), "JPEG"), 0, 0, id="inks of a press"),
        pytest.param(saved(Image.new("RGB", (200, 300), (255, 0, 0))), 76, 76, id="colour"),
    ],
)
def test_every_sort_of_picture_becomes_ink_on_paper(data: bytes, paper: int, ink: int) -> None:
    """Grey, eight bits: what was dark is dark, what was nothing is paper."""
    greys = drawn(data)
    assert (int(greys[10, 10]), int(greys[greys.shape[0] // 2, 10])) == (paper, ink)


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        pytest.param(saved(Image.new("L", (827, 1169)), dpi=(100, 100)), (2338, 1654), id="100 as it says"),
        pytest.param(saved(Image.new("L", (827, 1169))), (2338, 1654), id="says nothing: as wide as A4"),
        pytest.param(saved(Image.new("L", (827, 1169)), dpi=(1, 1)), (2338, 1654), id="says what cannot be"),
        pytest.param(saved(Image.new("L", (827, 1169)), dpi=(1200, 1200)), (2338, 1654), id="as small as a stamp"),
        pytest.param(tiff(100, 1), (2338, 1654), id="100 in TIFF"),
        pytest.param(tiff(0, 0), (2338, 1654), id="nought by nought"),
        pytest.param(tiff(1, 0), (2338, 1654), id="one by nought"),
        pytest.param(saved(Image.new("L", (1654, 2338)), dpi=(200, 200)), (2338, 1654), id="as wanted: left as it is"),
    ],
)
def test_the_scale_is_the_one_wanted(data: bytes, shape: tuple[int, int]) -> None:
    """Twenty-four centimetres of letters at 200 dots per inch, whatever the file says or does not say."""
    assert drawn(data).shape == pytest.approx(shape, abs=2)


def test_a_photo_is_turned_upright() -> None:
    """By what the camera noted."""
    exif = Image.Exif()
    exif[274] = 6
    data = saved(Image.new("L", (1169, 827), 9), "JPEG", exif=exif, dpi=(100, 100))
    assert drawn(data, dpi=100).shape == (1169, 827)


def test_pages_of_a_tiff() -> None:
    """Each is drawn for itself; too many are refused; one that is not there is."""
    pages = [Image.new("L", (200, 300), grey) for grey in (10, 20, 30)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert image_pages(data, "a.tif", Limits()) == 3
    assert [int(drawn(data, number)[0, 0]) for number in (1, 2, 3)] == [10, 20, 30]
    with pytest.raises(Unreadable, match=r"a.tif: has 3 pages, more than the 2 allowed"):
        image_pages(data, "a.tif", Limits(pages=2))
    with pytest.raises(Unreadable, match="damaged or incomplete"):
        drawn(data, 4)


NOISE = saved(Image.effect_noise((200, 300), 90))


@pytest.mark.parametrize(
    ("data", "english"),
    [
        (b"", "damaged or incomplete"),
        (b"not a picture", "damaged or incomplete"),
        (b"\x89PNG\r\n\x1a\n", "damaged or incomplete"),
        (saved(Image.new("1", (12_000, 12_000))), "too large; scan it again at 300 dots"),
    ],
    ids=["empty", "no picture", "a beginning alone", "more dots than a page has"],
)
def test_what_is_no_picture_is_refused(data: bytes, english: str) -> None:
    """Before anything is unpacked."""
    with pytest.raises(Unreadable, match=english):
        image_pages(data, "a.png", Limits())


@pytest.mark.parametrize("cut", [len(NOISE) // 2, len(NOISE) - 30])
def test_half_a_picture_is_refused_when_it_is_drawn(monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    """Its head is whole, its body is not."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # a library that other tests use sets it
    with pytest.raises(Unreadable, match=r"a\.png: the image is damaged or incomplete"):
        render_image(NOISE[:cut], 1, 200, "a.png")
