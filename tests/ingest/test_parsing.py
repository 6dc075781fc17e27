"""Which kind of document a text is, and what it must tell to be one of ours."""

import pytest

from kb.agencies import AgencyRegistry, open_registry
from kb.errors import Unreadable
from kb.ingest.parsing import READ, NoResolution, Understood, understand

PAGE = "สรุปข่าวการประชุมคณะรัฐมนตรี 5 มกราคม 2574\n\n1. เรื่อง สะพานสำหรับเต่า\nคณะรัฐมนตรีมีมติอนุมัติตามที่กระทรวงมหาดไทยเสนอ\n"
LETTER = """ที่ นร 0505/ว 9731
สำนักเลขาธิการคณะรัฐมนตรี
ทำเนียบรัฐบาล กทม. 10300

8 มกราคม 2574

เรื่อง ทางข้ามของสัตว์เลื้อยคลาน
เรียน รัฐมนตรีว่าการกระทรวงมหาดไทย

คณะรัฐมนตรีได้ประชุมปรึกษาเมื่อวันที่ 5 มกราคม 2574 ลงมติว่า อนุมัติ

จึงเรียนยืนยันมา
"""
TEXT = "5 มกราคม 2574\nเรื่อง การนับดาวทะเล\nคณะรัฐมนตรีมีมติรับทราบ\n"
OTHER = "5 มกราคม 2574\nเรื่อง รายการอาหารกลางวัน\nวันจันทร์มีแกงจืด วันอังคารมีผัดผัก\n"
NEWS = "รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-เปิดงานว่าว\n\nวันนี้มีงานว่าว\n\nที่มา : http://www.thaigov.go.th/news/contents/details/1\n"


@pytest.fixture(scope="module")
def registry() -> AgencyRegistry:
    """The agencies that come with the program."""
    return open_registry()


@pytest.mark.parametrize(
    ("text", "name", "chosen", "kind"),
    [
        pytest.param(PAGE, "a.txt", True, "meeting-page", id="a summary"),
        pytest.param(PAGE, "a.pdf", False, "meeting-page", id="a summary in a PDF"),
        pytest.param(LETTER, "a.txt", True, "letter", id="a letter"),
        pytest.param(LETTER, "a.pdf", False, "letter", id="a scanned letter"),
        pytest.param(TEXT, "a.txt", True, "text", id="one resolution"),
        pytest.param(TEXT, "a.docx", False, "text", id="one in Word: it tells of the cabinet"),
        pytest.param(OTHER, "a.txt", True, "text", id="a text file is taken at its word"),
        pytest.param(OTHER, "2031-01-05-03.pdf", False, "text", id="a PDF named like a resolution too"),
        pytest.param(OTHER, "x.zip!d/2031-01-05-03.pdf", False, "text", id="and as a member of an archive"),
    ],
)
def test_kinds(registry: AgencyRegistry, text: str, name: str, chosen: bool, kind: str) -> None:
    """Told by what it says, and where that is not enough by its name."""
    understood = understand(text, name, registry, chosen=chosen)
    assert isinstance(understood, Understood)
    assert (understood.kind, len(understood.page.matters)) == (kind, 1)
    assert understood.page.meeting_date.isoformat() == "2031-01-05"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(OTHER, "a.pdf", id="a menu"),
        pytest.param(OTHER, "2031-01-05-03/menu.pdf", id="in a folder that is named like a resolution"),
        pytest.param(OTHER + "ก" * READ + TEXT, "a.pdf", id="that tells of the cabinet far behind"),
        pytest.param("", "a.pdf", id="nothing"),
        pytest.param("ประธานคณะรัฐมนตรีของประเทศเพื่อนบ้านเดินทางกลับแล้ว", "a.pdf", id="the word alone"),
    ],
)
def test_a_found_document_without_a_resolution_is_refused(registry: AgencyRegistry, text: str, name: str) -> None:
    """With what to do if it is one after all."""
    with pytest.raises(Unreadable) as caught:
        understand(text, name, registry, chosen=False)
    assert caught.value.english.startswith(f"{name}: no meeting summary, confirming letter or resolution")
    assert "2020-01-07-05.pdf" in caught.value.thai


def test_news_is_left_alone(registry: AgencyRegistry) -> None:
    """Rightly none of ours, with its title."""
    understood = understand(NEWS, "a.txt", registry)
    assert isinstance(understood, NoResolution)
    assert "เปิดงานว่าว" in understood.reason
    assert "(other news, not a cabinet-meeting summary)" in understood.reason
