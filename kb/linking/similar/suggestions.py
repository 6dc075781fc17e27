"""Neighbours written out: reasons, passages side by side, what is folded into each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.linking.similar.excerpts import Pair, SideBySide, nearest_pairs
from kb.linking.similar.item import Item
from kb.linking.similar.names import shared_name
from kb.linking.similar.neighbours import Neighbour
from kb.linking.similar.reading import Matter, Reading
from kb.linking.similar.reasons import Common, reasons_for
from kb.linking.similar.result import FoldedMatter, SimilarMatter
from kb.linking.similar.rows import law_titles, texts_of

APPOINTMENTS = "แต่งตั้ง"
"""The group of matters whose texts are names of people: words shared there tell nothing and are personal."""


@dataclass(frozen=True, eq=False)
class _Page:
    """What every suggestion of a page is written with."""

    reading: Reading
    one: Matter
    others: Mapping[int, Matter]
    beside: SideBySide
    rarity: Mapping[str, float]
    laws: Mapping[int, str]


def suggestions(
    reading: Reading, one: Matter, others: Mapping[int, Matter], found: Sequence[Neighbour], rarity: Mapping[str, float]
) -> tuple[SimilarMatter, ...]:
    """The neighbours of `one` in full, in the order given; the words of all passages to be quoted are read at once.

    `others` holds every matter that `found` or its folded ones name; `rarity` weighs the words of `one`.
    """
    pairs = {each.item.id: nearest_pairs(one.passages, others[each.item.id].passages) for each in found}
    quoted = {cut.id for listed in pairs.values() for pair in listed for cut in (pair.this, pair.other)}
    texts = texts_of(reading.session, sorted(quoted))
    shared_laws = {law for each in found for law in each.item.laws & one.item.laws}
    page = _Page(
        reading=reading,
        one=one,
        others=others,
        beside=SideBySide(texts, reading.tokeniser, reading.lexical, reading.left_out),
        rarity=rarity,
        laws=law_titles(reading.session, sorted(shared_laws), reading.lexical.rows),
    )
    return tuple(_suggestion(page, each, pairs[each.item.id]) for each in found)


def _suggestion(page: _Page, neighbour: Neighbour, pairs: Sequence[Pair]) -> SimilarMatter:
    passages, shared = page.beside.shown(pairs, page.rarity)
    row = page.others[neighbour.item.id].row
    return SimilarMatter(
        id=row.id,
        ref=row.ref,
        title=row.title,
        meeting_date=row.meeting_date,
        agency=row.agency,
        agency_abbr=row.agency_abbr,
        group=row.group,
        outcome=row.outcome,
        score=round(neighbour.score, 4),
        verdict=neighbour.verdict,
        own_series=neighbour.own_series,
        reasons=reasons_for(neighbour, _common(page, neighbour, shared)),
        passages=tuple(passages),
        folded=folded_matters(page.others, neighbour.folded),
    )


def _common(page: _Page, neighbour: Neighbour, shared: Mapping[str, float]) -> Common:
    one, other = page.one, page.others[neighbour.item.id]
    alike = bool(other.row.group) and (other.row.group, other.row.outcome) == (one.row.group, one.row.outcome)
    named = APPOINTMENTS in (one.row.group, other.row.group)
    laws = neighbour.item.laws & one.item.laws
    return Common(
        title_words={word: rare for word, rare in other.item.words.items() if word in one.item.words},
        text_words={} if named else shared,
        laws=tuple(sorted(page.laws[law] for law in laws if law in page.laws)),
        name=shared_name(one.row.title, other.row.title, page.reading.tokeniser),
        group=other.row.group if alike else None,
        outcome=other.row.outcome if alike else None,
    )


def folded_matters(others: Mapping[int, Matter], items: Iterable[Item]) -> tuple[FoldedMatter, ...]:
    """What is told of matters that another one stands for, newest first."""
    rows = sorted((others[each.id].row for each in items), key=lambda row: row.ref, reverse=True)
    return tuple(FoldedMatter(row.ref, row.meeting_date, row.title) for row in rows)
