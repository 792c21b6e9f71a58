"""The served extractor: what a server finds in each part, placed in the text, beside what the built-in extractor finds."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sayso.attribute.extractor import Extracted, Extractor
from sayso.attribute.nesting import nested
from sayso.attribute.served.answer import Unusable
from sayso.attribute.served.asking import Asker, Send
from sayso.attribute.served.place import Dropped, Shown, placed
from sayso.attribute.served.recipe import recipe_digest, request_body
from sayso.attribute.served.terms import Terms
from sayso.attribute.served.windows import Window, windows
from sayso.model import Attribution, Document, Extraction, SaysoError, Span
from sayso.text import Parse

KIND = "served"
TWICE = "the same words a second time"


@dataclass(frozen=True)
class ServedExtractor:
    """Has the model of a server read each document beside the built-in extractor `base`.

    What the built-in one finds stands as it is; what the server alone found stands apart and counts as one source. Where the server gives no
    answer that can be used, the document is read by the built-in one alone, and the account says why.
    """

    model: str
    base: Extractor
    send: Send
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    terms: Terms = field(default_factory=Terms)

    @property
    def name(self) -> str:
        """What it is, in words for a user."""
        return f"{self.base.name}, with {self.model} on a server beside them"

    def extract(self, document: Document, parse: Callable[[], Parse]) -> Extracted:
        """Return the built-in extractor's attributions, what the server alone found, and the account."""
        own = self.base.attributions(document, parse)
        account = Extraction(document.id, KIND, self.model, recipe_digest(self.terms))
        try:
            found, dropped = self.answered(document)
        except Unusable as why:
            return Extracted(own, (), _fallen_back(account, str(why)))
        alone = nested(item for item in found if not _touches(item, own))
        return Extracted(own, alone, _accounted(account, found, alone, dropped))

    def attributions(
        self, document: Document, parse: Callable[[], Parse]
    ) -> tuple[Attribution, ...]:
        """Return all attributions in order of their content."""
        found = self.extract(document, parse)
        return tuple(sorted((*found.attributions, *found.alone), key=lambda a: (a.start, a.id)))

    def answered(self, document: Document) -> tuple[tuple[Attribution, ...], Counter[str]]:
        """Return what the server finds by itself, nested, and how many answers were dropped for which reason; raises `Unusable`."""
        parts = list(windows(document.text, self.terms))
        if len(parts) > self.terms.most_windows:
            raise Unusable(
                f"it would need {len(parts)} requests; {self.terms.most_windows} a document are the most"
            )
        until = self.clock() + self.terms.document_seconds
        asker = Asker(self.send, self.clock, self.sleep, self.terms, until)
        found: dict[tuple[Span, ...], Attribution] = {}
        dropped: Counter[str] = Counter()
        for part in parts:
            self._read(document, part, asker, found, dropped)
        return nested(found.values()), dropped

    def _read(
        self,
        document: Document,
        part: Window,
        asker: Asker,
        found: dict[tuple[Span, ...], Attribution],
        dropped: Counter[str],
    ) -> None:
        text, terms = document.text, self.terms
        told = asker.answer(lambda attempt: request_body(self.model, text, part, attempt, terms))
        shown = Shown.of(text, part)
        for item in told:
            try:
                one = placed(document, shown, part, item, terms)
            except Dropped as why:
                dropped[str(why)] += 1
                continue
            if one.content in found:
                dropped[TWICE] += 1
            else:
                found[one.content] = one


@dataclass(frozen=True)
class ServedAlone:
    """What the server finds by itself, to be measured: nothing of the built-in extractor, and no falling back."""

    served: ServedExtractor

    @property
    def name(self) -> str:
        """What it is, in words for a user."""
        return f"{self.served.model} on a server"

    def attributions(
        self,
        document: Document,
        parse: Callable[[], Parse],  # noqa: ARG002 (the port offers a parse that it does not need)
    ) -> tuple[Attribution, ...]:
        """Return the server's attributions; raises `SaysoError` where it gives no answer that can be used."""
        return self.found(document)

    def found(self, document: Document) -> tuple[Attribution, ...]:
        """Return the same; no parse is needed."""
        try:
            return self.served.answered(document)[0]
        except Unusable as why:
            raise SaysoError(f"{self.served.model}: {why}") from why


def _touches(item: Attribution, own: Sequence[Attribution]) -> bool:
    """Return True where the built-in extractor found something already: what it found is neither changed nor said twice."""
    return any(
        _meet(item.cue + item.content, one.cue + one.content + one.source) for one in own
    ) or any(_meet(item.source, one.cue + one.content) for one in own)


def _meet(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)


def _fallen_back(account: Extraction, why: str) -> Extraction:
    return Extraction(
        account.document, account.extractor, account.model, account.recipe, fallback=why
    )


def _accounted(
    account: Extraction,
    found: Sequence[Attribution],
    alone: Sequence[Attribution],
    dropped: Counter[str],
) -> Extraction:
    reasons = tuple(sorted((why, count) for why, count in dropped.items() if count))
    return Extraction(
        account.document,
        account.extractor,
        account.model,
        account.recipe,
        len(found),
        len(found) - len(alone),
        len(alone),
        reasons,
    )
