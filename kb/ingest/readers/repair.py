"""Text as its author wrote it, from text as a file gave it. Every kind of repair is counted and named."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from kb.ingest.readers.marks import mended_marks
from kb.ingest.readers.running_heads import running_lines
from kb.ingest.readers.sara_am import Confusion, confusion, mended_by_witness
from kb.ingest.readers.wrapped_lines import Line, joined_lines

Witness = Callable[[], Iterable[str]]
"""Another reading of the pages of a document, made when it is asked for."""


@dataclass(frozen=True)
class Repaired:
    """A page after repair. `repairs` as "<rule>: <count>", in the order the rules were applied.

    `removed` holds the running heads, feet and page numbers that were taken out.
    """

    text: str
    repairs: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def repair_page(text: str) -> Repaired:
    """One page alone. Right text stays as it is, except kinds of blanks, blanks at line ends and wrapped lines."""
    return repair_pages([text])[0]


def repair_pages(texts: Sequence[str]) -> list[Repaired]:
    """The pages of one document: what its fonts do to า and ำ is judged over all of them."""
    return repair_lines([[Line(line) for line in text.split("\n")] for text in texts])


def repair_lines(pages: Sequence[Sequence[Line]], witness: Witness | None = None) -> list[Repaired]:
    """The pages of one document as lines with their places, where they are known.

    `witness` reads the same pages another way. It is asked only where ำ was lost, since it takes time.
    """
    marked = [_marked(page) for page in pages]
    confused = confusion("\n".join(line.text for line in lines) for lines, _ in marked)
    told = list(witness()) if witness is not None and confused.lost and not confused.swapped else []
    if len(told) != len(pages):
        told = [""] * len(pages)
    heads = running_lines([[line.text for line in lines] for lines, _ in marked])
    repaired = []
    for (lines, counts), furniture, page_told in zip(marked, heads, told, strict=True):
        repaired.append(_repaired(lines, counts, furniture, confused, page_told))
    return repaired


def _marked(page: Sequence[Line]) -> tuple[list[Line], dict[str, int]]:
    """The lines with their characters mended."""
    text, counts = mended_marks("\n".join(line.text for line in page))
    return [replace(line, text=new) for line, new in zip(page, text.split("\n"), strict=True)], counts


def _repaired(
    lines: Sequence[Line], counts: dict[str, int], furniture: AbstractSet[int], confused: Confusion, told: str
) -> Repaired:
    kept = [line for at, line in enumerate(lines) if at not in furniture]
    removed = tuple(lines[at].text.strip() for at in sorted(furniture))
    found = mended_by_witness([line.text for line in kept], told, confused)
    whole, joins = joined_lines([replace(line, text=new) for line, new in zip(kept, found.lines, strict=True)])
    done = {"running head": len(removed), "lost sara am": found.restored, "sara am for sara aa": found.put_back}
    counts = counts | done | {"wrapped line": joins}
    return Repaired(whole.strip("\n"), tuple(f"{rule}: {count}" for rule, count in counts.items() if count), removed)
