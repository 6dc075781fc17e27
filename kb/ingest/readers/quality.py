"""How far the text of a page can be trusted: the share of its characters that a writer may have meant.

Text layers lie: fonts without a map to Unicode give letters and signs at random, scans carry another program's poor
guess. Each chunk between blanks is judged alone, so a page of English, a table of figures or a list of names loses
nothing, and half a page of junk loses half.
"""

import re

from kb.ingest.readers.lexicon import known_words, pieces
from kb.text.thai_letters import CONSONANTS, LETTERS, MARKS, TONES, VOWEL_MARKS

TRUSTED = 0.75
"""Below it a page is recognised from its picture. Measured: parts of real pages at least 0.89, junk at most 0.65."""

_CHUNK = re.compile(r"\S+")
_RUN = re.compile(f"[{LETTERS}]+")
_SHORTENED = re.compile(f"เ?[{CONSONANTS}]{{1,5}}[ิี]?")  # letters of an abbreviation with dots: ก.พ.ร., รมว.กค.
_LEADERS = re.compile(r"[._…‥·\-–—*=]{4,}")  # dotted lines to fill in and rules: neither text nor junk
_ADDRESS = re.compile(r"(?:https?:|www\.)[!-~]+|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+", re.ASCII)

# What stands between letters only in junk: a writer puts a blank or nothing there.
_LETTER = "A-Za-z0-9\u00c0-\u024f\u0e00-\u0e7f"
_SIGNS = "@#$^*<>?!=+_~|\\\\{}\\[\\]`\u00a1-\u00b6\u00b8-\u00bf"
_SIGN_INSIDE = re.compile(
    f"[{_LETTER}/.][%&]?[{_SIGNS}]+[%&/]?(?=[{_LETTER}%&/])|[^0-9๐-๙\\s]%(?=[{_LETTER}])|[%&]{{2}}|[`^|\\\\]"
    "|[@#?!][^@#?!\\s]*[<>$]|[<>$][^<>$\\s]*[@#?!]"
)
_SUM = re.compile(r"[\d๐-๙a-z.,()%]+(?:[=+*<>^][\d๐-๙a-z.,()%]+)+")
_SWITCH = re.compile(f"(?:[A-Z&?@]{{1,2}}[{LETTERS}]+){{2}}")  # from script to script inside a word
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")

_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_LATIN_WORD = re.compile("(?:[A-Z]?[a-z]+|[A-Z]+|(?:[A-Z][a-z]+){2,3}|[a-z]{1,2}[A-Z][a-z]+)")
_VOWEL = re.compile("[aeiouyAEIOUY]")
_LONGEST_WITHOUT_VOWEL = 5
_LATIN_LETTERS, _LEAST_VOWELS = 100, 0.27  # English has 0.39; a font whose codes are shifted gives 0.1 to 0.2

_SIGN_KINDS = (f"[{TONES}]", f"[{VOWEL_MARKS}]")
_THAI_LETTERS = 300
"""So much Thai without one tone mark, or without one vowel above or below, has lost them (real pages: never)."""
_LOST_KIND = 0.6

_ABOVE = f"[{MARKS}]"
_IMPOSSIBLE = re.compile(
    f"(?<![{CONSONANTS}{MARKS}]){_ABOVE}"  # a mark with nothing to stand on
    f"|(?<![{CONSONANTS}{MARKS}ะาๆ])[ะาำๅ]"  # a following vowel that follows nothing
    f"|[เแโใไ](?![{CONSONANTS}])"  # a leading vowel that leads nothing
    f"|({_ABOVE})\\1|[ัิ-ู็][ัิ-ู็]|[่-๋][่-๋]"
)
_TOO_SHORT = re.compile(f".|[{CONSONANTS}]{{2}}")  # words too, but any letters left over look like them
_LEAST_UNKNOWN = 0.3
"""What an unknown run of Thai is worth: a name, or an accident."""


def text_quality(text: str) -> float:
    """0 (junk, or nothing there) to 1 (every character explained); pure, linear in the length of the text."""
    chunks = _CHUNK.findall(_LEADERS.sub(" ", text))
    total = sum(map(len, chunks))
    if not total:
        return 0.0
    latin = _latin_share(chunks)
    runs: list[str] = []
    explained = 0.0
    for chunk in chunks:
        thai = _RUN.findall(chunk)
        letters = sum(map(len, thai))
        share = 1.0 if letters == len(chunk) else _chunk_share(chunk, latin)
        if share == 1.0:
            words = [run for run in thai if "." not in chunk or not _SHORTENED.fullmatch(run)]
            runs += words
            explained += len(chunk) - sum(map(len, words))
        else:
            explained += share * len(chunk)
    explained += _thai_worth(" ".join(runs))
    return round(max(0.0, min(1.0, explained / total)), 3)


def _latin_share(chunks: list[str]) -> float:
    """How far the Latin letters of the page are believed, all together: 1 unless they lack vowels."""
    letters = "".join(_LATIN.findall(" ".join(chunks)))
    if len(letters) < _LATIN_LETTERS:
        return 1.0
    vowels = len(_VOWEL.findall(letters)) / len(letters)
    return 1.0 if vowels >= _LEAST_VOWELS else vowels


def _chunk_share(chunk: str, latin: float) -> float:
    """How much of a chunk that is not all Thai is believed."""
    if _ADDRESS.search(chunk):
        return 1.0
    if broken := len(_BROKEN.findall(chunk)):
        return max(0.0, 1.0 - 3 * broken / len(chunk))
    if _SWITCH.search(chunk) or (_SIGN_INSIDE.search(chunk) and not _SUM.fullmatch(chunk)):
        return 0.0
    words = _LATIN.findall(chunk)
    if not all(map(_plausible, words)):
        return 0.0
    return latin if words else 1.0


def _plausible(word: str) -> bool:
    """Whether a Latin word may be one: its capitals where they belong, a vowel in it, its letters mostly plain."""
    plain = "".join(letter for letter in word if letter.isascii())
    if len(word) > 2 and len(plain) < 0.6 * len(word):
        return False
    if len(word) <= 2:
        return True
    if plain == word and not _LATIN_WORD.fullmatch(word):
        return False
    return len(word) <= _LONGEST_WITHOUT_VOWEL or _VOWEL.search(word) is not None or not word.isascii()


def _thai_worth(text: str) -> float:
    """What the Thai of the page is worth, in characters; a mark out of place costs three."""
    known = known_words()
    worth = 0.0
    for piece in pieces(text):
        if piece != " ":
            sure = piece in known and not _TOO_SHORT.fullmatch(piece)
            worth += len(piece) * (1.0 if sure else _LEAST_UNKNOWN)
    worth -= 3.0 * sum(1 for _ in _IMPOSSIBLE.finditer(text))
    if len(text) >= _THAI_LETTERS:
        worth *= _LOST_KIND ** sum(re.search(kind, text) is None for kind in _SIGN_KINDS)
    return max(0.0, worth)
