"""The words that pages use, each in one line."""

from sayso.web.page import Asked, Page
from sayso.web.words import TERMS


def page(asked: Asked) -> Page:
    """Return the words."""
    rows = [{"word": word, "means": meaning} for word, meaning in sorted(TERMS.items())]
    return Page("glossary.html.jinja", "Words", {"rows": rows, "story": asked.story}, rows, rows)
