"""One module a screen: each gives a `page` for what was asked."""

from collections.abc import Callable, Mapping

from sayso.web.page import Asked, Page
from sayso.web.pages import (
    add,
    claims,
    contradictions,
    glossary,
    lineage,
    map,  # noqa: A004 the screen is called so
    matrix,
    overview,
    review,
    sources,
    timeline,
    watch,
)

SCREENS: Mapping[str, Callable[[Asked], Page]] = {
    "overview": overview.page,
    "claims": claims.page,
    "matrix": matrix.page,
    "lineage": lineage.page,
    "contradictions": contradictions.page,
    "review": review.page,
    "sources": sources.page,
    "timeline": timeline.page,
    "map": map.page,
    "watch": watch.page,
    "add": add.page,
    "glossary": glossary.page,
}
NAMED: Mapping[str, Callable[[Asked], Page]] = {
    "c": claims.claim_page,
    "d": claims.document_page,
}
