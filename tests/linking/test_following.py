"""Linking follows what is loaded: mentions find their matters, wait for them, and lose them again."""

import time
from datetime import date

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from kb import runtime
from kb.access import EVERYTHING, Policy
from kb.cli.sourcing import deciding
from kb.errors import BadInput, NotFound
from kb.linking.chain_view import get_chain
from kb.linking.dangling import dangling
from kb.linking.following import linking
from kb.linking.laws import law_page, list_laws
from kb.linking.link_view import get_links, list_judgements
from kb.linking.mentions_view import every_mention, list_mentions
from kb.runtime import Runtime
from kb.search import SearchFilter, list_resolutions
from kb.store import CitationMention, ConsumedChange, LinkJudgement
from kb.workflows.linking import Said, follow, judge_link, links_behind
from kb.workflows.sourcing import join
from tests.linking.conftest import BOATS, FIRST, MISSING, PLAN, REPORTS, REVOKES, REVOKING, Load

ORDINARY = Policy(("ปกติ",))
LATER = date(2024, 1, 1)
LINK = f"{REVOKES}~{BOATS}"


def stands(home: Runtime, ref: str, on: date = LATER, policy: Policy = EVERYTHING) -> str | None:
    """How a resolution stands on a day."""
    with home.session() as session:
        standing = get_chain(session, ref, policy, on).standing
    return standing.standing if standing else None


def mentions(home: Runtime, policy: Policy = EVERYTHING) -> list[tuple[str, date | None, str, str, str | None]]:
    """Citing resolution, cited date, relation, status and target of every mention."""
    with home.session() as session:
        return [
            (each.resolution, each.cited_date, each.relation, each.status, each.resolved)
            for each in every_mention(session, policy)
        ]


@pytest.mark.parametrize("order", [(FIRST, REVOKING), (REVOKING, FIRST)])
def test_links_do_not_depend_on_what_was_loaded_first(home: Runtime, load: Load, order: tuple[str, str]) -> None:
    """The old meeting may come years after the new one: mentions wait, and resolve themselves when it arrives."""
    for name, page in zip(("a.txt", "b.txt"), order, strict=True):
        load(name, page)
    with home.session() as session:
        (link,) = get_links(session, BOATS, EVERYTHING).cited_by
        assert (link.id, link.relation, link.part, link.confirmed, link.other.id) == (
            LINK,
            "revokes",
            False,
            False,
            REVOKES,
        )
        assert "7 มีนาคม 2564" in link.evidence[0].quote
        assert [each.other.id for each in get_links(session, REVOKES, EVERYTHING).cites] == [BOATS]
    assert stands(home, BOATS, date(2022, 1, 1)) == "in force"
    assert stands(home, BOATS) == "revoked"
    assert stands(home, BOATS, date(2020, 1, 1)) is None
    assert links_behind(home.indexer)[1] == 0


def test_what_is_missing_is_told_and_found_when_it_comes(home: Runtime, load: Load) -> None:
    """A mention of a meeting that is not there dangles; it is ranked; loading the meeting resolves it."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    assert (REPORTS, date(2022, 1, 2), "reports", "no meeting", None) in mentions(home)
    with home.session() as session:
        (missing,) = dangling(session, EVERYTHING)
        assert (missing.cited_date, missing.meeting_in_archive, missing.citing) == (date(2022, 1, 2), False, 1)
        assert missing.titles == ("แผนผักตบชวาแห่งชาติ",)
    load("missing.txt", MISSING)
    assert (REPORTS, date(2022, 1, 2), "reports", "resolved", PLAN) in mentions(home)
    with home.session() as session:
        assert dangling(session, EVERYTHING) == ()
        assert list_mentions(session, EVERYTHING, "no meeting") == ()


def test_a_rejected_link_never_comes_back(home: Runtime, load: Load) -> None:
    """A person's word undoes link and standing at once, and outlives a rebuild from the database alone."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    judge_link(home.indexer, LINK, Said("rejected", "ผู้ตรวจ", note="คนละเรื่อง"), EVERYTHING)
    for _ in range(2):
        assert stands(home, BOATS) == "in force"
        with home.session() as session:
            assert get_links(session, BOATS, EVERYTHING).cited_by == ()
            told = [(each.verdict, each.by, each.note) for each in list_judgements(session, LINK, EVERYTHING)]
            assert told == [("rejected", "ผู้ตรวจ", "คนละเรื่อง")]
        with home.database.writing() as session:
            session.execute(delete(ConsumedChange))
        follow(home.indexer)
        home.indexer.rebuild()


