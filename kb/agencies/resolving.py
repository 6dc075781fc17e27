"""Which of several agencies an abbreviation means: by the day, then by the words around it; never by a guess."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from kb.agencies.agency import Agency
from kb.agencies.spelling import dense

Why = Literal["only one", "date", "defined", "named", "latest", "ambiguous", "not then", "unknown"]
REASONS: dict[Why, tuple[str, str]] = {
    "only one": ("มีหน่วยงานเดียวที่ใช้ชื่อนี้", "only one agency goes by it"),
    "date": ("มีหน่วยงานเดียวที่ใช้ชื่อนี้ในวันนั้น", "only one agency went by it on that day"),
    "defined": ("เอกสารเขียนชื่อเต็มกำกับอักษรย่อไว้", "the document gives the full name beside it"),
    "named": ("เอกสารเอ่ยชื่อเต็มของหน่วยงานนี้เพียงแห่งเดียว", "the document names one of them in full"),
    "latest": ("หน่วยงานอื่นที่เคยใช้ชื่อนี้เป็นหน่วยงานเดิมของหน่วยงานนี้", "the others that went by it are its predecessors"),
    "ambiguous": ("มีหลายหน่วยงานใช้ชื่อนี้ โปรดระบุชื่อเต็ม", "several agencies go by it; give the full name"),
    "not then": ("ไม่มีหน่วยงานที่ใช้ชื่อนี้ในวันนั้น", "no agency went by it on that day"),
    "unknown": ("ไม่มีหน่วยงานที่ใช้ชื่อนี้ในทะเบียน", "no agency of the registry goes by it"),
}
"""Each reason in Thai and in English."""


class Mention(Protocol):
    """An agency named in a text, as the registry finds it."""

    @property
    def end(self) -> int:
        """Where the name ends in the text."""

    @property
    def agency(self) -> Agency:
        """Who is named."""


@dataclass(frozen=True)
class Resolved:
    """Who is meant, or None; who else could have been; and what decided."""

    agency: Agency | None
    candidates: tuple[Agency, ...]
    why: Why


def decide(
    name: str,
    candidates: Sequence[Agency],
    on: date | None,
    context: str,
    named: Iterable[Mention],
    latest: Agency | None,
) -> Resolved:
    """Choose among `candidates`, all that go by `name`.

    `named` are the agencies found in `context`; `latest` is the candidate that all others led to, if there is one.
    """
    everyone = tuple(candidates)
    left = [each for each in everyone if each.called(_printed(name, each), on)] if on else list(everyone)
    if not left:
        return Resolved(None, everyone, "not then" if everyone else "unknown")
    if len(left) == 1:
        return Resolved(left[0], everyone, "only one" if len(everyone) == 1 else "date")
    return _by_words(name, left, context, named, latest, everyone)


def _by_words(
    name: str,
    left: Sequence[Agency],
    context: str,
    named: Iterable[Mention],
    latest: Agency | None,
    everyone: tuple[Agency, ...],
) -> Resolved:
    """The one of several that the document gives in full, at best with the abbreviation beside it."""
    mentioned = [each for each in named if each.agency in left and not _same(context, each, name)]
    defined = {each.agency.name: each.agency for each in mentioned if _defines(context[each.end :], name)}
    if len(defined) == 1:
        return Resolved(next(iter(defined.values())), everyone, "defined")
    told = {each.agency.name: each.agency for each in mentioned}
    if len(told) == 1:
        return Resolved(next(iter(told.values())), everyone, "named")
    if latest and not told:
        return Resolved(latest, everyone, "latest")
    return Resolved(None, everyone, "ambiguous")


def _printed(name: str, agency: Agency) -> str:
    """The agency's own spelling of what was asked, so that its time can be looked up."""
    asked = dense(name).rstrip(".").replace(".", "")
    own = (agency.name, *agency.other_names, *agency.abbreviations)
    return next((each for each in own if dense(each).replace(".", "") == asked), name)


def _same(context: str, mention: Mention, name: str) -> bool:
    """Whether the mention is the abbreviation itself, which decides nothing."""
    return dense(context[: mention.end]).endswith(dense(name)) and len(dense(name)) < 8


def _defines(after: str, name: str) -> bool:
    """Whether the words after a full name give the abbreviation for it in brackets."""
    bracket = re.match(r"\s*\(([^()]{1,40})\)", after)
    if bracket is None:
        return False
    short = dense(name)
    return any(dense(each) in (short, f"{short}.") for each in re.split(r",|หรือ", bracket[1]))
