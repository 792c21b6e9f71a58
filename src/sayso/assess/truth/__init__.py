"""Which of several values is true, where sources disagree item by item and nothing changes over time.

In go claims (item, source, value); out comes for each item the probability of each claimed value, or for numbers a value with an interval.
What it refuses: to be surer than held-out claims bear out; a quarter of the belief stays with the plain count.
"""

from sayso.assess.truth.choose import Told, Verdict, truths

__all__ = ["Told", "Verdict", "truths"]
