"""Chains: who is in, as what, in which order; circles and misprints do not mislead."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kb.linking.standing import Decision, TypedLink, chain_of, reach

Linking = Callable[..., TypedLink]


def decisions(*days: str) -> dict[int, Decision]:
    """Rules numbered from 1, of these days."""
    return {
        key: Decision(key, f"r{key}", date.fromisoformat(day), "2.1", outcome="เห็นชอบ")
        for key, day in enumerate(days, 1)
    }


def planted_chain(planted: Any, ref: str) -> tuple[list[tuple[str, str]], list[str], int]:
    """The entries of a planted chain with their roles, its followers, and how many conflicts it has."""
    chain = chain_of(planted.ids[ref], planted.decisions, planted.links)
    return (
        [(entry.decision.ref, entry.role) for entry in chain.entries],
        [entry.decision.ref for entry in chain.followers],
        len(chain.conflicts),
    )


def test_a_chain_is_the_same_from_each_of_its_resolutions(planted: Any) -> None:
    """The farmers' debt: first decision, extension, amendment, partial revocation, report."""
    expected = [
        ("2016-02-14-01", "first"),
        ("2018-01-14-02", "extension"),
        ("2020-05-17-01", "amendment"),
        ("2022-06-12-02", "partial revocation"),
        ("2023-12-17-01", "report"),
    ]
    for ref, _ in expected:
        assert planted_chain(planted, ref) == (expected, [], 0)


def test_followers_stand_apart(planted: Any) -> None:
    """Those that comply with one of the chain are told, but neither joined nor followed further."""
    assert planted_chain(planted, "2018-01-14-04") == (
        [
            ("2018-01-14-04", "first"),
            ("2020-05-17-03", "report"),
            ("2021-12-05-06", "exemption"),
            ("2024-10-06-04", "revocation"),
        ],
        ["2025-01-19-02", "2026-06-14-03"],
        0,
    )


def test_a_reference_alone_joins_nothing(planted: Any) -> None:
    """A report that others only refer to is a chain of its own."""
    assert planted_chain(planted, "2020-09-13-02") == ([("2020-09-13-02", "first")], [], 0)


def test_a_link_to_a_later_resolution_is_told_and_not_followed(planted: Any) -> None:
    """The planted amendment that is dated before what it amends."""
    chain = chain_of(planted.ids["2019-08-18-03"], planted.decisions, planted.links)
    assert [entry.decision.ref for entry in chain.entries] == ["2019-08-18-03"]
    assert [(one.kind, one.link.citing_ref) for one in chain.conflicts] == [("dated before", "2018-09-02-01")]


def test_circles_end(link: Linking) -> None:
    """Three that change one another, two of them on one day, and one itself."""
    known = decisions("2020-01-12", "2020-01-12", "2021-01-10")
    links = [
        link(1, 2, "2020-01-12", cited_on=date(2020, 1, 12)),
        link(2, 1, "2020-01-12", cited_on=date(2020, 1, 12)),
        link(3, 1, "2021-01-10", cited_on=date(2020, 1, 12)),
        link(2, 3, "2020-01-12", cited_on=date(2021, 1, 10)),
        link(3, 3, "2021-01-10", cited_on=date(2021, 1, 10)),
    ]
    chain = chain_of(3, known, links)
    assert [(entry.decision.id, entry.role) for entry in chain.entries] == [
        (1, "amendment"),
        (2, "amendment"),
        (3, "amendment"),
    ]
    assert [(one.kind, one.link.citing, one.link.cited) for one in chain.conflicts] == [
        ("dated before", 2, 3),
        ("circle", 1, 2),
    ]


def test_a_long_chain_is_cut_nearest_first(link: Linking) -> None:
    """Of 300 reports the limit lets in the nearest, and says that there are more."""
    days = [date(2000 + key // 12, key % 12 + 1, 1).isoformat() for key in range(300)]
    known = decisions(*days)
    links = [
        link(key + 1, key, days[key], "reports", cited_on=date.fromisoformat(days[key - 1])) for key in range(1, 300)
    ]
    chain = chain_of(1, known, links)
    assert ([entry.decision.id for entry in chain.entries], chain.cut) == (list(range(1, 201)), True)
    small = chain_of(1, known, links[:4], limit=5)
    assert ([entry.decision.id for entry in small.entries], small.cut) == ([1, 2, 3, 4, 5], False)


def test_what_the_caller_does_not_hand_over_does_not_exist(link: Linking, planted: Any) -> None:
    """A resolution left out of the decisions is in no entry, no follower and no conflict."""
    hidden = planted.ids["2020-05-17-01"]
    known = {key: one for key, one in planted.decisions.items() if key != hidden}
    chain = chain_of(planted.ids["2016-02-14-01"], known, planted.links)
    assert [entry.decision.ref for entry in chain.entries] == [
        "2016-02-14-01", "2018-01-14-02", "2022-06-12-02", "2023-12-17-01",
    ]  # fmt: skip
    assert all(hidden not in (one.citing, one.cited) for entry in chain.entries for one in entry.links)


def test_reach_asks_once_for_each_step(link: Linking) -> None:
    """Links are fetched for all the resolutions of a step together."""
    links = [
        link(2, 1, "2020-01-12"),
        link(3, 1, "2020-02-09"),
        link(4, 2, "2021-01-10"),
        link(5, 4, "2022-01-09", "complies"),
    ]
    asked = []

    def links_of(some: Any) -> list[TypedLink]:
        asked.append(sorted(some))
        return [one for one in links if one.citing in some or one.cited in some]

    ids, met, cut = reach(1, links_of)
    assert (ids, asked, cut) == ((1, 2, 3, 4), [[1], [2, 3], [4]], False)
    assert set(met) == set(links)
