"""Similar matters of the sample corpus: who is found, why, side by side, and for whom."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from kb.access import EVERYTHING, Policy
from kb.errors import BadInput, NotFound
from kb.linking.judgements import judge
from kb.linking.similar import SimilarMatters, similar_matters
from kb.linking.similar.matters import summary
from kb.runtime import Runtime
from kb.settings import Settings
from kb.store import DocumentVersion, Resolution, record_changes

ORDINARY = Policy(("ปกติ",))
BUSES, CROSSED, EXEMPTED = "2018-06-17-02", "2021-12-05-03", "2019-11-03-04"
"""School buses: a measure, another ministry's measure on the same, an exemption from the first."""
Like = Callable[..., SimilarMatters]


def key_of(session: Session, ref: str) -> int:
    """The id at an address."""
    key = session.execute(select(Resolution.id).where(col(Resolution.ref) == ref)).scalar_one()
    assert key is not None
    return key


def liking(runtime: Runtime) -> Like:
    """A function that gives what is similar to the matter at an address."""

    def like(ref: str, policy: Policy = EVERYTHING, **named: Any) -> SimilarMatters:
        with runtime.session() as session:
            key = key_of(session, ref)
            return similar_matters(session, runtime.indexes(), runtime.tokeniser, policy, key, **named)

    return like


@pytest.fixture(scope="module")
def like(sample_runtime: Runtime) -> Like:
    """Similar matters of the sample home."""
    return liking(sample_runtime)


@pytest.mark.parametrize(
    ("ref", "expected", "why"),
    [
        (BUSES, CROSSED, "the same subject from another ministry"),
        ("2016-02-14-02", "2017-08-20-02", "one scheme for two provinces"),
        ("2017-08-20-02", "2016-02-14-02", "the same the other way round"),
        ("2018-10-07-02", "2019-02-10-04", "one project on two islands"),
        ("2015-03-15-02", "2025-11-16-01", "a project and what replaced it ten years later"),
        ("2016-07-10-03", "2024-03-10-04", "a draft memorandum and its confirmation by another agency"),
        ("2016-11-20-03", "2018-10-07-04", "appointments of the same kind in two ministries"),
        ("2019-02-10-01", "2021-08-15-01", "a draft law and the request to go on with it"),
    ],
)
def test_what_belongs_together_is_found(like: Like, ref: str, expected: str, why: str) -> None:
    """Among the first three."""
    assert expected in [each.ref for each in like(ref).items[:3]], why


def test_what_has_no_like_has_none(like: Like) -> None:
    """Few neighbours are better than wrong ones."""
    found = like("2017-08-20-01")
    assert (found.items, found.found, found.agencies, found.by_agency) == ((), 0, 0, ())
    assert (found.thai, found.english) == ("ไม่พบเรื่องทำนองเดียวกัน", "no similar matter was found")


def test_a_report_series_is_one_suggestion(like: Like) -> None:
    """Its other years stand behind it; one's own series says so."""
    report = like("2019-06-23-03").items[0]
    assert (report.ref, [each.ref for each in report.folded]) == ("2021-01-10-03", ["2021-12-05-05"])
    own = like("2022-10-16-01").items[0]
    assert (own.ref, own.own_series, [each.ref for each in own.folded]) == ("2021-12-05-01", True, ["2020-09-13-01"])
    assert own.reasons[0].kind == "series"


def test_the_best_of_each_agency_comes_first(like: Like) -> None:
    """The second of an agency waits for the first of another; the summary counts them all."""
    found = like("2015-03-15-02")
    assert [each.agency_abbr for each in found.items] == ["พม.", "มท.", "พม."]
    assert found.items[1].score < found.items[2].score
    assert [(each.abbr, each.matters, each.best) for each in found.by_agency] == [
        ("พม.", 2, "2018-01-14-03"),
        ("มท.", 1, "2017-03-12-01"),
    ]
    assert (found.found, found.agencies, found.found_is_least) == (3, 2, False)
    assert found.thai == "พบเรื่องทำนองเดียวกัน 3 เรื่อง จาก 2 หน่วยงาน"
    assert len(like("2015-03-15-02", limit=1).items) == 1
    assert like("2015-03-15-02", limit=1).found == 3


