"""Which passages of a hit to quote, and which of their letters to mark."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.search.results import Highlight, HitPassage
from kb.text import normalise_mapped

MOST_PASSAGES = 3
MOST_WEIGHED = 4
"""Passages of a resolution, nearest in meaning first, among which the words choose."""
TELLING = 0.2
"""A word is marked when it is at least this share as rare as the rarest of the query: beside ภัยแล้ง, not การ or ที่."""
ODD = re.compile("[๐-๙\u0e4d\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\ud800-\udfff]|เเ")
MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4d]")
TONE = re.compile("[\u0e48-\u0e4c]")
DISORDER = re.compile(TONE.pattern + MARK.pattern)
"""What in a text makes its normalised form differ inside words: other digits, split or private letters, invisible
characters; and marks in the wrong order or twice."""


def _kind(letter: str) -> str:
    if ODD.match(letter) or letter != letter.lower():
        return "x"
    return "t" if TONE.match(letter) else "v" if MARK.match(letter) else "."


KINDS = "".join(_kind(bytes([code]).decode("cp874", "replace")) for code in range(256)).encode()
"""Bytes of Thai Windows by kind: x for odd letters and capitals, t and v for the two marks of a disorder."""
LEADING = frozenset("เแโใไ")
"""Thai vowels that belong to the letter after them."""
FOLLOWING = frozenset("ะาำๅัิีึืฺุู็่้๊๋์ํ๎")
"""Thai vowels, tones and the silencing mark that belong to the letter before them."""
ABBREVIATION, INITIAL = re.compile("(?:เ?[ก-ฮ][ิี]?){2,6}"), re.compile("เ?[ก-ฮ][ิี]?")
DOTTED, DOTTED_ON = re.compile(r"[ก-ฮ]\."), re.compile(r"\.?[ก-ฮ]\.")
THOUSANDS = re.compile(r"[1-9]\d{3,14}(\.\d+)?")


@dataclass(frozen=True)
class Marked:
    """The query's words in one text: where they stand, and which they are."""

    highlights: tuple[Highlight, ...]
    words: frozenset[str]


class Marker:
    """Finds a query's words in texts, in normalised form: never a part of a letter group, a number or a Latin word.

    `rarity` gives each word its weight; words that stand in most texts tell nothing beside rarer ones and are left out.
    `asked` is the query in normalised form and small letters.
    """

    def __init__(self, rarity: Mapping[str, float], asked: str = "", telling: float = TELLING) -> None:
        least = telling * max(rarity.values(), default=0.0)
        self.rarity = {word: weight for word, weight in rarity.items() if weight >= least}
        self.total = sum(self.rarity.values())
        spelt = [(spelling, word) for word in self.rarity for spelling in spellings(word, asked)]
        self._longest_first = sorted(spelt, key=lambda pair: -len(pair[0]))

    def look(self, text: str) -> "Look":
        """Which spellings stand in a text at all: what `marked` and `share` need to know of it."""
        folded, origin = _folded(text)
        return Look(folded, origin, [pair for pair in self._longest_first if pair[0] in folded])

    def marked(self, look: "Look") -> Marked:
        """The words' places in the text as given (not normalised); where words overlap, the longer one counts."""
        folded = look.folded
        taken = bytearray(len(folded))
        places: list[tuple[int, int]] = []
        words = set()
        for spelling, word in look.present:
            length = len(spelling)
            start = folded.find(spelling)
            while start >= 0:
                end = start + length
                if not taken[start] and not taken[end - 1] and not _part(folded, start, end):
                    taken[start:end] = b"\x01" * length
                    places.append((start, end))
                    words.add(word)
                start = folded.find(spelling, end)
        places.sort()
        origin = look.origin
        return Marked(tuple([Highlight(origin(start), origin(end)) for start, end in places]), frozenset(words))

    def share(self, look: "Look") -> float:
        """How much of the query's weight the words written in a text carry, 0 to 1. Parts of other words count, too."""
        held = dict.fromkeys([word for _, word in look.present])  # in one order, so that sums are the same each time
        return sum([self.rarity[word] for word in held]) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """A text in the form words are looked for in, the way back to its own offsets, and the spellings it holds.

    `present` is pairs of spelling and word, longest first.
    """

    folded: str
    origin: Callable[[int], int]
    present: Sequence[tuple[str, str]]


