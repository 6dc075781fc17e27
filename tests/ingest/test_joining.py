"""A person says that two are one, that one is two, which source is shown; and that it still holds after a new load."""

from typing import Any

import pytest
from sqlmodel import SQLModel

from kb.errors import BadInput, NotFound
from kb.ingest.correcting import correct
from kb.ingest.joining import choose_main, join, split
from kb.store import Alias, Change, Correction, Resolution, SourceJudgement, SuggestedCommitment

BRIDGE = "ขออนุมัติสร้างสะพานลอยให้เต่าข้ามถนนในเขตเทศบาลเมืองสมมุติ"
TURTLES = "โครงการทางข้ามสำหรับเต่าในเขตเทศบาลเมืองสมมุติ ประจำปี 2574"
BALLOONS = "ร่างกฎกระทรวงกำหนดขนาดลูกโป่งที่ใช้ในงานวัด พ.ศ. ...."
LETTER = "นร 0505/ว 125"
FIVE, SEVEN, ZERO = "2031-01-05-05", "2031-01-05-07", "2031-01-05-00"


def page(number: int = 5, title: str = BRIDGE, body: str = "คณะรัฐมนตรีมีมติอนุมัติ", **more: Any) -> dict[str, Any]:
    """A matter of a summary page."""
    return {"number": number, "title": title, "body": body, **more}


def two(desk: Any) -> None:
    """A page with two matters, and a letter of the first whose title nobody could have matched."""
    desk.page("page", page(), page(7, BALLOONS))
    desk.letter("letter", TURTLES, LETTER, "ยืนยันทางข้ามของเต่า")


def load_again(desk: Any) -> None:
    """New versions of both documents."""
    desk.page("page", page(body="ฉบับใหม่"), page(7, BALLOONS))
    desk.letter("letter", TURTLES, LETTER, "ยืนยันฉบับใหม่")


def documents(desk: Any, ref: str) -> list[str]:
    """Documents that tell of a resolution, the one shown first."""
    return [each.document for each in sorted(desk.told(ref), key=lambda each: not each.main)]


def test_joined_are_all_sources_under_one_address(desk: Any) -> None:
    """The kept address stays, the other leads there, the index is told of both; a new load changes nothing of it."""
    two(desk)
    gone = desk.get(ZERO).id
    seen = len(desk.rows(Change))
    kept = desk.decide(join, FIVE, ZERO, "สมหญิง")
    assert kept.ref == FIVE
    assert documents(desk, FIVE) == ["page", "letter"]
    assert desk.get(ZERO).ref == FIVE
    assert desk.get(FIVE).letter_number == LETTER
    assert [each.resolution_id for each in desk.rows(Change)[seen:]] == [gone, kept.id]
    load_again(desk)
    assert documents(desk, FIVE) == ["page", "letter"]
    assert sorted(desk.live()) == [FIVE, SEVEN]
    verdicts = [(each.verdict, each.number, each.by) for each in desk.rows(SourceJudgement)]
    assert verdicts == [("join", 5, "สมหญิง"), ("join", 0, "สมหญิง")]


def test_a_letter_alone_takes_the_number_it_is_joined_with(desk: Any) -> None:
    """Asked to keep the letter's address 00, the resolution stands under 05, and 00 leads there."""
    two(desk)
    key = desk.get(ZERO).id
    assert desk.decide(join, ZERO, FIVE, "สมหญิง").ref == FIVE
    assert {desk.get(ref).id for ref in (ZERO, FIVE)} == {key}
    assert [each.ref for each in desk.rows(Alias)] == [ZERO]
    load_again(desk)
    assert documents(desk, FIVE) == ["page", "letter"]


def test_two_matters_of_one_page_can_be_one(desk: Any) -> None:
    """A page that lists a matter twice; joined, both stay joined when the page is loaded again."""
    desk.page("page", page(), page(7, BALLOONS))
    desk.decide(join, FIVE, SEVEN, "สมหญิง")
    assert documents(desk, FIVE) == ["page", "page"]
    desk.page("page", page(body="ฉบับใหม่"), page(7, BALLOONS), page(8, TURTLES))
    assert documents(desk, FIVE) == ["page", "page"]
    assert sorted(desk.live()) == [FIVE, "2031-01-05-08"]


