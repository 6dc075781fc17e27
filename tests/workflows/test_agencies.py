"""The registry of a home: opened, listed within a clearance, reviewed, imported and exported."""

from datetime import date

import pytest
from sqlalchemy import text

from kb.access import EVERYTHING, Policy
from kb.agencies import open_registry
from kb.agencies.rows import agency_ids, edition_of
from kb.errors import BadInput, NotFound, Unreadable
from kb.store import Database, open_database
from kb.workflows.agencies import (
    accept,
    export_table,
    import_table,
    map_to,
    merge,
    open_agencies,
    rename,
    undo,
)  # fmt: skip
from kb.workflows.agency_register import get_agency, list_register, review_queue

ORDINARY = Policy(("ปกติ",))
OLD, NEW = "กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"
UNKNOWN = "คณะกรรมการว่าวแห่งชาติ"


@pytest.fixture
def database(archive) -> Database:
    """Four resolutions: of a ministry, of what it was before, of a body nobody knows, and a secret one of another."""
    matters = [
        {"number": 1, "title": "แผนดิจิทัลระดับตำบล", "body": "วางสายถึงทุกตำบล", "agency": NEW},
        {"number": 2, "title": "ห้องสมุดเคลื่อนที่", "body": "รถสามคัน", "agency": OLD},
        {"number": 3, "title": "การแข่งว่าวนานาชาติ", "body": "ว่าวจุฬา", "agency": UNKNOWN, "agency_abbr": "ทส."},
        {"number": 4, "title": "แผนลับทางอากาศ", "body": "ความลับ", "agency": "คณะกรรมการความลับสมมุติ"},
    ]  # fmt: skip
    archive.store(archive.document("page.txt", date(2020, 1, 7), *matters))
    with archive.database.writing() as session:
        session.execute(text("UPDATE resolution SET classification = 'ลับ' WHERE number = 4"))
    opened: Database = archive.database
    return opened


def key_of(database: Database, name: str) -> int:
    """The key of an agency."""
    with database.reading() as session:
        return agency_ids(session)[name]


def test_the_first_use_puts_the_seed_into_the_database(database: Database) -> None:
    """Once; every later opening gives the same registry."""
    first = open_agencies(database)
    assert set(first.agencies) == set(open_registry().agencies)
    assert open_agencies(database) is first
    with database.reading() as session:
        assert edition_of(session) == 1


def test_another_connection_sees_an_edit_at_once(database: Database) -> None:
    """A server that is running need not be told that the command line edited the registry."""
    server = open_database(database.path)
    assert open_agencies(server).find(UNKNOWN) is None
    accept(database, UNKNOWN)
    found = open_agencies(server).find(UNKNOWN)
    assert found is not None
    assert found.kind == "committee"
    server.close()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ดิจิทัลเพื่อเศรษฐกิจและสังคม", [NEW, "สำนักงานคณะกรรมการดิจิทัลเพื่อเศรษฐกิจและสังคมแห่งชาติ", f"สำนักงานปลัด{NEW}"]),
        ("ไอซีที", [OLD]),  # by an everyday name
        ("ออป", ["องค์การอุตสาหกรรมป่าไม้"]),  # without the dots
        # called so, then in a word
        ("สอน", ["สำนักงานคณะกรรมการอ้อยและน้ำตาลทราย", "สถาบันส่งเสริมการสอนวิทยาศาสตร์และเทคโนโลยี"]),
        ("ว่าว แห่งชาติ", [UNKNOWN]),  # two words; nobody has reviewed it yet
        ("ไม่มีใครชื่อนี้", []),
    ],
)  # fmt: skip
def test_the_list_by_words(database: Database, query: str, names: list[str]) -> None:
    """Names, abbreviations without their dots, former names; those with resolutions first."""
    open_agencies(database)
    with database.reading() as session:
        assert [each.name for each in list_register(session, EVERYTHING, query).items] == names


def test_the_list_by_pages(database: Database) -> None:
    """The busiest first; every agency once; a limit that cannot be is refused."""
    open_agencies(database)
    with database.reading() as session:
        pages = [list_register(session, EVERYTHING, "", 200, offset) for offset in (0, 200, 400, 600)]
        names = [each.name for page in pages for each in page.items]
        assert [page.total for page in pages] == [492] * 4
        assert len(set(names)) == len(names) == 492
        assert [each.resolutions for each in pages[0].items[:5]] == [1, 1, 1, 1, 0]
        with pytest.raises(BadInput, match="limit must be between 1 and 200"):
            list_register(session, EVERYTHING, "", 201)


def test_what_a_reader_may_not_see_is_neither_counted_nor_named(database: Database) -> None:
    """The name of a body that only a secret resolution tells of does not exist for him."""
    open_agencies(database)
    key = key_of(database, "คณะกรรมการความลับสมมุติ")
    with database.reading() as session:
        assert list_register(session, ORDINARY, "ความลับ").items == ()
        assert list_register(session, ORDINARY).total == 491
        assert [each.name for each in review_queue(session, ORDINARY)] == [UNKNOWN]
        with pytest.raises(NotFound, match=f"no agency number {key}"):
            get_agency(session, ORDINARY, key)
        assert get_agency(session, EVERYTHING, key).summary.resolutions == 1


