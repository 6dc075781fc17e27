"""What is cited most and missing, so that staff know which old resolution to load next."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from kb.access import Policy
from kb.linking.mentions_view import MentionView, Seen, mention_view, visible_mentions
from kb.store import CitationMention

MISSING = ("no meeting", "no matter")


@dataclass(frozen=True)
class Dangling:
    """What is cited and missing: a day (or a letter), how many resolutions cite it, and the titles they give."""

    cited_date: date | None
    letter: str | None
    meeting_in_archive: bool
    mentions: int
    citing: int
    titles: tuple[str, ...]
    example: str


def dangling(session: Session, policy: Policy, limit: int = 50) -> tuple[Dangling, ...]:
    """What is cited most and missing: days without their meeting, matters missing from a meeting, letters."""
    groups: dict[tuple[date | None, str | None, bool], list[MentionView]] = defaultdict(list)
    titles: dict[int, str] = {}
    seen = Seen.of(session, policy)
    for row, ref in session.execute(visible_mentions(policy)).yield_per(1000):
        view = mention_view(row, ref, seen)
        if view.status not in MISSING:
            continue
        letter = view.letter if view.cited_date is None else None
        groups[view.cited_date, letter, view.status == "no matter"].append(view)
        if row.title_start is not None:
            titles[view.id] = _title_in(row)
    ranked = sorted(groups.items(), key=lambda item: (-len({each.resolution for each in item[1]}), str(item[0])))
    return tuple(_dangling(key, views, titles) for key, views in ranked[:limit])


def _dangling(
    key: tuple[date | None, str | None, bool], views: Sequence[MentionView], titles: Mapping[int, str]
) -> Dangling:
    day, letter, known = key
    named = Counter(titles[each.id] for each in views if titles.get(each.id))
    return Dangling(
        cited_date=day,
        letter=letter,
        meeting_in_archive=known,
        mentions=len(views),
        citing=len({each.resolution for each in views}),
        titles=tuple(title for title, _ in named.most_common(3)),
        example=views[0].quote,
    )


def _title_in(row: CitationMention) -> str:
    """The title given with a mention: it stands inside the quoted words."""
    assert row.title_start is not None and row.title_end is not None  # noqa: S101, PT018 - they come together
    return " ".join(row.quote[row.title_start - row.start : row.title_end - row.start].split())