def test_matters_of_two_meetings_can_be_one(desk: Any) -> None:
    """A letter whose meeting date was misread: joined, it stays joined."""
    desk.page("page", page())
    desk.page("other", page(2, TURTLES), day=desk.get(FIVE).meeting_date.replace(day=12))
    desk.decide(join, FIVE, "2031-01-12-02", "สมหญิง")
    desk.page("other", page(2, TURTLES, "ฉบับใหม่"), day=desk.get(FIVE).meeting_date.replace(day=12))
    assert sorted(documents(desk, FIVE)) == ["other", "page"]
    assert desk.get("2031-01-12-02").ref == FIVE
    assert desk.decide(split, desk.source("other"), "สมหญิง").ref == "2031-01-12-02"


def test_splitting_undoes_a_join(desk: Any) -> None:
    """The source goes back to its address, and stays apart when anything is loaded again."""
    two(desk)
    desk.decide(join, FIVE, ZERO, "สมหญิง")
    assert desk.decide(split, desk.source("letter"), "สมชาย").ref == ZERO
    assert (documents(desk, FIVE), documents(desk, ZERO)) == (["page"], ["letter"])
    assert (desk.get(FIVE).letter_number, desk.get(ZERO).letter_number) == (None, LETTER)
    load_again(desk)
    assert (documents(desk, FIVE), documents(desk, ZERO)) == (["page"], ["letter"])


@pytest.mark.parametrize("apart", ["letter", "page"])
def test_whichever_is_split_off_goes_back_to_its_own_address(desk: Any, apart: str) -> None:
    """A letter that came first and a page: splitting the page leaves it at 05, and the letter returns to 00."""
    desk.letter("letter", BRIDGE, LETTER)
    desk.page("page", page(5))
    desk.decide(correct, FIVE, "group", "กฎหมาย", "สมชาย", "")
    assert desk.decide(split, desk.source(apart), "สมชาย").ref == {"letter": ZERO, "page": FIVE}[apart]
    load_again(desk)
    assert (documents(desk, FIVE), documents(desk, ZERO)) == (["page"], ["letter"])
    assert (desk.get(FIVE).group, desk.get(ZERO).group) == ("กฎหมาย", None)
    assert list(desk.rows(Alias)) == []


def test_what_the_program_joined_can_be_split(desk: Any) -> None:
    """Same letter number, other matter: the letter gets its own, and neither document joins them again."""
    desk.page("page", page(letter_number=LETTER))
    desk.letter("letter", BRIDGE, LETTER)
    assert desk.decide(split, desk.source("letter"), "สมชาย").ref == ZERO
    desk.page("page", page(letter_number=LETTER, body="ฉบับใหม่"))
    desk.letter("letter", BRIDGE, LETTER, "ฉบับใหม่")
    assert (documents(desk, FIVE), documents(desk, ZERO)) == (["page"], ["letter"])


def test_a_split_page_gets_the_next_letter(desk: Any) -> None:
    """Two pages told the same number and title: the second one becomes 05b."""
    desk.page("page", page())
    desk.page("second", page(body="อีกเรื่องหนึ่ง"))
    assert documents(desk, FIVE) == ["second", "page"]
    assert desk.decide(split, desk.source("second"), "สมชาย").ref == f"{FIVE}b"
    assert documents(desk, FIVE) == ["page"]
    assert desk.get(FIVE).source == "page"
    desk.page("second", page(body="อีกเรื่องหนึ่ง ฉบับใหม่"))
    assert documents(desk, f"{FIVE}b") == ["second"]


def test_the_choice_of_the_main_source_holds(desk: Any) -> None:
    """A letter chosen over a page, also after either is loaded again."""
    desk.page("page", page(letter_number=LETTER))
    desk.letter("letter", BRIDGE, LETTER, "ยืนยันถ้อยคำในหนังสือ")
    assert documents(desk, FIVE) == ["page", "letter"]
    desk.decide(choose_main, desk.source("letter"), "สมชาย")
    assert documents(desk, FIVE) == ["letter", "page"]
    desk.letter("letter", BRIDGE, LETTER, "ยืนยันฉบับใหม่")
    desk.page("page", page(letter_number=LETTER, body="ฉบับใหม่"))
    assert documents(desk, FIVE) == ["letter", "page"]
    desk.decide(choose_main, desk.source("page"), "สมชาย")
    assert documents(desk, FIVE) == ["page", "letter"]


