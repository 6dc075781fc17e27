"""How a resolution's standing runs, case by case, and who is believed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kb.linking.standing import Decision, TypedLink, standing_conflicts, standing_on, standing_periods
from kb.linking.standing.period import STANDINGS

Linking = Callable[..., TypedLink]
RULE = Decision(1, "r1", date(2018, 1, 14), kind="2.1", outcome="เห็นชอบ")


def course(decision: Decision, *links: TypedLink) -> list[tuple[str, str, int | None]]:
    """The periods as standing, first day and cause."""
    return [(one.standing, one.first.isoformat(), one.cause) for one in standing_periods(decision, links)]


TO_2019 = [("in force", "2018-01-14"), ("spent", "2019-10-01")]
A_YEAR = [("in force", "2018-01-14"), ("unknown", "2019-01-15")]
# kind, is it a default, outcome, its own end -> periods without any link
ALONE: list[tuple[str | None, bool, str, str | None, list[tuple[str, str]], str]] = [
    ("2.1", False, "เห็นชอบ", None, [("in force", "2018-01-14")], "a rule stands"),
    ("2.2", False, "อนุมัติ", None, [("in force", "2018-01-14")], "a rule for outsiders too"),
    ("2.1", False, "เห็นชอบ", "2019-09-30", TO_2019, "a rule with an end"),
    ("1.1", False, "อนุมัติ", "2019-09-30", TO_2019, "its period"),
    ("1.1", False, "อนุมัติ", None, A_YEAR, "no end told: a year, then unknown"),
    ("1.2", False, "อนุมัติ", None, [("spent", "2018-01-14")], "done with at once"),
    ("1.2", False, "อนุมัติหลักการ", "2019-09-30", [("spent", "2018-01-14")], "a draft law with a day in it"),
    ("1.2", True, "เห็นชอบ", None, [("unknown", "2018-01-14")], "of this kind only by default"),
    ("1.2", True, "รับทราบ", None, [("spent", "2018-01-14")], "by default, but only taken note of"),
    ("1.2", True, "อนุมัติ", "2019-09-30", TO_2019, "by default, but it tells"),
    (None, False, "เห็นชอบ", None, [("unknown", "2018-01-14")], "no kind"),
    ("1.1", False, "ไม่อนุมัติ", None, [("spent", "2018-01-14")], "not approved"),
    ("2.1", False, "ให้นำกลับไปทบทวน", None, [("spent", "2018-01-14")], "sent back"),
    ("1.1", False, "ถอนเรื่อง", None, [("spent", "2018-01-14")], "withdrawn"),
    ("1.1", False, "อนุมัติ", "2017-12-31", A_YEAR, "an end before it is none"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "default", "outcome", "end", "periods", "why"), ALONE)
def test_by_itself(
    kind: str | None, default: bool, outcome: str, end: str | None, periods: list[tuple[str, str]], why: str
) -> None:
    """What a resolution is before anything is done to it."""
    ends_on = date.fromisoformat(end) if end else None
    decision = Decision(1, "r1", date(2018, 1, 14), kind, default, outcome, ends_on=ends_on)
    assert [(standing, first) for standing, first, _ in course(decision)] == periods, why


# what a later resolution does to a rule -> whether it changes, why
NO_CHANGE: list[tuple[dict[str, Any], str]] = [
    ({"relation": "refers"}, "a mere reference"),
    ({"relation": "complies"}, "following it"),
    ({"relation": "exempts"}, "an exemption"),
    ({"relation": "reports"}, "a report"),
    ({"relation": "revokes", "outcome": "รับทราบ"}, "taken note of only"),
    ({"relation": "revokes", "outcome": "ไม่เห็นชอบ"}, "not agreed to"),
    ({"relation": "revokes", "outcome": "รับทราบ, ไม่อนุมัติ"}, "noted and not approved"),
    ({"relation": "amends", "outcome": "ถอนเรื่อง"}, "withdrawn"),
    ({"relation": "amends", "outcome": "ให้นำกลับไปทบทวน"}, "sent back"),
]


@pytest.mark.parametrize(("link_facts", "why"), NO_CHANGE)
def test_what_does_not_change(link: Linking, link_facts: dict[str, Any], why: str) -> None:
    """Words without an approved change leave a rule in force."""
    assert course(RULE, link(2, 1, "2020-05-17", **link_facts)) == [("in force", "2018-01-14", None)], why


def test_changes_in_their_order(link: Linking) -> None:
    """Amended, extended, partly revoked, revoked; the partial revocation stays through a later amendment."""
    links = [
        link(5, 1, "2022-06-12", "amends"),
        link(2, 1, "2019-02-10", "amends"),
        link(6, 1, "2023-01-22", "revokes", takes_effect=date(2023, 10, 1)),
        link(4, 1, "2021-01-10", "revokes", part=True),
        link(3, 1, "2020-05-17", "extends"),
    ]
    assert course(RULE, *links) == [
        ("in force", "2018-01-14", None),
        ("amended", "2019-02-10", 2),
        ("extended", "2020-05-17", 3),
        ("partly revoked", "2021-01-10", 4),
        ("partly revoked", "2022-06-12", 4),
        ("revoked", "2023-10-01", 6),
    ]


def test_an_extension_moves_the_end(link: Linking) -> None:
    """By a day, or by months after the end so far; it stays spent between an end and a late extension."""
    project = Decision(1, "r1", date(2018, 1, 14), "1.1", ends_on=date(2019, 9, 30))
    by_day = link(2, 1, "2019-06-23", "extends", new_end=date(2020, 9, 30))
    by_months = link(3, 1, "2020-05-17", "extends", longer_by=6)
    late = link(4, 1, "2022-02-20", "extends", new_end=date(2022, 12, 31))
    assert course(project, by_day, by_months, late) == [
        ("in force", "2018-01-14", None),
        ("extended", "2019-06-23", 2),
        ("extended", "2020-05-17", 3),
        ("spent", "2021-04-01", 3),
        ("extended", "2022-02-20", 4),
        ("spent", "2023-01-01", 4),
    ]


def test_signs_of_life_keep_a_resolution_known(link: Linking) -> None:
    """One that nobody tells the end of is known to stand until a year after it was last followed."""
    project = Decision(1, "r1", date(2018, 1, 14), "1.1", outcome="อนุมัติ")
    followed = link(2, 1, "2021-01-10", "complies", confirmed=True)
    assert course(project, followed) == [("in force", "2018-01-14", None), ("unknown", "2022-01-11", None)]
    by_default = Decision(1, "r1", date(2018, 1, 14), "1.2", True, "เห็นชอบ")
    kept = link(2, 1, "2021-01-10", "refers", keeps=True)
    first = standing_periods(by_default, [kept])[0]
    assert (first.standing, first.link, first.unconfirmed) == ("in force", kept, True)


def test_a_person_is_believed_before_the_machine(link: Linking) -> None:
    """What a person says of two resolutions replaces what the machine said of them; what is left to it is marked."""
    machine = link(2, 1, "2020-05-17", "revokes")
    person = link(2, 1, "2020-05-17", "refers", confirmed=True)
    assert course(RULE, machine, person) == [("in force", "2018-01-14", None)]
    doubtful, sure = (
        standing_periods(RULE, [one])[-1] for one in (machine, link(2, 1, "2020-05-17", "revokes", confirmed=True))
    )
    assert (doubtful.standing, doubtful.unconfirmed) == ("revoked", True)
    assert (sure.standing, sure.unconfirmed) == ("revoked", False)


def test_a_confirmed_change_after_a_doubtful_one_stays_marked(link: Linking) -> None:
    """The standing rests on both until a whole revocation settles it."""
    links = [
        link(2, 1, "2019-02-10"),
        link(3, 1, "2020-05-17", confirmed=True),
        link(4, 1, "2021-01-10", "revokes", confirmed=True),
    ]
    assert [one.unconfirmed for one in standing_periods(RULE, links)] == [False, True, True, False]


A, B, C = ({"new_end": day} for day in (date(2031, 9, 30), date(2032, 3, 31), date(2033, 3, 31)))
CONFLICTS: list[tuple[list[tuple[int, str, str, dict[str, Any]]], list[tuple[str, int]], str, str]] = [
    ([(2, "2017-03-12", "amends", {})], [("dated before", 2)], "in force", "amended before it was made"),
    ([(2, "2020-05-17", "revokes", {}), (3, "2021-01-10", "amends", {})], [("after revocation", 3)], "revoked", "late"),
    ([(2, "2020-05-17", "revokes", {}), (3, "2021-01-10", "revokes", {})], [("revoked again", 3)], "revoked", "twice"),
    ([(2, "2020-05-17", "revokes", {}), (3, "2020-05-17", "revokes", {})], [], "revoked", "two of one meeting"),
    (
        [(2, "2020-05-17", "extends", A), (3, "2020-05-17", "extends", B)],
        [("different ends", 2)], "unknown", "between two ends of one day",
    ),
    (
        [(2, "2020-05-17", "extends", A), (3, "2020-05-17", "extends", B | {"confirmed": True})],
        [("different ends", 2)], "extended", "a person vouches for one of them",
    ),
    (
        [(2, "2020-05-17", "extends", A), (3, "2021-01-10", "extends", C)],
        [], "extended", "the later one decides",
    ),
    (
        [(2, "2020-05-17", "extends", C), (3, "2021-01-10", "extends", B)],
        [("shorter", 3)], "extended", "an extension that shortens",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "conflicts", "standing", "why"), CONFLICTS)
def test_conflicts(
    link: Linking,
    facts: list[tuple[int, str, str, dict[str, Any]]],
    conflicts: list[tuple[str, int]],
    standing: str,
    why: str,
) -> None:
    """What contradicts itself is told, and the standing of 1 December 2031 is not misled by it."""
    links = [link(citing, 1, on, relation, **more) for citing, on, relation, more in facts]
    found = standing_conflicts(RULE, links)
    assert [(one.kind, one.link.citing) for one in found] == conflicts, why
    assert all(f"r{one.link.citing}" in one.why.thai and "r1" in one.why.english for one in found)
    period = standing_on(standing_periods(RULE, links), date(2031, 12, 1))
    assert period is not None
    assert period.standing == standing, why


def test_before_the_decision_there_is_no_standing() -> None:
    """The day before has none; the day itself has."""
    periods = standing_periods(RULE, ())
    assert standing_on(periods, date(2018, 1, 13)) is None
    assert standing_on(periods, date(2018, 1, 14)) == periods[0]


def test_every_reason_is_told_in_both_languages(planted: Any) -> None:
    """Thai in Thai letters, English without them, for each standing of the sample."""
    told = {}
    for decision in planted.decisions.values():
        for period in standing_periods(decision, planted.links):
            told[period.standing] = period.why
            assert any("ก" <= letter <= "๛" for letter in period.why.thai)
            assert not any("ก" <= letter <= "๛" for letter in period.why.english)
    assert told.keys() == STANDINGS.keys()
    assert told["revoked"].english.startswith("revoked by 20")
