"""Elements of WordprocessingML by their local names, so that the library that parsed them stays behind its one door."""

from collections.abc import Iterator
from typing import Protocol

OFF = frozenset({"0", "false", "off"})


class Element(Protocol):
    """What is used of an XML element."""

    @property
    def tag(self) -> object:
        """`{namespace}name`; no text for a comment or a processing instruction."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    @property
    def attrib(self) -> "Attributes":
        """Attributes by qualified name."""

    def __iter__(self) -> Iterator["Element"]:
        """The children in order."""

    def iter(self) -> Iterator["Element"]:
        """The element and all below it in order."""


class Attributes(Protocol):
    """The attributes of an element, read only."""

    def items(self) -> list[tuple[str, str]]:
        """Qualified names with their values."""


def local(element: Element) -> str:
    """The name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names."""
    return (each for each in element if local(each) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of the first child ... along a path of names; None where the path ends early."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def integer(element: Element | None, name: str = "val") -> int | None:
    """A whole number in an attribute; None when it is none or absurdly long."""
    value = attribute(element, name)
    if value is None or len(value) > 9:
        return None
    try:
        return int(value)
    except ValueError:
        return None


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:vanish/>` is there and not turned off."""
    return element is not None and (attribute(element) or "1").lower() not in OFF


def all_named(element: Element, *names: str) -> Iterator[Element]:
    """Everything below an element that bears one of these names."""
    return (each for each in element.iter() if local(each) in names)
