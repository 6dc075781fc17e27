"""A parsed document made ready to be stored: its matters cut into passages and embedded, outside any transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from kb.agencies import AgencyRegistry
from kb.embeddings import Encoder
from kb.index import TITLE, encoded, passage_spans
from kb.ingest import ParsedDocument, ParsedMatter
from kb.ingest.drafts import MatterDraft, PassageDraft, PrepareMatter

BODY = "body"


def prepared(document: ParsedDocument, encoder: Encoder, registry: AgencyRegistry | None = None) -> list[MatterDraft]:
    """The document's matters with passages and vectors, in its order; with a registry also facts and commitments."""
    return prepare_matters(document.text, document.matters, document.meeting_date, encoder, registry)


def prepare_matters(
    text: str, matters: Sequence[ParsedMatter], meeting_date: date, encoder: Encoder, registry: AgencyRegistry | None
) -> list[MatterDraft]:
    """Matters of one text, all embedded in one go."""
    from kb.ingest.facts.facts import find_facts  # noqa: PLC0415 - slow to load, and most commands read no document

    outlines = [list(_outline(text, matter)) for matter in matters]
    vectors = iter(encoded(encoder.encode_passages([words for outline in outlines for _, _, _, words in outline])))
    drafts = []
    for matter, outline in zip(matters, outlines, strict=True):
        passages = tuple(PassageDraft(*passage, next(vectors)) for passage in outline)
        if registry is None:
            drafts.append(MatterDraft(matter, passages))
        else:
            facts = find_facts(
                matter.title, text, matter.body_start, matter.body_end, meeting_date, matter.group, registry
            )
            commitments = tuple(_commitments(text, matter, meeting_date, registry))
            drafts.append(MatterDraft(matter, passages, plain(asdict(facts)), commitments))
    return drafts


def preparing(encoder: Encoder, registry: AgencyRegistry | None = None) -> PrepareMatter:
    """A way to make one matter of a stored text ready again."""

    def again(text: str, matter: ParsedMatter, meeting_date: date) -> MatterDraft:
        return prepare_matters(text, [matter], meeting_date, encoder, registry)[0]

    return again


def _commitments(
    text: str, matter: ParsedMatter, meeting_date: date, registry: AgencyRegistry
) -> Iterator[dict[str, Any]]:
    """Commitments as columns of `SuggestedCommitment`."""
    from kb.ingest.facts.commitments import find_commitments  # noqa: PLC0415 - as above

    found = find_commitments(text, matter.body_start, matter.body_end, meeting_date, registry, matter.agency)
    for each in found:
        yield {
            "start": each.start,
            "end": each.end,
            "quote": text[each.start : each.end],
            "lead": each.lead,
            "lead_agency": each.lead_agency,
            "joint": list(each.joint),
            "what": text[each.what_start : each.what_end],
            "due_quote": text[each.due.start : each.due.end] if each.due else None,
            "due_kind": each.due.kind if each.due else None,
            "due_on": each.due.on if each.due else None,
            "confidence": each.confidence,
        }


def plain(value: Any) -> Any:
    """A value of facts as what JSON knows: dates in ISO form, amounts as text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _outline(text: str, matter: ParsedMatter) -> Iterator[tuple[str, int, int, str]]:
    """Kind, span and words of each passage: the title, then the windows of the body."""
    yield TITLE, matter.title_start, matter.title_end, matter.title
    for start, end in passage_spans(text, matter.body_start, matter.body_end):
        yield BODY, start, end, text[start:end]
