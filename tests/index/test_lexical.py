"""The word index: what it finds, what it forgets, and what it filters."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import tantivy

from kb.index.lexical import (
    TEXT_FIELDS,
    LexicalClause,
    LexicalEntry,
    LexicalFilter,
    LexicalHit,
    LexicalIndex,
    writing,
)

ALL = LexicalFilter()


def entry(
    resolution: int, title: str = "", body: str = "", *, parts: str = "", day: date = date(2031, 1, 5), **named: object
) -> LexicalEntry:
    """An entry of words separated by spaces."""
    about = {"agency": None, "group": None, "outcomes": (), "classification": "ปกติ", **named}
    return LexicalEntry(
        resolution, title.split(), parts.split(), body.split(), parts.split(), meeting_date=day, **about
    )  # type: ignore[arg-type]


def fail(do: Callable[..., object], *values: object) -> None:
    """Do it, then raise."""
    do(*values)
    raise ZeroDivisionError


def body(*terms: str) -> list[LexicalClause]:
    """Clauses over the body, all of one weight."""
    return [LexicalClause("body", term, 1.0) for term in terms]


def ids(hits: Sequence[LexicalHit]) -> list[int]:
    """The resolutions found, ascending."""
    return sorted(hit.resolution for hit in hits)


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[..., LexicalIndex]:
    """Adds entries (after removing some) to the index of this test and opens it."""

    def add(*entries: LexicalEntry, remove: Sequence[int] = ()) -> LexicalIndex:
        with writing(tmp_path) as writer:
            writer.remove(remove)
            for each in entries:
                writer.add(each)
        return LexicalIndex(tmp_path)

    return add


def test_words_that_differ_by_their_marks_are_different(index_of: Callable[..., LexicalIndex]) -> None:
    """A default tokenizer drops Thai vowels and tone marks and makes news, rice and white one word."""
    index = index_of(entry(1, body="ข่าว"), entry(2, body="ข้าว"), entry(3, body="ขาว"), entry(4, body="ข าว"))
    assert [ids(index.search(body(word), ALL, 10)) for word in ("ข่าว", "ข้าว", "ขาว", "ข", "าว")] == [
        [1], [2], [3], [4], [4],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "term",
    ["กพร", "9282.92", "นร0505/ว125", "covid-19", "é", "๏", "ก" * 300],
    ids=["initials", "money", "letter number", "hyphen", "latin", "ornament", "long run"],
)
def test_a_term_is_kept_whole_as_the_tokeniser_gave_it(index_of: Callable[..., LexicalIndex], term: str) -> None:
    """No character of a term is a separator, and none is folded away."""
    index = index_of(entry(1, body=f"หนึ่ง {term} สาม"), entry(2, body="หนึ่ง สาม"))
    assert ids(index.search(body(term), ALL, 10)) == [1]
    assert index.frequency(term) == 1


def test_each_field_is_searched_alone(index_of: Callable[..., LexicalIndex]) -> None:
    """A clause names its field; the same word elsewhere does not answer it."""
    index = index_of(entry(1, title="ฝน"), entry(2, body="ฝน"), entry(3, parts="ฝน"))
    found = {name: ids(index.search([LexicalClause(name, "ฝน", 1.0)], ALL, 10)) for name in TEXT_FIELDS}
    assert found == {"title": [1], "body": [2], "title_parts": [3], "body_parts": [3]}
    assert ids(index.search([LexicalClause(name, "ฝน", 1.0) for name in TEXT_FIELDS], ALL, 10)) == [1, 2, 3]


def test_weights_multiply_and_clauses_add(index_of: Callable[..., LexicalIndex]) -> None:
    """The score is the weighted sum of BM25 over clauses: what fusion relies on."""
    index = index_of(entry(1, title="ฝน", body="แล้ง"), entry(2, title="ลม", body="ลม"))
    title, rest = LexicalClause("title", "ฝน", 1.0), LexicalClause("body", "แล้ง", 1.0)
    one = index.search([title], ALL, 1)[0].score
    other = index.search([rest], ALL, 1)[0].score
    both = index.search([LexicalClause("title", "ฝน", 3.0), LexicalClause("body", "แล้ง", 0.5)], ALL, 1)[0].score
    assert one > 0
    assert both == pytest.approx(3 * one + 0.5 * other, rel=1e-5)


def test_a_rarer_word_and_a_shorter_text_score_higher(index_of: Callable[..., LexicalIndex]) -> None:
    """BM25's two ideas, seen."""
    index = index_of(
        entry(1, body="น้ำ หายาก"), entry(2, body="น้ำ น้ำมัน"), entry(3, body="น้ำ " + "คำ " * 50), entry(4, body="ลม")
    )
    assert index.rarity("ไม่มี") > index.rarity("หายาก") > index.rarity("น้ำ") > 0
    assert [hit.resolution for hit in index.search(body("น้ำ", "หายาก"), ALL, 10)] == [1, 2, 3]
    assert index.search(body("น้ำ"), ALL, 10)[-1].resolution == 3


