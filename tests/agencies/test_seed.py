"""The seed table of agencies is whole: enough of them, no name twice, parents that exist."""

from collections import Counter

from kb.agencies import open_registry, read_seed

SEED = read_seed()


def test_the_seed_is_large_and_names_are_unique() -> None:
    """At least 150 agencies, every name and other name used once."""
    names = Counter(name for agency in SEED for name in (agency.name, *agency.other_names))
    assert len(SEED) >= 150
    assert [name for name, count in names.items() if count > 1] == []


def test_parents_are_agencies_of_the_seed() -> None:
    """A parent is written as the full name of another row."""
    names = {agency.name for agency in SEED}
    assert [agency.name for agency in SEED if agency.parent is not None and agency.parent not in names] == []


def test_all_twenty_ministries_are_there_with_their_abbreviation() -> None:
    """The twenty ministries of today can be found by the abbreviation every paper uses."""
    shorts = [
        "นร.", "กห.", "กค.", "กต.", "กก.", "พม.", "อว.", "กษ.", "คค.", "ดศ.",
        "ทส.", "พน.", "พณ.", "มท.", "ยธ.", "รง.", "วธ.", "ศธ.", "สธ.", "อก.",
    ]  # fmt: skip
    registry = open_registry()
    found = [registry.find(short) for short in shorts]
    assert [short for short, agency in zip(shorts, found, strict=True) if agency is None or agency.abbr != short] == []


def test_no_name_is_a_piece_of_a_sentence() -> None:
    """Names carry no verbs of reporting and no stray punctuation."""
    odd = [agency.name for agency in SEED if any(word in agency.name for word in ("เสนอ", "แจ้ง", "ได้รับ", "*", "\n"))]
    assert odd == []
