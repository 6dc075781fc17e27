"""The search form of a text: what the index, queries, highlights and filters compare.

The original is what is stored and shown. Five passes in a fixed order, each a list of edits, so that the plain form
and the form with offsets cannot differ: single characters, foreign combining marks on Thai letters, canonical
composition (NFC, never NFKC: it tears ำ apart), the order of Thai marks, runs of blanks. Line breaks stay. Every pass
has a cheap test that lets clean text through.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from kb.text.thai_letters import (
    CONSONANTS,
    ENDING_MARKS,
    LAKKHANGYAO,
    MARKS,
    NIKHAHIT,
    SARA_AA,
    SARA_AM,
    THAI_DIGITS,
    TONES,
    VOWEL_MARKS,
)

NORMALISER_VERSION = 1
"""Raise it whenever any text gets another search form: indexes built by another version are refused."""

Edit = tuple[int, int, str]
"""Replace `text[start:end]` by the string; edits of one pass are in order and do not overlap."""

_Edits = Callable[[str], Iterator[Edit]]


@dataclass(frozen=True)
class MappedText:
    """A normalised text and where each of its characters came from.

    `offsets` has `len(text) + 1` entries, never decreasing: `offsets[i]` is the index in the original of what became
    `text[i]`, and the last one is the length of the original.
    """

    text: str
    offsets: Sequence[int]

    def origin(self, index: int) -> int:
        """The index in the original for an index of `text` (its end included)."""
        return self.offsets[index]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that `text[start:end]` was made from."""
        return self.offsets[start], self.offsets[end]


# -- pass 1: single characters ---------------------------------------------------------------------------------------

_INVISIBLE = (
    "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"
    "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufe00\ufe0e\ufe0f\ufeff\ufff9\ufffa\ufffb"
)
_BLANKS = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uf02d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"

# Shaped glyphs that old Thai fonts keep in the private use area and PDF text layers leak: Windows, then Macintosh.
_GLYPHS = {
    "\u0e48": "\uf705\uf70a\uf713\uf88a\uf88b\uf88c",
    "\u0e49": "\uf706\uf70b\uf714\uf88d\uf88e\uf88f",
    "\u0e4a": "\uf707\uf70c\uf715\uf890\uf891\uf892",
    "\u0e4b": "\uf708\uf70d\uf716\uf893\uf894\uf895",
    "\u0e4c": "\uf709\uf70e\uf717\uf896\uf897\uf898",
    "\u0e31": "\uf710\uf884",
    "\u0e34": "\uf701\uf885",
    "\u0e35": "\uf702\uf886",
    "\u0e36": "\uf703\uf887",
    "\u0e37": "\uf704\uf888",
    "\u0e47": "\uf712\uf889",
    "\u0e4d": "\uf711\uf899",
    "\u0e38": "\uf718\uf89b",
    "\u0e39": "\uf719\uf89c",
    "\u0e3a": "\uf71a",
    "\u0e0d": "\uf70f\uf89a",
    "\u0e10": "\uf700\uf89e",
}


def _character_table() -> dict[str, str]:
    table = dict.fromkeys(_INVISIBLE, "")
    table |= dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_LINE_BREAKS, "\n") | {"\r\n": "\n"}
    table |= dict.fromkeys(_DASHES, "-") | dict.fromkeys(_SINGLE_QUOTES, "'") | dict.fromkeys(_DOUBLE_QUOTES, '"')
    table |= {thai: str(value) for value, thai in enumerate(THAI_DIGITS)}
    table |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width forms
    table |= {glyph: letter for letter, glyphs in _GLYPHS.items() for glyph in glyphs}
    return table


_CHARACTERS = _character_table()
# Lone surrogates cannot be written as UTF-8; no library below would take them.
_CHARACTER = re.compile("\r\n|[\ud800-\udfff" + "".join(key for key in _CHARACTERS if len(key) == 1) + "]")


def _character_edits(text: str) -> Iterator[Edit]:
    for match in _CHARACTER.finditer(text):
        yield match.start(), match.end(), _CHARACTERS.get(match[0], "\ufffd")


# -- pass 2: combining marks of other scripts on Thai letters --------------------------------------------------------


def _foreign_marks(last: int) -> re.Pattern[str]:
    """What canonical ordering may move, up to `last`, except the Thai marks; beside Thai letters it is dirt."""
    codes = (code for code in range(0x0300, last + 1) if unicodedata.combining(chr(code)))
    return re.compile("[" + "".join(chr(code) for code in codes if not 0x0E00 <= code < 0x0E80) + "]+")


# Apart, since one set of characters from both sides of U+FFFF is searched for twenty times more slowly.
_FOREIGN_MARKS, _RARE_FOREIGN_MARKS = _foreign_marks(0xFFFF), _foreign_marks(0x1F000)
_RARE = re.compile("[\U00010000-\U0010ffff]")


def _foreign_mark_edits(text: str) -> Iterator[Edit]:
    marks = _RARE_FOREIGN_MARKS if _RARE.search(text) else _FOREIGN_MARKS
    for match in marks.finditer(text):
        start, end = match.span()
        if "\u0e00" < text[start - 1 : start] < "\u0e80" or "\u0e00" < text[end : end + 1] < "\u0e80":
            yield start, end, ""


