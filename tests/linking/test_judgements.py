"""People's word on pairs: appended, ordered, checked; the newest is in force."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from kb.errors import BadInput, NotFound
from kb.linking.judgements import judge, judged, judgements_of, standing_verdicts
from kb.store import LinkJudgement, Resolution

MATTER = {"title": "โครงการปลูกหญ้าแฝกริมคลอง", "body": "คณะรัฐมนตรีมีมติรับทราบโครงการปลูกหญ้าแฝกริมคลอง"}


@pytest.fixture
def session(archive: Any) -> Any:
    """An archive of three matters: 1 and 2 of one meeting, 3 of an earlier one loaded later."""
    archive.store(
        archive.document("a", date(2024, 5, 7), {"number": 1, **MATTER}, {"number": 2, **MATTER, "title": "ข"})
    )
    archive.store(archive.document("b", date(2020, 5, 7), {"number": 1, **MATTER}))
    with archive.database.writing() as session:
        yield session


@pytest.fixture
def key(session: Session) -> Callable[[str], int]:
    """The id at an address."""
    return lambda ref: session.execute(select(Resolution.id).where(col(Resolution.ref) == ref)).scalar_one()


FIRST, SECOND, OLD = "2024-05-07-01", "2024-05-07-02", "2020-05-07-01"


@pytest.mark.parametrize(
    ("given", "kept", "why"),
    [
        ((FIRST, OLD), (FIRST, OLD), "given newer first"),
        ((OLD, FIRST), (FIRST, OLD), "given older first; the older one has the higher id"),
        ((FIRST, SECOND), (SECOND, FIRST), "one meeting: the higher id counts as newer"),
        ((SECOND, FIRST), (SECOND, FIRST), "the same pair the other way round"),
    ],
)
def test_a_pair_is_kept_newer_first(session: Session, key: Any, given: Any, kept: Any, why: str) -> None:
    """The order in which a pair is given makes no difference."""
    row = judge(
        session, kind="similar", newer_id=key(given[0]), older_id=key(given[1]), verdict="confirmed", by=" มาลี  ใจดี "
    )
    assert (row.newer_id, row.older_id) == (key(kept[0]), key(kept[1])), why
    assert (row.by, row.verdict, row.relation, row.part, row.note) == ("มาลี ใจดี", "confirmed", None, False, "")


def test_words_are_appended_and_the_newest_is_in_force(session: Session, key: Any) -> None:
    """Nothing is overwritten; another kind on the same pair stands for itself."""
    pair = {"newer_id": key(FIRST), "older_id": key(OLD), "by": "มาลี"}
    judge(session, kind="similar", verdict="confirmed", **pair)
    judge(session, kind="citation", verdict="retyped", relation="amends", part=True, note=" แก้เฉพาะข้อ 2 ", **pair)
    judge(session, kind="similar", verdict="rejected", **{**pair, "by": "สมศรี"})
    judge(session, kind="similar", newer_id=key(SECOND), older_id=key(OLD), verdict="confirmed", by="มาลี")
    told = [(each.kind, each.verdict, each.by) for each in judgements_of(session, key(FIRST))]
    assert told == [("similar", "confirmed", "มาลี"), ("citation", "retyped", "มาลี"), ("similar", "rejected", "สมศรี")]
    assert len(judgements_of(session, key(OLD))) == 4
    assert [each.verdict for each in judgements_of(session, key(OLD), key(SECOND))] == ["confirmed"]
    assert [each.verdict for each in judgements_of(session, key(OLD), key(FIRST), "similar")] == [
        "confirmed",
        "rejected",
    ]
    assert judgements_of(session, key(FIRST), key(FIRST)) == []
    standing = standing_verdicts(session, [key(OLD)], "similar")
    assert {pair: each.word for pair, each in standing.items()} == {
        (key(FIRST), key(OLD)): "rejected",
        (key(SECOND), key(OLD)): "confirmed",
    }
    citation = standing_verdicts(session, [key(FIRST), key(SECOND)], "citation")[key(FIRST), key(OLD)]
    assert (citation.word, citation.relation, citation.part, citation.note) == (
        "retyped",
        "amends",
        True,
        "แก้เฉพาะข้อ 2",
    )
    assert {other: (each.word, each.holds) for other, each in judged(session, key(OLD)).items()} == {
        key(FIRST): ("rejected", False),
        key(SECOND): ("confirmed", True),
    }
    assert standing_verdicts(session, [], "similar") == {}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "cousin"}, "unknown kind of link 'cousin'"),
        ({"verdict": "maybe"}, "unknown verdict 'maybe'"),
        ({"relation": "likes"}, "unknown relation 'likes'"),
        ({"verdict": "retyped"}, "needs the relation"),
        ({"by": "  "}, "say whose judgement"),
        ({"same": True}, "not linked to itself"),
    ],
)
def test_what_cannot_be_is_refused(session: Session, key: Any, changed: dict[str, Any], words: str) -> None:
    """Every refusal says in both languages what is wrong, and nothing is kept."""
    values: dict[str, Any] = {"kind": "citation", "verdict": "confirmed", "by": "มาลี", **changed}
    older = key(FIRST) if values.pop("same", False) else key(OLD)
    with pytest.raises(BadInput) as refused:
        judge(session, newer_id=key(FIRST), older_id=older, **values)
    assert words in refused.value.english
    assert any("ก" <= letter <= "ฮ" for letter in refused.value.thai)
    assert session.execute(select(LinkJudgement)).all() == []


def test_a_pair_with_nobody_is_not_found(session: Session, key: Any) -> None:
    """There is no word on what is not there."""
    with pytest.raises(NotFound):
        judge(session, kind="similar", newer_id=key(FIRST), older_id=999, verdict="rejected", by="มาลี")
