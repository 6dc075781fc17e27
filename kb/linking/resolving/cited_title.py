"""A title as cited against the titles of a meeting: both folded, and without the words of asking before them."""

import re
from collections.abc import Sequence

from kb.linking.mention import Mention
from kb.text import title_key

_ASKING = re.compile(r"(?:เรื่อง|(?:การ)?ขอ(?:ความเห็นชอบ|อนุมัติ|รับความเห็นชอบ)(?:ต่อ|ใน(?=การ|ร่าง))?|การ)+")
LONG_ENOUGH = 20
"""Letters from which a title may be read where nothing marks its end, or taken for one that goes on."""
_READ = 500  # characters from where an open title begins


def rows_called(mention: Mention, text: str, title_keys: Sequence[str]) -> list[int]:
    """Which of the titles, given as their keys, the mention cites word for word; none where it cites no title.

    "ขออนุมัติ…" and the like before a title do not count. Of an open title, a whole title of the meeting must follow.
    """
    if mention.title is None:
        return []
    cited = _core(title_key(mention.title.quote))
    same = [row for row, key in enumerate(title_keys) if cited and _core(key) == cited]
    if same or not mention.title_open:
        return same
    told = _core(title_key(text[mention.title.start : mention.title.start + _READ].partition("\n")[0]))
    begun = {row: len(key) for row, key in enumerate(map(_core, title_keys)) if told.startswith(key)}
    longest = max(begun.values(), default=0)
    return [row for row, length in begun.items() if length == longest] if longest >= LONG_ENOUGH else []


def _core(key: str) -> str:
    asking = _ASKING.match(key)
    return key[asking.end() :] if asking else key
