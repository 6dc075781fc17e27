"""PDFs written by hand: Thai by a font with a map to Unicode, pages, pictures, a password; no library, no font file."""

from collections.abc import Sequence

_TIS = "cp874"
_WIDTHS = " ".join("0" if code in (0xD1, *range(0xD4, 0xDB), *range(0xE7, 0xEF)) else "500" for code in range(32, 256))
TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    b"3 beginbfrange <20> <7E> <0020> <A1> <DA> <0E01> <DF> <FB> <0E3F> endbfrange endcmap end end"
)
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
)


def text(lines: Sequence[str], left: float = 70, top: float = 750, step: float = 20) -> bytes:
    """The drawing of lines one below the other."""
    shown = [f"1 0 0 1 {left} {top - step * at} Tm <{line.encode(_TIS).hex()}> Tj" for at, line in enumerate(lines)]
    return f"BT /F1 14 Tf {' '.join(shown)} ET ".encode()


PICTURE = b"q 595 0 0 842 0 0 cm /P1 Do Q "
"""The drawing of one grey picture over the whole page: a scan."""


def pdf(pages: Sequence[bytes], encrypted: bool = False, to_unicode: bytes = TO_UNICODE) -> bytes:
    """A whole PDF whose pages draw what is given; a blank page for empty bytes."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /LastChar 255 /Widths [{_WIDTHS}] "
        f"/ToUnicode 4 0 R >>".encode(),
        _stream(to_unicode),
        _PICTURE + b"\nstream\n\x80\nendstream",
    ]
    for at, drawing in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> /XObject << /P1 5 0 R >> >> >>".encode()
        )
        objects.append(_stream(drawing))
    lock = f"/ID [<{'00' * 16}> <{'00' * 16}>] " if encrypted else ""
    if encrypted:
        lock += f"/Encrypt {len(objects) + 1} 0 R "
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>".encode())
    return _written(objects, lock)


def _stream(content: bytes) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _written(objects: Sequence[bytes], lock: str) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R {lock}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()
