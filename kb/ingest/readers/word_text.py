"""The text of a Word document in reading order, as a reader of the finished document sees it.

Insertions are kept; tracked deletions, hidden text, comments and what stands in for an empty field are left out and
counted. A table gives one line a row (see table_rows), a text box its lines below the paragraph that holds it, a
footnote its mark `[n]` in place.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from kb.ingest.readers.table_rows import row_lines
from kb.ingest.readers.word_elements import Element, all_named, attribute, child, children, is_on, local
from kb.ingest.readers.word_numbering import Numbering
from kb.ingest.readers.word_styles import ListPlace, Styles, hidden, list_place

PAGE = "\f"
"""Stands where the author broke the page."""

_WRAPPERS = frozenset({"ins", "moveTo", "customXml", "smartTag", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo"})
_LAYOUT = " \t\xa0"
_DELETED = frozenset({"del", "moveFrom"})
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {  # of the fonts Wingdings, by the low byte of their place
    0xFE: "☑", 0xFC: "✓", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xE0: "→", 0x9F: "•",
    0xA7: "•", 0x6C: "•", 0x6E: "■",
}  # fmt: skip


class WordText:
    """Reads the stories of one document; numbering goes on from one call to the next.

    `notes` lists the footnotes and endnotes in the order of their marks, as (kind, id); `left_out` counts what is not
    in the text; `pictures` counts what may hold text that only a recogniser could read.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.notes: list[tuple[str, str]] = []
        self.left_out: Counter[str] = Counter()
        self.pictures = 0
        self._styles = styles
        self._numbering = numbering
        self._boxes: list[str] = []

    def lines(self, story: Element) -> list[str]:
        """The lines of a body, a cell, a note, a header or a text box."""
        found: list[str] = []
        carried = ""
        for each in _shown(story):
            match local(each):
                case "p":
                    text = carried + self._paragraph(each)
                    carried = text if _joins_next(each) else ""
                    if not carried:
                        found += [*_broken(text), *self._taken_boxes()]
                case "tbl":
                    found += self._table(each)
                case "sdt":
                    found += self.lines(content) if (content := self._control(each)) is not None else []
                case "altChunk":
                    self.left_out["embedded-document"] += 1
                case name if name in _WRAPPERS:
                    found += self.lines(each)
                case name if name in _DELETED:
                    self.left_out["tracked-deletion"] += 1
        return [*found, *_broken(carried)] if carried else found

    def _table(self, table: Element) -> list[str]:
        found: list[str] = []
        for row in _wrapped(table, "tr"):
            if child(row, "trPr", "del") is not None:
                self.left_out["tracked-deletion"] += 1
                continue
            cells = [[] if _continues(cell) else self.lines(cell) for cell in _wrapped(row, "tc")]
            found += [line.replace(PAGE, "") for line in row_lines(cells)]
        return found

    def _paragraph(self, paragraph: Element) -> str:
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle"))
        parts: list[str] = []
        self._inline(paragraph, style, parts)
        text = "".join(parts)
        if not text.strip() and hidden(child(properties, "rPr")):
            return ""
        label = self._label(properties, style)
        page = PAGE if is_on(child(properties, "pageBreakBefore")) else ""
        if label and text.strip():
            # What the author broke off before the first word stays before the number.
            lead = text[: len(text) - len(text.lstrip())]
            text = "".join(mark for mark in lead if mark in "\n\f") + label + text.lstrip()
        return page + text

    def _label(self, properties: Element | None, style: str | None) -> str:
        direct, styled = list_place(properties), self._styles.place(style)
        list_id = direct.list_id if direct and direct.list_id is not None else styled.list_id if styled else None
        if not list_id:
            return ""
        level = direct.level if direct else styled.level if styled else None
        if level is None:
            level = self._numbering.level_of_style(list_id, self._styles.lineage(style))
        return self._numbering.label(ListPlace(list_id, level))

    def _inline(self, parent: Element, style: str | None, parts: list[str]) -> None:
        for each in _shown(parent):
            match local(each):
                case "r":
                    self._run(each, style, parts)
                case "sdt":
                    if (content := self._control(each)) is not None:
                        self._inline(content, style, parts)
                case "oMath" | "oMathPara":
                    parts += (text.text or "" for text in all_named(each, "t"))
                case name if name in _WRAPPERS:
                    self._inline(each, style, parts)
                case name if name in _DELETED:
                    self.left_out["tracked-deletion"] += 1

    def _run(self, run: Element, style: str | None, parts: list[str]) -> None:
        properties = child(run, "rPr")
        said = hidden(properties)
        if self._styles.is_hidden(style, attribute(child(properties, "rStyle"))) if said is None else said:
            self.left_out["hidden-text"] += any(text.text for text in all_named(run, "t"))
            return
        for each in _shown(run):
            name = local(each)
            if name == "t":
                parts.append(each.text or "")
            elif name == "br":
                parts.append(PAGE if attribute(each, "type") == "page" else "\n")
            elif name in _BREAKS:
                parts.append(_BREAKS[name])
            elif name == "sym":
                parts.append(_symbol(attribute(each, "char")))
            elif name in _NOTES:
                parts.append(self._mark(name, attribute(each, "id") or ""))
            elif name == "commentReference":
                self.left_out["comment"] += 1
            elif name == "ruby":
                self._inline(next(children(each, "rubyBase"), each), style, parts)
            elif name in {"drawing", "pict", "object"}:
                self._drawing(each)

    def _mark(self, reference: str, note: str) -> str:
        key = (reference.removesuffix("Reference"), note)
        if key not in self.notes:
            self.notes.append(key)
        return f"[{self.notes.index(key) + 1}]"

    def _drawing(self, drawing: Element) -> None:
        """Text boxes wait until their paragraph ends."""
        boxes = list(_outermost(drawing, "txbxContent"))
        if not boxes and next(all_named(drawing, "blip", "imagedata"), None) is not None:
            self.pictures += 1
        before, self._boxes = self._boxes, []
        inside = [line for box in boxes for line in self.lines(box)]
        self._boxes = [*before, *inside]

    def _taken_boxes(self) -> list[str]:
        boxes, self._boxes = self._boxes, []
        return boxes

    def _control(self, control: Element) -> Element | None:
        """The content of a form field, unless it only shows what is to be filled in."""
        if is_on(child(control, "sdtPr", "showingPlcHdr")):
            self.left_out["placeholder"] += 1
            return None
        return child(control, "sdtContent")


