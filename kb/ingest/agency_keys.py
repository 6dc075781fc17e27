"""Agencies by name within one unit of work."""

from sqlalchemy import select
from sqlmodel import Session, col

from kb.agencies import AgencyRegistry
from kb.agencies.rows import edition_of, registry_of
from kb.store import Agency


class AgencyKeys:
    """Keys of agencies by name; one the registry does not know is added for review.

    The registry is the database's own where it has one: an edit made since the load began counts.
    """

    def __init__(self, session: Session, registry: AgencyRegistry) -> None:
        self._session = session
        self._registry = registry_of(session) if edition_of(session) else registry
        rows = session.execute(select(col(Agency.name), col(Agency.id))).all()
        self._ids: dict[str, int] = {row.name: row.id for row in rows}

    def id_of(self, name: str, abbr: str | None) -> int:
        """The key of the agency that goes by this name."""
        known = self._registry.find(name)
        official = known.name if known else name
        if official not in self._ids:
            agency = Agency(name=official, abbr=known.abbr if known else abbr, reviewed=known is not None)
            self._session.add(agency)
            self._session.flush()
            assert agency.id is not None  # noqa: S101 - flushed
            self._ids[official] = agency.id
        return self._ids[official]