def test_every_suggestion_says_why(like: Like) -> None:
    """In both languages, the strongest kind of reason first; a score from 0 to 1."""
    first = like("2018-10-07-02").items[0]
    assert 0 < first.score <= 1
    assert [each.kind for each in first.reasons][:2] == ["project", "title words"]
    assert (first.reasons[0].thai, first.reasons[0].english) == (
        "กล่าวถึง โครงการไฟฟ้าเกาะสะอาด",
        "both name โครงการไฟฟ้าเกาะสะอาด",
    )
    assert "เกาะ" in first.reasons[1].value.split(", ")
    assert all(each.thai and each.english for each in first.reasons)


def test_shared_passages_stand_side_by_side(like: Like, sample_runtime: Runtime) -> None:
    """Spans hold their words, the marked ones lie inside the passage and stand in both matters."""
    with sample_runtime.session() as session:
        columns = select(Resolution.ref, DocumentVersion.text)
        joined = columns.join(DocumentVersion, col(DocumentVersion.id) == col(Resolution.version_id))
        text_of = {row.ref: row.text for row in session.execute(joined)}
    for suggestion in like(BUSES).items:
        assert 1 <= len(suggestion.passages) <= 2
        for pair in suggestion.passages:
            assert 0 < pair.cosine <= 1
            for ref, excerpt in ((BUSES, pair.this), (suggestion.ref, pair.other)):
                text = text_of[ref]
                assert text[excerpt.span.start : excerpt.span.end] == excerpt.span.quote
                for word in excerpt.words:
                    assert excerpt.span.start <= word.start < word.end <= excerpt.span.end
                    assert text[word.start : word.end] == word.quote
    nearest = like(BUSES).items[0].passages[0]
    for excerpt in (nearest.this, nearest.other):
        assert "ครั้งก่อนเปิดภาคเรียน" in [word.quote for word in excerpt.words]


def test_words_shared_by_appointments_are_not_told(like: Like) -> None:
    """They are names of people."""
    for suggestion in like("2016-11-20-03").items:
        assert "text words" not in [each.kind for each in suggestion.reasons]


def test_the_same_question_has_the_same_answer(like: Like) -> None:
    """Nothing depends on the order of a set."""
    assert like(BUSES) == like(BUSES)


@pytest.mark.parametrize("limit", [0, -1, 51])
def test_a_limit_that_cannot_be_is_refused(like: Like, limit: int) -> None:
    """With a sentence in both languages."""
    with pytest.raises(BadInput, match="limit must be between 1 and 50"):
        like(BUSES, limit=limit)


def test_nobody_is_similar_to_nothing(sample_runtime: Runtime) -> None:
    """A matter that is not there has no neighbours."""
    with sample_runtime.session() as session, pytest.raises(NotFound):
        similar_matters(session, sample_runtime.indexes(), sample_runtime.tokeniser, EVERYTHING, 9999)


@pytest.mark.parametrize(
    ("found", "agencies", "least", "thai", "english"),
    [
        (1, 1, False, "พบเรื่องทำนองเดียวกัน 1 เรื่อง จาก 1 หน่วยงาน", "1 similar matter from 1 agency"),
        (40, 5, True, "พบเรื่องทำนองเดียวกัน อย่างน้อย 40 เรื่อง จาก 5 หน่วยงาน", "at least 40 similar matters from 5 agencies"),
    ],
)
def test_the_summary_counts(found: int, agencies: int, least: bool, thai: str, english: str) -> None:
    """And says when there may be more."""
    assert summary(found, agencies, found_is_least=least) == (thai, english)


@pytest.fixture
def writable(sample_home: Path, tmp_path: Path) -> Iterator[Runtime]:
    """A home of the test's own."""
    runtime = Runtime(Settings(Path(shutil.copytree(sample_home, tmp_path / "home"))))
    yield runtime
    runtime.close()


