"""Which passages of one report stand in another.

In go documents; out come passages with spans on both sides. What it refuses: to call words inside
quotation marks copied, since two reporters may quote one speech.
"""

from sayso.trace.reuse import Passage, passages

__all__ = ["Passage", "passages"]
