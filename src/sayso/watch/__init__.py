"""Watching a story: what changed between two looks at a desk, and whether that is worth telling.

In go two dossiers of one question; out come the changes, each with the claims that caused it. What it refuses: to call a wavering number
a change, and to tell a change without the words that made it.
"""

from sayso.watch.changes import Change, ChangeKind, changes

__all__ = ["Change", "ChangeKind", "changes"]
