"""Writes that may be sent again: the same Idempotency-Key gives the same answer, and nothing is done twice."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from starlette.responses import Response

from sayso.api.problems import Refused

MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was asked under a key, and the answer."""

    asked: str
    answer: Response


class Repeats:
    """Writes take turns, a story at a time. Answers are kept as long as the desk is served, the last `MOST_KEPT` of them."""

    def __init__(self, stories: Iterable[str]) -> None:
        self._turns = {story: threading.Lock() for story in stories}
        self._kept: OrderedDict[tuple[str, str, str], _Kept] = OrderedDict()

    def answer(
        self, caller: str, story: str, key: str, asked: str, make: Callable[[], Response]
    ) -> Response:
        """Return what `make` answers, or what it answered before under this key of this caller and story.

        Raises a problem (422) where the key stands for something else; what `make` raises is not kept.
        """
        with self._turns[story]:
            place = (caller, story, key)
            kept = self._kept.get(place) if key else None
            if kept is not None and kept.asked != asked:
                raise Refused(
                    422,
                    f"the Idempotency-Key {key!r} was sent with another request; choose a new one",
                    "key-used",
                )
            if kept is not None:
                return _again(kept.answer)
            answer = make()
            if key:
                self._kept[place] = _Kept(asked, answer)
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            return answer


def _again(answer: Response) -> Response:
    """Return an answer anew, marked as a repetition."""
    headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
    return Response(
        bytes(answer.body), answer.status_code, {**headers, "Idempotency-Replayed": "true"}
    )
