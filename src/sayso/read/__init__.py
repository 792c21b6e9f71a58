"""From files, folders, standard input and URLs to documents: the way into the desk.

In go names of things to read; out come, in their order, a `Document` for each report (plain text, Markdown or HTML,
with the title, outlet, authors, date and address that it gives itself) or a `Refusal`. What it refuses: what is empty, no text,
too large, too slow, hostile or not English; a page whose text would be lost in parsing; a header block that is wrong;
an address that is not public. It never guesses a date or a title, and no input keeps the next from being read.
"""

from sayso.read.article import extract_html
from sayso.read.files import files_at
from sayso.read.limits import Limits
from sayso.read.offered import Answer, Fetch, Offered, without_credentials
from sayso.read.page import Page
from sayso.read.readings import ask_machine, ask_url, fetch_url, readings
from sayso.read.worker import PageWorker

__all__ = [
    "Answer",
    "Fetch",
    "Limits",
    "Offered",
    "Page",
    "PageWorker",
    "ask_machine",
    "ask_url",
    "extract_html",
    "fetch_url",
    "files_at",
    "readings",
    "without_credentials",
]
