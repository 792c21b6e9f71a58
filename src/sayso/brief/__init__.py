"""What the desk knows, as texts that prove themselves.

In go records, gathered in a `Dossier`; out come a `Brief` (`outline`), its two renderings (`markdown`,
`html`) and the claims as a table (`claims_csv`). Every sentence about the world cites a claim, and every
cited claim stands there with its passage. What it refuses: a sentence that cites nothing, likelihood and
confidence in one sentence, the word "calibrated", and any markup of an article.
"""

from sayso.brief.dossier import Dossier
from sayso.brief.html_page import html
from sayso.brief.ledger_csv import claims_csv
from sayso.brief.likelihood import (
    ICD203,
    PHIA,
    likelihood_words,
    percent,
    steady_words,
    still_in,
)
from sayso.brief.markdown_text import markdown
from sayso.brief.moved import mainstays
from sayso.brief.outline import outline
from sayso.brief.sentence import About, Brief, Section, Sentence, Table

__all__ = [
    "ICD203",
    "PHIA",
    "About",
    "Brief",
    "Dossier",
    "Section",
    "Sentence",
    "Table",
    "claims_csv",
    "html",
    "likelihood_words",
    "mainstays",
    "markdown",
    "outline",
    "percent",
    "steady_words",
    "still_in",
]
