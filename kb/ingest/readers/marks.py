"""Single characters and marks that an extraction damaged: glyphs, unseen characters, blanks, moved and doubled marks.

Which order of marks is right is told by the search form (`kb.text.normalise`); only the damaged spots pass through it,
so that Thai digits, dashes and quotes stay as they were written.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from kb.ingest.readers.lexicon import known_words, pieces
from kb.text import normalise
from kb.text.thai_letters import CONSONANTS, LAKKHANGYAO, LETTERS, MARKS, NIKHAHIT, SARA_AA, SARA_AM, TONES

Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]]
"""A name for people, where the damage is, and what stands there instead."""

_UNSEEN = "[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
_BLANKS = "[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_THAI_GLYPHS = "[\uf700-\uf71a\uf884-\uf89e]"
_BULLETS = "[\uf06c\uf06e\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc]"  # of the fonts Symbol and Wingdings
_FOLLOWING = f"{SARA_AA}{SARA_AM}{LAKKHANGYAO}"
_FOREIGN = "\u0080-\u0dff\u0e80-\u1fff\u2c00-\u2fff\ue000-\uf8ff\ufffd"


def _nothing(_: re.Match[str]) -> str:
    return ""


def _blank(_: re.Match[str]) -> str:
    return " "


def _normal(match: re.Match[str]) -> str:
    return normalise(match[0])


_REACH = 16  # letters on either side in which the word is looked for


def _sara_am_or_aa(match: re.Match[str]) -> str:
    """The two letters with the vowel that leaves fewer letters in no word; with ำ when that does not tell."""
    text, (start, end) = match.string, match.span()
    before = _LAST_RUN.search(text, max(0, start - _REACH), start)
    after = _NEXT_RUN.match(text, end, end + _REACH)
    around = (before[0] if before else "").replace(" ", ""), (after[0] if after else "").replace(" ", "")
    with_am, with_aa = (_unknown_letters(f"{around[0]}{match[1]}{vowel}{around[1]}") for vowel in (SARA_AM, SARA_AA))
    return match[1] + (SARA_AA if with_aa < with_am else SARA_AM)


_LAST_RUN = re.compile(f"[{LETTERS}]+(?: [{MARKS}]+[{LETTERS}]*)*$")
_NEXT_RUN = re.compile(f"[{LETTERS}]*(?: [{MARKS}]+[{LETTERS}]*)*")


@lru_cache(maxsize=4096)
def _unknown_letters(run: str) -> int:
    return sum(len(piece) for piece in pieces(run) if piece not in known_words())


_RULES: tuple[Rule, ...] = (
    ("Thai glyph", re.compile(_THAI_GLYPHS), _normal),
    ("bullet glyph", re.compile(_BULLETS), lambda _: "•"),
    # before unseen characters go: some fonts leave one where the ring of ำ was
    (
        "broken sara am",
        re.compile(f"([{CONSONANTS}][{TONES}]?)[{_FOREIGN}\x00-\x08\x0e-\x1f]{SARA_AA}"),
        lambda match: match[1] + SARA_AM,
    ),
    # what PDFium gives for it in files of Word, and poppler for a plain one behind a tone in some of Chromium
    ("broken sara am", re.compile(f"([{CONSONANTS}][{TONES}]?) {SARA_AA}"), _sara_am_or_aa),
    ("unseen character", re.compile(_UNSEEN), _nothing),
    ("blank", re.compile(_BLANKS), _blank),
    ("blank inside a syllable", re.compile(f"(?<=[{CONSONANTS}{MARKS}]) {{1,3}}(?=[{MARKS}{SARA_AM}ะ])"), _nothing),
    ("blank inside a syllable", re.compile(f"(?<=[เแโใไ]) (?=[{CONSONANTS}])"), _nothing),
    (
        "decomposed sara am",
        re.compile(f"{NIKHAHIT} ?[{TONES}]? ?{SARA_AA}|[{TONES}]{NIKHAHIT} ?{SARA_AA}"),
        lambda match: normalise(match[0].replace(" ", "")),
    ),
    ("moved or doubled mark", re.compile(f"เเ|[{MARKS}{_FOLLOWING}]{{2,}}"), _normal),
)
_MARKS_ALONE = re.compile(f"^[ \t]*[{MARKS}][{MARKS} \t]*$", re.MULTILINE)


_SPACED = re.compile(f"{SARA_AM} (?=[{CONSONANTS}เแโใไ])")
_LEAST_SPACED, _SHARE_SPACED = 5, 0.5


def mended_marks(text: str) -> tuple[str, dict[str, int]]:
    """The text with its characters mended, and how often each rule changed something; idempotent, linear in time."""
    counts: dict[str, int] = {}
    if _MARKS_ALONE.search(text):
        text, done = _MARKS_ALONE.subn("", text)
        counts["mark alone on a line"] = done
    for name, damage, mend in (*_RULES, *_spaced_sara_am(text)):
        text, done = _applied(text, damage, mend)
        if done:
            counts[name] = counts.get(name, 0) + done
    return text, counts


def _spaced_sara_am(text: str) -> tuple[Rule, ...]:
    """The rule for pages where a blank follows nearly every ำ, since its glyph is narrower than its place."""
    spaced, all_of_them = len(_SPACED.findall(text)), text.count(SARA_AM)
    if spaced < _LEAST_SPACED or spaced < _SHARE_SPACED * all_of_them:
        return ()
    return (("blank inside a word", _SPACED, lambda _: SARA_AM),)


def _applied(text: str, damage: re.Pattern[str], mend: Callable[[re.Match[str]], str]) -> tuple[str, int]:
    """`damage.sub`, counting only what changed."""
    done = 0

    def mended(match: re.Match[str]) -> str:
        nonlocal done
        new = mend(match)
        done += new != match[0]
        return new

    return damage.sub(mended, text), done
