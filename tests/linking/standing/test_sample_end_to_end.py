"""The judged standings from the words alone: mentions found, relations told, changes read.

Which resolution a mention means is given by its day or letter here; that is the resolver's part, tested with it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from kb.linking.citations import find_mentions
from kb.linking.links import STRENGTH
from kb.linking.mention import Mention
from kb.linking.standing import (
    TypedLink,
    effect_day,
    end_told,
    is_kept,
    new_end,
    standing_on,
    standing_periods,
    title_act,
)

# Resolutions whose judged rows may still come out wrong from the words alone, and why.
KNOWN = {
    "2016-07-10-03": "amended by a matter that says ยืนยัน and เห็นชอบให้แก้ไขถ้อยคำ some words apart",
    "2016-11-20-02": "items of what a circular letter carries are revoked, and the resolution is not named",
    "2017-03-12-01": "the rule that a circular letter carries is to be amended, and the resolution is not named",
    "2017-06-04-01": "the day is misprinted: a person has to say which is meant",
    "2018-01-14-01": "a draft's permission is lengthened without a word of lengthening near its name",
    "2018-01-14-02": "one amendment names two days; the title tells of the first project only",
    "2019-11-03-02": "conditions of a resolution are revoked, its name stands after them",
    "2023-01-22-04": "an appointment that it ordered refers to it only",
    "2024-10-06-04": "an appointment that it ordered names the day in words without มติ",
}


@pytest.fixture(scope="module")
def read_links(planted: Any, planted_rows: Mapping[str, Mapping[str, Any]]) -> tuple[TypedLink, ...]:
    """Links read from the texts, between the pairs that were planted."""
    pairs: dict[str, list[str]] = {}
    for link in planted.links:
        pairs.setdefault(link.citing_ref, []).append(link.cited_ref)
    return tuple(
        link for citing, cited in pairs.items() for link in links_read(citing, cited, planted_rows, planted.ids)
    )


def test_standings_from_the_words(
    planted: Any, read_links: tuple[TypedLink, ...], wrong_rows: Callable[[Any], list[tuple[str, str, str, object]]]
) -> None:
    """Nothing is wrong but what is known to be, and what is wrong never says revoked of what stands."""
    refs = {key: ref for ref, key in planted.ids.items()}

    def standing_of(ref: str, day: date) -> tuple[str, str | None] | None:
        period = standing_on(standing_periods(planted.decisions[planted.ids[ref]], read_links), day)
        return (period.standing, refs.get(period.cause or 0)) if period else None

    wrong = wrong_rows(standing_of)
    assert {ref for ref, *_ in wrong} <= KNOWN.keys(), wrong
    assert [row for row in wrong if isinstance(row[3], tuple) and "revoked" in row[3][0]] == []


def test_the_comparison_tells_what_is_wrong(wrong_rows: Callable[[Any], list[tuple[str, str, str, object]]]) -> None:
    """Against one that always says "in force" every other row is told."""
    wrong = wrong_rows(lambda _ref, _day: ("in force", None))
    assert len(wrong) == 173
    assert ("2015-03-15-01", "2017-01-15", "extended", ("in force", None)) in wrong


def links_read(
    citing: str, cited: list[str], rows: Mapping[str, Mapping[str, Any]], ids: Mapping[str, int]
) -> Iterator[TypedLink]:
    """The links from one resolution to those it was planted to cite, as its words tell them."""
    row = rows[citing]
    title, on = row["title"], date.fromisoformat(row["meeting_date"])
    text = f"{title}\n{row['body']}"
    found = find_mentions(text, 0, len(text), on, (0, len(title)))
    for ref in dict.fromkeys(cited):
        meant = [mention for mention in found if means(mention, ref, rows[ref].get("letter_number") or "")]
        if meant:
            yield link_read(text, (citing, ref), (title, rows[ref]["title"]), meant, row["outcome"], ids)


def means(mention: Mention, ref: str, letter: str) -> bool:
    """Whether a mention means a resolution, by day or by the number of its letter."""
    if mention.on:
        return mention.on.isoformat() == ref[:10]
    return bool(mention.letter and letter and mention.letter.replace(" ", "") == letter.replace(" ", ""))


def link_read(
    text: str,
    pair: tuple[str, str],
    titles: tuple[str, str],
    meant: list[Mention],
    outcome: str,
    ids: Mapping[str, int],
) -> TypedLink:
    """One link from its mentions: the strongest relation, or a stronger one that the titles tell."""
    chief = max(meant, key=lambda mention: STRENGTH.index(mention.relation))
    told = title_act(*titles)
    relation = max(chief.relation, told or chief.relation, key=STRENGTH.index)
    on, place, body = (
        date.fromisoformat(pair[0][:10]),
        (chief.span.start, chief.span.end),
        (len(titles[0]) + 1, len(text)),
    )
    effect = effect_day(text, place, body) if relation in {"revokes", "amends"} else None
    end = new_end(text, place, body, on, relation) if relation in {"extends", "amends"} else None
    last = end_told(text, 0, len(text), on) if relation == "reports" else None
    return TypedLink(
        ids[pair[0]], pair[0], ids[pair[1]], pair[1], on, relation, date.fromisoformat(pair[1][:10]),
        part=chief.part, outcome=outcome, takes_effect=effect[0] if effect else None,
        new_end=end[0] if end and isinstance(end[0], date) else last[0] if last else None,
        longer_by=end[0] if end and isinstance(end[0], int) else None,
        keeps=any(is_kept(text, (mention.span.start, mention.span.end)) for mention in meant),
    )  # fmt: skip
