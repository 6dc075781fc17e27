"""A body as safe HTML with places to jump to and evidence marked."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

Span = tuple[int, int]


def annotated(text: str, places: Iterable[int], evidence: Iterable[Span]) -> Markup:
    """The text, escaped: an empty link target "t<offset>" at each place, each stretch of evidence in a <mark>.

    All offsets are into `text`; what lies outside it is left out, and stretches that overlap become one.
    """
    targets = {each for each in places if 0 <= each <= len(text)}
    marks = _joined([(start, end) for start, end in evidence if 0 <= start < end <= len(text)])
    opens, closes = {start for start, _ in marks}, {end for _, end in marks}
    cuts = sorted({0, len(text)} | targets | opens | closes)
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        pieces += [Markup("</mark>")] if start in closes else []
        pieces += [Markup("<mark>")] if start in opens else []
        pieces += [Markup('<a id="t{}"></a>').format(start)] if start in targets else []
        pieces.append(Markup.escape(text[start:end]))
    return Markup("").join(pieces)


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Overlapping and touching spans made one, in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
