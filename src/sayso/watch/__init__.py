"""Watching a story: places are visited again and again, what is new goes to the desk, and what changes in an answer is told once.

In go feeds, sitemaps, pages and folders with the desk that holds them; out come reports in the desk, and alerts, each with the claims that
caused it. What it refuses: a list that is not sound, a site that does not want to be read by programs, to call a wavering number a
change, and to tell a change without the words that made it.
"""

from sayso.watch.changes import Change, ChangeKind, between, changes, look_of
from sayso.watch.channels import Channel, read_channels
from sayso.watch.delivery import Trouble, alerts_told, deliver
from sayso.watch.due import is_dead
from sayso.watch.manners import Manners
from sayso.watch.watcher import Round, Watcher

__all__ = [
    "Change",
    "ChangeKind",
    "Channel",
    "Manners",
    "Round",
    "Trouble",
    "Watcher",
    "alerts_told",
    "between",
    "changes",
    "deliver",
    "is_dead",
    "look_of",
    "read_channels",
]
