"""A resolution as its page shows it: what the rooms gave, joined and put into words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from kb.ingest.facts import KINDS as RESOLUTION_KINDS
from kb.linking.laws import law_key
from kb.search import CommitmentView, FactsView, ResolutionDetail, ResolutionSource
from kb.text import thai_date
from kb.web.annotating import CitedSpan, annotated
from kb.web.wording import (
    HOW,
    PARTS,
    STATES,
    confidence_name,
    how_read,
    kind_name,
    waiting_sentence,
)

TITLE = "title"
"""The name of the place on the page where the title stands."""
ORDINARY = "ปกติ"


@dataclass(frozen=True)
class Jump:
    """Words that lead to a place on the page; `to` is None where the text does not hold them. `note` explains; `page`
    leads to a page of its own.
    """

    words: str
    to: str | None
    note: str = ""
    page: str | None = None


@dataclass(frozen=True)
class FactsBox:
    """What was read out of the text: a name and its words for each kind of fact that was found."""

    kind: str
    why: str
    kind_at: str | None
    is_default: bool
    lists: tuple[tuple[str, tuple[Jump, ...]], ...]


@dataclass(frozen=True)
class SourceBox:
    """One document that tells of the resolution. `original` opens it at the page of the matter, None if not kept."""

    name: str
    kind: str
    main: bool
    classification: str | None
    how: str
    read: str
    letter: str
    page: int | None
    original: str | None
    waiting: str


@dataclass(frozen=True)
class CommitmentBox:
    """One suggested commitment in words."""

    who: str
    joint: str
    what: str
    due: str
    due_quote: str
    confidence: str
    state: str
    at: str | None
    quote: str
    page: int | None


@dataclass(frozen=True)
class ResolutionView:
    """Everything beside title and particulars. `contents` leads to the parts of `body`."""

    body: Markup
    contents: tuple[Jump, ...]
    facts: FactsBox | None
    sources: tuple[SourceBox, ...]
    commitments: tuple[CommitmentBox, ...]


@dataclass(frozen=True)
class Pages:
    """Where things stand in originals: the page of (version, offset), and the pages of a version that wait for OCR."""

    at: Mapping[tuple[int, int], int | None]
    waiting: Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Linked:
    """What the body cites, and the numbers of laws by their key."""

    citations: Sequence[CitedSpan] = ()
    laws: Mapping[str, int] = field(default_factory=dict)


def resolution_view(
    detail: ResolutionDetail,
    found: FactsView,
    sources: Sequence[ResolutionSource],
    pages: Pages,
    linked: Linked = Linked(),
) -> ResolutionView:
    """The page of a resolution. Facts of another version of its text are told without places to jump to."""
    facts: Mapping[str, Any] = found.facts
    targets = _Targets(detail, found.version == detail.version)
    contents = tuple(
        Jump(PARTS.get(each["label"], each["label"]), targets.place(each["start"])) for each in facts.get("parts", ())
    )
    box = _facts_box(facts, targets, linked.laws) if facts else None
    commitments = tuple(_commitment(each, targets, pages) for each in found.commitments)
    evidence = [targets.span(each) for each in found.commitments if targets.holds(each)]
    return ResolutionView(
        body=annotated(detail.body, targets.used, evidence, linked.citations),
        contents=contents if len(contents) > 1 and all(each.to for each in contents) else (),
        facts=box,
        sources=tuple(_source(each, pages) for each in sources),
        commitments=commitments,
    )


def places_of(
    detail: ResolutionDetail, found: FactsView, sources: Sequence[ResolutionSource]
) -> tuple[tuple[int, int], ...]:
    """The places whose page the view tells."""
    told = [(detail.version, each.start) for each in found.commitments]
    return tuple(dict.fromkeys([*((each.version, each.start) for each in sources), *told]))


class _Targets:
    """Places in the body that something leads to: collected while the page is put together."""

    def __init__(self, detail: ResolutionDetail, same_text: bool) -> None:
        self._detail = detail
        self._same_text = same_text
        self.version = detail.version
        self.used: set[int] = set()

    def place(self, start: int) -> str | None:
        """The name of the place at an offset into the document's text; the title stands before the body."""
        if not self._same_text or start >= self._detail.end:
            return None
        if start < self._detail.start:
            return TITLE
        self.used.add(start - self._detail.start)
        return f"t{start - self._detail.start}"

    def span(self, commitment: CommitmentView) -> tuple[int, int]:
        """Where its evidence stands in the body."""
        return commitment.start - self._detail.start, commitment.end - self._detail.start

    def holds(self, commitment: CommitmentView) -> bool:
        """Whether its evidence stands there still: one that was decided is kept when its words have gone."""
        start, end = self.span(commitment)
        return start >= 0 and self._detail.body[start:end] == commitment.quote


