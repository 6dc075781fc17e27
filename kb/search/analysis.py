"""What a query says: its words, the phrases in quotes, and the numbers and dates that point at one thing exactly."""

import re
from dataclasses import dataclass
from datetime import date

from kb.text import DateMention, Tokeniser, find_dates, find_letter_numbers, normalise

ADDRESS = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})-(\d{2}[a-z]{0,2})(?![\da-z])")
QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]{2,200})[\"“”«»]")


PHRASE_SHARE = 0.3
DATE_SHARE = 0.15
PERIOD_SHARE = 0.4
"""How much of a query its quotations, its dates, or its months and years must make up to be taken as what is asked for.

In running prose (a headline, a paragraph pasted from a draft) quotation marks set off names, and dates tell of other
things: taking them for exact cost 0.02 nDCG@10 over real headlines. There a date still counts as the period it names.
"""
MOST_PHRASES = 8
"""Different quotations of one query that are looked for; each costs a look-up of its own."""
RELATIVE_YEARS = (("ปีนี้", 0), ("ปีที่แล้ว", 1), ("ปีก่อน", 1))


@dataclass(frozen=True)
class Analysis:
    """A query taken apart. All parts are in the normalised form that the indexes hold.

    `words` are the tokeniser's terms in order, `parts` the words inside compound ones; `days` are dates asked for
    to the day, `periods` other mentions as first and last day, of which `asked` are all that a query
    asks for; `letters` are canonical letter-number keys.
    """

    text: str
    words: tuple[str, ...]
    parts: tuple[str, ...]
    phrases: tuple[str, ...]
    days: tuple[date, ...]
    periods: tuple[tuple[date, date], ...]
    letters: tuple[str, ...]
    addresses: tuple[str, ...]
    asked: tuple[tuple[date, date], ...] = ()


def analyse(text: str, tokeniser: Tokeniser, today: date) -> Analysis:
    """Take a query apart; never fails, whatever the text. `today` gives ปีที่แล้ว its meaning."""
    normal = normalise(text)
    words = tuple(tokeniser.words(normal))
    mentions = [mention for mention in find_dates(normal) if mention.problem is None and mention.first and mention.last]
    told_to_the_day = [mention for mention in mentions if mention.precision == "day"]
    pointing = _share(normal, [mention.quote for mention in told_to_the_day]) >= DATE_SHARE
    vague = [mention for mention in mentions if mention.precision != "day" or not pointing]
    asked = _share(normal, [mention.quote for mention in vague]) >= PERIOD_SHARE
    relative = [_year(today.year - back) for word, back in RELATIVE_YEARS if word in normal]
    phrases = [phrase for found in QUOTED.findall(normal) if (phrase := found.strip())]
    return Analysis(
        text=normal,
        words=words,
        parts=tuple(part for word in words for part in tokeniser.subwords(word)),
        phrases=tuple(dict.fromkeys(phrases))[:MOST_PHRASES] if _share(normal, phrases) >= PHRASE_SHARE else (),
        days=tuple(dict.fromkeys(day for mention in told_to_the_day for day in _ends(mention))) if pointing else (),
        asked=tuple(dict.fromkeys(_ends(mention) for mention in vague)) if asked else (),
        periods=tuple(dict.fromkeys([*(_ends(mention) for mention in vague), *relative])),
        letters=tuple(dict.fromkeys(found.key for found in find_letter_numbers(normal))),
        addresses=tuple("-".join(found) for found in ADDRESS.findall(normal)),
    )


def _share(text: str, parts: list[str]) -> float:
    """How much of a text some of its parts make up, 0 to 1."""
    return sum(map(len, parts)) / len(text) if text else 0.0


def _ends(mention: DateMention) -> tuple[date, date]:
    assert mention.first is not None  # noqa: S101 - only whole mentions come here
    assert mention.last is not None  # noqa: S101
    return mention.first, mention.last


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
