"""What happens in a story, as it happens: new reports and changes of its judgements, as server-sent events."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool

from sayso.api.port import Look
from sayso.api.shapes.held import DocumentRow
from sayso.api.shapes.judged import Changes, JudgementShape
from sayso.api.site import Asked, Site
from sayso.brief import Dossier
from sayso.model import Document, When
from sayso.watch import between

LOOK_SECONDS, BEAT_SECONDS = 1, 15


@dataclass
class Watcher:
    """What one listener has been told: reports by id, and the dossier of each question."""

    site: Site
    asked: Asked
    documents: set[str] = field(default_factory=set)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    head: str = ""

    def begin(self, last_event: str) -> None:
        """Take what is held now as told; after an earlier event (its id, a moment) only what was held just before that."""
        look = self.asked.look
        self.documents = set(look.view.documents)
        self.dossiers = dict(self._judged(look))
        self.head = look.head
        if last_event:
            held = self.asked.keeper.desk.ledger.records(Document, as_of=_before(When(last_event)))
            self.documents &= {one.id for one in held}
            self.head = ""

    def news(self) -> list[str]:
        """Return what is new since, as events; nothing where the ledger has not grown."""
        if self.asked.keeper.desk.ledger.head() == self.head:
            return []
        look, stale = self.asked.keeper.now()
        now = Asked(self.asked.story, self.asked.keeper, look, self.asked.caller, {})
        found = [*self._new_documents(now), *self._new_judgements(now)]
        self.head = "" if stale else look.head
        return found

    def _new_documents(self, now: Asked) -> Iterator[str]:
        for document in now.look.view.documents.values():
            if document.id not in self.documents:
                self.documents.add(document.id)
                row = DocumentRow.of(document, now).model_dump(mode="json")
                yield self._event("document", row)

    def _new_judgements(self, now: Asked) -> Iterator[str]:
        for name, dossier in self._judged(now.look):
            before = self.dossiers.get(name)
            self.dossiers[name] = dossier
            found = between(before, dossier) if before else ()
            if found and before:
                told = Changes.of(found, before, dossier, now)
                judged = JudgementShape.of(dossier)
                answers = [one.model_dump(mode="json") for one in judged.answers]
                row = told.model_dump(mode="json", by_alias=True)
                yield self._event("judgement", {**row, "answers": answers})

    def _judged(self, look: Look) -> Iterator[tuple[str, Dossier]]:
        for question in look.questions:
            found = look.judged(question)
            if found is not None:
                yield question.id, found[1]

    def _event(self, name: str, data: object) -> str:
        told = json.dumps(data, ensure_ascii=False)
        return f"event: {name}\nid: {self.site.clock().text}\ndata: {told}\n\n"


def _before(when: When) -> When:
    """Return the second before a moment, so that what was recorded in the same one is told twice rather than never."""
    first = datetime.min.replace(tzinfo=UTC)
    return When.of(when.earliest - min(timedelta(seconds=1), when.earliest - first))


async def streamed(
    watcher: Watcher, last_event: str, limit: int, seconds: int
) -> AsyncIterator[str]:
    """Yield events until `limit` were told or `seconds` have passed, and a comment now and then so that nobody takes the line for dead."""
    mark = object()
    watcher.site.streams.add(mark)
    try:
        yield f": the events of {watcher.asked.story}\nretry: 5000\n\n"
        await run_in_threadpool(watcher.begin, last_event)
        told = 0
        for second in range(0, seconds, LOOK_SECONDS):
            for event in await run_in_threadpool(watcher.news):
                yield event
                told += 1
                if told >= limit:
                    return
            if second % BEAT_SECONDS == BEAT_SECONDS - 1:
                yield ": still here\n\n"
            await watcher.site.pause(LOOK_SECONDS)
    finally:
        watcher.site.streams.discard(mark)
