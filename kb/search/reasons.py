"""Why a hit is here, and what was understood of the query, in words."""

from collections.abc import Iterable, Iterator

from kb.search.analysis import Analysis
from kb.search.candidates import Exact
from kb.search.quoting import Marker
from kb.search.ranking import Ranking, Row
from kb.search.results import Reason, Understood
from kb.text import thai_date

TELLING = 0.35
"""Cosine from which likeness of meaning is worth telling."""
MOST_WORDS = 8


def reasons_for(ranking: Ranking, words: Iterable[str], marker: Marker) -> tuple[Reason, ...]:
    """Exact matches first, then the words found (rarest first), then likeness of meaning."""
    evidence = ranking.evidence
    reasons = list(_exact_reasons(evidence.exact, ranking.row)) if evidence.exact else []
    found = sorted(words, key=lambda word: -marker.rarity[word])[:MOST_WORDS]
    if found:
        listed = ", ".join(found)
        reasons.append(Reason("words", listed, f"พบคำ {listed}", f"has the words {listed}"))
    cosine = max(evidence.title_cosine or 0.0, evidence.passage_cosine or 0.0)
    if cosine >= TELLING:
        reasons.append(
            Reason("meaning", f"{cosine:.2f}", f"ความหมายใกล้เคียง ({cosine:.2f})", f"close in meaning ({cosine:.2f})")
        )
    return tuple(reasons)


def _exact_reasons(exact: Exact, resolution: Row) -> Iterator[Reason]:
    if exact.number:
        value = resolution.letter_number if exact.number == resolution.letter_key else resolution.ref
        yield Reason("number", value or "", f"ตรงกับเลข {value}", f"the number {value}")
    if exact.day:
        of_meeting = exact.day == resolution.meeting_date
        thai, english = (
            ("วันประชุม", "meeting date") if of_meeting else ("วันหนังสือยืนยันมติ", "date of the confirming letter")
        )
        yield Reason("date", exact.day.isoformat(), f"ตรงกับ{thai} {thai_date(exact.day)}", f"the {english}")
    for phrase in exact.phrases:
        yield Reason("phrase", phrase, f"มีข้อความ “{phrase}”", f"holds “{phrase}”")


def understood(analysis: Analysis) -> Understood:
    """The parts of a query that were recognised."""
    return Understood(
        terms=analysis.words,
        phrases=analysis.phrases,
        dates=(
            *(thai_date(day) for day in analysis.days),
            *(f"{thai_date(first)} - {thai_date(last)}" for first, last in analysis.periods),
        ),
        letter_numbers=analysis.letters,
    )