def test_removing_by_key_really_removes(index_of: Callable[..., LexicalIndex]) -> None:
    """Deleting by an integer field silently deletes nothing; by the raw text key the entry is gone everywhere."""
    index_of(entry(1, body="ฝน"), entry(11, body="ฝน"), entry(111, body="ฝน"))
    index = index_of(remove=[11, 7])
    assert index.rows == 2
    assert index.resolutions() == [1, 111]
    assert ids(index.search(body("ฝน"), ALL, 10)) == [1, 111]


def test_replacing_leaves_one_entry_with_the_new_words(index_of: Callable[..., LexicalIndex]) -> None:
    """Removed and added in one writing: the removal must not take the new entry with it."""
    index_of(entry(1, body="เก่า"), entry(2, body="เก่า"))
    index = index_of(entry(1, body="ใหม่"), remove=[1])
    assert ids(index.search(body("เก่า"), ALL, 10)) == [2]
    assert ids(index.search(body("ใหม่"), ALL, 10)) == [1]
    assert index.resolutions() == [1, 2]


def test_nothing_is_visible_when_writing_fails(tmp_path: Path, index_of: Callable[..., LexicalIndex]) -> None:
    """What was added before an error is not committed by the way out."""
    index_of(entry(1, body="ฝน"))
    with pytest.raises(ZeroDivisionError), writing(tmp_path) as writer:
        fail(writer.add, entry(2, body="ฝน"))
    assert LexicalIndex(tmp_path).resolutions() == [1]


def test_an_open_index_is_a_snapshot(index_of: Callable[..., LexicalIndex]) -> None:
    """A later commit to the same folder does not change what a reader sees."""
    before = index_of(entry(1, body="ฝน"))
    after = index_of(entry(2, body="ฝน"), remove=[1])
    assert (before.resolutions(), after.resolutions()) == ([1], [2])


def test_an_empty_index_answers(index_of: Callable[..., LexicalIndex]) -> None:
    """A home without documents."""
    index = index_of()
    assert (index.rows, index.resolutions(), index.frequency("ฝน")) == (0, [], 0)
    assert index.search(body("ฝน"), ALL, 10) == []
    assert index.having_all(["ฝน"], ALL, 10) == []


