"""Draws templates: every text escaped, undefined names refused."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso.brief import likelihood_words
from sayso.brief.visible import visible
from sayso.model import When
from sayso.web.words import TERMS, term
from sayso.wording import count_of


def drawn(template: str, **values: Any) -> str:
    """Return a template with values put in."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["percent"] = percent
    environment.filters["moment"] = moment
    environment.globals.update(
        static=static, term=term, terms=TERMS, likely=likelihood_words, many=count_of
    )
    return environment


def percent(share: float) -> str:
    """Return a probability as a whole percentage; never 0 or 100, which nobody knows.

    >>> percent(0.004), percent(0.5)
    ('1\\xa0%', '50\\xa0%')
    """
    return f"{min(99, max(1, round(100 * share)))}\N{NO-BREAK SPACE}%"


def moment(when: When) -> str:
    """Return a date as a reader writes it, with its time where it has one.

    >>> moment(When("2026-01-14T16:20Z")), moment(When.unknown())
    ('2026-01-14 16:20 UTC', 'no date')
    """
    return when.text.replace("T", " ").replace("Z", " UTC") or "no date"


@cache
def static(name: str) -> str:
    """Return the address of a file of ours, which changes with what is in it."""
    held = (files("sayso.web") / "static" / name).read_bytes()
    return f"/static/{name}?{hashlib.sha256(held).hexdigest()[:12]}"
