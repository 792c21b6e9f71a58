"""From files, folders, standard input and URLs to documents: the way into the desk.

In go names of things to read; out come, in their order, a `Document` for each report (a text, a page, a PDF, a mail, or one of many in a
web archive or an export, with the title, outlet, authors, date and address that it gives itself) or a `Refusal`. What it refuses: what is empty, no text,
too large, too slow, hostile, changed or not English; a page whose text would be lost in parsing; a header block that is wrong;
an address that is not public. It never guesses a date or a title, no input keeps the next from being read, and what is passed over is told.
Other packages add readers by the entry point `sayso.readers`.
"""

from sayso.read.article import extract_html
from sayso.read.files import files_at
from sayso.read.input import Head, Input, Reader, notice
from sayso.read.limits import Limits
from sayso.read.offered import Answer, Fetch, Offered, without_credentials
from sayso.read.page import Page
from sayso.read.readings import ask_machine, ask_url, fetch_url, offered_readings, readers, readings
from sayso.read.unread import Unread
from sayso.read.worker import PageWorker

__all__ = [
    "Answer",
    "Fetch",
    "Head",
    "Input",
    "Limits",
    "Offered",
    "Page",
    "PageWorker",
    "Reader",
    "Unread",
    "ask_machine",
    "ask_url",
    "extract_html",
    "fetch_url",
    "files_at",
    "notice",
    "offered_readings",
    "readers",
    "readings",
    "without_credentials",
]
