"""The tables of the agency registry: what the database itself refuses, and that they come with a migration."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from kb.store import Agency, AgencyName, AgencyProfile, AgencySuccession, Database, engine, open_database

TABLES = {"agency_name", "agency_profile", "agency_succession", "agency_merge", "agency_edition"}
DAY = date(2020, 1, 1)


@pytest.fixture
def database(empty_database: Path, tmp_path: Path):
    """A database with two agencies."""
    path = tmp_path / "kb.sqlite3"
    path.write_bytes(empty_database.read_bytes())
    opened = open_database(path)
    with opened.writing() as session:
        session.add_all([Agency(name="หนึ่ง"), Agency(name="สอง")])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "row",
    [
        AgencyName(agency_id=9, name="x", kind="other"),  # of nobody
        AgencyProfile(agency_id=9, kind="other"),
        AgencyProfile(agency_id=1, kind="other", parent_id=9),  # under nobody
        AgencyProfile(agency_id=2, kind="other"),  # a second one for the same agency
        AgencySuccession(predecessor_id=1, successor_id=9, kind="renamed", day=DAY),
        AgencySuccession(predecessor_id=1, successor_id=2, kind="merged", day=DAY),  # told twice
    ],
)
def test_rows_that_point_nowhere_or_say_a_thing_twice_are_refused(database: Database, row: SQLModel) -> None:
    """Whatever a program above forgets."""
    with database.writing() as session:
        session.add(AgencyProfile(agency_id=2, kind="other"))
        session.add(AgencySuccession(predecessor_id=1, successor_id=2, kind="renamed", day=DAY))
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(type(row)(**row.model_dump(exclude={"id"})))


def test_a_database_of_before_gets_the_tables_and_keeps_its_agencies(tmp_path: Path) -> None:
    """Migrating from the first revision, forwards by opening it."""
    path = tmp_path / "kb.sqlite3"
    old = open_database(path)
    config = Config()
    config.set_main_option("script_location", str(Path(engine.__file__).parent / "migrations"))
    with old.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        assert set(inspect(connection).get_table_names()) & TABLES == set()
    old.close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO agency (name, reviewed) VALUES ('กรมประมง', 1)")
    connection.close()
    new = open_database(path)
    with new.reading() as session:
        assert set(inspect(new.engine).get_table_names()) >= TABLES
        assert session.get_one(Agency, 1).name == "กรมประมง"
    new.close()
