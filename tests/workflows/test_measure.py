"""Measuring over paragraphs goes through the same storing, indexing and searching as the archive."""

import pytest

from kb.errors import BadInput
from kb.runtime import Runtime
from kb.search import JudgedQuery
from kb.workflows.measure import PER_MEETING, Paragraph, evaluate_corpus, read_paragraphs

ANIMALS = ["แมว", "ช้าง", "ปลาวาฬ", "นกยูง", "เต่า"]


def measured(runtime: Runtime, paragraphs, queries, mode, today):
    """Evaluate with a runtime's parts."""
    return evaluate_corpus(paragraphs, queries, runtime.encoder, runtime.tokeniser, runtime.registry, mode, today)


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
def test_each_paragraph_is_found_by_its_own_id(sample_runtime: Runtime, today, mode: str) -> None:
    """Ids of any form, with and without titles, in every mode."""
    paragraphs = [
        Paragraph(f"id {n}/ก", name if n % 2 else "", f"{name}เป็นสัตว์ที่เราศึกษา") for n, name in enumerate(ANIMALS)
    ]
    queries = [JudgedQuery(f"เรื่องของ{name}", {f"id {n}/ก": 1.0}) for n, name in enumerate(ANIMALS)]
    result = measured(sample_runtime, paragraphs, queries, mode, today)
    assert (result.n, result.mrr_at_10) == (len(ANIMALS), 1.0)


def test_more_paragraphs_than_a_meeting_holds(sample_runtime: Runtime, today) -> None:
    """Paragraphs beyond the first document are stored, found and mapped back, too."""
    many = [Paragraph(str(n), "", f"ข้อความลำดับที่ {n}") for n in range(PER_MEETING)]
    result = measured(
        sample_runtime,
        [*many, Paragraph("last", "", "กระรอกบิน")],
        [JudgedQuery("กระรอกบิน", {"last": 1})],
        "lexical",
        today,
    )
    assert result.mrr_at_10 == 1.0


def test_the_measured_home_is_left_alone(sample_runtime: Runtime, today) -> None:
    """A throw-away index is thrown away: the home knows nothing of the paragraphs."""
    before = sample_runtime.status()
    measured(sample_runtime, [Paragraph("x", "", "กระรอกบิน")], [JudgedQuery("กระรอกบิน", {"x": 1})], "hybrid", today)
    assert sample_runtime.status() == before


def test_reading_paragraphs() -> None:
    """Titles may be absent or null, ids may be numbers, blank lines are skipped."""
    lines = ['{"id": 7, "title": null, "text": "ก"}', "\n", '{"id": "a", "title": "ข", "text": "ค", "more": 1}']
    assert list(read_paragraphs(lines)) == [Paragraph("7", "", "ก"), Paragraph("a", "ข", "ค")]


@pytest.mark.parametrize("bad", ["not json", "[]", "null", '{"id": "x"}', '{"text": "x"}', "7"])
def test_a_bad_paragraph_is_named(bad: str) -> None:
    """By its line, in both languages."""
    with pytest.raises(BadInput) as caught:
        list(read_paragraphs(['{"id": "a", "text": "ก"}', bad]))
    assert "บรรทัดที่ 2 " in caught.value.thai
    assert "line 2 " in caught.value.english


def test_two_paragraphs_with_one_id_are_refused() -> None:
    """By the id and the later line: a figure over them would mean nothing."""
    with pytest.raises(BadInput) as caught:
        list(read_paragraphs(['{"id": 7, "text": "ก"}', "", '{"id": "7", "text": "ข"}']))
    assert "บรรทัดที่ 3 ของไฟล์ข้อความมี id ซ้ำ: 7" in caught.value.thai
    assert "line 3 of the corpus has the id of an earlier line: 7" in caught.value.english


@pytest.mark.parametrize("lines", [[], ["\n", "  "]])
def test_an_empty_corpus_is_refused(lines: list[str]) -> None:
    """Nothing to measure on is a slip."""
    with pytest.raises(BadInput, match="the corpus is empty"):
        list(read_paragraphs(lines))


def test_positives_that_are_not_among_the_paragraphs(sample_runtime: Runtime, today) -> None:
    """Named in order; those that are there are not."""
    queries = [JudgedQuery("กระรอกบิน", {"z": 1, "x": 1}), JudgedQuery("กระรอก", {"y": 2, "w": 0})]
    result = measured(sample_runtime, [Paragraph("x", "", "กระรอกบิน")], queries, "lexical", today)
    assert result.missing == ("y", "z")
