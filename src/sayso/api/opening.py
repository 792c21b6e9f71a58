"""The way in: the application is built when it is asked for, so that nothing needs FastAPI that does not serve."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sayso.api.callers import Callers
from sayso.api.port import Keeper
from sayso.model import UsageError, When
from sayso.read import Fetch

if TYPE_CHECKING:
    from fastapi import FastAPI

    from sayso.api.site import Pause


def application(
    keepers: Mapping[str, Keeper],
    callers: Callers,
    clock: Callable[[], When],
    *,
    fetch: Fetch | None = None,
    pause: "Pause | None" = None,
) -> "FastAPI":
    """Return the API over keepers by the name of their story.

    `clock` dates what callers decide and add, `fetch` gets addresses (by default from the net), `pause` waits between two looks of a stream
    of events. Raises `UsageError` where FastAPI is not installed.
    """
    try:
        from sayso.api.app import built
    except ImportError as error:
        raise UsageError(f"the HTTP API needs {error.name}; pip install 'sayso[api]'") from error
    return built(keepers, callers, clock, fetch=fetch, pause=pause)
