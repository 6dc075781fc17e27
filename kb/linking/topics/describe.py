"""What is told of a topic: id, label, medoids, founding matters, agencies, years."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kb.linking.topics.communities import Membership, authority
from kb.linking.topics.identity import Matching, match
from kb.linking.topics.labels import JOINT, label, label_phrases, theme_phrases
from kb.linking.topics.model import FormerTopics, Theme, Topic, TopicInput, Topics, Vectors
from kb.linking.topics.tuning import Tuning

Rows = NDArray[np.int64]


def described(
    matters: TopicInput,
    rows: Sequence[Rows],
    themes: Membership,
    features: Vectors,
    former: FormerTopics,
    unmet: tuple[tuple[int, int], ...],
    tuning: Tuning,
) -> Topics:
    """Topics of these rows, in the order given, under the theme of each; `features` has one row per matter."""
    there = set(matters.ids.tolist())
    groups = [frozenset(matters.ids[each].tolist()) for each in rows]
    over = [np.flatnonzero(themes == each) for each in range(int(themes.max(initial=-1)) + 1)]
    known = match(former.topics, groups, there, former.next_id, tuning)
    theme_groups = [frozenset().union(*(groups[each] for each in topics)) for topics in over]
    known_themes = match(former.themes, theme_groups, there, known.next_id, tuning)
    telling = _phrases(matters, rows, tuning)
    rank = _authority(matters)
    topics = tuple(
        _topic(matters, each, features, rank, telling[number], known, number, known_themes.ids[themes[number]], tuning)
        for number, each in enumerate(rows)
    )
    telling_themes = theme_phrases([[telling[each] for each in topics_] for topics_ in over], tuning.phrases)
    return Topics(
        topics,
        tuple(
            Theme(
                known_themes.ids[number],
                tuple(known.ids[each] for each in topics_),
                JOINT.join(telling_themes[number][:2]),
                telling_themes[number],
                known_themes.names[number],
            )
            for number, topics_ in enumerate(over)
        ),
        known_themes.next_id,
        known.events,
        known_themes.events,
        unmet,
        {member: topic.id for topic in topics for member in topic.members},
    )


def _topic(  # noqa: PLR0913, PLR0917 - one place where all that is told of a topic comes together
    matters: TopicInput,
    rows: Rows,
    features: Vectors,
    rank: NDArray[np.float64],
    telling: tuple[str, ...],
    known: Matching,
    number: int,
    theme: int,
    tuning: Tuning,
) -> Topic:
    own = features[rows]
    central = own @ own.sum(0)
    order = np.lexsort((matters.ids[rows], -central))
    days = [matters.days[row] for row in rows]
    by_rank = sorted(
        range(len(rows)), key=lambda place: (-rank[rows[place]], days[place], int(matters.ids[rows[place]]))
    )
    agencies = Counter(name for row in rows if (name := matters.agencies[row]))
    listed = tuple(sorted(agencies.items(), key=lambda item: (-item[1], item[0])))
    return Topic(
        id=known.ids[number],
        theme=theme,
        members=tuple(matters.ids[rows[order]].tolist()),
        label=label(telling, _quotable(matters, rows)),
        phrases=telling,
        medoids=tuple(matters.ids[rows[order[: tuning.medoids]]].tolist()),
        founding=tuple(int(matters.ids[rows[place]]) for place in by_rank[: tuning.founding]),
        agencies=listed,
        years=tuple(sorted(Counter(day.year for day in days).items())),
        crosses=len(listed) > 1 and listed[1][1] >= max(2, tuning.cross_share * len(rows)),
        name=known.names[number],
    )


def _phrases(matters: TopicInput, rows: Sequence[Rows], tuning: Tuning) -> list[tuple[str, ...]]:
    return label_phrases([_quotable(matters, each) for each in rows], tuning.phrases)


def _quotable(matters: TopicInput, rows: Rows) -> list[Sequence[str]]:
    return [matters.pieces[row] for row in rows if matters.quotable is None or matters.quotable[row]]


def _authority(matters: TopicInput) -> NDArray[np.float64]:
    place = {key: row for row, key in enumerate(matters.ids.tolist())}
    return authority(
        len(matters.ids),
        [
            (place[one], place[other], weight)
            for one, other, weight in matters.citations
            if one in place and other in place and weight > 0
        ],
    )
