"""Whether a resolution stands on a day, from what later ones do to it; and the chain they form. Pure."""

from kb.linking.standing.chain import Chain, ChainEntry, chain_of, reach
from kb.linking.standing.conflict import Conflict
from kb.linking.standing.course import standing_conflicts, standing_periods
from kb.linking.standing.days_off import days_off_end
from kb.linking.standing.decision import Decision, TypedLink
from kb.linking.standing.effect import effect_day, end_told, is_kept, new_end
from kb.linking.standing.ending import is_open_ended, period_end
from kb.linking.standing.period import Period, Standing, standing_on
from kb.linking.standing.title_act import title_act

__all__ = [
    "Chain",
    "ChainEntry",
    "Conflict",
    "Decision",
    "Period",
    "Standing",
    "TypedLink",
    "chain_of",
    "days_off_end",
    "effect_day",
    "end_told",
    "is_kept",
    "is_open_ended",
    "new_end",
    "period_end",
    "reach",
    "standing_conflicts",
    "standing_on",
    "standing_periods",
    "title_act",
]
