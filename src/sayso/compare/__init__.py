"""How claims stand to each other.

In go claims; out come relations, each with the table of slots that decided it. What it refuses: to call
two claims a contradiction where a time or a place is missing, or where they count different things.
"""

from sayso.compare.relate import relate, relations

__all__ = ["relate", "relations"]
