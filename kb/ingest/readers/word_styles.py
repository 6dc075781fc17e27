"""What Word's styles say of text: whether it is hidden and whether it is numbered. Styles inherit."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.ingest.readers.word_elements import Element, attribute, child, children, integer, is_on


@dataclass(frozen=True)
class ListPlace:
    """A list and a level in it, either perhaps not said; list 0 takes the paragraph out of any list."""

    list_id: int | None
    level: int | None


@dataclass(frozen=True)
class _Style:
    parent: str | None
    place: ListPlace | None
    hidden: bool | None


def list_place(properties: Element | None) -> ListPlace | None:
    """What paragraph properties (`w:pPr`) say of numbering."""
    numbered = child(properties, "numPr")
    if numbered is None:
        return None
    return ListPlace(integer(child(numbered, "numId")), integer(child(numbered, "ilvl")))


def hidden(properties: Element | None) -> bool | None:
    """What run properties (`w:rPr`) say of hiding; None when they say nothing."""
    vanish = child(properties, "vanish")
    return None if vanish is None else is_on(vanish)


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for each in children(root, "style") if root is not None else ():
            name = attribute(each, "styleId") or ""
            properties = child(each, "pPr")
            self._styles[name] = _Style(
                attribute(child(each, "basedOn")), list_place(properties), hidden(child(each, "rPr"))
            )
            if attribute(each, "type") == "paragraph" and attribute(each, "default") in {"1", "true", "on"}:
                self._default = name

    def is_hidden(self, paragraph: str | None, run: str | None) -> bool:
        """Whether text of these styles is hidden; the run's style wins."""
        for name in (run, paragraph or self._default):
            for style in self._chain(name):
                if style.hidden is not None:
                    return style.hidden
        return False

    def place(self, paragraph: str | None) -> ListPlace | None:
        """The list of a paragraph style, from the nearest style that names one."""
        return next((style.place for style in self._chain(paragraph or self._default) if style.place), None)

    def lineage(self, paragraph: str | None) -> list[str]:
        """The ids of a style and those it is based on."""
        return list(self._names(paragraph or self._default))

    def _chain(self, name: str | None) -> Iterator[_Style]:
        return (self._styles[each] for each in self._names(name))

    def _names(self, name: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name
            name = self._styles[name].parent