# -- pass 3: canonical composition -----------------------------------------------------------------------------------

# Nothing composes across the start of an ASCII character or a Thai consonant, so each run may be composed alone.
_COMPOSABLE = re.compile(f"[\x00-\x7f{CONSONANTS}]?[^\x00-\x7f{CONSONANTS}]+")


def _composition_edits(text: str) -> Iterator[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _COMPOSABLE.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            yield match.start(), match.end(), composed


# -- pass 4: the order of Thai marks ---------------------------------------------------------------------------------

_VOWELS_AFTER = SARA_AA + SARA_AM + LAKKHANGYAO
_OUT_OF_ORDER = tuple(  # apart: each begins with one set of characters, which makes the search for it fast
    re.compile(pattern)
    for pattern in (
        f"[{VOWEL_MARKS}][{VOWEL_MARKS}]",
        f"{NIKHAHIT}[{TONES}]?[{_VOWELS_AFTER}]",
        f"[{TONES}][{VOWEL_MARKS}{TONES}]",
        f"[{ENDING_MARKS}{_VOWELS_AFTER}][{MARKS}]",
        f"{SARA_AM}{SARA_AM}",
    )
)
_DOUBLE_E = "\u0e40\u0e40"
_TAIL = re.compile(f"{_DOUBLE_E}|[{MARKS}{_VOWELS_AFTER}]{{2,}}")
_TAIL_PARTS = re.compile(f"[{MARKS}]+|{SARA_AM}+|[{_VOWELS_AFTER}]")
_MARK_ORDER = {mark: order for order, mark in enumerate("\u0e3a\u0e38\u0e39\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d")}


def _ordered_marks(marks: str) -> str:
    """Marks on one consonant: each once, vowels before the tone before thanthakhat; of several tones the last typed."""
    vowels = sorted({mark for mark in marks if mark in _MARK_ORDER}, key=_MARK_ORDER.__getitem__)
    tones = [mark for mark in marks if "\u0e48" <= mark <= "\u0e4b"]
    endings = sorted({mark for mark in marks if mark in ENDING_MARKS})
    return "".join(chain(vowels, tones[-1:], endings))


@lru_cache(maxsize=4096)
def _ordered_tail(tail: str) -> str:
    """What follows a consonant (marks, า, ำ) in the order it is meant to be typed.

    Marks typed after the first า or ำ belong before it; nikhahit with า is ำ; ำ is typed once.
    """
    if tail == _DOUBLE_E:
        return "\u0e41"
    parts = [part[:1] if part[0] == SARA_AM else part for part in _TAIL_PARTS.findall(tail)]
    marks = parts.pop(0) if parts[0] not in _VOWELS_AFTER else ""
    vowel = parts.pop(0) if parts else ""
    while parts and (
        parts[0] not in _VOWELS_AFTER or (parts[0] == SARA_AM and (vowel == SARA_AM or NIKHAHIT in marks))
    ):
        marks += parts.pop(0).strip(SARA_AM)
    if vowel and NIKHAHIT in marks:
        marks, vowel = marks.replace(NIKHAHIT, ""), SARA_AM
    rest = (part if part in _VOWELS_AFTER else _ordered_marks(part) for part in parts)
    return _ordered_marks(marks) + vowel + "".join(rest)


def _thai_edits(text: str) -> Iterator[Edit]:
    if _DOUBLE_E not in text and not any(pair.search(text) for pair in _OUT_OF_ORDER):
        return
    for match in _TAIL.finditer(text):
        ordered = _ordered_tail(match[0])
        if ordered != match[0]:
            yield match.start(), match.end(), ordered


# -- pass 5: blanks --------------------------------------------------------------------------------------------------

_BLANK_RUN = re.compile("  +")


def _blank_edits(text: str) -> Iterator[Edit]:
    for match in _BLANK_RUN.finditer(text):
        yield match.start(), match.end(), " "


_PASSES: tuple[_Edits, ...] = (_character_edits, _foreign_mark_edits, _composition_edits, _thai_edits, _blank_edits)


def _edited(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _shifted(offsets: Sequence[int], edits: list[Edit]) -> Sequence[int]:
    """The offsets after `edits`: a replacement points at its characters' places, never past its own end."""
    moved = array("q")
    done = 0
    for start, end, new in edits:
        moved.extend(offsets[done:start])
        moved.extend(offsets[min(start + step, end - 1)] for step in range(len(new)))
        done = end
    moved.extend(offsets[done:])
    return moved


def normalise(text: str) -> str:
    """The search form of a text; normalising it again changes nothing.

    Decomposed ำ, doubled or misordered marks, เ+เ, private-use glyphs, zero-width characters, kinds of blanks, dashes,
    quotes and digits are made one; letter case, line breaks and ellipses stay.
    """
    for edits in _PASSES[:-1]:
        found = list(edits(text))
        if found:
            text = _edited(text, found)
    return _BLANK_RUN.sub(" ", text)  # what the last pass says, without a step of Python per run


def normalise_mapped(text: str) -> MappedText:
    """`normalise(text)` with the way back to the original, for highlighting."""
    offsets: Sequence[int] = array("q", range(len(text) + 1))
    for edits in _PASSES:
        found = list(edits(text))
        if found:
            text, offsets = _edited(text, found), _shifted(offsets, found)
    return MappedText(text, offsets)
