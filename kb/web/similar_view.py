"""Similar matters as the page of a resolution shows them: by agency, with reasons and passages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.linking.links import BETWEEN
from kb.linking.similar import Excerpt, FoldedMatter, SharedPassage, SimilarMatter, SimilarMatters
from kb.search import Highlight
from kb.text import thai_date
from kb.web.marking import marked
from kb.web.wording import WORDS, likeness_name


@dataclass(frozen=True)
class PassagePair:
    """Two passages to be read side by side."""

    this: Markup
    other: Markup
    likeness: str


@dataclass(frozen=True)
class SimilarBox:
    """One suggestion. `link` names the pair for a person's word; `judged` is the word that is in force on it."""

    link: str
    id: str
    day: str
    title: str
    outcome: str
    likeness: str
    percent: int
    judged: str
    own_series: bool
    reasons: tuple[str, ...]
    passages: tuple[PassagePair, ...]
    folded: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class AgencyGroup:
    """The suggestions from one agency; `more` of its matters are alike and not shown."""

    agency: str
    items: tuple[SimilarBox, ...]
    more: int


@dataclass(frozen=True)
class SimilarView:
    """All of it, and what it comes to in a sentence. Matters are told as address, day and title; `told_twice` are this
    very one again.
    """

    thai: str
    english: str
    groups: tuple[AgencyGroup, ...]
    told_twice: tuple[tuple[str, str, str], ...] = ()


def similar_view(similar: SimilarMatters) -> SimilarView:
    """Suggestions by agency, the agency with the most first."""
    shown: dict[str | None, list[SimilarMatter]] = {share.agency: [] for share in similar.by_agency}
    for each in similar.items:
        shown.setdefault(each.agency, []).append(each)
    counts = {share.agency: share.matters for share in similar.by_agency}
    groups = tuple(
        AgencyGroup(
            agency=agency or "ไม่ระบุหน่วยงาน",
            items=tuple(_box(similar.ref, each) for each in items),
            more=max(0, counts.get(agency, 0) - len(items)),
        )
        for agency, items in shown.items()
        if items
    )
    return SimilarView(similar.thai, similar.english, groups, _folded(similar.told_twice))


def _box(ref: str, matter: SimilarMatter) -> SimilarBox:
    return SimilarBox(
        link=f"{ref}{BETWEEN}{matter.ref}",
        id=matter.ref,
        day=thai_date(matter.meeting_date),
        title=matter.title,
        outcome=matter.outcome or "",
        likeness=likeness_name(matter.score),
        percent=round(matter.score * 100),
        judged=f"{matter.verdict.by} {WORDS[matter.verdict.word]}แล้ว" if matter.verdict else "",
        own_series=matter.own_series,
        reasons=tuple(each.thai for each in matter.reasons if each.kind != "judged"),
        passages=tuple(_pair(each) for each in matter.passages),
        folded=_folded(matter.folded),
    )


def _folded(matters: Sequence[FoldedMatter]) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.ref, thai_date(each.meeting_date), each.title) for each in matters)


def _pair(passage: SharedPassage) -> PassagePair:
    return PassagePair(_told(passage.this), _told(passage.other), f"{passage.cosine:.2f}")


def _told(excerpt: Excerpt) -> Markup:
    start = excerpt.span.start
    words: Sequence[Highlight] = [Highlight(each.start - start, each.end - start) for each in excerpt.words]
    return marked(excerpt.span.quote, words)
