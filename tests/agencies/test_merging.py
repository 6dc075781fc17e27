"""Merging two agencies re-points everything, and undoing puts every row back as it was."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from kb.agencies import Agency, Succession
from kb.agencies.editing import Entry, find_agency, put_agencies
from kb.agencies.merging import map_agency, merge_agencies, undo_merge
from kb.agencies.rows import agency_ids, registry_of, seed_rows
from kb.errors import BadInput, NotFound
from kb.store import Agency as AgencyRow
from kb.store import Database, resolutions_changed_since

FISH, CATTLE = "กรมประมง", "กรมปศุสัตว์"
DAY = date(2020, 1, 7)
LOGS = {"change", "agency_merge", "agency_edition"}
"""Tables that only grow."""


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the logs."""
    with database.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(text(f'SELECT * FROM "{table.name}"')).all()), key=repr)
            for table in SQLModel.metadata.sorted_tables
            if table.name not in LOGS
        }


@pytest.fixture
def loaded(archive) -> Database:
    """Resolutions of two departments and of a body nobody knows."""
    with archive.database.writing() as session:
        seed_rows(session)
    matters = [
        {"number": 1, "title": "ขออนุมัติโครงการเลี้ยงปลา", "body": "เลี้ยงปลาในกระชัง", "agency": FISH},
        {"number": 2, "title": "รายงานผลการเลี้ยงกุ้ง", "body": "กุ้งโตดี", "agency": FISH},
        {"number": 3, "title": "ร่างกฎกระทรวงว่าด้วยโคนม", "body": "โคนมพันธุ์ใหม่", "agency": CATTLE},
        {"number": 4, "title": "แผนการแข่งว่าวนานาชาติ", "body": "ว่าวจุฬา", "agency": "คณะกรรมการว่าวแห่งชาติ"},
    ]  # fmt: skip
    archive.store(archive.document("page.txt", DAY, *matters))
    return archive.database


def owners(database: Database) -> list[str]:
    """Whose each resolution is, in the order of their keys."""
    rows = "SELECT a.name FROM resolution r JOIN agency a ON a.id = r.agency_id ORDER BY r.id"
    with database.reading() as session:
        return [row[0] for row in session.execute(text(rows))]


def test_a_merge_moves_everything_and_undoing_restores_every_row(loaded: Database) -> None:
    """Resolutions, names, children and successions; afterwards the tables are equal row for row."""
    child = Agency("สถานีประมงสมมุติ", (), FISH, ())
    with loaded.writing() as session:
        put_agencies(session, [Entry(child, (Succession(FISH, child.name, "split", DAY),))], "test")
    before = everything(loaded)
    with loaded.writing() as session:
        number = merge_agencies(session, FISH, CATTLE)
    assert owners(loaded) == [CATTLE, CATTLE, CATTLE, "คณะกรรมการว่าวแห่งชาติ"]
    with loaded.reading() as session:
        registry = registry_of(session)
        kept = registry.find(CATTLE)
        assert kept is not None
        assert (registry.find(FISH), registry.find("กป."), find_agency(session, FISH).name) == (kept, kept, CATTLE)
        assert (kept.abbreviations, kept.other_names) == (("ปศ.", "กป."), (FISH,))
        moved = registry.find(child.name)
        assert moved is not None
        assert (moved.parent, registry.ancestors(child.name)) == (CATTLE, (child.name, CATTLE))
    with loaded.writing() as session:
        undo_merge(session, number)
    assert everything(loaded) == before


def test_the_change_log_is_told_both_times(loaded: Database) -> None:
    """The two resolutions that moved, and no other, so that the indexes follow."""
    with loaded.writing() as session:
        _, seq = resolutions_changed_since(session, 0)
        number = merge_agencies(session, FISH, CATTLE)
        moved, seq = resolutions_changed_since(session, seq)
        undo_merge(session, number)
        back, _ = resolutions_changed_since(session, seq)
    assert moved == back == [1, 2]


def test_an_unknown_name_is_mapped_and_unmapped(loaded: Database) -> None:
    """Its resolutions move, its name is known from then on, and undoing puts it back into the queue, row for row."""
    before = everything(loaded)
    with loaded.writing() as session:
        number = map_agency(session, "คณะกรรมการว่าวแห่งชาติ", "กค.")
    assert owners(loaded)[3] == "กระทรวงการคลัง"
    with loaded.reading() as session:
        found = registry_of(session).find("คณะกรรมการว่าวแห่งชาติ")
        assert found is not None
        assert found.name == "กระทรวงการคลัง"
        assert session.get_one(AgencyRow, agency_ids(session)["คณะกรรมการว่าวแห่งชาติ"]).reviewed is True
    with loaded.writing() as session:
        undo_merge(session, number)
    assert everything(loaded) == before