def test_words_are_appended_and_the_newest_holds(home: Runtime, load: Load) -> None:
    """Confirmed takes the warning away, retyped changes what follows; both stay on record."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    with home.session() as session:
        standing = get_chain(session, BOATS, EVERYTHING, LATER).standing
        assert standing is not None
        assert (standing.by, standing.link, standing.unconfirmed) == (REVOKES, LINK, True)
    judge_link(home.indexer, LINK, Said("confirmed", "ก."), EVERYTHING)
    with home.session() as session:
        standing = get_chain(session, BOATS, EVERYTHING, LATER).standing
        assert standing is not None
        assert (standing.standing, standing.unconfirmed) == ("revoked", False)
    judge_link(home.indexer, LINK, Said("retyped", "ข.", relation="refers"), EVERYTHING)
    assert stands(home, BOATS) == "in force"
    with home.session() as session:
        assert len(session.execute(select(LinkJudgement)).scalars().all()) == 2
        assert [each.relation for each in get_links(session, BOATS, EVERYTHING).cited_by] == ["refers"]


def test_what_is_confirmed_is_what_was_seen(home: Runtime, load: Load) -> None:
    """Another's confirmation of a retyped link keeps the type; so does a later reading of the text."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    judge_link(home.indexer, LINK, Said("retyped", "ก.", relation="amends"), EVERYTHING)
    said = judge_link(home.indexer, LINK, Said("confirmed", "ข."), EVERYTHING)
    assert (said.verdict, said.relation, said.part) == ("confirmed", "amends", False)
    with home.session() as session:
        assert [each.relation for each in get_links(session, BOATS, EVERYTHING).cited_by] == ["amends"]


@pytest.mark.parametrize(
    ("link", "said", "error", "told"),
    [
        (BOATS, Said("confirmed", "ก."), BadInput, "is not a link"),
        (f"{BOATS}~{BOATS}", Said("confirmed", "ก."), BadInput, "not linked to itself"),
        (LINK, Said("sure", "ก."), BadInput, "unknown verdict"),
        (LINK, Said("retyped", "ก."), BadInput, "needs the relation"),
        (LINK, Said("retyped", "ก.", relation="likes"), BadInput, "unknown relation"),
        (LINK, Said("confirmed", " "), BadInput, "whose judgement"),
        (f"{REVOKES}~2001-01-01-01", Said("confirmed", "ก."), NotFound, "there is no link"),
    ],
)
def test_a_word_that_cannot_be_is_refused(
    home: Runtime, load: Load, link: str, said: Said, error: type[Exception], told: str
) -> None:
    """With what is wrong; nothing is written."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    with pytest.raises(error, match=told):
        judge_link(home.indexer, link, said, EVERYTHING)
    with home.session() as session:
        assert session.execute(select(LinkJudgement)).first() is None


def test_what_a_reader_may_not_see_does_not_exist_for_him(home: Runtime, load: Load) -> None:
    """A secret revocation: no link, no mention, no standing, no law, no count of it for an ordinary reader."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING, "ลับ")
    assert stands(home, BOATS) == "revoked"
    assert stands(home, BOATS, policy=ORDINARY) == "in force"
    assert mentions(home, ORDINARY) == []
    with home.session() as session:
        assert get_links(session, BOATS, ORDINARY).cited_by == ()
        assert dangling(session, ORDINARY) == ()
        assert list_laws(session, ORDINARY) == ()
        (law,) = list_laws(session, EVERYTHING)
        assert (law.title, law.resolutions) == ("พระราชบัญญัติวิธีการงบประมาณ พ.ศ. 2561", 1)
        with pytest.raises(NotFound):
            law_page(session, law.id, ORDINARY)
        with pytest.raises(NotFound):
            get_chain(session, REVOKES, ORDINARY, LATER)
        revoked = SearchFilter(standings=("revoked",))
        assert [each.id for each in list_resolutions(session, revoked, EVERYTHING).items] == [BOATS]
        assert list_resolutions(session, revoked, ORDINARY).items == ()
    with pytest.raises(NotFound, match="there is no link"):
        judge_link(home.indexer, LINK, Said("confirmed", "ก."), ORDINARY)


