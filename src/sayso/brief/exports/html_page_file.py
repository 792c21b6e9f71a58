"""HTML: the cited brief as one page that asks no other host for anything."""

from sayso.brief.dossier import Dossier
from sayso.brief.exports.port import Exported
from sayso.brief.html_page import html
from sayso.brief.outline import outline


def export(dossier: Dossier) -> Exported:
    """Return the brief as a page; `claims` are those it cites."""
    text = html(outline(dossier), dossier)
    return Exported(
        text.encode(), "text/html", ".html", sum(claim in text for claim in dossier.claims)
    )