def test_one_agency_in_full(database: Database) -> None:
    """Names in time, lineage, and the resolutions of what it came from."""
    open_agencies(database)
    with database.reading() as session:
        detail = get_agency(session, EVERYTHING, key_of(database, NEW))
        with pytest.raises(NotFound):
            get_agency(session, EVERYTHING, 10_000)
    assert (detail.summary.name, detail.summary.kind, detail.since, detail.until) == (
        NEW,
        "ministry",
        "2016-09-16",
        None,
    )
    assert (detail.summary.resolutions, detail.resolutions_with_origins) == (1, 2)
    assert [(each.name, each.kind) for each in detail.names] == [
        ("กระทรวงดีอี", "other"), (NEW, "official"), ("ดศ.", "abbreviation"), ("ดีอี", "abbreviation"),
        ("ดีอีเอส", "abbreviation"),
    ]  # fmt: skip
    assert [(each.predecessor, each.on) for each in detail.lineage] == [(OLD, date(2016, 9, 16))]


def test_the_review_queue_and_its_ways_out(database: Database) -> None:
    """Suggestions by the abbreviation printed beside the name; mapped, undone, accepted."""
    open_agencies(database)
    with database.reading() as session:
        first, second = review_queue(session, EVERYTHING)
    assert (first.name, first.abbr, first.resolutions) == ("คณะกรรมการความลับสมมุติ", None, 1)
    assert (second.name, second.suggestions[0].ground) == (UNKNOWN, "abbreviation")
    number = map_to(database, UNKNOWN, second.suggestions[0].name)
    with database.reading() as session:
        assert [each.name for each in review_queue(session, EVERYTHING)] == [first.name]
        assert get_agency(session, EVERYTHING, second.id).summary.abbr == "ทส."  # its number leads on
    assert undo(database, number) == (UNKNOWN, "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม")
    taken = accept(database, UNKNOWN, "office", "นร.")
    assert (taken.kind, taken.parent, taken.abbr) == ("office", "สำนักนายกรัฐมนตรี", None)  # ทส. is another's
    assert open_agencies(database).is_ambiguous("ทส.") is False
    with database.reading() as session:
        assert [each.name for each in review_queue(session, EVERYTHING)] == [first.name]


def test_edits_as_units_of_work(database: Database) -> None:
    """A refused edit leaves nothing behind, not even an edition."""
    assert merge(database, OLD, NEW) == 1
    assert rename(database, NEW, "กระทรวงสมมุติ").resolutions == 2
    with pytest.raises(BadInput):
        merge(database, OLD, "ดศ.")
    with database.reading() as session:
        assert edition_of(session) == 3


def test_an_export_imports_as_no_change(database: Database) -> None:
    """Also in the encoding that Thai spreadsheets write."""
    exported = export_table(database)
    for data in (exported.encode(), exported.removeprefix("\ufeff").encode("cp874"), exported.encode("utf-16")):
        report = import_table(database, data, "x.csv")
        assert (report.added, report.changed, report.unchanged, report.problems) == ((), (), 490, ())
    with database.reading() as session:
        assert edition_of(session) == 1


HEAD = "ชื่อหน่วยงาน,อักษรย่อ,ต้นสังกัด,สืบต่อจาก\n"


def test_an_import_adds_changes_and_reviews(database: Database) -> None:
    """First tried, then done; parents and predecessors may stand later in the same file; then it is no change."""
    rows = (
        "สำนักงานว่าวแห่งชาติ,สวว.,กระทรวงว่าว,แยก 2021-02-01 กองว่าว\n"
        f"กระทรวงว่าว,กว.,,\nกองว่าว,,,\n{UNKNOWN},,กระทรวงว่าว,\nกรมประมง,กป.|ปมง.,กษ.\n"
    )
    wrong = import_table(database, (HEAD + rows).encode(), "x.csv")
    assert [(each.line, each.name) for each in wrong.problems] == [(6, "กรมประมง")]  # a parent by abbreviation
    data = (HEAD + rows.replace("กษ.", "กระทรวงเกษตรและสหกรณ์")).encode()
    tried = import_table(database, data, "x.csv", dry_run=True)
    assert open_agencies(database).find("กว.") is None
    done = import_table(database, data, "x.csv")
    assert tried.added == done.added == ("สำนักงานว่าวแห่งชาติ", "กระทรวงว่าว", "กองว่าว", UNKNOWN)
    assert tried.changed == done.changed == ("กรมประมง",)
    registry = open_agencies(database)
    assert registry.ancestors("สวว.") == ("สำนักงานว่าวแห่งชาติ", "กองว่าว")
    assert [each.name for each in registry.agencies if each.parent == "กระทรวงว่าว"] == [UNKNOWN, "สำนักงานว่าวแห่งชาติ"]
    again = import_table(database, data, "x.csv")
    assert (again.added, again.changed, again.unchanged) == ((), (), 5)


@pytest.mark.parametrize(
    ("rows", "lines", "english"),
    [
        ("กรมว่าว,,,\nกรมงาม,,กระทรวงไม่มี,\n", [3], "its parent กระทรวงไม่มี"),
        ("กรมว่าว,,,\n,x,,\n,y,,\n", [3, 4], "there is no name"),
        ("กรมว่าว,,,รวม 2020-01-01 กองไม่มี\n", [2], "กองไม่มี is not in the registry"),
        ("กรม ประมง,,,\n", [2], "already a name of กรมประมง"),
    ],
)
def test_one_wrong_row_stops_the_import(database: Database, rows: str, lines: list[int], english: str) -> None:
    """Every wrong line is told; nothing is written."""
    report = import_table(database, (HEAD + rows).encode(), "x.csv")
    assert [each.line for each in report.problems] == lines
    assert english in report.problems[0].english
    assert open_agencies(database).find("กรมว่าว") is None


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff" * 50])
def test_a_file_that_is_no_text_is_refused(database: Database, data: bytes) -> None:
    """As any document would be."""
    with pytest.raises(Unreadable, match=r"x\.csv"):
        import_table(database, data, "x.csv")
