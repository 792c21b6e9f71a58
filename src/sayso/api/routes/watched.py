"""What is watched and whether it could be read, and the alerts that were raised."""

from typing import Annotated

from fastapi import APIRouter, Depends

from sayso.api.paging import Wanted
from sayso.api.problems import READS
from sayso.api.shapes.plain import Page
from sayso.api.shapes.watched import AlertRow, WatchedRow
from sayso.api.site import Asked, asked
from sayso.model import Alert, Visit, Watched

router = APIRouter(prefix="/stories/{story}", tags=["watching"], responses=READS)
Seen = Annotated[Asked, Depends(asked)]
Rows = Annotated[Wanted, Depends()]


@router.get("/watched", operation_id="watched")
def watched(seen: Seen, wanted: Rows) -> Page[WatchedRow]:
    """List the watched places by id, each with how its last visit went."""
    ledger = seen.keeper.desk.ledger
    visits = {visit.watched: visit for visit in ledger.records(Visit)}
    rows = sorted(ledger.records(Watched), key=lambda w: w.id)
    part = wanted.of(rows, lambda w: (w.id,))
    return Page[WatchedRow].of(part, lambda w: WatchedRow.of(w, visits.get(w.id)))


@router.get("/alerts", operation_id="alerts")
def alerts(seen: Seen, wanted: Rows) -> Page[AlertRow]:
    """List the alerts in the order in which they were raised, by the end of the day asked for, each with the claims that caused it."""
    day = seen.look.as_of
    held = seen.keeper.desk.ledger.records(Alert)
    rows = sorted(
        (a for a in held if not day or a.at.text[:10] <= day), key=lambda a: (a.at.text, a.id)
    )
    part = wanted.of(rows, lambda a: (a.at.text, a.id))
    return Page[AlertRow].of(part, lambda a: AlertRow.of(a, seen))
