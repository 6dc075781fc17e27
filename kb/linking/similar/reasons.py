"""Why two matters are called similar, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.linking.similar.neighbours import Neighbour
from kb.linking.similar.result import Reason

NEAR = 0.5
"""Cosine from which likeness of meaning is worth telling."""
MOST_WORDS = 6
MOST_LAWS = 2
_WORD = {"confirmed": ("ยืนยันแล้ว", "confirmed"), "retyped": ("เปลี่ยนชนิดแล้ว", "retyped")}


@dataclass(frozen=True)
class Common:
    """What two matters have in common beside meaning. Words come with their rarity; laws are titles."""

    title_words: Mapping[str, float]
    text_words: Mapping[str, float]
    laws: tuple[str, ...] = ()
    name: str | None = None
    group: str | None = None
    outcome: str | None = None


def reasons_for(neighbour: Neighbour, common: Common) -> tuple[Reason, ...]:
    """The strongest kinds first: a person's word, one series, one name, one law, words, kind, meaning."""
    reasons = []
    verdict = neighbour.verdict
    if verdict is not None:
        thai, english = _WORD[verdict.word]
        reasons.append(Reason("judged", verdict.by, f"{verdict.by} {thai}", f"{english} by {verdict.by}"))
    if neighbour.own_series:
        reasons.append(Reason("series", "", "เรื่องชุดเดียวกัน ต่างคราวหรือต่างงวด", "the same series at another time"))
    if common.name:
        reasons.append(Reason("project", common.name, f"กล่าวถึง {common.name}", f"both name {common.name}"))
    laws = common.laws[:MOST_LAWS]
    reasons.extend(Reason("law", law, f"เกี่ยวข้องกับ{law}", f"both touch {law}") for law in laws)
    if common.title_words:
        listed = _listed(common.title_words)
        reasons.append(Reason("title words", listed, f"ชื่อเรื่องมีคำ {listed}", f"titles share {listed}"))
    further = {word: rarity for word, rarity in common.text_words.items() if word not in common.title_words}
    if further:
        listed = _listed(further)
        reasons.append(Reason("text words", listed, f"เนื้อหามีคำ {listed}", f"texts share {listed}"))
    if common.group and common.outcome:
        kind = f"{common.group} · {common.outcome}"
        reasons.append(Reason("kind", kind, f"เรื่องประเภทเดียวกัน ({kind})", f"the same kind of matter ({kind})"))
    meaning = neighbour.likeness.meaning
    if meaning >= NEAR:
        told = f"{meaning:.2f}"
        reasons.append(Reason("meaning", told, f"ความหมายใกล้เคียง ({told})", f"close in meaning ({told})"))
    return tuple(reasons)


def _listed(words: Mapping[str, float]) -> str:
    """The rarest words, rarest first."""
    return ", ".join(sorted(words, key=lambda word: (-words[word], word))[:MOST_WORDS])
