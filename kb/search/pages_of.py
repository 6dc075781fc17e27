"""Which page of the original a place in a document's text stands on, and which pages could not be read yet."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session, col

from kb.store import Page

Place = tuple[int, int]
"""A version of a document, and an offset into its text."""


def page_of(session: Session, version_id: int, start: int) -> int | None:
    """The page, counted from 1, on which a place stands; None for a document that has no pages."""
    return pages_of(session, [(version_id, start)])[0]


def pages_of(session: Session, places: Sequence[Place]) -> list[int | None]:
    """The pages of many places, in their order, with one SELECT; see `page_of`."""
    if not places:
        return []
    return [row.page for row in session.connection().execute(_PAGES, {"places": json.dumps(places)})]


def waiting_pages(session: Session, versions: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The pages of each version that no one could read yet; versions without such pages are left out."""
    waiting = select(col(Page.version_id), col(Page.number)).where(
        col(Page.version_id).in_(versions), col(Page.needs_ocr).is_(True)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for version, number in session.execute(waiting.order_by(col(Page.version_id), col(Page.number))):
        found[version].append(number)
    return {version: tuple(numbers) for version, numbers in found.items()}


def _pages() -> Select[*tuple[Any, ...]]:
    """One row for each of `places` (JSON): the last page that begins at or before it."""
    given = func.json_each(bindparam("places")).table_valued("key", "value")
    version = func.json_extract(given.c.value, "$[0]")
    start = func.json_extract(given.c.value, "$[1]")
    page = (
        select(func.max(col(Page.number)))
        .where(col(Page.version_id) == version, col(Page.start) <= start)
        .correlate(given)
        .scalar_subquery()
    )
    return select(page.label("page")).select_from(given).order_by(given.c.key)


_PAGES = _pages()
