"""Words misread in scans are put right only where the text itself proves it."""

import pytest

from kb.ingest.readers.ocr_words import mended_words


@pytest.mark.parametrize(
    ("read", "mended", "repairs"),
    [
        pytest.param("กรม. มีมติเห็นชอบ", "ครม. มีมติเห็นชอบ", ("ครม. read as กรม.: 1",), id="it resolves"),
        pytest.param("กรม.ได้พิจารณาแล้ว", "ครม.ได้พิจารณาแล้ว", ("ครม. read as กรม.: 1",), id="without a space"),
        pytest.param("ตามมติ กรม. และมติกรม.", "ตามมติ ครม. และมติครม.", ("ครม. read as กรม.: 2",), id="after มติ"),
        pytest.param("กรมประมงเห็นชอบ", "กรมประมงเห็นชอบ", (), id="a department"),
        pytest.param("กรม ประมง กรม. ๕", "กรม ประมง กรม. ๕", (), id="no verb of the cabinet"),
        pytest.param("อธิบดีกรม. เห็นชอบ", "อธิบดีกรม. เห็นชอบ", (), id="the end of another word"),
        pytest.param(
            "สำนักเลขาธิการนายกรัฐมนตรี (สสน.) แจ้ง สสน. แล้ว",
            "สำนักเลขาธิการนายกรัฐมนตรี (สลน.) แจ้ง สลน. แล้ว",
            ("สลน. misread: 2",),
            id="beside its name, and then everywhere",
        ),
        pytest.param(
            "สำนักเลขาธิการนายกรัฐมนตรี (สสน.) ให้ สสน. ของสถาบันสารสนเทศทรัพยากรน้ำ",
            "สำนักเลขาธิการนายกรัฐมนตรี (สลน.) ให้ สสน. ของสถาบันสารสนเทศทรัพยากรน้ำ",
            ("สลน. misread: 1",),
            id="where the other body is named only beside its name",
        ),
        pytest.param("ให้ สสน. รายงาน", "ให้ สสน. รายงาน", (), id="without the name nothing is proved"),
        pytest.param(
            "สำนักเลขาธิการคณะรัฐมนตรี ( สอค.) กสอค.",
            "สำนักเลขาธิการคณะรัฐมนตรี ( สลค.) กสอค.",
            ("สลค. misread: 1",),
            id="not inside another abbreviation",
        ),
        pytest.param("สำนักเลขาธิการคณะรัฐมนตรี (สลค.)", "สำนักเลขาธิการคณะรัฐมนตรี (สลค.)", (), id="read rightly"),
        pytest.param("", "", (), id="nothing"),
    ],
)
def test_what_is_mended(read: str, mended: str, repairs: tuple[str, ...]) -> None:
    """And said."""
    told = mended_words(read)
    assert (told.text, told.repairs) == (mended, repairs)


def test_mending_twice_changes_nothing_more() -> None:
    """Pages are read again."""
    once = mended_words("กรม. มีมติ สำนักเลขาธิการนายกรัฐมนตรี (สทน.) สทน.").text
    assert mended_words(once) == type(mended_words(""))(once, ())


@pytest.mark.parametrize(
    ("read", "right"),
    [
        # what the recogniser gave, what stands there
        ("1. Gas โครงการสระ", "1. เรื่อง โครงการสระ"),
        ("2. (as แนวทาง", "2. เรื่อง แนวทาง"),
        ("3. เรรื่อง แผนงาน", "3. เรื่อง แผนงาน"),
        ("1 โครงการสระ\n2. เรื่อง เบี้ย", "1. เรื่อง โครงการสระ\n2. เรื่อง เบี้ย"),  # its neighbour proves it
        ("1 โครงการสระ\n5. เรื่อง เบี้ย", "1 โครงการสระ\n5. เรื่อง เบี้ย"),  # no neighbour of its
        ("1. EEC โครงการ", "1. EEC โครงการ"),  # a name
        ("1. เรื่อง ก", "1. เรื่อง ก"),
    ],
)
def test_headings(read: str, right: str) -> None:
    """A misread เรื่อง is put right where the number of a matter and its title stand around it."""
    mended = mended_words(read)
    assert mended.text == right
    assert bool(mended.repairs) is (read != right)
