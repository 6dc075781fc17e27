"""Which matter a mention means: the ways to tell, and every way not to."""

from collections.abc import Callable
from datetime import date

import pytest

from kb.linking.mention import Mention
from kb.linking.resolving import Citing, Meetings, resolve, resolve_all

from .conftest import OTHER, Archive

Make = Callable[..., Mention]
Cite = Callable[..., Citing]
BRIDGE = "โครงการก่อสร้างสะพานข้ามลำน้ำสมมุติ จังหวัดลพบุรี"
SILK = "แผนพัฒนาหม่อนไหมชุมชน ระยะที่ 2"


@pytest.mark.parametrize(
    ("text", "title", "target", "how"),
    [
        (f"ตามมติคณะรัฐมนตรี (2 มีนาคม 2564) เรื่อง {BRIDGE}", BRIDGE, 1, "exact title"),
        (f"มติคณะรัฐมนตรี (2 มีนาคม 2564) เรื่อง {SILK}", SILK, 3, "exact title"),  # without ขอความเห็นชอบ
        ("มติคณะรัฐมนตรี (2 มีนาคม 2564) เรื่อง ร่างกฎกระทรวงกำหนดมาตรฐานหมวกนิรภัยสำหรับเด็กฯ",
         "ร่างกฎกระทรวงกำหนดมาตรฐานหมวกนิรภัยสำหรับเด็กฯ", 2, "fuzzy title"),  # shortened
        ("คณะรัฐมนตรีมีมติ (2 มีนาคม 2564) อนุมัติเงินช่วยเหลือผู้เลี้ยงกุ้งแม่น้ำที่ได้รับผลกระทบจากน้ำเค็ม", "", 5, "context"),
        ("โครงการก่อสร้างสะพานข้ามลำน้ำสมมุติ จังหวัดลพบุรี ตามมติคณะรัฐมนตรี (2 มีนาคม 2564) ที่อนุมัติวงเงิน 412.75 ล้านบาท",
         "", 1, "context"),  # before
    ],
)  # fmt: skip
def test_what_tells(
    text: str, title: str, target: int, how: str, mention: Make, citing: Cite, meetings: Meetings
) -> None:
    """A title word for word, a title cut short, or the words around."""
    found = resolve(mention(text, title=title), text, citing(text), meetings)
    assert (found.status, found.target, found.how) == ("resolved", target, how)


def test_another_subject_is_no_matter(mention: Make, citing: Cite, meetings: Meetings) -> None:
    """The meeting is there; none of its matters is about this."""
    text = "คณะรัฐมนตรีมีมติ (2 มีนาคม 2564) เห็นชอบการจัดตั้งโรงพยาบาลสัตว์ทะเลแห่งที่สาม"
    assert resolve(mention(text), text, citing(text), meetings).status == "no matter"


def test_a_title_that_no_matter_has_is_no_matter(mention: Make, citing: Cite, meetings: Meetings) -> None:
    """The words around speak for the bridge, the title for something else."""
    title = "หลักเกณฑ์การคัดเลือกที่ปรึกษาโครงการโทรคมนาคมชนบท"
    text = f"โครงการก่อสร้างสะพาน ตามมติคณะรัฐมนตรี (2 มีนาคม 2564) เรื่อง {title}"
    assert resolve(mention(text, title=title), text, citing(text), meetings).target is None


@pytest.mark.parametrize(
    ("on", "more", "status"),
    [
        (date(2021, 3, 3), {}, "no meeting"),
        (date(2023, 1, 1), {}, "impossible date"),  # after the citing meeting
        (None, {"problem": "no-such-day"}, "impossible date"),
        (None, {}, "undated"),
        (None, {"letter": "นร 0505/ว 99"}, "no matter"),  # a letter that the archive does not know
    ],
)
def test_what_cannot_be_looked_up(
    on: date | None, more: dict[str, str], status: str, mention: Make, citing: Cite, meetings: Meetings
) -> None:
    """Each for its own reason, and none with a target."""
    text = "ตามมติคณะรัฐมนตรี (2 มีนาคม 2564)"
    found = resolve(mention(text, on=on, **more), text, citing(text), meetings)
    assert (found.status, found.target) == (status, None)


