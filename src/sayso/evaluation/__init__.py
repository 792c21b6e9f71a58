"""Stories with a known end, replayed through the whole product: how each room did, and how the judgement did.

In go story folders whose `story.json` says how it ended, written worlds with `gold.json` beside them as well; out come scores of
attribution, slots, lineage, bearing and judgement, and what the judgement would be if a room had read without error. What it refuses: to let the
product see how a story ended.
"""

from sayso.evaluation.budget import Budget, budget, daily_brier
from sayso.evaluation.gold import Gold, has_gold, load_gold
from sayso.evaluation.layers import Layers
from sayso.evaluation.replay import SURE_OF_THE_WRONG, Replay, brier, log_score, replay, settled_of

__all__ = [
    "SURE_OF_THE_WRONG",
    "Budget",
    "Gold",
    "Layers",
    "Replay",
    "brier",
    "budget",
    "daily_brier",
    "has_gold",
    "load_gold",
    "log_score",
    "replay",
    "settled_of",
]