def change(runtime: Runtime, ref: str, *, index: bool, **values: Any) -> None:
    """Change a resolution, and the index with it or not."""
    with runtime.database.writing() as session:
        resolution = session.execute(select(Resolution).where(col(Resolution.ref) == ref)).scalar_one()
        for name, value in values.items():
            setattr(resolution, name, value)
        session.add(resolution)
        record_changes(session, [resolution.id or 0])
    if index:
        runtime.indexer.catch_up()


@pytest.mark.parametrize("index", [True, False])
def test_what_may_not_be_seen_does_not_exist(writable: Runtime, index: bool) -> None:
    """Not among the suggestions, not counted, no agency of it; asking from it is like asking from nothing."""
    change(writable, CROSSED, index=index, classification="ลับ")
    like = liking(writable)
    cleared, ordinary = like(BUSES), like(BUSES, ORDINARY)
    assert CROSSED in [each.ref for each in cleared.items]
    assert [each.ref for each in ordinary.items] == [each.ref for each in cleared.items if each.ref != CROSSED]
    assert ordinary.found == cleared.found - 1
    assert sum(each.matters for each in ordinary.by_agency) == ordinary.found
    assert "ถึงโรงเรียนปลอดภัย" not in repr(ordinary)
    with pytest.raises(NotFound):
        like(CROSSED, ORDINARY)


@pytest.mark.parametrize("index", [True, False])
def test_what_is_withdrawn_is_gone(writable: Runtime, index: bool) -> None:
    """Even before the index knows; what is similar to a withdrawn one can still be asked."""
    change(writable, CROSSED, index=index, withdrawn=True)
    like = liking(writable)
    assert CROSSED not in [each.ref for each in like(BUSES).items]
    assert BUSES in [each.ref for each in like(CROSSED).items]


def test_people_decide(writable: Runtime) -> None:
    """A rejected pair never comes back, from either side; a confirmed one comes first, marked, however far off."""
    far = "2017-08-20-01"
    like = liking(writable)
    assert [each.ref for each in like(BUSES).items][:2] == [CROSSED, EXEMPTED]
    with writable.database.writing() as session:
        ids = {ref: key_of(session, ref) for ref in (BUSES, CROSSED, far)}
        one = {"kind": "similar", "newer_id": ids[BUSES], "by": "มาลี"}
        judge(session, older_id=ids[CROSSED], verdict="rejected", **one)
        judge(session, older_id=ids[far], verdict="confirmed", **one)
    found = like(BUSES)
    assert [each.ref for each in found.items][:2] == [far, EXEMPTED]
    assert CROSSED not in [each.ref for each in found.items]
    assert BUSES not in [each.ref for each in like(CROSSED).items]
    first = found.items[0]
    assert first.verdict is not None
    assert (first.verdict.word, first.verdict.by) == ("confirmed", "มาลี")
    assert (first.reasons[0].kind, first.reasons[0].thai) == ("judged", "มาลี ยืนยันแล้ว")
    with writable.database.writing() as session:
        change_of_mind = {"kind": "similar", "newer_id": ids[BUSES], "older_id": ids[CROSSED], "by": "สมศรี"}
        judge(session, verdict="retyped", relation="refers", **change_of_mind)
    again = {each.ref: each.verdict for each in like(BUSES).items}[CROSSED]
    assert again is not None
    assert (again.word, again.relation) == ("retyped", "refers")


def test_a_confirmed_pair_stays_hidden_from_who_may_not_see_it(writable: Runtime) -> None:
    """A person's word opens nothing."""
    with writable.database.writing() as session:
        pair = {"newer_id": key_of(session, BUSES), "older_id": key_of(session, CROSSED)}
        judge(session, kind="similar", verdict="confirmed", by="มาลี", **pair)
    change(writable, CROSSED, index=True, classification="ลับ")
    assert CROSSED not in [each.ref for each in liking(writable)(BUSES, ORDINARY).items]
    assert liking(writable)(BUSES).items[0].ref == CROSSED
