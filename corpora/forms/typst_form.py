"""A meeting printed by Typst: the second producer of PDF with a text layer, which writes text in another way."""

from pathlib import Path

from layout import Block, blocks, running_head
from looks import font_of
from pdf_form import Missing
from sample import Meeting

SPECIAL = set('\\#$*_`<>@[]"\'~=/-+:.')


def print_with_typst(meeting: Meeting, target: Path) -> None:
    """The summary page of a meeting as a PDF; raises Missing."""
    try:
        import typst  # noqa: PLC0415 - needed by this form alone
    except ImportError as error:
        raise Missing(f"Typst cannot be loaded ({error}); pip install typst, or leave out pdf-typst") from error
    target.write_bytes(typst.compile(source(meeting).encode(), timestamp=0))


def source(meeting: Meeting) -> str:
    """The page in Typst's language."""
    font = font_of(meeting.place)
    head = escaped(running_head(meeting))
    return "\n\n".join(
        [
            f'#set page(paper: "a4", margin: 24mm, header: align(center)[#text(size: 8pt)[{head}]], numbering: "- 1 -")',
            f'#set text(font: "{font.name}", size: {font.points}pt, lang: "th")',
            "#set par(justify: true)",
            *(_printed(block) for block in blocks(meeting)),
        ]
    )


def _printed(block: Block) -> str:
    text = escaped(block.printed)
    if block.kind in {"head", "heading", "group"}:
        return f"#strong[{text}]"
    return f"#align(center)[{text}]" if block.kind in {"place", "rule"} else text


def escaped(text: str) -> str:
    """Text with every sign that Typst would take for markup, or for the beginning of an ellipsis, escaped."""
    return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in text)