def _facts_box(facts: Mapping[str, Any], targets: _Targets, numbers: Mapping[str, int]) -> FactsBox:
    kind = facts.get("kind") or {}
    code, evidence = kind.get("code", ""), kind.get("evidence")
    laws = tuple(
        replace(each, page=f"/laws/{numbers[law_key(each.words)]}") if law_key(each.words) in numbers else each
        for each in _jumps(facts, "laws", lambda each: each["title"], targets, _draft)
    )
    lists = (
        ("หน่วยงานที่ให้ความเห็น", _jumps(facts, "opinions", lambda each: each["agency"]["name"], targets)),
        ("กฎหมายที่กล่าวถึง", laws),
        ("จำนวนเงิน", _jumps(facts, "money", lambda each: " ".join(each["quote"].split()), targets)),
        ("จังหวัด", _jumps(facts, "provinces", lambda each: each["name"], targets)),
    )
    return FactsBox(
        kind=f"{code} {RESOLUTION_KINDS.get(code, '')}".strip(),
        why=f"{kind['why']} (กฎ {kind['rule']})" if kind else "",
        kind_at=targets.place(evidence["start"]) if evidence else None,
        is_default=bool(kind.get("is_default")),
        lists=tuple((name, jumps) for name, jumps in lists if jumps),
    )


def _draft(law: Mapping[str, Any]) -> str:
    return "ร่าง" if law.get("is_draft") else ""


def _jumps(
    facts: Mapping[str, Any], name: str, words: Any, targets: _Targets, note: Any = lambda _each: ""
) -> tuple[Jump, ...]:
    """The facts of one kind, each words and note once, where they first stand."""
    found: dict[tuple[str, str], Jump] = {}
    for each in facts.get(name, ()):
        key = (words(each), note(each))
        if key not in found:
            found[key] = Jump(key[0], targets.place(each["start"]), key[1])
    return tuple(found.values())


def _source(source: ResolutionSource, pages: Pages) -> SourceBox:
    page = pages.at.get((source.version, source.start))
    file = source.uri.partition("#")[0]
    at = f"#page={page}" if page and PurePosixPath(file).suffix.lower() == ".pdf" else ""
    dated = f" ลงวันที่ {thai_date(source.letter_date)}" if source.letter_date else ""
    waiting = pages.waiting.get(source.version)
    return SourceBox(
        name=source.document,
        kind=kind_name(source.kind, source.engine),
        main=source.main,
        classification=source.classification if source.classification != ORDINARY else None,
        how=HOW.get(source.how, source.how),
        read=how_read(source.engine, source.quality),
        letter=f"{source.letter_number}{dated}" if source.letter_number else "",
        page=page,
        original=f"/api/v1/documents/{source.document_id}/original{at}" if source.original else None,
        waiting=waiting_sentence(waiting) if waiting else "",
    )


def _commitment(each: CommitmentView, targets: _Targets, pages: Pages) -> CommitmentBox:
    there = targets.holds(each)
    official = each.lead_agency if each.lead_agency and each.lead_agency != each.lead else None
    by = f" โดย {each.decided_by}" if each.decided_by else ""
    due = thai_date(each.due_on) if each.due_on else ""
    return CommitmentBox(
        who=f"{each.lead} ({official})" if official else each.lead,
        joint=", ".join(each.joint),
        what=" ".join(each.what.split()),
        due=due or ("ไม่ได้ระบุเป็นวัน" if each.due_quote else "ไม่ได้กำหนดเวลา"),
        due_quote=" ".join((each.due_quote or "").split()),
        confidence=confidence_name(each.confidence),
        state=STATES.get(each.state, each.state) + by,
        at=targets.place(each.start) if there else None,
        quote="" if there else " ".join(each.quote.split()),
        page=pages.at.get((targets.version, each.start)) if there else None,
    )
