"""Worlds with a known truth: stories drawn from a table of parameters, to see how wrong a judgement may be before it hurts.

In go a world and a seed; out comes a story reduced to claims, and what was so on each day. What it refuses: to know anything of
how the story is judged.
"""

from sayso.worlds.settings import ALL_WORSE, HYPOTHESES, MISSPECIFIED, NOMINAL, World
from sayso.worlds.story import Story, story

__all__ = ["ALL_WORSE", "HYPOTHESES", "MISSPECIFIED", "NOMINAL", "Story", "World", "story"]
