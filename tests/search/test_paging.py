"""Pages of an answer: nothing twice, nothing left out; modes rank by what they are named for."""

import pytest


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
@pytest.mark.parametrize("text", ["หนี้ครัวเรือน", "22 มี.ค. 63", "การ"])
def test_pages_join_to_the_whole(ask, text: str, mode: str) -> None:
    """Pages of 7 laid side by side are the page of 100; totals and facets are the same on each."""
    whole = ask(text, mode=mode, limit=100)
    pages = [ask(text, mode=mode, limit=7, offset=offset) for offset in range(0, whole.total, 7)]
    joined = [hit.id for page in pages for hit in page.hits]
    assert len(set(joined)) == len(joined) == whole.total
    assert joined[:100] == [hit.id for hit in whole.hits]
    assert {page.total for page in pages} == {whole.total}
    assert {page.facets for page in pages} == {whole.facets}


def test_a_page_beyond_the_end_is_empty(ask) -> None:
    """Paging past the last hit gives no hits and the same total."""
    found = ask("หนี้", offset=500)
    assert found.hits == ()
    assert found.total > 0


def test_the_same_question_has_the_same_answer(ask) -> None:
    """Ranking has no chance in it."""
    assert [hit.id for hit in ask("ค่าแรง").hits] == [hit.id for hit in ask("ค่าแรง").hits]


def test_lexical_needs_a_shared_word(ask) -> None:
    """Mode lexical finds nothing for words nobody wrote; mode vector still finds what is near."""
    text = "พหุภัณฑกริยา"
    assert ask(text, mode="lexical").total == 0


def test_lexical_hits_hold_a_word_of_the_query(ask, sample_rows, sample_runtime) -> None:
    """Each hit holds a word of the query or a part of one; the words its reason names are really in it."""
    tokeniser = sample_runtime.tokeniser
    parts = [part for word in tokeniser.words("รถรับส่งนักเรียน") for part in tokeniser.subwords(word)]
    for hit in ask("รถรับส่งนักเรียน", mode="lexical", limit=100).hits:
        text = sample_rows[hit.id]["title"] + sample_rows[hit.id]["body"]
        named = [word for reason in hit.reasons if reason.kind == "words" for word in reason.value.split(", ")]
        assert all(word in text for word in named)
        assert named or any(part in text for part in parts)


def test_vector_mode_counts_no_words(ask) -> None:
    """Scores of mode vector are of the cosines alone; hybrid adds the words."""
    hybrid = {hit.id: hit.score for hit in ask("รถรับส่งนักเรียน", limit=100).hits}
    vector = {hit.id: hit.score for hit in ask("รถรับส่งนักเรียน", mode="vector", limit=100).hits}
    best = max(hybrid, key=hybrid.__getitem__)
    assert hybrid[best] - vector[best] == pytest.approx(1.0, abs=1e-5)  # the best by words gets their whole share
    assert all(score <= hybrid[key] + 1e-6 for key, score in vector.items() if key in hybrid)


def test_everyday_words_find_the_official_ones(ask) -> None:
    """Meaning bridges what shares no word with the title: school debt asked for as people speak."""
    assert "2023-01-22-01" in [hit.id for hit in ask("ครูเงินเดือนเหลือไม่พอใช้โดนหักหนี้สหกรณ์").hits[:5]]
