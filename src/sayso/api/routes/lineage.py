"""Who copied or cited whom, the witnesses left, and the claims that contradict each other."""

from typing import Annotated

from fastapi import APIRouter, Depends

from sayso.api.paging import Wanted
from sayso.api.problems import READS
from sayso.api.shapes.plain import Page
from sayso.api.shapes.traced import ContradictionRow, EdgeRow, OriginRow
from sayso.api.site import Asked, asked
from sayso.model import RelationKind

router = APIRouter(prefix="/stories/{story}", tags=["lineage"], responses=READS)
Seen = Annotated[Asked, Depends(asked)]
Rows = Annotated[Wanted, Depends()]


@router.get("/edges", operation_id="edges")
def edges(seen: Seen, wanted: Rows) -> Page[EdgeRow]:
    """List the edges of lineage by id, those that a person cut among them, each with the passages that prove it."""
    view = seen.look.view
    rows = sorted((*view.edges, *view.lineage.cut), key=lambda e: e.id)
    return Page[EdgeRow].of(wanted.of(rows, lambda e: (e.id,)), lambda e: EdgeRow.of(e, seen))


@router.get("/origins", operation_id="origins")
def origins(seen: Seen, wanted: Rows) -> Page[OriginRow]:
    """List the origins by id: the independent witnesses, with the claims that go back to each."""
    rows = sorted(seen.look.view.origins, key=lambda o: o.id)
    return Page[OriginRow].of(wanted.of(rows, lambda o: (o.id,)), lambda o: OriginRow.of(o, seen))


@router.get("/contradictions", operation_id="contradictions")
def contradictions(seen: Seen, wanted: Rows) -> Page[ContradictionRow]:
    """List the pairs of claims that contradict each other by id, with the slot that decides."""
    found = [r for r in seen.look.view.relations if r.kind is RelationKind.CONTRADICTS]
    part = wanted.of(sorted(found, key=lambda r: r.id), lambda r: (r.id,))
    return Page[ContradictionRow].of(part, lambda r: ContradictionRow.of(r, seen))
