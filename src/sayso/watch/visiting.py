"""One visit to a watched place: what it lists, which articles are new, changed or due for another look, and what became of each."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.model import Document, Refusal, RefusalReason, Seen, Visit, Watched, WatchedKind, When
from sayso.read import Answer, files_at, offered_readings, readings
from sayso.watch.due import gone_well, gone_wrong, to_reread
from sayso.watch.feed import Entry, entries
from sayso.watch.manners import Manners

MOST_ARTICLES, MOST_LISTS, MOST_SEEN = 100, 20, 5_000
OK, NOT_CHANGED = 200, 304
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass
class Visiting:
    """A visit under way. Iterate over `articles()` to its end; `visit` then says how it went.

    >>> from sayso.model import Watched, WatchedKind
    >>> one = Visiting(Watched("/no/such/folder", WatchedKind.FOLDER), None, None, When("2031-05-01T12:00:00Z"))
    >>> [found.reason.value for found in one.articles()], one.visit.failures
    (['unreadable'], 1)
    """

    watched: Watched
    last: Visit | None
    manners: Manners | None
    now: When
    seen: dict[str, Seen] = field(default_factory=dict)
    visit: Visit = field(init=False)
    _retry_seconds: int = 0

    def __post_init__(self) -> None:
        self.last = self.last or Visit(self.watched.id, When.unknown())
        self.seen = {one.url: one for one in self.last.seen}
        self.visit = self.last

    def articles(self) -> Iterator[Document | Refusal]:
        """Yield each article that is new or changed as a document or refusal; a place that cannot be read is a refusal itself."""
        listed = self._folder() if self.watched.kind is WatchedKind.FOLDER else self._listed()
        if isinstance(listed, Refusal):
            self._failed(listed)
            yield listed
            return
        left = 0
        for number, (entry, held) in enumerate(self._wanted(listed)):
            if number >= MOST_ARTICLES:
                left += 1
                continue
            yield from self._read(entry, held)
        self._done(left)

    def _wanted(self, listed: tuple[Entry, ...]) -> list[tuple[Entry, Seen]]:
        found = []
        for entry in listed:
            held = self.seen.get(entry.url)
            if held is None or held.mark != entry.mark or self._rests(held):
                found.append((entry, held or Seen(entry.url, first=self.now)))
        named = {entry.url for entry in listed}
        if self.watched.kind is not WatchedKind.FOLDER:
            older = [one for url, one in self.seen.items() if url not in named]
            found += [(Entry(one.url, one.mark), one) for one in older if self._rests(one)]
        return found

    def _rests(self, held: Seen) -> bool:
        if self.watched.kind is WatchedKind.FOLDER:
            return False
        return self.watched.kind is WatchedKind.PAGE or to_reread(held, self.now)

    def _listed(self) -> tuple[Entry, ...] | Refusal:
        if self.watched.kind is WatchedKind.PAGE:
            return (Entry(self.watched.location),)
        answer = self._get(self.watched.location, self.visit.etag, self.visit.modified)
        if isinstance(answer, Refusal):
            return answer
        if answer.status == NOT_CHANGED:
            return ()
        if answer.offered is None:
            return self._status(self.watched.location, answer)
        found = entries(answer.offered, self.watched.kind)
        if isinstance(found, tuple):
            self.visit = replace(self.visit, etag=answer.etag, modified=answer.modified)
            return self._opened(found)
        return found

    def _opened(self, listed: tuple[Entry, ...]) -> tuple[Entry, ...] | Refusal:
        """Return the pages of a list with those of the lists it names, the latest lists first: one level, as sitemaps go."""
        pages = [one for one in listed if not one.is_list]
        lists = sorted((one for one in listed if one.is_list), key=lambda e: e.mark, reverse=True)
        for one in lists[:MOST_LISTS]:
            answer = self._get(one.url)
            if isinstance(answer, Refusal):
                return answer
            if answer.offered is None:
                return self._status(one.url, answer)
            found = entries(answer.offered, WatchedKind.SITEMAP)
            if isinstance(found, Refusal):
                return found
            pages += [page for page in found if not page.is_list]
        return tuple(pages)

    def _folder(self) -> tuple[Entry, ...] | Refusal:
        """Return the files of a folder, marked with their size and time of change."""
        found = []
        for path in files_at(Path(self.watched.location)):
            if isinstance(path, Refusal):
                return path
            try:
                about = path.stat()
            except OSError:
                continue  # it went while we looked; if it comes back, the next visit meets it
            found.append(Entry(str(path), f"{about.st_size} {about.st_mtime_ns}"))
        return tuple(found)

    def _read(self, entry: Entry, held: Seen) -> Iterator[Document | Refusal]:
        """Read one article; it is remembered once whoever asked has kept what came out."""
        held = replace(held, mark=entry.mark, read=self.now)
        if self.watched.kind is WatchedKind.FOLDER:
            yield from readings([entry.url], stdin=io.BytesIO(), retrieved=self.now)
            self.seen[entry.url] = held
            return
        answer = self._get(entry.url, held.etag, held.modified)
        if isinstance(answer, Refusal) or answer.status in PASSING:
            # Its trouble may pass: without a mark the next visit tries again.
            held = replace(held, mark="")
        elif answer.status == OK:
            held = replace(held, etag=answer.etag, modified=answer.modified)
        if isinstance(answer, Refusal) or answer.status != NOT_CHANGED:
            found, place = self._article(entry.url, answer)
            reports = [one for one in found if isinstance(one, Document)]
            # An archive under an address holds reports of other addresses, none of which is a version of it.
            if [one.location for one in reports] == [place]:
                changed = held.document not in ("", reports[0].id)
                version = replace(reports[0], version_of=held.document) if changed else reports[0]
                held = replace(held, document=version.id)
                found = [version if one is reports[0] else one for one in found]
            yield from found
        self.seen[entry.url] = held

    def _article(self, url: str, answer: Answer | Refusal) -> tuple[list[Document | Refusal], str]:
        """Return what an answer gives, and where a report stands that is all of it."""
        if isinstance(answer, Refusal):
            return [answer], ""
        if answer.offered is None:
            return [self._status(url, answer)], ""
        read = offered_readings(answer.offered, retrieved=self.now)
        return list(read), answer.offered.location

    def _get(self, url: str, etag: str = "", modified: str = "") -> Answer | Refusal:
        if self.manners is None:
            raise ValueError("a place on the web needs manners to be asked with")
        return self.manners.get(url, etag, modified)

    def _status(self, url: str, answer: Answer) -> Refusal:
        self._retry_seconds = answer.retry_seconds
        why = f"the server answered {answer.status} {answer.phrase}"
        return Refusal(url, RefusalReason.NETWORK, f"{why}; it is asked again later")

    def _failed(self, why: Refusal) -> None:
        failures = self.visit.failures + 1
        self.visit = replace(
            self.visit,
            failures=failures,
            trouble=why.explanation,
            due=gone_wrong(self.watched, failures, self.now, self._retry_seconds),
        )

    def _done(self, left: int) -> None:
        kept = sorted(self.seen.values(), key=lambda one: (one.first.text, one.url))[-MOST_SEEN:]
        trouble = f"{left:,} articles are left for the next visit" if left else ""
        due = self.now if left else gone_well(self.watched, self.now)
        self.visit = replace(
            self.visit,
            due=due,
            well=self.now,
            failures=0,
            trouble=trouble,
            seen=tuple(kept),
            # What is left must be listed again.
            etag="" if left else self.visit.etag,
            modified="" if left else self.visit.modified,
        )
