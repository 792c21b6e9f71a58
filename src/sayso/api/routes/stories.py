"""The open stories."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from sayso.api.callers import Caller
from sayso.api.problems import READS
from sayso.api.shapes.held import Stories, StoryRow
from sayso.api.site import Asked, Site, asked, caller_of, site_of
from sayso.api.tags import must_be_new, tag_of
from sayso.api.tokens import May

router = APIRouter(tags=["stories"], responses=READS)


@router.get("/stories", operation_id="stories")
def stories(
    request: Request,
    response: Response,
    site: Annotated[Site, Depends(site_of)],
    caller: Annotated[Caller, Depends(caller_of)],
    if_none_match: Annotated[str, Header(description="The ETag of an answer you hold.")] = "",  # noqa: ARG001
) -> Stories:
    """List the stories that are there for the caller, with what each holds."""
    caller.must(May.READ)
    seen = [(name, keeper) for name, keeper in site.keepers.items() if caller.sees(name)]
    state = "\n".join(f"{name} {keeper.desk.ledger.head()}" for name, keeper in seen)
    must_be_new(request, tag_of(request, state))
    looks = [(name, keeper, keeper.now()[0]) for name, keeper in seen]
    state = "\n".join(f"{name} {look.head}" for name, _, look in looks)
    response.headers["ETag"] = tag_of(request, state)
    return Stories(
        items=[StoryRow.of(Asked(name, keeper, look, caller, {})) for name, keeper, look in looks]
    )


@router.get("/stories/{story}", operation_id="story")
def story(seen: Annotated[Asked, Depends(asked)]) -> StoryRow:
    """Return one story: what it holds, and the head of its ledger."""
    return StoryRow.of(seen)
