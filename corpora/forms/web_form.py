"""A meeting as HTML: for the two makers of PDF, and as the web page it may be kept as."""

from collections.abc import Sequence
from html import escape

from layout import LEAST_TABLE, Block, blocks, cells, running_head, runs
from looks import font_of, style
from sample import Meeting, thai_date

CHARSETS = ("utf-8", "windows-874", "utf-8")
"""Character sets of the web pages, which take turns."""


def printable(meeting: Meeting) -> str:
    """The page that is printed to PDF."""
    body = "\n".join(_printed(block) for block in blocks(meeting))
    title = escape(f"เอกสารตัวอย่าง {thai_date(meeting.day)}")
    return (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style(meeting, running_head(meeting))}</style></head><body>{body}</body></html>"
    )


def _printed(block: Block) -> str:
    text = escape(block.text, quote=False)
    if block.kind == "agenda":
        word, _, title = text.partition(" ")
        return f'<p class="agenda"><span class="no">{block.marker}</span> <span class="word">{word}</span> {title}</p>'
    marker = f"{block.marker} " if block.marker else ""
    return f'<p class="{block.kind}">{marker}{text}</p>'


def web_page(meeting: Meeting) -> bytes:
    """A web page of the meeting, in the character set it declares, with script, style, comment and a hidden part."""
    charset = CHARSETS[meeting.place % len(CHARSETS)]
    parts = "\n".join(_part(kind, members) for kind, members in runs(blocks(meeting)))
    page = (
        f'<!DOCTYPE html>\n<html lang="th"><head><meta charset="{charset}">\n<title>{thai_date(meeting.day)}</title>\n'
        f"<style>body {{ font-family: {font_of(meeting.place).name} }}</style>\n"
        '<script>var counted = 1; document.title = "สคริปต์";</script></head>\n'
        f"<body><!-- หมายเหตุของผู้จัดทำหน้าเว็บ -->\n{parts}\n</body></html>\n"
    )
    return page.encode({"windows-874": "cp874"}.get(charset, charset))


def _part(kind: str, members: Sequence[Block]) -> str:
    if kind == "listed" and len(members) >= LEAST_TABLE:
        rows = "".join("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in cells(block)) + "</tr>\n" for block in members)
        return f"<table>\n{rows}</table>"
    if kind == "intro":
        return f"<div><span>{_text(members[0].printed)}</span></div>"
    if kind in {"head", "heading"}:
        return "\n".join(f"<h2>{_text(block.printed)}</h2>" for block in members)
    if kind == "item":
        return "<p>" + "<br>\n".join(f"{block.marker}&nbsp;{_text(block.text)}" for block in members) + "</p>"
    return "\n".join(f"<p>{_text(block.printed)}</p>" for block in members)


def _text(text: str) -> str:
    return escape(text, quote=False)
