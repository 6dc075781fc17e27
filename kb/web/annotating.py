"""A body as safe HTML with places to jump to, evidence marked and citations linked."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

Span = tuple[int, int]


@dataclass(frozen=True)
class CitedSpan:
    """A stretch that cites: `to` is where it leads, None for nowhere; `note` is told when it is pointed at."""

    start: int
    end: int
    to: str | None
    note: str


def annotated(
    text: str, places: Iterable[int], evidence: Iterable[Span], citations: Iterable[CitedSpan] = ()
) -> Markup:
    """The text, escaped: an empty link target "t<offset>" at each place, each stretch of evidence in a <mark>, each
    citation a link, or without a target a <span>.

    All offsets are into `text`; what lies outside it is left out, stretches of evidence that overlap become one, and of
    citations that overlap the first holds. A stretch of evidence that a citation cuts is marked in pieces.
    """
    targets = {each for each in places if 0 <= each <= len(text)}
    marks = _joined([(start, end) for start, end in evidence if 0 <= start < end <= len(text)])
    cited = _apart([each for each in citations if 0 <= each.start < each.end <= len(text)])
    edges = {edge for span in marks for edge in span} | {edge for each in cited for edge in (each.start, each.end)}
    cuts = sorted({0, len(text)} | targets | edges)
    state = _State()
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        state.turn(_at(cited, start), marked=any(first <= start < last for first, last in marks))
        state.pieces += [Markup('<span id="t{}"></span>').format(start)] if start in targets else []
        state.pieces.append(Markup.escape(text[start:end]))
    state.turn(None, marked=False)
    return Markup("").join(state.pieces)


class _State:
    """What is open while the text is written: at most a citation, and in it or without it at most a mark."""

    def __init__(self) -> None:
        self.pieces: list[Markup] = []
        self._citation: CitedSpan | None = None
        self._marked = False

    def turn(self, citation: CitedSpan | None, *, marked: bool) -> None:
        """Close and open what must be for what follows."""
        other = citation != self._citation
        if self._marked and (other or not marked):
            self.pieces.append(Markup("</mark>"))
            self._marked = False
        if other and self._citation:
            self.pieces.append(Markup("</a>") if self._citation.to else Markup("</span>"))
        if other and citation:
            self.pieces.append(_opening(citation))
        if marked and not self._marked:
            self.pieces.append(Markup("<mark>"))
        self._citation, self._marked = citation, marked


def _opening(citation: CitedSpan) -> Markup:
    if citation.to:
        return Markup('<a class="cited" href="{}" title="{}">').format(citation.to, citation.note)
    return Markup('<span class="cited lost" title="{}">').format(citation.note)


def _at(cited: Sequence[CitedSpan], offset: int) -> CitedSpan | None:
    """The citation that an offset stands in."""
    place = bisect_right([each.start for each in cited], offset) - 1
    return cited[place] if place >= 0 and offset < cited[place].end else None


def _apart(citations: Sequence[CitedSpan]) -> list[CitedSpan]:
    """In order, less those that overlap one before them."""
    apart: list[CitedSpan] = []
    for each in sorted(citations, key=lambda each: (each.start, -each.end)):
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Overlapping and touching spans made one, in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
