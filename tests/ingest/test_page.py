"""The page parser against invented pages, each broken in its own way."""

from itertools import pairwise

import pytest

from kb.agencies import open_registry
from kb.errors import Unreadable
from kb.ingest import ParsedPage, parse_page

REGISTRY = open_registry()
HEAD = """สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2563

วันพุธที่ 8 มกราคม 2563
สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2563
http://www.example.go.th
"""
TITLES = {
    1: "ร่างกฎกระทรวงกำหนดสีของเรือข้ามฟาก พ.ศ. ....",
    2: "ขออนุมัติงบกลางเพื่อซ่อมสะพานไม้บ้านดอนสมมุติ",
    3: "ร่างบันทึกความเข้าใจว่าด้วยความร่วมมือด้านการเลี้ยงผึ้ง",
    4: "การแต่งตั้งข้าราชการพลเรือนสามัญ (กระทรวงสาธารณสุข)",
}
BODIES = {
    1: "คณะรัฐมนตรีมีมติอนุมัติหลักการร่างกฎกระทรวงฯ ตามที่กระทรวงคมนาคม (คค.) เสนอ และให้ดำเนินการต่อไปได้",
    2: "คณะรัฐมนตรีมีมติอนุมัติและรับทราบ ตามที่กระทรวงมหาดไทยเสนอ\n1. วงเงินไม่เกินหนึ่งล้านบาท",
    3: "คณะรัฐมนตรีมีมติเห็นชอบในหลักการ ตามที่กระทรวงเกษตรและสหกรณ์ (กษ.) เสนอ",
    4: "คณะรัฐมนตรีมีมติอนุมัติตามที่รัฐมนตรีว่าการกระทรวงสาธารณสุขเสนอแต่งตั้งนางสมมุติ ใจดี",
}
AGENDA = (
    f"กฎหมาย\n1.\u00a0\u00a0 เรื่อง \u00a0 {TITLES[1]}\nเศรษฐกิจ-สังคม\n2. เรื่อง {TITLES[2]}\n"
    f"ต่างประเทศ\n3. เรื่อง {TITLES[3]}\nแต่งตั้ง\n4. เรื่อง {TITLES[4]}\n*******************\n"
)


def body(number: int, heading: str | None = None) -> str:
    """One body under its heading, printed the usual way unless `heading` says otherwise."""
    return f"{heading or f'{number}. เรื่อง {TITLES[number]}'}\n{BODIES[number]}\n"


def parsed(text: str) -> ParsedPage:
    """The page parsed, with every span checked against the text it points into."""
    page = parse_page(text, "invented.txt", REGISTRY)
    for matter in page.matters:
        assert " ".join(text[matter.title_start : matter.title_end].split()) == matter.title
        assert 0 <= matter.title_end <= len(text)
        assert matter.body_start <= matter.body_end <= len(text)
    return page


def bodies(text: str) -> list[tuple[int, str]]:
    """Number and body of every matter of the page."""
    return [(matter.number, text[matter.body_start : matter.body_end]) for matter in parsed(text).matters]


WHOLE = (
    HEAD + AGENDA + "กฎหมาย\n" + body(1) + "เศรษฐกิจ-สังคม\n" + body(2) + "ต่างประเทศ\n" + body(3) + "แต่งตั้ง\n" + body(4)
)


def test_a_whole_page_gives_every_field() -> None:
    """Meeting date (not the day of publication), titles, groups, agencies, outcomes and bodies of a regular page."""
    page = parsed(WHOLE + "..............\n\nที่มา : https://www.example.go.th/news/1\n")
    assert page.meeting_date.isoformat() == "2020-01-05"
    assert [(m.number, m.title, m.group, m.agency, m.agency_abbr, m.outcome) for m in page.matters] == [
        (1, TITLES[1], "กฎหมาย", "กระทรวงคมนาคม", "คค.", "อนุมัติหลักการ"),
        (2, TITLES[2], "เศรษฐกิจ - สังคม", "กระทรวงมหาดไทย", "มท.", "อนุมัติ, รับทราบ"),
        (3, TITLES[3], "ต่างประเทศ", "กระทรวงเกษตรและสหกรณ์", "กษ.", "เห็นชอบในหลักการ"),
        (4, TITLES[4], "แต่งตั้ง", "กระทรวงสาธารณสุข", "สธ.", "อนุมัติ"),
    ]
    assert bodies(WHOLE) == list(BODIES.items())
    assert page.warnings == ()


