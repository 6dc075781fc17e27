"""Letters typed apart are read as one, and every place can still be told in what was typed."""

from datetime import date

import pytest

from kb.agencies import open_registry
from kb.ingest.facts.commitments import find_commitments
from kb.ingest.facts.composed import Composed


@pytest.mark.parametrize(
    ("typed", "text", "mended", "reason"),
    [
        ("ทําบัว", "ทำบัว", (1,), "nikhahit and aa"),
        ("นํ้าบัว", "น้ำบัว", (2,), "a tone between them"),
        ("นำบัว", "นำบัว", (), "one letter already"),
        ("นํบัว", "นํบัว", (), "a nikhahit alone is another sound"),
        ("จําทํา", "จำทำ", (1, 3), "twice"),
        ("", "", (), "nothing"),
    ],
)
def test_letters_typed_apart(typed: str, text: str, mended: tuple[int, ...], reason: str) -> None:
    """They are joined, and their places known."""
    assert Composed.of(typed) == Composed(text, mended), reason


def test_places_in_what_was_typed() -> None:
    """Each place of the text but that within a letter that was two is where it was typed."""
    typed = "จัดทําแผนนําบัว"
    composed = Composed.of(typed)
    at = composed.text.index("นำบัว")
    assert typed[composed.origin(at) :] == "นําบัว"
    assert typed[composed.origin(0) : composed.origin(composed.text.index("แผน"))] == "จัดทํา"


def test_commitments_in_a_text_typed_apart() -> None:
    """They are found as in any other; their spans are of what was typed, their actors in one letter."""
    text = "คณะรัฐมนตรีมีมติเห็นชอบ และให้สํานักงบประมาณ จัดทําแผนบัวภายใน 30 วัน"
    (found,) = find_commitments(text, 0, len(text), date(2024, 3, 5), open_registry())
    assert text[found.start : found.end] == "ให้สํานักงบประมาณ จัดทําแผนบัวภายใน 30 วัน"
    assert text[found.what_start : found.what_end] == "จัดทําแผนบัวภายใน 30 วัน"
    assert (found.lead, found.lead_agency) == ("สำนักงบประมาณ", "สำนักงบประมาณ")
    assert found.due is not None
    assert text[found.due.start : found.due.end] == "ภายใน 30 วัน"