def test_a_letter_tells(mention: Make, citing: Cite, meetings: Meetings) -> None:
    """With a date or without."""
    text = "ตามหนังสือที่ นร 0505/ว 77 (9 มีนาคม 2564)"
    for on in (OTHER, None):
        found = resolve(mention(text, "9 มีนาคม 2564", on, letter="นร 0505/ว 77"), text, citing(text), meetings)
        assert (found.status, found.target, found.how) == ("resolved", 9, "letter")


def test_two_of_one_title_are_ambiguous_until_words_tell(mention: Make, citing: Cite, meetings: Meetings) -> None:
    """Two appointments of one title: offered to a person, not guessed; and only those two."""
    title = "การแต่งตั้งกรรมการผู้ทรงคุณวุฒิในคณะกรรมการหอจดหมายเหตุ"
    text = f"มติคณะรัฐมนตรี (2 มีนาคม 2564) เรื่อง {title}"
    found = resolve(mention(text, title=title), text, citing(text), meetings)
    assert (found.status, found.target, sorted(found.candidates)) == ("ambiguous", None, [6, 7])


def test_a_person_wins_and_the_rejected_never_comes(mention: Make, citing: Cite, meetings: Meetings) -> None:
    """Confirmed against all evidence; rejected is not even offered."""
    text = f"ตามมติคณะรัฐมนตรี (2 มีนาคม 2564) เรื่อง {BRIDGE}"
    one = mention(text, title=BRIDGE)
    confirmed = resolve(one, text, citing(text), meetings, confirmed={4})
    assert (confirmed.status, confirmed.target, confirmed.how, confirmed.score) == ("resolved", 4, "person", 1.0)
    rejected = resolve(one, text, citing(text), meetings, rejected={1})
    assert rejected.target is None
    assert 1 not in rejected.candidates
    elsewhere = resolve(one, text, citing(text), meetings, confirmed={9})  # of another day: says nothing here
    assert elsewhere.target == 1


def test_a_mention_by_date_alone_hears_its_neighbour(mention: Make, citing: Cite, meetings: Meetings) -> None:
    """The title is given once, later only the date."""
    filler = "\n".join(["รายละเอียดอื่นที่ไม่เกี่ยวข้องกัน"] * 60)
    text = f"ตามมติคณะรัฐมนตรี (2 มีนาคม 2564) เรื่อง {BRIDGE}\n{filler}\nให้ปฏิบัติตามมติเมื่อ 2 มีนาคม 2564 ต่อไป"
    first = mention(text, title=BRIDGE)
    second = mention(text, start=first.span.end)
    alone = resolve(second, text, citing(text), meetings)
    together = resolve_all([first, second], text, citing(text), meetings)
    assert alone.target != 1
    assert [each.target for each in together] == [1, 1]


def test_a_citing_matter_is_never_its_own_target(mention: Make, lookup: Archive) -> None:
    """A matter confirmed by the very letter it names."""
    text = "ตามหนังสือที่ นร 0505/ว 77 (9 มีนาคม 2564)"
    own = Citing(9, "2021-03-09-01", OTHER, "แผนอนุรักษ์นกเงือกแห่งชาติ", None, None, 0, len(text))
    found = resolve(mention(text, "9 มีนาคม 2564", None, letter="นร 0505/ว 77"), text, own, Meetings(lookup))
    assert (found.status, found.target) == ("no matter", None)


def test_a_meeting_is_read_once_while_it_is_remembered(mention: Make, citing: Cite, lookup: Archive) -> None:
    """Of the meetings last asked for, as many stay as are wanted."""
    text = "ตามมติคณะรัฐมนตรี (2 มีนาคม 2564)"
    meetings = Meetings(lookup, most=1)
    for on, asked in ((date(2021, 3, 2), 1), (date(2021, 3, 2), 1), (OTHER, 2), (date(2021, 3, 2), 3)):
        resolve(mention(text, on=on), text, citing(text), meetings)
        assert lookup.asked == asked
