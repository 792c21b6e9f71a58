"""The claims ledger: filters, rows, and the passage of the claim in view."""

from typing import Any

from sayso.claim import CORRECTABLE
from sayso.model import Claim, Decision, DecisionKind, Extraction, NothingMatched
from sayso.web.bears import Bears
from sayso.web.filters import ORDERS, PAGE_ROWS, Filters, fitting, ordered
from sayso.web.page import Asked, Page
from sayso.web.shown import segments, shown

MOST_HITS = 1000


def page(asked: Asked) -> Page:
    """Return the claims that fit the filters, a page of them, and the one in view with its report."""
    snapshot, wanted = asked.snapshot, Filters.of(asked.query)
    rows, bears = snapshot.rows, _bears(asked, wanted)
    hits = snapshot.desk.ledger.search(wanted.text, limit=MOST_HITS) if wanted.text else ()
    found = [hit.id for hit in hits if hit.kind == "claim"] if wanted.text else None
    fits = fitting(rows, wanted, found, bears)
    places = ordered(rows, fits, wanted.order, bears)
    part, number, pages = asked.part(places, PAGE_ROWS)
    on_page = [rows.claims[place] for place in part]
    chosen = snapshot.view.claims.get(asked.query.get("claim", ""))
    facets = {
        "sure": rows.certainty.counts(fits),
        "hand": rows.basis.counts(fits),
        "seen": rows.observation.counts(fits),
        "part": rows.part.counts(fits),
        "checked": rows.checked.counts(fits),
    }
    listed = [shown(asked, claim, bears) for claim in on_page]
    values = {
        "filters": wanted,
        "orders": ORDERS,
        "facets": facets,
        "claims": listed,
        "count": len(places),
        "total": len(rows),
        "number": number,
        "pages": pages,
        "witnesses": len({rows.origin.codes[p] for p in places}),
        "reports": len({rows.document.codes[p] for p in places}),
        "capped": len(hits) >= MOST_HITS,
        "passage": passage(asked, chosen) if chosen else None,
        "hypotheses": [h.id for h in asked.question.hypotheses] if asked.question else [],
    }
    plain = [one.plain() for one in listed]
    data = {
        "count": len(places),
        "page": number,
        "pages": pages,
        "claims": plain,
    }
    return Page("claims.html.jinja", "Claims", values, data, plain)


def claim_page(asked: Asked) -> Page:
    """Return one claim with its passage, on a page of its own."""
    claim = asked.snapshot.view.claims.get(asked.name)
    if claim is None:
        raise NothingMatched(f"no claim {asked.name!r} in this desk by this day")
    values = {"passage": passage(asked, claim)}
    plain = shown(asked, claim, asked.bears).plain()
    return Page("claim.html.jinja", "Claim", values, plain, [plain])


def document_page(asked: Asked) -> Page:
    """Return a whole report, each claim in it led to."""
    document = asked.snapshot.view.documents.get(asked.name)
    if document is None:
        raise NothingMatched(f"no report {asked.name[:12]!r} in this desk by this day")
    bears = asked.bears
    account = asked.keeper.desk.ledger.get(Extraction, document.id)
    own = asked.snapshot.rows.of_document(document.id)
    listed = [shown(asked, claim, bears) for claim in own]
    values = {
        "document": document,
        "segments": segments(document, None, own),
        "claims": listed,
        "taken_back": document.id in asked.snapshot.view.retracted,
        "notice": account.notice if account else "",
    }
    plain = [one.plain() for one in listed]
    data = {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.text,
        "url": document.url,
        "language": document.language,
        "text": document.text,
        "extraction": account.notice if account else "",
        "claims": plain,
    }
    return Page("document.html.jinja", document.name, values, data, plain)


def passage(asked: Asked, claim: Claim) -> dict[str, Any]:
    """Return all that the passage pane shows of a claim."""
    document = asked.snapshot.view.documents[claim.document]
    neighbours = asked.snapshot.rows.of_document(claim.document)
    return {
        "claim": shown(asked, claim, asked.bears),
        "document": document,
        "segments": segments(document, claim, neighbours),
        "start": claim.place[0],
        "end": claim.place[1],
        "bearing": asked.bears.bearings.get(claim.id),
        "history": _history(asked, claim),
        "slots": {
            slot: ([v.value for v in values], getattr(claim, slot).value)
            for slot, values in CORRECTABLE.items()
        },
        "speaker": claim.speaker.name,
    }


def _history(asked: Asked, claim: Claim) -> list[Decision]:
    """Return what persons decided of a claim, undone or not, the last first."""
    every = asked.snapshot.every_decision
    own = [d for d in every if d.kind is not DecisionKind.UNDO and d.concerns(claim)]
    return own[::-1]


def _bears(asked: Asked, wanted: Filters) -> Bears:
    """Return how claims bear, worked out now where filters or order need it, else as far as it is at hand."""
    if asked.question and (wanted.bears or wanted.order == "moves"):
        asked.snapshot.judged(asked.question)
    return asked.bears
