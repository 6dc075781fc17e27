"""The registry in the database: the same as the seed, read once an edition, never from what may be rolled back."""

from datetime import date

import pytest
from sqlmodel import select

from kb.agencies import Agency, open_registry
from kb.agencies.editing import Entry, put_agencies
from kb.agencies.rows import agency_ids, edition_of, lineage_ids, names_with_origins, registry_of, seed_rows
from kb.store import Agency as AgencyRow
from kb.store import Database, open_database

NEW = Entry(Agency("สำนักงานว่าวแห่งชาติ", ("สวช.ว.",), "กระทรวงการคลัง", (), "office"))


def test_a_seeded_database_holds_the_very_registry(database: Database) -> None:
    """Agencies in order, every name, time, parent, kind and succession."""
    with database.reading() as session:
        assert registry_of(session) == open_registry()
        assert edition_of(session) == 1


def test_before_the_first_use_the_seed_itself_answers(empty_database) -> None:
    """Reading needs no writing."""
    database = open_database(empty_database)
    with database.reading() as session:
        assert registry_of(session) == open_registry()
        assert (edition_of(session), session.execute(select(AgencyRow)).first()) == (0, None)
    database.close()


def test_seeding_keeps_what_is_there_and_is_done_once(empty_database, tmp_path) -> None:
    """Agencies of resolutions loaded before keep their keys; a second time changes nothing."""
    path = tmp_path / "kb.sqlite3"
    path.write_bytes(empty_database.read_bytes())
    database = open_database(path)
    with database.writing() as session:
        session.add(AgencyRow(name="คณะกรรมการสมมุติ", reviewed=False))
        session.add(AgencyRow(name="กรมประมง", reviewed=False))
    for _ in range(2):
        with database.writing() as session:
            seed_rows(session)
    with database.reading() as session:
        ids = agency_ids(session)
        assert (ids["คณะกรรมการสมมุติ"], ids["กรมประมง"], edition_of(session)) == (1, 2, 1)
        reviewed = {row.name: row.reviewed for row in session.exec(select(AgencyRow).where(AgencyRow.id <= 2))}
        assert reviewed == {"คณะกรรมการสมมุติ": False, "กรมประมง": True}
        assert set(registry_of(session).agencies) == set(open_registry().agencies)
    database.close()


def test_it_is_read_once_an_edition(database: Database) -> None:
    """The same object until an edit is committed; then the new one."""
    with database.reading() as session:
        first = registry_of(session)
    with database.reading() as session:
        assert registry_of(session) is first
    with database.writing() as session:
        put_agencies(session, [NEW], "test")
    with database.reading() as session:
        assert registry_of(session) is not first
        assert registry_of(session).find("สวช.ว.") == NEW.agency


def test_what_is_rolled_back_is_never_remembered(database: Database) -> None:
    """An edit that fails shows in no later reading, although its number is given to the next one."""
    other = Entry(Agency("สำนักงานว่าวไทย", (), None, ()))

    def failing() -> None:
        with database.writing() as session:
            put_agencies(session, [NEW], "test")
            assert registry_of(session).find(NEW.agency.name) == NEW.agency
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    with database.writing() as session:
        put_agencies(session, [other], "test")
    with database.reading() as session:
        assert registry_of(session).find(NEW.agency.name) is None
        assert registry_of(session).find(other.agency.name) == other.agency


def test_a_search_takes_in_all_an_agency_came_from(database: Database) -> None:
    """Keys and names; an abbreviation that several share stands for all of them; unknown names stay."""
    with database.reading() as session:
        ids = agency_ids(session)
        today = ids["กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"]
        before = ids["กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร"]
        assert lineage_ids(session, [today]) == (today, before)
        assert lineage_ids(session, [before, 10_000]) == (before,)
        assert names_with_origins(session, ["ดศ.", "ไม่มี"]) == (
            "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "ไม่มี",
        )  # fmt: skip
        assert names_with_origins(session, ["คสช."]) == ("คณะกรรมการสุขภาพแห่งชาติ", "คณะรักษาความสงบแห่งชาติ")


def test_times_of_names_are_kept(database: Database) -> None:
    """A former name with its end."""
    with database.reading() as session:
        found = registry_of(session).find("สศช.")
    assert found is not None
    assert [(spell.name, spell.since, spell.until) for spell in found.spells] == [
        ("สำนักงานคณะกรรมการพัฒนาการเศรษฐกิจและสังคมแห่งชาติ", None, date(2018, 12, 28))
    ]
