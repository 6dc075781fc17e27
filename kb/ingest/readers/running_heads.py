"""Page numbers, running heads and feet: what a printer put on every page and no author wrote in the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.text import to_arabic
from kb.text.thai_letters import MARKS

_DIGIT = "[0-9๐-๙]"
_FRAMED_NUMBER = re.compile(
    rf"[-–—~]\s*{_DIGIT}{{1,4}}\s*[-–—~]|[\[/]\s*{_DIGIT}{{1,4}}\s*[\]/]"
    rf"|(?:หน้?า|[Pp]age|แผ่นที่)\s*(?:ที่\s*)?{_DIGIT}{{1,4}}(?:\s*(?:จาก|ของ|of|/)\s*{_DIGIT}{{1,4}}(?:\s*หน้า)?)?"
    rf"|{_DIGIT}{{1,4}}\s*(?:\||/\s*{_DIGIT}{{1,4}}\s*(?:หน้า)?)\s*(?:หน้า|[Pp]age)?"
)
_BARE_NUMBER = re.compile(rf"{_DIGIT}{{1,4}}")
_GAZETTE = re.compile(rf"เล่?ม\s*{_DIGIT}+\s*ตอน.{{0,40}}ราชกิจจานุเบกษา.{{0,40}}|ราชกิจจานุเบกษา")
_MARKS = re.compile(f"[{MARKS}]+")
_NEVER = re.compile(r"\s*(?:ที่|เรื่อง|เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|วันที่|บันทึกข้อความ|มติ|ข้อ|คณะรัฐมนตรี)")

_HEAD, _FOOT = 3, 5
"""How many lines at the top and at the end are looked at; in reading order a head may be drawn last."""
_LEAST_PAGES, _LEAST_SHARE = 3, 0.6
_LEAST_LETTERS, _MOST_LETTERS = 4, 160
_LEAST_ON_BOTH = 20


@dataclass(frozen=True)
class Stripped:
    """A page without its furniture, and the lines taken away."""

    text: str
    removed: tuple[str, ...]


def without_running_heads(pages: Sequence[str]) -> list[Stripped]:
    """Each page's text without page numbers, running heads and feet. A single page loses only what is plainly those."""
    lines = [page.split("\n") for page in pages]
    stripped = []
    for each, furniture in zip(lines, running_lines(lines), strict=True):
        kept = [line for at, line in enumerate(each) if at not in furniture]
        stripped.append(Stripped("\n".join(kept), tuple(each[at].strip() for at in sorted(furniture))))
    return stripped


def running_lines(pages: Sequence[Sequence[str]]) -> list[frozenset[int]]:
    """For each page, given as its lines, the indexes of those that are furniture."""
    edges = [list(_edge(page)) for page in pages]
    offset = _number_offset(pages, edges)
    repeated = _repeated(pages, edges)
    found = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        furniture = {
            at for at in edge if _is_furniture(page[at].strip(), number, offset) or _masked(page[at]) in repeated
        }
        if furniture:  # a head whose tone marks fell beside it
            furniture |= {at for at in edge if _MARKS.fullmatch(page[at].strip())}
        found.append(frozenset(furniture))
    return found


def _edge(page: Sequence[str]) -> Iterator[int]:
    """The indexes of the first and last lines that are not blank."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    yield from filled[:_HEAD]
    yield from filled[max(_HEAD, len(filled) - _FOOT) :]


def _is_furniture(line: str, page: int, offset: int | None) -> bool:
    if _FRAMED_NUMBER.fullmatch(line) or _GAZETTE.fullmatch(line):
        return True
    return offset is not None and _number(line) == page + offset


def _number(line: str) -> int | None:
    return int(to_arabic(line)) if _BARE_NUMBER.fullmatch(line) else None


def _number_offset(pages: Sequence[Sequence[str]], edges: Sequence[Sequence[int]]) -> int | None:
    """What the bare numbers at the edges are ahead of the pages' places, where at least two pages in a row agree."""
    offsets: Counter[int] = Counter()
    seen_at: dict[int, int] = {}
    in_a_row: set[int] = set()
    for place, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        here = {value - place for at in edge if (value := _number(page[at].strip())) is not None}
        in_a_row |= {offset for offset in here if seen_at.get(offset) == place - 1}
        seen_at |= dict.fromkeys(here, place)
        offsets.update(here)
    agreed = [(count, -abs(offset), offset) for offset, count in offsets.items() if offset in in_a_row]
    return max(agreed)[2] if agreed else None


def _repeated(pages: Sequence[Sequence[str]], edges: Sequence[Sequence[int]]) -> frozenset[str]:
    """The lines, their digits masked, that stand at the edge of most pages."""
    if len(pages) == 2:
        return _on_both(pages, edges)
    if len(pages) < _LEAST_PAGES:
        return frozenset()
    counts: Counter[str] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        outer = [*edge[:2], *edge[-2:]]
        counts.update({masked for at in outer if (masked := _masked(page[at])) and not _NEVER.match(page[at])})
    least = max(_LEAST_PAGES, _LEAST_SHARE * sum(1 for edge in edges if edge))
    return frozenset(line for line, count in counts.items() if count >= least)


def _on_both(pages: Sequence[Sequence[str]], edges: Sequence[Sequence[int]]) -> frozenset[str]:
    """Of two pages, a long line that stands first on both: two of a kind are little evidence, and of a foot none."""
    if not all(edges):
        return frozenset()
    one, other = (_masked(page[edge[0]]) for page, edge in zip(pages, edges, strict=True))
    same = one == other and len(one) >= _LEAST_ON_BOTH and not _NEVER.match(pages[0][edges[0][0]])
    return frozenset({one}) if same else frozenset()


def _masked(line: str) -> str:
    """A line to compare: no blanks, no marks (they get lost), each number one sign; empty when it is no candidate."""
    bare = re.sub(r"\s+", "", line)
    masked = re.sub(f"{_DIGIT}+", "#", _MARKS.sub("", bare))
    letters = sum(map(str.isalpha, masked))
    return masked if letters >= _LEAST_LETTERS and len(bare) <= _MOST_LETTERS else ""
