"""What the words before a citation say that the citing matter does to it."""

import re
from collections.abc import Iterator

from kb.linking.citations import relation_cues as cues
from kb.linking.citations.reading import REFERS, Cited, Reading
from kb.linking.citations.relation_cues import CueTable
from kb.linking.mention import Relation

Deed = tuple[CueTable, re.Match[str]]
"""A cue found, in the words that lead to a citation."""

LONGEST_SENTENCE = 450

_ACTS = frozenset({"revokes", "exempts", "extends", "amends"})
_IN_PART = frozenset({"revokes", "amends"})
_DEEDS = tuple((table, re.compile(f"(?P<act>{cues.ACT})?(?P<word>{table.words})")) for table in cues.DEEDS)
_PARTED = {
    table.name: re.compile(f"{cues.PARTED}|{table.parted}" if table.parted else cues.PARTED) for table in cues.DEEDS
}
_DIRECT = re.compile(rf"{cues.DIRECT}\Z")
_LEADING = re.compile(rf"{cues.LEADING}[ \n]?[(\[]?\Z")
_BREAK, _PRESENT, _SUGGESTED = re.compile(cues.BREAKS), re.compile(cues.PRESENT), re.compile(cues.SUGGESTED)
_ONCE, _ORDERED_ONCE = re.compile(cues.ONCE), re.compile(cues.ORDERED_ONCE)
_SAME_AGAIN, _OTHER_DAY = re.compile(cues.SAME_AGAIN), re.compile(cues.OTHER_DAY)
_PART, _PART_AFTER = re.compile(cues.PART), re.compile(cues.PART_AFTER)
_INTRODUCES = re.compile(cues.INTRODUCES)
_RESOLUTION = re.compile(r"มติ[ ]?(?:ของ)?[ ]?(?:คณะรัฐมนตรี|ครม)")


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that ends at `at` begins."""
    left = max(0, at - LONGEST_SENTENCE)
    for stop in _BREAK.finditer(text, left, at):
        left = stop.end()
    return left


def nearest_deed(cited: Cited, left: int, at: int) -> Deed | None:
    """The deed nearest to the citation among the words `text[left:at]` that lead to it."""
    return max(_deeds(cited, left, cited.text[left:at]), key=lambda deed: deed[1].start("word"), default=None)


def is_direct(deed: Deed) -> bool:
    """Whether nothing but words that lead straight to the citation stands behind a deed."""
    return _DIRECT.match(deed[1].string, deed[1].end()) is not None


def deed_reading(cited: Cited, left: int, at: int, deed: Deed) -> Reading:
    """The relation of a deed found in `text[left:at]`; told of only, where it is history or somebody else's wish."""
    table, word = deed
    cue = moved(word, left)
    if table.relation in _ACTS and (_is_history(cited, left, word) or _SUGGESTED.search(cited.text, left, cue[0])):
        return REFERS
    part = _PART.search(cited.text, cue[1], at) or _PART_AFTER.match(cited.text, cited.end)
    return Reading(table.relation, cue, part is not None and table.relation in _IN_PART)


def deed_to_same(cited: Cited) -> Reading | None:
    """What the rest of the paragraph does to the resolution, named again: จึงขอทบทวนมติคณะรัฐมนตรีดังกล่าว."""
    text, end = cited.text, cited.end
    stop = text.find("\n", end, end + LONGEST_SENTENCE)
    again = _SAME_AGAIN.search(text, end, stop if stop >= 0 else min(len(text), end + LONGEST_SENTENCE))
    if again is None or _OTHER_DAY.search(text, end, again.start()):
        return None
    found = [(word, table.relation) for table, words in _DEEDS for word in words.finditer(text, end, again.start())
             if table.relation in _ACTS and word["act"] and _DIRECT.match(text, word.end(), again.start())]  # fmt: skip
    word, relation = max(found, key=lambda each: each[0].start("word"), default=(None, None))
    return Reading(relation, word.span("word")) if word and relation else None


def own_act(title: str) -> Relation | None:
    """What a citing matter's title says that it does to resolutions: ขอทบทวนมติคณะรัฐมนตรี."""
    head = _RESOLUTION.search(title)
    lead = title[: head.start()] if head else ""
    found = [(word.start(), table.relation) for table, words in _DEEDS for word in words.finditer(lead)
             if table.relation in _ACTS and _DIRECT.match(lead, word.end())]  # fmt: skip
    return max(found)[1] if found else None


def moved(word: re.Match[str], left: int) -> tuple[int, int]:
    """The span of a cue in the text whose words from `left` on it was found in."""
    return left + word.start("word"), left + word.end("word")


def _deeds(cited: Cited, left: int, lead: str) -> Iterator[Deed]:
    introduced = _INTRODUCES.search(lead) is not None
    for table, words in _DEEDS:
        for word in words.finditer(lead):
            gap = lead[word.end() :]
            quoted = any(first <= left + word.start("word") < last for first, last in cited.titles)
            if quoted or len(gap) > table.reach or not (cited.noun or _told_to_be_done(table, gap)):
                continue
            if _DIRECT.match(gap) or _tied(table, word, gap, introduced):
                yield table, word


def _tied(table: CueTable, word: re.Match[str], gap: str, introduced: bool) -> bool:
    """Whether a deed is tied to the citation by an object that leads to it."""
    if table.act and word["act"] is None:
        return False
    return (introduced or _LEADING.search(gap) is not None) and _PARTED[table.name].search(gap) is None


def _told_to_be_done(table: CueTable, gap: str) -> bool:
    """Whether a deed may be done to a decision told of: …โครงการที่คณะรัฐมนตรีมีมติ."""
    return table.relation in _ACTS and gap.endswith("ที่") and len(gap) <= (table.reach_told or table.reach)


def _is_history(cited: Cited, left: int, word: re.Match[str]) -> bool:
    """Whether a word only tells what an earlier decision of the same sentence did."""
    cue = left + word.start("word")
    if _ORDERED_ONCE.search(cited.text, left, cue):
        return True
    told = [place for place in cited.decisions if left <= place < cue]
    told.extend(once.start() for once in _ONCE.finditer(cited.text, left, cue))
    return bool(told) and "ขอ" not in (word["act"] or "") and _PRESENT.search(cited.text, max(told), cue) is None
