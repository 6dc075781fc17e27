"""Tables of the agency registry as people edit it; `Agency` itself stands beside the resolutions that point to it.

An agency that was merged into another keeps its row, so that undoing gives back the very same key.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from kb.store.tables import AUTOINCREMENT, utc_now


class AgencyName(SQLModel, table=True):
    """A name or an abbreviation of an agency. `kind`: official, abbreviation, other. `rank` orders those of a kind.

    `until` is the first day it was no longer in use. Several agencies may share an abbreviation, none another's name.
    """

    __tablename__ = "agency_name"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    name: str = Field(index=True)
    kind: str
    rank: int = 0
    since: date | None = None
    until: date | None = None


class AgencyProfile(SQLModel, table=True):
    """What is known of an agency besides its names. `merged_into_id` marks one that was found to be another."""

    __tablename__ = "agency_profile"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", unique=True)
    parent_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    kind: str
    since: date | None = None
    until: date | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="agency.id", index=True)


class AgencySuccession(SQLModel, table=True):
    """One agency took over from another. `kind`: renamed, merged, split; `day` is the first of the new order."""

    __tablename__ = "agency_succession"
    __table_args__ = (UniqueConstraint("predecessor_id", "successor_id", "day"), AUTOINCREMENT)
    id: int | None = Field(default=None, primary_key=True)
    predecessor_id: int = Field(foreign_key="agency.id", index=True)
    successor_id: int = Field(foreign_key="agency.id", index=True)
    kind: str
    day: date
    source: str = ""
    certain: bool = True


class AgencyMerge(SQLModel, table=True):
    """The log of merges: everything that was moved, with what it was before, so that undoing is exact."""

    __tablename__ = "agency_merge"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    from_id: int = Field(foreign_key="agency.id", index=True)
    into_id: int = Field(foreign_key="agency.id", index=True)
    moved: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    at: datetime = Field(default_factory=utc_now)
    undone_at: datetime | None = None


class AgencyEdition(SQLModel, table=True):
    """One row a change of the registry: the highest key is its version, by which running programs see edits."""

    __tablename__ = "agency_edition"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    what: str
    at: datetime = Field(default_factory=utc_now)
