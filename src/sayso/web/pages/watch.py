"""What is watched and whether it could be read, and what was told: each alert with its claims, one step from their passages."""

from typing import Any

from sayso.model import Alert, Visit, Watched, When
from sayso.watch import is_dead
from sayso.web.page import Asked, Page
from sayso.web.shown import shown

PER_PAGE = 30


def page(asked: Asked) -> Page:
    """Return the alerts, the latest first, and the watched places, the dead ones first."""
    ledger = asked.snapshot.desk.ledger
    visits = {visit.watched: visit for visit in ledger.records(Visit)}
    places = [_place(watched, visits.get(watched.id)) for watched in ledger.records(Watched)]
    places.sort(key=lambda place: (-place["failures"], place["location"]))
    day = asked.snapshot.as_of
    alerts = [a for a in ledger.records(Alert) if not day or a.at.text[:10] <= day]
    alerts.sort(key=lambda alert: (alert.at.text, alert.id), reverse=True)
    on_page, number, pages = asked.part(alerts, PER_PAGE)
    rows = [_row(alert) for alert in on_page]
    values = {
        "places": places,
        "alerts": [_told(asked, alert) for alert in on_page],
        "count": len(alerts),
        "number": number,
        "pages": pages,
    }
    data = {"watched": places, "alerts": rows}
    return Page("watch.html.jinja", "Watching", values, data, rows)


def _place(watched: Watched, visit: Visit | None) -> dict[str, Any]:
    last = visit or Visit(watched.id, When.unknown())
    return {
        "location": watched.location,
        "kind": watched.kind.value,
        "minutes": watched.minutes,
        "last_read": last.well.text,
        "failures": last.failures,
        "dead": is_dead(last),
        "trouble": last.trouble,
        "articles": len(last.seen),
    }


def _row(alert: Alert) -> dict[str, Any]:
    return {
        "at": alert.at.text,
        "kind": alert.kind,
        "what": alert.what,
        "from": alert.was,
        "to": alert.now,
        "because": list(alert.because),
        "delivered": list(alert.delivered),
    }


def _told(asked: Asked, alert: Alert) -> dict[str, Any]:
    claims = asked.snapshot.view.claims
    causes = [shown(asked, claims[c], asked.bears) for c in alert.because if c in claims]
    return {**_row(alert), "id": alert.id, "causes": causes}