def test_annexes_that_look_like_headings_stay_in_their_body() -> None:
    """Numbered sub-headings with "เรื่อง" inside a body open no matter, and the body keeps them."""
    annex = "1. เรื่องเพื่อทราบ จำนวน 2 เรื่อง\n2. เรื่อง อื่น ๆ ที่ประชุมหารือ\nตารางแนบ\n3. รายการที่สาม\n"
    text = HEAD + AGENDA + body(1) + annex + body(2) + body(3) + body(4)
    assert bodies(text)[0] == (1, BODIES[1] + "\n" + annex.strip())
    assert [number for number, _ in bodies(text)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        (f"3. {TITLES[3]}", "the word is missing"),
        (f"เรื่อง {TITLES[3]}", "the number is missing"),
        (f"3.เรื่อง{TITLES[3]}", "no space"),
        (f"๓. เรื่อง {TITLES[3]}", "Thai digits"),
        (f"3. รื่อง {TITLES[3]}", "the word is misspelt"),
        (f"7. เรื่อง {TITLES[3]}", "another number"),
        (f"3. เรื่อง {TITLES[3].replace('ความร่วมมือ', 'ความร่วมมืิอ')}", "a typo in the title"),
        (f"3. เรื่อง {TITLES[3][:24]}\n{TITLES[3][24:]}", "broken over two lines"),
    ],
)
def test_broken_headings_are_found_through_the_agenda(heading: str, reason: str) -> None:
    """A heading that lost its number, word, space or exact title still opens its matter, under the agenda's number."""
    text = HEAD + AGENDA + body(1) + body(2) + body(3, heading) + body(4)
    assert bodies(text) == list(BODIES.items()), reason


def test_a_title_broken_over_lines_is_joined() -> None:
    """Lines between a heading and its decision continue the title, also when the agenda has it in full."""
    text = HEAD + AGENDA + body(1) + body(2, f"2. เรื่อง {TITLES[2][:20]}\n{TITLES[2][20:]}") + body(3) + body(4)
    assert parsed(text).matters[1].title == f"{TITLES[2][:20]} {TITLES[2][20:]}"


def test_a_decision_in_the_line_of_its_heading_is_body() -> None:
    """Heading and decision printed in one line are parted before "คณะรัฐมนตรี"."""
    text = HEAD + AGENDA + body(1) + f"2. เรื่อง {TITLES[2]} {BODIES[2]}\n" + body(3) + body(4)
    assert parsed(text).matters[1].title == TITLES[2]
    assert bodies(text)[1] == (2, BODIES[2])


def test_a_missing_body_between_others_leaves_a_matter_without_body() -> None:
    """An agenda line nobody wrote a body for is kept, empty, with its title, group and a warning."""
    page = parsed(HEAD + AGENDA + body(1) + body(2) + body(4))
    third = page.matters[2]
    assert (third.number, third.title, third.group, third.body_start == third.body_end, third.outcome) == (
        3, TITLES[3], "ต่างประเทศ", True, None,
    )  # fmt: skip
    assert len(page.warnings) == 1
    assert "3" in page.warnings[0]


def test_a_page_cut_short_ends_with_its_last_body() -> None:
    """What the page breaks off before is no matter; the warning names the numbers."""
    page = parsed(HEAD + AGENDA + body(1) + body(2)[:60])
    assert [matter.number for matter in page.matters] == [1, 2]
    assert "3, 4" in page.warnings[0]


def test_an_agenda_without_any_body_is_kept_whole() -> None:
    """A page that is nothing but an agenda gives all its titles, with empty bodies."""
    page = parsed(HEAD + AGENDA)
    assert [(matter.title, matter.body_end - matter.body_start) for matter in page.matters] == [
        (title, 0) for title in TITLES.values()
    ]


def test_a_page_without_agenda_takes_rising_decided_headings() -> None:
    """Straight bodies are split by themselves; lists inside them that begin again at 1 are not headings."""
    inner = "1. เรื่อง รายงานของคณะทำงาน\nไม่มีมติ\n2. เรื่อง อื่น ๆ\n"
    text = HEAD + "กฎหมาย\n" + body(1) + body(2) + inner + "แต่งตั้ง\n" + body(4)
    assert [number for number, _ in bodies(text)] == [1, 2, 4]
    assert [matter.group for matter in parsed(text).matters] == ["กฎหมาย", "กฎหมาย", "แต่งตั้ง"]


def test_bodies_printed_out_of_order_keep_their_agenda_number() -> None:
    """A body under another number and place belongs to the agenda line with its title."""
    moved = body(3, f"2. เรื่อง {TITLES[3]}") + body(2, f"3. เรื่อง {TITLES[2]}")
    assert bodies(HEAD + AGENDA + body(1) + moved + body(4)) == list(BODIES.items())


def test_a_body_the_agenda_does_not_list_is_a_matter() -> None:
    """A decided heading with a number the agenda skips is kept and told about."""
    skipping = AGENDA.replace(f"3. เรื่อง {TITLES[3]}\n", "")
    page = parsed(HEAD + skipping + body(1) + body(2) + "ต่างประเทศ\n" + body(3) + body(4))
    assert [(matter.number, matter.title, matter.group) for matter in page.matters][2] == (3, TITLES[3], "ต่างประเทศ")
    assert "3" in page.warnings[0]


