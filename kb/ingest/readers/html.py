"""Web pages: the text a reader of the page sees, blocks as lines. The one door to lxml."""

import contextlib
import re
from collections import Counter

from lxml import etree

from kb.errors import Unreadable
from kb.ingest.readers.html_blocks import Lines, ListFrame, TableFrame
from kb.ingest.readers.html_encoding import page_text
from kb.ingest.readers.list_numbers import BULLET, numeral
from kb.ingest.readers.reading import Limits, PageText, Reading

ENGINE = f"lxml {etree.__version__}"
LEAST_MAIN = 0.2  # share of the page's text that what calls itself its main part must hold to be believed

_Element = etree._Element
_NOT_READ = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "object", "embed", "applet", "button",
     "select", "datalist", "audio", "video", "canvas", "map"}
)  # fmt: skip
_PROGRAM = frozenset({"script", "style", "head", "svg", "template", "noscript"})
_AROUND = frozenset({"footer", "aside"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody",
     "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "xmp", "listing", "plaintext"}
)  # fmt: skip
_EXACT = frozenset({"pre", "textarea", "xmp", "listing", "plaintext"})
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)


def read_html(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a page as one page: its main part where it marks one, without menus, scripts and hidden text.

    Lists get their numbers, rows of tables one line each (see table_rows), preformatted text keeps its blanks. What
    was left out is told in `repairs` as "<what>: <count>". Raises Unreadable for what is no text, nests too deeply or
    has no text to read.
    """
    if len(data) > limits.file_bytes:
        raise Unreadable(
            f"{name}: ใหญ่เกิน {limits.file_bytes // 1024**2} MiB โปรดแบ่งเป็นไฟล์ย่อยแล้วนำเข้าใหม่",
            f"{name}: larger than {limits.file_bytes // 1024**2} MiB; split it into smaller files and load those",
        )
    root = _parsed(page_text(data, name), name)
    main, title = _main_part(root)
    walk = _Walk(whole=main is root)
    lines = [*title, *walk.lines(main)]
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise _nothing(name)
    left_out = Counter({what: count for what, count in walk.left_out.items() if what != "not-text"})
    left_out["outside-main-part"] = int(main is not root)
    repairs = tuple(f"{what}: {count}" for what, count in sorted(left_out.items()) if count)
    return Reading((PageText(1, text, ENGINE, 1.0, repairs),))


def _parsed(text: str, name: str) -> _Element:
    # HTML declares no entities, so a large tree costs no more than its file: only old pages nest hundreds deep.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    clean = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser)
    except etree.LxmlError as error:
        raise _nothing(name) from error
    if root is None:  # of a page with nothing but comments
        raise _nothing(name)
    if any(each.type_name == "ERR_RESOURCE_LIMIT" for each in parser.error_log):
        raise Unreadable(
            f"{name}: โครงสร้าง HTML ซ้อนกันลึกเกินไป โปรดเปิดในเบราว์เซอร์ บันทึกเป็นข้อความหรือ PDF แล้วนำเข้าใหม่",
            f"{name}: the HTML nests too deeply; open it in a browser, save it as text or PDF and load that",
        )
    return root


def _main_part(root: _Element) -> tuple[_Element, list[str]]:
    """The element that holds what the page is for, and the page's heading where that stands outside it."""
    marked = [each for each in root.iter("main", "article", "div", "section") if _is_main(each)]
    known = set(marked)
    outermost = [each for each in marked if not any(above in known for above in each.iterancestors())]
    lengths = sorted(((_length(each), -at) for at, each in enumerate(outermost)), reverse=True)
    if not lengths or lengths[0][0] < LEAST_MAIN * _length(root):
        return root, []
    if len(lengths) > 1 and 2 * lengths[1][0] > lengths[0][0]:  # a page of several articles has no main one
        return root, []
    best = outermost[-lengths[0][1]]
    heads = [each for each in root.iter("h1") if best not in each.iterancestors() and _length(each)]
    return best, [" ".join("".join(map(str, heads[0].itertext())).split())] if len(heads) == 1 else []


def _is_main(element: _Element) -> bool:
    return element.tag in {"main", "article"} or element.get("role") == "main"


def _length(element: _Element) -> int:
    return sum(len(text.strip()) for text in element.itertext() if text)


class _Walk:
    """One pass over a page, element by element, so that no depth of nesting can exhaust the stack."""

    def __init__(self, *, whole: bool) -> None:
        self.left_out: Counter[str] = Counter()
        self._not_read = _NOT_READ | _AROUND if whole else _NOT_READ
        self._boxes = [Lines()]
        self._tables: list[TableFrame] = []
        self._lists: list[ListFrame] = []
        self._exact = 0

    def lines(self, root: _Element) -> list[str]:
        """All lines below an element."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if reason := self._why_not(element, tag):
                    self.left_out[reason] += 1
                    walker.skip_subtree()
                else:
                    self._open(element, tag)
                    self._add(element.text)
            else:
                if not self._why_not(element, tag):
                    self._close(element, tag)
                if element is not root:
                    self._add(element.tail)
        while len(self._boxes) > 1:
            self._end_cell(1, 1)
        return self._boxes[0].finished()

    def _why_not(self, element: _Element, tag: str) -> str | None:
        if tag in self._not_read or (element.get("role") or "").lower() in _ROLES:
            return "not-text" if tag in _PROGRAM else "menu-or-frame"
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        return "hidden-text" if hidden else None

    def _open(self, element: _Element, tag: str) -> None:
        if tag in _BLOCKS or tag == "br":
            self._boxes[-1].end_line()
        if tag == "table":
            self._tables.append(TableFrame())
        elif tag in {"td", "th"} and self._tables:
            self._boxes.append(Lines())
        elif tag in {"ol", "ul", "menu", "dir"}:
            self._lists.append(_list(element, tag))
        elif tag == "li":
            self._boxes[-1].mark(self._marker(element))
        elif tag in _EXACT:
            self._exact += 1

    def _close(self, element: _Element, tag: str) -> None:
        if tag in {"td", "th"} and self._tables and len(self._boxes) > 1:
            self._end_cell(_span(element, "colspan"), _span(element, "rowspan"))
        elif tag in {"tr", "table"} and self._tables:
            self._boxes[-1].end_line()
            self._boxes[-1].done += self._tables[-1].end_row()
            if tag == "table":
                self._tables.pop()
        elif tag in {"ol", "ul", "menu", "dir"} and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self._boxes[-1].end_line()
        if tag == "li":
            self._boxes[-1].mark("")
        if tag in _EXACT and self._exact:
            self._exact -= 1

    def _end_cell(self, columns: int, rows: int) -> None:
        self._tables[-1].add_cell(self._boxes.pop().finished(), columns, rows)

    def _add(self, text: str | None) -> None:
        if text and self._exact:
            self._boxes[-1].verbatim(text)
        elif text:
            self._boxes[-1].add(text)

    def _marker(self, item: _Element) -> str:
        frame = self._lists[-1] if self._lists else ListFrame("disc", 1)
        frame.value = _whole(item.get("value"), frame.value)
        printed = numeral(frame.value, frame.style)
        frame.value += frame.step
        return printed if printed in {"", BULLET} else f"{printed}."


def _list(element: _Element, tag: str) -> ListFrame:
    told = _LIST_STYLE.search(element.get("style") or "")
    if tag != "ol":
        return ListFrame(told[1].lower() if told else "disc", 1)
    style = told[1].lower() if told else element.get("type") or "decimal"
    step = -1 if element.get("reversed") is not None else 1
    items = sum(1 for _ in element.iterchildren("li"))
    return ListFrame(style, _whole(element.get("start"), items if step < 0 else 1), step)


def _span(element: _Element, name: str) -> int:
    return _whole(element.get(name), 1)


def _whole(text: str | None, otherwise: int) -> int:
    if text and len(text) <= 9:
        with contextlib.suppress(ValueError):
            return int(text)
    return otherwise


def _nothing(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: ไม่มีข้อความในหน้าเว็บ โปรดเปิดในเบราว์เซอร์ รอจนแสดงครบ แล้วบันทึกเป็นข้อความหรือ PDF",
        f"{name}: no text in the page; open it in a browser, wait until all is shown and save it as text or PDF",
    )
