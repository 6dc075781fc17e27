"""า and ำ where a text layer lost the difference: จาเป็น is จำเป็น, สำนักงำน is สำนักงาน.

Neither is mended by looking at a word alone, since a name may look like anything: first the whole document must give
evidence that its fonts confuse the two. Then each run of letters is spelt with the fewest words, in a dictionary where
the two letters are one, and only a letter inside a word that the dictionary writes otherwise is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from kb.ingest.readers.lexicon import known_words, pieces
from kb.text.thai_letters import CONSONANTS, LETTERS, SARA_AA, SARA_AM, TONES

# Words of official prose whose form with า is no word: where several stand in a document without one ำ, ำ was lost.
_TELLING = re.findall(
    r"\S+",
    "จำนวน ดำเนิน สำหรับ กำหนด ประจำ สำนัก อำเภอ สำคัญ จำกัด ทำเนียบ อำนวย ทำงาน ตำบล จำหน่าย กำลัง กำกับ กำชับ ตำแหน่ง ตำรวจ "
    "จำเป็น คำสั่ง สำรวจ ลำดับ คำนึง สำเร็จ ดำริ อำนาจ บำรุง บำบัด บำเหน็จ บำนาญ สำรอง ทำลาย ชำนาญ คำนวณ ดำรง",
)
_LOST = re.compile("|".join(word.replace(SARA_AM, SARA_AA) for word in _TELLING))
# What no right text holds, because the dictionary has no such word: where several stand, า was written as ำ.
_SWAPPED = re.compile("งำน|ควำม|รำช|มำตรำ|ข้ำ|ต่ำง|ด้ำน|ประกำศ|ฐำน|ภำ|ศำ|หำร|วำ|กำร")
_LEAST_EVIDENCE = 2
# Where both forms are words, the one with ำ is meant in official prose (counted in government news).
_MEANT = frozenset({"นำ", "น้ำ", "ทำ", "คำ", "ชำระ", "กระทำ"})
# And where a longer word, which the dictionary has not, tells the other.
_AS_SEEN = frozenset({"นาข้าว", "นาปี", "นาปรัง", "นาเกลือ", "ไร่นา", "โคโรนา"})

_RUN = re.compile(f"[{LETTERS}]+")
_AA_OR_AM = re.compile(f"[{SARA_AA}{SARA_AM}]")
_RING = re.compile(f"(?<=[{CONSONANTS}{TONES}])[^{LETTERS}0-9๐-๙A-Za-z\\n][{TONES}]?[{SARA_AA}{SARA_AM}]|{SARA_AM}")
_NO_SKELETON = re.compile(f"[^{CONSONANTS}เแโใไ{SARA_AA}{SARA_AM}0-9]")

_CANNOT_BEGIN = frozenset("ะาำๅๆฯ" + "".join(map(chr, (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)))))
_CANNOT_END = frozenset("เแโใไ")
_LONGEST_WORD, _STEM = 24, 3
_UNKNOWN, _CHANGE = 3.0, 0.25
_SHORT = {2: 1.6, 3: 1.2}
"""The costs of a letter in no word, of a word that is changed, of short words; other words cost 1."""


@dataclass(frozen=True)
class Confusion:
    """What a document does to the two letters: `lost` writes า for ำ, `swapped` writes ำ for า."""

    lost: bool = False
    swapped: bool = False

    def __bool__(self) -> bool:
        return self.lost or self.swapped


def confusion(texts: Iterable[str]) -> Confusion:
    """The evidence of all pages of a document together."""
    lost = swapped = right = 0
    for text in texts:
        lost += sum(1 for _ in _lost_words(text))
        swapped += len(_SWAPPED.findall(text))
        right += text.count(SARA_AM)
    wrong = swapped >= _LEAST_EVIDENCE and swapped * 4 >= right
    if lost and (wrong or right == 0):
        return Confusion(lost=True, swapped=wrong)
    return Confusion(lost=lost >= _LEAST_EVIDENCE and lost > right, swapped=wrong)


def _lost_words(text: str) -> Iterator[str]:
    """The telling words written with า, where the tokeniser also sees words begin and end (not in เจรจาเป็น)."""
    for run in _RUN.findall(text):
        if _LOST.search(run) is None:
            continue
        bounds = set(accumulate(map(len, pieces(run)), initial=0))
        for match in _LOST.finditer(run):
            if {match.start(), match.end()} <= bounds:
                yield match[0]


@dataclass(frozen=True)
class Mended:
    """Lines with their ำ and า back: how many ำ were `restored`, and how many า `put_back`."""

    lines: list[str]
    restored: int = 0
    put_back: int = 0


def mended(lines: Sequence[str], confused: Confusion) -> Mended:
    """The lines, mended by the dictionary alone."""
    return mended_by_witness(lines, "", confused)


def mended_by_witness(lines: Sequence[str], witness: str, confused: Confusion) -> Mended:
    """The lines, mended as another reading of the page tells; by the dictionary where it does not.

    Where one program drops the ring of ำ another leaves a sign or a blank in its place (ต าแหน่ง), which stands before
    า in no right text. Only lines with the same letters in both readings are believed.
    """
    if not confused:
        return Mended(list(lines))
    told = _told_rings(witness)
    new = []
    for line in lines:
        rings = told.get(_skeleton(line)) if told else None
        new.append(_by_dictionary(line, confused) if rings is None else _with_rings(line, rings))
    changed = [
        fixed for old, now in zip(lines, new, strict=True) for was, fixed in zip(old, now, strict=True) if was != fixed
    ]
    restored = changed.count(SARA_AM)
    return Mended(new, restored, len(changed) - restored)


def _told_rings(witness: str) -> dict[str, list[bool]]:
    """For the letters of each line of the other reading, which of its า and ำ have a ring. Empty where none has."""
    told: dict[str, list[bool] | None] = {}
    for line in witness.split("\n"):
        marked = _RING.sub(SARA_AM, line)
        bare, rings = _skeleton(marked), [letter == SARA_AM for letter in _AA_OR_AM.findall(marked)]
        told[bare] = rings if told.get(bare, rings) == rings else None
    return (
        {bare: rings for bare, rings in told.items() if rings is not None}
        if SARA_AM in witness or _RING.search(witness)
        else {}
    )


def _with_rings(line: str, rings: Sequence[bool]) -> str:
    coming = iter(rings)
    return _AA_OR_AM.sub(lambda _: SARA_AM if next(coming) else SARA_AA, line)


def _by_dictionary(line: str, confused: Confusion) -> str:
    return _RUN.sub(lambda match: _mended_run(match[0], confused.lost, confused.swapped), line)


def _skeleton(line: str) -> str:
    """The letters of a line that every reading gives alike."""
    return _NO_SKELETON.sub("", line).replace(SARA_AM, SARA_AA)


@lru_cache(maxsize=20_000)
def _mended_run(run: str, lost: bool, swapped: bool) -> str:
    if not (lost and SARA_AA in run) and not (swapped and SARA_AM in run):
        return run
    return "".join(_spelt(run, lost, swapped))


@dataclass(frozen=True)
class _Folded:
    """The dictionary with ำ written as า: `with_am` gives the words back, `longest` the longest word of a beginning."""

    with_am: dict[str, str]
    longest: dict[str, int]


@lru_cache(maxsize=1)
def _folded() -> _Folded:
    with_am: dict[str, str] = {}
    longest: dict[str, int] = {}
    for word in known_words() | _AS_SEEN:
        if len(word) > _LONGEST_WORD:
            continue
        plain = word.replace(SARA_AM, SARA_AA)
        if plain != word:
            with_am[plain] = word
        stem = plain[:_STEM]
        longest[stem] = max(longest.get(stem, 0), len(plain))
    return _Folded(with_am, longest)


def _spelt(run: str, lost: bool, swapped: bool) -> Sequence[str]:
    """The run as the cheapest row of words; letters in no word stay as they are."""
    plain = run.replace(SARA_AM, SARA_AA)
    longest = _folded().longest
    length = len(run)
    cost = [0.0] * (length + 1)
    step: list[str] = [""] * length
    for start in range(length - 1, -1, -1):
        cost[start], step[start] = _UNKNOWN + cost[start + 1], run[start]
        if run[start] in _CANNOT_BEGIN:
            continue
        end = min(length, start + longest.get(plain[start : start + _STEM], _STEM - 1))
        for stop in range(end, start + 1, -1):
            if stop < length and (run[stop] in _CANNOT_BEGIN or run[stop - 1] in _CANNOT_END):
                continue
            word = _word(run[start:stop], plain[start:stop], lost, swapped)
            if word is not None:
                changed = word != run[start:stop]
                spent = _SHORT.get(stop - start, 1.0) + changed * _CHANGE + cost[stop]
                if spent < cost[start]:
                    cost[start], step[start] = spent, word
    words: list[str] = []
    at = 0
    while at < length:
        words.append(step[at])
        at += len(step[at])
    return words


def _word(seen: str, plain: str, lost: bool, swapped: bool) -> str | None:
    """The dictionary word that `seen` stands for, or None."""
    known = known_words()
    meant = _folded().with_am.get(plain)
    restorable = meant is not None and meant != seen and _reachable(seen, meant, lost, swapped)
    if restorable and (seen not in known or (lost and meant in _MEANT)):
        return meant
    if seen in known or seen in _AS_SEEN:
        return seen
    return plain if swapped and plain in known else None


def _reachable(seen: str, meant: str, lost: bool, swapped: bool) -> bool:
    """Whether the confusion of the document explains each difference."""
    pairs = zip(seen, meant, strict=True)
    return all(old == new or (lost if new == SARA_AM else swapped) for old, new in pairs)
