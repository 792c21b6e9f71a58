"""Markdown: the cited brief."""

from sayso.brief.dossier import Dossier
from sayso.brief.exports.port import Exported
from sayso.brief.markdown_text import markdown
from sayso.brief.outline import outline


def export(dossier: Dossier) -> Exported:
    """Return the brief, in which every sentence cites its claims; `claims` are those it cites."""
    text = markdown(outline(dossier), dossier)
    return Exported(
        text.encode(), "text/markdown", ".md", sum(claim in text for claim in dossier.claims)
    )
