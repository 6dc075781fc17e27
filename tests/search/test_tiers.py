"""Exact matches stand above everything, in their order, and every hit says why it is there."""

import pytest

from kb.search import Hit

LETTER = "นร 0505/ว 91"
OF_LETTER = "2015-03-15-01"


def kinds(hit: Hit) -> list[str]:
    """The kinds of a hit's reasons."""
    return [reason.kind for reason in hit.reasons]


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        "นร ๐๕๐๕/ว ๙๑",  # Thai digits
        "หนังสือที่ นร 0505/ว 91 เรื่องสระน้ำ",
        OF_LETTER,  # its address
        f"ตามมติ {OF_LETTER}",
    ],
)
@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
def test_a_number_comes_first_in_every_mode(ask, text: str, mode: str) -> None:
    """A letter number or an address gives its resolution first, whatever else the query says."""
    first = ask(text, mode=mode).hits[0]
    assert (first.id, first.tier) == (OF_LETTER, 3)
    assert kinds(first)[0] == "number"


@pytest.mark.parametrize("text", ["22 มีนาคม 2563", "22 มี.ค. 63", "2020-03-22", "๒๒ มี.ค. ๖๓", "มติ 22 มี.ค. 63"])
def test_a_date_gives_its_meeting_whole_and_first(ask, sample_rows, text: str) -> None:
    """All matters of the meeting stand first, with the date as their reason."""
    found = ask(text)
    of_meeting = sorted(key for key in sample_rows if key.startswith("2020-03-22"))
    assert sorted(hit.id for hit in found.hits[: len(of_meeting)]) == of_meeting
    assert {hit.tier for hit in found.hits[: len(of_meeting)]} == {2}
    assert all(hit.tier < 2 for hit in found.hits[len(of_meeting) :])
    reason = found.hits[0].reasons[0]
    assert (reason.kind, reason.value) == ("date", "2020-03-22")
    assert reason.thai == "ตรงกับวันประชุม 22 มีนาคม 2563"


def test_the_date_of_the_letter_is_found_and_told_apart(ask) -> None:
    """Users mix up the two dates of a resolution: either finds it, and the reason says which one matched."""
    first = ask("หนังสือลงวันที่ 19 มี.ค. 58").hits[0]
    assert (first.id, first.tier) == (OF_LETTER, 2)
    assert first.reasons[0].thai == "ตรงกับวันหนังสือยืนยันมติ 19 มีนาคม 2558"
    assert ask("15 มี.ค. 58").hits[0].reasons[0].thai == "ตรงกับวันประชุม 15 มีนาคม 2558"


@pytest.mark.parametrize("text", ["มีนาคม 2563", "มติเดือน มี.ค. 63"])
def test_a_month_alone_gives_its_meetings_first(ask, sample_rows, text: str) -> None:
    """A query that asks for a month and little else gets what was decided in it, and is told so."""
    found = ask(text)
    of_month = {key for key in sample_rows if key.startswith("2020-03")}
    assert {hit.id for hit in found.hits[: len(of_month)]} == of_month
    assert found.understood.dates == ("1 มีนาคม 2563 - 31 มีนาคม 2563",)


def test_words_order_the_matters_of_a_date(ask) -> None:
    """Within the meeting asked for, the matter that the words name comes first."""
    first = ask("22 มี.ค. 63 น้ำใต้ดิน").hits[0]
    assert (first.id, first.tier) == ("2020-03-22-01", 2)


def test_a_phrase_stands_above_the_fused(ask, sample_rows) -> None:
    """Every hit of tier 1 holds the quoted words as they stand, and no other resolution does."""
    phrase = "สระสำรองน้ำร่วมใจ"
    found = ask(f'"{phrase}"', limit=100)
    holding = {key for key, row in sample_rows.items() if phrase in row["title"] or phrase in row["body"]}
    assert {hit.id for hit in found.hits if hit.tier == 1} == holding
    assert [hit.tier for hit in found.hits] == sorted((hit.tier for hit in found.hits), reverse=True)
    assert found.hits[0].reasons[0].thai == f"มีข้อความ “{phrase}”"


def test_number_above_date_above_phrase_above_fused(ask) -> None:
    """One query with all of them gives the tiers in order."""
    found = ask(f'{LETTER} 22 มี.ค. 63 "รถรับส่งนักเรียนอุ่นใจ"', limit=100)
    tiers = [hit.tier for hit in found.hits]
    assert tiers == sorted(tiers, reverse=True)
    assert {0, 1, 2, 3} == set(tiers)


def test_score_orders_within_a_tier(ask) -> None:
    """No hit stands above one of its tier that scores higher."""
    hits = ask("หนี้ครัวเรือน", limit=100).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_named_year_lifts_its_meetings(ask) -> None:
    """Of three yearly frameworks with the same words, the year in the query picks the one."""
    firsts = {year: ask(f"กรอบการปันน้ำ ปี {year}").hits[0].meeting_date.year + 543 for year in (2563, 2564, 2565)}
    assert firsts == {2563: 2563, 2564: 2564, 2565: 2565}


def test_what_was_understood_is_told(ask) -> None:
    """The parts recognised in a query come back with the answer."""
    told = ask(f'{LETTER} 22 มี.ค. 63 "รถรับส่งนักเรียนอุ่นใจ"').understood
    assert told.letter_numbers == ("นร0505/ว91",)
    assert told.dates == ("22 มีนาคม 2563",)
    assert told.phrases == ("รถรับส่งนักเรียนอุ่นใจ",)
    assert "นักเรียน" in told.terms


def test_an_unknown_number_points_at_nothing(ask) -> None:
    """A letter number nobody has gives no exact hit, only what is like it."""
    assert all(hit.tier == 0 for hit in ask("นร 0505/ว 99999").hits)
