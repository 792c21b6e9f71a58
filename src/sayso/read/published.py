"""When a page was published, as precisely as it says so itself.

htmldate finds the day; the page's own metadata give the time of day where they agree with it. A day that
htmldate filled up from a month or a year is given back as that month or year.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from sayso.model import InvalidRecord, When
from sayso.text import load_lexicon

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WITH_ZONE = re.compile(r".*[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})", re.DOTALL)
LONGEST_JSON_CHARS = 1_000_000


def published(tree: "HtmlElement", url: str, latest: date) -> str:
    """Return when the page was published (ISO 8601, any precision), '' when it does not say."""
    from htmldate import find_date

    day = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        url=url or None,
        max_date=latest.isoformat(),
        deferred_url_extractor=True,
    )
    for given in _given(tree):
        found = _when(given)
        if found and found[:4] <= str(latest.year) and (not day or given.strip()[:10] == day):
            return found if When(found).day <= latest else ""
    return _no_finer(day, tree, url) if day else ""


def _given(tree: "HtmlElement") -> Iterator[str]:
    names = load_lexicon("sayso.read", "published.toml")
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from _json_dates(script.text or "", names["json_ld"])
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content") or "")
    yield from (metas[name] for name in names["meta"] if name in metas)
    for element in tree.iterfind(".//time[@datetime]"):
        yield element.get("datetime") or ""


def _json_dates(text: str, names: list[str]) -> Iterator[str]:
    if len(text) > LONGEST_JSON_CHARS:
        return
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield from (value[name] for name in names if isinstance(value.get(name), str))
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _when(given: str) -> str:
    """Return the canonical text of a date as a page gives it; a time without its zone is left out."""
    given = given.strip()
    try:
        return When(given if _WITH_ZONE.fullmatch(given) else given[:10]).text
    except InvalidRecord:
        return ""


def _no_finer(day: str, tree: "HtmlElement", url: str) -> str:
    """Return the day, or only its month or year when no more than that stands in the page or its address."""
    year, month, of_month = day.split("-")
    if of_month != "01":
        return day
    source = f"{url} {' '.join(_spoken(tree))}".lower()
    name = f"{_MONTHS[int(month) - 1]}[a-z]*"
    numbers = rf"{year}[-/.]?{month}[-/.]?01|0?1[-/.]{month}[-/.]{year}|{month}/0?1/{year}"
    words = rf"\b0?1(?:st)?\.? (?:of )?{name}\.?,? {year}|{name}\.? 0?1(?:st)?,? {year}"
    if re.search(f"{numbers}|{words}", source):
        return day
    if month != "01" or re.search(rf"{name}\.?,? {year}|{year}[-/.]01|\b01[-/.]{year}", source):
        return day[:7]
    return year


def _spoken(tree: "HtmlElement") -> Iterator[str]:
    for element in tree.iter():
        yield from (value for value in (element.text, element.tail) if value)
        yield from (element.get(name) or "" for name in ("content", "datetime", "title", "href"))