def test_a_mention_of_something_hidden_leads_nowhere(home: Runtime, load: Load) -> None:
    """The open text that cites it may be read; where it leads, and that its meeting is here, may not be known."""
    load("first.txt", FIRST, "ลับ")
    load("revoking.txt", REVOKING)
    assert (REVOKES, date(2021, 3, 7), "revokes", "resolved", BOATS) in mentions(home)
    assert (REVOKES, date(2021, 3, 7), "revokes", "no meeting", None) in mentions(home, ORDINARY)
    with home.session() as session:
        assert {each.cited_date for each in dangling(session, ORDINARY)} == {date(2021, 3, 7), date(2022, 1, 2)}


def test_a_page_that_changes_changes_its_links(home: Runtime, load: Load) -> None:
    """A later version without the revocation: the link and what followed from it are gone."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    load("revoking.txt", REVOKING.replace("7 มีนาคม 2564", "14 มีนาคม 2564"))
    assert stands(home, BOATS) == "in force"
    assert (REVOKES, date(2021, 3, 14), "revokes", "no meeting", None) in mentions(home)
    load("first.txt", FIRST.replace("1. เรื่อง หลักเกณฑ์การยืมเรือพาย", "1. เรื่อง หลักเกณฑ์การเช่าเกวียน"))
    assert len(mentions(home)) == 2


def test_linking_again_changes_nothing(home: Runtime, load: Load) -> None:
    """Nothing to do the second time; by other rules everything is done again, with the same result."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    before = mentions(home)
    assert follow(home.indexer).resolutions == 0
    with home.database.writing() as session:
        session.execute(delete(ConsumedChange).where(col(ConsumedChange.consumer) == "mentions"))
    assert follow(home.indexer).resolutions == 4
    assert mentions(home) == before


def test_a_server_links_what_a_dead_writer_left(home: Runtime, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once nothing has changed for a while; another program that links at that moment is left to it."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    with home.database.writing() as session:
        session.execute(delete(CitationMention))
        session.execute(delete(ConsumedChange))
    monkeypatch.setattr(runtime, "LINK_AFTER_S", 0.5)
    with linking(home.database):
        home.watch()
        time.sleep(1.5)
        assert mentions(home) == []
    for _ in range(100):
        if links_behind(home.indexer)[1] == 0:
            break
        time.sleep(0.1)
    assert stands(home, BOATS) == "revoked"


def test_joined_resolutions_keep_the_words_on_their_links(home: Runtime, load: Load) -> None:
    """What was judged of one that was joined with another is judged of both."""
    load("first.txt", FIRST)
    load("revoking.txt", REVOKING)
    judge_link(home.indexer, LINK, Said("rejected", "ก."), EVERYTHING)
    load("again.txt", FIRST.replace("ยืมเรือพาย", "ยืมเรือพายไม้สัก"))
    with home.session() as session:
        refs = [each.id for each in list_resolutions(session, SearchFilter(), EVERYTHING).items]
    (other,) = {ref for ref in refs if ref.startswith("2021-03-07-01")} - {BOATS}
    join(deciding(home), other, BOATS, "ก.")
    assert stands(home, other) == "in force"
    with home.session() as session:
        assert [each.verdict for each in list_judgements(session, f"{REVOKES}~{BOATS}", EVERYTHING)] == ["rejected"]
