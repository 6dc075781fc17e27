"""What a resolution cites and what cites it, as boxes of its page and as links in its text. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.linking.link_view import LinksView, LinkView
from kb.linking.links import BETWEEN
from kb.linking.mentions_view import MentionView
from kb.search import ResolutionDetail
from kb.text import find_dates, thai_date
from kb.web.annotating import CitedSpan
from kb.web.wording import LINKED_BY, LOST, PROBLEMS, RELATIONS


@dataclass(frozen=True)
class LinkBox:
    """One link as its page shows it. `other` is the far end; `words` are those it rests on."""

    id: str
    other: str
    day: str
    title: str
    agency: str
    relation: str
    relation_name: str
    part: bool
    confirmed: bool
    how: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class LostBox:
    """A mention that leads to nothing. `choices` are links that a person may confirm instead: id and address."""

    words: str
    cited: str
    why: str
    problem: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LinkBoxes:
    """What a resolution cites, what cites it, and what it says that leads nowhere."""

    cites: tuple[LinkBox, ...]
    cited_by: tuple[LinkBox, ...]
    lost: tuple[LostBox, ...]


@dataclass(frozen=True)
class _Stretch:
    """A stretch of the document's text that speaks of one earlier resolution."""

    start: int
    end: int
    quote: str
    on: date | None
    to: str | None
    note: str


def link_boxes(links: LinksView) -> LinkBoxes:
    """The boxes of a resolution's links."""
    return LinkBoxes(
        cites=tuple(_box(each) for each in links.cites),
        cited_by=tuple(_box(each) for each in links.cited_by),
        lost=tuple(_lost(each) for each in links.unresolved),
    )


def citation_spans(links: LinksView, detail: ResolutionDetail) -> list[CitedSpan]:
    """Where the body speaks of earlier resolutions. Words that do not stand in this body as quoted are left out."""
    found = [
        _Stretch(
            start=each.start - detail.start,
            end=each.end - detail.start,
            quote=each.quote,
            on=link.other.meeting_date,
            to=f"/resolutions/{link.other.id}",
            note=f"{link.other.id} {link.other.title}",
        )
        for link in links.cites
        for each in link.evidence
    ]
    found += [
        _Stretch(each.start - detail.start, each.end - detail.start, each.quote, each.cited_date, None, _why(each))
        for each in links.unresolved
    ]
    standing = [each for each in found if each.start >= 0 and detail.body[each.start : each.end] == each.quote]
    spans = []
    for group in _overlapping(standing):
        spans += _parted(group)
    return spans


def _overlapping(stretches: Iterable[_Stretch]) -> list[list[_Stretch]]:
    """Stretches that overlap, together."""
    groups: list[list[_Stretch]] = []
    end = -1
    for each in sorted(stretches, key=lambda each: (each.start, -each.end)):
        if not groups or each.start >= end:
            groups.append([])
        groups[-1].append(each)
        end = max(end, each.end)
    return groups


def _parted(group: Sequence[_Stretch]) -> list[CitedSpan]:
    """One span for a stretch; where it cites several resolutions, one for each of their days that is found in it."""
    first = next((each for each in group if each.to), group[0])
    if len({each.to or each.note for each in group}) == 1:
        return [CitedSpan(group[0].start, max(each.end for each in group), first.to, first.note)]
    days = {place: each for each in group if (place := _day_in(each))}
    if not days:
        return [CitedSpan(first.start, first.end, first.to, first.note)]
    return [CitedSpan(start, end, each.to, each.note) for (start, end), each in days.items()]


def _day_in(stretch: _Stretch) -> tuple[int, int] | None:
    """Where its own day is written."""
    days = (each for each in find_dates(stretch.quote) if stretch.on is not None and each.first == stretch.on)
    found = next(days, None)
    return (stretch.start + found.start, stretch.start + found.end) if found else None


def _box(link: LinkView) -> LinkBox:
    return LinkBox(
        id=link.id,
        other=link.other.id,
        day=thai_date(link.other.meeting_date),
        title=link.other.title,
        agency=link.other.agency_abbr or "",
        relation=link.relation,
        relation_name=RELATIONS.get(link.relation, link.relation),
        part=link.part,
        confirmed=link.confirmed,
        how=LINKED_BY.get(link.how, link.how),
        words=tuple(dict.fromkeys(" ".join(each.quote.split()) for each in link.evidence)),
    )


def _lost(mention: MentionView) -> LostBox:
    return LostBox(
        words=" ".join(mention.quote.split()),
        cited=thai_date(mention.cited_date) if mention.cited_date else mention.letter or "",
        why=LOST.get(mention.status, mention.status),
        problem=_problem(mention),
        choices=tuple((f"{mention.resolution}{BETWEEN}{each}", each) for each in mention.candidates),
    )


def _why(mention: MentionView) -> str:
    why = LOST.get(mention.status, mention.status)
    return f"{why} ({_problem(mention)})" if mention.problem else why


def _problem(mention: MentionView) -> str:
    return PROBLEMS.get(mention.problem, mention.problem) if mention.problem else ""
