"""Search terms of the pieces of a text: abbreviations, numbers, Thai words, words of other scripts."""

import re
from collections.abc import Callable, Iterator

from kb.text.letter_numbers import find_letter_numbers
from kb.text.thai_letters import CONSONANTS, LETTERS

TERMS_VERSION = 1
"""Raise it whenever the words of a text change with the same engine, dictionary and normaliser."""

Segmenter = Callable[[str], list[str]]

# A run of Thai with its dots, a number, a word of another script, a shielded term; nothing else is searched for.
_PIECE = re.compile(rf"[{LETTERS}]+(?:\.[{LETTERS}]+)*\.?|\d+(?:[.,]\d+)*|[^\W\d_{LETTERS}]+|[\ue000-\ue0ff]+")

_LETTER = f"เ?[{CONSONANTS}][ิี]?"
_DOTTED = re.compile(rf"(?:{_LETTER}\.){{2,}}(?:[{CONSONANTS}](?![{LETTERS}.]))?")  # ก.พ.ร.  มิ.ย.  also inside a run
_ABBREVIATION = re.compile(
    _DOTTED.pattern
    + rf"|(?<![{LETTERS}.])(?:{_LETTER}\.)+[{CONSONANTS}](?![{LETTERS}.])"  # พ.ศ without its last dot
    + rf"|(?<![{LETTERS}])(?P<whole>[{CONSONANTS}]{{2,7}})\."  # สลน.
)
_BARE_ABBREVIATION = re.compile(f"[{CONSONANTS}]{{2,6}}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_AND_SO_ON = "ฯลฯ"
_NOT_SPOKEN = "ๆฯ."


class TermMemo:
    """The terms of a text, in order; remembers pieces, since most of official text comes again and again.

    Bounded: long pieces are not kept, and a full memo starts again. Safe in many threads without a lock: it
    holds results of a pure function, and one that is lost is computed again.
    """

    def __init__(self, segmenter: Segmenter, known: frozenset[str]) -> None:
        self._memo = _Memo(segmenter, known)

    def terms(self, text: str) -> list[str]:
        """Terms of a text in search form and lower case."""
        return " ".join(map(self._memo.__getitem__, _PIECE.findall(_shielded(text)))).split()


class _Memo(dict[str, str]):
    """Piece -> its terms joined by blanks."""

    _longest = 96
    _most = 80_000

    def __init__(self, segmenter: Segmenter, known: frozenset[str]) -> None:
        super().__init__()
        self._segmenter = segmenter
        self._known = known

    def __missing__(self, piece: str) -> str:
        terms = self._terms(piece)
        if len(piece) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[piece] = terms
        return terms

    def _terms(self, piece: str) -> str:
        first = piece[0]
        if first.isdigit():
            return piece.replace(",", "") if _THOUSANDS.fullmatch(piece) else piece.replace(",", " ")
        if "\ue000" <= first <= "\ue0ff":
            return piece.translate(_UNSHIELD)
        if not "\u0e00" < first < "\u0e7f":
            return piece
        return " ".join(self._thai_terms(piece)) if "." in piece else self._thai_run(piece)

    def _thai_terms(self, piece: str) -> Iterator[str]:
        """Terms of Thai letters and dots: each dotted abbreviation is one."""
        done = 0
        while match := _ABBREVIATION.search(piece, done):
            whole = match["whole"]
            if whole and whole[:-1] in self._known:
                # ของก.พ.ร. is ของ and ก.พ.ร., not an abbreviation ของก. and the rest
                match = _DOTTED.match(piece, match.end() - 2) or match
            yield self._thai_run(piece[done : match.start()])
            yield match[0].replace(".", "")
            done = match.end()
        yield self._thai_run(piece[done:])

    def _thai_run(self, run: str) -> str:
        """Terms of Thai letters without an abbreviation's dots.

        A few bare consonants that are no word are an abbreviation written without dots: สงป stays whole.
        """
        if not run:
            return ""
        if _BARE_ABBREVIATION.fullmatch(run) and run not in self._known:
            return run
        return " ".join(word.strip(_NOT_SPOKEN) for word in self._segmenter(run) if word != _AND_SO_ON)


# Terms that no segmenter may cut travel through the piece pattern in the private use area.
_SHIELD = {code: code + 0xD200 for code in range(0x0E01, 0x0E80)} | {
    ord(sign): 0xE080 + ord(sign) for sign in "()./0123456789"
}
_UNSHIELD = {shield: plain for plain, shield in _SHIELD.items()}
_CIRCULAR = re.compile(rf"ว(?<![{LETTERS}.]ว) ?(\d{{1,6}})(?![\d/])")
_LETTER_PARTS = re.compile(r"(?<=\D)\d[\d.]*(?=\D*/)|(?<=/).+")


def _shielded(text: str) -> str:
    """The text with its letter numbers and circulars (ว 125) as shielded terms.

    A letter number is three terms: its key, its file number and its own number, so that a part finds it too.
    """
    if "/" in text:
        parts: list[str] = []
        done = 0
        for letter in find_letter_numbers(text):
            terms = (letter.key, *_LETTER_PARTS.findall(letter.key))
            parts += (text[done : letter.start], " ", " ".join(term.translate(_SHIELD) for term in terms), " ")
            done = letter.end
        text = "".join((*parts, text[done:]))
    return _CIRCULAR.sub(lambda match: f" {('ว' + match[1]).translate(_SHIELD)} ", text)
