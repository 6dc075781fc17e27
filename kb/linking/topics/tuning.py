"""The numbers of topics; each was measured by `bench/topics.py` and by reading pairs, see docs/quality.md."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tuning:
    """How near is near. Similarities are cosines of vectors and of words, mixed."""

    whitening: float = 0.4
    """How far the directions that all matters share are played down: 0 not at all, 1 to equal strength."""
    candidates: int = 60
    """Nearest by vector that are looked at with words too."""
    neighbours: int = 50
    """Of those, how many a matter keeps; an edge needs both to keep each other."""
    words_share: float = 0.6
    agency_times: int = 5
    """As often as if it stood there so many times the proposing agency counts among a matter's words. Judged by
    reading pairs it tells subjects apart that are worded alike; one that proposes a tenth of all counts for nothing."""
    floor: float = 0.15
    """Below it, no edge; an edge weighs what is above it, doubled."""
    series_floor: float = 0.75
    """Matters with one series key are folded only when their vectors are at least this near to their mean."""
    citation_weight: float = 0.3
    """What a citation of weight 1 adds to an edge."""
    resolution: float = 0.08
    """CPM's: a topic's members have at least this share of all edges they could have, weighted."""
    runs: int = 24
    """Partitions whose agreement decides."""
    former_runs: float = 16.0
    """As how many of them the former topics count."""
    merge_floor: float = 0.135
    """Topics whose matters are on average at least this near to one another become one."""
    crumb: int = 6
    """Nodes below which a topic is a crumb, for which `crumb_floor` is near enough."""
    crumb_floor: float = 0.12
    crumb_apart: float = 0.1
    """A crumb that is nearer than this to a larger topic, and not near enough to be of it, is no topic of its own."""
    member_floor: float = 0.195
    """A matter that is on average farther than this from the others of its topic is in none."""
    leniency: float = 0.8
    """By how much of that floor a matter is measured that was in a topic before."""
    smallest: int = 3
    largest_share: float = 0.05
    largest_always: int = 25
    """A topic of so many matters is never too large: a twentieth of a small archive is nothing."""
    theme_neighbours: int = 8
    theme_resolution: float = 2.0
    kept_overlap: float = 0.3
    """An id survives when this much of both is the same (Jaccard, over matters that were there both times)."""
    passed_on: float = 0.5
    """Share of a topic that went to another one, from which on history says merged or split."""
    cross_share: float = 0.15
    """A topic crosses agencies when the second of them proposes at least this share of it, and two matters."""
    medoids: int = 3
    founding: int = 5
    phrases: int = 6


DEFAULT = Tuning()
