"""A document made ready: passages with vectors in its order; facts and commitments as what the database keeps."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from kb.ingest.drafts import MatterDraft
from kb.workflows.prepare import plain, prepare_matters, prepared, preparing

DAY = date(2020, 1, 7)
BODY = (
    "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงคมนาคมเสนอ และให้กระทรวงมหาดไทยและกรมประมงรายงานผลการนับหอยทาก"
    "ต่อคณะรัฐมนตรีภายใน 30 วัน วงเงิน 1.5 ล้านบาท"
)
MATTERS = (
    {"number": 1, "title": "การนับหอยทาก", "body": BODY, "agency": "กระทรวงคมนาคม"},
    {"number": 2, "title": "เรื่องสั้น", "body": "รับทราบ"},
)


def drafts(archive: Any, *, registry: bool = True) -> list[MatterDraft]:
    """Two matters made ready."""
    document = archive.document("a.txt", DAY, *MATTERS)
    return prepared(document, archive.encoder, archive.registry if registry else None)


def test_passages_come_with_vectors_in_order(archive: Any) -> None:
    """The title first, then the body; each vector is that of its own words, whatever matter it stands in."""
    text = archive.document("a.txt", DAY, *MATTERS).text
    for draft in drafts(archive):
        assert [each.kind for each in draft.passages] == ["title", "body"]
        assert draft.passages[0].text == draft.matter.title
        for each in draft.passages:
            assert text[each.start : each.end] == each.text
            own = archive.encoder.encode_passages([each.text])[0]
            assert np.allclose(np.frombuffer(each.vector, "<f2").astype(np.float32), own, atol=1e-3)


def test_commitments_are_columns(archive: Any) -> None:
    """Who, what, when, and the words themselves as evidence; days are days."""
    document = archive.document("a.txt", DAY, *MATTERS)
    first, second = drafts(archive)
    (found,) = first.commitments
    assert document.text[found["start"] : found["end"]] == found["quote"]
    told = {name: found[name] for name in ("lead", "lead_agency", "joint", "due_quote", "due_kind", "due_on")}
    assert told == {
        "lead": "กระทรวงมหาดไทย",
        "lead_agency": "กระทรวงมหาดไทย",
        "joint": ["กรมประมง"],
        "due_quote": "ภายใน 30 วัน",
        "due_kind": "days",
        "due_on": date(2020, 2, 6),
    }
    assert "รายงานผลการนับหอยทาก" in found["what"]
    assert 0 < found["confidence"] <= 1
    assert second.commitments == ()


def test_facts_are_json(archive: Any) -> None:
    """Kept as they are and read again the same; every span of evidence lies in the text."""
    text = archive.document("a.txt", DAY, *MATTERS).text
    facts = drafts(archive)[0].facts
    assert json.loads(json.dumps(facts, ensure_ascii=False)) == facts
    spans = [*evidence(facts)]
    assert spans
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in spans)


def evidence(value: Any) -> Any:
    """Every piece of evidence in facts."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value
        for each in value.values():
            yield from evidence(each)
    elif isinstance(value, list):
        for each in value:
            yield from evidence(each)


def test_without_a_registry_there_are_passages_alone(archive: Any) -> None:
    """For callers that only measure."""
    for draft in drafts(archive, registry=False):
        assert (dict(draft.facts), draft.commitments, len(draft.passages)) == ({}, (), 2)


def test_made_ready_again_it_is_the_same(archive: Any) -> None:
    """One matter of a stored text gives what the whole document gave."""
    document = archive.document("a.txt", DAY, *MATTERS)
    again = preparing(archive.encoder, archive.registry)
    assert [again(document.text, draft.matter, DAY) for draft in drafts(archive)] == drafts(archive)
    assert prepare_matters(document.text, [], DAY, archive.encoder, archive.registry) == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (date(2020, 1, 7), "2020-01-07"),
        (Decimal("1500000.50"), "1500000.50"),
        ({"a": (date(2020, 1, 7), None)}, {"a": ["2020-01-07", None]}),
        ([[Decimal(1)], True, 0.5, "ก"], [["1"], True, 0.5, "ก"]),
    ],
)
def test_values_as_json_knows_them(value: object, told: object) -> None:
    """Days in ISO form, amounts as text: no digit is lost."""
    assert plain(value) == told
