"""The door for programs that read aloud: desks as a read-only MCP server over stdin and stdout.

In go desks that are open; out come answers in which every quotation is exact, leads to its claim, and stands inside a mark that says whose
words it is not. What it refuses: to write anything, an answer without an end, and words of others outside their mark.
"""

from sayso.mcp.links import Links
from sayso.mcp.server import server
from sayso.mcp.shelf import Shelf

__all__ = ["Links", "Shelf", "server"]
