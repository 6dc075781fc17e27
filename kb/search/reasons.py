"""Why a hit is here, and what was understood of the query, in words."""

from collections.abc import Iterable

from kb.search.analysis import Analysis
from kb.search.quoting import Marker
from kb.search.ranking import Ranking
from kb.search.results import Reason, Understood
from kb.store import Resolution
from kb.text import thai_date

TELLING = 0.35
"""Cosine from which likeness of meaning is worth telling."""
MOST_WORDS = 8


def reasons_for(ranking: Ranking, resolution: Resolution, words: Iterable[str], marker: Marker) -> tuple[Reason, ...]:
    """Exact matches first, then the words found (rarest first), then likeness of meaning."""
    evidence = ranking.evidence
    reasons = []
    if evidence.number:
        value = resolution.letter_number if evidence.number == resolution.letter_key else resolution.ref
        reasons.append(Reason("number", value or "", f"ตรงกับเลข {value}", f"the number {value}"))
    if evidence.day:
        which = ("วันประชุม", "meeting") if evidence.day == resolution.meeting_date else ("วันหนังสือยืนยันมติ", "letter")
        day = thai_date(evidence.day)
        reasons.append(Reason("date", evidence.day.isoformat(), f"ตรงกับ{which[0]} {day}", f"the {which[1]} date"))
    reasons.extend(Reason("phrase", each, f"มีข้อความ “{each}”", f"holds “{each}”") for each in evidence.phrases)
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


def understood(analysis: Analysis) -> Understood:
    """The parts of a query that were recognised."""
    return Understood(
        terms=analysis.words,
        phrases=analysis.phrases,
        dates=tuple(thai_date(day) for day in analysis.days),
        letter_numbers=analysis.letters,
    )