def test_a_number_used_twice_gives_two_matters() -> None:
    """Agenda and bodies that print one number twice give both matters, in page order."""
    twice = AGENDA.replace("3. เรื่อง", "2. เรื่อง")
    text = HEAD + twice + body(1) + body(2) + body(3, f"2. เรื่อง {TITLES[3]}") + body(4)
    assert [(number, text) for number, text in bodies(text)] == [
        (1, BODIES[1]), (2, BODIES[2]), (2, BODIES[3]), (4, BODIES[4]),
    ]  # fmt: skip


def test_an_agenda_that_lost_its_first_number_is_counted_from_one() -> None:
    """The first agenda line without a number is number 1, so the bodies are not taken for the agenda."""
    text = HEAD + AGENDA.replace("1.\u00a0\u00a0 เรื่อง", "เรื่อง") + body(1) + body(2) + body(3) + body(4)
    assert bodies(text) == list(BODIES.items())


def test_matters_with_one_title_are_told_apart_by_number() -> None:
    """Three appointments under one title keep their own bodies."""
    title = "การแต่งตั้งข้าราชการการเมือง"
    agenda = "แต่งตั้ง\n" + "".join(f"{number}. เรื่อง {title}\n" for number in (1, 2, 3)) + "*****\n"
    told = [f"คณะรัฐมนตรีมีมติอนุมัติแต่งตั้งนายสมมุติ คนที่ {number}" for number in (1, 2, 3)]
    text = HEAD + agenda + "".join(f"{n}. เรื่อง {title}\n{told[n - 1]}\n" for n in (1, 2, 3))
    assert bodies(text) == list(enumerate(told, start=1))


def test_a_reworded_heading_is_not_lost_to_its_twin() -> None:
    """Two agenda lines share a title; the first body heading is reworded, yet each keeps its own body."""
    title = "การแต่งตั้งข้าราชการการเมือง (กระทรวงพาณิชย์)"
    agenda = f"แต่งตั้ง\n1. เรื่อง {title}\n2. เรื่อง {title}\n*****\n"
    first, second = "คณะรัฐมนตรีมีมติอนุมัติแต่งตั้งนายหนึ่ง", "คณะรัฐมนตรีมีมติอนุมัติแต่งตั้งนายสอง"
    reworded = title.replace("การเมือง", "")
    text = HEAD + agenda + f"1. เรื่อง {reworded}\n{first}\n2. เรื่อง {title}\n{second}\n"
    assert bodies(text) == [(1, first), (2, second)]


def test_the_confirming_letter_is_taken_only_beside_its_words() -> None:
    """A letter number counts when the text says that it confirms the resolution, not otherwise."""
    with_letter = BODIES[1] + " (หนังสือยืนยันมติคณะรัฐมนตรี ที่ นร 0505/ว 125)"
    other = BODIES[1] + " (หนังสือเวียน ที่ นร 0505/ว 125)"
    for told, expected in ((with_letter, "นร 0505/ว 125"), (other, None)):
        letter = parsed(HEAD + f"1. เรื่อง {TITLES[1]}\n{told}\n").matters[0].letter_number
        assert (letter.removeprefix("ที่ ") if letter else None) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (AGENDA + body(1), "วันประชุม"),  # no header at all
        (HEAD + "ไม่มีเรื่องใด", "เลขลำดับ"),  # a header and nothing below it
    ],
)
def test_what_is_no_page_is_refused_in_words(text: str, word: str) -> None:
    """Without a date or without matters the reason says what is missing, in both languages."""
    with pytest.raises(Unreadable) as caught:
        parse_page(text, "odd.txt", REGISTRY)
    assert word in caught.value.thai
    assert "odd.txt" in caught.value.english


def test_a_page_cut_anywhere_is_read_or_refused() -> None:
    """At every length the spans stay in order, bodies do not overlap, and nothing else is raised."""
    for length in range(0, len(WHOLE), 7):
        try:
            page = parsed(WHOLE[:length])
        except Unreadable:
            continue
        ends = [(matter.title_start, matter.title_end, matter.body_start, matter.body_end) for matter in page.matters]
        assert all(list(each) == sorted(each) for each in ends), length
        told = sorted(each for each in ends if each[2] < each[3])
        assert all(one[3] <= other[0] for one, other in pairwise(told)), length


def test_a_hostile_page_takes_no_time() -> None:
    """Thousands of headings on one page are bounded, not squared."""
    many = "".join(f"{number % 999 + 1}. เรื่อง ทดสอบเรื่องที่ {number}\n" for number in range(3000))
    assert len(parsed(HEAD + many + many + body(1)).matters) <= 400