def commitment(resolution: int, version: int, start: int, end: int, state: str, quote: str) -> SuggestedCommitment:
    """A commitment read from a version."""
    return SuggestedCommitment(
        resolution_id=resolution, version_id=version, start=start, end=end, quote=quote, lead="กค.", what="รายงาน",
        confidence=0.9, state=state,
    )  # fmt: skip


def test_decisions_are_not_lost(desk: Any) -> None:
    """Corrections and decided commitments of the one go to the other, and back with the source they were read from."""
    two(desk)
    desk.decide(correct, ZERO, "outcome", "ยืนยัน", "สมชาย", "")
    desk.decide(correct, ZERO, "group", "กฎหมาย", "สมชาย", "")
    desk.decide(correct, FIVE, "group", "แต่งตั้ง", "สมชาย", "")
    letter = desk.get(ZERO)
    with desk.archive.database.writing() as session:
        span = (letter.version_id, letter.body_start, letter.body_start + 3)
        session.add(commitment(letter.id or 0, *span, "accepted", "ให้รายงาน"))
        session.add(commitment(letter.id or 0, *span, "suggested", "ให้เสนอ"))
    desk.decide(join, FIVE, ZERO, "สมหญิง")
    joined = desk.get(FIVE)
    assert (joined.outcome, joined.group) == ("ยืนยัน", "แต่งตั้ง")
    assert [(each.field, each.resolution_id, each.active) for each in desk.rows(Correction)] == [
        ("outcome", joined.id, True),
        ("group", joined.id, False),
        ("group", joined.id, True),
    ]
    kept = [(each.quote, each.resolution_id) for each in desk.rows(SuggestedCommitment)]
    assert kept == [("ให้รายงาน", joined.id)]
    new = desk.decide(split, desk.source("letter"), "สมหญิง")
    assert [each.resolution_id for each in desk.rows(SuggestedCommitment)] == [new.id]


@pytest.mark.parametrize(
    ("verb", "args", "error"),
    [
        (join, (FIVE, FIVE, "สมชาย"), BadInput),  # with itself
        (join, (FIVE, "2031-01-05-99", "สมชาย"), NotFound),
        (join, (FIVE, SEVEN, " "), BadInput),  # nobody decides
        (split, (1, "สมชาย"), BadInput),  # the only source
        (split, (999, "สมชาย"), NotFound),
        (split, (-1, "สมชาย"), NotFound),
        (split, (2**70, "สมชาย"), NotFound),  # no key of any database
        (choose_main, (1, ""), BadInput),
        (choose_main, (999, "สมชาย"), NotFound),
    ],
)
def test_what_cannot_be_decided_changes_nothing(desk: Any, verb: Any, args: Any, error: type[Exception]) -> None:
    """Refused with a reason."""
    two(desk)
    with pytest.raises(error):
        desk.decide(verb, *args)
    assert sorted(desk.live()) == [ZERO, FIVE, SEVEN]
    assert list(desk.rows(SourceJudgement)) == []


def test_a_secret_source_cannot_be_the_main_one_of_an_open_resolution(desk: Any) -> None:
    """What is shown is never of a higher classification than another source."""
    desk.page("page", page())
    desk.letter("letter", BRIDGE, LETTER, classification="ลับ")
    with pytest.raises(BadInput, match="classification"):
        desk.decide(choose_main, desk.source("letter"), "สมชาย")
    assert documents(desk, FIVE) == ["page", "letter"]


def test_every_table_that_points_to_a_resolution_is_known() -> None:
    """Joining moves or deletes the rows of each: a new table must be taken in there, and in withdrawing."""
    pointing = {
        table.name
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == Resolution.__tablename__
    }
    assert pointing == {
        "alias", "correction", "passage", "resolution_facts", "source", "source_judgement", "suggested_commitment",
        "link_judgement",  # moved, as topic words are
        "citation_mention", "law_mention", "standing_period", "topic_member",  # made anew by linking
    }  # fmt: skip
