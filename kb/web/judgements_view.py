"""What people said of a link, as lines of its page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.linking.link_view import JudgementView
from kb.web.days import day_of
from kb.web.wording import RELATIONS, WORDS

KINDS = {"citation": "การอ้างถึง", "similar": "เรื่องที่คล้ายกัน"}


@dataclass(frozen=True)
class JudgementLine:
    """One word: what, on what, by whom and on which day; `in_force` is the last of its kind."""

    what: str
    kind: str
    by: str
    day: str
    note: str
    in_force: bool


def judgement_lines(said: Sequence[JudgementView]) -> tuple[JudgementLine, ...]:
    """The words on a pair, newest first."""
    last = {each.kind: each.number for each in said}
    return tuple(
        JudgementLine(
            what=_what(each),
            kind=KINDS.get(each.kind, each.kind),
            by=each.by,
            day=day_of(each.at),
            note=each.note,
            in_force=last[each.kind] == each.number,
        )
        for each in reversed(said)
    )


def _what(said: JudgementView) -> str:
    word = WORDS.get(said.verdict, said.verdict)
    if not said.relation:
        return word
    return f"{word}เป็น {RELATIONS.get(said.relation, said.relation)}{' บางส่วน' if said.part else ''}"
