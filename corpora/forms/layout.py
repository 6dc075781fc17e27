"""A meeting as the blocks of its summary page: what is printed, line by line, before any form is given to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from sample import Matter, Meeting, thai_date

Kind = Literal["place", "head", "intro", "group", "agenda", "rule", "heading", "paragraph", "item", "listed"]

NOTICE = "เอกสารตัวอย่าง เนื้อหาแต่งขึ้นทั้งหมด มิใช่มติคณะรัฐมนตรีจริง"
RULE = "*" * 19
_ITEM = re.compile(r"(?P<marker>\d{1,2}\.(?:\d{1,2}\.?)*|\(\d{1,2}\)|\d{1,2}\)|-) (?P<rest>.+)")


@dataclass(frozen=True)
class Block:
    """One printed line (it may wrap). `marker` is the number or dash that opens it; an agenda line has "1." there."""

    kind: Kind
    text: str
    marker: str = ""

    @property
    def printed(self) -> str:
        """The whole line."""
        return f"{self.marker} {self.text}" if self.marker else self.text


def running_head(meeting: Meeting) -> str:
    """What stands at the top of every page."""
    return f"{NOTICE} : การประชุม {thai_date(meeting.day)}"


def blocks(meeting: Meeting) -> tuple[Block, ...]:
    """The page of a meeting: head, agenda under its group headings, a line of stars, then the numbered bodies."""
    return tuple(_blocks(meeting))


def truth(found: Sequence[Block]) -> str:
    """The text of the document in reading order, without running heads and page numbers."""
    return "\n".join(block.printed for block in found) + "\n"


def _blocks(meeting: Meeting) -> Iterator[Block]:
    day = thai_date(meeting.day)
    yield Block("place", f"ข้อมูลตัวอย่าง วันอาทิตย์ที่ {day}")
    yield Block("head", f"สรุปข่าวการประชุมคณะรัฐมนตรี {day}")
    yield Block("intro", f"วันนี้ ({day}) เวลา 10.00 น. มีการประชุมสมมติเพื่อทดสอบระบบ โดยมีเรื่องตามลำดับ ดังนี้")
    for group, matters in groupby(meeting.matters, key=lambda matter: matter.group):
        yield Block("group", group)
        for matter in matters:
            yield Block("agenda", f"เรื่อง {matter.title}", f"{matter.number}.")
    yield Block("rule", RULE)
    group = ""
    for matter in meeting.matters:
        if matter.group != group:
            yield Block("group", matter.group)
        group = matter.group
        yield Block("heading", f"เรื่อง {matter.title}", f"{matter.number}.")
        yield from body_blocks(matter)


def body_blocks(matter: Matter) -> Iterator[Block]:
    """The lines of a body, told apart as paragraphs, numbered items and lists with dashes."""
    for line in matter.body.split("\n"):
        if found := _ITEM.fullmatch(line):
            yield Block("listed" if found["marker"] == "-" else "item", found["rest"], found["marker"])
        else:
            yield Block("paragraph", line)


def runs(found: Sequence[Block]) -> Iterator[tuple[Kind, tuple[Block, ...]]]:
    """Neighbours of one kind together, so that a list of dashes can become a table."""
    for kind, members in groupby(found, key=lambda block: block.kind):
        yield kind, tuple(members)


LEAST_TABLE = 3
"""Lines with dashes that make a table where the form has tables."""


def cells(block: Block) -> tuple[str, str]:
    """A line with a dash as two cells, cut at its first space: joined with a space they are the line again."""
    name, _, rest = block.text.partition(" ")
    return f"{block.marker} {name}", rest