def test_what_was_edited_after_a_merge_stays_edited(loaded: Database) -> None:
    """Undoing moves back what was moved; a resolution that belongs to a third by then is left to it."""
    with loaded.writing() as session:
        number = merge_agencies(session, FISH, CATTLE)
        third = agency_ids(session)["กรมที่ดิน"]
        session.execute(text("UPDATE resolution SET agency_id = :third WHERE id = 1"), {"third": third})
        undo_merge(session, number)
    assert owners(loaded)[:3] == ["กรมที่ดิน", FISH, CATTLE]


def test_merges_are_undone_from_the_last(loaded: Database) -> None:
    """While a later merge of the same agencies stands, the earlier is refused; in order, all is as before."""
    before = everything(loaded)
    with loaded.writing() as session:
        first = merge_agencies(session, FISH, CATTLE)
        second = merge_agencies(session, CATTLE, "กรมที่ดิน")
    assert owners(loaded)[:3] == ["กรมที่ดิน"] * 3
    with loaded.writing() as session, pytest.raises(BadInput, match=f"undo {second} first"):
        undo_merge(session, first)
    with loaded.writing() as session:
        undo_merge(session, second)
        undo_merge(session, first)
    assert everything(loaded) == before


def test_merging_along_a_succession_leaves_no_circle(loaded: Database) -> None:
    """A predecessor that was the same body all along: the step between them goes, its own past stays."""
    before = everything(loaded)
    with loaded.writing() as session:
        number = merge_agencies(session, "สำนักงานคณะกรรมการการอุดมศึกษา", "อว.")
    with loaded.reading() as session:
        found = registry_of(session).predecessors("อว.")
        assert [each.predecessor for each in found] == ["ทบวงมหาวิทยาลัย", "กระทรวงวิทยาศาสตร์และเทคโนโลยี"]
    with loaded.writing() as session:
        undo_merge(session, number)
    assert everything(loaded) == before


def test_a_parent_merged_into_its_child_leaves_the_child_on_top(loaded: Database) -> None:
    """No agency becomes its own parent."""
    with loaded.writing() as session:
        merge_agencies(session, "กระทรวงเกษตรและสหกรณ์", FISH)
        found, other = registry_of(session).find(FISH), registry_of(session).find(CATTLE)
    assert found is not None
    assert other is not None
    assert (found.parent, other.parent) == (None, FISH)


@pytest.mark.parametrize(
    ("gone", "kept", "error", "thai"),
    [
        (FISH, "กป.", BadInput, "คือหน่วยงานเดียวกันอยู่แล้ว"),  # the same by another name
        (FISH, "คณะกรรมการว่าวแห่งชาติ", BadInput, "ยังไม่ได้ตรวจทาน"),  # into one that nobody has reviewed
        (FISH, "กอช.", BadInput, "หมายถึงได้หลายหน่วยงาน"),
        ("กรมไม่มี", FISH, NotFound, "ไม่มีหน่วยงานชื่อ “กรมไม่มี”"),
        (FISH, "กรมไม่มี", NotFound, "ไม่มีหน่วยงานชื่อ “กรมไม่มี”"),
        ("กระทรวงวิทยาศาสตร์ เทคโนโลยีและสิ่งแวดล้อม", "อว.", BadInput, "เป็นทั้งหน่วยงานเดิมและหน่วยงานใหม่"),  # a circle
    ],
)
def test_what_would_break_is_refused_and_changes_nothing(
    loaded: Database, gone: str, kept: str, error: type[BadInput], thai: str
) -> None:
    """With a sentence that says why."""
    before = everything(loaded)
    with pytest.raises(error) as refused, loaded.writing() as session:
        merge_agencies(session, gone, kept)
    assert thai in refused.value.thai
    assert everything(loaded) == before


def test_what_cannot_be_mapped_or_undone_is_told(loaded: Database) -> None:
    """A known agency is not mapped, a merge is undone once, an unknown number is none."""
    with loaded.writing() as session, pytest.raises(BadInput, match="does not wait for review"):
        map_agency(session, FISH, CATTLE)
    with loaded.writing() as session:
        undo_merge(session, merge_agencies(session, FISH, CATTLE))
    with loaded.writing() as session, pytest.raises(BadInput, match="undone already"):
        undo_merge(session, 1)
    with loaded.writing() as session, pytest.raises(NotFound, match="no merge number 7"):
        undo_merge(session, 7)
