"""A parsed document made ready to be stored: its matters cut into passages and embedded, outside any transaction."""

from collections.abc import Iterator

from kb.embeddings import Encoder
from kb.index import TITLE, encoded, passage_spans
from kb.ingest import ParsedDocument, ParsedMatter
from kb.ingest.records import MatterDraft, PassageDraft

BODY = "body"


def prepared(document: ParsedDocument, encoder: Encoder) -> list[MatterDraft]:
    """The document's matters with their passages and vectors, in the order of the document."""
    outlines = [list(_outline(document.text, matter)) for matter in document.matters]
    texts = [text for outline in outlines for _, _, _, text in outline]
    vectors = iter(encoded(encoder.encode_passages(texts)))
    return [
        MatterDraft(
            matter, tuple(PassageDraft(kind, start, end, text, next(vectors)) for kind, start, end, text in outline)
        )
        for matter, outline in zip(document.matters, outlines, strict=True)
    ]


def _outline(text: str, matter: ParsedMatter) -> Iterator[tuple[str, int, int, str]]:
    """Kind, span and words of each passage: the title, then the windows of the body."""
    yield TITLE, matter.title_start, matter.title_end, matter.title
    for start, end in passage_spans(text, matter.body_start, matter.body_end):
        yield BODY, start, end, text[start:end]