def _shown(parent: Element) -> Iterator[Element]:
    """The children, of alternatives only the first that is there: the others say the same in an older way."""
    for each in parent:
        if local(each) == "AlternateContent":
            yield from _shown(next(chain(children(each, "Choice"), children(each, "Fallback")), each))
        elif local(each) not in {"", "Fallback"}:
            yield each


def _wrapped(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside form fields and insertions."""
    for each in _shown(parent):
        if local(each) == name:
            yield each
        elif local(each) == "sdt" or local(each) in _WRAPPERS:
            yield from _wrapped(each, name)


def _outermost(parent: Element, name: str) -> Iterator[Element]:
    for each in _shown(parent):
        if local(each) == name:
            yield each
        else:
            yield from _outermost(each, name)


def _continues(cell: Element) -> bool:
    """Whether a cell is the hidden rest of a merged one, or has been deleted."""
    properties = child(cell, "tcPr")
    merges = children(properties, "vMerge", "hMerge") if properties is not None else ()
    return child(properties, "cellDel") is not None or any(
        (attribute(each) or "continue") == "continue" for each in merges
    )


def _joins_next(paragraph: Element) -> bool:
    """Whether the end of the paragraph is a tracked deletion, so that the next one goes on in it."""
    return child(paragraph, "pPr", "rPr", "del") is not None


def _broken(text: str) -> list[str]:
    """The lines of a paragraph without the blanks and tabs that only place them."""
    pages = text.replace("\r", "\n").split(PAGE)
    return PAGE.join("\n".join(line.strip(_LAYOUT) for line in page.split("\n")) for page in pages).split("\n")


def _symbol(code: str | None) -> str:
    try:
        place = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= place <= 0xF0FF:
        return _SYMBOLS.get(place - 0xF000, BLANK_SYMBOL)
    return chr(place) if 0x20 <= place < 0xD800 else ""


BLANK_SYMBOL = "□"
"""A glyph of a picture font that stands for no letter."""
