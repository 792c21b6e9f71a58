"""The web desk: pages over one desk file or several, drawn by the server, with every state in the address.

In go desk files; out come pages, each with a `.json` and a `.csv` twin. What it refuses: requests from elsewhere, any
markup of an article, scripts and pictures of other hosts.
"""

from sayso.web.app import application, rest
from sayso.web.gate import Gate

__all__ = ["Gate", "application", "rest"]