def _folded(text: str) -> tuple[str, Callable[[int], int]]:
    """A text in the form words are looked for in, and the way back from an offset in it to one in `text`.

    Most texts need no normalising for their words to be found, and normalising takes as long as all the rest.
    """
    if _ordinary(text):
        return text, _same
    normal = text
    origin: Callable[[int], int] = _same
    if ODD.search(text) or DISORDER.search(text):
        mapped = normalise_mapped(text)
        normal, origin = mapped.text, mapped.origin
    folded = normal.lower()
    if len(folded) != len(normal):  # a capital whose small form is longer: rare, and no offset would be right
        folded = normal
    return folded, origin


def _ordinary(text: str) -> bool:
    """Whether a text surely is in that form already. As bytes of Thai Windows it is told three times as fast."""
    try:
        kinds = text.encode("cp874").translate(KINDS)
    except UnicodeEncodeError:
        return False
    return b"x" not in kinds and b"tv" not in kinds


def _same(offset: int) -> int:
    return offset


def spellings(word: str, asked: str) -> list[str]:
    """How a search term may be written: กพร also as ก.พ.ร., 9282.92 also as 9,282.92.

    One that was asked for with dots has dots: มี.ค. is not the beginning of มีความ.
    """
    if ABBREVIATION.fullmatch(word):
        dotted = ".".join(INITIAL.findall(word))
        if dotted in asked:
            return [f"{dotted}.", dotted]
        return [word, f"{dotted}.", dotted]
    if THOUSANDS.fullmatch(word):
        whole, point, rest = word.partition(".")
        return [word, f"{int(whole):,}{point}{rest}"]
    return [word] if word else []


def _part(text: str, start: int, end: int) -> bool:
    """Whether a place is a part of something longer: a letter group, a number, a Latin word, a dotted abbreviation.

    Called for every place a word is found at, so it asks the cheap and likely questions first.
    """
    before, after = text[start - 1] if start else " ", text[end] if end < len(text) else " "
    first, last = text[start], text[end - 1]
    if after in FOLLOWING or before in LEADING or first in FOLLOWING or last in LEADING:
        return True
    if _one_word(before, first) or _one_word(last, after):
        return True
    dotted = text[start + 1 : start + 2] == "."
    return dotted and bool(DOTTED_ON.match(text, end) or (start > 1 and DOTTED.match(text, start - 2)))


def _one_word(before: str, after: str) -> bool:
    """Whether two letters or digits belong together. At Thai letters, and in PM2.5 before the 2, a word may end."""
    if "ก" <= before <= "๎" or "ก" <= after <= "๎":
        return False
    return (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())


@dataclass(frozen=True, slots=True)
class Quotable:
    """A passage that may be quoted, as the database keeps it."""

    id: int
    kind: str
    start: int
    end: int
    text: str


def quoted_passages(
    bodies: Sequence[Quotable], cosines: Mapping[int, float], marker: Marker
) -> tuple[tuple[HitPassage, ...], frozenset[str]]:
    """Up to three passages of one resolution, by the share of the query's words they hold and by their meaning.

    Also gives the words found in them.
    """
    looks = [(marker.look(each.text), each) for each in bodies]

    def merit(looked: tuple[Look, Quotable]) -> tuple[float, int]:
        look, each = looked
        return -(marker.share(look) + cosines.get(each.id, 0.0)), each.start

    chosen = [(each, marker.marked(look)) for look, each in sorted(looks, key=merit)[:MOST_PASSAGES]]
    passages = tuple(
        HitPassage(
            id=each.id,
            kind=each.kind,
            start=each.start,
            end=each.end,
            text=each.text,
            highlights=marked.highlights,
            similarity=round(cosines[each.id], 4) if each.id in cosines else None,
        )
        for each, marked in chosen
    )
    return passages, frozenset().union(*(marked.words for _, marked in chosen))
