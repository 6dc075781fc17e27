"""The agency registry of a home: opening it, and every edit of it as one unit of work.

The seed tables are put into the database on first use; from then on the database is the registry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, col

from kb.access import EVERYTHING
from kb.agencies import AgencyRegistry, Kind
from kb.agencies.editing import Entry, accept_agency, faults_after, put_agencies, rename_agency
from kb.agencies.merging import map_agency, merge_agencies, undo_merge
from kb.agencies.rows import edition_of, registry_of, seed_rows
from kb.agencies.table_form import read_table, write_table
from kb.ingest.encoding import decode
from kb.store import Agency, AgencyMerge, Database
from kb.workflows.agency_register import AgencySummary, summaries

T = TypeVar("T")


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with a line of an imported table."""

    line: int
    name: str
    thai: str
    english: str


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do: official names, and the problems for which nothing was done."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    problems: tuple[RowProblem, ...]
    dry_run: bool


def open_agencies(database: Database) -> AgencyRegistry:
    """The registry of this home, seeded on first use. Cheap to call again: it is read once an edition."""
    with database.reading() as session:
        if edition_of(session):
            return registry_of(session)
    with database.writing() as session:
        seed_rows(session)
    with database.reading() as session:
        return registry_of(session)


def accept(database: Database, name: str, kind: Kind | None = None, parent: str | None = None) -> AgencySummary:
    """Take a name of the review queue into the registry."""
    return _edited(database, lambda session: accept_agency(session, name, kind, parent))


def rename(database: Database, name: str, new_name: str) -> AgencySummary:
    """Correct an agency's official name; the old one still finds it."""
    return _edited(database, lambda session: rename_agency(session, name, new_name))


def map_to(database: Database, unknown: str, known: str) -> int:
    """Say which agency a name of the review queue means; returns the number for `undo`."""
    return _written(database, lambda session: map_agency(session, unknown, known))


def merge(database: Database, gone: str, kept: str) -> int:
    """Merge one agency into another; returns the number for `undo`."""
    return _written(database, lambda session: merge_agencies(session, gone, kept))


def undo(database: Database, number: int) -> tuple[str, str]:
    """Undo a merge; returns the names of the agency that is back and of the one it was taken out of."""

    def put_back(session: Session) -> tuple[str, str]:
        log: AgencyMerge = undo_merge(session, number)
        return session.get_one(Agency, log.from_id).name, session.get_one(Agency, log.into_id).name

    return _written(database, put_back)


def export_table(database: Database) -> str:
    """The registry as CSV text; see `kb.agencies.table_form`."""
    return write_table(open_agencies(database))


def import_table(database: Database, data: bytes, name: str, *, dry_run: bool = False) -> ImportReport:
    """Add and change agencies as a CSV file says; agencies it does not name stay as they are.

    A file with a single wrong line changes nothing: the report says what is wrong with which. Raises `Unreadable` for
    bytes that are no text; `name` is for that message.
    """
    text = decode(data, name)

    def put(session: Session) -> ImportReport:
        registry = registry_of(session)
        table = read_table(text, registry)
        known = {agency.name: agency for agency in registry.agencies}
        origins = {row.agency.name: registry.predecessors(row.agency.name) for row in table.rows}
        new = [row for row in table.rows if row.agency.name not in known]
        changed = [
            row
            for row in table.rows
            if row.agency.name in known
            and (known[row.agency.name] != row.agency or set(origins[row.agency.name]) != set(row.origins))
        ]
        entries = [Entry(row.agency, row.origins) for row in (*new, *changed)]
        lines = {row.agency.name: row.line for row in table.rows}
        faults = [*table.faults, *((lines.get(each.agency, 0), each) for each in faults_after(registry, entries))]
        if entries and not faults and not dry_run:
            put_agencies(session, entries, f"import {name}")
        return ImportReport(
            added=tuple(row.agency.name for row in new),
            changed=tuple(row.agency.name for row in changed),
            unchanged=len(table.rows) - len(entries),
            problems=tuple(RowProblem(line, each.agency, each.thai, each.english) for line, each in sorted(faults)),
            dry_run=dry_run,
        )

    return _written(database, put)


def _written(database: Database, edit: Callable[[Session], T]) -> T:
    with database.writing() as session:
        seed_rows(session)
        return edit(session)


def _edited(database: Database, edit: Callable[[Session], int]) -> AgencySummary:
    with database.writing() as session:
        seed_rows(session)
        key = edit(session)
        session.flush()
        return summaries(session, EVERYTHING, col(Agency.id) == key)[0]
