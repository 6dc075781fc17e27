"""Edits of the registry: what they change, what they leave, and what they refuse in words."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from kb.agencies import Agency, Spell, Succession
from kb.agencies.editing import Entry, accept_agency, find_agency, put_agencies, rename_agency
from kb.agencies.rows import agency_ids, edition_of, registry_of
from kb.errors import BadInput, NotFound
from kb.store import Agency as AgencyRow
from kb.store import AgencyName, Database

FINANCE = "กระทรวงการคลัง"
DAY = date(2020, 1, 1)
KITE = Agency("สำนักงานว่าวแห่งชาติ", ("สวว.",), FINANCE, ("สำนักว่าว",), "office", DAY, None)


def keys_of_names(database: Database, agency: str) -> dict[str, int | None]:
    """The key of the row of each name of an agency."""
    with database.reading() as session:
        rows = select(AgencyName).where(col(AgencyName.agency_id) == agency_ids(session)[agency])
        return {row.name: row.id for row in session.execute(rows).scalars()}


def test_an_agency_is_added_and_changed(database: Database) -> None:
    """As told, in full; rows of names that stay keep their keys; each edit is an edition."""
    origin = Succession("กรมธนารักษ์", KITE.name, "split", DAY, "กฎหมายสมมุติ")
    with database.writing() as session:
        put_agencies(session, [Entry(KITE, (origin,))], "add")
    before = keys_of_names(database, KITE.name)
    spell = Spell("ว่าวแห่งชาติ", None, DAY)
    changed = replace(KITE, abbreviations=("สวว.", "ว."), other_names=("ว่าวแห่งชาติ",), parent=None, spells=(spell,))
    with database.writing() as session:
        put_agencies(session, [Entry(changed)], "change")
    after = keys_of_names(database, KITE.name)
    with database.reading() as session:
        registry = registry_of(session)
        assert registry.find("ว.") == changed
        assert registry.predecessors(KITE.name) == (origin,)
        assert edition_of(session) == 3
    assert {name for name in before if after.get(name) == before[name]} == {KITE.name, "สวว."}
    assert set(after) == {KITE.name, "สวว.", "ว.", "ว่าวแห่งชาติ"}


def test_origins_are_changed_and_taken_away(database: Database) -> None:
    """A list of predecessors replaces the one before; none at all leaves it."""
    one, other = (Succession(name, KITE.name, "merged", DAY) for name in ("กรมธนารักษ์", "กรมสรรพากร"))
    for origins, left in (((one, other), 2), (None, 2), ((replace(one, kind="split"),), 1), ((), 0)):
        with database.writing() as session:
            put_agencies(session, [Entry(KITE, origins)], "test")
            assert len(registry_of(session).predecessors(KITE.name)) == left


@pytest.mark.parametrize(
    ("entry", "thai", "english"),
    [
        (Entry(replace(KITE, other_names=("กรมประมง",))), "เป็นชื่อของ กรมประมง อยู่แล้ว", "already a name of กรมประมง"),
        (Entry(replace(KITE, other_names=("กรม ประมง",))), "เป็นชื่อของ กรมประมง", "already a name of กรมประมง"),  # spaces
        (Entry(replace(KITE, parent="กระทรวงว่าว")), "ไม่มีหน่วยงานต้นสังกัดชื่อ กระทรวงว่าว", "its parent กระทรวงว่าว"),
        (Entry(replace(KITE, parent=KITE.name)), "สังกัดตัวเองไม่ได้", "cannot belong to itself"),
        (Entry(replace(KITE, until=DAY)), "วันเริ่ม 2020-01-01 ต้องมาก่อน", "begin on 2020-01-01 and end on 2020-01-01"),
        (Entry(replace(KITE, abbreviations=(" ",))), "ชื่อว่างเปล่า", "a name is empty"),
        (Entry(replace(KITE, name="ว" * 301)), "ยาวเกิน 300", "longer than 300"),
        (
            Entry(KITE, (Succession("กรมว่าว", KITE.name, "renamed", DAY),)),
            "ไม่มีหน่วยงานเดิมชื่อ กรมว่าว",
            "กรมว่าว is not in the registry",
        ),
        (
            Entry(KITE, (Succession(KITE.name, KITE.name, "renamed", DAY),)),
            "เป็นทั้งหน่วยงานเดิมและหน่วยงานใหม่",
            "cannot both precede and follow",
        ),
    ],
)
def test_an_edit_that_would_break_the_registry_is_refused(
    database: Database, entry: Entry, thai: str, english: str
) -> None:
    """In a sentence that says what is wrong; nothing is changed."""
    with pytest.raises(BadInput) as refused, database.writing() as session:
        put_agencies(session, [entry], "test")
    assert thai in refused.value.thai
    assert english in refused.value.english
    with database.reading() as session:
        assert (edition_of(session), registry_of(session).find(KITE.name)) == (1, None)


def test_a_circle_of_parents_is_refused(database: Database) -> None:
    """Over any number of steps."""
    with database.reading() as session:
        ministry = registry_of(session).find(FINANCE)
    assert ministry is not None
    with pytest.raises(BadInput, match="cannot belong to itself"), database.writing() as session:
        put_agencies(session, [Entry(KITE), Entry(replace(ministry, parent=KITE.name))], "test")


def test_a_name_of_the_review_queue_is_accepted(database: Database) -> None:
    """Under its own key, with kind from the name, abbreviation as printed and the parent asked for."""
    with database.writing() as session:
        session.add(AgencyRow(name="คณะกรรมการว่าวแห่งชาติ", abbr="กวช.ว.", reviewed=False))
        session.flush()
        key = agency_ids(session)["คณะกรรมการว่าวแห่งชาติ"]
        assert registry_of(session).find("คณะกรรมการว่าวแห่งชาติ") is None
    with database.writing() as session:
        assert accept_agency(session, "คณะกรรมการว่าวแห่งชาติ", parent="กค.") == key
    with database.writing() as session:
        wanted = Agency("คณะกรรมการว่าวแห่งชาติ", ("กวช.ว.",), FINANCE, (), "committee")
        assert registry_of(session).find("กวช.ว.") == wanted
        with pytest.raises(BadInput, match="has been reviewed"):
            accept_agency(session, str(key))


def test_renaming_keeps_the_old_name_findable(database: Database) -> None:
    """The key stays, children follow, a second renaming back is possible."""
    with database.writing() as session:
        children = sum(each.parent == FINANCE for each in registry_of(session).agencies)
        key = rename_agency(session, "กค.", "กระทรวง  คลังสมมุติ")
    with database.reading() as session:
        registry = registry_of(session)
        found = registry.find(FINANCE)
        assert found is not None
        assert (found.name, agency_ids(session)[found.name]) == ("กระทรวง คลังสมมุติ", key)
        assert sum(each.parent == found.name for each in registry.agencies) == children > 30
    with database.writing() as session:
        assert rename_agency(session, "กค.", FINANCE) == key
    with database.writing() as session, pytest.raises(BadInput, match="already"):
        rename_agency(session, "กค.", "กรมประมง")


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ("กอช.", BadInput, "may mean several agencies: คณะกรรมการเอกลักษณ์ของชาติ"),
        ("กรมว่าว", NotFound, "there is no agency called 'กรมว่าว'"),
        ("99999", NotFound, "there is no agency called '99999'"),
        ("", NotFound, "no agency called"),
    ],
)
def test_whom_nobody_knows_is_told(database: Database, asked: str, error: type[Exception], said: str) -> None:
    """Unknown and ambiguous names are errors with a way on."""
    with database.reading() as session, pytest.raises(error, match=said):
        find_agency(session, asked)
