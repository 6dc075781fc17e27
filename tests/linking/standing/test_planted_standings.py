"""The standings that were written by reading the sample corpus, before the rules were, against the rules."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kb.linking.standing import Decision, standing_conflicts, standing_on, standing_periods


def test_every_judged_standing_comes_out(planted: Any) -> None:
    """Each row: the standing on that day, and the resolution that brought it about."""
    refs = {key: ref for ref, key in planted.ids.items()}
    wrong = []
    for row in planted.judged:
        period = standing_on(standing_periods(planted.decisions[planted.ids[row.ref]], planted.links), row.on)
        told = (period.standing, refs.get(period.cause or 0)) if period else None
        if told != (row.standing, row.by):
            wrong.append((row.ref, row.on.isoformat(), (row.standing, row.by), told, row.why))
    assert wrong == []


def test_the_table_is_wide_enough(planted: Any) -> None:
    """At least 25 chains with three dates each, and every standing among them."""
    per_ref = Counter(row.ref for row in planted.judged)
    assert min(per_ref.values()) == 3
    assert sum(len(chain) > 1 for chain in chains_of(planted)) == 27
    counts = Counter(row.standing for row in planted.judged)
    assert counts == {
        "in force": 134, "spent": 114, "extended": 14, "revoked": 14, "unknown": 14, "amended": 11, "partly revoked": 6,
    }  # fmt: skip


def test_periods_have_no_gap(planted: Any) -> None:
    """From the first day on every day has exactly one standing."""
    for decision in planted.decisions.values():
        periods = standing_periods(decision, planted.links)
        assert periods[0].first == decision.on
        assert periods[-1].last is None
        steps = [(after.first - one.last).days for one, after in pairwise(periods) if one.last is not None]
        assert steps == [1] * (len(periods) - 1), decision.ref


def test_conflicts_of_the_sample(planted: Any) -> None:
    """None in the plain chains; in the conflicting ones those that were planted."""
    found = [
        (conflict.kind, conflict.link.citing_ref, conflict.link.cited_ref)
        for decision in by_ref(planted)
        for conflict in standing_conflicts(decision, planted.links)
    ]
    assert found == [
        ("different ends", "2019-08-18-01", "2017-06-04-02"),
        ("revoked again", "2021-10-03-01", "2017-06-04-03"),
        ("after revocation", "2021-10-03-02", "2018-09-02-02"),
        ("dated before", "2018-09-02-01", "2019-08-18-03"),
        ("shorter", "2021-10-03-04", "2019-08-18-05"),
    ]


def by_ref(planted: Any) -> Iterator[Decision]:
    """The decisions in the order of their addresses."""
    return iter(sorted(planted.decisions.values(), key=lambda one: one.ref))


def chains_of(planted: Any) -> set[frozenset[str]]:
    """The judged resolutions, joined where a planted link joins them."""
    groups: dict[str, set[str]] = {row.ref: {row.ref} for row in planted.judged}
    for link in planted.links:
        if link.citing_ref in groups and link.cited_ref in groups:
            joined = groups[link.citing_ref] | groups[link.cited_ref]
            for ref in joined:
                groups[ref] = joined
    return {frozenset(group) for group in groups.values()}
