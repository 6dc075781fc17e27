"""What a topic is called until a person names it: the phrases that tell it from the other topics."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from kb.linking.topics.phrases import phrases

_COVERS = 0.75
"""A longer phrase that stands in this share of the titles of a shorter one inside it says the same, and more."""
_FEWEST = 2
_ENOUGH = 0.6
"""A first phrase in this share of the titles needs no second beside it."""
_SECOND = 0.15
_LENGTH = 0.4
"""How far a phrase is held to its telling words: 0 would favour long ones, 1 single words."""
_FULL = 12
"""Letters below which a phrase is short (น้ำ, บิน) and gives way to a longer one."""
JOINT = " · "


def label_phrases(groups: Sequence[Sequence[Sequence[str]]], limit: int) -> list[tuple[str, ...]]:
    """For each group of titles (as pieces, see `phrases`) its telling phrases, best first: class-based tf-idf.

    A phrase weighs as many titles of the group as it stands in, times how much of it is this group's own, times how
    telling its words are, each by the part of its titles that are in the group.
    """
    found = [[phrases(title) for title in group] for group in groups]
    counts = [Counter(phrase for title in group for phrase in title) for group in found]
    words = [Counter(word for title in group for word in set(chain(*title.values()))) for group in found]
    everywhere, words_everywhere = Counter[str](), Counter[str]()
    for phrase_count, word_count in zip(counts, words, strict=True):
        everywhere.update(phrase_count)
        words_everywhere.update(word_count)
    chosen = []
    for group, count, own in zip(found, counts, words, strict=True):
        telling = {word: times / words_everywhere[word] for word, times in own.items()}
        made_of = {phrase: made for title in group for phrase, made in title.items()}
        scores = {
            phrase: times
            * (times / everywhere[phrase]) ** 0.5
            * sum(telling[word] for word in set(made_of[phrase]))
            / len(made_of[phrase]) ** _LENGTH
            * min(1.0, len(phrase) / _FULL) ** 0.7
            for phrase, times in count.items()
            if times >= min(_FEWEST, len(group))
        }
        chosen.append(_best(count, scores, limit))
    return chosen


def label(chosen: Sequence[str], titles: Sequence[Sequence[str]]) -> str:
    """One or two of the phrases, joined by a dot; empty without any. `titles` are the group's, as pieces."""
    if not chosen:
        return ""
    texts = ["".join(title) for title in titles]
    left = [text for text in texts if chosen[0] not in text]
    if len(left) <= (1 - _ENOUGH) * len(texts):
        return chosen[0]
    seconds = [(sum(phrase in text for text in left), -place) for place, phrase in enumerate(chosen) if place]
    most, place = max(seconds, default=(0, 0))
    return JOINT.join((chosen[0], chosen[-place])) if most >= max(_FEWEST, _SECOND * len(texts)) else chosen[0]


def theme_phrases(themes: Sequence[Sequence[Sequence[str]]], limit: int) -> list[tuple[str, ...]]:
    """For each theme, given as the phrases of its topics (largest topic first), those that speak for most of it.

    A phrase of one topic speaks for another when a phrase of that one holds it, or is held by it.
    """
    chosen = []
    for topics in themes:
        firsts = list(dict.fromkeys(phrase for topic in topics for phrase in topic[:3]))
        reach = {
            phrase: sum(any(phrase in other or other in phrase for other in topic) for topic in topics)
            for phrase in firsts
        }
        ordered = sorted(firsts, key=lambda phrase: -reach[phrase])  # stable: of equals that of the larger topic
        kept: list[str] = []
        for phrase in ordered:
            if not any(phrase in other or other in phrase for other in kept):
                kept.append(phrase)
        chosen.append(tuple(kept[:limit]))
    return chosen


def _best(counts: Counter[str], scores: dict[str, float], limit: int) -> tuple[str, ...]:
    chosen: list[str] = []
    for phrase in sorted(scores, key=lambda each: (-scores[each], each)):
        whole = max(
            (each for each in scores if phrase in each and counts[each] >= _COVERS * counts[phrase]),
            key=lambda each: (scores[each], each),
        )
        if not any(whole in other or other in whole for other in chosen):
            chosen.append(whole)
        if len(chosen) == limit:
            break
    return tuple(chosen)
