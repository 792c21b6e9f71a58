"""Renders a brief as one self-contained HTML page: no script, no foreign request, no article HTML."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sayso.brief.chart import chart
from sayso.brief.dossier import Dossier
from sayso.brief.judged import DAYS_CAPTION
from sayso.brief.passage import entries, further
from sayso.brief.sentence import Brief

TEMPLATE, STYLE = "brief.html.jinja", "brief.css"


def html(brief: Brief, dossier: Dossier) -> str:
    """Return the brief as a page: every citation leads to its claim, its words marked in their passage.

    All text is escaped by the template. A content security policy in the page allows its own style, by
    hash, and nothing else.
    """
    return rendered(TEMPLATE, STYLE, brief, dossier)


def rendered(template: str, style: str, brief: Brief, dossier: Dossier) -> str:
    """Return the brief in a template and a style of this room."""
    rules = "\n" + _text(style)
    return (
        _environment()
        .get_template(template)
        .render(
            brief=brief,
            numbers=brief.numbers(),
            entries=entries(brief, dossier),
            further=further(brief, dossier),
            chart=chart(dossier, brief.numbers()),
            chart_before=DAYS_CAPTION,
            # ours, not an article's; escaping would break its quotation marks and with them its hash
            style=Markup(rules),  # noqa: S704
            style_hash=_hash(rules),
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _text(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