FILTERED = {
    1: {"day": date(2030, 12, 31), "agency": "กรมหนึ่ง", "group": "กฎหมาย", "outcomes": ("เห็นชอบ", "รับทราบ")},
    2: {"day": date(2031, 1, 1), "agency": "กรม หนึ่ง", "group": "แต่งตั้ง", "outcomes": ("เห็นชอบในหลักการ",)},
    3: {"day": date(2031, 1, 2), "agency": "กรมหนึ่งสอง", "group": None, "outcomes": (), "classification": "ลับ"},
    4: {"day": date(1932, 6, 24), "agency": None, "group": "กฎหมาย", "outcomes": ("อนุมัติ",)},
}


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        (LexicalFilter(), [1, 2, 3, 4]),
        (LexicalFilter(agencies=("กรมหนึ่ง",)), [1]),  # whole names only: no prefix, no other spacing
        (LexicalFilter(agencies=("กรม หนึ่ง", "กรมหนึ่งสอง")), [2, 3]),  # any of several
        (LexicalFilter(agencies=("หนึ่ง",)), []),
        (LexicalFilter(groups=("กฎหมาย",)), [1, 4]),
        (LexicalFilter(outcomes=("เห็นชอบ",)), [1]),  # not the one in principle
        (LexicalFilter(outcomes=("รับทราบ", "อนุมัติ")), [1, 4]),  # any verb of a resolution with two
        (LexicalFilter(classifications=("ปกติ",)), [1, 2, 4]),
        (LexicalFilter(classifications=("ลับมาก", "ลับที่สุด")), []),
        (LexicalFilter(days=((date(2030, 12, 31), date(2031, 1, 1)),)), [1, 2]),  # both ends are in
        (LexicalFilter(days=((date(2031, 1, 2), date(2031, 1, 2)), (date(1, 1, 1), date(1999, 1, 1)))), [3, 4]),
        (LexicalFilter(days=((date(1, 1, 1), date(1, 1, 1)),)), []),  # a year that has none
        (LexicalFilter(groups=("กฎหมาย",), outcomes=("อนุมัติ",), days=((date(1, 1, 1), date(9999, 12, 31)),)), [4]),
    ],
)
def test_filters_let_through_what_they_say(
    index_of: Callable[..., LexicalIndex], within: LexicalFilter, expected: list[int]
) -> None:
    """Each filter alone, several values of one, several filters together; the score stays that of the words."""
    index = index_of(*(entry(key, body="ฝน", **about) for key, about in FILTERED.items()))  # type: ignore[arg-type]
    hits = index.search(body("ฝน"), within, 10)
    assert ids(hits) == expected
    assert index.having_all(["ฝน"], within, 10) == [hit.resolution for hit in hits]
    free = {hit.resolution: hit.score for hit in index.search(body("ฝน"), ALL, 10)}
    assert {hit.resolution: hit.score for hit in hits} == {key: pytest.approx(free[key]) for key in expected}


def test_having_all_wants_every_term_in_whatever_field(index_of: Callable[..., LexicalIndex]) -> None:
    """A phrase's words may stand partly in the title."""
    index = index_of(entry(1, title="ฝน", body="หลวง"), entry(2, body="ฝน"), entry(3, body="หลวง ฝน", parts="ลม"))
    assert sorted(index.having_all(["ฝน", "หลวง"], ALL, 10)) == [1, 3]
    assert index.having_all(["ฝน", "หลวง", "ลม"], ALL, 10) == [3]
    assert index.having_all([], ALL, 10) == []


def test_the_limit_keeps_the_best(index_of: Callable[..., LexicalIndex]) -> None:
    """Best first, no more than asked for."""
    index = index_of(*(entry(key, body="ฝน " * key + "ลม " * (20 - key)) for key in range(1, 11)))
    assert [hit.resolution for hit in index.search(body("ฝน"), ALL, 3)] == [10, 9, 8]


def test_ten_thousand_clauses_are_answered(index_of: Callable[..., LexicalIndex]) -> None:
    """A whole draft pasted as a query neither crashes nor loses the one term that occurs."""
    index = index_of(entry(1, body="ฝน"), entry(2, body="ลม"))
    assert ids(index.search(body(*(f"คำ{number}" for number in range(10_000)), "ฝน"), ALL, 10)) == [1]


def test_the_same_clause_given_twice_counts_twice(index_of: Callable[..., LexicalIndex]) -> None:
    """Callers make terms distinct; the index adds what it is given."""
    index = index_of(entry(1, body="ฝน"), entry(2, body="ลม"))
    once, twice = (index.search(body(*["ฝน"] * times), ALL, 1)[0].score for times in (1, 2))
    assert twice == pytest.approx(2 * once)


def test_a_folder_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    """Tantivy tells of it by ValueError; callers expect OSError."""
    with pytest.raises(OSError, match="absent"), writing(tmp_path / "absent"):
        pytest.fail("there is nothing to write to")


def test_a_commit_that_fails_is_an_error_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a full disk is told in words at the end of a writing, too."""

    class Full:
        def commit(self) -> None:
            raise ValueError("An IO error occurred: 'No space left on device'")

        def wait_merging_threads(self) -> None:
            pass

    class Index:
        def __init__(self, *_: object, **__: object) -> None: ...

        def writer(self, **_: object) -> Full:
            return Full()

    monkeypatch.setattr(tantivy, "Index", Index)
    with pytest.raises(OSError, match="No space left"), writing(tmp_path):
        pass
