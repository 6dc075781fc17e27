"""The registry of agencies: finding by name and abbreviation, and what must not be found."""

import pytest

from kb.agencies import AgencyRegistry, open_registry

REGISTRY = open_registry()


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("กระทรวงการคลัง", "กระทรวงการคลัง"),  # the name itself
        ("กค.", "กระทรวงการคลัง"),  # its abbreviation
        ("กค", "กระทรวงการคลัง"),  # typed without the dot
        (" กระทรวง การคลัง ", "กระทรวงการคลัง"),  # stray spaces
        ("ปปช", "คณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ"),  # dotted abbreviation typed without dots
        ("ธ.ก.ส", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร"),  # last dot lost
        ("สำนักงาน ก.พ.ร.", "สำนักงานคณะกรรมการพัฒนาระบบราชการ"),  # abbreviation with a word before it
        ("ก.พ.ร.", "คณะกรรมการพัฒนาระบบราชการ"),  # the committee, not its office
        ("สำนักงานปฏิรูปที่ดินเพื่อเกษตรกรรม", "สำนักงานการปฏิรูปที่ดินเพื่อเกษตรกรรม"),  # another name
    ],
)
def test_find_knows_an_agency_by_any_of_its_names(asked: str, name: str) -> None:
    """Names, abbreviations and other names lead to one agency however they are spaced or dotted."""
    found = REGISTRY.find(asked)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "asked",
    [
        "กอช.",  # savings fund, industry board or identity board
        "กปส.",  # public relations department or royal project board
        "กพร.",  # skill development or primary industries
        "ก.ค.",  # July, though กค. is a ministry
        "พ.ศ.",  # Buddhist era, though พศ. is an office
        "ไม่มีหน่วยงานนี้",
        "",
        "...",
    ],
)
def test_find_resolves_the_ambiguous_and_the_unknown_to_nothing(asked: str) -> None:
    """What several agencies share, and what none has, is None rather than a guess."""
    assert REGISTRY.find(asked) is None


def test_ambiguity_is_told_apart_from_ignorance() -> None:
    """A shared abbreviation is ambiguous; a single one and an unknown one are not."""
    told = [REGISTRY.is_ambiguous(short) for short in ("กอช.", "กค.", "ฮฮฮ.")]
    assert told == [True, False, False]


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("รัฐมนตรีว่าการกระทรวงการคลัง", "กระทรวงการคลัง"),  # the minister speaks for the ministry
        ("นายกรัฐมนตรีและรัฐมนตรีว่าการกระทรวงกลาโหม", "กระทรวงกลาโหม"),  # with a second office
        ("เลขาธิการสภาพัฒนาการเศรษฐกิจและสังคมแห่งชาติ", "สำนักงานสภาพัฒนาการเศรษฐกิจและสังคมแห่งชาติ"),  # head of an office
        ("กค.", "กระทรวงการคลัง"),  # abbreviation
        ("คณะทำงานหมู่บ้านสมมุติ", "คณะทำงานหมู่บ้านสมมุติ"),  # unknown stays as it is
        ("สำนักงาน  สมมุติ\nแห่งชาติ", "สำนักงาน สมมุติ แห่งชาติ"),  # only tidied
    ],
)
def test_canonical_gives_the_official_name(printed: str, official: str) -> None:
    """The office that speaks for an agency is seen through; unknown names come out tidied and unchanged."""
    assert REGISTRY.canonical(printed) == official


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("กระทวงคมนาคม", "กระทรวงคมนาคม"),  # a lost letter
        ("กรมปะมง", None),  # too short to be sure of
        ("กระทรวงอุตสาหกรรรม", "กระทรวงอุตสาหกรรม"),  # a doubled letter
        ("กรมทางหลวงชนบทใหม่", None),  # another name, not a misspelling
    ],
)
def test_nearest_corrects_only_plain_misspellings(printed: str, official: str | None) -> None:
    """A letter or two in a long name is forgiven; a different name is not pulled to a known one."""
    found = REGISTRY.nearest(printed)
    assert (found.name if found else None) == official


def test_mentions_are_the_longest_names_in_order() -> None:
    """A name inside a longer one is no mention; line breaks inside a name do not hide it; spans quote the text."""
    text = "ให้สำนักงานปลัดกระทรวงการคลัง ร่วมกับ มท. และสำนักงานสภาพัฒนาการ\nเศรษฐกิจและสังคมแห่งชาติ ภายในเดือน ก.พ. พ.ศ. 2563"
    found = [(mention.agency.abbr, text[mention.start : mention.end]) for mention in REGISTRY.mentions(text)]
    assert found == [
        ("สป.กค.", "สำนักงานปลัดกระทรวงการคลัง"),
        ("มท.", "มท."),
        ("สศช.", "สำนักงานสภาพัฒนาการ\nเศรษฐกิจและสังคมแห่งชาติ"),
    ]


def test_an_empty_registry_finds_nothing() -> None:
    """The registry works on any table, the empty one included."""
    empty = AgencyRegistry(())
    assert (empty.find("กค."), empty.mentions("กระทรวงการคลัง")) == (None, [])
